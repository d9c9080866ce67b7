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

/**
 * Texts of one alphabet, of lengths that lead through all versions; the characters follow from the length.
 */
const corpus = (alphabet: string, longest: number): string[] =>
  Array.from({ length: 40 }, (_, step) => Math.round(1 + (longest - 1) * (step / 39))).map((length) =>
    Array.from({ length }, (_, at) => alphabet[(at * 7 + length * 13) % alphabet.length]).join(''),
  );

for (const [name, alphabet, longest] of [
  ['digits', '0123456789', [652, 513, 364, 288]],
  ['capitals', ALPHANUMERIC, [395, 311, 221, 174]],
  ['bytes', URL_SAFE, [271, 213, 151, 119]],
] as const) {
  for (const level of LEVELS) {
    test(`[CC-QR-01] ${name} at level ${'LMQH'[level]}: two decoders read what was written, in all ten versions`, async () => {
      const versions = new Set<number>();
      for (const text of corpus(alphabet, longest[level]!)) {
        versions.add(versionOf(text, level));
        await reads(text, level);
      }
      assert.deepEqual(
        [...versions].sort((one, other) => one - other),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      );
      assert.throws(
        () => encodeQr(alphabet[11 % alphabet.length]!.repeat(longest[level]! + 1), level),
        RangeError,
      );
    });
  }
}

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
  for (const text of ['抖音券码 104678687451378', 'é', '券😀']) await reads(text);
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
