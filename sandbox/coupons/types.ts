/** What the platform keeps of a Douyin code. Times in ms, money in 分. */
import type { CouponState, ItemOrderStatus, RefundStatus } from '../../src/contract/coupon';

export interface Certificate {
  certificateId: string;
  itemOrderId: string;
  orderId: string;
  /** Fifteen digits. */
  code: string;
  state: CouponState;
  itemOrderStatus: ItemOrderStatus;
  refundStatus?: RefundStatus;
  outRefundNo?: string;
  validFrom: number;
  validTo: number;
  totalTimes: number;
  usedTimes: number;
  /** Uses neither used up nor refunded nor applied for. */
  usableTimes: number;
}

/** What a QR holds for a while. */
export interface Link {
  link: string;
  expireTime: number;
}

type CouponStep =
  'issued' | 'started' | 'expired' | 'redeemed' | 'undone' | 'refunding' | 'refunded' | 'refundFailed';

/** One step in the life of a code. */
export interface CouponEvent {
  time: number;
  step: CouponStep;
  verifyId?: string;
  shopName?: string;
  refundId?: string;
  amount?: number;
}
