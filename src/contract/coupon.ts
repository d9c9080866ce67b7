/** Douyin codes (抖音码) as the platform's documents have them (contract consume-card §3). Times in ms. */

import type { Coupon } from './merchant/answers';

/** `item_order_status` of an item order, as far as the documents' list is known. */
export const enum ItemOrderStatus {
  Invalid = 0,
  /** 待支付. */
  Unpaid = 1,
  /** 待使用. */
  Usable = 2,
  /** 已核销. */
  Redeemed = 3,
  /** 订单关闭. */
  Closed = 4,
  /** 待预约. */
  ToBook = 10,
}

/** `refundStatus` of a refund on the client (contract jsapi §6). */
export const enum RefundStatus {
  Refunding = 1,
  Refunded = 98,
  Failed = 99,
}

/** How many item orders one query asks for at most. */
export const MAX_QUERIED_ITEMS = 20;

/** How long after a redemption the shop may undo it. */
export const UNDO_MS = 60 * 60 * 1000;

/** What a Douyin code can be shown as. A code whose refund failed can still be redeemed. */
export type CouponState = Coupon['state'];

interface CouponFacts {
  itemOrderStatus: ItemOrderStatus;
  /** Of the newest refund of the item, where there is one. */
  refundStatus?: RefundStatus;
  validFrom: number;
  validTo: number;
  now: number;
}

/**
 * The state of a code; `undefined` where there is none to show. A unit of which a part went back is usable as
 * before.
 */
export function couponState({
  itemOrderStatus,
  refundStatus,
  validFrom,
  validTo,
  now,
}: CouponFacts): CouponState | undefined {
  if (itemOrderStatus === ItemOrderStatus.Redeemed) return 'redeemed';
  if (refundStatus === RefundStatus.Refunding) return 'refunding';
  if (itemOrderStatus === ItemOrderStatus.Closed)
    return refundStatus === RefundStatus.Refunded ? 'refunded' : undefined;
  if (itemOrderStatus !== ItemOrderStatus.Usable) return undefined;
  if (now < validFrom) return 'notStarted';
  if (now > validTo) return 'expired';
  return refundStatus === RefundStatus.Failed ? 'refundFailed' : 'usable';
}
