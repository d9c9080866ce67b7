import type { PayCode, TradeError } from './codes';

/** The numbers of an order, empty while there is none. */
interface OrderNumbers {
  /** Douyin's order number. */
  orderId: string;
  /** The developer's order number. */
  outOrderNo: string;
}

/** The cashier opened. Only `code` 0 means paid. */
export interface PaySuccess extends OrderNumbers {
  status: 'success';
  result: { code: PayCode; orderId: string };
}

/** The cashier did not open. */
export interface PayFailure extends OrderNumbers {
  status: 'fail';
  result: { errMsg: string };
}

/**
 * `detail` of `bind:pay` (contract pay-button §7). `status` says whether the cashier opened, not whether
 * money moved; it tells the two shapes apart.
 */
export type PayDetail = PaySuccess | PayFailure;

export interface RefundSuccess {
  status: 'success';
  result: { refundId: string; outRefundNo: string; orderId: string };
}

export interface RefundFailure {
  status: 'fail';
  result: { errMsg: string };
}

/** `detail` of `bind:refund` (contract pay-button §9.3): the application, not the money. */
export type RefundDetail = RefundSuccess | RefundFailure;

/** `detail` of `bind:consume` (contract consume-card §2.1). */
export interface ConsumeDetail {
  /** The developer's order number. */
  orderId: string;
}

/**
 * What 提单页 tells the button: `bind:error` first, where there is an error, then `bind:pay`, where an attempt
 * to pay ended (contract README D5).
 */
export interface PayReport {
  error?: TradeError;
  pay?: PayDetail;
  /** The order can no longer be paid. */
  closed?: boolean;
}

/**
 * What a page tells the button: an error first, then how an attempt to pay or a refund application ended
 * (decision D5).
 */
export interface Report extends PayReport {
  refund?: RefundDetail;
}

/** Something threw that must not: `setup({ report })` gets it. */
export interface Problem {
  /** The component, or what else of the kit it was in. */
  component: string;
  /** Its state and the event it was at; empty outside of a component. */
  state: string;
  event: string;
  /** What threw: a guard, effect or hook by its name, `reducer`, or `view`. */
  part: string;
  error: unknown;
}
