/** What an API of the contract is: its options, what they are checked with, and how it fails. */
import type { Fields, ObjectField } from '../schema/fields';
import type { Place, Problem, Warning } from '../schema/walk';

/** What a check may know beside the options. Times in ms. */
export interface Context {
  now: number;
  /** Base library of the host. @default the newest */
  baseLibrary?: string;
  /** Accept several skus in one order (README Q5). @default false */
  severalSkus?: boolean;
  /** The app's orders are fully merged (全融合) into life service. @default false */
  fullyMerged?: boolean;
  /** Whether goods (by goodsId) need a reservation; `undefined` when nobody knows. */
  needsReservation?: (goodsId: string) => boolean | undefined;
  /** Whether a sku (by skuId) is a ticket outside the POI library. */
  isOutsideTicket?: (skuId: string) => boolean;
  /** Price of library goods (by goodsId) in 分; `undefined` for goods that the library does not have. */
  libraryPrice?: (goodsId: string) => number | undefined;
  /** Redeeming: the order is of library goods. */
  ofLibrary?: boolean;
  /** applyRefund, createRefundOrder: the order, where it is known already. */
  order?: RefundableOrder;
  /** Receives what was tolerated. */
  warnings?: Warning[];
}

/** The part of an order that a refund is checked against. Money in 分. */
export interface RefundableOrder {
  legacy: boolean;
  takeaway: boolean;
  /** A takeaway order for a later time (deliveryInfo.bookType 2). */
  scheduled: boolean;
  /** Carries a delivery or packing fee. */
  hasFees: boolean;
  /** How many units of each of its goods, by goodsId, can still go back. */
  goods: Readonly<Record<string, number>>;
  /** The same by skuId; empty for an order without skus. */
  skus: Readonly<Record<string, number>>;
  /**
   * What is left of the order as a whole, and of each fee by feeType; absent while it is not paid, as then
   * its state is what is wrong.
   */
  left?: { amount: number; fees: Readonly<Record<number, number>> };
  itemOrders: readonly { itemOrderId: string; refundableAmount: number }[];
}

export type Condition = (place: Place, context: Context) => boolean;
type Rule = (options: never, context: Context) => Problem | undefined;

/**
 * Who is to blame: the data sent, the caller (login, rights), the service, or what happened in the cashier.
 */
export type Fault = 'data' | 'caller' | 'service' | 'payment';

/** One line of an API's error table. A code may have several lines, one for each text. */
export interface ErrorRow {
  errNo: number;
  /** Text after `<api>:fail `. */
  message: string;
  meaning: string;
  fault: Fault;
  /** No document lists it for this API (README Q18). */
  inferred?: true;
}

export interface ApiContract {
  name: string;
  since?: string;
  sdk?: true;
  options: ObjectField;
  /** Payload of `success`. */
  success: Fields;
  conditions?: Readonly<Record<string, Condition>>;
  rules?: Readonly<Record<string, Rule>>;
  errors: readonly ErrorRow[];
  /** Section of the contract. */
  ref: string;
}
