import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { RETRY_LADDER } from '../../../src/contract/callbacks';
import { auditPeriod, refundDelay } from '../../../sandbox/ledger/refunds';
import type { Sandbox } from '../../../sandbox/index';
import { create, hotpot, lastMsg, open, said, start } from './kit';
import { serve } from './http-kit';
import { agree, apply, ask, buy, byQuantity, refunds, refuse } from './refund-kit';

const sandboxFor = (t: TestContext): Sandbox => {
  const sandbox = open();
  t.after(() => sandbox.close());
  return sandbox;
};

const callbacksOf = (sandbox: Sandbox, type: string) =>
  sandbox.callbacks.records().filter((record) => record.type === type);

test('[TP-PREREFUND-01] [TP-PREREFUND-02] [TP-PREREFUND-03] [TP-PREREFUND-04] pre_create_refund tells numbers, amounts, reasons, note and items', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 2);
  const [item] = sandbox.ledger.items(order.orderId);
  const list = [{ itemOrderId: item.itemOrderId, refundAmount: 300, deductFeeAmount: 5 }];
  const { refundId } = await apply(sandbox, order, { itemOrderList: list });
  const msg = lastMsg(sandbox, 'pre_create_refund');
  assert.deepEqual(msg, {
    app_id: 'tt0123456789abcdef01',
    open_id: sandbox.users.openId,
    refund_id: refundId,
    order_id: order.orderId,
    out_order_no: order.outOrderNo,
    refund_total_amount: 300,
    need_refund_audit: 1,
    refund_audit_deadline: start + auditPeriod,
    create_refund_time: start,
    refund_source: 1,
    refund_reason: ['不想要了'],
    refund_description: '买多了',
    cp_extra: '',
    refund_item_detail: {
      item_order_quantity: 1,
      item_order_detail: [{ deductFeeAmount: 5, item_order_id: item.itemOrderId, refund_amount: 300 }],
    },
  });
});

test('[PB-PASS-01] [PB-PASS-02] [TP-REFUNDED-02] [JS-REFUND-CBDATA-01] what was passed through comes back in both callbacks, character for character', async (t) => {
  const sandbox = sandboxFor(t);
  const callbackData = { a: 1, 文: '“引号” \\ \n', b: { c: [true, null] } };
  await agree(sandbox, await apply(sandbox, await buy(sandbox), { ...byQuantity(1), callbackData }));
  await sandbox.advance(refundDelay);
  for (const type of ['pre_create_refund', 'refund'])
    assert.equal(lastMsg(sandbox, type).cp_extra, JSON.stringify(callbackData));
});

test('[TP-PREREFUND-05] need_refund_audit is 2 where none is needed, and the money is on its way at once', async (t) => {
  const sandbox = sandboxFor(t);
  sandbox.chooseScenario('refund.audit-none');
  const applied = await apply(sandbox, await buy(sandbox));
  assert.equal(lastMsg(sandbox, 'pre_create_refund').need_refund_audit, 2);
  assert.equal(refunds(sandbox)[0].state, 'refunding');
  const { refundSteps } = await sandbox.merchant().getRefund(applied);
  assert.deepEqual(
    refundSteps.map((step) => step.state),
    [2, 1, 0],
  );
});

test('[TP-PREREFUND-07] without out_refund_no it is sent again and the refund makes no progress; with it the refund goes on', async (t) => {
  const sandbox = sandboxFor(t);
  sandbox.chooseScenario('refund.no-number');
  const order = await buy(sandbox);
  const answer = await ask(sandbox, order, byQuantity(1));
  assert.equal(!answer.ok && answer.errNo, 13000);
  assert.equal(refunds(sandbox)[0].state, 'applied');
  assert.deepEqual((await sandbox.merchant().getOrder(order)).refunds, []);
  assert.equal((await sandbox.merchant().getOrder(order)).refundableQuantity, 0);
  await sandbox.advance(RETRY_LADDER[0] + RETRY_LADDER[1] - 1);
  assert.equal(refunds(sandbox)[0].state, 'applied');
  await sandbox.advance(1);
  assert.equal(refunds(sandbox)[0].state, 'auditing');
  assert.equal(callbacksOf(sandbox, 'pre_create_refund')[0].attempts.length, 3);
  assert.deepEqual((await sandbox.merchant().getOrder(order)).refunds, [refunds(sandbox)[0].outRefundNo]);
});

