/** A host that opens a page of the kit and never says so: the card is usable when that page is gone. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { bound } from '../kit/applyrefund';
import { asks, card, refundShop } from './card';

test('back from a page that was opened without a word of the host, the codes are asked for, and 申请退款 opens again', async () => {
  const outside = refundShop();
  outside.navigate = new Promise(() => undefined);
  const shown = await card(outside, {}, bound());
  await shown.send('APPLY');
  assert.deepEqual([shown.machine.state, outside.opened.length], ['opening', 1]);
  // It was never away: nothing says that a page has come.
  await shown.send('SHOW');
  assert.equal(shown.machine.state, 'opening');
  const before = asks(outside);
  await shown.send('HIDE');
  await shown.send('SHOW');
  assert.deepEqual([shown.machine.state, asks(outside)], ['shown', before + 1]);
  await shown.send('APPLY');
  assert.equal(outside.opened.length, 2);
});
