import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenLife } from '../../../sandbox/coupons/redeeming';
import { refundDelay } from '../../../sandbox/ledger/refunds';
import { open, start } from './kit';
import { card, codes, hour, later, redeem, refusal, states, tonight, verify } from './coupon-kit';
import { agree, apply, ask, buy, byQuantity, errNoOf, refuse } from './refund-kit';

const oneItem = (itemOrderId: string) => ({ itemOrderList: [{ itemOrderId }] });

test('[CC-REDEEM-01] prepare answers the token, both numbers of the order, and the certificates that can be redeemed', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 2);
  const [first, second] = await codes(sandbox, order);
  const answer = sandbox.openApi.coupons.prepare({ code: second.code });
  assert.ok('verify_token' in answer);
  const { verify_token: token, order_id: orderId, out_order_no: outOrderNo, certificates } = answer;
  assert.match(token, /^[0-9a-f]{32}$/);
  assert.deepEqual([orderId, outOrderNo], [order.orderId, order.outOrderNo]);
  assert.deepEqual(
    certificates.map(({ item_order_id: id, masked_code: code }) => [id, code]),
    [second, first].map(({ itemOrderId, code }) => [itemOrderId, `***********${code.slice(-4)}`]),
  );
  for (const { encrypted_code: encrypted, certificate_id: id } of certificates)
    assert.ok(encrypted.length > 16 && /^\d+$/.test(id));
});

test('[CC-REDEEM-02] [CC-REDEEM-03] [CC-CONSUME-01] verify answers a result for each, and only what it redeemed is redeemed', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 3);
  const [{ qrPayload: link }] = await codes(sandbox, order);
  const prepared = sandbox.prepare({ link: ` ${link} ` });
  const { results } = verify(sandbox, prepared, 2);
  assert.deepEqual(
    results.map(({ itemOrderId, certificateId, resultCode, resultMsg, verifyTime }) => [
      itemOrderId,
      certificateId,
      resultCode,
      resultMsg,
      verifyTime,
    ]),
    prepared.certificates
      .slice(0, 2)
      .map((each) => [each.itemOrderId, each.certificateId, 0, '验券成功', start]),
  );
  assert.deepEqual(await states(sandbox, order), ['redeemed', 'redeemed', 'usable']);
  const { refundableQuantity, itemOrders } = await sandbox.merchant().getOrder(order);
  assert.equal(refundableQuantity, 1);
  assert.deepEqual(
    itemOrders.map(({ refundableAmount }) => refundableAmount > 0),
    [false, false, true],
  );
});

test('the same verify again is answered as before; the token is good for nothing else', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 3);
  const prepared = sandbox.prepare({ code: (await codes(sandbox, order))[0].code });
  const first = verify(sandbox, prepared, 1);
  assert.deepEqual(verify(sandbox, prepared, 1), first);
  assert.match(
    refusal(() => verify(sandbox, prepared, 2)),
    /^13000 验券标识已使用/,
  );
  assert.deepEqual(await states(sandbox, order), ['redeemed', 'usable', 'usable']);
  const { verifyToken } = sandbox.prepare({ code: (await codes(sandbox, order))[1].code });
  const { certificates } = prepared;
  assert.deepEqual(
    sandbox.verify({ verifyToken, certificates }).results.map(({ resultCode }) => resultCode),
    [1213, 1213, 1213],
  );
  assert.deepEqual(await states(sandbox, order), ['redeemed', 'usable', 'usable']);
});

test('a token expires, and one that nobody gave out is refused', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox);
  const prepared = sandbox.prepare({ code: (await codes(sandbox, order))[0].code });
  await sandbox.advance(tokenLife);
  assert.match(
    refusal(() => verify(sandbox, prepared)),
    /^13000 验券标识已过期/,
  );
  assert.match(
    refusal(() => verify(sandbox, { ...prepared, verifyToken: 'f'.repeat(32) })),
    /^13000 验券标识无效/,
  );
  assert.deepEqual(await states(sandbox, order), ['usable']);
});

