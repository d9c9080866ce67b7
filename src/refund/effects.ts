import { config } from '../config';
import { checkApplyRefund } from '../contract/apply-refund';
import { ErrNo, OrderStatus, type TradeError } from '../contract/codes';
import { HANDLER_TIMEOUT } from '../contract/limits';
import { checkOrderId, checkRefundId, legacyAmount } from '../contract/pay-button';
import { ask, present, type Answer, type Asker } from '../handlers/ask';
import { refusal } from '../handlers/refusal';
import { inquire } from '../ports/inquire';
import type { OrderInfo } from '../ports/merchant';
import type { Visit } from '../ports/sessions';

/** The properties that these steps read, as the component has them. */
export interface RefundProps {
  orderId: unknown;
  refundId: unknown;
  refundTotalAmount: unknown;
  /** The component has no such property: a legacy order is refunded as a whole. */
  whole?: boolean;
  /** Plays the part of what `applyrefund` resolves, where that handler is not bound. */
  applyRefundParams: unknown;
  /**
   * How long a handler's answer is waited for, ms; absent or not above 0: the contract's own (decision D1).
   */
  handlerTimeout: number;
}

/** What a step brings: an error, or its part of the context. */
export interface Asked {
  error?: TradeError | undefined;
  order?: OrderInfo | undefined;
  /** Whether `applyrefund` is bound; `undefined` when that cannot be known before asking. */
  bound?: boolean | undefined;
  /** What `applyrefund` resolved. */
  params?: object | undefined;
}

/** What the steps need of a component's context. */
export interface RefundContext extends Asked {
  asker: Asker;
  props: RefundProps;
  /** Sends an event of no attempt. */
  send(event: 'REPORTED', payload?: unknown): void;
  /** What ends listening to each visit. */
  unlisten: Record<string, () => void>;
}

/** What opening a page needs of an effect's scope. */
interface Step {
  context: RefundContext;
  send(event: 'OPENED' | 'STAYED'): void;
}

/** The subject of visits about an order of this number. */
export const orderSubject = (outOrderNo: unknown): string => `#${String(outOrderNo)}`;

/** Ends a question with an error, where there is one. */
function refuse(error: TradeError | undefined): void {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- `inquire` passes a `TradeError` on
  if (error) throw error;
}

/** What a legacy order refunds, 分; `undefined` where that is not known. */
const amountOf = (order: OrderInfo, { refundTotalAmount, whole }: RefundProps): number | undefined =>
  legacyAmount(
    whole && order.legacy
      ? order.itemOrders.reduce((sum, { refundableAmount }) => sum + refundableAmount, 0)
      : refundTotalAmount,
  );

/** Why an order that was fetched cannot be refunded: 21530, 21531, 21524, in this order. */
function unrefundable(order: OrderInfo, props: RefundProps): TradeError | undefined {
  if (!order.goods) return { errNo: ErrNo.RefundOrderWithoutGoods, errMsg: 'the order has no goods' };
  if (!(order.refundableQuantity > 0))
    return { errNo: ErrNo.NothingRefundable, errMsg: 'the refundable quantity is 0' };
  return order.legacy && !props.whole && !amountOf(order, props)
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
export function askOrdered({ asker, props }: RefundContext, status: OrderStatus): Promise<Asked> {
  const { merchant } = config();
  const outOrderNo = props.orderId as string;
  const outRefundNo = props.refundId as string;
  const question = (): Promise<Asked> => {
    if (status > OrderStatus.Refundable) {
      refuse(checkRefundId(outRefundNo));
      return merchant.getRefund!({ outRefundNo }).then(() => ({}));
    }
    refuse(checkOrderId(outOrderNo));
    return merchant.getOrder!({ outOrderNo }).then((order: OrderInfo | null) => {
      if (!order) return Promise.reject<Asked>({ kind: 'rejected', errMsg: 'no such order' });
      if (!status) return { order };
      refuse(unrefundable(order, props));
      return present(asker, 'applyrefund').then((bound) => ({ order, bound }));
    });
  };
  const [server, rejected] = CODES[Math.min(status, OrderStatus.Refunding)];
  return inquire(question, server, rejected).catch((error: TradeError) => ({ error }));
}

/**
 * Asks `applyrefund` what to pass through, where it is bound; else `apply-refund-params` says it, or nothing.
 * Never rejects.
 */
export function askParams({ asker, bound, props }: RefundContext): Promise<Asked> {
  const { orderId } = props;
  const asked =
    bound === false
      ? Promise.resolve<Answer>({ kind: 'missing' })
      : ask(asker, 'applyrefund', { orderId }, props.handlerTimeout || HANDLER_TIMEOUT);
  return asked.then((answer) => {
    const missing = answer.kind === 'missing';
    const params = missing ? props.applyRefundParams : (answer as { value?: unknown }).value;
    if (missing && !params) return {};
    const checked =
      (!missing && refusal(answer, 'applyrefund', ErrNo.ApplyRefundFailed, ErrNo.ApplyRefundFailed)) ||
      checkApplyRefund(params);
    return 'errNo' in checked ? { error: checked } : { params: params as object };
  });
}

/** Passes on what is reported of this visit, for as long as the component lives. */
export function follow(context: RefundContext, visit: Visit): void {
  context.unlisten[visit.id] = config().sessions.listen(visit, (report) => context.send('REPORTED', report));
}

/** Hands `what` over to the page at `url`, and opens it. */
export function openPage(step: Step, url: string, subject: string, what: object, query = ''): void {
  const { platform, sessions } = config();
  const visit = sessions.begin(subject, what);
  follow(step.context, visit);
  platform.navigateTo(`${url}?session=${visit.id}${query}`).then(
    () => step.send('OPENED'),
    (error: TradeError) => {
      console.error(
        `[microapp-trade-kit] ${url} cannot be opened: list it in app.json or setup({ pages })`,
        error,
      );
      step.send('STAYED');
    },
  );
}

/** Opens 退款申请页 for the order that was asked for, or 退款详情页 for `refund-id`. */
export function openRefund(step: Step, status: OrderStatus): void {
  const { order, params, props } = step.context;
  const { refundApply, refundDetail } = config().pages;
  const subject = orderSubject(props.orderId);
  if (status > OrderStatus.Refundable) {
    openPage(step, refundDetail, subject, {}, `&refundId=${encodeURIComponent(props.refundId as string)}`);
    return;
  }
  const refund = { order, params, amount: amountOf(order!, props) };
  openPage(step, refundApply, subject, { orderId: order!.orderId, outOrderNo: props.orderId, refund });
}
