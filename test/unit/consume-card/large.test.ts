import assert from 'node:assert/strict';
import test from 'node:test';
import { COUPON_POLL } from '../../../src/contract/limits';
import { coupon, Deferred, serverError, settled } from '../kit/world';
import { asks, card, shopOf } from './card';

test('a code that is touched is shown large, on a bright screen; closed, the screen is as it was', async () => {
  const outside = shopOf([coupon(1), coupon(2)]);
  const shown = await card(outside);
  await shown.send('PICK', 'item-2');
  assert.equal(shown.data.large?.id, 'item-2');
  assert.notEqual(shown.data.qr, '');
  assert.deepEqual(outside.brightness, [1]);
  await shown.send('PUT');
  assert.equal(shown.data.large, null);
  assert.deepEqual(outside.brightness, [1, 0.4]);
});

for (const state of ['redeemed', 'expired', 'notStarted'] as const) {
  test(`a code that is ${state} is not shown large`, async () => {
    const outside = shopOf([
      coupon(1, {
        state,
        validFrom: state === 'notStarted' ? Date.now() + 9e6 : 0,
        validTo: state === 'expired' ? 1 : 8e15,
      }),
    ]);
    const shown = await card(outside);
    await shown.send('PICK', 'item-1');
    assert.deepEqual([shown.data.large, outside.brightness, outside.opened], [null, [], []]);
  });
}

test('redeemed before the user’s eyes: asked for while large, the QR code gives way to 已核销, and the screen is as it was', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf([coupon(1), coupon(2)]);
  const shown = await card(outside);
  await shown.send('PICK', 'item-1');
  outside.answer([coupon(1, { state: 'redeemed' }), coupon(2)]);
  t.mock.timers.tick(COUPON_POLL);
  await settled();
  assert.deepEqual([shown.data.large?.word, shown.data.qr, shown.consumed()], ['已核销', '', 1]);
  assert.deepEqual(outside.brightness, [1, 0.4]);
});

test('expired before the user’s eyes, without an answer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf([coupon(1, { validTo: 1_001_000 })]);
  const shown = await card(outside);
  await shown.send('PICK', 'item-1');
  t.mock.timers.tick(1_001);
  await settled();
  assert.deepEqual([shown.data.large?.word, shown.data.qr, outside.brightness], ['已过期', '', [1, 0.4]]);
});

test('hidden the screen is as it was; back it is bright again', async () => {
  const outside = shopOf([coupon(1)]);
  const shown = await card(outside);
  await shown.send('PICK', 'item-1');
  await shown.send('HIDE');
  assert.deepEqual(outside.brightness, [1, 0.4]);
  await shown.send('SHOW');
  assert.deepEqual(outside.brightness, [1, 0.4, 1]);
});

for (const [what, leave] of [
  ['a card that leaves', (shown: { leave(): void }) => Promise.resolve(shown.leave())],
  ['another order', (shown: { set(part: object): Promise<void> }) => shown.set({ orderId: 'out-2' })],
  ['no order', (shown: { set(part: object): Promise<void> }) => shown.set({ orderId: '' })],
] as [string, (shown: object) => Promise<void>][]) {
  test(`${what} leaves the screen as it was`, async () => {
    const outside = shopOf([coupon(1)]);
    const shown = await card(outside);
    await shown.send('PICK', 'item-1');
    await leave(shown);
    await settled();
    assert.deepEqual(outside.brightness, [1, 0.4]);
  });
}

test('a page that leaves from bind:consume, while another code is large, leaves the screen as it was', async () => {
  const outside = shopOf([coupon(1), coupon(2)]);
  const shown = await card(outside);
  const handlers = shown.data.handlers as Record<string, () => void>;
  handlers.consume = () => shown.leave();
  await shown.send('PICK', 'item-1');
  outside.answer([coupon(1), coupon(2, { state: 'redeemed' })]);
  await shown.send('REFRESH');
  assert.deepEqual(outside.brightness, [1, 0.4]);
});

test('a failed query closes the large code to view and dims the screen', async () => {
  const outside = shopOf([coupon(1)]);
  const shown = await card(outside);
  await shown.send('PICK', 'item-1');
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  await shown.send('REFRESH');
  assert.deepEqual([shown.data.large, outside.brightness], [null, [1, 0.4]]);
});

test('closed before the host has said how bright the screen is: nothing is set', async () => {
  const outside = shopOf([coupon(1)]);
  const asked: Deferred<number>[] = [];
  outside.platform.getBrightness = () => {
    asked.push(new Deferred());
    return asked[asked.length - 1]!.promise;
  };
  const shown = await card(outside);
  await shown.send('PICK', 'item-1');
  await shown.send('PUT');
  asked[0]!.resolve(0.3);
  await settled();
  assert.deepEqual(outside.brightness, []);
  // Opened and closed and opened while the host thinks: the first answer counts, the screen's own later ones
  // are ours.
  await shown.send('PICK', 'item-1');
  await shown.send('PUT');
  await shown.send('PICK', 'item-1');
  asked[1]!.resolve(0.3);
  asked[2]!.resolve(1);
  await settled();
  await shown.send('PUT');
  assert.deepEqual(outside.brightness, [1, 0.3]);
});

test('a host without brightness, or one that refuses it, shows the large code all the same', async () => {
  const outside = shopOf([coupon(1)]);
  outside.platform.getBrightness = () => Promise.reject(new Error('no'));
  const shown = await card(outside);
  await shown.send('PICK', 'item-1');
  await shown.send('PUT');
  delete outside.platform.getBrightness;
  await shown.send('PICK', 'item-1');
  assert.equal(shown.data.large?.id, 'item-1');
  assert.deepEqual(outside.brightness, []);
});

test('a large code is kept fresh, and so is the card when it is closed, as long as its code can be used', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf([coupon(1)]);
  const shown = await card(outside);
  await shown.send('PICK', 'item-1');
  t.mock.timers.tick(COUPON_POLL);
  await settled();
  assert.equal(asks(outside), 2);
  await shown.send('PUT');
  t.mock.timers.tick(COUPON_POLL);
  await settled();
  assert.equal(asks(outside), 3);
  outside.answer([coupon(1, { state: 'refunding' })]);
  t.mock.timers.tick(COUPON_POLL);
  await settled();
  t.mock.timers.tick(10 * COUPON_POLL);
  await settled();
  assert.equal(asks(outside), 4);
});

test('a copy has the plain code, and is told; one that fails is told too; an unknown code is none', async () => {
  const outside = shopOf([coupon(1)]);
  const shown = await card(outside);
  await shown.send('COPY', 'item-1');
  await shown.send('COPY', 'item-9');
  assert.deepEqual([outside.copied, outside.toasts], [['104678687451378'], ['券码已复制']]);
  outside.platform.copy = () => Promise.reject(new Error('no'));
  await shown.send('COPY', 'item-1');
  assert.equal(outside.toasts[1], '复制失败，请手动抄录');
  delete outside.platform.copy;
  await shown.send('COPY', 'item-1');
  assert.equal(outside.toasts.length, 2);
});
