import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { readConfig } from '../../../simulator/server/network/config';
import { Cookies } from '../../../simulator/server/network/cookies';
import { mapFrom, mapped, unmapped } from '../../../simulator/server/network/maps';
import { destinationOf, isInner, type Reach } from '../../../simulator/server/network/reach';
import { socketAsk } from '../../../simulator/server/network/sockets';
import { parseAsk } from '../../../simulator/server/network/routes';
import { writeProgram } from './compiler-helpers';
import { get, start } from './server-helpers';
import { BASIC } from './compiler-helpers';

const map = (text: string) => mapFrom(text, false);
const LOCAL = map('https://api.example.com=http://127.0.0.1:8080');

describe('--map', () => {
  test('a longer beginning comes before a shorter one; a host is no beginning of another host', () => {
    const maps = [LOCAL, map('https://api.example.com/v2=http://localhost:9090/api')];
    const to = (url: string): string | undefined => mapped(maps, new URL(url))?.href;
    assert.equal(to('https://api.example.com/a?b=1'), 'http://127.0.0.1:8080/a?b=1');
    assert.equal(to('https://api.example.com'), 'http://127.0.0.1:8080/');
    assert.equal(to('https://api.example.com/v2/x'), 'http://localhost:9090/api/x');
    assert.equal(to('https://api.example.com/v2?x=1'), 'http://localhost:9090/api?x=1');
    assert.equal(to('https://api.example.com/v22'), 'http://127.0.0.1:8080/v22');
    for (const other of [
      'http://api.example.com/',
      'https://api.example.com:444/',
      'https://api.example.com.evil.example/',
      'https://x.api.example.com/',
      'https://user@evil.example/https://api.example.com/',
    ])
      assert.equal(to(other), undefined, other);
    assert.equal(
      unmapped(maps, new URL('http://localhost:9090/api/y'), new URL('https://api.example.com/')).href,
      'https://api.example.com/v2/y',
    );
  });

  test('what cannot be used is named with what to write', () => {
    for (const [text, words] of [
      ['nonsense', /Write --map https:\/\/api\.example\.com=http/],
      ['api.example.com=http://127.0.0.1:1', /is no (?:web )?address/],
      ['https://a.example=http://10.0.0.1:8080', /another machine.*--allow-remote/],
      ['https://a.example=http://127.0.0.1.evil.example', /another machine/],
      ['https://u:p@a.example=http://127.0.0.1:1', /name and a password/],
      ['https://a.example=http://0.0.0.0:1', /another machine.*127\.0\.0\.1/],
      ['https://a.example=http://my-mac.local:1', /another machine/],
      ['https://a.example=http://localhost.:1', /another machine/],
      ['https://*.example.com=http://127.0.0.1:1', /"\*" stands for nothing.*each host/],
      ['https://a.example/?x=1=http://127.0.0.1:1', /query/],
      ['file:///etc=http://127.0.0.1:1', /no web address/],
      ['https://a.example=ftp://127.0.0.1', /Write --map/],
    ] as const)
      assert.throws(() => map(text), { message: words }, text);
  });
});

describe('trade-sim.config.json', () => {
  test('mistakes are told at their place and leave the rest', (t) => {
    const dir = writeProgram(t, {
      'trade-sim.config.json':
        '{\n  "map": {\n    "https://a.example": "http://127.0.0.1:1",\n    "https://b.example": "http://8.8.8.8"\n  },\n  "mpa": {}\n}',
    });
    const { maps, problems } = readConfig(dir, false);
    assert.deepEqual(maps, [{ from: 'https://a.example/', to: 'http://127.0.0.1:1/' }]);
    assert.deepEqual(
      problems.map(({ file, line, column, message, fix }) => [file, line, column, message, fix]),
      [
        ['trade-sim.config.json', 6, 3, '"mpa" is no setting', 'Did you mean "map"?'],
        [
          'trade-sim.config.json',
          4,
          5,
          '"http://8.8.8.8" is another machine',
          'Map to 127.0.0.1, or allow other machines with --allow-remote.',
        ],
      ],
    );
  });

  for (const [text, place, message] of [
    ['{"__proto__": {"map": {"https://a.example": "http://127.0.0.1:1"}}}', 2, '"__proto__" is no setting'],
    ['{"hasOwnProperty": 1}', 2, '"hasOwnProperty" is no setting'],
    ['{"map": {"__proto__": "http://127.0.0.1:1"}}', 10, '"__proto__" is no address'],
    ['{"conditions": {"__proto__": {"dark": true}}}', 17, '"__proto__" is no condition'],
    ['{"conditions": {"constructor": true}}', 17, '"constructor" is no condition'],
    ['{"conditions": {"toString": "x"}}', 17, '"toString" is no condition'],
  ] as const)
    test(`${text} sets nothing, and says where`, (t) => {
      const { maps, conditions, problems } = readConfig(
        writeProgram(t, { 'trade-sim.config.json': text }),
        false,
      );
      assert.deepEqual(
        [maps, Object.keys(conditions), Object.getPrototypeOf(conditions)],
        [[], [], Object.prototype],
      );
      assert.deepEqual(
        problems.map(({ line, column, message: said }) => [line, column, said]),
        [[1, place, message]],
      );
    });

  test('no JSON, no object, a list in the place of a map, a link out of the program', (t) => {
    const read = (text: string) =>
      readConfig(writeProgram(t, { 'trade-sim.config.json': text }), false).problems.map(
        ({ line, message }) => `${line}: ${message}`,
      );
    assert.match(read('{\n"map": {,}\n}')[0]!, /^2: not valid JSON/);
    assert.deepEqual(read('[]'), ['1: the file holds no object']);
    assert.deepEqual(read('{"map": []}'), ['1: "map" is an object of addresses']);
    assert.deepEqual(read('{"map": {"https://a.example": 1}}'), ['1: "https://a.example" leads to no text']);
    const outside = writeProgram(t, { 'secret.json': '{"map":{}}' });
    const dir = writeProgram(t, { 'app.json': '{}' });
    symlinkSync(path.join(outside, 'secret.json'), path.join(dir, 'trade-sim.config.json'));
    assert.match(readConfig(dir, false).problems[0]!.message, /leads out of the mini-program/);
  });
});

