import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { termsOf } from '../../../sandbox/callbacks/answers';
import type { OrderDraft } from '../../../sandbox/ledger/types';
import { cake, create, hotpot, lastMsg, open, orderOf, said, start, tell } from './kit';

const second = 1000;

/** What the platform makes of an answer to pre_create_order; the text of its refusal, or the terms. */
const read = (
  goodsType: number,
  data: unknown,
  body: Record<string, unknown> = { err_no: 0, err_tips: 'success', data },
) => {
  const draft = { goods: { goodsId: 'g', goodsType } } as OrderDraft;
  try {
    return termsOf({ status: 200, body: JSON.stringify(body) }, draft);
  } catch (error) {
    return (error as Error).message;
  }
};

test('[TP-PREORDER-01] pre_create_order reaches the developer before the creation is answered', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.chooseScenario('preorder.slow');
  const answer = sandbox.call('createOrder', orderOf(hotpot));
  await sandbox.idle();
  assert.deepEqual(sandbox.ledger.list(), []);
  sandbox.scenarios.release();
  assert.ok((await answer).ok);
  assert.deepEqual(
    sandbox.callbacks.records().map(({ type, state }) => ({ type, state })),
    [{ type: 'pre_create_order', state: 'delivered' }],
  );
});

test('[TP-PREORDER-02] [TP-PREORDER-03] [TP-PREORDER-04] [JS-CREATE-CBDATA-03] [TP-SUBMIT-02] the msg of a goods order', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const payment = { totalAmount: 17600, totalDiscountAmount: 600 };
  const ticket = await create(sandbox, cake, 2, { payment, callbackData: { a: 1 } });
  const msg = lastMsg(sandbox, 'pre_create_order');
  assert.ok(Array.isArray(msg.goods));
  assert.ok(!('sku_list' in msg));
  const { total_amount, discount, order_id, app_id, cp_extra, create_order_time } = msg;
  assert.deepEqual(
    { total_amount, discount, order_id, app_id, cp_extra, create_order_time },
    {
      total_amount: 17600,
      discount: 600,
      order_id: ticket.orderId,
      app_id: 'tt0123456789abcdef01',
      cp_extra: '{"a":1}',
      create_order_time: start,
    },
  );
  assert.match(String(msg.open_id), /^_000/);
  assert.equal(ticket.payAmount, 17000);
});

test('[TP-PREORDER-02] the msg of a sku order holds sku_list and no goods', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const goodsInfo = { goodsName: '票', goodsPhoto: '/a.svg', goodsId: 'own-ticket', goodsType: 2 };
  const answer = await sandbox.call('createOrder', {
    skuList: [{ quantity: 1, skuId: 'sku-1', skuType: 2, price: 500, goodsInfo }],
    payment: { totalAmount: 500 },
  });
  assert.ok(answer.ok, answer.errMsg);
  const msg = lastMsg(sandbox, 'pre_create_order');
  assert.ok(!('goods' in msg));
  assert.equal((msg.sku_list as { sku_id: string }[])[0].sku_id, 'sku-1');
});

test('[TP-PREORDER-05] [TP-FORM-02] phone, contact and remark travel with the order when the user gave them', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  await create(sandbox, hotpot, 1, {
    contactInfo: { phoneNumber: '13800000000', contactName: '李雷' },
    note: '少辣',
  });
  const { phone_num, contact_name, note } = lastMsg(sandbox, 'pre_create_order');
  assert.deepEqual(
    { phone_num, contact_name, note },
    { phone_num: '13800000000', contact_name: '李雷', note: '少辣' },
  );
  await create(sandbox);
  const plain = lastMsg(sandbox, 'pre_create_order');
  assert.ok(!('phone_num' in plain) && !('contact_name' in plain) && !('note' in plain));
});

test('[TP-PREORDER-06] delivery_type is 1 for closed-loop goods and 0 for open-loop ones', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  await create(sandbox, hotpot);
  assert.equal(lastMsg(sandbox, 'pre_create_order').delivery_type, 1);
  await create(sandbox, { goodsId: 'own-carwash-002', price: 10000 });
  assert.equal(lastMsg(sandbox, 'pre_create_order').delivery_type, 0);
});

test('[PB-LABEL-20] labels reach the server as one text joined with the ASCII bar', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  await create(sandbox, cake);
  assert.equal(
    (lastMsg(sandbox, 'pre_create_order').goods as { labels: string }[])[0].labels,
    '随时退|免预约|提前3日预约',
  );
});

test('[PB-GOODS-15] tradeOption is passed on unchanged', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox, cake, 1, { tradeOption: { life_trade_flag: 1, is_use_tag: true } });
  assert.deepEqual(sandbox.ledger.get(ticket.orderId)?.draft.tradeOption, {
    life_trade_flag: 1,
    is_use_tag: true,
  });
  assert.equal(lastMsg(sandbox, 'pre_create_order').trade_option, '{"life_trade_flag":1,"is_use_tag":true}');
});

test("[TP-PREORDER-07] the out_order_no of the reply becomes the order's outOrderNo", async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox);
  const [{ attempts }] = sandbox.callbacks.records(ticket.orderId);
  assert.equal(
    (JSON.parse(attempts[0].answer!) as { data: { out_order_no: string } }).data.out_order_no,
    ticket.outOrderNo,
  );
  assert.equal(sandbox.ledger.get(ticket.orderId)?.outOrderNo, ticket.outOrderNo);
});