test('each reason why a code cannot be redeemed is named', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 4);
  const list = await codes(sandbox, order);
  const scan = (index: number): string => refusal(() => sandbox.prepare({ code: list[index].code }));
  await redeem(sandbox, order, 0);
  assert.equal(scan(0), '1208 券已核销，不能重复使用');
  const [gone, failed] = [
    await apply(sandbox, order, oneItem(list[1].itemOrderId)),
    await apply(sandbox, order, oneItem(list[2].itemOrderId)),
  ];
  assert.equal(scan(1), '1209 券正在退款，不能核销');
  await agree(sandbox, gone);
  await refuse(sandbox, failed);
  await sandbox.advance(refundDelay);
  assert.equal(scan(1), '1210 券已退款，不能核销');
  // Its refund has failed: it is as good as before.
  assert.equal(scan(2), 'accepted');
  const [soon, short] = [await buy(sandbox, 1, later), await buy(sandbox, 1, tonight)];
  const [{ code: early }] = await codes(sandbox, soon);
  const [{ code: late, qrPayload }] = await codes(sandbox, short);
  assert.equal(
    refusal(() => sandbox.prepare({ code: early })),
    '1211 券未到可用时间',
  );
  await sandbox.advance(2 * hour + 1);
  assert.equal(
    refusal(() => sandbox.prepare({ code: late })),
    '1212 券已过期',
  );
  assert.equal(
    refusal(() => sandbox.prepare({ link: qrPayload })),
    '13000 二维码数据已失效，请刷新二维码',
  );
  assert.equal(
    refusal(() => sandbox.prepare({ code: '100000000000000' })),
    '13000 无券信息',
  );
  for (const link of ['https://v.douyin.com/eHHc1ft/', 'https://example.com/eHHc1ft/', 'DY:1'])
    assert.equal(
      refusal(() => sandbox.prepare({ link })),
      '13000 参数错误，请刷新二维码',
    );
});

test('any change of a unit voids the links of the whole order', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 3);
  const links = async (): Promise<string[]> =>
    (await codes(sandbox, order)).map(({ qrPayload }) => qrPayload);
  const allVoid = (list: string[]): void =>
    list
      .filter(Boolean)
      .forEach((link) => assert.throws(() => sandbox.prepare({ link }), /二维码数据已失效/));
  const before = await links();
  const { verifyId } = await redeem(sandbox, order);
  allVoid(before);
  const redeemed = await links();
  sandbox.undo({ verifyId });
  allVoid([...before, ...redeemed]);
  const undone = await links();
  const refund = await apply(sandbox, order, byQuantity(1));
  allVoid(undone);
  const refunding = await links();
  await refuse(sandbox, refund);
  allVoid([...undone, ...refunding]);
  for (const link of await links()) assert.equal(sandbox.prepare({ link }).certificates.length, 3);
});

test('what happens between prepare and verify counts: each certificate is looked at again', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 3);
  const list = await codes(sandbox, order);
  const [first, second] = [sandbox.prepare({ code: list[0].code }), sandbox.prepare({ code: list[0].code })];
  await apply(sandbox, order, oneItem(list[1].itemOrderId));
  assert.deepEqual(
    verify(sandbox, first).results.map(({ resultCode, verifyId }) => [resultCode, verifyId !== undefined]),
    [
      [0, true],
      [1209, false],
      [0, true],
    ],
  );
  assert.deepEqual(
    verify(sandbox, second).results.map(({ resultCode }) => resultCode),
    [1208, 1209, 1208],
  );
});

test('a unit that was redeemed cannot be refunded, by whatever target', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 2);
  const { itemOrderId } = await redeem(sandbox, order);
  assert.equal(await errNoOf(ask(sandbox, order, oneItem(itemOrderId))), 10000);
  assert.notEqual(await errNoOf(ask(sandbox, order, byQuantity(2))), 0);
  const refund = await apply(sandbox, order, byQuantity(1));
  assert.deepEqual(
    sandbox.refunds.get(refund.refundId)!.draft.items.map((item) => item.itemOrderId === itemOrderId),
    [false],
  );
  assert.throws(
    () =>
      sandbox.refunds.apply({
        ...sandbox.refunds.get(refund.refundId)!.draft,
        items: [{ itemOrderId, amount: 1 }],
      }),
    /a redeemed item order is not refundable/,
  );
});

