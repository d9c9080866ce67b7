import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { encodeQr } from '../../../src/qr/encode';
import { qrImage } from '../../../src/qr/png';
import { QrLevel } from '../../../src/qr/tables';
import { byJsqr, byZbar, picture, readPng, type Picture } from './decode';

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const URL_SAFE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~:/?#&=%';
const LEVELS = [QrLevel.L, QrLevel.M, QrLevel.Q, QrLevel.H];

/** The text as a scanner would see it, by way of the PNG that a card shows. */
function seen(text: string, level?: QrLevel): Picture {
  const { size, light } = readPng(qrImage(encodeQr(text, level)));
  return picture(size, (row, column) => !light(row, column));
}

async function reads(text: string, level?: QrLevel): Promise<void> {
  const shown = seen(text, level);
  assert.equal(byJsqr(shown), text);
  assert.equal(await byZbar(shown), text);
}

const versionOf = (text: string, level?: QrLevel): number => (encodeQr(text, level).size - 17) / 4;

/** A text of one alphabet; its characters follow from its length. */
const textOf = (alphabet: string, length: number): string =>
  Array.from({ length }, (_, at) => alphabet[(at * 7 + length * 13) % alphabet.length]).join('');

/** The longest text that still fits version `version`, and nothing larger than `longest`. */
function fullest(alphabet: string, level: QrLevel, version: number, longest: number): string {
  let [fits, not] = [0, longest + 1];
  while (not - fits > 1) {
    const middle = (fits + not) >> 1;
    if (versionOf(textOf(alphabet, middle), level) <= version) fits = middle;
    else not = middle;
  }
  return textOf(alphabet, fits);
}

for (const [name, alphabet, longest] of [
  ['digits', '0123456789', [7089, 5596, 3993, 3057]],
  ['capitals', ALPHANUMERIC, [4296, 3391, 2420, 1852]],
  ['bytes', URL_SAFE, [2953, 2331, 1663, 1273]],
] as const) {
  for (const level of LEVELS) {
    test(`[CC-QR-01] ${name} at level ${'LMQH'[level]}: two decoders read what was written, up to the last character that fits`, async () => {
      for (const version of [1, 5, 9, 10, 17, 26, 27, 32, 40]) {
        const text = fullest(alphabet, level, version, longest[level]!);
        assert.equal(versionOf(text, level), version);
        await reads(text, level);
      }
      assert.equal(fullest(alphabet, level, 40, longest[level]!).length, longest[level]);
      assert.throws(() => encodeQr(textOf(alphabet, longest[level]! + 1), level), RangeError);
    });
  }
}

test('[CC-QR-01] every version of every level is read, filled to the brim, and those of the level of cards by both decoders', async () => {
  for (const level of LEVELS)
    for (let version = 1; version <= 40; version++) {
      const text = fullest(URL_SAFE, level, version, [2953, 2331, 1663, 1273][level]!);
      const shown = seen(text, level);
      assert.equal(await byZbar(shown), text, `version ${version} at level ${'LMQH'[level]}`);
      if (level === QrLevel.M) assert.equal(byJsqr(shown), text, `version ${version}`);
    }
});

test('[CC-QR-01] payloads around every limit that a card had or has are read, or are too long', async () => {
  for (const bytes of [0, 1, 213, 214, 278, 1000, 2000, 2330, 2331]) await reads(textOf(URL_SAFE, bytes));
  for (const bytes of [2332, 2333, 10_000])
    assert.throws(() => encodeQr(textOf(URL_SAFE, bytes)), {
      name: 'RangeError',
      message: new RegExp(`cannot hold ${bytes} bytes`),
    });
});

test('[CC-QR-01] any code of 15 digits, and any short link', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.stringMatching(/^\d{15}$/),
      fc.stringMatching(/^https:\/\/v\.douyin\.com\/[A-Za-z0-9_-]{6,12}\/$/),
      async (code, link) => {
        await reads(code);
        await reads(link);
      },
    ),
    { numRuns: 60 },
  );
});

test('[CC-QR-01] a text that is not ASCII says that it is UTF-8', async () => {
  for (const text of ['抖音券码 104678687451378', 'é', '券😀', '券'.repeat(90), '抖音😀'.repeat(232)])
    await reads(text);
  // Its mark takes a byte and a half of what there is.
  await reads('券'.repeat(776) + 'a');
  assert.throws(() => encodeQr('券'.repeat(776) + 'abc'), RangeError);
});

test('an empty text is a symbol too', () => assert.equal(byJsqr(seen('')), ''));

test('a code is a symbol of version 1, a short link one of version 3: what a card sets for one is below 400 bytes', () => {
  for (const [text, version, bytes] of [
    ['104678687451378', 1, 226],
    ['https://v.douyin.com/eHHc1ft/', 3, 306],
    ['https://v.douyin.com/eHHc1ft/?from=coupon&shop=7301245789012', 4, 378],
  ] as const) {
    assert.equal(versionOf(text), version);
    assert.equal(qrImage(encodeQr(text)).length, bytes);
  }
});

test('the mask that reads best is taken: large areas of one colour are broken up', () => {
  const { size, modules } = encodeQr('0'.repeat(100));
  let longest = 0;
  for (let row = 0; row < size; row++) {
    for (const [run] of modules
      .slice(row * size, (row + 1) * size)
      .join('')
      .matchAll(/0+|1+/g))
      longest = Math.max(longest, run.length);
  }
  assert.ok(longest < 9, `a run of ${longest} modules`);
});
