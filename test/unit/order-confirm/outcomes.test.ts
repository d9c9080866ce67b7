/** Every outcome is told exactly once, and the page comes out of it, whatever a port, hook or view does. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { FACTS_AGE, MARKETING_WAIT } from '../../../src/contract/limits';
import type { Marketing, Merchant } from '../../../src/ports/merchant';
import type { PayOutcome } from '../../../src/ports/platform';
import { Deferred, libraryGoods, order, settled, world, type World } from '../kit/world';
import { page, type Page } from './page';

type Outside = Partial<Record<keyof Merchant, (...query: never[]) => unknown>>;
const shop = (merchant: Outside): World => world({ merchant: merchant as Partial<Merchant> });

/** Submits, and lets the questions for the outcome run out. */
async function through(t: { mock: { timers: { tick(ms: number): void } } }, shown: Page): Promise<void> {
  await shown.submit();
  for (let second = 0; second < 5; second++) {
    t.mock.timers.tick(1000);
    await settled();
  }
}

for (const [what, getOrder, code] of [
  ['answers null', () => Promise.resolve(null), 9],
  ['answers a text', () => Promise.resolve('paid'), 9],
  ['answers without a promise', () => order({ state: 'paid' }), 0],
  ['answers undefined', () => undefined, 9],
  [
    'throws',
    () => {
      throw new Error('db down');
    },
    9,
  ],
  ['rejects with nothing', () => Promise.reject(undefined), 9],
  [
    'has not booked a state that the contract has',
    () => Promise.resolve({ ...order(), state: 'refunded' }),
    9,
  ],
] as const) {
  test(`V1 V2 K1: a paid cashier and a getOrder that ${what}: bind:pay ${code}, once, and a usable page`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const shown = await page(shop({ getOrder: getOrder as () => unknown }));
    await through(t, shown);
    assert.deepEqual(
      shown.reports.map(({ pay }) => pay?.result),
      [{ code, orderId: 'dy-1' }],
    );
    assert.equal(shown.machine.state, code ? 'editing' : 'paid');
  });
}

test('V1: an order that is booked late is found paid', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let asked = 0;
  const shown = await page(
    shop({ getOrder: () => Promise.resolve(asked++ ? order({ state: 'paid' }) : null) }),
  );
  await through(t, shown);
  assert.deepEqual(
    shown.reports.map(({ pay }) => pay?.result),
    [{ code: 0, orderId: 'dy-1' }],
  );
});

for (const [state, code] of [
  ['paid', 0],
  ['processing', 9],
] as const) {
  test(`an order that reads ${state} is told as ${code}, also when the cashier could not be opened for it`, async () => {
    const outside = shop({ getOrder: () => Promise.resolve(order({ state })) });
    const error = { errNo: 26001, errMsg: '当前订单状态不可支付' };
    outside.outcomes.push({ kind: 'noCashier', error, orderId: 'dy-1', outOrderNo: 'out-1' });
    const shown = await page(outside);
    await shown.submit();
    assert.deepEqual(
      shown.reports.map(({ pay }) => pay?.result),
      [{ code, orderId: 'dy-1' }],
    );
  });
}

test('K2: what the app’s getThemeConfig does between payment and report loses no report', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const outside = world();
  const shown = await page(outside);
  outside.app.getThemeConfig = () => {
    throw new Error('theme');
  };
  await shown.submit();
  assert.deepEqual(
    [shown.reports.length, shown.machine.state, shown.data.submitText],
    [1, 'paid', '支付成功'],
  );
  assert.ok(said.mock.callCount() <= 1);
});

test('K2: a view that throws on what marketing answered is reported once, and the outcome is told', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const shown = await page(
    shop({ getMarketing: () => Promise.resolve({ discountId: 'd', totalDiscountAmount: 0, lines: null }) }),
    { marketingReady: true },
  );
  await shown.submit();
  assert.equal(shown.reports.length, 1);
  assert.equal(said.mock.callCount(), 1);
});