test('an undone redemption makes the unit usable and refundable again, within the hour and once', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 2);
  const [{ verifyId }, { verifyId: other }] = [
    await redeem(sandbox, order, 0),
    await redeem(sandbox, order, 1),
  ];
  await sandbox.advance(hour);
  const undone = sandbox.undo({ verifyId });
  assert.deepEqual(undone.undoTime, start + hour);
  assert.deepEqual(await states(sandbox, order), ['usable', 'redeemed']);
  assert.equal((await sandbox.merchant().getOrder(order)).refundableQuantity, 1);
  await sandbox.advance(1);
  assert.deepEqual(sandbox.undo({ verifyId }), undone);
  assert.equal(
    refusal(() => sandbox.undo({ verifyId: other })),
    '1214 核销已超过 1 小时，不能撤销',
  );
  assert.equal(
    refusal(() => sandbox.undo({ verifyId: '1' })),
    '13000 核销记录不存在',
  );
  // Redeemed again, it has a redemption of its own: the old number undoes nothing more.
  await redeem(sandbox, order, 0);
  sandbox.undo({ verifyId });
  assert.deepEqual(await states(sandbox, order), ['redeemed', 'redeemed']);
});

test('a card of several uses is used and undone use by use; what was used does not come back as money', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 1, card);
  const left = async (): Promise<unknown[]> => {
    const [{ state, usableTimes }] = await codes(sandbox, order);
    const { itemOrders } = await sandbox.merchant().getOrder(order);
    return [state, usableTimes, itemOrders[0].refundableAmount];
  };
  const prepared = sandbox.prepare({ code: (await codes(sandbox, order))[0].code });
  const [certificate] = prepared.certificates;
  const { results } = sandbox.verify({
    verifyToken: prepared.verifyToken,
    certificates: [certificate, certificate],
  });
  assert.deepEqual(
    results.map(({ resultCode }) => resultCode),
    [0, 0],
  );
  assert.deepEqual(await left(), ['usable', 3, 14940]);
  sandbox.undo({ verifyId: results[0].verifyId });
  assert.deepEqual(await left(), ['usable', 4, 19920]);
  // Two uses and a bit of a third are given back: three are gone.
  const itemOrderId = certificate.itemOrderId;
  await agree(
    sandbox,
    await apply(sandbox, order, { itemOrderList: [{ itemOrderId, refundAmount: 10000 }] }),
  );
  assert.deepEqual(await left(), ['refunding', 1, 9920]);
  assert.equal(
    refusal(() => sandbox.prepare({ code: sandbox.coupons.ofOrder(order.orderId)[0].code })),
    '1209 券正在退款，不能核销',
  );
  assert.equal(
    refusal(() => sandbox.undo({ verifyId: results[1].verifyId })),
    '1209 券正在退款，不能撤销核销',
  );
  await sandbox.advance(refundDelay);
  assert.deepEqual(await left(), ['usable', 1, 9920]);
  await redeem(sandbox, order);
  assert.deepEqual(await left(), ['redeemed', 0, 0]);
  sandbox.undo({ verifyId: results[1].verifyId });
  await agree(sandbox, await apply(sandbox, order, { itemOrderList: [{ itemOrderId }] }));
  await sandbox.advance(refundDelay);
  assert.deepEqual(await left(), ['refunded', 0, 0]);
  const history = sandbox.coupons.history(itemOrderId);
  const last = history.findLast(({ step }) => step === 'redeemed')!;
  assert.equal(
    refusal(() => sandbox.undo({ verifyId: last.verifyId })),
    '1210 券已退款，不能撤销核销',
  );
});

test("codes of a developer's own server have the validity that it answered, and can be redeemed at the counter", async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const goodsId = '7301245789012345678';
  let orders = 0;
  const selling = async (
    validity: Record<string, number> | undefined,
  ): Promise<{ orderId: string; outOrderNo: string }> => {
    const outOrderNo = `own-${(orders += 1)}`;
    const data = {
      out_order_no: outOrderNo,
      ...(validity ? { order_valid_time: [{ goods_id: goodsId, ...validity }] } : {}),
    };
    sandbox.shop.receive = async () => ({
      status: 200,
      body: JSON.stringify({ err_no: 0, err_tips: 'success', data }),
    });
    return buy(sandbox, 1);
  };
  const times: [Record<string, number> | undefined, number, number][] = [
    [undefined, start, start + 180 * 24 * hour],
    [{ valid_duration: hour }, start, start + hour],
    [{ valid_start_time: start + 5, valid_end_time: start + 9 }, start + 5, start + 9],
    [{ valid_start_time: start + 5, valid_end_time: start + 5 }, start + 5, start + 5],
  ];
  for (const [validity, from, to] of times) {
    const order = await selling(validity);
    const [{ code, validFrom, validTo, state }] = sandbox.coupons.ofOrder(order.orderId);
    assert.deepEqual([validFrom, validTo], [from, to]);
    if (state !== 'usable') continue;
    assert.deepEqual(
      verify(sandbox, sandbox.prepare({ code })).results.map(({ resultCode }) => resultCode),
      [0],
    );
  }
});

