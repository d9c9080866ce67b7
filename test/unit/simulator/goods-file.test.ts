/** `--goods` with every file that somebody may name: goods, or one line with file, place and fix. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { UsageError } from '../../../simulator/server/arguments';
import { goodsOf } from '../../../simulator/server/commands/goods-file';

const folder = mkdtempSync(path.join(tmpdir(), 'trade-goods-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const tea = { goodsId: 'tea', goodsType: 2, goodsName: '茶', goodsPhoto: '/a.svg', currentPrice: 1980 };
const TEXT = JSON.stringify([tea], undefined, 1);
const with$ = (change: object): string => JSON.stringify([{ ...tea, ...change }], undefined, 1);

let written = 0;
const fileOf = (text: string | Buffer): string => {
  written += 1;
  const file = path.join(folder, `goods-${written}.json`);
  writeFileSync(file, text);
  return file;
};

const TAKEN: Record<string, string> = {
  'as it should be': TEXT,
  'with a byte order mark': `\ufeff${TEXT}`,
  'with lines of Windows': TEXT.replaceAll('\n', '\r\n'),
  'with a whole number in another way to write it': TEXT.replace('1980', '198e1'),
  'with blanks around it': `\n\n  ${TEXT}\n\n`,
};

for (const [name, text] of Object.entries(TAKEN))
  test(`goods ${name} are sold`, () => assert.deepEqual(goodsOf(fileOf(text)), [tea]));

test('10,000 goods are a list as well', () => {
  const many = Array.from({ length: 10_000 }, (_none, index) => ({ ...tea, goodsId: `tea-${index}` }));
  assert.equal(goodsOf(fileOf(JSON.stringify(many))).length, 10_000);
});

/** [the file, its place, what is wrong and what to do] */
const REFUSED: Record<string, [string | Buffer, string, RegExp]> = {
  'nothing in it': ['', ':1:1', /expected a value.*Put keys and texts in double quotes/],
  'blanks only': [' \n', ':2:1', /expected a value/],
  'a comment': [`[\n  // tea\n${TEXT.slice(1)}`, ':2:3', /a comment, which JSON does not have\. Remove it/],
  'a comma too many': [TEXT.replace('\n }', ',\n }'), ':7:23', /a comma with nothing behind it\. Remove it/],
  'a comma too few': [TEXT.replace('"tea",', '"tea"'), ':4:3', /expected/],
  'single quotes': ["[\n {'goodsId': 'tea'}]", ':2:3', /key in double quotes/],
  'an end too early': [TEXT.slice(0, 40), ':4:', /Put keys and texts in double quotes/],
  'a key twice': [
    TEXT.replace('"currentPrice"', '"currentPrice": 1,\n  "currentPrice"'),
    ':8:3',
    /a key that the object has already\. Remove one/,
  ],
  'a key twice, one of them escaped': [
    TEXT.replace('"currentPrice"', '"current\\u0050rice": 1,\n  "currentPrice"'),
    ':8:3',
    /has already/,
  ],
  'another encoding': [
    Buffer.from([...Buffer.from('["'), 0xb2, 0xe8, 0x22, 0x5d]),
    '',
    /UTF-8\. Save it as UTF-8/,
  ],
  'UTF-16': [Buffer.from(`\ufeff${TEXT}`, 'utf16le'), '', /not written in UTF-8/],
  'a picture': [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8]), '', /not written in UTF-8/],
  'levels without end': ['['.repeat(100_000), ':1:201', /200 levels/],
  'one of the goods, and no list': [JSON.stringify(tea), ':1:1', /goods should be array, but got object/],
  null: ['null', ':1:1', /should be array, but got null/],
  'a price with a fraction': [
    with$({ currentPrice: 19.8 }),
    ':7:3',
    /19\.8 \(yuan: send 分\)\. Write such a value/,
  ],
  'a price as text': [with$({ currentPrice: '19.8' }), ':7:3', /yuan as text: send 分/],
  'a price below 0': [with$({ currentPrice: -1 }), ':7:3', /currentPrice should be/],
  'a price beyond all money': [TEXT.replace('1980', '1e21'), ':7:3', /currentPrice should be/],
  'an id as a number': [TEXT.replace('"tea"', '7301245789012345678'), ':3:3', /send it as text/],
  'a NUL in an id': [with$({ goodsId: 'a\0' }), ':3:3', /without NUL/],
  'no price': [with$({ currentPrice: undefined }), ':2:2', /currentPrice .*got undefined\. Add it/],
  'a name that is not there': [
    with$({ pirce: 1 }),
    ':8:3',
    /pirce is no field.*Remove it, or write the name of a field/,
  ],
  'a name of the language': [TEXT.replace('"goodsId"', '"__proto__": {},\n  "goodsId"'), ':3:3', /no field/],
  'two with one id': [
    JSON.stringify([tea, tea], undefined, 1),
    ':10:3',
    /goods\[1\]\.goodsId .*id of its own/,
  ],
};

const lineOf = (file: string, language: 'en' | 'zh' = 'en'): string => {
  try {
    goodsOf(file);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.in(language);
  }
  return assert.fail(`${file} was taken`);
};

for (const [name, [content, place, says]] of Object.entries(REFUSED))
  test(`a file of goods with ${name} is refused with its place and what to do`, () => {
    const file = fileOf(content);
    const line = lineOf(file);
    assert.ok(line.startsWith(`--goods ${file}${place}`), line);
    assert.match(line, says);
    assert.doesNotMatch(line, /\n/);
    assert.match(lineOf(file, 'zh'), /\p{Script=Han}.*。请/u);
  });

test('what is no file is named, and not waited for', (t) => {
  const at = (name: string): string => path.join(folder, name);
  mkdirSync(at('folder'));
  if (process.platform !== 'win32') execFileSync('mkfifo', [at('pipe')]);
  symlinkSync('circle', at('circle'));
  symlinkSync('nowhere', at('dead'));
  const cases: [string, RegExp][] = [
    [at('folder'), /it is a folder, a pipe or a device\. Name a JSON file/],
    [at('pipe'), /it is a folder, a pipe or a device/],
    [at('circle'), /its links lead in a circle/],
    [at('dead'), /there is no such file\. Name a JSON file/],
    [at('missing.json'), /there is no such file/],
    ['C:\\goods.json', /there is no such file/],
    ['', /there is no such file/],
    ['/dev/zero', /it is a folder, a pipe or a device/],
    [path.join(fileOf(TEXT), 'inside.json'), /there is no such file/],
  ];
  for (const [file, says] of cases) {
    assert.match(lineOf(file), says, file);
    assert.match(lineOf(file, 'zh'), /请/);
  }
  const shut = fileOf(TEXT);
  chmodSync(shut, 0);
  if (process.getuid?.() === 0) t.diagnostic('root reads every file');
  else assert.match(lineOf(shut), /it may not be read\. Give read access/);
});
