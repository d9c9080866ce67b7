/** Rows as the shop knows them, and back. */
import type { AuditState } from '../words';
import type { OrderRow, RefundRow } from './tables';
import type { BookedGoods, BookedItem, BookedOrder, BookedRefund, NewOrder, NewRefund } from './types';

/** What is `null` in the database is left out. */
const present = <T extends object>(fields: T): { [K in keyof T]: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };

export const toOrder = (row: OrderRow): BookedOrder => ({
  outOrderNo: row.out_order_no,
  state: row.state,
  createTime: row.create_time,
  payExpireTime: row.pay_expire_time,
  totalAmount: row.total_amount,
  discountAmount: row.discount_amount,
  goods: JSON.parse(row.goods) as BookedGoods,
  items: JSON.parse(row.item_orders) as BookedItem[],
  cpExtra: row.cp_extra,
  ...present({
    orderId: row.order_id,
    openId: row.open_id,
    phoneNumber: row.phone_number,
    contactName: row.contact_name,
    note: row.note,
  }),
});

export const orderRow = (order: NewOrder, outOrderNo: string): OrderRow => ({
  out_order_no: outOrderNo,
  order_id: order.orderId ?? null,
  open_id: order.openId ?? null,
  goods_id: order.goods.goodsId,
  state: 'unpaid',
  create_time: order.createTime,
  pay_expire_time: order.payExpireTime,
  total_amount: order.totalAmount,
  discount_amount: order.discountAmount,
  goods: JSON.stringify(order.goods),
  item_orders: JSON.stringify(order.items),
  cp_extra: order.cpExtra,
  phone_number: order.phoneNumber ?? null,
  contact_name: order.contactName ?? null,
  note: order.note ?? null,
});

export const toRefund = (row: RefundRow): BookedRefund => ({
  outRefundNo: row.out_refund_no,
  refundId: row.refund_id,
  orderId: row.order_id,
  outOrderNo: row.out_order_no,
  status: row.status,
  auditState: row.audit_state as AuditState,
  needsAudit: row.needs_audit === 1,
  amount: row.amount,
  items: JSON.parse(row.items) as BookedRefund['items'],
  reasons: JSON.parse(row.reasons) as string[],
  note: row.note,
  cpExtra: row.cp_extra,
  createTime: row.create_time,
  ...present({ auditTime: row.audit_time, endTime: row.end_time, message: row.message }),
});

export const refundRow = (refund: NewRefund, outRefundNo: string): RefundRow => ({
  out_refund_no: outRefundNo,
  refund_id: refund.refundId,
  order_id: refund.orderId,
  out_order_no: refund.outOrderNo,
  status: 1,
  audit_state: refund.needsAudit ? 'TOAUDIT' : 'INIT',
  needs_audit: Number(refund.needsAudit),
  amount: refund.amount,
  items: JSON.stringify(refund.items),
  reasons: JSON.stringify(refund.reasons),
  note: refund.note,
  cp_extra: refund.cpExtra,
  create_time: refund.createTime,
  audit_time: refund.auditTime ?? null,
  end_time: refund.endTime ?? null,
  message: refund.message ?? null,
});