test('[TP-PREREFUND-07] a server that never answers is asked on the ladder, and the refund stays where it is', async (t) => {
  const sandbox = sandboxFor(t);
  sandbox.chooseScenario('refund.down');
  await ask(sandbox, await buy(sandbox), byQuantity(1));
  await sandbox.advance(4 * auditPeriod);
  const [{ attempts }] = callbacksOf(sandbox, 'pre_create_refund');
  const pauses = attempts.slice(1).map((attempt, index) => attempt.time - attempts[index].time);
  assert.deepEqual(pauses, [...RETRY_LADDER]);
  assert.equal(refunds(sandbox)[0].state, 'applied');
});

test('a number that another refund has is no number', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 2);
  const { outRefundNo } = await apply(sandbox, order);
  t.mock.method(sandbox.shop, 'receive', () => ({
    status: 200,
    body: JSON.stringify({ err_no: 0, data: { out_refund_no: outRefundNo } }),
  }));
  assert.equal((await ask(sandbox, order, byQuantity(1))).ok, false);
  assert.deepEqual(
    refunds(sandbox)
      .map(({ state }) => state)
      .sort(),
    ['applied', 'auditing'],
  );
});

test('[JS-REFUND-FAIL-01] a refusal of the developer is final: its words, no refund, everything refundable again', async (t) => {
  const sandbox = sandboxFor(t);
  sandbox.chooseScenario('refund.refused');
  const order = await buy(sandbox);
  const answer = await ask(sandbox, order, byQuantity(1));
  assert.ok(!answer.ok);
  assert.match(said(answer), /订单已超过退款期限/);
  assert.deepEqual(refunds(sandbox), []);
  assert.equal(sandbox.ledger.items(order.orderId)[0].state, 'usable');
  await sandbox.advance(auditPeriod);
  assert.equal(callbacksOf(sandbox, 'pre_create_refund')[0].attempts.length, 1);
  sandbox.chooseScenario(null);
  await apply(sandbox, order);
});

const audit = (out_refund_no: string, refund_audit_status: number, deny_message?: string) => ({
  out_refund_no,
  refund_audit_status,
  deny_message,
});

test('[TP-AUDIT-01] [TP-REFUNDED-01] an agreed refund goes ahead: the money is back a moment later, and the developer is told', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  const order = await buy(sandbox);
  const { outRefundNo, refundId } = await apply(sandbox, order);
  const { body } = await served.post('/platform/merchant_audit_callback', audit(outRefundNo, 1));
  assert.deepEqual(body, { err_no: 0, err_tips: 'success' });
  assert.equal(refunds(sandbox)[0].state, 'refunding');
  await sandbox.advance(refundDelay - 1);
  assert.deepEqual(callbacksOf(sandbox, 'refund'), []);
  await sandbox.advance(1);
  const { status, order_id, refund_id, out_refund_no, refund_total_amount, is_all_settled } = lastMsg(
    sandbox,
    'refund',
  );
  assert.deepEqual(
    { status, order_id, refund_id, out_refund_no, refund_total_amount, is_all_settled },
    {
      status: 'SUCCESS',
      order_id: order.orderId,
      refund_id: refundId,
      out_refund_no: outRefundNo,
      refund_total_amount: hotpot.price,
      is_all_settled: true,
    },
  );
  assert.equal(sandbox.ledger.items(order.orderId)[0].refundedAmount, hotpot.price);
  const late = await served.post('/platform/merchant_audit_callback', audit(outRefundNo, 2, '晚了'));
  assert.equal(late.body.err_no, 22006);
});

test('[TP-AUDIT-02] [TP-AUDIT-03] [TP-AUDIT-04] refusing wants a reason of 1 to 512 bytes, and no money goes back', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  const order = await buy(sandbox);
  const { outRefundNo, refundId } = await apply(sandbox, order);
  for (const denyMessage of [undefined, '', '退'.repeat(171)]) {
    const { body } = await served.post(
      '/platform/merchant_audit_callback',
      audit(outRefundNo, 2, denyMessage),
    );
    assert.equal(body.err_no, 10000);
    assert.match(String(body.err_tips), /deny_message/);
  }
  for (const body of [
    audit(outRefundNo, 3),
    audit('nope', 1),
    { refund_audit_status: 1 },
    { refund_id: 7, refund_audit_status: 1 },
  ])
    assert.notEqual((await served.post('/platform/merchant_audit_callback', body)).body.err_no, 0);
  assert.equal(refunds(sandbox)[0].state, 'auditing');
  const denyMessage = `${'退'.repeat(170)}!!`;
  assert.equal(Buffer.byteLength(denyMessage), 512);
  const { body } = await served.post('/platform/merchant_audit_callback', {
    refund_id: refundId,
    refund_audit_status: 2,
    deny_message: denyMessage,
  });
  assert.equal(body.err_no, 0);
  await sandbox.advance(auditPeriod);
  assert.deepEqual(
    [lastMsg(sandbox, 'refund').status, lastMsg(sandbox, 'refund').message],
    ['FAIL', denyMessage],
  );
  assert.equal(sandbox.ledger.items(order.orderId)[0].refundedAmount, 0);
  const told = await sandbox.merchant().getRefund({ outRefundNo });
  assert.equal(told.refundStatus, 99);
  assert.equal(told.refundTips, `商家拒绝了退款:${denyMessage}`);
  assert.deepEqual(
    told.refundSteps.map((step) => step.state),
    [2, 3, 0, 0],
  );
});

