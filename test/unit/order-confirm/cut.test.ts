/** A quantity that is cut to what can be had is told, on both pages that have a stepper. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { page as applyPage } from '../refund-apply/page';
import { refundable, settled, world } from '../kit/world';
import { definitions, Mounted, type Around } from '../../walks/host';
import { page } from './page';

for (const [text, method, detail] of [
  ['99', 'onInput', { value: 5, cut: true }],
  ['３', 'onInput', { value: 3 }],
  ['0', 'onBlur', { value: 2, cut: true }],
  ['１', 'onBlur', { value: 2, cut: true }],
  ['４', 'onBlur', { value: 4 }],
  ['好', 'onBlur', { value: 2, cut: true }],
] as const) {
  test(`a stepper of 2 to 5 with ${text} in it, ${method}: ${JSON.stringify(detail)}`, async () => {
    const around = {
      definitions: await definitions(),
      coerces: true,
      beforeSetData: () => undefined,
    } as unknown as Around;
    const changes: object[] = [];
    const stepper = new Mounted(
      'stepper',
      { ...around, thrown: (_, error) => assert.fail(String(error)) },
      { value: 3, min: 2, max: 5 },
      (_, change) => void changes.push(change),
    ).attach();
    stepper.touch('onInput', { detail: { value: text } });
    if (method === 'onBlur') stepper.touch('onBlur', {});
    assert.deepEqual(changes.at(-1), detail);
  });
}

test('提单页 tells how many can be bought when a quantity was cut, and orders what it shows', async () => {
  const outside = world();
  const shown = await page(outside, { maxLimits: 5 });
  shown.machine.send('CUT', { quantity: 5 });
  await settled();
  assert.deepEqual([outside.toasts, shown.data.quantity], [['已改为可以购买的数量：1-5'], 5]);
  await shown.submit();
  assert.equal(outside.orders[0]?.goodsList?.[0]?.quantity, 5);
});

test('退款申请页 tells how many can be refunded when a quantity was cut', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
  const shown = await applyPage();
  shown.machine.send('CUT', { quantity: 9 });
  await settled();
  assert.deepEqual([outside.toasts, shown.data.quantity], [['已改为可以退款的数量：1-2'], 2]);
});
