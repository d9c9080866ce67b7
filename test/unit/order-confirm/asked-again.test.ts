/** What 提单页 asks for again: goods that are old, and what marketing takes off a bill that has changed. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { END_WAIT, FACTS_AGE, MARKETING_WAIT } from '../../../src/contract/limits';
import type { Marketing, Merchant } from '../../../src/ports/merchant';
import type { PayOutcome } from '../../../src/ports/platform';
import { Deferred, libraryGoods, order, settled, world, type World } from '../kit/world';
import { page } from './page';

const START = 1_800_000_000_000;

/** A shop that takes a hundredth off each bill. */
const shop = (merchant: Partial<Merchant> = {}): World =>
  world({
    merchant: {
      getMarketing: ({ totalAmount }) =>
        Promise.resolve({ discountId: 'd', totalDiscountAmount: totalAmount / 100, lines: [] }),
      ...merchant,
    },
  });

const asks = ({ calls }: World, name: string): number => calls.filter((one) => one === name).length;
const raised = (): Promise<ReturnType<typeof libraryGoods>> =>
  Promise.resolve(libraryGoods({ currentPrice: 12900 }));

const silent = new Promise<PayOutcome>(() => undefined);
const closed: PayOutcome = { kind: 'cashier', code: 3, orderId: 'dy-1', outOrderNo: 'out-1' };

test('a page that is shown again soon asks for nothing', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: START });
  const outside = shop({ getGoods: raised });
  const shown = await page(outside);
  t.mock.timers.setTime(START + FACTS_AGE);
  shown.machine.send('SHOW');
  await settled();
  assert.deepEqual([asks(outside, 'getGoods'), shown.data.total], [0, '99.00']);
});

test('a page that is shown again much later, and whose goods are as they were, says nothing', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: START });
  const outside = shop();
  const shown = await page(outside, { marketingReady: true });
  t.mock.timers.setTime(START + FACTS_AGE + 1);
  shown.machine.send('SHOW');
  await settled();
  assert.deepEqual([asks(outside, 'getGoods'), outside.toasts, shown.data.total], [1, [], '98.01']);
});

for (const event of ['SHOW', 'SUBMIT'] as const)
  test(`${event}: of a price that has changed, marketing takes off what it takes off that one`, async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: START });
    const outside = shop({ getGoods: raised });
    const shown = await page(outside, { marketingReady: true });
    assert.equal(shown.data.total, '98.01');
    t.mock.timers.setTime(START + FACTS_AGE + 1);
    shown.machine.send(event);
    await settled();
    assert.deepEqual([shown.data.total, shown.data.phase], ['127.71', 'editing']);
  });

test('a quantity that was cut is asked about like one that was typed', async () => {
  const outside = shop();
  const shown = await page(outside, { marketingReady: true, maxLimits: 5 });
  shown.machine.send('CUT', { quantity: 9 });
  await settled();
  assert.deepEqual([shown.data.quantity, shown.data.total], [5, '490.05']);
});

test('goods that are asked for again at the tap, and marketing that has not answered yet: the order waits for it', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: START });
  const answer = new Deferred<Marketing>();
  const outside = shop({ getMarketing: () => answer.promise });
  const shown = await page(outside, { marketingReady: true });
  t.mock.timers.setTime(START + FACTS_AGE + 1);
  await shown.submit();
  assert.deepEqual([asks(outside, 'getGoods'), outside.orders.length], [1, 0]);
  answer.resolve({ discountId: 'late', totalDiscountAmount: 300, lines: [] });
  await settled();
  assert.deepEqual(
    outside.orders.map(({ discountId }) => discountId),
    ['late'],
  );
});

