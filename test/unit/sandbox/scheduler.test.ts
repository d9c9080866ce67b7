import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../../sandbox/index';
import type { Due } from '../../../sandbox/scheduler';
import { AT_ONCE, Scheduler } from '../../../sandbox/scheduler';
import { openStore } from '../../../sandbox/store/store';
import { create, open, start } from './kit';

/** Deadlines are looked at when the present turn of the event loop has ended. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Due every ten ms, so many times. */
const every10ms = (times: number, work: () => void): Due => {
  let next = start;
  return {
    nextDue: () => (next < start + times * 10 ? next : undefined),
    runDue() {
      work();
      next += 10;
    },
  };
};

/** Always due, and broken. */
const breaking = (): Due & { tries: number } => ({
  tries: 0,
  nextDue: () => start,
  runDue() {
    this.tries += 1;
    throw new Error('broke');
  },
});

test('a source that breaks is told, keeps no other from what is due, and is tried again when somebody pokes', async () => {
  const clock = createClock({ start });
  const told: string[] = [];
  let runs = 0;
  const broken = breaking();
  const sources = [broken, every10ms(5, () => (runs += 1))];
  const scheduler = new Scheduler(clock, sources, (error) => told.push((error as Error).message));
  scheduler.poke();
  await assert.rejects(clock.advance(100), /broke/);
  assert.equal(runs, 5);
  assert.equal(told.length, broken.tries);
  const before = broken.tries;
  await clock.advance(100);
  assert.equal(broken.tries, before);
  scheduler.poke();
  await assert.rejects(clock.advance(0), /broke/);
  assert.equal(broken.tries, before + 1);
});

test('a source that breaks is tried again by itself, after longer and longer pauses', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const clock = createClock({ start });
  const broken = breaking();
  const scheduler = new Scheduler(clock, [broken], () => undefined);
  t.after(() => scheduler.stop());
  scheduler.poke();
  const counted: number[] = [];
  for (const ms of [0, 4_999, 1, 9_999, 1, 19_999, 1]) {
    t.mock.timers.tick(ms);
    await turn();
    // What is due at once waits for the end of the turn.
    t.mock.timers.tick(0);
    await turn();
    counted.push(broken.tries);
  }
  assert.deepEqual(counted, [1, 1, 2, 2, 3, 3, 4]);
});

test('a write tells whoever listens when it has become lasting, and no write that was taken back does', (t) => {
  const store = openStore(':memory:');
  t.after(() => store.close());
  let told = 0;
  store.onCommit(() => (told += 1));
  store.setMeta('a', '1');
  assert.equal(told, 1);
  store.transaction(() => {
    store.setMeta('a', '2');
    store.transaction(() => store.setMeta('b', '2'));
    assert.equal(told, 1);
  });
  assert.equal(told, 2);
  assert.throws(() =>
    store.transaction(() => {
      store.setMeta('a', '3');
      throw new Error('no');
    }),
  );
  store.getMeta('a');
  assert.equal(told, 2);
});

test('a deadline counts whoever wrote it, without a word to the clock', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const { orderId } = await create(sandbox);
  await turn();
  await sandbox.clock.advance(300_000);
  assert.equal(sandbox.ledger.get(orderId)?.state, 'closed');
  // By the ledger itself, past every method of the sandbox.
  const paid = await create(sandbox);
  sandbox.ledger.endCashier(paid.payOrderId, 'unknown');
  await turn();
  await sandbox.clock.advance(5_000);
  assert.equal(sandbox.ledger.get(paid.orderId)?.state, 'paid');
});

test('calls are answered between two parts of what is due', async () => {
  const clock = createClock({ start });
  const order: string[] = [];
  let parts = 3;
  const source: Due = {
    nextDue: () => (parts > 0 ? start : undefined),
    runDue() {
      parts -= 1;
      order.push('part');
    },
  };
  new Scheduler(clock, [source], (error) => assert.fail(String(error))).poke();
  const moved = clock.advance(0);
  setImmediate(() => order.push('call'));
  await moved;
  assert.deepEqual(order, ['part', 'call', 'part', 'part']);
});

test('many orders that expire together are closed a few at a time, and calls are answered in between', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  for (let index = 0; index < 3 * AT_ONCE + 1; index += 1) await create(sandbox);
  const last = Math.max(...sandbox.ledger.list().map(({ payExpireTime }) => payExpireTime));
  const unpaid = (): number => sandbox.ledger.list().filter(({ state }) => state === 'unpaid').length;
  const seen: number[] = [];
  let isMoving = true;
  const moved = sandbox.clock.advance(last - start).finally(() => (isMoving = false));
  while (isMoving) {
    seen.push(unpaid());
    await turn();
  }
  await moved;
  assert.equal(unpaid(), 0);
  assert.ok(new Set(seen).size >= 3, `seen ${seen.join()}`);
});
