/** 行业交易系统 in both forms, and 通用交易系统, as a shop's own backend uses them (contract open-api §2 to §4). */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { appId, backend, codeOf, dataOf, operations, textOf } from './backend-kit';
import { buy, request } from './backend-orders';
import type { Backend } from './backend-kit';
import { cake, start } from './kit';

type Json = Record<string, unknown>;

const last = (shop: Backend, type: string): Json => {
  const found = shop.callbacks.findLast((each) => each.type === type);
  assert.ok(found, `no callback ${type}`);
  return found.msg;
};

for (const family of ['tradeSigned', 'trade'] as const) {
  test(`${family}: the state of an order, from unpaid to refunded, by either number`, async (t) => {
    const shop = await backend(t);
    const unpaid = await buy(shop, 1, false);
    const query = async (body: Json): Promise<Json> => dataOf(await shop.call(`${family}.query_order`, body));
    assert.equal((await query({ order_id: unpaid.orderId })).order_status, 'PROCESS');
    const { orderId, outOrderNo } = await buy(shop, 2);
    const told = await query({ out_order_no: outOrderNo });
    assert.deepEqual(
      [told.order_id, told.order_status, told.total_fee, told.refund_amount, told.pay_time, told.pay_channel],
      [orderId, 'SUCCESS', 17600, 0, '2026-11-22 10:00:00', 10],
    );
    await shop.sandbox.advance(300_000);
    assert.equal((await query({ order_id: unpaid.orderId })).order_status, 'TIMEOUT');
    assert.equal(codeOf(await shop.call(`${family}.query_order`, {})), 10000);
    assert.equal(codeOf(await shop.call(`${family}.query_order`, { order_id: 'none' })), 20000);
  });

  test(`${family}: a refund that the developer starts needs no audit, is the same by its number, and is told`, async (t) => {
    const shop = await backend(t);
    const { orderId, outOrderNo } = await buy(shop, 3);
    const units = shop.sandbox.ledger.items(orderId).map(({ itemOrderId }) => itemOrderId);
    const body = {
      out_order_no: outOrderNo,
      out_refund_no: 'dev-1',
      refund_total_amount: 8800,
      order_entry_schema: { path: 'pages/order/order', params: '{}' },
      refund_reason: [{ code: 101, text: '不想要了' }],
      item_order_detail: [{ item_order_id: units[0], refund_amount: 8800 }],
      cp_extra: 'mine',
    };
    const first = dataOf(await shop.call(`${family}.create_refund`, body));
    assert.deepEqual(dataOf(await shop.call(`${family}.create_refund`, body)), first);
    assert.ok(!shop.callbacks.some(({ type }) => type === 'pre_create_refund'));
    const [pending] = dataOf(await shop.call(`${family}.query_refund`, { out_refund_no: 'dev-1' }))
      .refund_list as Json[];
    assert.deepEqual(
      [
        pending?.refund_status,
        pending?.refund_source,
        (pending?.merchant_audit_detail as Json).need_refund_audit,
      ],
      ['PROCESSING', 2, 2],
    );
    await shop.sandbox.advance(10_000);
    const result = last(shop, 'refund');
    assert.deepEqual(
      [result.status, result.out_refund_no, result.refund_id, result.refund_total_amount, result.cp_extra],
      ['SUCCESS', 'dev-1', first.refund_id, 8800, 'mine'],
    );
    assert.equal(shop.callbacks.filter(({ type }) => type === 'refund').length, 1);
    const told = dataOf(await shop.call(`${family}.query_order`, { order_id: orderId }));
    assert.equal(told.refund_amount, 8800);

    const refused = async (change: Json): Promise<[number, string]> => {
      const answer = await shop.call(`${family}.create_refund`, {
        ...body,
        out_refund_no: 'dev-2',
        ...change,
      });
      return [codeOf(answer), textOf(answer)];
    };
    const one = (unit: unknown, amount = 8800): Json => ({
      item_order_detail: [{ item_order_id: unit, refund_amount: amount }],
      refund_total_amount: amount,
    });
    assert.equal((await refused({ out_refund_no: 'dev-1', ...one(units[1]) }))[0], 22004);
    assert.match((await refused(one('none'))).join(), /^10000,.*\(none\)商品单不存在/);
    assert.match((await refused(one(units[0]))).join(), /^22001,\(\d+\)商品单状态不支持退款/);
    assert.equal((await refused(one(units[1], 8801)))[0], 22008);
    assert.equal((await refused({ ...one(units[1]), refund_total_amount: 1 }))[0], 10000);
    assert.equal((await refused({ refund_all: true }))[0], 10000);
    assert.equal((await refused({ out_order_no: 'none' }))[0], 20000);
    const many = Array.from({ length: 101 }, (_none, index) => ({
      item_order_id: `u-${index}`,
      refund_amount: 1,
    }));
    assert.equal((await refused({ item_order_detail: many }))[0], 22007);
    const unpaid = await buy(shop, 1, false);
    assert.equal((await refused({ out_order_no: unpaid.outOrderNo }))[0], 22000);
    const whole = await buy(shop, 2);
    const all = await refused({
      out_order_no: whole.outOrderNo,
      out_refund_no: 'dev-3',
      refund_all: true,
      item_order_detail: undefined,
      refund_total_amount: 17600,
    });
    assert.equal(all[0], 0, all[1]);
    assert.equal((await refused({ out_order_no: whole.outOrderNo }))[0], 22002);
    // A number that was used for a part is not that of the whole.
    assert.equal(
      (
        await refused({
          out_refund_no: 'dev-1',
          refund_all: true,
          item_order_detail: undefined,
          refund_total_amount: undefined,
        })
      )[0],
      22004,
    );
    assert.equal(shop.sandbox.refunds.ofOrder(orderId).length, 1);
  });

  test(`${family}: the user's refund waits for the audit, which counts once`, async (t) => {
    const shop = await backend(t);
    const { outOrderNo, orderId } = await buy(shop, 2);
    const apply = async (): Promise<Json> => {
      const answer = await shop.sandbox.call('applyRefund', {
        outOrderNo,
        refundInfo: { reason: ['不想要了'] },
        goodsList: [{ goodsId: cake.goodsId, goodsType: 2, quantity: 1 }],
      });
      assert.ok(answer.ok, (answer as Json).errMsg as string);
      return answer as Json;
    };
    const first = await apply();
    const audit = async (body: Json): Promise<number> =>
      codeOf(await shop.call(`${family}.merchant_audit_callback`, body));
    const out = first.outRefundNo;
    assert.equal(await audit({ out_refund_no: out, refund_audit_status: 3 }), 10000);
    assert.equal(await audit({ out_refund_no: out, refund_audit_status: 2 }), 10000);
    assert.equal(await audit({ out_refund_no: 'none', refund_audit_status: 1 }), 20000);
    assert.equal(await audit({ out_refund_no: out, refund_audit_status: 1 }), 0);
    assert.equal(await audit({ out_refund_no: out, refund_audit_status: 1 }), 22006);
    const second = await apply();
    assert.equal(
      await audit({ out_refund_no: second.outRefundNo, refund_audit_status: 2, deny_message: '已做好' }),
      0,
    );
    await shop.sandbox.advance(10_000);
    const list = dataOf(await shop.call(`${family}.query_refund`, { order_id: orderId }))
      .refund_list as Json[];
    assert.deepEqual(
      list.map(({ refund_status: status, merchant_audit_detail: detail, message }) => [
        status,
        (detail as Json).audit_status,
        message,
      ]),
      [
        ['SUCCESS', 'AGREE', ''],
        ['FAIL', 'DENY', '已做好'],
      ],
    );
  });

  test(`${family}: a shop redeems a Douyin code`, async (t) => {
    const shop = await backend(t, { forward: undefined });
    const { order } = await shop.sandbox.byHand.buy({ quantity: 2 });
    const [{ code }] = order.coupons;
    const prepared = dataOf(await shop.call(`${family}.delivery_prepare`, { code }));
    assert.equal(prepared.order_id, order.orderId);
    const verified = dataOf(
      await shop.call(`${family}.delivery_verify`, {
        verify_token: prepared.verify_token,
        order_id: prepared.order_id,
        certificates: (prepared.certificates as Json[])
          .slice(0, 1)
          .map(({ encrypted_code, certificate_id }) => ({
            encrypted_code,
            certificate_id,
          })),
        poi_info: JSON.stringify({ shop_name: '店', ext_valid_shop_id: 'x', valid_poi_id_str: '1' }),
      }),
    );
    assert.deepEqual(
      (verified.verify_results as Json[]).map(({ result_code: result }) => result),
      [0],
    );
    assert.equal(codeOf(await shop.call(`${family}.delivery_prepare`, { code: '000000000000' })), 13000);
    assert.equal(codeOf(await shop.call(`${family}.delivery_prepare`, {})), 10000);
  });
}

