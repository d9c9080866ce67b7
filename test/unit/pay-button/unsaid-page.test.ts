/** A host that opens a page of the kit and never says so: the button is usable when that page is gone. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { button, LIBRARY, type Button } from '../kit/button';
import { refundable, settled, world, type World } from '../kit/world';

const never = (): Promise<never> => new Promise(() => undefined);

async function opening(props: Record<string, unknown>): Promise<{ outside: World; shown: Button }> {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
  outside.navigate = never();
  const shown = await button(outside, props);
  await shown.tap();
  await settled();
  assert.deepEqual([shown.machine.state, outside.opened.length], ['opening', 1]);
  return { outside, shown };
}

async function back(shown: Button): Promise<void> {
  shown.machine.send('HIDE');
  shown.machine.send('SHOW');
  await settled();
}

test('back soon, it can be bought again at once', async () => {
  const { outside, shown } = await opening(LIBRARY);
  outside.calls.splice(0);
  await back(shown);
  assert.deepEqual([shown.machine.state, outside.calls], ['ready', []]);
});

test('back after a while, what is known of the goods is asked for anew', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  const { outside, shown } = await opening(LIBRARY);
  outside.calls.splice(0);
  t.mock.timers.setTime(1_700_000_000_000 + 31_000);
  await back(shown);
  assert.ok(outside.calls.includes('getGoods'), outside.calls.join());
});

test('back from a page of an order, the button is of that order as before', async () => {
  const { shown } = await opening({ mode: 1, orderStatus: 2, refundId: 'refund-1' });
  await back(shown);
  assert.deepEqual([shown.machine.state, shown.data.busy], ['ordered', false]);
});
