import type { OrderStatus, TradeError } from '../contract/codes';
import type { Report } from '../contract/events';
import type { Asker } from '../handlers/ask';
import type { OrderInfo } from '../ports/merchant';

/** Applying for a refund and viewing one, as part of a component's machine (contract pay-button §8.1). */
export type RefundState = 'asking' | 'applying' | 'opening';

export interface RefundEvents {
  /** The order or the refund was fetched. */
  ASKED: Asked;
  /** Whether `applyrefund` is bound, found out before anybody taps; `undefined` where nobody can tell. */
  BOUND: boolean | undefined;
  /** `applyrefund` was answered, or is not bound. */
  APPLIED: Asked;
  /** A page was opened. */
  OPENED: undefined;
  /** A page could not be opened. */
  STAYED: undefined;
  /** How an attempt to pay or a refund application ended, or what a page could not do. */
  REPORTED: Report;
}

export type RefundGuard = 'refused' | 'isApplying';

export type RefundEffect = 'probe' | 'askOrdered' | 'askApplyRefund' | 'openPage' | 'report' | 'reportEnd';

/** The properties that these steps read, as the component has them. */
export interface RefundProps {
  orderId: unknown;
  refundId?: unknown;
  refundTotalAmount?: unknown;
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

/** What the steps of a refund read of a component's context. */
export interface RefundContext extends Asked {
  asker: Asker;
  props: RefundProps;
  /** The newest report. */
  told?: Report | undefined;
}

/** What is wanted of an order. */
export interface RefundWish {
  props: RefundProps;
  status: OrderStatus;
  /** The component has no `refund-total-amount`: a legacy order is refunded as a whole. */
  whole: boolean;
}
