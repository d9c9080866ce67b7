/** A takeaway order as a page makes it, and its refund with a reason code and its fees: D1. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Sandbox } from '../../../sandbox/index';
import type { Answer } from './kit';
import { create, open, start, tell } from './kit';
import { apply, ask, errNoOf, refunds } from './refund-kit';

const MINUTE = 60_000;
const rice = 'own-rice-003';

async function takeaway(t: TestContext, bookType = 1): Promise<{ sandbox: Sandbox; order: Answer }> {
  const sandbox = open();
  t.after(() => sandbox.close());
  const span = { startTime: start + 30 * MINUTE, endTime: start + 60 * MINUTE };
  const goods = sandbox.catalogue.find(rice)!;
  const order = await create(sandbox, { goodsId: rice, price: goods.currentPrice }, 2, {
    payment: { totalAmount: goods.currentPrice * 2 + 700, feeDetailsList: goods.fees },
    businessLine: 3,
    contactInfo: { phoneNumber: '13800138000', contactName: '陈小姐', gender: 2 },
    deliveryInfo: { poiId: goods.shop.poiId, bookType, deliveryType: 1, receiptInfo: span, bookInfo: span },
    addressInfo: { addressId: 'a-1' },
  });
  tell(sandbox, order, 'paid');
  await sandbox.idle();
  return { sandbox, order };
}

const goodsList = (quantity: number) => [{ goodsId: rice, goodsType: 2, quantity }];
const info = (reasonCode: number[], delivery: number, packing: number) => ({
  refundInfo: {
    reasonCode,
    feeDetailsList: [
      { feeType: 1, refundAmount: delivery },
      { feeType: 2, refundAmount: packing },
    ],
  },
});

test('D1: the reference merchant tells a takeaway order by what is left of its fees', async (t) => {
  const { sandbox, order } = await takeaway(t);
  const fees = async () => (await sandbox.merchant().getOrder(order)).takeaway;
  assert.deepEqual(await fees(), {
    scheduled: false,
    fees: [
      { feeType: 1, refundableAmount: 500 },
      { feeType: 2, refundableAmount: 200 },
    ],
  });
  await apply(sandbox, order, { ...info([404], 500, 0), goodsList: goodsList(1) });
  assert.deepEqual((await fees())?.fees, [
    { feeType: 1, refundableAmount: 0 },
    { feeType: 2, refundableAmount: 200 },
  ]);
});

test('[TP-APPLY-05] D1: report 05c: with its code and fees a takeaway order is refunded to the last fen', async (t) => {
  const { sandbox, order } = await takeaway(t);
  await apply(sandbox, order, { ...info([404], 0, 0), goodsList: goodsList(1) });
  await apply(sandbox, order, { ...info([401], 500, 200), goodsList: goodsList(1) });
  assert.deepEqual(
    refunds(sandbox)
      .map(({ amount }) => amount)
      .sort(),
    [2600, 3300],
  );
  assert.equal(
    refunds(sandbox).reduce((sum, { amount }) => sum + amount, 0),
    5900,
  );
});

test('D1: what the page must not send is refused with 10000: no code, two, 408, no fees, too much of one', async (t) => {
  const { sandbox, order } = await takeaway(t);
  const scheduled = await takeaway(t, 2);
  const wish = (more: object) => ({ ...info([401], 0, 0), goodsList: goodsList(1), ...more });
  for (const more of [
    { refundInfo: { reason: ['不想要了'], feeDetailsList: [] } },
    info([401, 402], 0, 0),
    info([408], 0, 0),
    { refundInfo: { reasonCode: [401] } },
    info([401], 501, 0),
    { refundInfo: { ...info([999], 0, 0).refundInfo, note: '' } },
  ])
    assert.equal(await errNoOf(ask(sandbox, order, wish(more))), 10000, JSON.stringify(more));
  assert.equal(await errNoOf(ask(scheduled.sandbox, scheduled.order, wish(info([408], 0, 0)))), 0);
  assert.equal(refunds(sandbox).length, 0);
});
