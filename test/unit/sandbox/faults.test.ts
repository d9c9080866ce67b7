import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { reorderWait } from '../../../sandbox/callbacks/delivery';
import { auditPeriod, refundDelay } from '../../../sandbox/ledger/refunds';
import type { CallbackType } from '../../../src/contract/callbacks';
import type { Sandbox } from '../../../sandbox/index';
import { create, hotpot, open, orderOf, start, tell } from './kit';
import { serve } from './http-kit';
import { agree, apply, ask, buy, byQuantity, errNoOf } from './refund-kit';

const opened = (t: TestContext): Sandbox => {
  const sandbox = open();
  t.after(() => sandbox.close());
  return sandbox;
};

/** Callbacks of a type, as the merchant got to see them: `[time, body]` of each delivery that reached it. */
const watch = (sandbox: Sandbox): [CallbackType, number][] => {
  const seen: [CallbackType, number][] = [];
  const usual = sandbox.shop.receive.bind(sandbox.shop);
  sandbox.shop.receive = (headers, body) => {
    seen.push([(JSON.parse(body) as { type: CallbackType }).type, sandbox.clock.now() - start]);
    return usual(headers, body);
  };
  return seen;
};

test('a delayed payment callback is sent by the clock, and nothing else is late', async (t) => {
  const sandbox = opened(t);
  const seen = watch(sandbox);
  sandbox.setFaults({ payment: { delayMs: 7_000 } });
  tell(sandbox, await create(sandbox), 'paid');
  await sandbox.advance(10_000);
  assert.deepEqual(seen, [
    ['pre_create_order', 0],
    ['payment', 7_000],
  ]);
});

test('dropped deliveries go on the ladder; duplicates arrive at once and are taken once', async (t) => {
  const sandbox = opened(t);
  const seen = watch(sandbox);
  sandbox.setFaults({ payment: { drop: 2, duplicate: 2 } });
  const ticket = await create(sandbox);
  tell(sandbox, ticket, 'paid');
  await sandbox.advance(3_600_000);
  assert.deepEqual(seen.slice(1), [
    ['payment', 24_000],
    ['payment', 24_000],
    ['payment', 24_000],
  ]);
  const [, payment] = sandbox.callbacks.records(ticket.orderId);
  assert.deepEqual(
    payment.attempts.map(({ problem, status }) => problem ?? status),
    ['lost on the way', 'lost on the way', 200, 200, 200],
  );
  assert.equal((await sandbox.shop.listOrders())[0].state, 'paid');
});

test('a reordered callback lets the next one go first, and goes alone after a minute', async (t) => {
  const sandbox = opened(t);
  const seen = watch(sandbox);
  const order = await buy(sandbox, 2);
  sandbox.setFaults({ payment: { reorder: true } });
  const first = await create(sandbox);
  tell(sandbox, first, 'paid');
  const refund = await apply(sandbox, order);
  await sandbox.idle();
  // The question about the refund came after the payment and was sent before it.
  assert.deepEqual(
    seen.slice(2).map(([type]) => type),
    ['pre_create_order', 'pre_create_refund', 'payment'],
  );
  await agree(sandbox, refund);
  await sandbox.advance(refundDelay);
  seen.splice(0);
  tell(sandbox, await create(sandbox), 'paid');
  const paidAt = sandbox.clock.now() - start;
  await sandbox.advance(reorderWait * 2);
  assert.deepEqual(seen, [
    ['pre_create_order', paidAt],
    ['payment', paidAt + reorderWait],
  ]);
});

test('two reordered callbacks change places, and both arrive', async (t) => {
  const sandbox = opened(t);
  sandbox.setFaults({ payment: { reorder: true } });
  const tickets = [await create(sandbox), await create(sandbox)];
  const seen: string[] = [];
  const usual = sandbox.shop.receive.bind(sandbox.shop);
  sandbox.shop.receive = (headers, body) => {
    seen.push((JSON.parse((JSON.parse(body) as { msg: string }).msg) as { order_id: string }).order_id);
    return usual(headers, body);
  };
  for (const ticket of tickets) tell(sandbox, ticket, 'paid');
  await sandbox.idle();
  assert.deepEqual(seen, [tickets[1].orderId, tickets[0].orderId]);
  await sandbox.advance(3_600_000);
  assert.equal(seen.length, 2);
});

