import { config } from '../config';
import { checkApplyRefund } from '../contract/apply-refund';
import { ErrNo, OrderStatus, type TradeError } from '../contract/codes';
import type { Report } from '../contract/events';
import { HANDLER_TIMEOUT } from '../contract/limits';
import { checkOrderId, checkRefundId, legacyAmount } from '../contract/pay-button';
import { ask, present, type Answer } from '../handlers/ask';
import { refusal } from '../handlers/refusal';
import { inquire, reasonText } from '../ports/inquire';
import type { OrderInfo } from '../ports/merchant';
import { orderSubject } from '../session/subject';
import type { Asked, RefundContext, RefundWish } from './schema';

/** Ends a question with an error, where there is one. */
function refuse(error: TradeError | undefined): void {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- `inquire` passes a `TradeError` on
  if (error) throw error;
}

/** What a legacy order refunds, 分; `undefined` where that is not known. */
const amountOf = (order: OrderInfo, { props, whole }: RefundWish): number | undefined =>
  legacyAmount(
    whole && order.legacy
      ? order.itemOrders.reduce((sum, { refundableAmount }) => sum + refundableAmount, 0)
      : props.refundTotalAmount,
  );

/** Why an order that was fetched cannot be refunded: 21530, 21531, 21524, in this order. */
function unrefundable(order: OrderInfo, wish: RefundWish): TradeError | undefined {
  if (!order.goods) return { errNo: ErrNo.RefundOrderWithoutGoods, errMsg: 'the order has no goods' };
  if (!(order.refundableQuantity > 0))
    return { errNo: ErrNo.NothingRefundable, errMsg: 'the refundable quantity is 0' };
  return order.legacy && !wish.whole && !amountOf(order, wish)
    ? { errNo: ErrNo.LegacyAmountMissing, errMsg: 'a legacy order needs refund-total-amount' }
    : undefined;
}

/** The errNos of a query that failed on the server, and of one that was rejected, by `order-status`. */
const CODES = [
  [ErrNo.ContinueServer, ErrNo.ContinueRejected],
  [ErrNo.RefundOrderServer, ErrNo.RefundOrderRejected],
  [ErrNo.RefundQueryFailed, ErrNo.RefundQueryFailed],
];

/**
 * Checks `order-id` (21522) or `refund-id` (21523), and fetches the order or the refund. Where a refund is to
 * be applied for, the order must be refundable, and the page is probed for `applyrefund`. Never rejects.
 */
export function askOrdered(
  { asker, bound: known }: Readonly<RefundContext>,
  wish: RefundWish,
): Promise<Asked> {
  const { merchant } = config();
  const { props, status } = wish;
  const outOrderNo = props.orderId as string;
  const outRefundNo = props.refundId as string;
  const question = (): Promise<Asked> => {
    if (status > OrderStatus.Refundable) {
      refuse(checkRefundId(outRefundNo));
      return merchant.getRefund({ outRefundNo }).then(() => ({}));
    }
    refuse(checkOrderId(outOrderNo));
    return merchant.getOrder({ outOrderNo }).then((order) => {
      if (!status) return { order };
      refuse(unrefundable(order, wish));
      const found = known === undefined ? present(asker, 'applyrefund') : Promise.resolve(known);
      return found.then((bound) => ({ order, bound }));
    });
  };
  const [server, rejected] = CODES[Math.min(status, OrderStatus.Refunding)];
  return inquire(question, server, rejected).catch((error: TradeError) => ({ error }));
}

/**
 * Asks `applyrefund` what to pass through, where it is bound; else `apply-refund-params` says it, or nothing.
 * Never rejects.
 */
export function askParams({ asker, bound, props }: Readonly<RefundContext>): Promise<Asked> {
  const { orderId } = props;
  const asked =
    bound === false
      ? Promise.resolve<Answer>({ kind: 'missing' })
      : ask(asker, 'applyrefund', { orderId }, HANDLER_TIMEOUT, props.handlerTimeout);
  return (
    asked
      .then((answer) => {
        const missing = answer.kind === 'missing';
        const params = missing ? props.applyRefundParams : (answer as { value?: unknown }).value;
        if (missing && !params) return {};
        const checked =
          (!missing && refusal(answer, 'applyrefund', ErrNo.ApplyRefundFailed, ErrNo.ApplyRefundFailed)) ||
          checkApplyRefund(params);
        return 'errNo' in checked ? { error: checked } : { params: params as object };
      })
      // An answer that throws where it is read.
      .catch((reason: unknown) => ({
        error: { errNo: ErrNo.ApplyRefundFailed, errMsg: `applyrefund failed: ${reasonText(reason)}` },
      }))
  );
}

/** Opens 退款申请页 for the order that was asked for, or 退款详情页 for `refund-id`. */
export function openRefund(
  { asker, order, params }: Readonly<RefundContext>,
  wish: RefundWish,
  tell: (report: Report) => void,
): Promise<void> {
  const { sessions } = config();
  const { props, status } = wish;
  const subject = orderSubject(props.orderId);
  if (status > OrderStatus.Refundable) {
    const query = `&refundId=${encodeURIComponent(props.refundId as string)}`;
    return sessions.open(asker, subject, {}, 'refundDetail', query, tell);
  }
  const refund = { order, params, amount: amountOf(order!, wish) };
  const what = { orderId: order!.orderId, outOrderNo: props.orderId, refund };
  return sessions.open(asker, subject, what, 'refundApply', '', tell);
}
