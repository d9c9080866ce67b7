import assert from 'node:assert/strict';
import test from 'node:test';
import { COUPON_POLL, RETRY_PAUSE } from '../../../src/contract/limits';
import type { OrderCoupons } from '../../../src/ports/merchant';
import { coupon, Deferred, orderCoupons, serverError, settled } from '../kit/world';
import { asks, card, shopOf } from './card';

const three = (): ReturnType<typeof coupon>[] => [coupon(1), coupon(2), coupon(3)];

test('[CC-REFRESH-01] a page that is shown again asks again, also while an answer is on its way', async () => {
  const outside = shopOf(three());
  const shown = await card(outside);
  await shown.send('HIDE');
  assert.equal(asks(outside), 1);
  await shown.send('SHOW');
  assert.equal(asks(outside), 2);
  const late = new Deferred<OrderCoupons>();
  outside.merchant.getCoupons = () => late.promise;
  await shown.send('REFRESH');
  outside.answer([coupon(1, { state: 'redeemed' }), coupon(2), coupon(3)]);
  await shown.send('HIDE');
  await shown.send('SHOW');
  assert.equal(asks(outside), 4);
  late.resolve(orderCoupons(three()));
  await settled();
  assert.equal(shown.data.count, '2份可用');
});

test('[CC-REFRESH-01] a card that failed asks again when its page is shown again', async () => {
  const outside = shopOf();
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  const shown = await card(outside);
  outside.answer(three());
  await shown.send('HIDE');
  await shown.send('SHOW');
  assert.equal(shown.data.phase, 'shown');
});

test('[CC-LOAD-01] a page that is shown for the first time while the codes are asked for, or after that has failed, asks no second time', async () => {
  const outside = shopOf();
  const answer = new Deferred<OrderCoupons>();
  outside.merchant.getCoupons = () => answer.promise;
  const shown = await card(outside);
  await shown.send('SHOW');
  assert.equal(asks(outside), 1);
  answer.reject(serverError);
  await settled();
  await shown.send('SHOW');
  assert.deepEqual([asks(outside), shown.data.phase], [1, 'broken']);
});

test('the same order-id set again after a failure asks again, but in no storm, and not where nothing has failed', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf();
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  const shown = await card(outside);
  for (let times = 0; times < 3; times++) await shown.set({ orderId: 'out-1' });
  assert.deepEqual([shown.errors(), shown.data.phase], [[21540], 'broken']);
  t.mock.timers.tick(RETRY_PAUSE + 1);
  outside.answer(three());
  await shown.set({ orderId: 'out-1' });
  assert.deepEqual([asks(outside), shown.data.phase], [2, 'shown']);
  t.mock.timers.tick(RETRY_PAUSE + 1);
  await shown.set({ orderId: 'out-1' });
  assert.equal(asks(outside), 2);
});

test('[CC-REFRESH-03] codes that are opened just as a query has failed are asked for', async () => {
  const outside = shopOf();
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  const shown = await card(outside);
  outside.answer(three());
  await shown.send('OPEN');
  assert.deepEqual([asks(outside), shown.data.lines.length], [2, 3]);
});

test('[CC-REFRESH-02] a manual refresh asks again: once however often it is tapped', async () => {
  const outside = shopOf(three());
  const shown = await card(outside);
  const answer = new Deferred<OrderCoupons>();
  outside.merchant.getCoupons = () => answer.promise;
  for (let tap = 0; tap < 3; tap++) await shown.send('REFRESH');
  assert.equal(asks(outside), 2);
  assert.deepEqual([shown.data.busy, shown.data.count], [true, '3份可用'], 'the codes stay to be seen');
  answer.resolve(orderCoupons(three()));
  await settled();
  assert.equal(shown.data.busy, false);
});

test('[CC-REFRESH-03] codes are asked for at opening and periodically while they are open or to be seen on the card, and not where none can be used', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf(three());
  const shown = await card(outside);
  const pass = async (ms: number): Promise<void> => {
    t.mock.timers.tick(ms);
    await settled();
  };
  await shown.send('OPEN');
  assert.equal(asks(outside), 2);
  await pass(COUPON_POLL - 1);
  assert.equal(asks(outside), 2);
  await pass(1);
  assert.equal(asks(outside), 3);
  await pass(COUPON_POLL);
  assert.equal(asks(outside), 4);
  await shown.send('CLOSE');
  await pass(COUPON_POLL);
  assert.equal(asks(outside), 5);
  outside.answer([coupon(1, { state: 'redeemed' })]);
  await pass(COUPON_POLL);
  await pass(10 * COUPON_POLL);
  assert.equal(asks(outside), 6);
});

