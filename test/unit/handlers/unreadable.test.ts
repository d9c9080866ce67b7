/** What a handler resolves may throw where it is read: it ends like one that failed. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { button, LIBRARY } from '../kit/button';
import { refundable, world } from '../kit/world';

const unreadable = {
  get itemOrderList(): never {
    throw new Error('read');
  },
  get extra(): never {
    throw new Error('read');
  },
};

test('a getgoodsinfo that resolves what cannot be read is 21509, and a tap asks again', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY, { getgoodsinfo: () => unreadable });
  assert.deepEqual([shown.errors(), shown.data.busy], [[21509], false]);
  await shown.tap();
  assert.equal(outside.calls.filter((call) => call === 'getgoodsinfo').length, 2);
});

test('an applyrefund that resolves what cannot be read is 21533, and a tap asks again', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
  const shown = await button(
    outside,
    { mode: 1, orderStatus: 1, orderId: 'out-1' },
    { applyrefund: () => unreadable },
  );
  await shown.tap();
  assert.deepEqual([shown.errors(), shown.data.busy, outside.opened], [[21533], false, []]);
});