test('[TP-AUDIT-05] a refund that nobody audits is agreed to at its deadline', async (t) => {
  const sandbox = sandboxFor(t);
  const applied = await apply(sandbox, await buy(sandbox));
  await sandbox.advance(auditPeriod - 1);
  assert.equal(refunds(sandbox)[0].auditState, 'TOAUDIT');
  await sandbox.advance(1);
  assert.equal(refunds(sandbox)[0].auditState, 'OVERTIME');
  await sandbox.advance(refundDelay);
  const { refundStatus, refundSteps } = await sandbox.merchant().getRefund(applied);
  assert.equal(refundStatus, 98);
  assert.equal(refundSteps[1].title, '商家超时未审核，自动同意');
});

test('[TP-AUDIT-06] the refund query answers only the documented states', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 6);
  const query = () => {
    const { refundStatus, refundAuditStatus } = sandbox.openApi.queryRefund({
      refundId: refunds(sandbox)[0].refundId,
    })!;
    return `${refundStatus} ${refundAuditStatus}`;
  };
  const seen: string[] = [];
  sandbox.chooseScenario('refund.down');
  await ask(sandbox, order, byQuantity(1));
  seen.push(query());
  for (const name of [null, 'refund.audit-none', 'refund.audit-deny', 'refund.fails', 'refund.audit-agree']) {
    sandbox.chooseScenario(name);
    const applied = await apply(sandbox, order);
    seen.push(query());
    if (name === 'refund.fails') await agree(sandbox, applied);
    await sandbox.advance(name === null ? auditPeriod : refundDelay);
    seen.push(query());
  }
  assert.deepEqual(seen, [
    'PROCESSING INIT',
    'PROCESSING TOAUDIT',
    'PROCESSING OVERTIME',
    'PROCESSING INIT',
    'SUCCESS INIT',
    'FAIL DENY',
    'FAIL DENY',
    'PROCESSING TOAUDIT',
    'FAIL AGREE',
    'PROCESSING AGREE',
    'SUCCESS AGREE',
  ]);
});

test('a refund whose money does not arrive fails after it was agreed to, and can be applied for again', async (t) => {
  const sandbox = sandboxFor(t);
  sandbox.chooseScenario('refund.fails');
  const order = await buy(sandbox);
  const applied = await apply(sandbox, order);
  await agree(sandbox, applied);
  await sandbox.advance(refundDelay);
  const { refundStatus, refundSteps } = await sandbox.merchant().getRefund(applied);
  assert.equal(refundStatus, 99);
  assert.deepEqual(
    refundSteps.map((step) => step.state),
    [2, 2, 3, 0],
  );
  assert.equal((await sandbox.merchant().getOrder(order)).refundableQuantity, 1);
  await apply(sandbox, order);
});

for (const [name, attempts] of [
  ['refund.callback-lost', 4],
  ['refund.callback-duplicate', 2],
  ['refund.callback-late', 1],
] as const) {
  test(`${name}: the merchant books one refund, and knows it earlier when it asks`, async (t) => {
    const sandbox = sandboxFor(t);
    sandbox.chooseScenario(name);
    const order = await buy(sandbox);
    const applied = await apply(sandbox, order);
    await agree(sandbox, applied);
    await sandbox.advance(refundDelay);
    assert.equal((await sandbox.merchant().getRefund(applied)).refundStatus, 98);
    await sandbox.advance(60_000);
    const [{ attempts: sent, state }] = callbacksOf(sandbox, 'refund');
    assert.deepEqual([sent.length, state], [attempts, 'delivered']);
    assert.deepEqual((await sandbox.merchant().getOrder(order)).refunds, [applied.outRefundNo]);
  });
}

