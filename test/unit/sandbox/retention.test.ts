/** What is kept of histories, callbacks and the phone's steps, and that no money is ever among what goes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RETENTION } from '../../../sandbox/index';
import { cake, create, open, storeOf, tell } from './kit';

const few = { phoneSteps: 5, calls: 6, callbacks: 7, history: 20 };

const rowsOf = (sandbox: ReturnType<typeof open>, table: string): number =>
  storeOf(sandbox).get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`)!.n;

test('each kind is held to its number, whatever happens, and the newest are what stays', async (t) => {
  const sandbox = open({ retention: few });
  t.after(() => sandbox.close());
  for (let index = 0; index < 12; index += 1) {
    const ticket = await create(sandbox, cake);
    tell(sandbox, ticket, 'paid');
    await sandbox.idle();
    sandbox.journal.addStep({ attempt: `a-${index}`, kind: 'tap', name: 'tap' });
  }
  assert.equal(rowsOf(sandbox, 'phone_steps'), few.phoneSteps);
  assert.equal(rowsOf(sandbox, 'api_calls'), few.calls);
  assert.equal(rowsOf(sandbox, 'callbacks'), few.callbacks);
  assert.equal(rowsOf(sandbox, 'history'), few.history);
  // Attempts go with their callback.
  assert.equal(rowsOf(sandbox, 'callback_attempts'), few.callbacks);
  const [newest] = sandbox.ledger.list(1);
  assert.deepEqual(
    sandbox.console.order(newest!.orderId)?.callbacks.map(({ type }) => type),
    ['pre_create_order', 'payment'],
  );
  assert.deepEqual(sandbox.journal.stepsOf('a-0'), []);
  assert.equal(sandbox.journal.stepsOf('a-11').length, 1);
});

test('no order, unit, payment, refund or code goes, and an old order is still refunded and told', async (t) => {
  const sandbox = open({ retention: { callbacks: 2, history: 2, calls: 1, phoneSteps: 1 } });
  t.after(() => sandbox.close());
  const first = await create(sandbox, cake, 2);
  tell(sandbox, first, 'paid');
  await sandbox.idle();
  for (let index = 0; index < 10; index += 1) tell(sandbox, await create(sandbox, cake), 'paid');
  await sandbox.idle();
  assert.deepEqual(sandbox.console.order(first.orderId)?.history, []);
  assert.equal(rowsOf(sandbox, 'orders'), 11);
  assert.equal(rowsOf(sandbox, 'payments'), 11);
  assert.equal(rowsOf(sandbox, 'item_orders'), 12);
  const refunded = await sandbox.byHand.refund(first.outOrderNo, { quantity: 1, audit: 'agree' });
  await sandbox.advance(10_000);
  assert.equal(sandbox.refunds.get(refunded.refunds[0]!.refundId)?.state, 'refunded');
  assert.equal(rowsOf(sandbox, 'refunds'), 1);
  const [told] = sandbox.callbacks.records(first.orderId).filter(({ type }) => type === 'refund');
  assert.equal(told?.state, 'delivered');
});

test('a callback that is on its way is kept however old it is, until it has ended', async (t) => {
  const sandbox = open({ retention: { ...few, callbacks: 1 } });
  t.after(() => sandbox.close());
  sandbox.setFaults({ payment: { drop: 3 } });
  const first = await create(sandbox, cake);
  tell(sandbox, first, 'paid');
  await sandbox.idle();
  sandbox.setFaults({ payment: null });
  for (let index = 0; index < 5; index += 1) tell(sandbox, await create(sandbox, cake), 'paid');
  await sandbox.idle();
  const waiting = (): string[] =>
    sandbox.callbacks
      .records(first.orderId)
      .filter(({ type }) => type === 'payment')
      .map(({ state }) => state);
  assert.deepEqual(waiting(), ['pending']);
  await sandbox.advance(10 * 60_000);
  assert.deepEqual(waiting(), ['delivered']);
  await create(sandbox, cake);
  assert.deepEqual(waiting(), []);
});

test('a file that holds far more than is kept is cut little by little, and never waited for', async (t) => {
  const sandbox = open({ retention: { ...few, history: RETENTION.history } });
  t.after(() => sandbox.close());
  const store = storeOf(sandbox);
  store.transaction(() => {
    for (let index = 0; index < 400; index += 1)
      store.run(
        "INSERT INTO phone_steps (time, attempt, kind, name, failed) VALUES (1, 'old', 'tap', 'x', 0)",
      );
  });
  const sizes: number[] = [];
  for (let index = 0; index < 12; index += 1) {
    sandbox.journal.addStep({ attempt: 'new', kind: 'tap', name: 'tap' });
    sizes.push(rowsOf(sandbox, 'phone_steps'));
  }
  assert.ok(sizes.every((size, index) => index === 0 || sizes[index - 1]! - size <= 50));
  assert.equal(sizes.at(-1), few.phoneSteps);
});
