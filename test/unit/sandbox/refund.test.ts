import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { refundDelay } from '../../../sandbox/ledger/refunds';
import type { Sandbox } from '../../../sandbox/index';
import { course, create, hotpot, lastMsg, open, tell } from './kit';
import { agree, apply, ask, buy, byQuantity, errNoOf, live, refundOf, refunds, refuse } from './refund-kit';

const sandboxFor = (t: TestContext): Sandbox => {
  const sandbox = open();
  t.after(() => sandbox.close());
  return sandbox;
};

const itemIds = (sandbox: Sandbox, { orderId }: { orderId: string }): string[] =>
  sandbox.ledger.items(orderId).map((item) => item.itemOrderId);
const amounts = (sandbox: Sandbox): number[] => refunds(sandbox)[0].draft.items.map((item) => item.amount);

test('[JS-REFUND-OK-01] [PB-BINDREFUND-02] [PB-BINDREFUND-03] [TP-PREREFUND-06] an application answers three numbers at once, while no money has come back', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox);
  const answer = await ask(sandbox, order, byQuantity(1));
  assert.ok(answer.ok);
  const [refund] = refunds(sandbox);
  const { orderId, outRefundNo, refundId } = answer as Record<string, unknown>;
  assert.deepEqual(
    { orderId, outRefundNo, refundId },
    { orderId: order.orderId, outRefundNo: refund.outRefundNo, refundId: refund.refundId },
  );
  assert.match(String(outRefundNo), /^R\d{14}$/);
  assert.match(String(refundId), /^\d{19}$/);
  assert.equal(refund.state, 'auditing');
  assert.equal(sandbox.ledger.items(order.orderId)[0].refundedAmount, 0);
});

test('[JS-REFUND-TARGET-02] itemOrderList wins over everything: exactly its items and amounts', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 3);
  const [, second] = itemIds(sandbox, order);
  await apply(sandbox, order, {
    itemOrderList: [{ itemOrderId: second, refundAmount: 500 }],
    skuList: [{ skuId: 'x', skuType: 1, quantity: 1 }],
    ...byQuantity(3),
    refundTotalAmount: 9,
  });
  assert.deepEqual(refunds(sandbox)[0].draft.items, [{ itemOrderId: second, amount: 500 }]);
  assert.equal(refunds(sandbox)[0].amount, 500);
});

test('[JS-REFUND-TARGET-03] skuList wins over goodsList', async (t) => {
  const sandbox = sandboxFor(t);
  const options = {
    skuList: [{ quantity: 3, skuId: course.goodsId, skuType: 1, price: course.price }],
    payment: { totalAmount: course.price * 3 },
  };
  const ticket = await sandbox.call('createOrder', options);
  assert.ok(ticket.ok, ticket.errMsg);
  const order = ticket as unknown as Parameters<typeof tell>[1] & { outOrderNo: string; orderId: string };
  tell(sandbox, order, 'paid');
  await apply(sandbox, order, {
    skuList: [{ skuId: course.goodsId, skuType: 1, quantity: 1 }],
    ...byQuantity(3, course.goodsId),
  });
  assert.deepEqual(amounts(sandbox), [course.price]);
  assert.equal(
    await errNoOf(ask(sandbox, order, { skuList: [{ skuId: 'other', skuType: 1, quantity: 1 }] })),
    10000,
  );
});

test('[JS-REFUND-TARGET-04] [PB-LEGACY-03] beside a goodsList the amount is ignored for a new order', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 3);
  await apply(sandbox, order, { ...byQuantity(2), refundTotalAmount: 1 });
  assert.equal(refunds(sandbox)[0].amount, hotpot.price * 2);
});

