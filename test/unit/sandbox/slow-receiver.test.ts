/** A receiver that does not answer costs its own callbacks time, and nobody else's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from '../../../sandbox';
import type { Deliver } from '../../../sandbox/callbacks/types';
import { create, hotpot, tell } from './kit';

test('in real time a payment callback goes out while the one before it still hangs, and its answer counts at once', async (t) => {
  const slow: (() => void)[] = [];
  const reached: string[] = [];
  const sandbox = createSandbox({ store: ':memory:', merging: 'none' });
  sandbox.setLoggedIn(true);
  // The clock's own timers keep no process alive.
  const alive = setInterval(() => undefined, 1000);
  t.after(async () => {
    clearInterval(alive);
    slow.forEach((go) => go());
    await sandbox.close();
  });
  const { receive } = sandbox.shop;
  let hang = '';
  const deliver: Deliver = async (headers, body) => {
    const { type, msg } = JSON.parse(body) as { type: string; msg: string };
    const { order_id: orderId } = JSON.parse(msg) as { order_id: string };
    if (type === 'payment') {
      reached.push(orderId);
      if (orderId === hang) await new Promise<void>((resolve) => slow.push(resolve));
    }
    return receive.call(sandbox.shop, headers, body);
  };
  sandbox.shop.receive = (headers, body) => deliver(headers, body) as never;

  const first = await create(sandbox, hotpot);
  const second = await create(sandbox, hotpot);
  hang = first.orderId;
  const delivered = new Promise<void>((resolve) =>
    sandbox.events.listen(({ text, orderId }) => {
      if (orderId === second.orderId && /^payment, attempt 1: HTTP 200$/.test(text)) resolve();
    }),
  );
  tell(sandbox, first, 'paid');
  while (!reached.includes(first.orderId)) await new Promise(setImmediate);
  tell(sandbox, second, 'paid');
  await delivered;
  assert.deepEqual(reached, [first.orderId, second.orderId]);
  const [record] = sandbox.callbacks.records(first.orderId).filter(({ type }) => type === 'payment');
  assert.equal(record?.state, 'pending');
});

test('a clock that is moved by hand still waits for what is on its way', async (t) => {
  const sandbox = createSandbox({ store: ':memory:' });
  sandbox.setLoggedIn(true);
  t.after(() => sandbox.close());
  const order = await create(sandbox, hotpot);
  tell(sandbox, order, 'paid');
  await sandbox.idle();
  const states = sandbox.callbacks.records(order.orderId).map(({ type, state }) => [type, state]);
  assert.deepEqual(states, [
    ['pre_create_order', 'delivered'],
    ['payment', 'delivered'],
  ]);
});