test('what is left of the price of a use that a refund has begun goes back later, and nothing beyond', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 1, card);
  for (let use = 0; use < 4; use += 1) await redeem(sandbox, order);
  const [{ itemOrderId }] = sandbox.ledger.items(order.orderId);
  const part = (refundAmount: number) => ({ itemOrderList: [{ itemOrderId, refundAmount }] });
  await agree(sandbox, await apply(sandbox, order, part(1)));
  await sandbox.advance(refundDelay);
  assert.deepEqual(await states(sandbox, order), ['refunded']);
  const rest = card.price / 5 - 1;
  assert.equal(await errNoOf(ask(sandbox, order, part(rest + 1))), 10000);
  await agree(sandbox, await apply(sandbox, order, part(rest)));
  await sandbox.advance(refundDelay);
  assert.deepEqual(await states(sandbox, order), ['refunded']);
  assert.equal(sandbox.refunds.item(itemOrderId)?.refundableAmount, 0);
  assert.equal(await errNoOf(ask(sandbox, order, part(1))), 10000);
});

test('the platform wants to know the shop of library goods, and well-formed parameters', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox);
  const { coupons: api } = sandbox.openApi;
  const prepared = sandbox.prepare({ code: (await codes(sandbox, order))[0].code });
  const body = {
    verify_token: prepared.verifyToken,
    order_id: order.orderId,
    certificates: [
      {
        certificate_id: prepared.certificates[0].certificateId,
        encrypted_code: prepared.certificates[0].encryptedCode,
      },
    ],
    poi_info: JSON.stringify({ shop_name: '店', ext_valid_shop_id: '1', valid_poi_id_str: '2' }),
  };
  const bad: [Record<string, unknown>, RegExp][] = [
    [{ verify_token: 1 }, /verify_token/],
    [{ order_id: undefined }, /order_id/],
    [{ certificates: [] }, /certificates/],
    [{ certificates: [null] }, /certificates\[0\]/],
    [{ certificates: [{ certificate_id: '1' }] }, /certificates\[0\]\.encrypted_code/],
    [{ poi_info: undefined }, /poi_info/],
    [{ poi_info: '[' }, /poi_info/],
    [{ poi_info: '{"shop_name":"店"}' }, /ext_valid_shop_id/],
    [{ poi_info: JSON.stringify({ shop_name: 'x'.repeat(1024) }) }, /poi_info/],
  ];
  for (const [more, text] of bad) {
    const reply = api.verify({ ...body, ...more });
    assert.equal(reply.error_code, 10000);
    assert.match(reply.description, text);
  }
  for (const [reply, text] of [
    [api.prepare({}), /code/],
    [api.prepare({ code: '1', encrypted_data: 'x' }), /code/],
    [api.cancel({}), /verify_id/],
    [api.cancel({ verify_id: '1', certificate_id: 7 }), /certificate_id/],
  ] as const) {
    assert.equal(reply.error_code, 10000);
    assert.match(reply.description, text);
  }
  assert.equal(api.verify({ ...body, order_id: '1' }).error_code, 13000);
  const done = api.verify(body);
  assert.ok('verify_results' in done);
  assert.equal(
    api.cancel({ verify_id: done.verify_results[0].verify_id, certificate_id: '1' }).error_code,
    13000,
  );
});

for (const [how, typed] of [
  [
    'with full-width digits',
    (code: string) => code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  ],
  ['in groups', (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ')],
  ['in groups with full-width blanks and dashes', (code: string) => code.replace(/(.{4})(?=.)/g, '$1　－')],
] as const) {
  test(`a code that is typed ${how} is the code`, async (t) => {
    const sandbox = open();
    t.after(() => sandbox.close());
    const order = await buy(sandbox, 1);
    const { code } = (await codes(sandbox, order))[0];
    assert.equal(sandbox.prepare({ code: typed(code) }).outOrderNo, order.outOrderNo);
  });
}
