/** 担保支付 as a shop's own backend uses it, over HTTP only (contract open-api §5). */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { appId, backend, codeOf, dataOf, md5Sign, textOf } from './backend-kit';
import { create, ecpayOrder, pay } from './backend-orders';

type Json = Record<string, unknown>;

test('an own server makes the order, tt.pay pays it, the callback is signed with the Token, and the query agrees', async (t) => {
  const shop = await backend(t);
  const made = await create(shop, 'shop-1');
  const before = await shop.call('ecpay.query_order', { out_order_no: 'shop-1' });
  assert.equal((before.payment_info as Json).order_status, 'PROCESSING');
  assert.equal((await pay(shop, made)).code, 0);
  const [{ raw, type, msg }] = shop.callbacks;
  const body = JSON.parse(raw) as Record<'timestamp' | 'nonce' | 'msg' | 'msg_signature', string>;
  assert.equal(type, 'payment');
  assert.equal(
    body.msg_signature,
    createHash('sha1')
      .update([shop.sandbox.secrets.callbackToken, body.timestamp, body.nonce, body.msg].sort().join(''))
      .digest('hex'),
  );
  assert.deepEqual(
    [msg.appid, msg.cp_orderno, msg.cp_extra, msg.way, msg.total_amount, msg.status, msg.order_id],
    [appId, 'shop-1', '{"user":7}', '1', 1234, 'SUCCESS', made.order_id],
  );
  const after = await shop.call('ecpay.query_order', { out_order_no: 'shop-1' });
  assert.equal(after.order_id, made.order_id);
  assert.deepEqual(
    [
      (after.payment_info as Json).order_status,
      (after.payment_info as Json).total_fee,
      (after.payment_info as Json).pay_time,
    ],
    ['SUCCESS', 1234, '2026-11-22 10:00:00'],
  );
  assert.equal(shop.callbacks.length, 1);
});

test('an order that was cancelled can be paid with the same numbers; one whose time is over cannot', async (t) => {
  const shop = await backend(t);
  const made = await create(shop, 'shop-1');
  assert.equal((await pay(shop, made, 'cancelled')).code, 4);
  assert.equal((await pay(shop, made)).code, 0);
  const late = await create(shop, 'shop-2', { valid_time: 300 });
  await shop.sandbox.advance(300_000);
  assert.equal((await pay(shop, late)).errNo, 26001);
  const query = await shop.call('ecpay.query_order', { out_order_no: 'shop-2' });
  assert.equal((query.payment_info as Json).order_status, 'TIMEOUT');
  // 担保支付 tells of payments only.
  assert.deepEqual(
    shop.callbacks.map(({ msg }) => msg.cp_orderno),
    ['shop-1'],
  );
});

test('the same number is the same order, and no other', async (t) => {
  const shop = await backend(t);
  const made = await create(shop, 'shop-1');
  assert.deepEqual(await create(shop, 'shop-1'), made);
  const other = await shop.call('ecpay.create_order', ecpayOrder('shop-1', { total_amount: 1 }));
  assert.deepEqual([codeOf(other), /shop-1 was used for another order/.test(textOf(other))], [2010, true]);
  await pay(shop, made);
  assert.equal(codeOf(await shop.call('ecpay.create_order', ecpayOrder('shop-1'))), 2010);
  assert.equal(shop.sandbox.ledger.counts().paid, 1);
});

test('money goes back in parts, each number once, never more than was paid, and the result is told', async (t) => {
  const shop = await backend(t);
  await pay(shop, await create(shop, 'shop-1'));
  const refund = (number: string, amount: number): Promise<Json> =>
    shop.call('ecpay.create_refund', {
      out_order_no: 'shop-1',
      out_refund_no: number,
      reason: '不想要了',
      refund_amount: amount,
    });
  const first = await refund('r-1', 234);
  assert.equal(codeOf(first), 0);
  assert.equal((await refund('r-1', 234)).refund_no, first.refund_no);
  assert.equal(codeOf(await refund('r-1', 235)), 2010);
  assert.equal(codeOf(await refund('r-2', 1001)), 2010);
  assert.equal(codeOf(await refund('r-2', 1000)), 0);
  assert.equal(codeOf(await refund('r-3', 1)), 2010);
  const pending = (await shop.call('ecpay.query_refund', { out_refund_no: 'r-1' })).refundInfo as Json;
  assert.deepEqual([pending.refund_status, pending.refunded_at], ['PROCESSING', 0]);
  await shop.sandbox.advance(10_000);
  const ended = (await shop.call('ecpay.query_refund', { out_refund_no: 'r-1' })).refundInfo as Json;
  assert.deepEqual([ended.refund_status, ended.refund_amount], ['SUCCESS', 234]);
  assert.deepEqual(
    shop.callbacks
      .filter(({ type }) => type === 'refund')
      .map(({ msg }) => [msg.cp_refundno, msg.status, msg.refund_amount]),
    [
      ['r-1', 'SUCCESS', 234],
      ['r-2', 'SUCCESS', 1000],
    ],
  );
  assert.equal(codeOf(await shop.call('ecpay.query_refund', { out_refund_no: 'r-3' })), 3101);
});

test('notify_url gets the callbacks of its order and of its refund', async (t) => {
  const shop = await backend(t, { forward: undefined });
  const other = await backend(t);
  const address = `${other.url}/nowhere`;
  await pay(shop, await create(shop, 'shop-1', { notify_url: address }));
  const [record] = shop.sandbox.callbacks.records();
  assert.equal(record?.attempts[0]?.status, 404);
});

