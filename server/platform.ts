/** What the shop asks the platform: a callback may be late, or lost. Money in 分, times in ms. */
import type { OrderInfo } from '../src/ports/merchant';
import type { AuditState } from './words';

export interface PlatformOrder {
  orderId: string;
  outOrderNo: string;
  orderStatus: 'PROCESS' | 'SUCCESS' | 'FAIL' | 'TIMEOUT';
  /** A payment is on its way whose end nobody knows yet. */
  paymentInProgress?: boolean;
  payExpireTime?: number;
  /** Made by trade template 1.0: refunded by amount. */
  legacy?: boolean;
  /** Delivered or picked up: what a refund has to say beside its goods. */
  takeaway?: OrderInfo['takeaway'];
  /** Its units, where the platform tells them. */
  itemOrders?: {
    itemOrderId: string;
    goodsId: string;
    price: number;
    paidAmount: number;
    refundableAmount: number;
  }[];
}

export interface PlatformRefund {
  refundStatus: 'PROCESSING' | 'SUCCESS' | 'FAIL';
  refundAuditStatus: AuditState;
  auditTime?: number;
  endTime?: number;
  /** Why no money came back. */
  message: string;
}

/** The merchant's decision about a refund. */
export interface PlatformDecision {
  outRefundNo: string;
  agree: boolean;
  /** Why not, at most 512 bytes; needed to refuse. */
  denyMessage?: string;
}

/** Each method rejects when the platform cannot be reached; `undefined` says that it knows no such thing. */
export interface Platform {
  queryOrder(order: { outOrderNo: string }): Promise<PlatformOrder | undefined>;
  queryRefund(refund: { outRefundNo: string }): Promise<PlatformRefund | undefined>;
  /** Answers `undefined`, or why the platform did not take the decision, in its words. */
  auditRefund(decision: PlatformDecision): Promise<string | undefined>;
}