const off = (discountId: string, totalDiscountAmount: number): Marketing => ({
  discountId,
  totalDiscountAmount,
  lines: [],
});

test('V3: marketing that answers once the order exists changes nothing on the page', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answer = new Deferred<Marketing>();
  const outside = shop({ getMarketing: () => answer.promise });
  outside.outcomes.push({ kind: 'cashier', code: 4, orderId: 'dy-1', outOrderNo: 'out-1' });
  const shown = await page(outside, { marketingReady: true });
  await shown.submit();
  t.mock.timers.tick(MARKETING_WAIT);
  await settled();
  assert.deepEqual([shown.data.total, shown.data.locked], ['99.00', true]);
  answer.resolve(off('d', 500));
  await settled();
  assert.deepEqual([shown.data.total, outside.orders[0]?.payment], ['99.00', { totalAmount: 9900 }]);
});

test('V4: an order waits for what marketing takes off its own quantity', async () => {
  const second = new Deferred<Marketing>();
  let asked = 0;
  const outside = shop({ getMarketing: () => (asked++ ? second.promise : Promise.resolve(off('one', 500))) });
  const shown = await page(outside, { marketingReady: true });
  await shown.fill({ quantity: 2 });
  assert.equal(shown.data.total, '198.00');
  await shown.submit();
  assert.equal(outside.orders.length, 0);
  second.resolve(off('two', 900));
  await settled();
  assert.equal(outside.orders[0]?.discountId, 'two');
  assert.deepEqual(outside.orders[0]?.payment, { totalAmount: 19800, totalDiscountAmount: 900 });
});

test('V5: an older marketing query that fails does not wipe the newer answer', async () => {
  const first = new Deferred<Marketing>();
  let asked = 0;
  const shown = await page(
    shop({ getMarketing: () => (asked++ ? Promise.resolve(off('two', 200)) : first.promise) }),
    { marketingReady: true },
  );
  await shown.fill({ quantity: 2 });
  assert.equal(shown.data.total, '196.00');
  first.reject(new Error('late'));
  await settled();
  assert.equal(shown.data.total, '196.00');
});

test('of two queries for one quantity the newer counts', async () => {
  const answers = [new Deferred<Marketing>(), new Deferred<Marketing>(), new Deferred<Marketing>()];
  let asked = 0;
  const shown = await page(shop({ getMarketing: () => answers[asked++]!.promise }), { marketingReady: true });
  await shown.fill({ quantity: 2 });
  await shown.fill({ quantity: 1 });
  answers[2]!.resolve(off('new', 300));
  await settled();
  answers[0]!.resolve(off('old', 500));
  await settled();
  assert.equal(shown.data.total, '96.00');
});

for (const [what, sign, text] of [
  ['is missing', undefined, /requestOrder:fail .+/],
  [
    'throws',
    () => {
      throw new Error('no key');
    },
    /^requestOrder:fail no key$/,
  ],
  ['rejects with an Error', () => Promise.reject(new Error('db down')), /^requestOrder:fail db down$/],
] as const) {
  test(`V6 V7: a sign that ${what} ends in bind:error and bind:pay with its words, and the page is usable`, async () => {
    const outside = world({ trade: 'requestOrder', merchant: { sign } as unknown as Partial<Merchant> });
    const shown = await page(outside);
    await shown.submit();
    assert.equal(shown.machine.state, 'editing');
    assert.equal(shown.session.phase, 'open');
    assert.deepEqual(
      shown.reports.map(({ error }) => error?.errNo),
      [21517],
    );
    assert.match(String(shown.reports[0]?.error?.errMsg), text);
  });
}

test('V7: a getSubject that rejects with an Error is 21536 with its words', async () => {
  const shown = await page(shop({ getSubject: () => Promise.reject(new Error('db down')) }));
  assert.deepEqual(shown.reports, [{ error: { errNo: 21536, errMsg: 'db down' } }]);
});