test('[JS-REFUND-TARGET-05] [JS-REFUND-LEGACY-02] [PB-LEGACY-07] an amount alone refunds an order with the legacy flag, and is 10000 without it', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 2);
  assert.equal(await errNoOf(ask(sandbox, order, { refundTotalAmount: 20000 })), 10000);
  assert.deepEqual(refunds(sandbox), []);
  const legacy = await sandbox.makeLegacyOrder();
  assert.equal(legacy.legacy, true);
  assert.equal((await sandbox.merchant().getOrder(legacy)).legacy, true);
  assert.equal((await sandbox.merchant().getOrder(order)).legacy, false);
  assert.equal(await errNoOf(ask(sandbox, legacy, { refundTotalAmount: 20000 })), 0);
});

test('[PB-LEGACY-02] [JS-REFUND-LEGACY-01] a legacy order gives back exactly the amount asked for, and at most what was paid', async (t) => {
  const sandbox = sandboxFor(t);
  const legacy = await sandbox.makeLegacyOrder();
  assert.equal(await errNoOf(ask(sandbox, legacy, { refundTotalAmount: '20000' })), 10000);
  await apply(sandbox, legacy, { refundTotalAmount: 20000 });
  assert.equal(refunds(sandbox)[0].amount, 20000);
  assert.deepEqual(amounts(sandbox), [hotpot.price, 20000 - hotpot.price]);
  const left = hotpot.price * 2 - 20000;
  assert.equal(await errNoOf(ask(sandbox, legacy, { refundTotalAmount: left + 1 })), 10000);
  assert.equal(await errNoOf(ask(sandbox, legacy, { refundTotalAmount: left })), 0);
  assert.equal(live(sandbox, legacy.orderId), hotpot.price * 2);
});

test('[PB-ITEM-06] [JS-REFUND-ITEM-03] [PB-ITEM-07] an item without amount gives back all that is left of it, one with an amount exactly that', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 2);
  const [first, second] = itemIds(sandbox, order);
  await apply(sandbox, order, {
    itemOrderList: [{ itemOrderId: first }, { itemOrderId: second, refundAmount: 7 }],
  });
  assert.deepEqual(amounts(sandbox), [hotpot.price, 7]);
});

test('[PB-ITEM-08] [JS-REFUND-ITEM-04] all that was paid of an item is accepted, 1 分 more is refused and stores nothing', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 2);
  const [itemOrderId] = itemIds(sandbox, order);
  assert.equal(
    await errNoOf(ask(sandbox, order, { itemOrderList: [{ itemOrderId, refundAmount: hotpot.price + 1 }] })),
    10000,
  );
  assert.deepEqual(refunds(sandbox), []);
  assert.equal(
    await errNoOf(ask(sandbox, order, { itemOrderList: [{ itemOrderId, refundAmount: hotpot.price }] })),
    0,
  );
});

test('[JS-REFUND-ITEM-06] earlier refunds of an item count: 60 of 100 are left after 40', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 1, { goodsId: 'own-small', price: 100 });
  const [itemOrderId] = itemIds(sandbox, order);
  await agree(sandbox, await apply(sandbox, order, { itemOrderList: [{ itemOrderId, refundAmount: 40 }] }));
  await sandbox.advance(refundDelay);
  assert.equal(sandbox.ledger.items(order.orderId)[0].state, 'usable');
  assert.equal((await sandbox.merchant().getOrder(order)).itemOrders[0].refundableAmount, 60);
  assert.equal(
    await errNoOf(ask(sandbox, order, { itemOrderList: [{ itemOrderId, refundAmount: 61 }] })),
    10000,
  );
  await agree(sandbox, await apply(sandbox, order, { itemOrderList: [{ itemOrderId }] }));
  assert.deepEqual(amounts(sandbox), [60]);
  await sandbox.advance(refundDelay);
  assert.equal(sandbox.ledger.items(order.orderId)[0].state, 'refunded');
});

