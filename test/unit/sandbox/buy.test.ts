import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PayCode } from '../../../src/contract/codes';
import { cake, create, hotpot, lastMsg, open, orderOf, start, tell } from './kit';

test('[JS-CREATE-FLOW-01] createOrder leaves an unpaid order with an open cashier', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const answer = await create(sandbox, hotpot, 2);
  assert.equal(answer.errMsg, 'createOrder:ok');
  assert.equal(sandbox.ledger.get(answer.orderId)?.state, 'unpaid');
  assert.deepEqual(
    sandbox.ledger.payments(answer.orderId).map((payment) => payment.state),
    ['open'],
  );
});

test("[JS-CREATE-OK-01] both numbers are non-empty strings: 19 digits of Douyin, and the developer's own", async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const answer = await create(sandbox);
  assert.match(answer.orderId, /^\d{19}$/);
  assert.equal(answer.outOrderNo, 'T20261122000001');
  assert.equal((await create(sandbox)).outOrderNo, 'T20261122000002');
});

test('[PB-PAY-08] [JS-CREATE-OK-02] [JS-PAY-CODE-01] a payment that goes through is told as code 0, and the ledger shows the order as paid', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox);
  const answer = tell(sandbox, ticket, 'paid');
  assert.deepEqual(answer, {
    ok: true,
    code: PayCode.Paid,
    orderId: ticket.orderId,
    outOrderNo: ticket.outOrderNo,
  });
  assert.equal(sandbox.ledger.get(ticket.orderId)?.state, 'paid');
  assert.deepEqual(
    sandbox.ledger.items(ticket.orderId).map((item) => item.state),
    ['usable'],
  );
});

const unpaid = [
  { rules: '[PB-PAY-09] [JS-PAY-CODE-02] [JS-CREATE-FAIL-05]', outcome: 'timedOut', code: PayCode.TimedOut },
  { rules: '[PB-PAY-10] [JS-PAY-CODE-03] [JS-CREATE-FAIL-06]', outcome: 'failed', code: PayCode.Failed },
  { rules: '[PB-PAY-11] [JS-PAY-CODE-04] [JS-CREATE-FAIL-07]', outcome: 'closed', code: PayCode.Closed },
  {
    rules: '[PB-PAY-12] [JS-PAY-CODE-05] [JS-CREATE-FAIL-08]',
    outcome: 'cancelled',
    code: PayCode.Cancelled,
  },
  { rules: '[PB-PAY-13] [JS-PAY-CODE-06] [JS-CREATE-FAIL-09]', outcome: 'unknown', code: PayCode.Unknown },
];
for (const { rules, outcome, code } of unpaid) {
  test(`${rules} [PB-PAY-15] [JS-CREATE-FAIL-04] the cashier's ${outcome} is code ${code} with both numbers, and the order stays unpaid`, async (t) => {
    const sandbox = open();
    t.after(() => sandbox.close());
    const ticket = await create(sandbox);
    assert.deepEqual(tell(sandbox, ticket, outcome), {
      ok: true,
      code,
      orderId: ticket.orderId,
      outOrderNo: ticket.outOrderNo,
    });
    assert.equal(sandbox.ledger.get(ticket.orderId)?.state, 'unpaid');
    await sandbox.idle();
    assert.equal(
      (await sandbox.merchant().getOrder(ticket)).state,
      outcome === 'unknown' ? 'processing' : 'unpaid',
    );
  });
}

test('[TP-PREORDER-14] an order with quantity 3 has three item orders whose paid amounts add up to what was paid', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox, cake, 3, {
    payment: { totalAmount: 26400, totalDiscountAmount: 100 },
  });
  tell(sandbox, ticket, 'paid');
  const amounts = sandbox.ledger.items(ticket.orderId).map((item) => item.paidAmount);
  assert.deepEqual(amounts, [8767, 8767, 8766]);
  assert.equal(
    amounts.reduce((sum, amount) => sum + amount, 0),
    26300,
  );
});

test('[TP-SUBMIT-05] [JS-CREATE-ERR-04] [PB-PAY-03] a user who is not logged in gets 11001 and no order', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.setLoggedIn(false);
  const answer = await sandbox.call('createOrder', orderOf(hotpot));
  assert.ok(!answer.ok);
  assert.equal(answer.errNo, 11001);
  assert.equal(answer.errMsg, 'createOrder:fail 访问未授权');
  assert.deepEqual(sandbox.ledger.list(), []);
});

test("[TP-PAYMENT-01] [TP-PAYMENT-04] a paid order tells the developer's server, with money in 分 and the passed-through text unchanged", async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox, hotpot, 1, { callbackData: { a: 1, 备注: '辣' } });
  tell(sandbox, ticket, 'paid');
  await sandbox.idle();
  const { status, order_id, out_order_no, total_amount, discount_amount, event_time, cp_extra } = lastMsg(
    sandbox,
    'payment',
  );
  assert.deepEqual(
    { status, order_id, out_order_no, total_amount, discount_amount, event_time, cp_extra },
    {
      status: 'SUCCESS',
      order_id: ticket.orderId,
      out_order_no: ticket.outOrderNo,
      total_amount: 19800,
      discount_amount: 0,
      event_time: start,
      cp_extra: '{"a":1,"备注":"辣"}',
    },
  );
  assert.equal((await sandbox.shop.listOrders())[0].state, 'paid');
});
