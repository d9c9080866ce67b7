import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cake, create, hotpot, lastMsg, open, said, tell } from './kit';
import type { Answer } from './kit';

const other = { appId: 'tt9999999999999999' };

test('[JS-CONTINUE-FLOW-01] [JS-CONTINUE-OPT-01] [JS-CREATE-FAIL-04] an unpaid order is paid later by either number, without a second order', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  for (const outcome of ['failed', 'closed', 'cancelled']) {
    const ticket = await create(sandbox, cake);
    tell(sandbox, ticket, outcome);
    const byOut = await sandbox.call('continueToPay', { outOrderNo: ticket.outOrderNo });
    assert.ok(byOut.ok, byOut.errMsg);
    tell(sandbox, byOut as Answer, 'closed');
    const byId = await sandbox.call('continueToPay', { orderId: ticket.orderId });
    assert.ok(byId.ok);
    assert.equal(byId.orderId, ticket.orderId);
    assert.deepEqual(tell(sandbox, byId as Answer, 'paid'), {
      ok: true,
      code: 0,
      orderId: ticket.orderId,
      outOrderNo: ticket.outOrderNo,
    });
    assert.equal(sandbox.ledger.get(ticket.orderId)?.state, 'paid');
  }
  assert.equal(sandbox.ledger.list().length, 3);
});

test('[JS-CONTINUE-OPT-02] continueToPay without a number, or with a number that is no string, opens nothing', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  for (const options of [{}, { orderId: 1 }, { outOrderNo: 7 }, { orderId: '' }]) {
    const answer = await sandbox.call('continueToPay', options);
    assert.ok(!answer.ok);
    assert.equal(answer.errNo, 10000);
  }
});

test('[JS-CONTINUE-FAIL-01] an order that cannot be found fails with a log id and no numbers', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const answer = await sandbox.call('continueToPay', { outOrderNo: 'T0' });
  assert.ok(!answer.ok);
  assert.equal(answer.errNo, 20000);
  assert.ok(answer.errLogId);
  assert.ok(!('orderId' in answer));
});

test('[JS-CONTINUE-FAIL-02] an order that is found but not payable fails with its numbers and no log id', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox);
  tell(sandbox, ticket, 'paid');
  const answer = await sandbox.call('continueToPay', { orderId: ticket.orderId });
  assert.ok(!answer.ok);
  assert.deepEqual(
    [answer.errNo, answer.orderId, answer.outOrderNo],
    [26001, ticket.orderId, ticket.outOrderNo],
  );
  assert.ok(!('errLogId' in answer));
});

test('an older cashier cannot pay once a newer one is open', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const first = await create(sandbox);
  const second = (await sandbox.call('continueToPay', { orderId: first.orderId })) as Answer;
  const late = tell(sandbox, first, 'paid');
  assert.ok(late.ok);
  assert.equal(late.code, 3);
  assert.equal(sandbox.ledger.get(first.orderId)?.state, 'unpaid');
  tell(sandbox, second, 'paid');
  assert.deepEqual(
    sandbox.ledger.payments(first.orderId).map((payment) => payment.state),
    ['closed', 'paid'],
  );
});

test('telling an end twice changes nothing and sends one callback', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox);
  const first = tell(sandbox, ticket, 'paid');
  assert.deepEqual(tell(sandbox, ticket, 'cancelled'), first);
  assert.deepEqual(tell(sandbox, ticket, 'open'), first);
  await sandbox.idle();
  assert.equal(
    sandbox.callbacks.records(ticket.orderId).filter((record) => record.type === 'payment').length,
    1,
  );
});