test('[JS-REFUND-QTY-01] a quantity from 1 to the refundable quantity is accepted, and nothing else', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 3);
  for (const quantity of [0, 4])
    assert.equal(await errNoOf(ask(sandbox, order, byQuantity(quantity))), 10000);
  await apply(sandbox, order, byQuantity(1));
  assert.equal((await sandbox.merchant().getOrder(order)).refundableQuantity, 2);
  assert.equal(await errNoOf(ask(sandbox, order, byQuantity(3))), 10000);
  assert.equal(await errNoOf(ask(sandbox, order, byQuantity(1, 'other'))), 10000);
  await apply(sandbox, order, byQuantity(2));
});

test('[JS-REFUND-SUM-01] once everything is refunded any further application fails, and the sums stay equal', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 2, hotpot, {
    payment: { totalAmount: hotpot.price * 2, totalDiscountAmount: 1001 },
  });
  await agree(sandbox, await apply(sandbox, order, byQuantity(2)));
  await sandbox.advance(refundDelay);
  const [itemOrderId] = itemIds(sandbox, order);
  for (const target of [
    byQuantity(1),
    { itemOrderList: [{ itemOrderId }] },
    { itemOrderList: [{ itemOrderId, refundAmount: 1 }] },
  ])
    assert.equal(await errNoOf(ask(sandbox, order, target)), 10000);
  const refunded = sandbox.ledger.items(order.orderId).reduce((sum, item) => sum + item.refundedAmount, 0);
  assert.equal(refunded, hotpot.price * 2 - 1001);
});

test('[JS-REFUND-ERR-03] a user who is not logged in gets 11001 and no refund', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox);
  sandbox.setLoggedIn(false);
  const answer = await ask(sandbox, order, byQuantity(1));
  assert.match(answer.errMsg, /^applyRefund:fail /);
  assert.equal(!answer.ok && answer.errNo, 11001);
  assert.deepEqual(refunds(sandbox), []);
});

test('[JS-REFUND-ERR-06] [JS-REFUND-ERR-07] an unknown order is 20000, an unpaid one 20001', async (t) => {
  const sandbox = sandboxFor(t);
  assert.equal(await errNoOf(ask(sandbox, { outOrderNo: 'nope' }, byQuantity(1))), 20000);
  const unpaid = await create(sandbox);
  const answer = await ask(sandbox, unpaid, byQuantity(1));
  assert.match(answer.errMsg, /^applyRefund:fail /);
  assert.equal(!answer.ok && answer.errNo, 20001);
  const foreign = await buy(sandbox);
  assert.equal(
    await errNoOf(sandbox.call('applyRefund', refundOf(foreign, byQuantity(1)), { appId: 'tt-other' })),
    20000,
  );
});

test('[JS-REFUND-ERR-08] [JS-REFUND-ERR-09] an item of another order is 21000, an unknown one 21047, one named twice 10000', async (t) => {
  const sandbox = sandboxFor(t);
  const [order, other] = [await buy(sandbox), await buy(sandbox)];
  const [own] = itemIds(sandbox, order);
  const [foreign] = itemIds(sandbox, other);
  const errNo = (...ids: string[]) =>
    errNoOf(
      ask(sandbox, order, { itemOrderList: ids.map((itemOrderId) => ({ itemOrderId, refundAmount: 1 })) }),
    );
  assert.equal(await errNo(foreign), 21000);
  assert.equal(await errNo('123'), 21047);
  assert.equal(await errNo(own, own), 10000);
  assert.deepEqual(refunds(sandbox), []);
});

const failures: [string, string, number][] = [
  ['[JS-REFUND-ERR-02]', 'refund.broken', 10401],
  ['[JS-REFUND-ERR-04]', 'refund.risk', 12002],
  ['[JS-REFUND-ERR-05] [JS-REFUND-FAIL-01] [PB-REFUND-20]', 'refund.server', 13000],
  ['[JS-REFUND-ERR-10]', 'refund.no-login-state', 21550],
];
for (const [rules, name, errNo] of failures) {
  test(`${rules} ${name} fails with ${errNo} and a log id, and stores no refund`, async (t) => {
    const sandbox = sandboxFor(t);
    const order = await buy(sandbox);
    sandbox.chooseScenario(name);
    const answer = await ask(sandbox, order, byQuantity(1));
    assert.ok(!answer.ok);
    assert.equal(answer.errNo, errNo);
    assert.match(answer.errMsg, /^applyRefund:fail ./);
    assert.ok(answer.errLogId);
    assert.deepEqual(refunds(sandbox), []);
  });
}

