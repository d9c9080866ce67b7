import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decode, encode } from '../../../simulator/host/file-text';
import { FileTree, normalPath, USER_DATA_PATH as USER } from '../../../simulator/host/files';
import { marginText, passes } from '../../../simulator/host/observer';
import { socketAddress } from '../../../simulator/host/socket';
import { isMediaFile } from '../../../simulator/media-files';
import { memoryStorage } from './memory-storage';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const read = (tree: FileTree, path: string): string => new TextDecoder().decode(tree.read(path));

describe('the files of a mini-program', () => {
  test('are there again after a reload, each program with its own', () => {
    const storage = memoryStorage();
    new FileTree(storage, 'one').makeFolder(`${USER}/d`, false);
    new FileTree(storage, 'one').write(`${USER}/d/f`, bytes('kept'));
    assert.equal(read(new FileTree(storage, 'one'), `${USER}/d/f`), 'kept');
    assert.equal(new FileTree(storage, 'two').has(`${USER}/d/f`), false);
  });

  test('cannot be written outside of their folder, by any spelling', () => {
    const tree = new FileTree(memoryStorage(), 'one');
    for (const path of [
      `${USER}/../x`,
      'ttfile://other/x',
      USER,
      `${USER}/`,
      'blob:x',
      '/pages/a.js',
      `${USER}x/y`,
    ])
      assert.throws(() => tree.write(path, bytes('x')), /permission denied/, path);
  });

  test('a path is one text, however it is written', () => {
    assert.equal(normalPath(`${USER}//a/./b/../c/`), `${USER}/a/c`);
    assert.throws(() => normalPath(''), /non-empty String/);
    assert.throws(() => normalPath(undefined), /non-empty String/);
  });

  test('need their folder, and a folder is no file', () => {
    const tree = new FileTree(memoryStorage(), 'one');
    assert.throws(() => tree.write(`${USER}/no/f`, bytes('x')), /no such file or directory/);
    tree.makeFolder(`${USER}/a/b/c`, true);
    assert.throws(() => tree.write(`${USER}/a`, bytes('x')), /directory/);
    assert.throws(() => tree.read(`${USER}/a`), /directory/);
    assert.throws(() => tree.makeFolder(`${USER}/a`, false), /already exists/);
    assert.throws(() => tree.unlink(`${USER}/a`), /not permitted/);
    assert.deepEqual(tree.list(`${USER}/a`), ['b']);
  });

  test('a folder moves with all that is in it', () => {
    const storage = memoryStorage();
    const tree = new FileTree(storage, 'one');
    tree.makeFolder(`${USER}/a/b`, true);
    tree.write(`${USER}/a/b/f`, bytes('x'));
    tree.rename(`${USER}/a`, `${USER}/z`);
    assert.equal(tree.has(`${USER}/a/b/f`), false);
    assert.equal(read(new FileTree(storage, 'one'), `${USER}/z/b/f`), 'x');
  });

  test('stay within the limit, and last until the next reload where the browser keeps no more', () => {
    const lost: unknown[] = [];
    const storage = memoryStorage();
    storage.setItem = () => {
      throw new Error('quota');
    };
    const tree = new FileTree(storage, 'one', (error) => lost.push(error));
    tree.write(`${USER}/f`, bytes('x'));
    assert.equal(read(tree, `${USER}/f`), 'x');
    assert.equal(lost.length, 1);
    assert.throws(() => tree.write(`${USER}/g`, new Uint8Array(10 * 1024 * 1024)), /limit exceeded/);
  });

  test('what the storage holds of them is not believed', () => {
    const storage = memoryStorage();
    storage.setItem(`trade-sim:file:one:${USER}/bad`, 'f*not base64*');
    assert.equal(new FileTree(storage, 'one').has(`${USER}/bad`), false);
  });
});

describe('files that a program may ask for by address', () => {
  for (const name of ['/a/b.png', 'a.WEBP', '/中.mp3', '/%E4%B8%AD.svg'])
    test(`${name} is one`, () => assert.equal(isMediaFile(name), true));
  for (const name of [
    '/frame.html',
    '/program.js',
    '/png',
    '/.png',
    '/a/.svg',
    '/png/x',
    '',
    '/a.',
    '/a.json',
  ])
    test(`${name || 'nothing'} is none`, () => assert.equal(isMediaFile(name), false));
});

describe('encodings', () => {
  for (const [encoding, text, hex] of [
    ['utf8', '好', 'e5a5bd'],
    ['latin1', 'é', 'e9'],
    ['utf16le', 'a', '6100'],
    ['base64', 'aGk=', '6869'],
    ['hex', '0aff', '0aff'],
  ] as const)
    test(`${encoding} writes and reads the same`, () => {
      const made = encode(text, encoding);
      assert.equal(decode(made, 'hex'), hex);
      assert.equal(decode(made, encoding), text);
    });

  test('bytes are copied, and no encoding gives bytes', () => {
    const given = new Uint8Array([1, 2, 3]);
    const made = encode(given.subarray(1), undefined);
    given[1] = 9;
    assert.deepEqual([...new Uint8Array(decode(made, undefined) as ArrayBuffer)], [2, 3]);
    assert.throws(() => encode({}, 'utf8'), /String or ArrayBuffer/);
    assert.throws(() => encode('x', 'rot13'), /invalid encoding/);
    assert.throws(() => encode('x', '__proto__'), /invalid encoding/);
  });
});

describe('addresses of sockets', () => {
  for (const url of ['ws://127.0.0.1:1/x', 'wss://localhost', 'ws://[::1]:80'])
    test(`${url} is allowed`, () => assert.ok(socketAddress(url, 'http://127.0.0.1:5202/')));
  for (const url of ['wss://shop.example', 'ws://127.0.0.1.evil.example', 'http://127.0.0.1', 'x'])
    test(`${url} is refused`, () =>
      assert.throws(() => socketAddress(url, 'http://127.0.0.1:5202/'), /offline|invalid url/));
});

describe('what an intersection observer tells', () => {
  test('margins by side, those that are not named are none', () => {
    assert.equal(marginText({ bottom: 100, left: -5 }), '0px 0px 100px -5px');
    assert.equal(marginText(undefined), '0px 0px 0px 0px');
    assert.equal(marginText({ top: '1; evil' }), '0px 0px 0px 0px');
  });
  for (const [thresholds, before, after, told] of [
    [[0], 0, 0, false],
    [[0], 0, 0.2, true],
    [[0], 0.2, 0, true],
    [[0], 0.2, 0.6, false],
    [[0.5], 0.2, 0.6, true],
    [[0.5], 0.6, 0.2, true],
    [[0.5], 0.6, 0.9, false],
    [[1], 0.9, 1, true],
  ] as const)
    test(`from ${before} to ${after} with ${thresholds.join()}: ${told ? 'told' : 'silent'}`, () =>
      assert.equal(passes(thresholds, before, after), told));
});