test('[PB-PAY-13] a payment of unknown state becomes certain a moment later: paid or not, and only then payable again', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  for (const [outcome, before, after] of [
    ['unknown', 'processing', 'paid'],
    ['unknownUnpaid', 'processing', 'unpaid'],
  ]) {
    const ticket = await create(sandbox, cake);
    const told = tell(sandbox, ticket, outcome);
    assert.ok(told.ok);
    assert.equal(told.code, 9);
    assert.equal((await sandbox.merchant().getOrder(ticket)).state, before);
    const again = await sandbox.call('continueToPay', { orderId: ticket.orderId });
    assert.equal(again.ok, false);
    await sandbox.advance(5_000);
    assert.equal((await sandbox.merchant().getOrder(ticket)).state, after);
    assert.equal((await sandbox.call('continueToPay', { orderId: ticket.orderId })).ok, after === 'unpaid');
  }
});

test('a payment that is in progress when the pay time runs out still counts', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox);
  await sandbox.advance(299_000);
  tell(sandbox, ticket, 'unknown');
  await sandbox.advance(2_000);
  assert.equal(sandbox.ledger.get(ticket.orderId)?.state, 'unpaid');
  await sandbox.advance(3_000);
  assert.equal(sandbox.ledger.get(ticket.orderId)?.state, 'paid');
  assert.equal(lastMsg(sandbox, 'payment').status, 'SUCCESS');
});

test('[PB-PAY-14] a cashier that cannot be opened fails with the numbers of the order, which stays payable', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox);
  sandbox.chooseScenario('cashier.unopened');
  assert.deepEqual(tell(sandbox, ticket, 'open'), {
    ok: false,
    errNo: 10000,
    errMsg: 'createOrder:fail 收银台打开失败',
    orderId: ticket.orderId,
    outOrderNo: ticket.outOrderNo,
  });
  sandbox.chooseScenario(null);
  assert.ok(tell(sandbox, ticket, 'open').ok);
  assert.ok(tell(sandbox, ticket, 'paid').ok);
});

test('a cashier of an unknown payment, a wrong token or another mini-program is refused', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox);
  const { payOrderId, orderToken } = ticket;
  const refused = [
    sandbox.cashier({ payOrderId: '1', orderToken, outcome: 'paid' }),
    sandbox.cashier({ payOrderId, orderToken: 'x', outcome: 'paid' }),
    sandbox.cashier({ payOrderId, orderToken, outcome: 'paid' }, other),
  ];
  for (const answer of refused) assert.deepEqual([answer.ok, answer.ok || answer.errNo], [false, 20000]);
  assert.equal(sandbox.ledger.get(ticket.orderId)?.state, 'unpaid');
  assert.throws(
    () => sandbox.cashier({ payOrderId, orderToken, outcome: 'stolen' }),
    /outcome should be paid or .* or open, but got "stolen"/,
  );
  assert.throws(
    () => sandbox.cashier({ payOrderId, orderToken, outcome: 'paid', payChannel: 3 }),
    /payChannel should be 1 or 2 or 10/,
  );
});

const merchantOrder = {
  goodsList: [
    {
      quantity: 1,
      price: cake.price,
      goodsTitle: '蛋糕',
      goodsId: cake.goodsId,
      goodsIdType: 2,
      discountAmount: 0,
      goodsPage: {},
      goodsLabels: '不可退',
    },
  ],
  totalDiscountAmount: 0,
  totalAmount: cake.price,
  appType: 1,
  scene: '0',
  launchFrom: '',
  location: '',
};

test('[JS-INTERNAL-ORDER-01] [JS-INTERNAL-ORDER-02] createMerchantOrder leaves the order unpaid until tt.pay reports 0', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const made = await sandbox.call('createMerchantOrder', {
    ...merchantOrder,
    callbackData: '{"a":1}',
    phoneNum: '13800000000',
  });
  assert.ok(made.ok, made.errMsg);
  for (const name of ['orderId', 'outOrderNo', 'payOrderId', 'orderToken']) assert.ok(made[name], name);
  assert.equal(lastMsg(sandbox, 'pre_create_order').cp_extra, '{"a":1}');
  assert.equal(sandbox.ledger.get(made.orderId as string)?.state, 'unpaid');
  const opened = await sandbox.call('pay', {
    orderInfo: { order_id: made.payOrderId, order_token: made.orderToken },
    service: 5,
  });
  assert.ok(opened.ok);
  const told = tell(sandbox, opened as Answer, 'paid');
  assert.ok(told.ok);
  assert.equal(told.code, 0);
});