test('tradeBasic: order, query, refund by developer and by user with audit, of an order of tt.requestOrder', async (t) => {
  const shop = await backend(t);
  const orderId = await request(shop, 'mine-1');
  const told = dataOf(await shop.call('tradeBasic.order_query', { out_order_no: 'mine-1' }));
  assert.deepEqual(
    [told.order_id, told.pay_status, told.total_amount, told.discount_amount, told.trade_time],
    [orderId, 'SUCCESS', 1000, 0, start],
  );
  const [unit, other] = (told.item_order_list as Json[]).map(({ item_order_id: id }) => id);
  const created = await shop.call('tradeBasic.refund_create', {
    order_id: orderId,
    out_refund_no: 'r-1',
    refund_total_amount: '500',
    item_order_detail: [{ item_order_id: unit, refund_amount: '500' }],
    refund_reason: [{ code: '999', text: '其他' }],
    order_entry_schema: { path: 'page/refund' },
    cp_extra: '',
  });
  assert.equal(codeOf(created), 0, textOf(created));
  await shop.sandbox.advance(10_000);
  const [done] = dataOf(await shop.call('tradeBasic.refund_query', { refund_id: dataOf(created).refund_id }))
    .refund_list as Json[];
  assert.equal(done?.refund_status, 'SUCCESS');

  const answer = (await shop.sandbox.call('applyRefund', {
    outOrderNo: 'mine-1',
    refundInfo: { reason: ['不想要了'] },
    itemOrderList: [{ itemOrderId: other }],
  })) as Json;
  assert.equal(answer.ok, true, String(answer.errMsg));
  const decide = async (): Promise<number> =>
    codeOf(
      await shop.call('tradeBasic.refund_audit_callback', {
        refund_id: answer.refundId,
        refund_audit_status: 1,
      }),
    );
  assert.deepEqual([await decide(), await decide()], [0, 22006]);
  assert.equal(codeOf(await shop.call('tradeBasic.refund_query', { refund_id: 'none' })), 20000);
  // Neither system knows the other's orders.
  const { orderId: industry } = await buy(shop);
  assert.equal(codeOf(await shop.call('tradeBasic.order_query', { order_id: industry })), 20000);
  assert.equal(codeOf(await shop.call('trade.query_order', { order_id: orderId })), 20000);
});

