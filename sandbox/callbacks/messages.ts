/** What the `msg` of each callback holds (templates §5.1, §5.2, §5.4, §5.5). Money in 分, times in ms. */
import { linesOf, unitsOf } from '../ledger/lines';
import type { Order, OrderDraft, OrderedGoods, Payment, Refund } from '../ledger/types';

const listed = (draft: OrderDraft): Record<string, unknown> => {
  const shown = (goods: OrderedGoods): Record<string, unknown> => ({
    img_url: goods.goodsPhoto,
    title: goods.goodsName,
    labels: goods.labels.join('|'),
    date_rule: goods.dateRule ?? '',
    poi_id: draft.poiId ?? '',
    goods_id: goods.goodsId,
    goods_id_type: goods.goodsType,
  });
  const lines = linesOf(draft);
  return draft.list === 'goods'
    ? { goods: lines.map(({ goods, quantity }) => ({ ...shown(goods), quantity, price: goods.price })) }
    : {
        sku_list: lines.map(({ goods, quantity }) => ({
          sku_id: goods.skuId,
          sku_id_type: goods.skuType,
          quantity,
          price: goods.price,
          goods_info: shown(goods),
        })),
      };
};

export const preCreateOrderMsg = (
  orderId: string,
  itemOrderIds: string[],
  draft: OrderDraft,
  now: number,
): Record<string, unknown> => ({
  app_id: draft.appId,
  open_id: draft.openId,
  order_id: orderId,
  ...listed(draft),
  total_amount: draft.totalAmount,
  discount: draft.discountAmount,
  cp_extra: draft.cpExtra,
  create_order_time: now,
  delivery_type: draft.deliveryType,
  biz_line: draft.businessLine,
  ...(draft.phoneNumber === undefined ? {} : { phone_num: draft.phoneNumber }),
  ...(draft.contactName === undefined ? {} : { contact_name: draft.contactName }),
  ...(draft.note === undefined ? {} : { note: draft.note }),
  ...(draft.tradeOption === undefined ? {} : { trade_option: JSON.stringify(draft.tradeOption) }),
  item_order_info_list: unitsOf(draft).map((goods, position) => ({
    item_order_id: itemOrderIds[position],
    goods_id: goods.goodsId,
    goods_id_type: goods.goodsType,
    ...(goods.skuId === undefined ? {} : { sku_id: goods.skuId, sku_id_type: goods.skuType }),
    price: goods.price,
  })),
});

const paymentBase = (order: Order, eventTime: number): Record<string, unknown> => ({
  app_id: order.appId,
  order_id: order.orderId,
  out_order_no: order.outOrderNo,
  cp_extra: order.draft.cpExtra,
  event_time: eventTime,
  total_amount: order.totalAmount,
  discount_amount: order.discountAmount,
  delivery_type: order.draft.deliveryType,
  order_source: 1,
});

export const paidMsg = (order: Order, payment: Payment): Record<string, unknown> => ({
  ...paymentBase(order, order.paidTime ?? payment.createTime),
  status: 'SUCCESS',
  message: '',
  pay_channel: payment.channel,
  channel_pay_id: payment.payOrderId,
});

export const closedMsg = (order: Order): Record<string, unknown> => ({
  ...paymentBase(order, order.closeTime ?? order.createTime),
  status: 'CANCEL',
  message: order.closeReason,
});

const refundBase = (order: Order, refund: Refund): Record<string, unknown> => ({
  app_id: order.appId,
  order_id: order.orderId,
  out_order_no: order.outOrderNo,
  refund_id: refund.refundId,
  refund_total_amount: refund.amount,
  cp_extra: refund.draft.cpExtra,
  refund_item_detail: {
    item_order_quantity: refund.draft.items.length,
    item_order_detail: refund.draft.items.map(({ itemOrderId, amount, extra }) => ({
      ...extra,
      item_order_id: itemOrderId,
      refund_amount: amount,
    })),
  },
});

export const preCreateRefundMsg = (order: Order, refund: Refund): Record<string, unknown> => ({
  ...refundBase(order, refund),
  open_id: order.openId,
  need_refund_audit: refund.needsAudit ? 1 : 2,
  refund_audit_deadline: refund.auditDeadline,
  create_refund_time: refund.createTime,
  refund_source: refund.draft.source ?? 1,
  refund_reason: refund.draft.reasons,
  refund_description: refund.draft.note,
});

/** Why a refund did not come to money; empty where it did, or may yet. */
export const endMessage = (refund: Refund): string =>
  refund.state === 'refused' ? (refund.denyMessage ?? '') : refund.state === 'failed' ? '退款到账失败' : '';

/** @param isAllSettled whether everything paid has gone back */
export const refundMsg = (order: Order, refund: Refund, isAllSettled: boolean): Record<string, unknown> => ({
  ...refundBase(order, refund),
  out_refund_no: refund.outRefundNo,
  status: refund.state === 'refunded' ? 'SUCCESS' : 'FAIL',
  message: endMessage(refund),
  event_time: refund.endTime,
  is_all_settled: isAllSettled,
});
