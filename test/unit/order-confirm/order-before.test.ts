import assert from 'node:assert/strict';
import test from 'node:test';
import type { OrderInfo } from '../../../src/ports/merchant';
import { order, settled, world, type World } from '../kit/world';
import { killedInPayment, openPage, page } from './page';

const HOUR = 3600e3;

/** A shop whose orders have its own time, on a phone that has another one; no answer says the time. */
function shop(skew: number): World {
  const at = (createTime: number): Partial<OrderInfo> => ({ createTime, payExpireTime: createTime + HOUR });
  const orders = [order({ outOrderNo: 'OLDER', orderId: 'dy-0', state: 'paid', ...at(Date.now() - HOUR) })];
  const outside = world({
    merchant: {
      findOrder: ({ since }) => {
        const made = orders.concat(outside.orders.map(() => order({ state: 'paid', ...at(Date.now()) })));
        return Promise.resolve(made.filter(({ createTime }) => createTime >= since).at(-1) ?? null);
      },
    },
  });
  const { now } = outside.platform;
  outside.platform.now = () => now() + skew;
  return outside;
}

for (const [what, skew] of [
  ['two hours ahead', 2 * HOUR],
  ['right', 0],
  ['two hours behind', -2 * HOUR],
] as const) {
  test(`a payment that the app was killed in is found by a phone whose clock is ${what}`, async () => {
    const outside = shop(skew);
    const before = await killedInPayment(outside);
    const after = await openPage(outside, { session: before.session.id });
    assert.equal(after.state, 'paid');
    after.send('SUBMIT');
    await settled();
    assert.equal(outside.orders.length, 1);
  });

  test(`an older order is not told as the end of a payment that made none, clock ${what}`, async () => {
    const outside = shop(skew);
    outside.outcomes.push(new Promise(() => undefined));
    const before = await page(outside);
    await before.submit();
    outside.orders.length = 0;
    before.machine.stop();
    outside.restart();
    const after = await openPage(outside, { session: before.session.id });
    assert.deepEqual([after.state, after.data.submitText], ['editing', '立即支付']);
    assert.deepEqual(after.context.session?.waiting, []);
  });
}

test('an answer about older orders that comes after the order was sent is not taken for an older one', async () => {
  const outside = shop(0);
  const answers: (() => void)[] = [];
  const { findOrder } = outside.merchant;
  let late = true;
  outside.merchant.findOrder = (query) =>
    late
      ? new Promise((resolve) => {
          answers.push(() => void findOrder!(query).then(resolve));
        })
      : findOrder!(query);
  outside.outcomes.push(new Promise(() => undefined));
  const before = await page(outside);
  await before.submit();
  assert.equal(answers.length, 1);
  answers[0]!();
  await settled();
  late = false;
  before.machine.stop();
  outside.restart();
  const after = await openPage(outside, { session: before.session.id });
  assert.deepEqual([after.state, outside.orders.length], ['paid', 1]);
});