test('client_token: two hours, the one before it five minutes more, older ones not at all', async (t) => {
  const shop = await backend(t);
  const ask = async (token: string): Promise<number> => {
    const { body } = await shop.send('/api/trade_basic/v1/developer/order_query/', '{"order_id":"x"}', {
      'access-token': token,
    });
    return codeOf(body);
  };
  const first = await shop.token();
  assert.equal(await ask(first), 20000);
  const second = await shop.token();
  assert.deepEqual([await ask(first), await ask(second)], [20000, 20000]);
  await shop.sandbox.advance(5 * 60_000);
  assert.deepEqual([await ask(first), await ask(second)], [28001008, 20000]);
  const third = await shop.token();
  const fourth = await shop.token();
  assert.deepEqual([await ask(second), await ask(third), await ask(fourth)], [28001008, 20000, 20000]);
  await shop.sandbox.advance(2 * 60 * 60_000);
  assert.equal(await ask(fourth), 28001008);
  assert.equal(await ask('clt.nobody'), 28001003);
  assert.equal(codeOf((await shop.send('/api/trade_basic/v1/developer/order_query', '{}')).body), 28001003);
  const wrong = async (change: Json): Promise<number> =>
    codeOf(
      await shop.call('token.client_token', {
        client_key: appId,
        client_secret: shop.sandbox.secrets.appSecret,
        grant_type: 'client_credential',
        ...change,
      }),
    );
  assert.equal(await wrong({ client_secret: 'x' }), 10013);
  assert.equal(await wrong({ client_key: 'wx' }), 10003);
  assert.equal(await wrong({ grant_type: undefined }), 10002);
  assert.equal(await wrong({ grant_type: 'x' }), 10002);
});

