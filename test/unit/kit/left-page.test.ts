/** A user who leaves a page while it is still asking: what was not sent until then is not sent any more. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { END_WAIT } from '../../../src/contract/limits';
import type { OrderInfo, SignedOrder } from '../../../src/ports/merchant';
import * as confirm from '../order-confirm/page';
import * as apply from '../refund-apply/page';
import { button } from './button';
import { Deferred, order, refundable, settled, world, type World } from './world';

const signed: SignedOrder = { data: '{}', byteAuthorization: 'SHA256-RSA2048 x', outOrderNo: 'out-1' };

/** 提单页 whose order is being signed. */
async function signing(): Promise<{ outside: World; answer: Deferred<SignedOrder>; shown: confirm.Page }> {
  const answer = new Deferred<SignedOrder>();
  const outside = world({ trade: 'requestOrder', merchant: { sign: () => answer.promise } });
  const shown = await confirm.page(outside);
  await shown.submit();
  return { outside, answer, shown };
}

test('提单页 is left while its order is being signed: no order is made, and that is told once, without an error', async () => {
  const { outside, answer, shown } = await signing();
  shown.machine.stop();
  answer.resolve(signed);
  await settled();
  assert.equal(outside.calls.includes('requestOrder'), false);
  assert.deepEqual(shown.reports, [
    {
      pay: {
        status: 'fail',
        orderId: '',
        outOrderNo: '',
        result: { errMsg: 'requestOrder:fail the page was left before the order was sent' },
      },
    },
  ]);
  assert.equal(shown.session.phase, 'open');
});

test('提单页 is left while its order is being signed, and another one orders the same: one order is made', async () => {
  const { outside, answer, shown } = await signing();
  shown.machine.stop();
  const next = await confirm.page(outside);
  await next.submit();
  answer.resolve(signed);
  await settled();
  assert.equal(outside.calls.filter((name) => name === 'requestOrder').length, 1);
  assert.deepEqual([shown.reports.length, next.reports.length, next.data.phase], [1, 1, 'paid']);
});

test('提单页 is left while signing fails: that is told, as it would be on the page', async () => {
  const { outside, answer, shown } = await signing();
  shown.machine.stop();
  answer.reject(new Error('no key'));
  await settled();
  assert.equal(outside.calls.includes('requestOrder'), false);
  assert.deepEqual(
    shown.reports.map(({ error, pay }) => [error?.errNo, pay?.status]),
    [[21517, 'fail']],
  );
});

test('提单页 that is hidden while its order is being signed is still there: the order is sent', async () => {
  const { outside, answer, shown } = await signing();
  shown.machine.send('HIDE' as never);
  answer.resolve(signed);
  await settled();
  assert.deepEqual([outside.calls.includes('requestOrder'), shown.data.phase], [true, 'paid']);
});

test('退款申请页 is left while it asks what became of the application before: no other one is sent', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.reject(new Error('db down')) } });
  outside.applied = Promise.reject(new Error('connection lost'));
  const shown = await apply.page();
  await shown.fill({ reasons: [101] });
  await shown.submit();
  assert.deepEqual([shown.data.phase, outside.applications.length], ['failed', 1]);
  const answer = new Deferred<OrderInfo>();
  outside.merchant.getOrder = () => answer.promise;
  delete outside.applied;
  await shown.submit();
  shown.machine.stop();
  answer.resolve(refundable());
  await settled();
  assert.equal(outside.applications.length, 1);
  // The first application is not in: that is told, and nothing waits for a second one.
  assert.deepEqual([shown.reports.at(-1)?.refund?.status, shown.visit.phase], ['fail', 'open']);
});

test('继续支付 is left while it asks what became of the cashier before: no second cashier opens', async (t) => {
  const unpaid = order({ state: 'unpaid' });
  const outside = world({ merchant: { getOrder: () => Promise.resolve(unpaid) } });
  outside.outcomes.push(new Promise(() => undefined));
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() });
  const shown = await button(outside, { mode: 1, orderStatus: 0, orderId: 'out-1' });
  await shown.tap();
  t.mock.timers.tick(END_WAIT + 1);
  await settled();
  const cashiers = (): number => outside.calls.filter((name) => name === 'continueToPay').length;
  assert.deepEqual([cashiers(), shown.data.busy], [1, false]);
  const answers: Deferred<OrderInfo>[] = [];
  outside.merchant.getOrder = () => {
    const next = new Deferred<OrderInfo>();
    answers.push(next);
    return next.promise;
  };
  await shown.tap();
  // The tap asks whether the order may be paid, then what became of the cashier.
  answers[0]!.resolve(unpaid);
  await settled();
  assert.equal(answers.length, 2);
  shown.leave();
  answers[1]!.resolve(unpaid);
  await settled();
  assert.deepEqual([cashiers(), outside.toasts], [1, []]);
});
