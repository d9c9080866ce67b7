/** An answer that is lost on its way is no failure: what is true is asked for before anything is told. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { OrderInfo } from '../../../src/ports/merchant';
import { page as confirmPage } from '../order-confirm/page';
import { page as applyPage } from '../refund-apply/page';
import { afterSending, order, refundable, settled, world } from './world';

const down = (): Promise<never> => Promise.reject(new Error('connection lost'));

for (const [state, code] of [
  ['paid', 0],
  ['unpaid', 4],
] as const) {
  test(`createOrder whose answer is lost, and an order that is ${state}: bind:pay says ${code}, and no second order is made`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const made = order({ state });
    const outside = world({
      merchant: { findOrder: () => afterSending(outside, made), getOrder: () => Promise.resolve(made) },
    });
    outside.outcomes.push(down(), { kind: 'cashier', code: 4, orderId: 'dy-1', outOrderNo: 'out-1' });
    const shown = await confirmPage(outside);
    await shown.submit();
    await settled();
    assert.deepEqual(
      shown.reports.map(({ pay }) => pay?.result),
      [{ code, orderId: 'dy-1' }],
    );
    if (state === 'paid') assert.equal(shown.machine.state, 'paid');
    else {
      await shown.submit();
      assert.equal(outside.calls.at(-1), 'continueToPay');
    }
    assert.equal(outside.orders.length, 1);
  });
}

for (const [what, findOrder] of [
  ['nothing is found', () => Promise.resolve(null)],
  ['only a closed order is found', () => Promise.resolve(order({ state: 'closed' }))],
  ['the shop cannot be asked', down],
] as const) {
  test(`createOrder whose answer is lost, and ${what}: bind:pay fails with the reason, and it can be tried again`, async () => {
    const outside = world({ merchant: { findOrder } });
    outside.outcomes.push(down());
    const shown = await confirmPage(outside);
    await shown.submit();
    await settled();
    assert.deepEqual(
      shown.reports.map(({ pay }) => [pay?.status, pay?.result]),
      [['fail', { errMsg: 'connection lost' }]],
    );
    assert.equal(shown.machine.state, 'editing');
    await shown.submit();
    assert.equal(outside.orders.length, 2);
  });
}

/** The first application is lost, and the shop cannot be asked; `after` is what it says later. */
async function lost(after: Partial<OrderInfo> | undefined): Promise<{
  shown: Awaited<ReturnType<typeof applyPage>>;
  outside: ReturnType<typeof world>;
}> {
  let reached = false;
  const outside = world({
    merchant: { getOrder: () => (reached ? Promise.resolve(refundable(after)) : down()) },
  });
  outside.applied = down();
  const shown = await applyPage();
  await shown.fill({ reasons: [101] });
  await shown.submit();
  assert.deepEqual([shown.data.phase, outside.applications.length], ['failed', 1]);
  reached = !!after;
  delete outside.applied;
  await shown.submit();
  return { shown, outside };
}

test('an application whose answer is lost and that is in: the next tap sends no second one', async () => {
  const { shown, outside } = await lost({ refunds: ['refund-1'], refundableQuantity: 1 });
  assert.equal(outside.applications.length, 1);
  assert.deepEqual(
    shown.reports.map(({ error, refund }) => error?.errNo ?? refund?.status),
    [21535, 'success'],
  );
  assert.equal(shown.data.phase, 'done');
});

test('an application whose answer is lost and that is not in: the next tap sends it', async () => {
  const { shown, outside } = await lost({});
  assert.equal(outside.applications.length, 2);
  assert.deepEqual(
    shown.reports.flatMap(({ refund }) => refund?.status ?? []),
    ['fail', 'success'],
  );
  assert.equal(shown.data.phase, 'done');
});

test('an application whose answer is lost, and a shop that cannot be asked: nothing more is sent', async () => {
  const { shown, outside } = await lost(undefined);
  assert.equal(outside.applications.length, 1);
  assert.deepEqual(
    shown.reports.flatMap(({ refund }) => refund?.status ?? []),
    [],
    'nobody is told of an end that is not known',
  );
  assert.equal(shown.data.phase, 'failed');
});

test('a refund that is known to be in, and cannot be read: bind:refund says success, with its number', async () => {
  const outside = world({
    merchant: { getOrder: () => Promise.resolve(refundable({ refunds: ['refund-1'] })), getRefund: down },
  });
  outside.applied = down();
  const shown = await applyPage();
  await shown.fill({ reasons: [101] });
  await shown.submit();
  assert.deepEqual(shown.reports, [
    { refund: { status: 'success', result: { refundId: '', outRefundNo: 'refund-1', orderId: 'dy-1' } } },
  ]);
});
