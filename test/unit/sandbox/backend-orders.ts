/** Orders of a shop with a backend of its own, as the phone makes and pays them. */
import assert from 'node:assert/strict';
import { signOrder } from '../../../sandbox/merchant/sign';
import { appId, codeOf, dataOf, textOf } from './backend-kit';
import type { Backend } from './backend-kit';
import { cake, orderOf } from './kit';

type Json = Record<string, unknown>;

/** An order by tt.createOrder, numbered by the backend, and paid. */
export const buy = async (
  shop: Backend,
  quantity = 1,
  paid = true,
  goods = cake,
): Promise<{ orderId: string; outOrderNo: string }> => {
  const made = (await shop.sandbox.call('createOrder', orderOf(goods, quantity))) as Json;
  assert.equal(made.ok, true, String(made.errMsg));
  if (paid)
    shop.sandbox.cashier({ payOrderId: made.payOrderId, orderToken: made.orderToken, outcome: 'paid' });
  await shop.sandbox.idle();
  return { orderId: made.orderId as string, outOrderNo: made.outOrderNo as string };
};

/** An order by tt.requestOrder and tt.getOrderPayment, signed by the backend. */
export const request = async (shop: Backend, outOrderNo: string, quantity = 2): Promise<string> => {
  const { data, byteAuthorization } = signOrder(
    {
      goodsId: 's-1',
      goodsType: 2,
      goodsName: '课程',
      goodsPhoto: '/a.svg',
      price: 500,
      quantity,
      totalAmount: 500 * quantity,
    },
    outOrderNo,
    { now: shop.sandbox.clock.now(), appId, privateKey: shop.sandbox.keys.application.privateKey },
  );
  const made = (await shop.sandbox.call('requestOrder', { data, byteAuthorization })) as Json;
  assert.equal(made.ok, true, String(made.errMsg));
  const opened = (await shop.sandbox.call('getOrderPayment', { orderId: made.orderId })) as Json;
  shop.sandbox.cashier({ payOrderId: opened.payOrderId, orderToken: opened.orderToken, outcome: 'paid' });
  await shop.sandbox.idle();
  return made.orderId as string;
};

/** An order of 担保支付 that the backend made, for tt.pay. */
export const create = async (
  shop: Backend,
  number: string,
  more: Json = {},
): Promise<{ order_id: string; order_token: string }> => {
  const answer = await shop.call('ecpay.create_order', ecpayOrder(number, more));
  assert.equal(codeOf(answer), 0, textOf(answer));
  return dataOf(answer) as { order_id: string; order_token: string };
};

export const ecpayOrder = (number: string, more: Json = {}): Json => ({
  out_order_no: number,
  total_amount: 1234,
  subject: '会员一个月',
  body: '会员一个月，自动续费可关',
  valid_time: 900,
  cp_extra: '{"user":7}',
  ...more,
});

/** tt.pay on the phone, and how the cashier ends. */
export const pay = async (
  shop: Backend,
  { order_id, order_token }: { order_id: string; order_token: string },
  outcome = 'paid',
): Promise<Json> => {
  const opened = await shop.sandbox.call('pay', { orderInfo: { order_id, order_token }, service: 5 });
  if (!opened.ok) return opened;
  const told = shop.sandbox.cashier({
    payOrderId: (opened as Json).payOrderId,
    orderToken: (opened as Json).orderToken,
    outcome,
    payChannel: 1,
  });
  await shop.sandbox.idle();
  return told as Json;
};