test('marketing that answers while the cashier is open changes nothing: the order was made without it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answer = new Deferred<Marketing>();
  const outside = shop({ getMarketing: () => answer.promise });
  const cashier = new Deferred<PayOutcome>();
  outside.outcomes.push(cashier.promise);
  const shown = await page(outside, { marketingReady: true });
  await shown.submit();
  t.mock.timers.tick(MARKETING_WAIT);
  await settled();
  assert.equal(outside.orders.length, 1);
  answer.resolve({ discountId: 'late', totalDiscountAmount: 300, lines: [] });
  await settled();
  assert.equal(shown.data.total, '99.00');
  cashier.resolve({ kind: 'cashier', code: 4, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.deepEqual([shown.data.total, shown.data.submitText], ['99.00', '继续支付']);
});

for (const late of [false, true])
  test(`after an order that was closed${late ? ', of which the cashier says so late,' : ''} marketing is asked anew for the next one`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let answers = 0;
    const outside = shop({
      getMarketing: () =>
        Promise.resolve({ discountId: `d-${++answers}`, totalDiscountAmount: 100 * answers, lines: [] }),
      findOrder: () => Promise.resolve(outside.orders.length ? order({ state: 'closed' }) : null),
      getOrder: () => Promise.resolve(order({ state: 'closed' })),
    });
    const cashier = new Deferred<PayOutcome>();
    outside.outcomes.push(late ? cashier.promise : silent);
    const shown = await page(outside, { marketingReady: true });
    await shown.submit();
    t.mock.timers.tick(END_WAIT);
    await shown.submit();
    assert.deepEqual([shown.data.submitText, shown.data.total], ['立即支付', '97.00']);
    if (late) {
      cashier.resolve(closed);
      await settled();
      assert.deepEqual([shown.data.phase, shown.data.total], ['editing', '96.00']);
    }
    await shown.submit();
    assert.deepEqual(
      outside.orders.map(({ discountId }) => discountId),
      ['d-1', late ? 'd-3' : 'd-2'],
    );
  });

test('an order that is found closed: the next one waits for what marketing takes off it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const first = { discountId: 'd-1', totalDiscountAmount: 100, lines: [] };
  const second = new Deferred<Marketing>();
  const outside = shop({
    getMarketing: () => (outside.orders.length ? second.promise : Promise.resolve(first)),
    findOrder: () => Promise.resolve(outside.orders.length ? order({ state: 'closed' }) : null),
  });
  outside.outcomes.push(silent);
  const shown = await page(outside, { marketingReady: true });
  await shown.submit();
  t.mock.timers.tick(END_WAIT);
  await shown.submit();
  assert.deepEqual([shown.data.submitText, shown.data.total], ['立即支付', '99.00']);
  await shown.submit();
  second.resolve({ discountId: 'd-2', totalDiscountAmount: 200, lines: [] });
  await settled();
  assert.deepEqual(
    outside.orders.map(({ discountId }) => discountId),
    ['d-1', 'd-2'],
  );
});

test('a cancel that comes late leaves the page where its order can be paid on', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const outside = shop({
    findOrder: () => Promise.resolve(outside.orders.length ? order() : null),
    getOrder: () => Promise.resolve(order()),
  });
  const cashier = new Deferred<PayOutcome>();
  outside.outcomes.push(cashier.promise);
  const shown = await page(outside);
  await shown.submit();
  t.mock.timers.tick(END_WAIT);
  await shown.submit();
  cashier.resolve({ kind: 'cashier', code: 4, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.deepEqual([shown.data.phase, shown.data.submitText], ['editing', '继续支付']);
  assert.equal(shown.reports.length, 1);
});

for (const [what, looked] of [
  ['says that it is still being paid', order({ state: 'processing' })],
  ['does not know it yet', null],
] as const)
  test(`the cashier is gone while the page looks for its order, and the shop ${what}: the page waits for how the payment ended`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const look = new Deferred<ReturnType<typeof order> | null>();
    const end = new Deferred<ReturnType<typeof order>>();
    const outside = shop({
      findOrder: () => (outside.orders.length ? look.promise : Promise.resolve(null)),
      getOrder: () => end.promise,
    });
    const cashier = new Deferred<PayOutcome>();
    outside.outcomes.push(cashier.promise);
    const shown = await page(outside);
    await shown.submit();
    t.mock.timers.tick(END_WAIT);
    await shown.submit();
    assert.equal(shown.data.phase, 'looking');
    cashier.resolve({ kind: 'cashier', code: 0, orderId: 'dy-1', outOrderNo: 'out-1' });
    await settled();
    assert.equal(shown.data.phase, 'confirming');
    look.resolve(looked);
    await settled();
    assert.deepEqual([shown.data.phase, outside.toasts], ['confirming', []]);
    end.resolve(order({ state: 'paid' }));
    await settled();
    assert.equal(shown.data.phase, 'paid');
  });
