/** An application that is never answered: the page offers to ask, and applies for nothing twice. */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { END_WAIT } from '../../../src/contract/limits';
import { Deferred, refundable, settled, world, type World } from '../kit/world';
import { page } from './page';

type Made = { refundId: string; outRefundNo: string; orderId: string };
const made: Made = { refundId: 'dy-r-1', outRefundNo: 'refund-1', orderId: 'dy-1' };

async function waiting(
  t: TestContext,
): Promise<{ outside: World; answer: Deferred<Made>; shown: Awaited<ReturnType<typeof page>> }> {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
  const answer = new Deferred<Made>();
  outside.applied = answer.promise;
  const shown = await page();
  await shown.fill({ reasons: [101] });
  await shown.submit();
  t.mock.timers.tick(END_WAIT);
  assert.deepEqual([shown.data.submitText, shown.data.off, shown.data.busy], ['查询申请结果', false, true]);
  return { outside, answer, shown };
}

test('an application that is in, and was never answered: one tap finds it; a late answer is not told again', async (t) => {
  const { outside, answer, shown } = await waiting(t);
  outside.merchant.getOrder = () => Promise.resolve(refundable({ refunds: ['refund-1'] }));
  await shown.submit();
  assert.deepEqual(
    [shown.data.phase, ...shown.reports.map(({ refund }) => refund?.status)],
    ['done', 'success'],
  );
  answer.resolve(made);
  await settled();
  assert.deepEqual([shown.reports.length, outside.applications.length], [1, 1]);
});

test('an application that cannot be found is not sent again: what the page shows stays what was sent', async (t) => {
  const { outside, answer, shown } = await waiting(t);
  const { amount } = shown.data;
  outside.merchant.getOrder = () => Promise.resolve(refundable({ refundableQuantity: 1 }));
  await shown.submit();
  await shown.submit();
  assert.deepEqual(outside.toasts, Array(2).fill('暂未查到申请结果，请稍后再查或返回'));
  assert.deepEqual(
    [outside.applications.length, shown.data.amount, shown.data.off, shown.reports],
    [1, amount, false, []],
  );
  answer.resolve(made);
  await settled();
  assert.deepEqual(
    [shown.data.phase, ...shown.reports.map(({ refund }) => refund?.status)],
    ['done', 'success'],
  );
});

test('an application that fails late can be changed, and sent again', async (t) => {
  const { outside, answer, shown } = await waiting(t);
  answer.reject({ errNo: 22000, errMsg: 'applyRefund:fail 退款份数过多' });
  await settled();
  assert.deepEqual(
    [shown.data.phase, shown.data.busy, ...shown.reports.map(({ refund }) => refund?.status)],
    ['failed', false, 'fail'],
  );
  delete outside.applied;
  await shown.submit();
  assert.deepEqual([shown.data.phase, outside.applications.length], ['done', 2]);
});

for (const [what, phase, status] of [
  ['it is in', 'done', 'success'],
  ['it has failed', 'failed', 'fail'],
] as const)
  test(`the answer comes while the page still looks, and says that ${what}: the page says so at once`, async (t) => {
    const { outside, answer, shown } = await waiting(t);
    const looks = [new Promise<never>(() => undefined), Promise.resolve(refundable())];
    outside.merchant.getOrder = () => looks.shift()!;
    await shown.submit();
    assert.equal(shown.data.submitText, '正在查询…');
    if (phase === 'done') answer.resolve(made);
    else answer.reject({ errNo: 22000, errMsg: 'applyRefund:fail 退款份数过多' });
    await settled();
    assert.deepEqual(
      [shown.data.phase, ...shown.reports.map(({ refund }) => refund?.status)],
      [phase, status],
    );
  });
