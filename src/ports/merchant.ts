import type { CouponState } from '../contract/coupon';
import type { FeeDetails, LibraryGoods } from '../contract/goods-types';

/** Whether this mini-program can take money for these goods. */
export interface PaymentAbility {
  able: boolean;
  reason?: string;
}

/** `processing`: the payment's outcome is not known yet. */
export type OrderState = 'unpaid' | 'processing' | 'paid' | 'closed';

/** One unit bought (contract consume-card §3). Money in 分. */
export interface ItemOrder {
  itemOrderId: string;
  goodsId: string;
  paidAmount: number;
  /** What may still be refunded of this item. */
  refundableAmount: number;
}

/** An order as the developer's server knows it. Money in 分, times in ms. */
export interface OrderInfo {
  orderId: string;
  outOrderNo: string;
  state: OrderState;
  createTime: number;
  payExpireTime: number;
  totalAmount: number;
  discountAmount: number;
  quantity: number;
  refundableQuantity: number;
  /** Made by trade template 1.0: refunded by amount (contract pay-button §9.4). */
  legacy: boolean;
  goods?: { goodsId: string; goodsType: number; goodsName: string; goodsPhoto: string; price: number };
  itemOrders: ItemOrder[];
  /** Developer refund numbers of this order, newest first. */
  refunds: string[];
}

/** A refund as the developer's server knows it (contract jsapi §6, getRefundOrder). Money in 分. */
export interface RefundInfo {
  refundId: string;
  outRefundNo: string;
  orderId: string;
  /** 1 退款中, 98 退款成功, 99 退款失败. */
  refundStatus: 1 | 98 | 99;
  refundAmount: number;
  refundQuantity: number;
  refundWay: string;
  refundReason: string;
  refundTips: string;
  /** 0 to be processed, 1 processing, 2 done, 3 failed. */
  refundSteps: { title: string; state: 0 | 1 | 2 | 3; time?: number }[];
  itemOrderList: { itemOrderId: string; refundAmount: number }[];
}

/** One Douyin code of an order (contract consume-card §3). Times in ms. */
export interface Coupon {
  itemOrderId: string;
  code: string;
  /**
   * What the QR holds; rotates, is void once any code of the order changed its state, and empty where nothing
   * can be redeemed.
   */
  qrPayload: string;
  /** When the payload stops working: ask again before. */
  qrValidTo?: number;
  state: CouponState;
  validFrom: number;
  validTo: number;
  /** The developer's number of the newest refund of this item, where there is one. */
  outRefundNo?: string;
  /** An item that is used several times (次卡): how often it still can be, and how often it could. */
  usableTimes?: number;
  totalTimes?: number;
}

/** The Douyin codes of an order, as the developer's server knows them. */
export interface OrderCoupons {
  outOrderNo: string;
  /** The name of the goods. */
  title: string;
  /** Whether the order is paid: only then it has codes. */
  paid: boolean;
  /** One for each item order, in the order's own order. */
  coupons: Coupon[];
  refundableQuantity: number;
  /** Clock of the server when it answered, ms: the card takes its times from it. */
  now: number;
}

export interface MerchantSubject {
  name: string;
}

/** What marketing takes off an order (`marketing-ready`, contract pay-button §2). Money in 分. */
export interface Marketing {
  /** Sent with the order as `discountId` (contract jsapi §1.1). */
  discountId: string;
  totalDiscountAmount: number;
  lines: { title: string; discountAmount: number }[];
}

/** What `sign` turns into the `data` and `byteAuthorization` of tt.requestOrder (contract jsapi §2). */
export interface OrderDraft {
  goodsId: string;
  goodsType: number;
  goodsName: string;
  goodsPhoto: string;
  price: number;
  quantity: number;
  totalAmount: number;
  totalDiscountAmount?: number;
  phoneNumber?: string;
  contactName?: string;
  note?: string;
  cpExtra?: string;
  tradeOption?: Record<string, unknown>;
  feeDetailsList?: FeeDetails[];
}

export interface SignedOrder {
  data: string;
  byteAuthorization: string;
  outOrderNo: string;
}

/** Why a call of a port failed: `server` = it broke, `rejected` = it refused the parameters. */
export interface PortError {
  kind: 'server' | 'rejected';
  errMsg: string;
  errLogId?: string;
}

/**
 * What only the developer's server can know. Every method rejects with a `PortError`.
 * The HTTP shape is published as an OpenAPI file; `adapters/http-merchant.ts` speaks it.
 */
export interface Merchant {
  getGoods(query: { goodsId: string; goodsType: number; bizLine: number }): Promise<LibraryGoods>;
  getAbility(query: { goodsId: string; goodsType: number }): Promise<PaymentAbility>;
  getOrder(query: { outOrderNo: string }): Promise<OrderInfo>;
  /**
   * The user's newest order of these goods made at or after `since` (ms), or null. Asked when the app was
   * killed between sending an order and learning its number.
   */
  findOrder(query: { goodsId: string; since: number }): Promise<OrderInfo | null>;
  getRefund(query: { outRefundNo: string }): Promise<RefundInfo>;
  getCoupons(query: { outOrderNo: string }): Promise<OrderCoupons>;
  getSubject(): Promise<MerchantSubject>;
  getMarketing(query: { goodsId: string; quantity: number; totalAmount: number }): Promise<Marketing>;
  sign(draft: OrderDraft): Promise<SignedOrder>;
}
