/**
 * Every operation of every family is closed to whoever cannot show whose server it is: with nothing, with
 * something forged or old, and with what was made for another request. What is sent again does nothing twice.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { appId, backend, codeOf, dataOf, md5Sign, operations } from './backend-kit';
import type { Backend } from './backend-kit';
import { buy, create, ecpayOrder, pay, request } from './backend-orders';
import { plain } from './kit';

type Json = Record<string, unknown>;

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** What may not be let in, by how the operation knows its callers: [what, headers, body, code]. */
const intruders = async (
  shop: Backend,
  { path, security }: (typeof operations)[number],
  body: Json,
): Promise<[string, Record<string, string>, Json, number][]> => {
  const raw = JSON.stringify(body);
  const now = Math.floor(shop.sandbox.clock.now() / 1000);
  const [needs] = security ?? [];
  if (needs && 'accessToken' in needs) {
    const old = await shop.token();
    await shop.sandbox.advance(2 * 60 * 60_000);
    return [
      ['no token', {}, body, 28001003],
      ['a forged token', { 'access-token': `${old.slice(0, -1)}x` }, body, 28001003],
      ['an old token', { 'access-token': old }, body, 28001008],
      ['the other header', { 'byte-authorization': shop.byteAuthorization(path, raw) }, body, 28001003],
    ];
  }
  if (needs) {
    const header = (
      change: Parameters<Backend['byteAuthorization']>[2],
      of = raw,
    ): Record<string, string> => ({
      'byte-authorization': shop.byteAuthorization(path, of, change),
    });
    return [
      ['no header', {}, body, 11004],
      ['a stranger', header({ key: stranger }), body, 11004],
      ["the platform's own key", header({ key: shop.sandbox.keys.platform.privateKey }), body, 11004],
      ['an old one', header({ timestamp: now - 3601 }), body, 11004],
      ['one of another path', header({ uri: `${path}_` }), body, 11004],
      ['one of another body', header({}, `${raw} `), body, 11004],
    ];
  }
  const signed = { app_id: appId, ...body };
  return [
    ['no sign', {}, signed, 2008],
    ['a forged sign', {}, { ...signed, sign: '0'.repeat(32) }, 2008],
    ['another SALT', {}, { ...signed, sign: md5Sign(signed, 'salt') }, 2008],
    ['a sign of other values', {}, { ...signed, cp_extra: 'more', sign: shop.sign(signed) }, 2008],
    ['another app', {}, { ...signed, app_id: 'wx1', sign: shop.sign(signed) }, 2042],
  ];
};

test('no operation lets anybody in who cannot show whose server it is', async (t) => {
  const shop = await backend(t);
  const { orderId, outOrderNo } = await buy(shop, 2, true, plain);
  const mine = await request(shop, 'mine-1', 2);
  await pay(shop, await create(shop, 'shop-1'));
  const bodies = (id: string): Json => {
    const family = id.split('.')[0];
    const out = family === 'ecpay' ? 'shop-1' : family === 'tradeBasic' ? 'mine-1' : outOrderNo;
    // What would be done if it were let in, as far as one body can serve all.
    return {
      order_id: family === 'tradeBasic' ? mine : family === 'ecpay' ? undefined : orderId,
      out_order_no: out,
      out_refund_no: 'stolen',
      out_settle_no: 'stolen',
      refund_all: true,
      refund_amount: 1,
      reason: 'x',
      use_all: true,
    };
  };
  const before = JSON.stringify(
    shop.sandbox.ledger.list().map(({ orderId: id }) => shop.sandbox.refunds.items(id)),
  );
  let tried = 0;
  // Those two ask for the secret itself, and move nothing.
  const closed = operations.filter(({ operationId }) => !/^(token|login)\./.test(operationId));
  for (const operation of closed) {
    for (const [what, headers, body, code] of await intruders(
      shop,
      operation,
      bodies(operation.operationId),
    )) {
      const { body: answer } = await shop.send(operation.path, JSON.stringify(body), headers);
      assert.equal(codeOf(answer), code, `${operation.operationId}, ${what}: ${JSON.stringify(answer)}`);
      tried += 1;
    }
  }
  assert.ok(tried > 100);
  assert.deepEqual(shop.sandbox.refunds.list(), []);
  assert.equal(
    JSON.stringify(shop.sandbox.ledger.list().map(({ orderId: id }) => shop.sandbox.refunds.items(id))),
    before,
  );
});

test('a request that moves money is recorded and sent again, byte for byte: it moves once, in every family', async (t) => {
  const shop = await backend(t);
  const day = 24 * 60 * 60_000;
  const { orderId, outOrderNo } = await buy(shop, 2, true, plain);
  const other = await buy(shop, 2, true, plain);
  const mine = await request(shop, 'mine-1', 2);
  await pay(shop, await create(shop, 'shop-1'));
  const [unit] = shop.sandbox.ledger.items(mine);
  const replay = async (id: string, body: Json): Promise<void> => {
    const { path, security } = operations.find(({ operationId }) => operationId === id)!;
    const full = security ? body : { app_id: appId, ...body };
    const raw = JSON.stringify(security ? full : { ...full, sign: shop.sign(full) });
    const headers: Record<string, string> =
      security && 'accessToken' in security[0]!
        ? { 'access-token': await shop.token() }
        : security
          ? { 'byte-authorization': shop.byteAuthorization(path, raw) }
          : {};
    const first = await shop.send(path, raw, headers);
    const second = await shop.send(path, raw, headers);
    assert.equal(codeOf(first.body), 0, `${id}: ${JSON.stringify(first.body)}`);
    assert.equal(codeOf(second.body), 0, `${id}: ${JSON.stringify(second.body)}`);
    const { log_id: _first, ...one } = dataOf(first.body);
    const { log_id: _second, ...two } = dataOf(second.body);
    assert.deepEqual(two, one, id);
  };
  await replay('tradeSigned.create_refund', {
    out_order_no: outOrderNo,
    out_refund_no: 'a',
    refund_all: true,
  });
  await replay('trade.create_refund', {
    out_order_no: other.outOrderNo,
    out_refund_no: 'b',
    refund_all: true,
  });
  await replay('tradeBasic.refund_create', {
    order_id: mine,
    out_refund_no: 'c',
    item_order_detail: [{ item_order_id: unit!.itemOrderId, refund_amount: 500 }],
  });
  await replay('ecpay.create_order', ecpayOrder('shop-2'));
  await replay('ecpay.create_refund', {
    out_order_no: 'shop-1',
    out_refund_no: 'd',
    reason: 'x',
    refund_amount: 34,
  });
  await shop.sandbox.advance(7 * day);
  await replay('ecpay.settle', { out_settle_no: 's', out_order_no: 'shop-1', settle_desc: 'x' });
  assert.deepEqual(
    shop.sandbox.refunds
      .list()
      .map(({ outRefundNo, amount }) => [outRefundNo, amount])
      .sort(),
    [
      ['a', 17600],
      ['b', 17600],
      ['c', 500],
      ['d', 34],
    ],
  );
  assert.equal(shop.sandbox.ledger.get(orderId)?.state, 'paid');
  const settled = await shop.call('ecpay.query_settle', { out_settle_no: 's' });
  assert.equal((settled.settle_info as Json).settle_amount, 1200);
});
