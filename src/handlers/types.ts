import type { ItemOrderRefund } from '../contract/apply-refund';
import type { TradeError } from '../contract/codes';
import type { ConsumeDetail, PayDetail, RefundDetail } from '../contract/events';
import type { GoodsInfo } from '../contract/goods-types';

/** What a handler gets. The host adds `target`, `currentTarget` and the like. */
export interface HandlerEvent<D> {
  type: string;
  detail: D;
}

/** `detail` of `bind:getgoodsinfo` and `bind:placeorder` (contract pay-button §3). */
export interface GoodsDetail {
  goodsId: string;
  /** 1 library goods, 2 own goods. */
  goodsType: number;
}

/** `detail` of `bind:applyrefund` (contract pay-button §3). */
export interface ApplyRefundDetail {
  /** The developer's order number. */
  orderId: string;
}

/**
 * Called when a `mode` 2 button appears, before any tap: resolve what the button sells (contract pay-button
 * §5).
 *
 * Throwing or rejecting fires 21509, and so does not settling within 15 s (property `handler-timeout`); a
 * result that is no goods info fires 21512, and wrong labels of own goods 21511. A plain value counts as
 * resolved.
 */
export type GetGoodsInfoHandler = (event: HandlerEvent<GoodsDetail>) => GoodsInfo | PromiseLike<GoodsInfo>;

/**
 * Called on a tap, before 提单页 opens: log the user in here. The resolved value is not used (contract
 * pay-button §4.2).
 *
 * Throwing or rejecting fires 21510 and opens no page, and so does not settling within 60 s (property
 * `handler-timeout`).
 */
export type PlaceOrderHandler = (event: HandlerEvent<GoodsDetail>) => unknown;

/**
 * What `applyrefund` resolves: passed through to the developer's server (contract pay-button §9). Money in 分.
 */
export interface ApplyRefundResult {
  /** The items to refund; at least one. Absent: the user chooses on the page. */
  itemOrderList?: ItemOrderRefund[];
  [key: string]: unknown;
}

/**
 * Called on a tap on 申请退款, before the refund page opens. Bind it only to pass something through (contract
 * pay-button §9.1).
 *
 * Throwing or rejecting fires 21533, and so does not settling within 60 s (property `handler-timeout`);
 * anything but an object fires 21534.
 */
export type ApplyRefundHandler = (
  event: HandlerEvent<ApplyRefundDetail>,
) => ApplyRefundResult | PromiseLike<ApplyRefundResult>;

/**
 * Told how a payment ended (contract pay-button §7). `status: 'success'` means that the cashier opened; only
 * `result.code` 0 means paid.
 */
export type PayHandler = (event: HandlerEvent<PayDetail>) => unknown;

/** Told whether a refund application was submitted (contract pay-button §9.3). */
export type RefundHandler = (event: HandlerEvent<RefundDetail>) => unknown;

/** Told that codes of the order have been redeemed (contract consume-card §2.1). */
export type ConsumeHandler = (event: HandlerEvent<ConsumeDetail>) => unknown;

/** Told every error (contract pay-button §10); always before the `pay` or `refund` of the same failure. */
export type ErrorHandler = (event: HandlerEvent<TradeError>) => unknown;

/**
 * A set for `defineHandlers`, or for the property `handlers`, by event name. An event that the set lacks is
 * triggered as usual.
 */
export interface Handlers {
  getgoodsinfo?: GetGoodsInfoHandler;
  placeorder?: PlaceOrderHandler;
  applyrefund?: ApplyRefundHandler;
  pay?: PayHandler;
  refund?: RefundHandler;
  consume?: ConsumeHandler;
  error?: ErrorHandler;
}