test('a slow application waits until it is released, and is stored then', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox);
  sandbox.chooseScenario('refund.slow');
  const asked = ask(sandbox, order, byQuantity(1));
  await sandbox.idle();
  assert.deepEqual(refunds(sandbox), []);
  assert.equal(sandbox.scenarios.release(), 1);
  assert.equal((await asked).ok, true);
});

test('the coupon of a unit under refund names its refund, the other none', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 2);
  const applied = await apply(sandbox, order);
  const coupons = async () =>
    (await sandbox.merchant().getCoupons(order)).coupons.map(({ state, outRefundNo }) => [
      state,
      outRefundNo,
    ]);
  assert.deepEqual(await coupons(), [
    ['refunding', applied.outRefundNo],
    ['usable', undefined],
  ]);
  await agree(sandbox, applied);
  await sandbox.advance(refundDelay);
  assert.deepEqual((await coupons())[0], ['refunded', applied.outRefundNo]);
});

test('two applications at once for the same unit: one is refused', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox);
  const answers = await Promise.all([ask(sandbox, order, byQuantity(1)), ask(sandbox, order, byQuantity(1))]);
  assert.deepEqual(answers.map((answer) => answer.ok).sort(), [false, true]);
  assert.equal(refunds(sandbox).length, 1);
});

test('[PB-REFUNDID-05] an order number is no refund number', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox);
  await apply(sandbox, order);
  await assert.rejects(sandbox.merchant().getRefund({ outRefundNo: order.outOrderNo }), { kind: 'rejected' });
});

test('a decision that makes no sense is refused over HTTP, and the lists show every refund', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  const { outRefundNo } = await apply(sandbox, await buy(sandbox));
  for (const body of [
    {},
    { outRefundNo },
    { outRefundNo, decision: 'maybe' },
    { outRefundNo, decision: 'refuse' },
    { outRefundNo, decision: 'refuse', denyMessage: 5 },
    { outRefundNo: 'R0', decision: 'agree' },
  ])
    assert.equal((await served.post('/merchant/audit', body)).status, 400, JSON.stringify(body));
  await refuse(sandbox, { outRefundNo, orderId: '', refundId: '' });
  assert.equal((await served.post('/merchant/audit', { outRefundNo, decision: 'agree' })).status, 400);
  const [listed] = (await served.get('/sandbox/refunds')).body as unknown as {
    outRefundNo: string;
    callbacks: { type: string }[];
  }[];
  assert.equal(listed.outRefundNo, outRefundNo);
  assert.deepEqual(
    listed.callbacks.map((record) => record.type),
    ['pre_create_refund', 'refund'],
  );
  assert.equal(((await served.get('/sandbox/state')).body.refunds as Record<string, number>).refused, 1);
});

test('[PB-LEGACY-01] POST /sandbox/orders/legacy makes a paid legacy order, of goods that the shop has', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { body } = await served.post('/sandbox/orders/legacy', { quantity: 3 });
  const { body: order } = await served.get(`/merchant/order?outOrderNo=${String(body.outOrderNo)}`);
  assert.deepEqual([order.legacy, order.state, order.refundableQuantity], [true, 'paid', 3]);
  for (const wrong of [{ goodsId: 'nope' }, { goodsId: 5 }, { quantity: 0 }, { quantity: '2' }])
    assert.equal((await served.post('/sandbox/orders/legacy', wrong)).status, 400);
  served.sandbox.chooseScenario('preorder.refused');
  assert.equal((await served.post('/sandbox/orders/legacy', {})).status, 409);
});

test('[JS-CONTINUE-LIFE-01] [JS-CONTINUE-LIFE-02] continueToPayLife opens the cashier of a merged order, for a user who is logged in', async (t) => {
  const sandbox = sandboxFor(t);
  const merged = await create(sandbox, hotpot, 1, { tradeOption: { life_trade_flag: 1 } });
  const plain = await create(sandbox);
  const errNo = async (options: Record<string, unknown>): Promise<number> => {
    const answer = await sandbox.call('continueToPayLife', options);
    return answer.ok ? 0 : answer.errNo;
  };
  const answer = await sandbox.call('continueToPayLife', { orderId: merged.orderId });
  assert.equal(answer.ok && answer.orderToken !== merged.orderToken, true);
  assert.equal(await errNo({ orderId: plain.orderId }), 20000);
  assert.equal(await errNo({}), 10000);
  sandbox.setLoggedIn(false);
  assert.equal(await errNo({ orderId: merged.orderId }), 21550);
});