test('V6: a platform that throws makes no order, and says so', async () => {
  const outside = world();
  outside.platform.createOrder = () => {
    throw new Error('not on this host');
  };
  const shown = await page(outside);
  await shown.submit();
  assert.equal(shown.machine.state, 'editing');
  assert.deepEqual(
    shown.reports.map(({ error, pay }) => [error?.errNo, pay?.status]),
    [[21517, 'fail']],
  );
});

test('a storage that throws loses no report', async (t) => {
  t.mock.method(console, 'error', () => undefined);
  const outside = world();
  const shown = await page(outside);
  outside.platform.save = () => {
    throw new Error('quota');
  };
  await shown.submit();
  assert.deepEqual([shown.reports.length, shown.machine.state], [1, 'paid']);
});

for (const event of ['SHOW', 'SUBMIT'] as const) {
  test(`a price that changed long after the page was opened is shown before anything is ordered (${event})`, async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
    const outside = shop({ getGoods: () => Promise.resolve(libraryGoods({ currentPrice: 12900 })) });
    const shown = await page(outside);
    t.mock.timers.setTime(1_800_000_000_001 + FACTS_AGE);
    shown.machine.send(event);
    await settled();
    assert.deepEqual(
      [shown.data.total, shown.machine.state, outside.orders.length],
      ['129.00', 'editing', 0],
    );
    assert.deepEqual(outside.toasts, ['商品价格或库存有变化，请确认后再支付']);
    await shown.submit();
    assert.equal(outside.orders[0]?.payment.totalAmount, 12900);
  });
}

test('goods that cannot be asked for again are ordered as they are shown: the platform decides', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
  const outside = shop({ getGoods: () => Promise.reject(new Error('down')) });
  const shown = await page(outside);
  t.mock.timers.setTime(1_800_000_000_001 + FACTS_AGE);
  await shown.submit();
  assert.equal(outside.orders[0]?.payment.totalAmount, 9900);
});

for (const [stock, minLimits, toast] of [
  [1, 3, '库存不足，暂时无法购买'],
  [0, 1, '商品已售罄'],
  [2, 3, '库存不足，暂时无法购买'],
] as const) {
  test(`K8: ${stock} in stock and at least ${minLimits} to an order: nothing is ordered, and the user reads why`, async () => {
    const outside = world();
    const shown = await page(outside, { stock, minLimits });
    await shown.submit();
    assert.deepEqual([outside.orders, outside.toasts], [[], [toast]]);
  });
}

test('K8: three in stock and at least three to an order: three are ordered', async () => {
  const outside = world();
  const shown = await page(outside, { stock: 3, minLimits: 3 });
  await shown.submit();
  assert.equal(outside.orders[0]?.goodsList?.[0]?.quantity, 3);
});

test('report 33: a page that is left while the cashier is open: bind:pay comes once, to the button that is there', async () => {
  const outside = world();
  const cashier = new Deferred<PayOutcome>();
  outside.outcomes.push(cashier.promise);
  const shown = await page(outside);
  await shown.submit();
  shown.machine.stop();
  cashier.resolve({ kind: 'cashier', code: 0, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.deepEqual(
    shown.reports.map(({ pay }) => pay?.result),
    [{ code: 0, orderId: 'dy-1' }],
  );
});

test('K8: goods so dear that their sum has no exact number: fewer can be bought, and what is sent is exact', async () => {
  const outside = world();
  const currentPrice = 9e14;
  const shown = await page(outside, { currentPrice, stock: 99999 });
  await shown.fill({ quantity: 99999 });
  await shown.submit();
  const { payment, goodsList } = outside.orders[0]!;
  assert.equal(goodsList![0]!.quantity, 10);
  assert.equal(payment.totalAmount, 10 * currentPrice);
  assert.ok(Number.isSafeInteger(payment.totalAmount));
});
