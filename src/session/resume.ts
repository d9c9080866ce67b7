import { PayCode } from '../contract/codes';
import type { TradeConfig } from '../config';
import type { OrderInfo } from '../ports/merchant';
import type { RefundSession, Session, Visit } from '../ports/sessions';
import { report } from './page-side';
import { all, keep } from './store';

/** Nothing was made: the visit may go on from where it was. */
function forget(config: TradeConfig, visit: Visit): void {
  visit.reported = visit.attempts;
  visit.phase = 'open';
  visit.stale = false;
  keep(config.platform, visit);
}

/**
 * Finds out how a payment ended that the app was killed in: asks for the order first, sends nothing. The visit knows the order's
 * numbers afterwards, if there is an order. Rejects while the merchant cannot be asked: the visit is kept for the next time.
 */
export function resume(config: TradeConfig, visit: Visit): Promise<OrderInfo | null> {
  const { getOrder, findOrder } = config.merchant;
  const { goods } = visit as Partial<Session>;
  const asked: Promise<OrderInfo | null> =
    visit.outOrderNo && getOrder
      ? getOrder({ outOrderNo: visit.outOrderNo })
      : findOrder && goods
        ? findOrder({ goodsId: goods.goodsId, since: visit.since })
        : Promise.resolve(null);
  return asked.then((order) => {
    if (!order) {
      forget(config, visit);
      return null;
    }
    const { orderId, outOrderNo } = order;
    visit.orderId = orderId;
    visit.outOrderNo = outOrderNo;
    // The cashier is gone with the app: an order that is not paid was closed, one in flight is unknown.
    const code = order.state === 'paid' ? PayCode.Paid : order.state === 'processing' ? PayCode.Unknown : PayCode.Closed;
    report(config.platform, visit, { pay: { status: 'success', orderId, outOrderNo, result: { code, orderId } } });
    return order;
  });
}

/** The refund of this order that was not there when the visit began, if there is one. Rejects while the merchant cannot be asked. */
function newRefund(config: TradeConfig, visit: RefundSession): Promise<string | undefined> {
  const before = visit.refund.order.refunds;
  return config.merchant.getOrder!({ outOrderNo: visit.outOrderNo }).then((order) => {
    const made = order.refunds.filter((outRefundNo) => before.indexOf(outRefundNo) < 0)[0];
    if (!made) visit.refund.order = order;
    return made;
  });
}

/**
 * Whether a refund application of which no answer is known has reached the platform: asks, sends nothing. When it has, that is reported as
 * its success, and the visit knows the refund's number. Otherwise the visit has the order as it is now. Rejects while the merchant cannot
 * be asked.
 */
export function resumeRefund(config: TradeConfig, visit: RefundSession): Promise<void> {
  return newRefund(config, visit).then((outRefundNo) => {
    if (!outRefundNo) return undefined;
    return config.merchant.getRefund!({ outRefundNo }).then(({ refundId, orderId }) => {
      visit.outRefundNo = outRefundNo;
      report(config.platform, visit, { refund: { status: 'success', result: { refundId, outRefundNo, orderId } } });
    });
  });
}

/** Resumes everything that an earlier life of the app was left in. What cannot be asked for now stays in the store for the next time. */
export function resumeAll(config: TradeConfig): void {
  const visits = all(config.platform);
  Object.keys(visits).forEach((id) => {
    const visit = visits[id];
    if (!visit.stale || visit.phase !== 'paying') return;
    const { refund } = visit as Partial<RefundSession>;
    const resumed = refund
      ? resumeRefund(config, visit as RefundSession).then(() => {
          if (visit.phase === 'paying') forget(config, visit);
        })
      : resume(config, visit);
    resumed.catch(() => undefined);
  });
}
