import assert from 'node:assert/strict';
import test from 'node:test';
import { ID_WAIT } from '../../../src/contract/limits';
import { anchor } from '../../../src/handlers/anchor';
import type { OrderCoupons } from '../../../src/ports/merchant';
import {
  coupon,
  Deferred,
  orderCoupons,
  refundable,
  rejection,
  serverError,
  settled,
  world,
} from '../kit/world';
import { asks, card, shopOf } from './card';

for (const [rules, what, orderId] of [
  ['CC-PROP-02', 'a number', 7215],
  ['CC-PROP-02', 'longer than 64 bytes', 'x'.repeat(65)],
] as const) {
  test(`[${rules}] [CC-PROP-03] an order-id that is ${what} is 21522, and nothing is asked`, async () => {
    const outside = world();
    const shown = await card(outside, { orderId });
    assert.deepEqual(shown.errors(), [21522]);
    assert.equal(shown.data.phase, 'invalid');
    assert.equal(asks(outside), 0);
    assert.equal(outside.calls.length, 0);
  });
}

for (const missing of ['', undefined, null]) {
  test(`[CC-PROP-01] [CC-PROP-03] an order-id that is ${JSON.stringify(missing)} is waited for in silence, 21522 in the end`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const outside = world();
    const shown = await card(outside, { orderId: missing });
    assert.deepEqual([shown.errors(), shown.data.phase], [[], 'loading']);
    t.mock.timers.tick(ID_WAIT);
    await settled();
    assert.deepEqual([shown.errors(), shown.data.phase, asks(outside)], [[21522], 'invalid', 0]);
    await shown.set({ orderId: 'out-1' });
    assert.deepEqual([shown.errors(), shown.data.phase], [[21522], 'shown']);
  });
}

test('report 37: an order-id that comes late is shown without a word of error', async () => {
  const shown = await card(world(), { orderId: undefined });
  await shown.set({ orderId: 'out-1' });
  assert.deepEqual([shown.errors(), shown.data.phase], [[], 'shown']);
});

test('[CC-PROP-02] 21522 is fired again when the value changes to another wrong one, and a right one loads', async () => {
  const outside = world();
  const shown = await card(outside, { orderId: 'y'.repeat(65) });
  await shown.set({ orderId: 'x'.repeat(65) });
  assert.deepEqual(shown.errors(), [21522, 21522]);
  await shown.set({ orderId: 'out-1' });
  assert.equal(shown.data.phase, 'shown');
  assert.deepEqual(shown.errors(), [21522, 21522]);
});

test('[CC-LOAD-01] [CC-PROP-04] a card that is attached asks once, by the number it was given', async () => {
  const asked: unknown[] = [];
  const outside = world({
    merchant: {
      getCoupons: (query) => {
        asked.push(query);
        return Promise.resolve(orderCoupons());
      },
    },
  });
  const shown = await card(outside, { orderId: 'shop-7' });
  assert.deepEqual(asked, [{ outOrderNo: 'shop-7' }]);
  // The host shows the page after the card is attached: that is no return.
  await shown.send('SHOW');
  assert.equal(asked.length, 1);
});

test('[CC-LOAD-02] until the first answer the card is loading, and then is drawn in one go', async () => {
  const answer = new Deferred<OrderCoupons>();
  const shown = await card(world({ merchant: { getCoupons: () => answer.promise } }));
  assert.equal(shown.data.phase, 'loading');
  assert.equal(shown.draws.length, 0);
  answer.resolve(orderCoupons());
  await settled();
  assert.equal(shown.data.phase, 'shown');
  assert.equal(shown.draws.length, 1);
});

for (const [what, answer] of [
  ['breaks', () => Promise.reject(serverError)],
  ['is refused', () => Promise.reject(rejection)],
  [
    'throws',
    () => {
      throw new Error('oops');
    },
  ],
  ['is answered with nothing', () => Promise.resolve(null as never)],
] as [string, () => Promise<OrderCoupons>][]) {
  test(`[CC-LOAD-03] [CC-LOAD-04] a query that ${what} is 21540, at attach and at every later refresh`, async () => {
    const outside = world({ merchant: { getCoupons: answer } });
    const shown = await card(outside);
    assert.deepEqual(shown.errors(), [21540]);
    assert.equal(shown.data.phase, 'broken');
    await shown.send('REFRESH');
    assert.deepEqual(shown.errors(), [21540, 21540]);
    assert.equal(asks(outside), 2);
  });
}

