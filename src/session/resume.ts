import { PayCode } from '../contract/codes';
import type { TradeConfig } from '../config';
import type { OrderInfo } from '../ports/merchant';
import { report } from './page-side';
import { all, keep, type Session } from './store';

/**
 * Finds out how a payment ended that the app was killed in: asks for the order first, sends nothing. The session knows the order's
 * numbers afterwards, if there is an order. Rejects while the merchant cannot be asked: the session is kept for the next time.
 */
export function resume(config: TradeConfig, session: Session): Promise<OrderInfo | null> {
  const { getOrder, findOrder } = config.merchant;
  const asked: Promise<OrderInfo | null> =
    session.outOrderNo && getOrder
      ? getOrder({ outOrderNo: session.outOrderNo })
      : findOrder
        ? findOrder({ goodsId: session.goods.goodsId, since: session.since })
        : Promise.resolve(null);
  return asked.then((order) => {
    if (!order) {
      session.reported = session.attempts;
      session.phase = 'open';
      session.stale = false;
      keep(config.platform, session);
      return null;
    }
    const { orderId, outOrderNo } = order;
    session.orderId = orderId;
    session.outOrderNo = outOrderNo;
    // The cashier is gone with the app: an order that is not paid was closed, one in flight is unknown.
    const code = order.state === 'paid' ? PayCode.Paid : order.state === 'processing' ? PayCode.Unknown : PayCode.Closed;
    report(config.platform, session, { pay: { status: 'success', orderId, outOrderNo, result: { code, orderId } } });
    return order;
  });
}

/** Resumes every payment of an earlier life of the app. One that cannot be asked for now stays in the store for the next time. */
export function resumeAll(config: TradeConfig): void {
  const sessions = all(config.platform);
  Object.keys(sessions).forEach((id) => {
    const session = sessions[id];
    if (session.stale && session.phase === 'paying') resume(config, session).catch(() => undefined);
  });
}