test('an order remembers the scenario of its goods id for its refund', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 1, { ...hotpot, goodsId: `${hotpot.goodsId}@refund.audit-deny` });
  await apply(sandbox, order, byQuantity(1, `${hotpot.goodsId}@refund.audit-deny`));
  assert.equal(refunds(sandbox)[0].state, 'refused');
});

test('[JS-REFUND-REASON-01] [JS-REFUND-CODE-01] [JS-REFUND-CODE-04] a takeaway order is refunded by code, and 408 only where it is for later', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 1, { goodsId: 'own-noodles', price: 3000 });
  const info = (reasonCode: number[]) => ({ refundInfo: { reasonCode }, ...byQuantity(1, 'own-noodles') });
  const draft = sandbox.ledger.get(order.orderId)!.draft;
  assert.equal(await errNoOf(ask(sandbox, order, info([401]))), 10000);
  t.mock.method(sandbox.ledger, 'getByOutOrderNo', () => ({
    ...sandbox.ledger.get(order.orderId)!,
    draft: { ...draft, takeaway: { scheduled: false } },
  }));
  assert.equal(await errNoOf(ask(sandbox, order, byQuantity(1, 'own-noodles'))), 10000);
  assert.equal(await errNoOf(ask(sandbox, order, info([408]))), 10000);
  assert.equal(await errNoOf(ask(sandbox, order, info([401]))), 0);
  assert.deepEqual(refunds(sandbox)[0].draft.reasons, ['临时有事,我不想要了']);
});

test('[JS-REFUND-FEE-01] fees are named when there are any, and go back at most once', async (t) => {
  const sandbox = sandboxFor(t);
  const goods = { goodsId: 'own-noodles', price: 3000 };
  const order = await buy(sandbox, 1, goods);
  const { draft } = sandbox.ledger.get(order.orderId)!;
  // The fees of an order belong to the industry SDK: the order is given some here.
  const withFees = {
    ...sandbox.ledger.get(order.orderId)!,
    totalAmount: 3500,
    draft: { ...draft, fees: [{ feeType: 1, feeAmount: 500 }] },
  };
  t.mock.method(sandbox.ledger, 'getByOutOrderNo', () => withFees);
  const fees = (refundAmount: number) => ({
    refundInfo: { reason: ['不想要了'], feeDetailsList: [{ feeType: 1, refundAmount }] },
    itemOrderList: [{ itemOrderId: itemIds(sandbox, order)[0], refundAmount: 2000 }],
  });
  assert.equal(await errNoOf(ask(sandbox, order, byQuantity(1, goods.goodsId))), 10000);
  assert.equal(await errNoOf(ask(sandbox, order, fees(501))), 10000);
  await apply(sandbox, order, fees(500));
  assert.equal(refunds(sandbox)[0].amount, 2500);
  assert.equal(await errNoOf(ask(sandbox, order, fees(1))), 10000);
});

test('[PB-BINDREFUND-04] [TP-REFUNDED-01] a refund that is refused gives the unit back, and is told once as FAIL', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox);
  const applied = await apply(sandbox, order);
  assert.equal(sandbox.ledger.items(order.orderId)[0].state, 'refunding');
  await refuse(sandbox, applied);
  await sandbox.idle();
  assert.equal(sandbox.ledger.items(order.orderId)[0].state, 'usable');
  assert.equal((await sandbox.merchant().getOrder(order)).refundableQuantity, 1);
  assert.equal(lastMsg(sandbox, 'refund').status, 'FAIL');
  assert.equal(sandbox.callbacks.records().filter((record) => record.type === 'refund').length, 1);
});
