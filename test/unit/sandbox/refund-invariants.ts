/** What holds of orders and refunds at any moment, and what two runs that came to the same have in common. */
import assert from 'node:assert/strict';
import { paidAmount } from '../../../sandbox/ledger/ledger';
import type { Sandbox } from '../../../sandbox/index';
import { live } from './refund-kit';

/** What holds at any moment. */
export const assertHonest = (sandbox: Sandbox): void => {
  for (const order of sandbox.ledger.list()) {
    const items = sandbox.refunds.items(order.orderId);
    const paid = order.state === 'paid' ? paidAmount(order) : 0;
    assert.ok(live(sandbox, order.orderId) <= paid);
    for (const item of items) {
      const about = sandbox.refunds
        .ofOrder(order.orderId)
        .filter((refund) => refund.draft.items.some((each) => each.itemOrderId === item.itemOrderId));
      const share = (states: string[]): number =>
        about
          .filter((refund) => states.includes(refund.state))
          .reduce(
            (sum, { draft }) =>
              sum + draft.items.find((each) => each.itemOrderId === item.itemOrderId)!.amount,
            0,
          );
      const pending = share(['applied', 'auditing', 'refunding']);
      assert.equal(item.refundedAmount, share(['refunded']));
      if (item.state === 'redeemed') {
        assert.deepEqual([item.refundableAmount, pending, item.refundedAmount], [0, 0, 0]);
        continue;
      }
      assert.equal(item.refundableAmount, item.paidAmount - item.refundedAmount - pending);
      assert.ok(item.refundableAmount >= 0);
      if (order.state !== 'paid') continue;
      const whole = item.refundedAmount === item.paidAmount;
      assert.equal(
        item.state,
        pending > 0 ? 'refunding' : whole && item.paidAmount > 0 ? 'refunded' : 'usable',
      );
    }
  }
};

/**
 * Everything but random tokens and how often something had to be sent. The merchant's side is as the
 * callbacks left it: nothing is asked for.
 */
export const picture = async (sandbox: Sandbox) => ({
  orders: await sandbox.shop.listOrders(),
  items: sandbox.ledger
    .list()
    .map((order) =>
      sandbox.ledger
        .items(order.orderId)
        .map(({ code, ...item }) => ({ ...item, issued: code !== undefined })),
    ),
  refunds: sandbox.refunds.list(),
});

export const known = (sandbox: Sandbox) =>
  Promise.all(
    sandbox.refunds
      .list()
      .map(({ outRefundNo }) => sandbox.merchant().getRefund({ outRefundNo: outRefundNo! })),
  );
