/**
 * Each flow of the sandbox as one function, and how it must end, whatever went wrong on the way: in this
 * process, or in one that is killed.
 */
import assert from 'node:assert/strict';
import type { CouponState } from '../../../src/contract/coupon';
import type { Sandbox } from '../../../sandbox/index';
import { paidAmount } from '../../../sandbox/ledger/ledger';
import { refundDelay } from '../../../sandbox/ledger/refunds';
import { codes, redeem, states, verify } from './coupon-kit';
import { create, hotpot, tell } from './kit';
import type { Answer } from './kit';
import { agree, apply, ask, buy, byQuantity } from './refund-kit';

export interface End {
  order: 'paid' | 'closed';
  /** 分 */
  refunded: number;
  /** What the codes are shown as. */
  codes: CouponState[];
  /** How often a code was used and how often that was taken back. */
  uses?: [used: number, undone: number];
}

export type Numbers = Pick<Answer, 'orderId' | 'outOrderNo'>;

const settle = async (sandbox: Sandbox, order: Answer, more: Record<string, unknown>): Promise<void> => {
  const answer = await ask(sandbox, order, more);
  assert.ok(answer.ok, JSON.stringify(answer));
};

const bought: End = { order: 'paid', refunded: 0, codes: ['usable', 'usable'] };
const one: End = { order: 'paid', refunded: hotpot.price, codes: ['refunded', 'usable'] };

/** Paid, and the developer may not know of it yet. */
const pay = async (sandbox: Sandbox): Promise<Answer> => {
  const order = await create(sandbox, hotpot, 2);
  tell(sandbox, order, 'paid');
  return order;
};

export const flows: Record<string, (sandbox: Sandbox) => Promise<{ order: Numbers; end: End }>> = {
  buy: async (sandbox) => ({ order: await pay(sandbox), end: bought }),
  'give up': async (sandbox) => ({
    order: await create(sandbox, hotpot, 2),
    end: { order: 'closed', refunded: 0, codes: [] },
  }),
  'continue to pay': async (sandbox) => {
    const order = await create(sandbox, hotpot, 2);
    tell(sandbox, order, 'cancelled');
    const again = (await sandbox.call('continueToPay', { orderId: order.orderId })) as Answer;
    tell(sandbox, again, 'paid');
    return { order, end: bought };
  },
  'refund by quantity': async (sandbox) => {
    const order = await buy(sandbox, 2);
    await settle(sandbox, order, byQuantity(1));
    return { order, end: one };
  },
  'refund by item': async (sandbox) => {
    const order = await buy(sandbox, 2);
    const [, { itemOrderId }] = sandbox.ledger.items(order.orderId);
    await settle(sandbox, order, { itemOrderList: [{ itemOrderId, refundAmount: hotpot.price }] });
    return { order, end: { ...one, codes: ['usable', 'refunded'] } };
  },
  'refund of a legacy order': async (sandbox) => {
    const made = await sandbox.makeLegacyOrder();
    const order = { orderId: made.orderId, outOrderNo: made.outOrderNo } as Answer;
    await settle(sandbox, order, { refundTotalAmount: 12_345 });
    return { order, end: { order: 'paid', refunded: 12_345, codes: ['usable', 'usable'] } };
  },
  'scan a code': async (sandbox) => {
    const order = await pay(sandbox);
    const [{ code }] = await codes(sandbox, order);
    sandbox.prepare({ code });
    return { order, end: { ...bought, uses: [0, 0] } };
  },
  'redeem a code': async (sandbox) => {
    const order = await pay(sandbox);
    const [{ code }] = await codes(sandbox, order);
    const prepared = sandbox.prepare({ code });
    const redeemed = verify(sandbox, prepared, 1);
    // The shop's till sends it again, as after an answer that got lost.
    assert.deepEqual(verify(sandbox, prepared, 1), redeemed);
    return { order, end: { ...bought, codes: ['redeemed', 'usable'], uses: [1, 0] } };
  },
  'redeem a code and take it back': async (sandbox) => {
    const order = await pay(sandbox);
    const { verifyId } = await redeem(sandbox, order);
    const undone = sandbox.undo({ verifyId });
    assert.deepEqual(sandbox.undo({ verifyId }), undone);
    return { order, end: { ...bought, uses: [1, 1] } };
  },
  'redeem one code, refund the other unit': async (sandbox) => {
    const order = await pay(sandbox);
    await redeem(sandbox, order);
    await settle(sandbox, order, byQuantity(1));
    return { order, end: { ...one, codes: ['redeemed', 'refunded'], uses: [1, 0] } };
  },
  'everything in turn': async (sandbox) => {
    const order = await create(sandbox, hotpot, 2);
    tell(sandbox, order, 'cancelled');
    tell(sandbox, (await sandbox.call('continueToPay', { orderId: order.orderId })) as Answer, 'paid');
    const { verifyId } = await redeem(sandbox, order);
    sandbox.undo({ verifyId });
    await agree(sandbox, await apply(sandbox, order));
    await sandbox.advance(refundDelay);
    await redeem(sandbox, order, 1);
    return { order, end: { ...one, codes: ['refunded', 'redeemed'], uses: [2, 1] } };
  },
};

