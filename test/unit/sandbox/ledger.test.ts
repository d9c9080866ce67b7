import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { split } from '../../../sandbox/ledger/numbers';
import { checkStep, itemSteps, orderSteps, paymentSteps } from '../../../sandbox/ledger/transitions';
import { paidAmount } from '../../../sandbox/ledger/ledger';
import { openStore } from '../../../sandbox/store/store';
import { cake, create, hotpot, open, tell } from './kit';
import type { Answer } from './kit';

for (const [what, steps] of Object.entries({ order: orderSteps, item: itemSteps, payment: paymentSteps }) as [
  string,
  Record<string, readonly string[]>,
][]) {
  test(`a step of an ${what} that is not in the table is refused, every one of them`, () => {
    const states = Object.keys(steps);
    for (const from of states) {
      for (const to of states) {
        if (steps[from].includes(to)) checkStep(steps, what, from, to);
        else
          assert.throws(
            () => checkStep(steps, what, from, to),
            new RegExp(`${what} is ${from} and cannot become ${to}`),
          );
      }
    }
  });
}

test('money splits over units without losing a 分', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 200 }), (amount, parts) => {
      const shares = split(amount, parts);
      assert.equal(shares.length, parts);
      assert.equal(
        shares.reduce((sum, share) => sum + share, 0),
        amount,
      );
      assert.ok(Math.max(...shares) - Math.min(...shares) <= 1);
    }),
  );
});

type Step = {
  do:
    'create' | 'continue' | 'close' | 'paid' | 'failed' | 'cancelled' | 'unknown' | 'unknownUnpaid' | 'wait';
  which: number;
};
const steps = fc.array(
  fc.record<Step>({
    do: fc.constantFrom(
      'create',
      'create',
      'continue',
      'close',
      'paid',
      'paid',
      'failed',
      'cancelled',
      'unknown',
      'unknownUnpaid',
      'wait',
    ),
    which: fc.nat(5),
  }),
  { maxLength: 25 },
);

test("whatever happens in whatever order, stock, money and the merchant's books agree", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const sandbox = open();
      const tickets: Answer[] = [];
      for (const { do: action, which } of list) {
        const ticket = tickets[which % Math.max(1, tickets.length)];
        if (action === 'create') tickets.push(await create(sandbox, hotpot, (which % 3) + 1));
        else if (action === 'wait') await sandbox.advance(which * 60_000);
        else if (!ticket) continue;
        else if (action === 'continue') {
          const answer = await sandbox.call('continueToPay', { orderId: ticket.orderId });
          if (answer.ok) tickets[tickets.indexOf(ticket)] = { ...ticket, ...answer } as Answer;
        } else if (action === 'close') {
          if (sandbox.ledger.isPayable(sandbox.ledger.get(ticket.orderId)!))
            sandbox.closeOrder(ticket.orderId);
        } else tell(sandbox, ticket, action);
      }
      await sandbox.advance(600_000);
      const orders = sandbox.ledger.list();
      const sold = orders
        .filter((order) => order.state === 'paid')
        .reduce((sum, order) => sum + order.quantity, 0);
      assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, 500 - sold);
      for (const order of orders) {
        assert.notEqual(order.state, 'unpaid');
        const paid = sandbox.ledger.payments(order.orderId).filter((payment) => payment.state === 'paid');
        assert.equal(paid.length, order.state === 'paid' ? 1 : 0);
        const items = sandbox.ledger.items(order.orderId);
        assert.equal(items.length, order.quantity);
        const sum = items.reduce((total, item) => total + item.paidAmount, 0);
        assert.equal(sum, order.state === 'paid' ? paidAmount(order) : 0);
        assert.equal((await sandbox.merchant().getOrder(order)).state, order.state);
        assert.equal(
          sandbox.callbacks.records(order.orderId).filter((record) => record.type === 'payment').length,
          1,
        );
      }
      await sandbox.close();
    }),
    { numRuns: 40 },
  );
});

test('[PB-LABEL-18] a paid order bought with the label 不可退 has everything refundable', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox, { goodsId: '7301245789012345681', price: 45900 });
  assert.ok(sandbox.ledger.get(ticket.orderId)?.draft.goods.labels.includes('不可退'));
  tell(sandbox, ticket, 'paid');
  await sandbox.idle();
  const order = await sandbox.merchant().getOrder(ticket);
  assert.equal(order.refundableQuantity, 1);
  assert.deepEqual(
    order.itemOrders.map((item) => item.refundableAmount),
    [45900],
  );
});

test('the refunds of an order never exceed what was paid: the database itself refuses', () => {
  const store = openStore(':memory:');
  const order = (id: string, state: string): void =>
    void store.run(
      `INSERT INTO orders (order_id, out_order_no, api, app_id, open_id, version, state, goods_id, goods_type, quantity, total_amount, discount_amount,
         create_time, pay_expire_time, draft) VALUES (?, ?, 'a', 'b', 'c', '2.0', ?, 'g', 1, 1, 1000, 100, 0, 0, '{}')`,
      id,
      `out-${id}`,
      state,
    );
  const refund = (id: string, orderId: string, amount: number): number =>
    store.run(
      `INSERT INTO refunds (refund_id, order_id, state, amount, create_time, draft) VALUES (?, ?, 'applied', ?, 0, '{}')`,
      id,
      orderId,
      amount,
    );
  order('paid', 'paid');
  order('unpaid', 'unpaid');
  assert.equal(refund('1', 'paid', 600), 1);
  assert.throws(() => refund('2', 'paid', 301), /exceed what was paid/);
  assert.equal(refund('3', 'paid', 300), 1);
  assert.throws(() => refund('4', 'unpaid', 1), /exceed what was paid/);
  store.close();
});

test('a transaction is all or nothing, cannot wait, and a number is never given twice', () => {
  const store = openStore(':memory:');
  assert.throws(() =>
    store.transaction(() => {
      store.setMeta('a', '1');
      throw new Error('no');
    }),
  );
  assert.equal(store.getMeta('a'), undefined);
  assert.throws(() => store.transaction(() => Promise.resolve()), /cannot wait/);
  assert.deepEqual([store.nextNumber('n'), store.nextNumber('n'), store.nextNumber('m')], [1, 2, 1]);
  store.reset();
  assert.equal(store.nextNumber('n'), 3);
  assert.deepEqual(Object.keys(store.get<object>('SELECT * FROM meta WHERE key = ?', 'number:n')!), [
    'key',
    'value',
  ]);
  store.close();
});

test('numbers stay apart with a clock that stands still, also after a reset', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const first = await create(sandbox, cake);
  sandbox.reset();
  sandbox.setLoggedIn(true);
  assert.deepEqual(sandbox.ledger.list(), []);
  const second = await create(sandbox, cake);
  assert.notEqual(second.orderId, first.orderId);
  assert.notEqual(second.outOrderNo, first.outOrderNo);
});
