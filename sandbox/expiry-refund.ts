/**
 * 过期退: when the codes of goods expire whose labels say so, the platform begins the refund itself (contract
 * open-api §3). A code expires once, so whatever becomes of that refund, it does not begin again.
 */
import { LABEL_TEXTS } from '../src/contract/label-texts';
import type { Callbacks } from './callbacks/delivery';
import { preCreateRefundMsg } from './callbacks/messages';
import type { Certificate } from './coupons/types';
import type { EventLog } from './events';
import type { Ledger } from './ledger/ledger';
import { unitsOf } from './ledger/lines';
import type { Refunds } from './ledger/refunds';

interface World {
  ledger: Ledger;
  refunds: Refunds;
  callbacks: Callbacks;
  events: EventLog;
}

/** What the user reads of a refund that nobody asked for. */
const reason = '商品过期自动退款';

/** Part of the transaction in which the codes expire. @param changed codes that began to count or expired */
export const refundExpired = (
  { ledger, refunds, callbacks, events }: World,
  changed: readonly Certificate[],
): void => {
  const expired = changed.filter(({ state }) => state === 'expired');
  for (const orderId of new Set(expired.map((certificate) => certificate.orderId))) {
    const order = ledger.get(orderId)!;
    const own = new Set(
      expired.filter((each) => each.orderId === orderId).map(({ itemOrderId }) => itemOrderId),
    );
    const labels = unitsOf(order.draft).map((goods) => goods.labels);
    const items = refunds
      .items(orderId)
      .filter(
        (unit, index) => own.has(unit.itemOrderId) && labels[index].includes(LABEL_TEXTS.EXPIRED_RETURNS),
      )
      .filter((unit) => unit.state === 'usable' && unit.refundableAmount > 0)
      .map(({ itemOrderId, refundableAmount: amount }) => ({ itemOrderId, amount }));
    if (items.length === 0) continue;
    const refund = refunds.apply({
      orderId,
      api: 'expiry',
      amount: items.reduce((sum, { amount }) => sum + amount, 0),
      quantity: items.length,
      items,
      fees: [],
      reasons: [reason],
      note: '',
      cpExtra: '',
      needsAudit: true,
      scenario: order.scenario,
      source: 3,
    });
    const subject = { orderId, refundId: refund.refundId };
    callbacks.queue('pre_create_refund', order.version, subject, preCreateRefundMsg(order, refund));
    events.add('ledger', `refund of ${order.outOrderNo}: its codes have expired`, { orderId, data: refund });
  }
};