const refusals = [
  {
    rules: '[TP-PREORDER-08] [TP-SUBMIT-04] [JS-CREATE-FLOW-02] [JS-CREATE-FAIL-01] [JS-CREATE-FAIL-02]',
    scenario: 'preorder.refused',
    errNo: 21012,
    text: /^createOrder:fail .*今日名额已满$/,
  },
  {
    rules: '[PB-PAY-01] [PB-PAY-03] [JS-CREATE-ERR-09]',
    scenario: 'preorder.server',
    errNo: 13000,
    text: /^createOrder:fail 系统错误/,
  },
  {
    rules: '[JS-CREATE-ERR-14]',
    scenario: 'preorder.garbage',
    errNo: 21012,
    text: /^createOrder:fail 创建订单失败/,
  },
  {
    rules: '[PB-PAY-02] [JS-CREATE-ERR-01]',
    scenario: 'preorder.invalid',
    errNo: 10000,
    text: /^createOrder:fail 参数错误/,
  },
];
for (const { rules, scenario, errNo, text } of refusals) {
  test(`${rules} ${scenario}: nothing is created, and the failure carries a log id and no numbers`, async (t) => {
    const sandbox = open();
    t.after(() => sandbox.close());
    sandbox.chooseScenario(scenario);
    const answer = await sandbox.call('createOrder', orderOf(hotpot));
    assert.ok(!answer.ok);
    assert.equal(answer.errNo, errNo);
    assert.match(said(answer), text);
    assert.match(answer.errLogId ?? '', /^[0-9a-f]{24}$/);
    assert.ok(!('orderId' in answer) && !('outOrderNo' in answer));
    assert.deepEqual(sandbox.ledger.list(), []);
    assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, 500);
  });
}

const expiring = async (
  sandbox: Sandbox,
): Promise<{ orderId: string; payOrderId: string; orderToken: string }> => create(sandbox, hotpot, 2);

test('[TP-PREORDER-09] [TP-PAYMENT-03] [TP-PAYMENT-06] after 300 seconds the order is closed, told as TIME_OUT, and the stock is back', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await expiring(sandbox);
  await sandbox.advance(300 * second - 1);
  assert.equal(sandbox.ledger.get(ticket.orderId)?.state, 'unpaid');
  assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, 498);
  await sandbox.advance(1);
  assert.equal(sandbox.ledger.get(ticket.orderId)?.state, 'closed');
  const { status, message, event_time } = lastMsg(sandbox, 'payment');
  assert.deepEqual(
    { status, message, event_time },
    { status: 'CANCEL', message: 'TIME_OUT', event_time: start + 300 * second },
  );
  assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, 500);
  assert.equal((await sandbox.shop.listOrders())[0].state, 'closed');
  const late = tell(sandbox, ticket as never, 'paid');
  assert.ok(late.ok);
  assert.equal(late.code, 1);
});

test('[TP-PREORDER-09] without pay_expire_seconds an order can be paid for 300 seconds', () => {
  assert.deepEqual(read(1, { out_order_no: 'T1' }), { outOrderNo: 'T1', payExpireSeconds: 300 });
});

test('[TP-PREORDER-10] pay_expire_seconds counts up to 48 hours', () => {
  const seconds = (value: number): unknown =>
    (read(1, { out_order_no: 'T1', pay_expire_seconds: value }) as { payExpireSeconds: number })
      .payExpireSeconds;
  assert.equal(seconds(60), 60);
  assert.equal(seconds(172800), 172800);
  assert.equal(seconds(172801), 172800);
});

test('[TP-PREORDER-11] [TP-PREORDER-12] an illegal order_entry_schema refuses the order', () => {
  const withEntry = (path: string, params?: unknown): unknown =>
    read(1, { out_order_no: 'T1', order_entry_schema: { path, params } });
  const long = `{"a":"${'x'.repeat(504)}"}`;
  assert.equal(typeof withEntry('p'.repeat(512)), 'object');
  assert.match(String(withEntry('/pages/order')), /path/);
  assert.match(String(withEntry('p'.repeat(513))), /path/);
  assert.equal(long.length, 512);
  assert.equal(typeof withEntry('p', long), 'object');
  assert.match(String(withEntry('p', { a: 1 })), /params/);
  assert.match(String(withEntry('p', `${long.slice(0, -2)}x"}`)), /params/);
});

test('[TP-PREORDER-13] non-library goods need order_valid_time', () => {
  assert.match(read(2, { out_order_no: 'T1' }) as string, /order_valid_time/);
  assert.equal(
    typeof read(2, { out_order_no: 'T1', order_valid_time: [{ goods_id: 'g', valid_duration: 1 }] }),
    'object',
  );
  assert.equal(typeof read(1, { out_order_no: 'T1' }), 'object');
});

test('[JS-CREATE-ERR-15] an out_order_no that is already used fails with 21016, and the first order stays', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const first = await create(sandbox);
  const book = sandbox.shop.receive.bind(sandbox.shop);
  sandbox.shop.receive = async (headers, body) => {
    const reply = await book(headers, body);
    return { ...reply, body: reply.body.replace('T20261122000002', first.outOrderNo) };
  };
  const answer = await sandbox.call('createOrder', orderOf(hotpot));
  assert.ok(!answer.ok);
  assert.equal(answer.errNo, 21016);
  assert.match(answer.errMsg, /^createOrder:fail 外部单号已存在/);
  assert.deepEqual(
    sandbox.ledger.list().map((order) => order.orderId),
    [first.orderId],
  );
});

test('the reference merchant refuses its own goods at another price', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const answer = await sandbox.call('createOrder', orderOf({ ...cake, price: 1 }));
  assert.ok(!answer.ok);
  assert.match(said(answer), /商品价格已变动$/);
});

test("callbacks go to a developer's own server only on this machine", () => {
  assert.throws(
    () => createSandbox({ store: ':memory:', forward: 'http://example.com/callback' }),
    /only addresses of this machine/,
  );
  assert.throws(
    () => createSandbox({ store: ':memory:', forward: 'file:///etc/passwd' }),
    /http or https only/,
  );
});