test('a delayed question makes its JSAPI wait; a lost one is 13000 and no order, a doubled one still one order', async (t) => {
  const sandbox = opened(t);
  sandbox.setFaults({ pre_create_order: { delayMs: 5_000 } });
  let answered = false;
  const late = create(sandbox).finally(() => (answered = true));
  await sandbox.advance(4_999);
  assert.equal(answered, false);
  await sandbox.advance(1);
  await late;
  sandbox.setFaults({ pre_create_order: { delayMs: 0, drop: 1 } });
  assert.equal(await errNoOf(sandbox.call('createOrder', orderOf(hotpot))), 13000);
  assert.equal(sandbox.ledger.list().length, 1);
  sandbox.setFaults({ pre_create_order: { drop: 0, duplicate: 1 } });
  const { orderId } = await create(sandbox);
  assert.equal(sandbox.callbacks.records(orderId)[0].attempts.length, 2);
  assert.equal((await sandbox.shop.listOrders()).length, 2);
});

test('a delayed question about a refund makes the application wait; a lost one is asked again and the refund is kept', async (t) => {
  const sandbox = opened(t);
  const order = await buy(sandbox, 2);
  sandbox.setFaults({ pre_create_refund: { delayMs: 5_000 } });
  const late = apply(sandbox, order);
  await sandbox.advance(5_000);
  assert.equal((await late).outRefundNo, sandbox.refunds.list()[0].outRefundNo);
  sandbox.setFaults({ pre_create_refund: { delayMs: 0, drop: 1 } });
  assert.equal(await errNoOf(ask(sandbox, order, byQuantity(1))), 13000);
  await sandbox.advance(12_000);
  assert.deepEqual(
    sandbox.refunds.list().map(({ state }) => state),
    ['auditing', 'auditing'],
  );
  await sandbox.advance(auditPeriod + refundDelay);
  assert.ok(sandbox.refunds.list().every(({ state }) => state === 'refunded'));
});

test('whoever waits for a delayed callback is let go by a reset and by the end', async () => {
  const sandbox = open();
  const order = await buy(sandbox, 2);
  sandbox.setFaults({ pre_create_refund: { delayMs: 5_000 }, pre_create_order: { delayMs: 5_000 } });
  const application = errNoOf(ask(sandbox, order, byQuantity(1)));
  sandbox.reset();
  assert.equal(await application, 13000);
  sandbox.setLoggedIn(true);
  sandbox.setFaults({ pre_create_order: { delayMs: 5_000 } });
  const purchase = sandbox.call('createOrder', orderOf(hotpot));
  await sandbox.close();
  await purchase;
});

test('the switches last as long as the file, and a reset turns them off', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const store = join(directory, 'sandbox.db');
  const first = open({ store });
  first.setFaults({ payment: { drop: 3 } });
  await first.close();
  const second = open({ store });
  t.after(() => second.close());
  assert.deepEqual(second.getFaults().payment, { delayMs: 0, drop: 3, duplicate: 0, reorder: false });
  second.reset();
  assert.equal(second.getFaults().payment.drop, 0);
});

test('switches over HTTP: each is named, wrong ones get 400 and change nothing', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { body } = await served.get('/sandbox/faults');
  const off = { delayMs: 0, drop: 0, duplicate: 0, reorder: false };
  assert.deepEqual(body, { pre_create_order: off, payment: off, pre_create_refund: off, refund: off });
  const set = await served.post('/sandbox/faults', { payment: { drop: 1 }, refund: { reorder: true } });
  assert.deepEqual(set.body, { ...body, payment: { ...off, drop: 1 }, refund: { ...off, reorder: true } });
  const wrong: [unknown, RegExp][] = [
    [{ settle: {} }, /no callback "settle"/],
    [{ __proto: {} }, /no callback/],
    [{ payment: 1 }, /payment should be object/],
    [{ payment: { drop: -1 } }, /payment\.drop should be integer, 0 to 20/],
    [{ payment: { drop: 0, delayMs: 1.5 } }, /payment\.delayMs/],
    [{ payment: { delayMs: '1' } }, /payment\.delayMs/],
    [{ payment: { duplicate: 21 } }, /payment\.duplicate/],
    [{ payment: { reorder: 1 } }, /payment\.reorder should be boolean/],
    [{ payment: { toString: 1 } }, /no switch/],
    [{ pre_create_order: { reorder: true } }, /answer is waited for/],
    [{ pre_create_refund: { reorder: true } }, /answer is waited for/],
    [[], /the body should be object, but got/],
  ];
  for (const [change, text] of wrong) {
    const { status, body: told } = await served.post('/sandbox/faults', change);
    assert.equal(status, 400, JSON.stringify(change));
    assert.match(String(told.errMsg), text);
  }
  assert.deepEqual((await served.get('/sandbox/faults')).body, set.body);
  assert.deepEqual((await served.post('/sandbox/faults', { payment: null, refund: null })).body, body);
});
