/** After an application that failed the form can be changed like before it; the failure goes with that. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { refundable, settled, world, type World } from '../kit/world';
import { page, type Shown } from './page';

const FEES = [{ feeType: 1 as const, refundableAmount: 500 }];

/** A takeaway order of which one application has failed. */
async function failed(): Promise<{ outside: World; shown: Shown }> {
  const order = refundable({ takeaway: { scheduled: false, fees: FEES } });
  const outside = world({ merchant: { getOrder: () => Promise.resolve(order) } });
  outside.applied = Promise.reject({ errNo: 20001, errMsg: 'applyRefund:fail 订单状态错误' });
  const shown = await page({ order });
  await shown.fill({ reasons: [401] });
  await shown.submit();
  assert.deepEqual([shown.data.phase, shown.data.failure], ['failed', '订单状态错误']);
  delete outside.applied;
  return { outside, shown };
}

async function change(shown: Shown, event: 'FILL' | 'CUT' | 'REASON' | 'FEE', given: unknown): Promise<void> {
  shown.machine.send(event, given as never);
  await settled();
  assert.deepEqual([shown.data.phase, shown.data.failure], ['editing', '']);
}

test('another reason is chosen after a failure, and sent', async () => {
  const { outside, shown } = await failed();
  await change(shown, 'REASON', 404);
  assert.deepEqual(
    shown.data.reasons.filter(({ chosen }) => chosen).map(({ code }) => code),
    [404],
  );
  await shown.submit();
  assert.deepEqual(outside.applications[1]?.refundInfo.reasonCode, [404]);
});

test('a fee is asked back after a failure, and sent', async () => {
  const { outside, shown } = await failed();
  await change(shown, 'FEE', 1);
  assert.equal(shown.data.amount, '85.00');
  await shown.submit();
  assert.deepEqual(outside.applications[1]?.refundInfo.feeDetailsList, [{ feeType: 1, refundAmount: 500 }]);
});

test('a quantity that is cut after a failure is told, and sent', async () => {
  const { outside, shown } = await failed();
  await change(shown, 'CUT', { quantity: 9 });
  assert.deepEqual([outside.toasts, shown.data.quantity], [['已改为可以退款的数量：1-2'], 2]);
  await shown.submit();
  assert.equal(outside.applications[1]?.goodsList?.[0]?.quantity, 2);
});

test('a note that the field has cut in an emoji after a failure is shown and sent without its half', async () => {
  const { outside, shown } = await failed();
  await change(shown, 'FILL', { note: '洒了\ud83d' });
  assert.equal(shown.data.note, '洒了');
  await shown.submit();
  assert.equal(outside.applications[1]?.refundInfo.note, '洒了');
});
