/** A page that was left while its application was on its way: the button opens no second one. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { RefundSession } from '../../../src/ports/sessions';
import { attempt } from '../../../src/session/visits';
import { button, sessionOf } from '../kit/button';
import { refundable, settled, world } from '../kit/world';

const APPLY = { mode: 1, orderStatus: 1, orderId: 'out-1' };

for (const [what, refunds, toast, told] of [
  ['is not known to be in', [], '上一笔退款申请还没有结果，请稍后再试', 0],
  ['is in', ['refund-1'], '退款申请已提交', 1],
] as const)
  test(`申请退款 while an application that nobody has answered ${what}`, async () => {
    const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
    const shown = await button(outside, APPLY, { applyrefund: () => ({}) });
    await shown.tap();
    attempt(outside.platform, sessionOf<RefundSession>(outside));
    shown.machine.send('SHOW');
    outside.merchant.getOrder = () => Promise.resolve(refundable({ refunds: [...refunds] }));
    await shown.tap();
    await settled();
    assert.deepEqual([outside.opened.length, outside.toasts, shown.data.busy], [1, [toast], false]);
    assert.equal(shown.heard.filter(({ event }) => event === 'refund').length, told);
  });
