import type {
  LibraryGoods,
  Marketing,
  MerchantSubject,
  OrderCoupons,
  OrderInfo,
  PaymentAbility,
  RefundInfo,
  SignedOrder,
} from '../contract/merchant/answers';
import type {
  AbilityQuery,
  GoodsQuery,
  LatestQuery,
  MarketingQuery,
  OrderDraft,
  OrderQuery,
  RefundQuery,
} from '../contract/merchant/queries';
import type { Optional, QuestionName } from '../contract/merchant/questions';

export type {
  Coupon,
  ItemOrder,
  Marketing,
  MerchantSubject,
  OrderCoupons,
  OrderInfo,
  OrderState,
  PaymentAbility,
  RefundInfo,
  SignedOrder,
} from '../contract/merchant/answers';
export type { OrderDraft } from '../contract/merchant/queries';

/** Why a call of a port failed: `server` = it broke, `rejected` = it refused the parameters. */
export interface PortError {
  kind: 'server' | 'rejected';
  errMsg: string;
  errLogId?: string;
}

/**
 * How a question to the merchant fails, as `config().merchant` tells it. An answer that is not what the
 * contract says counts as `server`, and names the first field that is wrong.
 */
export interface AnswerError extends PortError {
  question: QuestionName;
  /** The field, such as `itemOrders[0].paidAmount`; empty for the answer itself. */
  path?: string;
  expected?: string;
  got?: string;
  /** What the mistake probably is: yuan for 分, seconds for ms. */
  mistake?: string;
  /** The port has no such method: nobody was asked. */
  lacking?: true;
}

/**
 * What only the developer's server can know. Every method rejects with a `PortError`.
 * The HTTP shape is published as an OpenAPI file; `adapters/http-merchant.ts` speaks it.
 */
export interface Merchant {
  getGoods(query: GoodsQuery): Promise<LibraryGoods>;
  getAbility(query: AbilityQuery): Promise<PaymentAbility>;
  getOrder(query: OrderQuery): Promise<OrderInfo>;
  /**
   * The user's newest order of these goods made at or after `since` (ms), or null. Asked when the app was
   * killed between sending an order and learning its number.
   */
  findOrder(query: LatestQuery): Promise<OrderInfo | null>;
  getRefund(query: RefundQuery): Promise<RefundInfo>;
  getCoupons(query: OrderQuery): Promise<OrderCoupons>;
  getSubject(): Promise<MerchantSubject>;
  getMarketing(query: MarketingQuery): Promise<Marketing>;
  sign(draft: OrderDraft): Promise<SignedOrder>;
}

/**
 * The merchant as the kit asks it (`config().merchant`): every question that the contract needs is there,
 * never throws, answers in time with what the contract says, or rejects with an `AnswerError`.
 */
export type GuardedMerchant = Omit<Merchant, Optional> & Partial<Pick<Merchant, Optional>>;
