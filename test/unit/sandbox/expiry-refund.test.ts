/** 过期退: the platform refunds what has expired, by itself and once (contract open-api §3). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backend, codeOf } from './backend-kit';
import type { Backend } from './backend-kit';

const day = 86_400_000;
const goods = (id: string, labels: string[]) => ({
  goodsId: id,
  goodsType: 1 as const,
  goodsName: '双人餐',
  currentPrice: 1000,
  goodsLabels: labels.map((type) => ({ type })),
  validForMs: 7 * day,
});

const shopWith = (t: Parameters<typeof backend>[0]): Promise<Backend> =>
  backend(t, {
    goods: [
      goods('lib-expiring', ['EXPIRED_RETURNS', 'REFUND_ANYTIME']),
      goods('lib-lasting', ['REFUND_ANYTIME']),
    ],
  });

const buy = (shop: Backend, goodsId: string, quantity = 1) => shop.sandbox.byHand.buy({ goodsId, quantity });

const states = (shop: Backend, orderId: string) =>
  shop.sandbox.refunds.ofOrder(orderId).map(({ state, amount, draft }) => [state, amount, draft.source]);

/** Past the end of an order's codes. */
const expire = async (shop: Backend, orderId: string): Promise<void> => {
  const [certificate] = shop.sandbox.coupons.ofOrder(orderId);
  await shop.sandbox.moveTo(certificate!.validTo + 1);
};

test('units that were not used go back when their codes expire, by the audit that the user has too', async (t) => {
  const shop = await shopWith(t);
  const { order } = await buy(shop, 'lib-expiring', 3);
  shop.sandbox.byHand.redeem(order.orderId, 1);
  await expire(shop, order.orderId);
  assert.deepEqual(states(shop, order.orderId), [['auditing', 2000, 3]]);
  const asked = shop.callbacks.filter(({ type }) => type === 'pre_create_refund');
  assert.deepEqual(
    asked.map(({ msg }) => [msg.refund_source, msg.refund_total_amount, msg.need_refund_audit]),
    [[3, 2000, 1]],
  );
  const [{ outRefundNo }] = shop.sandbox.refunds.ofOrder(order.orderId);
  const agreed = await shop.call('trade.merchant_audit_callback', {
    out_refund_no: outRefundNo,
    refund_audit_status: 1,
  });
  assert.equal(codeOf(agreed), 0);
  await shop.sandbox.advance(10_000);
  assert.deepEqual(states(shop, order.orderId), [['refunded', 2000, 3]]);
});

test('refused once it does not begin again, whether the server or the audit said no', async (t) => {
  const shop = await shopWith(t);
  const { order } = await buy(shop, 'lib-expiring');
  await expire(shop, order.orderId);
  const [{ outRefundNo }] = shop.sandbox.refunds.ofOrder(order.orderId);
  await shop.call('trade.merchant_audit_callback', {
    out_refund_no: outRefundNo,
    refund_audit_status: 2,
    deny_message: '已过期',
  });
  await shop.sandbox.advance(30 * day);
  assert.deepEqual(states(shop, order.orderId), [['refused', 1000, 3]]);
});

test('goods without that label, codes that were used, and money that went back already begin nothing', async (t) => {
  const shop = await shopWith(t);
  const lasting = (await buy(shop, 'lib-lasting')).order;
  const used = (await buy(shop, 'lib-expiring')).order;
  const back = (await buy(shop, 'lib-expiring')).order;
  shop.sandbox.byHand.redeem(used.orderId);
  await shop.sandbox.byHand.refund(back.orderId);
  await expire(shop, lasting.orderId);
  for (const { orderId } of [lasting, used]) assert.deepEqual(states(shop, orderId), []);
  assert.deepEqual(
    states(shop, back.orderId).map(([, , source]) => source),
    [undefined],
  );
});