test('Byte-Authorization: forged, old, of another path, body, app or key is refused and says why; a replay does nothing twice', async (t) => {
  const shop = await backend(t);
  const { outOrderNo } = await buy(shop, 2);
  const uri = '/api/apps/trade/v2/create_refund';
  const raw = JSON.stringify({ out_order_no: outOrderNo, out_refund_no: 'r-1', refund_all: true });
  const send = async (header: string | undefined, body = raw): Promise<[number, string]> => {
    const { body: answer } = await shop.send(
      uri,
      body,
      header === undefined ? {} : { 'byte-authorization': header },
    );
    return [codeOf(answer), textOf(answer)];
  };
  const now = Math.floor(shop.sandbox.clock.now() / 1000);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  for (const [header, body, why] of [
    [undefined, raw, /no header Byte-Authorization/],
    ['Bearer x', raw, /begins with "SHA256-RSA2048 "/],
    [shop.byteAuthorization(uri, raw, { key: stranger }), raw, /a key that is not the uploaded one/],
    [shop.byteAuthorization(uri, raw, { timestamp: now - 3601 }), raw, /s old/],
    [shop.byteAuthorization(uri, raw, { timestamp: now + 301 }), raw, /301 s ahead$/],
    [shop.byteAuthorization('/api/apps/trade/v2/query_order', raw), raw, /signed text is another/],
    [shop.byteAuthorization(uri, raw), raw.replace('r-1', 'r-2'), /signed text is another/],
    [shop.byteAuthorization(uri, `${raw} `), raw, /a blank at its end/],
    [shop.byteAuthorization(uri, raw, { appId: 'wx1' }), raw, /no app wx1/],
    [shop.byteAuthorization(uri, raw, { version: 7 }), raw, /no application key of version 7/],
    [shop.byteAuthorization(uri, raw).replace('signature="', 'signature="*'), raw, /base64/],
  ] as const) {
    const [code, text] = await send(header, body);
    assert.equal(code, 11004);
    assert.match(text, why);
  }
  assert.equal(shop.sandbox.refunds.list().length, 0);
  const header = shop.byteAuthorization(uri, raw);
  assert.deepEqual(await send(header), [0, 'success']);
  assert.deepEqual(await send(header), [0, 'success']);
  assert.equal(shop.sandbox.refunds.list().length, 1);
  // A key of the developer's own counts under its version.
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const version = shop.sandbox.applicationKeys.upload(
    publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  );
  assert.equal((await send(shop.byteAuthorization(uri, raw, { key: privateKey, version })))[0], 0);
});

test('what the sandbox does not have is answered in the form of its family, and listed', async (t) => {
  const shop = await backend(t);
  const ask = (path: string, headers?: Record<string, string>) => shop.send(path, '{}', headers);
  const bill = await ask('/api/apps/ecpay/v1/create_return');
  assert.equal(bill.status, 404);
  assert.equal(codeOf(bill.body), 2010);
  assert.match(textOf(bill.body), /no POST \/api\/apps\/ecpay\/v1\/create_return/);
  assert.equal((await ask('/api/trade_basic/v1/developer/tag_query/')).body.err_no, 28001017);
  assert.equal((await ask('/api/apps/trade/v2/settle', { 'access-token': 'x' })).body.err_no, undefined);
  assert.equal((await ask('/api/apps/trade/v2/settle')).body.err_no, 28001017);
  assert.equal(
    shop.sandbox.events.since().filter(({ kind, text }) => kind === 'server' && /POST \/api/.test(text))
      .length,
    4,
  );
  for (const body of [
    '',
    'x',
    '[]',
    '"a"',
    'null',
    '['.repeat(100_000),
    `{"a":${'['.repeat(90)}${']'.repeat(90)}}`,
  ]) {
    const { body: answer, status } = await shop.send('/api/apps/ecpay/v1/query_order', body);
    assert.equal(status, 200);
    assert.notEqual(codeOf(answer), 0, body);
  }
  // Of a form, as other platforms take it, the text says what came.
  const form = await shop.send('/oauth/client_token/', 'client_key=tt0123456789abcdef01&grant_type=x');
  assert.match(textOf(form.body), /should be a JSON object .*, but got "client_key=tt01/);
});

test('a named app is the only one that may call', async (t) => {
  const shop = await backend(t, { appId: 'ttmine0001' });
  assert.equal(codeOf(await shop.call('ecpay.query_order', { out_order_no: 'x' })), 2042);
  assert.equal(
    codeOf(await shop.call('ecpay.query_order', { out_order_no: 'x', app_id: 'ttmine0001' })),
    2000,
  );
});

test('each documented code of each operation comes on demand, and nothing happens then', async (t) => {
  const shop = await backend(t);
  let checked = 0;
  for (const { operationId, description } of operations) {
    const codes = [...description.matchAll(/^\* (\d+) /gm)].map(([, code]) => Number(code));
    for (const code of new Set(codes)) {
      const scenario = `server.${operationId.split('.')[0]}-${code}`;
      const body: Json =
        operationId === 'token.client_token'
          ? {
              client_key: appId,
              client_secret: shop.sandbox.secrets.appSecret,
              grant_type: 'client_credential',
            }
          : {};
      const answer = await shop.call(operationId, body, { headers: { 'x-trade-scenario': scenario } });
      assert.equal(codeOf(answer), code, `${operationId} ${scenario}: ${JSON.stringify(answer)}`);
      checked += 1;
    }
  }
  assert.ok(checked > 100);
  assert.deepEqual(shop.sandbox.ledger.counts(), { unpaid: 0, paid: 0, closed: 0 });
});
