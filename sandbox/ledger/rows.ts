/** Database rows <-> the ledger's types. */
import type { PayChannel } from '../../src/contract/callbacks';
import { stored } from '../store/stored';
import type {
  AuditState,
  CloseReason,
  Item,
  ItemState,
  Order,
  OrderDraft,
  OrderState,
  Payment,
  PaymentState,
  Refund,
  RefundDraft,
  RefundState,
  OrderValidity,
  TradeVersion,
} from './types';

export interface OrderRow {
  order_id: string;
  out_order_no: string;
  api: string;
  app_id: string;
  open_id: string;
  version: string;
  state: string;
  goods_id: string;
  goods_type: number;
  quantity: number;
  total_amount: number;
  discount_amount: number;
  create_time: number;
  pay_expire_time: number;
  paid_time: number | null;
  close_time: number | null;
  close_reason: string | null;
  legacy: number;
  scenario: string | null;
  draft: string;
  validity: string | null;
}

export interface ItemRow {
  item_order_id: string;
  goods_id: string;
  sku_id: string | null;
  price: number;
  paid_amount: number;
  refunded_amount: number;
  state: string;
  code: string | null;
  end_time: number | null;
  total_times: number | null;
  used_times: number | null;
}

export interface PaymentRow {
  pay_order_id: string;
  order_id: string;
  order_token: string;
  api: string;
  amount: number;
  state: string;
  channel: number;
  create_time: number;
  end_time: number | null;
  settle_time: number | null;
  settles_paid: number | null;
}

export interface RefundRow {
  refund_id: string;
  order_id: string;
  out_refund_no: string | null;
  state: string;
  audit_state: string;
  needs_audit: number;
  amount: number;
  create_time: number;
  audit_deadline: number;
  audit_time: number | null;
  deny_message: string | null;
  settle_time: number | null;
  settles_paid: number | null;
  end_time: number | null;
  scenario: string | null;
  draft: string;
}

export const toRefund = (row: RefundRow): Refund => ({
  refundId: row.refund_id,
  orderId: row.order_id,
  outRefundNo: row.out_refund_no ?? undefined,
  state: row.state as RefundState,
  auditState: row.audit_state as AuditState,
  needsAudit: row.needs_audit === 1,
  amount: row.amount,
  createTime: row.create_time,
  auditDeadline: row.audit_deadline,
  auditTime: row.audit_time ?? undefined,
  denyMessage: row.deny_message ?? undefined,
  settleTime: row.settle_time ?? undefined,
  settlesPaid: row.settles_paid === null ? undefined : row.settles_paid === 1,
  endTime: row.end_time ?? undefined,
  scenario: row.scenario ?? undefined,
  draft: stored<RefundDraft>(row.draft, `refunds.draft ${row.refund_id}`),
});

export const toOrder = (row: OrderRow): Order => ({
  orderId: row.order_id,
  outOrderNo: row.out_order_no,
  api: row.api,
  appId: row.app_id,
  openId: row.open_id,
  version: row.version as TradeVersion,
  state: row.state as OrderState,
  goodsId: row.goods_id,
  goodsType: row.goods_type,
  quantity: row.quantity,
  totalAmount: row.total_amount,
  discountAmount: row.discount_amount,
  createTime: row.create_time,
  payExpireTime: row.pay_expire_time,
  paidTime: row.paid_time ?? undefined,
  closeTime: row.close_time ?? undefined,
  closeReason: (row.close_reason as CloseReason | null) ?? undefined,
  legacy: row.legacy === 1,
  scenario: row.scenario ?? undefined,
  draft: stored<OrderDraft>(row.draft, `orders.draft ${row.order_id}`),
  validity: stored<OrderValidity>(row.validity ?? '{}', `orders.validity ${row.order_id}`),
});

export const toItem = (row: ItemRow): Item => ({
  itemOrderId: row.item_order_id,
  goodsId: row.goods_id,
  skuId: row.sku_id ?? undefined,
  price: row.price,
  paidAmount: row.paid_amount,
  refundedAmount: row.refunded_amount,
  state: row.state as ItemState,
  code: row.code ?? undefined,
  totalTimes: row.total_times ?? 1,
  usedTimes: row.used_times ?? 0,
  endTime: row.end_time ?? undefined,
});

export const toPayment = (row: PaymentRow): Payment => ({
  payOrderId: row.pay_order_id,
  orderId: row.order_id,
  orderToken: row.order_token,
  api: row.api,
  amount: row.amount,
  state: row.state as PaymentState,
  channel: row.channel as PayChannel,
  createTime: row.create_time,
  endTime: row.end_time ?? undefined,
  settleTime: row.settle_time ?? undefined,
  settlesPaid: row.settles_paid === null ? undefined : row.settles_paid === 1,
});
