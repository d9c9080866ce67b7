import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { charsOf, countOf, phoneOf, wholeText } from '../../../src/contract/typed';

for (const [typed, count] of [
  ['12', 12],
  ['１２', 12],
  [' 7 ', 7],
  ['007', 7],
  ['2.0', 2],
  ['２．０', 2],
  ['3.', 3],
  ['1.5', undefined],
  ['-3', undefined],
  ['1e1', undefined],
  ['两3', undefined],
  ['', undefined],
  ['.', undefined],
  ['9'.repeat(20), undefined],
] as const)
  test(`report 14: typed as a quantity, ${JSON.stringify(typed)} is ${count ?? 'none'}, and never another number`, () =>
    assert.equal(countOf(typed), count));

for (const typed of [
  '13800138000',
  '+86 138-0013-8000',
  '008613800138000',
  '86 13800138000',
  '\u202d13800138000\u202c',
  '１３８００１３８０００',
  '＋８６（138）0013 8000',
])
  test(`${JSON.stringify(typed)} is a phone number, sent as 11 digits`, () =>
    assert.equal(phoneOf(typed), '13800138000'));

for (const typed of [
  '1380013800',
  '13800138000138',
  '000000',
  '12800138000',
  '1380013800a',
  '+1 13800138000',
  '',
])
  test(`report 44: ${JSON.stringify(typed)} is no phone number`, () => assert.equal(phoneOf(typed), ''));

test('no half of a character is left, and whole ones all are, counted by code points', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, at) => {
      const cut = text.slice(at);
      assert.equal(wholeText(text), text);
      // Throws for half a character.
      encodeURIComponent(wholeText(cut));
      assert.ok(cut.endsWith(wholeText(cut)));
    }),
  );
  assert.equal(charsOf('😀'.repeat(200)), 200);
});
