import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { paidAmount } from '../../../sandbox/ledger/ledger';
import { hotpot, orderOf } from './kit';
import { run } from './process-kit';
import type { Running } from './process-kit';

/** What must hold whenever the file is opened, wherever the process died. */
const assertConsistent = (sandbox: Sandbox): void => {
  const orders = sandbox.ledger.list();
  const taken = orders
    .filter((order) => order.state !== 'closed')
    .reduce((sum, order) => sum + order.quantity, 0);
  assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, 500 - taken);
  for (const order of orders) {
    const items = sandbox.ledger.items(order.orderId);
    assert.equal(items.length, order.quantity);
    const payments = sandbox.ledger.payments(order.orderId).map((payment) => payment.state);
    assert.deepEqual(payments, [order.state === 'paid' ? 'paid' : 'open']);
    assert.equal(
      items.reduce((sum, item) => sum + item.paidAmount, 0),
      order.state === 'paid' ? paidAmount(order) : 0,
    );
    const callbacks = sandbox.callbacks.records(order.orderId).map((record) => record.type);
    assert.deepEqual(
      callbacks,
      order.state === 'paid' ? ['pre_create_order', 'payment'] : ['pre_create_order'],
    );
  }
};

/** Buys until the process is killed at `moment`; answers what the buyer knew by then. */
const steps: [
  string,
  (server: Running) => Promise<{ orders: number; state?: string; outOrderNo?: string }>,
][] = [
  [
    'before the developer has answered the pre-order',
    async (server) => {
      // Never answered: the process dies first.
      server
        .post('/platform/createOrder', orderOf(hotpot), { 'x-trade-scenario': 'preorder.slow' })
        .catch(() => undefined);
      let held = 0;
      for (let tries = 0; held === 0 && tries < 1000; tries += 1)
        held = (await server.get('/sandbox/state')).held as number;
      assert.equal(held, 1);
      return { orders: 0 };
    },
  ],
  [
    'after the order has been created',
    async (server) => {
      const { outOrderNo } = await server.post('/platform/createOrder', orderOf(hotpot, 2));
      return { orders: 1, state: 'unpaid', outOrderNo: outOrderNo as string };
    },
  ],
  [
    'after the payment, before its callback was sent',
    async (server) => {
      const ticket = await server.post('/platform/createOrder', orderOf(hotpot), {
        'x-trade-scenario': 'callback.late',
      });
      const { payOrderId, orderToken, outOrderNo } = ticket;
      const told = await server.post('/platform/cashier', { payOrderId, orderToken, outcome: 'paid' });
      assert.equal(told.code, 0);
      return { orders: 1, state: 'paid', outOrderNo: outOrderNo as string };
    },
  ],
];

for (const [moment, buy] of steps) {
  test(`killed ${moment}, the file opens clean and the order is where it was`, async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
    t.after(() => rmSync(directory, { recursive: true, force: true }));
    const file = join(directory, 'ledger', 'sandbox.db');
    const server = await run(file);
    await server.post('/platform/user', { loggedIn: true });
    const known = await buy(server);
    await server.kill();

    const sandbox = createSandbox({ store: file });
    t.after(() => sandbox.close());
    assertConsistent(sandbox);
    assert.equal(sandbox.users.loggedIn, true);
    const orders = sandbox.ledger.list();
    assert.equal(orders.length, known.orders);
    if (known.outOrderNo === undefined) return;
    assert.equal((await sandbox.merchant().getOrder({ outOrderNo: known.outOrderNo })).state, known.state);
    await sandbox.advance(300_000);
    const settled = known.state === 'paid' ? 'paid' : 'closed';
    assert.equal(sandbox.ledger.getByOutOrderNo(known.outOrderNo)?.state, settled);
    assert.equal((await sandbox.shop.listOrders())[0].state, settled);
    const told = sandbox.callbacks.records(orders[0].orderId).filter((record) => record.type === 'payment');
    assert.deepEqual(
      told.map((record) => record.state),
      ['delivered'],
    );
  });
}

test('killed again and again in the middle of many purchases, no order is half written and none is lost', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'sandbox.db');
  const paid = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    const server = await run(file);
    await server.post('/platform/user', { loggedIn: true });
    const purchase = async (): Promise<void> => {
      const { payOrderId, orderToken, outOrderNo } = await server.post(
        '/platform/createOrder',
        orderOf(hotpot),
      );
      const told = await server.post('/platform/cashier', { payOrderId, orderToken, outcome: 'paid' });
      if (told.code === 0) paid.add(outOrderNo as string);
    };
    const purchases = Array.from({ length: 20 }, purchase);
    // Those that the kill interrupts fail; only what was told before counts.
    const ended = Promise.allSettled(purchases);
    await purchases[round * 5];
    await server.kill();
    await ended;
  }
  const sandbox = createSandbox({ store: file });
  t.after(() => sandbox.close());
  const orders = sandbox.ledger.list();
  const lost = [...paid].filter((outOrderNo) => sandbox.ledger.getByOutOrderNo(outOrderNo)?.state !== 'paid');
  assert.deepEqual(lost, []);
  assert.equal(new Set(orders.map((order) => order.outOrderNo)).size, orders.length);
  assertConsistent(sandbox);
  await sandbox.advance(600_000);
  assert.deepEqual(
    orders.filter((order) => sandbox.ledger.get(order.orderId)?.state === 'unpaid'),
    [],
  );
});

test('the clock of a file does not go back when it is opened again', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'sandbox.db');
  const first = createSandbox({ store: file });
  const moved = await first.advance(86_400_000);
  await first.close();
  const second = createSandbox({ store: file });
  t.after(() => second.close());
  assert.ok(second.clock.now() >= moved);
});