test('[CC-REFRESH-03] nothing is asked while the page is not to be seen', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf(three());
  const shown = await card(outside);
  await shown.send('OPEN');
  await shown.send('HIDE');
  t.mock.timers.tick(10 * COUPON_POLL);
  await settled();
  assert.equal(asks(outside), 2);
  await shown.send('SHOW');
  t.mock.timers.tick(COUPON_POLL);
  await settled();
  assert.equal(asks(outside), 4, 'on return, and periodically again');
});

test('[CC-REFRESH-03] an open list goes on asking after a failure was refreshed away, not during it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf(three());
  const shown = await card(outside);
  await shown.send('OPEN');
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  t.mock.timers.tick(COUPON_POLL);
  await settled();
  assert.deepEqual([shown.data.phase, shown.data.open], ['broken', true]);
  t.mock.timers.tick(10 * COUPON_POLL);
  await settled();
  assert.equal(asks(outside), 3);
  outside.answer(three());
  await shown.send('REFRESH');
  t.mock.timers.tick(COUPON_POLL);
  await settled();
  assert.equal(asks(outside), 5);
});

test('a list opened while the first answer is on its way, or the refund is asked for, is shown with the codes', async () => {
  const outside = shopOf();
  const answer = new Deferred<OrderCoupons>();
  outside.merchant.getCoupons = () => answer.promise;
  const shown = await card(outside);
  await shown.send('OPEN');
  answer.resolve(orderCoupons(three()));
  await settled();
  assert.equal(shown.data.lines.length, 3);
  assert.equal(asks(outside), 1);
  await shown.send('CLOSE');
  outside.merchant.getOrder = () => new Promise(() => undefined);
  await shown.send('APPLY');
  await shown.send('OPEN');
  assert.deepEqual([shown.machine.state, shown.data.lines.length], ['asking', 3]);
});

test('a push from the platform makes the card ask again; not while hidden, nor after it has left', async () => {
  const outside = shopOf(three());
  const pushes = new Map<string, () => void>();
  outside.platform.watchCoupons = ({ outOrderNo }, changed) => {
    pushes.set(outOrderNo, changed);
    return () => void pushes.delete(outOrderNo);
  };
  const shown = await card(outside);
  outside.answer([coupon(1, { state: 'redeemed' }), coupon(2), coupon(3)]);
  pushes.get('out-1')!();
  await settled();
  assert.equal(shown.consumed(), 1);
  await shown.send('HIDE');
  pushes.get('out-1')!();
  await settled();
  assert.equal(asks(outside), 2);
  await shown.send('SHOW');
  await shown.set({ orderId: 'out-2' });
  assert.deepEqual([...pushes.keys()], ['out-2']);
  for (const orderId of ['', 'x'.repeat(65)]) {
    await shown.set({ orderId });
    assert.deepEqual([...pushes.keys()], [], 'an order that cannot be has none to watch');
    await shown.set({ orderId: 'out-3' });
    assert.deepEqual([...pushes.keys()], ['out-3']);
  }
  shown.leave();
  assert.equal(pushes.size, 0);
});

test('a push during a query outdates its answer, and lifts a failure', async () => {
  const outside = shopOf(three());
  let push = (): void => undefined;
  outside.platform.watchCoupons = (_, changed) => {
    push = changed;
    return () => undefined;
  };
  const shown = await card(outside);
  const late = new Deferred<OrderCoupons>();
  outside.merchant.getCoupons = () => late.promise;
  await shown.send('REFRESH');
  outside.answer([coupon(1)]);
  push();
  await settled();
  late.resolve(orderCoupons(three()));
  await settled();
  assert.equal(shown.data.count, '1份可用');
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  await shown.send('REFRESH');
  outside.answer(three());
  push();
  await settled();
  assert.equal(shown.data.count, '3份可用');
});

test('no timer is left behind by a card that has left, however it was left', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf(three());
  const shown = await card(outside);
  await shown.send('OPEN');
  shown.leave();
  const before = asks(outside);
  t.mock.timers.tick(10 * 3600e3);
  await settled();
  assert.equal(asks(outside), before);
});