test('[JS-INTERNAL-ORDER-03] [JS-INTERNAL-ORDER-04] [JS-INTERNAL-ORDER-06] [JS-INTERNAL-ORDER-07] createMerchantOrder refuses what lacks a field or has it of another type', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const [goods] = merchantOrder.goodsList;
  const without = (name: string): Record<string, unknown> =>
    Object.fromEntries(Object.entries(merchantOrder).filter(([key]) => key !== name));
  const withoutInGoods = (name: string): Record<string, unknown> => ({
    ...merchantOrder,
    goodsList: [Object.fromEntries(Object.entries(goods).filter(([key]) => key !== name))],
  });
  const bad = [
    ...['quantity', 'price', 'goodsId', 'goodsIdType', 'discountAmount', 'goodsPage'].map(withoutInGoods),
    ...['goodsList', 'totalAmount', 'totalDiscountAmount', 'appType', 'scene', 'launchFrom', 'location'].map(
      without,
    ),
    { ...merchantOrder, extra: {} },
    { ...merchantOrder, callbackData: [] },
    { ...merchantOrder, goodsList: [{ ...goods, goodsLabels: [] }] },
    { ...merchantOrder, reservationData: {} },
    { ...merchantOrder, reservationData: [{ useReservation: 1, relationType: 1, itemReservations: [] }] },
    {
      ...merchantOrder,
      reservationData: [
        { useReservation: true, relationType: 1, itemReservations: [{ userReserveIds: [1] }] },
      ],
    },
    {
      ...merchantOrder,
      reservationData: [{ useReservation: true, relationType: 1, itemReservations: [null] }],
    },
  ];
  for (const options of bad) {
    const answer = await sandbox.call('createMerchantOrder', options);
    assert.ok(!answer.ok, JSON.stringify(options));
    assert.equal(answer.errNo, 10000);
    assert.match(said(answer), /^createMerchantOrder:fail 参数错误: [\w[\].]+ should be /);
  }
  assert.deepEqual(sandbox.ledger.list(), []);
});

test('[JS-INTERNAL-ORDER-05] createMerchantOrder needs none of its optional fields', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const [{ quantity, price, goodsId, goodsIdType, discountAmount, goodsPage }] = merchantOrder.goodsList;
  const goodsList = [{ quantity, price, goodsId, goodsIdType, discountAmount, goodsPage }];
  const answer = await sandbox.call('createMerchantOrder', { ...merchantOrder, goodsList });
  assert.ok(answer.ok, answer.errMsg);
});

test('[JS-PAY-OPT-01] [JS-PAY-OPT-02] [JS-PAY-OPT-03] [JS-PAY-FAIL-01] [JS-PAY-APPID-01] tt.pay opens only for a whole and own orderInfo and service 5', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox, hotpot);
  const orderInfo = { order_id: ticket.payOrderId, order_token: ticket.orderToken };
  const payments = sandbox.ledger.payments(ticket.orderId);
  const bad = [
    { service: 5 },
    { orderInfo: { order_id: ticket.payOrderId }, service: 5 },
    { orderInfo: { order_token: 'x' }, service: 5 },
    { orderInfo },
    { orderInfo, service: 1 },
  ];
  for (const options of bad) {
    const answer = await sandbox.call('pay', options);
    assert.ok(!answer.ok);
    assert.match(answer.errMsg, /^pay:fail ./);
  }
  assert.equal((await sandbox.call('pay', { orderInfo, service: 5 }, other)).ok, false);
  assert.deepEqual(sandbox.ledger.payments(ticket.orderId), payments);
  for (const _debug of [undefined, 0, 1])
    assert.ok((await sandbox.call('pay', { orderInfo, service: 5, _debug })).ok);
});
