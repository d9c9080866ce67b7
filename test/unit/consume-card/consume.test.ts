import assert from 'node:assert/strict';
import test from 'node:test';
import type { Coupon } from '../../../src/ports/merchant';
import { coupon, serverError } from '../kit/world';
import { card, shopOf } from './card';

const used = (number: number): Coupon => coupon(number, { state: 'redeemed' });

test('[CC-CONSUME-01] [CC-CONSUME-02] [CC-CONSUME-05] [CC-CONSUME-09] a code found redeemed is told once, with the number the card was given, and drawn as redeemed', async () => {
  const outside = shopOf([coupon(1), coupon(2)]);
  const shown = await card(outside, { orderId: 'shop-7' });
  outside.answer([used(1), coupon(2)]);
  await shown.send('REFRESH');
  assert.deepEqual(shown.heard, [{ event: 'consume', detail: { orderId: 'shop-7' } }]);
  assert.equal(shown.data.count, '1份可用');
  assert.deepEqual(
    (await shown.lines()).map(({ word }) => word),
    ['已核销', '待使用'],
  );
  await shown.send('REFRESH');
  await shown.send('REFRESH');
  assert.equal(shown.consumed(), 1);
});

test('[CC-CONSUME-03] [CC-CONSUME-04] neither the first load nor a refresh without a change is told', async () => {
  const shown = await card(shopOf([used(1), coupon(2)]));
  await shown.send('REFRESH');
  await shown.send('HIDE');
  await shown.send('SHOW');
  assert.equal(shown.consumed(), 0);
});

test('[CC-CONSUME-06] two codes found by one refresh are told once', async () => {
  const outside = shopOf([coupon(1), coupon(2), coupon(3)]);
  const shown = await card(outside);
  outside.answer([used(1), used(2), coupon(3)]);
  await shown.send('REFRESH');
  assert.equal(shown.consumed(), 1);
});

test('[CC-CONSUME-07] two codes found by two refreshes are told twice', async () => {
  const outside = shopOf([coupon(1), coupon(2)]);
  const shown = await card(outside);
  outside.answer([used(1), coupon(2)]);
  await shown.send('REFRESH');
  outside.answer([used(1), used(2)]);
  await shown.send('REFRESH');
  assert.equal(shown.consumed(), 2);
});

for (const state of ['refunding', 'refunded', 'refundFailed', 'expired', 'notStarted'] as const) {
  test(`[CC-CONSUME-08] a code that turns ${state} is not told`, async () => {
    const outside = shopOf([coupon(1)]);
    const shown = await card(outside);
    outside.answer([coupon(1, { state })]);
    await shown.send('REFRESH');
    assert.equal(shown.consumed(), 0);
  });
}

test('[CC-CONSUME-01] a code whose refund had failed is redeemed like any other', async () => {
  const outside = shopOf([coupon(1, { state: 'refundFailed', outRefundNo: 'r-1' })]);
  const shown = await card(outside);
  outside.answer([used(1)]);
  await shown.send('REFRESH');
  assert.equal(shown.consumed(), 1);
});

test('[CC-CONSUME-01] redeemed during a failure of the query: told when it can be seen', async () => {
  const outside = shopOf([coupon(1)]);
  const shown = await card(outside);
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  await shown.send('REFRESH');
  assert.equal(shown.consumed(), 0);
  outside.answer([used(1)]);
  await shown.send('REFRESH');
  assert.equal(shown.consumed(), 1);
});

test('[CC-CONSUME-01] redeemed, taken back and redeemed again: told twice', async () => {
  const outside = shopOf([coupon(1)]);
  const shown = await card(outside);
  for (const coupons of [[used(1)], [coupon(1)], [used(1)]]) {
    outside.answer(coupons);
    await shown.send('REFRESH');
  }
  assert.equal(shown.consumed(), 2);
});

test('[CC-CONSUME-01] one use of an item that can be used several times is part of the order', async () => {
  const times = (usableTimes: number, part: Partial<Coupon> = {}): Coupon =>
    coupon(1, { usableTimes, totalTimes: 3, ...part });
  const outside = shopOf([times(3)]);
  const shown = await card(outside);
  assert.match(shown.data.first!.note, /^剩余次数 3\/3/);
  outside.answer([times(2)]);
  await shown.send('REFRESH');
  assert.match(shown.data.first!.note, /^剩余次数 2\/3/);
  assert.equal(shown.consumed(), 1);
  // Times that go with a refund were not used.
  outside.answer([times(1, { outRefundNo: 'r-1' })]);
  await shown.send('REFRESH');
  assert.equal(shown.consumed(), 1);
  outside.answer([times(0, { state: 'redeemed', outRefundNo: 'r-1' })]);
  await shown.send('REFRESH');
  assert.equal(shown.consumed(), 2);
  outside.answer([times(1, { outRefundNo: 'r-1' })]);
  await shown.send('REFRESH');
  assert.equal(shown.consumed(), 2, 'a use that is taken back is none');
});

test('a code that was not there before is no redemption', async () => {
  const outside = shopOf([coupon(1)]);
  const shown = await card(outside);
  outside.answer([coupon(1), used(2)]);
  await shown.send('REFRESH');
  assert.equal(shown.consumed(), 0);
});
