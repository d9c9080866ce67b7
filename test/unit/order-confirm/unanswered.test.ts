/** A cashier that never says how it ended: the page offers to ask, and pays nothing twice. */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { END_WAIT } from '../../../src/contract/limits';
import type { OrderInfo } from '../../../src/ports/merchant';
import type { PayOutcome } from '../../../src/ports/platform';
import { Deferred, afterSending, order, settled, world, type World } from '../kit/world';
import { openPage, page, type Page } from './page';

interface Waiting {
  outside: World;
  shown: Page;
  cashier: Deferred<PayOutcome>;
  /** How attempts were told to end. */
  codes(): unknown[];
}

/** 提单页 behind a cashier that has been silent for as long as it may. */
async function waiting(t: TestContext, found: OrderInfo | null | Promise<never>): Promise<Waiting> {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const outside = world({
    merchant: {
      findOrder: async () => afterSending(outside, await found),
      getOrder: () => (found ? Promise.resolve(found) : Promise.reject(new Error('no order'))),
    },
  });
  const cashier = new Deferred<PayOutcome>();
  outside.outcomes.push(cashier.promise);
  const shown = await page(outside);
  await shown.submit();
  t.mock.timers.tick(END_WAIT - 1);
  assert.deepEqual([shown.data.submitText, shown.data.off], ['正在提交订单…', true]);
  t.mock.timers.tick(1);
  assert.deepEqual([shown.data.submitText, shown.data.off, shown.data.busy], ['查询支付结果', false, true]);
  const codes = (): unknown[] => shown.reports.map(({ pay }) => (pay?.result as { code: number }).code);
  return { outside, shown, cashier, codes };
}

const down = (): Promise<never> => Promise.reject(new Error('db down'));

const made = (part: Partial<OrderInfo>): OrderInfo => order(part);

