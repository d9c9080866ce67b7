import { PayCode } from '../contract/codes';
import type { TradeConfig } from '../config';
import type { OrderInfo, OrderState } from '../ports/merchant';
import type { RefundSession, Session, Visit } from '../ports/sessions';
import { report } from './reports';
import { isOfGoods } from './subject';
import { all, keep, know, live } from './store';

/** What became of a payment, by the state of its order; anything else is unknown. */
const CODES: Partial<Record<OrderState, PayCode>> = {
  unpaid: PayCode.Cancelled,
  closed: PayCode.Closed,
};

/** Nothing was made: the visit may go on from where it was. */
function forget(config: TradeConfig, visit: Visit): void {
  visit.untold = [];
  visit.phase = 'open';
  visit.stale = false;
  keep(config.platform, visit);
}

/** Tells what became of a payment, by its order. */
function tell(config: TradeConfig, visit: Visit, order: OrderInfo): void {
  const { orderId, outOrderNo, state } = order;
  know(visit, orderId, outOrderNo, state === 'closed');
  // The cashier is gone with the app: an order that is unpaid can be paid on, as after a cancel.
  const code = CODES[state] || (state === 'paid' ? PayCode.Paid : PayCode.Unknown);
  report(config.platform, visit, {
    pay: { status: 'success', orderId, outOrderNo, result: { code, orderId } },
  });
}

/** Was there before the visit, or is closed for all it knows; the number that Douyin gives may come late. */
const isOlder = (visit: Visit, { orderId, outOrderNo }: OrderInfo): boolean =>
  outOrderNo === visit.closedOrderNo ||
  outOrderNo === visit.orderBefore ||
  (!!visit.orderId && orderId === visit.orderId);

/**
 * Asks which order of the goods is the newest before the visit makes one. Only where no server has said what
 * time it is: an order has the server's time, and by a device clock that is ahead it would be from before the
 * visit.
 */
export function lookBefore({ merchant, platform }: TradeConfig, visit: Session): void {
  const { findOrder } = merchant;
  if (!findOrder || visit.serverSince || visit.attempts) return;
  findOrder({ goodsId: visit.goods.goodsId, since: 0 }).then(
    (found) => {
      // An answer that comes later may be the visit's own order.
      if (visit.attempts) return;
      visit.orderBefore = found ? found.outOrderNo : '';
      keep(platform, visit);
    },
    // The device clock has to do.
    () => undefined,
  );
}

function mine({ id }: Visit, found: OrderInfo): OrderInfo {
  const maker = live().makers.get(found.outOrderNo);
  if (maker && maker !== id) throw new Error(`${found.outOrderNo} was made by another visit to 提单页`);
  return found;
}

/**
 * The order that the newest attempt of a visit has made, also where its number never came; null where there
 * is none. One that was there before the visit, or that it knows as closed, says nothing of it. One that
 * another visit to the same goods has made hides whatever this one made before it: rejects.
 */
export function madeBy({ merchant }: TradeConfig, visit: Visit): Promise<OrderInfo | null> {
  const { getOrder, findOrder } = merchant;
  const { goods } = visit as Partial<Session>;
  return visit.outOrderNo
    ? getOrder({ outOrderNo: visit.outOrderNo })
    : findOrder && isOfGoods(visit)
      ? findOrder({
          goodsId: goods ? goods.goodsId : visit.subject,
          since: visit.serverSince || (visit.orderBefore === undefined ? visit.since : 0),
        }).then((found) => (found && !isOlder(visit, found) ? mine(visit, found) : null))
      : Promise.resolve(null);
}

/**
 * Finds out how a payment ended that the app was killed in: asks for the order first, sends nothing. The
 * visit knows the order's numbers afterwards, if there is an order. Rejects while the merchant cannot be
 * asked: the visit is kept for the next time.
 */
export function resume(config: TradeConfig, visit: Visit): Promise<OrderInfo | null> {
  return madeBy(config, visit).then((order) => {
    if (!order) {
      forget(config, visit);
      return null;
    }
    tell(config, visit, order);
    return order;
  });
}

/**
 * Asks for the order of an attempt that nobody has answered; sends nothing. Only an end that cannot change
 * any more is reported: the cashier may still be open for an order that is unpaid. Rejects while the merchant
 * cannot be asked.
 */
export function look(config: TradeConfig, visit: Visit): Promise<OrderState | undefined> {
  return madeBy(config, visit).then((order) => {
    if (!order) return undefined;
    const { state } = order;
    if (state === 'paid' || state === 'closed') tell(config, visit, order);
    else {
      know(visit, order.orderId, order.outOrderNo, false);
      keep(config.platform, visit);
    }
    return state;
  });
}

/**
 * Asks for the order of a refund again; sends nothing. A refund that was not there when the visit began is an
 * application of which no answer came: it is reported as a success, and the visit knows its number. Otherwise
 * the visit has the order as it is now. Rejects while the merchant cannot be asked.
 */
export function resumeRefund(config: TradeConfig, visit: RefundSession): Promise<void> {
  const { getOrder, getRefund } = config.merchant;
  const before = visit.refund.order.refunds;
  return getOrder({ outOrderNo: visit.outOrderNo }).then((order) => {
    const outRefundNo = order.refunds.filter((one) => before.indexOf(one) < 0)[0];
    if (visit.phase === 'paying' && outRefundNo) {
      // That there is one is known: only its numbers may be missing.
      const unknown = { refundId: '', orderId: order.orderId };
      return getRefund({ outRefundNo })
        .catch(() => unknown)
        .then(({ refundId, orderId }) => {
          visit.outRefundNo = outRefundNo;
          report(config.platform, visit, {
            refund: { status: 'success', result: { refundId, outRefundNo, orderId } },
          });
        });
    }
    // What was applied for stays as it is while nobody knows how that ended.
    if (visit.phase === 'paying' && !visit.stale && !visit.unsure) return undefined;
    // What the answer lacks is kept as it was.
    visit.refund.order = Object.assign({}, visit.refund.order, order);
    if (visit.stale) forget(config, visit);
    return undefined;
  });
}

/**
 * Reports how an application ended of which no answer came, and returns whether it is in. Rejects while the
 * merchant cannot be asked: nothing is reported then, and it has to be asked again.
 */
export function settleRefund(
  config: TradeConfig,
  visit: RefundSession,
  error: NonNullable<RefundSession['unsure']>,
): Promise<boolean> {
  visit.unsure = error;
  return resumeRefund(config, visit).then(() => {
    delete visit.unsure;
    if (visit.outRefundNo) return true;
    const { errMsg } = error;
    report(config.platform, visit, { error, refund: { status: 'fail', result: { errMsg } } });
    return false;
  });
}

/**
 * Resumes everything that an earlier life of the app was left in. What cannot be asked for now stays in the
 * store for the next time.
 */
export function resumeAll(config: TradeConfig): void {
  const visits = all(config.platform);
  Object.keys(visits).forEach((id) => {
    const visit = visits[id];
    if (!visit.stale || visit.phase !== 'paying') return;
    const resumed: Promise<unknown> =
      'refund' in visit ? resumeRefund(config, visit as RefundSession) : resume(config, visit);
    resumed.catch((reason: unknown) =>
      console.warn(`[microapp-trade-kit] what became of a payment or refund is not known yet`, reason),
    );
  });
}