describe('where a request goes', () => {
  const reach = (change: Partial<Reach> = {}): Reach => ({
    maps: [LOCAL],
    allowRemote: false,
    ownPorts: [5200, 5202],
    ...change,
  });
  const to = (url: string, change?: Partial<Reach>) => destinationOf(new URL(url), reach(change));

  test('only to what is mapped: no neighbour of this machine, not the simulator itself', () => {
    assert.equal(to('wss://api.example.com/live').target.href, 'http://127.0.0.1:8080/live');
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1:2375/',
      'http://localhost:6379/',
      'http://[::1]:80/',
    ])
      assert.throws(() => to(url), /is not mapped/, url);
    for (const port of [5200, 5202])
      assert.throws(
        () => to(`https://a.example/`, { maps: [map(`https://a.example=http://localhost:${port}`)] }),
        /is the simulator itself/,
      );
    assert.throws(() => to('ftp://example.com/'), /no protocol of the web/);
  });

  test('with --allow-remote to the open net, and to nothing inside this one', () => {
    assert.equal(to('https://example.com/x', { allowRemote: true }).mapped, false);
    for (const url of [
      'http://127.0.0.1:2375/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://169.254.169.254/latest/',
      'http://10.1.2.3/',
      'http://[::1]/',
      'http://[::ffff:127.0.0.1]/',
      'http://[fd00::1]/',
      'http://localhost/',
    ])
      assert.throws(() => to(url, { allowRemote: true }), /inside this network/, url);
  });

  test('a name that leads inside is refused when it is looked up', async () => {
    const { lookup } = to('http://localtest.example/', { allowRemote: true });
    const error = await new Promise<unknown>((resolve) => lookup!('localhost', { all: true }, resolve));
    assert.match(String(error), /"localhost" is an address inside this network/);
    assert.equal(isInner('93.184.216.34'), false);
    for (const inner of [
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
      // An IPv4 address inside of an IPv6 one: old form, 6to4, Teredo, a translator of one's own.
      '::7f00:1',
      '2002:7f00:1::',
      '2001:0:1::',
      '64:ff9b:1::a00:1',
      'fec0::1',
      '168.63.129.16',
    ])
      assert.equal(isInner(inner), true, inner);
    assert.equal(isInner('2606:4700::1111'), false);
    assert.equal(isInner('not an address'), true);
  });
});

test('cookies stay with the host that set them, and a program’s own win', () => {
  const cookies = new Cookies();
  const at = (url: string, own?: string) => cookies.headerFor(new URL(url), own);
  cookies.keep(new URL('https://api.example.com/'), [
    'a=1; Domain=example.com; Secure',
    'b=2; Path=/only',
    'c=3; Domain=other.example',
    'nonsense',
    'gone=1; Max-Age=0',
  ]);
  assert.equal(at('https://api.example.com/'), 'a=1');
  assert.equal(at('https://api.example.com/only/x'), 'b=2; a=1');
  assert.equal(at('https://shop.example.com/'), 'a=1');
  assert.equal(at('http://api.example.com/'), undefined);
  assert.equal(at('https://other.example/'), undefined);
  assert.equal(at('https://api.example.com/', 'a=9;d=4'), 'a=9; d=4');
});

test('no cookie is for every host of a suffix', () => {
  const cookies = new Cookies();
  cookies.keep(new URL('https://api.example.com/'), ['a=1; Domain=com', 'b=2; Domain=.cn', 'c=3']);
  assert.equal(cookies.headerFor(new URL('https://evil.com/'), undefined), undefined);
  assert.equal(cookies.headerFor(new URL('https://api.example.com/'), undefined), 'c=3');
});

test('a request that asks for nothing is refused in words', () => {
  for (const body of [
    '',
    '{}',
    '{"url":1}',
    '{"api":"request","url":"x","method":"GET","header":{}}',
    '{"api":"request","url":"https://a","method":"GET","header":{"a":1}}',
  ])
    assert.throws(() => parseAsk(Buffer.from(body)), /no request is asked for|invalid url/);
  assert.throws(() => socketAsk('/__net/socket'), /no address/);
});

test('the program’s routes are for the frame, and for no other site', async (t) => {
  const { url, frame } = await start(t, { root: BASIC });
  const host = new URL(frame).host;
  const at = new URL(frame).origin;
  const post = async (headers: Record<string, string>) =>
    (await get(at, '/__net/request', { host, ...headers }, 'POST')).status;
  assert.equal(await post({}), 200);
  assert.equal(await post({ origin: 'https://evil.example' }), 403);
  assert.equal(await post({ origin: url }), 403);
  assert.equal(await post({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }), 403);
  assert.equal(await post({ host: 'evil.example' }), 403);
  assert.equal((await get(at, '/__net/file/..%2f..%2fapp.json', { host })).status, 404);
});