test('a cashier that never answers, and an order that is paid: one tap finds it, and a late answer is not told again', async (t) => {
  const { outside, shown, cashier, codes } = await waiting(t, made({ state: 'paid' }));
  await shown.submit();
  assert.deepEqual([shown.data.phase, codes(), outside.orders.length], ['paid', [0], 1]);
  cashier.resolve({ kind: 'cashier', code: 4, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.deepEqual([shown.data.phase, codes()], ['paid', [0]]);
});

test('a cashier that never answers, and an order that is unpaid: it is paid on, no second one is made', async (t) => {
  const { outside, shown, cashier, codes } = await waiting(t, made({ state: 'unpaid' }));
  await shown.submit();
  assert.deepEqual([shown.data.submitText, shown.data.locked, codes()], ['继续支付', true, []]);
  await shown.submit();
  assert.deepEqual([outside.orders.length, outside.calls.includes('continueToPay')], [1, true]);
  // Whatever the first cashier says now, the second one has been paid or has not.
  cashier.resolve({ kind: 'cashier', code: 4, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.notEqual(shown.data.phase, 'unanswered');
});

test('the first cashier is paid after all while the page offers to pay on: told once, and the page says so', async (t) => {
  const { shown, cashier, codes, outside } = await waiting(t, made({ state: 'unpaid' }));
  await shown.submit();
  outside.merchant.getOrder = () => Promise.resolve(made({ state: 'paid' }));
  cashier.resolve({ kind: 'cashier', code: 0, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.deepEqual([shown.data.phase, codes()], ['paid', [0]]);
});

test('a cancel that comes late, after a second cashier was paid, contradicts nothing', async (t) => {
  const { shown, cashier, codes, outside } = await waiting(t, made({ state: 'unpaid' }));
  await shown.submit();
  outside.merchant.getOrder = () => Promise.resolve(made({ state: 'paid' }));
  await shown.submit();
  assert.deepEqual([shown.data.phase, codes()], ['paid', [0]]);
  cashier.resolve({ kind: 'cashier', code: 4, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.deepEqual([shown.data.phase, codes()], ['paid', [0]]);
});

test('each attempt is told once, in the order in which the ends come', async (t) => {
  const { shown, cashier, codes, outside } = await waiting(t, made({ state: 'unpaid' }));
  await shown.submit();
  outside.outcomes.push({ kind: 'cashier', code: 2, orderId: 'dy-1', outOrderNo: 'out-1' });
  await shown.submit();
  assert.deepEqual([shown.data.phase, codes()], ['editing', [2]]);
  cashier.resolve({ kind: 'cashier', code: 1, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.deepEqual([shown.data.phase, codes(), shown.session.phase], ['editing', [2, 1], 'open']);
});

test('a cashier that never answers, and an order that is closed: told, and another one can be made', async (t) => {
  const { shown, codes } = await waiting(t, made({ state: 'closed' }));
  await shown.submit();
  assert.deepEqual([shown.data.submitText, shown.data.busy, codes()], ['立即支付', false, [3]]);
});

test('an order that closed earlier is not the end of a second cashier that never answers', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const closed = made({ state: 'closed' });
  const outside = world({
    merchant: { findOrder: () => Promise.resolve(closed), getOrder: () => Promise.resolve(closed) },
  });
  const { orderId, outOrderNo } = closed;
  outside.outcomes.push({ kind: 'cashier', code: 3, orderId, outOrderNo });
  outside.outcomes.push(new Deferred<PayOutcome>().promise);
  const shown = await page(outside);
  await shown.submit();
  assert.equal(shown.data.submitText, '立即支付');
  await shown.submit();
  t.mock.timers.tick(END_WAIT);
  await shown.submit();
  assert.deepEqual(
    [shown.data.phase, outside.toasts],
    ['unanswered', ['暂未查到支付结果，请稍后再查或返回']],
  );
  await shown.submit();
  assert.deepEqual([outside.orders.length, shown.reports.length], [2, 1]);
});

test('a closed order of another visit to the same goods is not the end of a cashier that never answers', async (t) => {
  const first = made({ outOrderNo: 'out-7', orderId: 'dy-7', state: 'closed' });
  const outside = world({ merchant: { findOrder: () => Promise.resolve(first) } });
  const one = await page(outside);
  const other = await page(outside);
  outside.outcomes.push({ kind: 'cashier', code: 3, orderId: 'dy-7', outOrderNo: 'out-7' });
  outside.merchant.getOrder = () => Promise.resolve(first);
  await other.submit();
  assert.equal(other.data.submitText, '立即支付');
  t.mock.timers.enable({ apis: ['setTimeout'] });
  outside.outcomes.push(new Deferred<PayOutcome>().promise);
  await one.submit();
  t.mock.timers.tick(END_WAIT);
  await one.submit();
  await one.submit();
  assert.deepEqual([one.data.phase, outside.orders.length, one.reports], ['unanswered', 2, []]);
});

test('nor after the app was killed: what became of it is not known, and nothing is sent', async () => {
  const first = made({ outOrderNo: 'out-7', orderId: 'dy-7', state: 'closed' });
  const outside = world({ merchant: { findOrder: () => down(), getOrder: () => Promise.resolve(first) } });
  outside.outcomes.push(new Deferred<PayOutcome>().promise);
  const one = await page(outside);
  await one.submit();
  one.machine.stop();
  outside.restart();
  outside.outcomes.push({ kind: 'cashier', code: 3, orderId: 'dy-7', outOrderNo: 'out-7' });
  const other = await page(outside);
  await other.submit();
  other.machine.stop();
  outside.restart();
  // Another visit begins, at which those that have ended are forgotten: the next life does not know them.
  await page(outside);
  outside.restart();
  outside.merchant.findOrder = () => Promise.resolve(first);
  const again = await openPage(outside, { session: one.session.id });
  again.send('SUBMIT');
  await settled();
  assert.deepEqual([again.data.phase, outside.orders.length], ['unanswered', 2]);
  assert.deepEqual(again.context.session?.waiting, []);
});

for (const [what, found] of [
  ['there is no order yet', null],
  ['the payment is under way', made({ state: 'processing' })],
  ['the shop cannot be asked', Promise.reject(new Error('db down'))],
] as const) {
  if (found instanceof Promise) found.catch(() => undefined);
  test(`a cashier that never answers, and ${what}: the user reads so, nothing is sent, and it can be asked again`, async (t) => {
    const { outside, shown, cashier, codes } = await waiting(t, found as OrderInfo | null);
    await shown.submit();
    assert.deepEqual(outside.toasts, ['暂未查到支付结果，请稍后再查或返回']);
    assert.deepEqual([shown.data.phase, shown.data.off, outside.orders.length], ['unanswered', false, 1]);
    await shown.submit();
    assert.equal(outside.toasts.length, 2);
    outside.merchant.getOrder = () => Promise.resolve(made({ state: 'paid' }));
    cashier.resolve({ kind: 'cashier', code: 0, orderId: 'dy-1', outOrderNo: 'out-1' });
    await settled();
    assert.deepEqual([shown.data.phase, codes()], ['paid', [0]]);
  });
}

test('a cashier that takes its time answers as ever', async (t) => {
  const { shown, cashier, codes } = await waiting(t, made({ state: 'paid' }));
  cashier.resolve({ kind: 'cashier', code: 0, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.deepEqual([shown.data.phase, codes()], ['paid', [0]]);
});
