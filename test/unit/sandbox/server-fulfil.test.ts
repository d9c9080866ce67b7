/** Units of an order, redeemed or fulfilled by a shop's own backend (contract open-api §3, §4). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backend, codeOf, dataOf, textOf } from './backend-kit';
import type { Backend } from './backend-kit';
import { buy, request } from './backend-orders';
import { hotpot, plain } from './kit';

type Json = Record<string, unknown>;

const unitsOf = (shop: Backend, orderId: string): string[] =>
  shop.sandbox.ledger.items(orderId).map(({ itemOrderId }) => itemOrderId);

for (const family of ['tradeSigned', 'trade'] as const) {
  test(`${family}: units are told from unpaid to redeemed, with the times of their codes`, async (t) => {
    const shop = await backend(t, { forward: undefined });
    const open = await buy(shop, 1, false);
    const ask = (body: Json): Promise<Json> => shop.call(`${family}.query_item_order_info`, body);
    const states = async (body: Json): Promise<unknown[]> =>
      (dataOf(await ask(body)).item_list as Json[]).map((item) => item.item_order_status);
    assert.deepEqual(await states({ order_id: open.orderId }), [1]);
    const { order } = await shop.sandbox.byHand.buy({ goodsId: hotpot.goodsId, quantity: 2 });
    const [first, second] = unitsOf(shop, order.orderId);
    shop.sandbox.byHand.redeem(order.orderId, 1);
    const [item] = dataOf(await ask({ order_id: order.orderId, item_order_id_list: [first] }))
      .item_list as Json[];
    const { validFrom, validTo } = shop.sandbox.coupons.byItem(first!)!;
    assert.deepEqual(item, {
      item_order_id: first,
      item_order_status: 3,
      valid_start_time: validFrom,
      valid_end_time: validTo,
      delivery_time: shop.sandbox.clock.now(),
    });
    assert.deepEqual(await states({ order_id: order.orderId, item_order_id_list: [second, first] }), [3, 2]);
    assert.equal(codeOf(await ask({ order_id: order.orderId, item_order_id_list: ['none'] })), 21047);
    assert.equal(
      codeOf(await ask({ order_id: order.orderId, item_order_id_list: unitsOf(shop, open.orderId) })),
      21047,
    );
    assert.equal(codeOf(await ask({ order_id: 'none' })), 20000);
    assert.equal(codeOf(await ask({ order_id: order.orderId, item_order_id_list: [] })), 10000);
    const many = Array.from({ length: 21 }, () => first);
    assert.equal(codeOf(await ask({ order_id: order.orderId, item_order_id_list: many })), 10000);
    await shop.sandbox.advance(300_000);
    assert.deepEqual(await states({ order_id: open.orderId }), [4]);
  });

  test(`${family}: units without Douyin codes are redeemed by pushing, once, and then no money goes back`, async (t) => {
    const shop = await backend(t);
    const { orderId, outOrderNo } = await buy(shop, 3, true, plain);
    const [first, second, third] = unitsOf(shop, orderId);
    const push = async (body: Json): Promise<[number, Json]> => {
      const answer = await shop.call(`${family}.push_delivery`, { out_order_no: outOrderNo, ...body });
      return [codeOf(answer), dataOf(answer)];
    };
    const one = (id: unknown): Json => ({ item_order_list: [{ item_order_id: id }] });
    const [code, { delivery_id: delivery }] = await push({ ...one(first), token: 'once' });
    assert.equal(code, 0);
    assert.equal((await push({ ...one(first), token: 'once' }))[1].delivery_id, delivery);
    assert.equal((await push(one(first)))[0], 21001);
    assert.equal((await push({ use_all: true }))[0], 21001);
    assert.equal((await push({}))[0], 10000);
    assert.equal((await push({ ...one(second), use_all: true }))[0], 10000);
    assert.equal((await push(one('none')))[0], 21047);
    assert.equal((await push({ out_order_no: 'none', use_all: true }))[0], 20000);
    assert.equal(
      (await push({ out_order_no: (await buy(shop, 1, false, plain)).outOrderNo, use_all: true }))[0],
      21001,
    );
    const refund = await shop.call(`${family}.create_refund`, {
      out_order_no: outOrderNo,
      out_refund_no: 'r-1',
      item_order_detail: [{ item_order_id: first, refund_amount: 8800 }],
    });
    assert.equal(codeOf(refund), 22001);
    assert.equal(
      (await push({ item_order_list: [second, third].map((id) => ({ item_order_id: id })) }))[0],
      0,
    );
    assert.ok(shop.sandbox.ledger.items(orderId).every(({ state }) => state === 'redeemed'));
    // Douyin codes are redeemed as such.
    const closed = await buy(shop, 1, true, hotpot);
    assert.equal((await push({ out_order_no: closed.outOrderNo, use_all: true }))[0], 21111);
  });
}

test('trade: a redemption is taken back within the hour, by its numbers, and not later', async (t) => {
  const shop = await backend(t, { forward: undefined });
  const { order } = await shop.sandbox.byHand.buy({ goodsId: hotpot.goodsId, quantity: 2 });
  const redeem = (): { verifyId?: string; certificateId: string } =>
    shop.sandbox.byHand.redeem(order.orderId, 1).results[0]!;
  const cancel = async (body: Json): Promise<number> => codeOf(await shop.call('trade.verify_cancel', body));
  const first = redeem();
  const body = { verify_id: first.verifyId, certificate_id: first.certificateId };
  assert.equal(await cancel({ ...body, certificate_id: 'other' }), 13000);
  assert.equal(await cancel({ ...body, order_id: 'other' }), 13000);
  assert.equal(await cancel({ verify_id: first.verifyId }), 10000);
  assert.equal(await cancel({ ...body, order_id: order.orderId }), 0);
  assert.equal(
    shop.sandbox.ledger.items(order.orderId).filter(({ state }) => state === 'redeemed').length,
    0,
  );
  assert.equal(await cancel(body), 0);
  const second = redeem();
  await shop.sandbox.advance(60 * 60_000 + 1);
  assert.notEqual(await cancel({ verify_id: second.verifyId, certificate_id: second.certificateId }), 0);
});

test('tradeBasic: pushing the state of units ends them; the same again changes nothing', async (t) => {
  const shop = await backend(t);
  const orderId = await request(shop, 'mine-1', 3);
  const [first, second, third] = unitsOf(shop, orderId);
  const push = async (ids: unknown[], more: Json = {}): Promise<[number, string]> => {
    const answer = await shop.call('tradeBasic.fulfill_push_status', {
      order_id: orderId,
      item_order_id_list: ids,
      to_status: 'FULFILLED',
      ...more,
    });
    return [codeOf(answer), textOf(answer)];
  };
  assert.deepEqual(await push([first, second]), [0, 'success']);
  assert.deepEqual(await push([first, second]), [0, 'success']);
  assert.deepEqual(
    shop.sandbox.ledger.items(orderId).map(({ state }) => state),
    ['redeemed', 'redeemed', 'usable'],
  );
  assert.equal((await push(['none']))[0], 21047);
  assert.equal((await push([third], { order_id: 'none' }))[0], 20000);
  assert.equal((await push([third], { to_status: undefined }))[0], 10000);
  const refund = await shop.call('tradeBasic.refund_create', {
    order_id: orderId,
    out_refund_no: 'r-1',
    item_order_detail: [{ item_order_id: third, refund_amount: 500 }],
  });
  assert.equal(codeOf(refund), 0, textOf(refund));
  assert.equal((await push([third]))[0], 21001);
});