test('without a server of its own the reference merchant takes the callback', async (t) => {
  const shop = await backend(t, { forward: undefined });
  await pay(shop, await create(shop, 'shop-1'));
  assert.equal(shop.sandbox.callbacks.records()[0]?.state, 'delivered');
});

test('no JSAPI refunds such an order or goes on paying it, and no other family knows its number', async (t) => {
  const shop = await backend(t);
  await create(shop, 'shop-1');
  const answer = await shop.sandbox.call('applyRefund', {
    outOrderNo: 'shop-1',
    refundInfo: { reason: ['不想要了'] },
    goodsList: [{ goodsId: 'shop-1', goodsType: 2, quantity: 1 }],
  });
  assert.equal(!answer.ok && answer.errNo, 20000);
  const again = await shop.sandbox.call('continueToPay', { outOrderNo: 'shop-1' });
  assert.equal(!again.ok && again.errNo, 20000);
  assert.equal(codeOf(await shop.call('tradeBasic.order_query', { out_order_no: 'shop-1' })), 20000);
  // trade v2 documents that it finds them by the developer's number.
  assert.equal(codeOf(await shop.call('trade.query_order', { out_order_no: 'shop-1' })), 0);
});

test('what the documents refuse is refused with their codes', async (t) => {
  const shop = await backend(t);
  await create(shop, 'shop-1');
  const cases: [string, Json, number][] = [
    ['ecpay.query_order', { out_order_no: 'none' }, 2000],
    [
      'ecpay.create_refund',
      { out_order_no: 'none', out_refund_no: 'r', reason: 'x', refund_amount: 1 },
      2000,
    ],
    [
      'ecpay.create_refund',
      { out_order_no: 'shop-1', out_refund_no: 'r', reason: 'x', refund_amount: 1 },
      2010,
    ],
    ['ecpay.create_order', ecpayOrder('x', { total_amount: 0 }), 2010],
    ['ecpay.create_order', ecpayOrder('x', { total_amount: 1.5 }), 2010],
    ['ecpay.create_order', ecpayOrder('x', { total_amount: '12.34' }), 2010],
    ['ecpay.create_order', ecpayOrder('x', { valid_time: 299 }), 2010],
    ['ecpay.create_order', ecpayOrder('x'.repeat(65)), 2010],
    ['ecpay.create_order', ecpayOrder('x', { subject: '一'.repeat(43) }), 2010],
    ['ecpay.create_order', ecpayOrder('x', { subject: '' }), 2010],
    ['ecpay.create_order', ecpayOrder('x', { limit_pay_way: 'LIMIT_ALL' }), 2010],
    ['ecpay.create_order', ecpayOrder('x', { limit_pay_way: 'LIMIT_WX,constructor' }), 2010],
    ['ecpay.create_order', ecpayOrder('x', { app_id: 'wx123' }), 2042],
    ['ecpay.create_order', ecpayOrder('x', { thirdparty_id: 'tt-provider' }), 2047],
  ];
  for (const [id, body, code] of cases) {
    const answer = await shop.call(id, body);
    assert.equal(codeOf(answer), code, `${id} ${JSON.stringify(body)}: ${textOf(answer)}`);
  }
  assert.deepEqual(shop.sandbox.ledger.counts(), { unpaid: 1, paid: 0, closed: 0 });
});

test('a forged signature, one with another SALT, one of changed values and none at all make nothing', async (t) => {
  const shop = await backend(t);
  const body = { app_id: appId, ...ecpayOrder('shop-1') };
  const signed: Json = { ...body, sign: shop.sign(body) };
  for (const forged of [
    { ...signed, sign: '0'.repeat(32) },
    { ...signed, sign: md5Sign(body, 'another salt') },
    { ...signed, total_amount: 1 },
    { ...signed, sign: '' },
    { ...signed, sign: 5 },
    body,
  ]) {
    const answer = await shop.call('ecpay.create_order', forged, { sign: false });
    assert.equal(codeOf(answer), 2008, JSON.stringify(forged));
  }
  assert.equal(shop.sandbox.ledger.counts().unpaid, 0);
  // Sent again as it was, it is the same order.
  const first = await shop.call('ecpay.create_order', signed, { sign: false });
  const again = await shop.call('ecpay.create_order', signed, { sign: false });
  assert.deepEqual(dataOf(again), dataOf(first));
  assert.equal(shop.sandbox.ledger.counts().unpaid, 1);
});

test('such orders and refunds are part of what is exported, and go on where it is imported', async (t) => {
  const shop = await backend(t);
  const made = await create(shop, 'shop-1');
  await pay(shop, await create(shop, 'shop-2'));
  await shop.call('ecpay.create_refund', {
    out_order_no: 'shop-2',
    out_refund_no: 'r-1',
    reason: '不想要了',
    refund_amount: 34,
  });
  const other = await backend(t);
  await other.sandbox.import(JSON.parse(JSON.stringify(shop.sandbox.export())) as Json);
  other.sandbox.setLoggedIn(true);
  assert.equal((await pay(other, made)).code, 0);
  await other.sandbox.advance(10_000);
  const refund = (await other.call('ecpay.query_refund', { out_refund_no: 'r-1' })).refundInfo as Json;
  assert.deepEqual([refund.refund_status, refund.refund_amount], ['SUCCESS', 34]);
});

test('an int64 may come as its digits, and null is as good as left out', async (t) => {
  const shop = await backend(t);
  await create(shop, 'shop-1', { total_amount: '1234', thirdparty_id: null, notify_url: '' });
  assert.equal(shop.sandbox.ledger.getByOutOrderNo('shop-1')?.totalAmount, 1234);
});
