/** An answer of a wrong shape is an error with a way out, never an empty card or a date that is none. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { ANSWERS } from '../../../src/contract/merchant/check';
import { casesOf, RIGHT } from '../ports/answers';
import { asks, card, shopOf } from './card';

const NAMED: [what: string, answer: unknown][] = [
  ['a code as a number', { code: 104678687451377 }],
  ['a code that is null', { code: null }],
  ['validTo as date text', { validTo: '2026-12-31 10:00:00' }],
  ['validTo as numeric text', { validTo: '1798682400000' }],
  ['no validTo', { validTo: undefined }],
  ['validTo null', { validTo: null }],
  ['validTo in seconds', { validTo: 1_798_682_400 }],
].map(([what, part]) => {
  const right = RIGHT.getCoupons() as { coupons: object[] };
  return [what as string, { ...right, coupons: [Object.assign({}, right.coupons[0], part)] }];
});
const WHOLE: typeof NAMED = [null, {}, [], [null], { coupons: null }, 'text'].map((answer) => [
  JSON.stringify(answer),
  answer,
]);
const FIELDS: typeof NAMED = [...casesOf('getCoupons', ANSWERS.getCoupons, RIGHT.getCoupons())]
  .filter((_, index) => index % 7 === 0)
  .map(({ path, what, answer }) => [`${path || 'the answer'}: ${what}`, answer]);

for (const [what, answer] of [...NAMED, ...WHOLE, ...FIELDS]) {
  test(`K4 report 25: coupons with ${what}: the card says that it failed, bind:error is 21540, 刷新 asks again and shows the codes`, async (t) => {
    t.mock.method(console, 'error', () => undefined);
    const outside = shopOf();
    const { getCoupons } = outside.merchant;
    outside.merchant.getCoupons = () => Promise.resolve(answer as never);
    const shown = await card(outside);
    assert.deepEqual([shown.data.phase, shown.data.busy, shown.errors()], ['broken', false, [21540]]);
    assert.match(String(shown.heard[0]?.detail.errMsg), /^getCoupons: /);
    assert.doesNotMatch(JSON.stringify({ ...shown.data, handlers: undefined }), /NaN|undefined/);
    outside.merchant.getCoupons = getCoupons!;
    await shown.send('REFRESH');
    assert.deepEqual([shown.data.phase, shown.data.usable, asks(outside)], ['shown', 2, 2]);
  });
}