test('[CC-LOAD-03] a merchant without getCoupons is 21540', async () => {
  const outside = world();
  const shown = await card(outside);
  delete outside.merchant.getCoupons;
  await shown.send('REFRESH');
  assert.deepEqual(shown.errors(), [21540]);
});

test('[CC-LOAD-04] [CC-LOAD-05] after a failed refresh the codes give way to the placeholder; a refresh that succeeds brings them back', async () => {
  const outside = shopOf([coupon(1)]);
  const shown = await card(outside);
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  await shown.send('REFRESH');
  assert.equal(shown.data.phase, 'broken');
  assert.equal(shown.data.qr, '', 'what may be out of date is not shown');
  const answer = new Deferred<OrderCoupons>();
  outside.merchant.getCoupons = () => answer.promise;
  await shown.send('REFRESH');
  assert.deepEqual([shown.data.phase, shown.data.busy], ['broken', true]);
  answer.resolve(orderCoupons([coupon(1)]));
  await settled();
  assert.deepEqual([shown.data.phase, shown.data.busy], ['shown', false]);
  assert.notEqual(shown.data.qr, '');
});

test('[CC-ERROR-01] an error carries errNo, errMsg and errLogId: that of the server, else an empty text', async () => {
  const outside = world({
    merchant: { getCoupons: () => Promise.reject({ ...serverError, errLogId: 'log-7' }) },
  });
  const shown = await card(outside);
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  await shown.send('REFRESH');
  assert.deepEqual(
    shown.heard.map(({ detail }) => detail),
    [
      { errNo: 21540, errMsg: 'internal error', errLogId: 'log-7' },
      { errNo: 21540, errMsg: 'internal error', errLogId: '' },
    ],
  );
});

test('[CC-PROP-05] a card without any handler fires no bind:error for their absence', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
  const shown = await card(outside, {}, { none: true });
  await shown.send('APPLY');
  await shown.send('REFRESH');
  assert.deepEqual(
    shown.heard.filter(({ event }) => event === 'error'),
    [],
  );
});

test('a card in an app that never called setup() says so by 21540, and shows no codes', async (t) => {
  t.mock.method(console, 'error', () => undefined);
  const outside = world();
  const { config } = anchor();
  delete anchor().config;
  t.after(() => (anchor().config = config));
  const shown = await card(outside);
  assert.deepEqual([shown.errors(), shown.data.phase], [[21540], 'broken']);
  assert.match(String(shown.heard[0]?.detail.errMsg), /call setup\(\) in the app entry/);
});

test('of two orders the newer one is shown, whichever is answered last', async () => {
  const answers: Record<string, Deferred<OrderCoupons>> = { a: new Deferred(), b: new Deferred() };
  const shown = await card(
    world({ merchant: { getCoupons: ({ outOrderNo }) => answers[outOrderNo]!.promise } }),
    { orderId: 'a' },
  );
  await shown.set({ orderId: 'b' });
  answers.b!.resolve(orderCoupons([coupon(1)], { title: 'b' }));
  await settled();
  answers.a!.resolve(orderCoupons([coupon(1)], { title: 'a' }));
  await settled();
  assert.equal(shown.data.name, 'b');
});

test('codes of another order are no redemption of this one', async () => {
  const outside = shopOf([coupon(1)]);
  const shown = await card(outside);
  outside.answer([coupon(1, { state: 'redeemed' })]);
  await shown.set({ orderId: 'out-2' });
  assert.equal(shown.consumed(), 0);
});

test('an answer that comes after the card has left draws nothing and tells nothing', async () => {
  const answer = new Deferred<OrderCoupons>();
  const shown = await card(world({ merchant: { getCoupons: () => answer.promise } }));
  shown.leave();
  answer.reject(serverError);
  await settled();
  assert.deepEqual([shown.draws, shown.heard], [[], []]);
});

test('an answer about the order before is dropped, also while the new one is waited for', async () => {
  const answers: Record<string, Deferred<OrderCoupons>> = { a: new Deferred(), b: new Deferred() };
  const shown = await card(
    world({ merchant: { getCoupons: ({ outOrderNo }) => answers[outOrderNo]!.promise } }),
    { orderId: 'a' },
  );
  await shown.set({ orderId: 'b' });
  answers.a!.resolve(orderCoupons([coupon(1)], { title: 'a' }));
  await settled();
  assert.equal(shown.data.phase, 'loading');
});