/** Each use of a code that was booked, and whether it was taken back. */
export const usesOf = (sandbox: Sandbox, orderId: string): [used: number, undone: number] => {
  const steps = sandbox.coupons
    .withHistory(orderId)
    .flatMap(({ history }) => history.map(({ step }) => step));
  return [
    steps.filter((step) => step === 'redeemed').length,
    steps.filter((step) => step === 'undone').length,
  ];
};

/**
 * Platform and merchant agree on the one order, its refunds and codes; each piece of news exists once and was
 * taken; the stock fits.
 */
export const assertAgreed = async (sandbox: Sandbox, { orderId, outOrderNo }: Numbers): Promise<void> => {
  const order = sandbox.ledger.get(orderId)!;
  const booked = await sandbox.shop.listOrders();
  assert.deepEqual(
    booked.map((each) => [each.outOrderNo, each.state]),
    [[outOrderNo, order.state]],
  );
  const refunds = sandbox.refunds.ofOrder(orderId);
  assert.ok(refunds.every(({ state }) => state === 'refunded'));
  for (const { outRefundNo } of refunds)
    assert.equal((await sandbox.merchant().getRefund({ outRefundNo: outRefundNo! })).refundStatus, 98);
  assert.deepEqual(booked[0].refunds.toSorted(), refunds.map(({ outRefundNo }) => outRefundNo).toSorted());
  const refunded = refunds.reduce((sum, { amount }) => sum + amount, 0);
  assert.ok(refunded <= paidAmount(order));
  const records = sandbox.callbacks.records(orderId);
  assert.equal(records.filter(({ type }) => type === 'payment').length, 1);
  assert.equal(records.filter(({ type }) => type === 'refund').length, refunds.length);
  assert.deepEqual(
    records.filter(({ type, state }) => type !== 'pre_create_order' && state !== 'delivered'),
    [],
  );
  const kept = order.state === 'closed' ? 500 : 500 - order.quantity;
  assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, kept);
};

export const assertEnd = async (sandbox: Sandbox, numbers: Numbers, end: End): Promise<void> => {
  await assertAgreed(sandbox, numbers);
  const { orderId } = numbers;
  assert.equal(sandbox.ledger.get(orderId)!.state, end.order);
  const refunded = sandbox.refunds.ofOrder(orderId).reduce((sum, { amount }) => sum + amount, 0);
  assert.equal(refunded, end.refunded);
  assert.deepEqual(await states(sandbox, numbers), end.codes);
  assert.deepEqual(usesOf(sandbox, orderId), end.uses ?? [0, 0]);
};
