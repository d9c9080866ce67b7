/**
 * Receives the platform's callbacks (templates §5): checks the signature, books the order or refund, answers.
 */
import type { KeyObject } from 'node:crypto';
import { kindOf } from '../../src/contract/check';
import { GoodsType } from '../../src/contract/codes';
import { parseJson } from '../../src/contract/schema/formats';
import { DEFAULT_PAY_SECONDS } from '../../src/contract/jsapi/shared';
import type { HttpReply } from '../callbacks/delivery';
import { verifyHeaders } from '../callbacks/envelope';
import type { CatalogueGoods } from '../../src/contract/merchant/shop';
import { usualValidity } from '../coupons/validity';
import { splitGoodsId } from '../scenarios/scenarios';
import { isEcpayCallback } from '../server-api/ecpay-sign';
import type { BookedItem, Books } from './books';
import type { RefundBooks } from './refund-books';

export interface ReceiverParts {
  books: Books;
  refunds: RefundBooks;
  now(): number;
  platformKey(): KeyObject;
  /** What callbacks of 担保支付 are signed with. */
  callbackToken(): string;
  /** The shop's own goods list. */
  goods(goodsId: string): CatalogueGoods | undefined;
}

interface Goods {
  goods_id: string;
  goods_id_type: number;
  title?: string;
  img_url?: string;
}

interface PreCreateOrder {
  order_id: string;
  goods?: (Goods & { price: number; quantity: number })[];
  sku_list?: { price: number; quantity: number; goods_info: Goods }[];
  total_amount: number;
  discount: number;
  cp_extra: string;
  create_order_time: number;
  phone_num?: string;
  contact_name?: string;
  note?: string;
  item_order_info_list: { item_order_id: string; goods_id: string; price: number }[];
}

interface PaymentMsg {
  status: 'SUCCESS' | 'CANCEL';
  order_id: string;
  out_order_no: string;
}

interface PreCreateRefund {
  refund_id: string;
  order_id: string;
  out_order_no: string;
  refund_total_amount: number;
  need_refund_audit: 1 | 2;
  create_refund_time: number;
  refund_reason: string[];
  refund_description: string;
  cp_extra: string;
  refund_item_detail: { item_order_detail: { item_order_id: string; refund_amount: number }[] };
}

interface RefundMsg {
  out_order_no: string;
  status: 'SUCCESS' | 'FAIL';
  out_refund_no: string;
  message: string;
  event_time: number;
}

const accepted = (data?: unknown): HttpReply => ({
  status: 200,
  body: JSON.stringify({ err_no: 0, err_tips: 'success', ...(data === undefined ? {} : { data }) }),
});

const refused = (errNo: number, errTips: string): HttpReply => ({
  status: 200,
  body: JSON.stringify({ err_no: errNo, err_tips: errTips }),
});

const preCreateOrder = ({ books, now, goods: find }: ReceiverParts, msg: PreCreateOrder): HttpReply => {
  const lines = [
    ...(msg.goods ?? []).map((goods) => ({ goods, price: goods.price, quantity: goods.quantity })),
    ...(msg.sku_list ?? []).map(({ goods_info: goods, price, quantity }) => ({ goods, price, quantity })),
  ];
  const [first] = lines;
  if (!first) return refused(400, '缺少商品');
  const ownOf = ({ goods_id: goodsId }: Goods): CatalogueGoods | undefined => find(splitGoodsId(goodsId).id);
  for (const { goods, price } of lines) {
    const own = ownOf(goods);
    if (own && own.goodsType === GoodsType.Own && own.currentPrice !== price)
      return refused(1002, '商品价格已变动');
  }
  const validTime = (goods: Goods): Record<string, unknown> => {
    const from = now() + (ownOf(goods)?.validAfterMs ?? 0);
    return {
      goods_id: goods.goods_id,
      valid_start_time: from,
      valid_end_time: from + (ownOf(goods)?.validForMs ?? usualValidity),
    };
  };
  const order = books.open(now(), {
    orderId: msg.order_id,
    createTime: msg.create_order_time,
    payExpireTime: msg.create_order_time + DEFAULT_PAY_SECONDS * 1000,
    totalAmount: msg.total_amount,
    discountAmount: msg.discount,
    goods: {
      goodsId: first.goods.goods_id,
      goodsType: first.goods.goods_id_type,
      goodsName: first.goods.title ?? '',
      goodsPhoto: first.goods.img_url ?? '',
      price: first.price,
      quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    },
    items: msg.item_order_info_list.map((item): BookedItem => ({
      itemOrderId: item.item_order_id,
      goodsId: item.goods_id,
      price: item.price,
    })),
    cpExtra: msg.cp_extra,
    phoneNumber: msg.phone_num,
    contactName: msg.contact_name,
    note: msg.note,
  });
  return accepted({
    out_order_no: order.outOrderNo,
    pay_expire_seconds: DEFAULT_PAY_SECONDS,
    order_entry_schema: {
      path: 'pages/order/order',
      params: JSON.stringify({ outOrderNo: order.outOrderNo }),
    },
    order_valid_time: lines.map(({ goods }) => validTime(goods)),
  });
};

const payment = ({ books }: ReceiverParts, msg: PaymentMsg): HttpReply => {
  if (!books.get(msg.out_order_no)) return refused(404, '订单不存在');
  books.settle(msg.out_order_no, msg.status === 'SUCCESS' ? 'paid' : 'closed', { orderId: msg.order_id });
  return accepted();
};

const preCreateRefund = ({ books, refunds, now }: ReceiverParts, msg: PreCreateRefund): HttpReply => {
  if (!books.get(msg.out_order_no)) return refused(404, '订单不存在');
  const { outRefundNo } = refunds.open(now(), {
    refundId: msg.refund_id,
    orderId: msg.order_id,
    outOrderNo: msg.out_order_no,
    needsAudit: msg.need_refund_audit === 1,
    amount: msg.refund_total_amount,
    items: msg.refund_item_detail.item_order_detail.map((item) => ({
      itemOrderId: item.item_order_id,
      refundAmount: item.refund_amount,
    })),
    reasons: msg.refund_reason,
    note: msg.refund_description,
    cpExtra: msg.cp_extra,
    createTime: msg.create_refund_time,
  });
  return accepted({
    out_refund_no: outRefundNo,
    order_entry_schema: {
      path: 'pages/order/order',
      params: JSON.stringify({ outOrderNo: msg.out_order_no, outRefundNo }),
    },
  });
};

const refund = ({ books, refunds }: ReceiverParts, msg: RefundMsg): HttpReply => {
  if (!refunds.get(msg.out_refund_no))
    // Another server of the shop started it: it is in that one's books.
    return books.get(msg.out_order_no) ? accepted() : refused(404, '退款单不存在');
  refunds.settle(msg.out_refund_no, msg.status === 'SUCCESS' ? 98 : 99, msg.event_time, msg.message);
  return accepted();
};

const open = (rawBody: string): { type: unknown; msg: unknown } | undefined => {
  try {
    const { type, msg } = JSON.parse(rawBody) as { type: unknown; msg: unknown };
    return { type, msg: typeof msg === 'string' ? JSON.parse(msg) : undefined };
  } catch {
    return undefined;
  }
};

/** Header names in lower case; `rawBody` exactly as received, because the signature covers it. */
export const receiveCallback = (
  parts: ReceiverParts,
  headers: Record<string, string>,
  rawBody: string,
): HttpReply => {
  const ecpay = parseJson(rawBody);
  // The shop keeps no books of 担保支付: whoever sells so has a server of its own.
  if (isEcpayCallback(ecpay, parts.callbackToken())) return accepted();
  if (!verifyHeaders(headers, rawBody, parts.platformKey()))
    return { status: 401, body: JSON.stringify({ err_no: 401, err_tips: 'bad signature' }) };
  const callback = open(rawBody);
  if (!callback || kindOf(callback.msg) !== 'object') return refused(400, 'not a callback');
  try {
    return book(parts, callback);
  } catch (error) {
    // A message that lacks what it needs: the platform sends none, but the door is open to anyone who has its
    // key.
    return refused(400, `not understood: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const book = (parts: ReceiverParts, callback: { type: unknown; msg: unknown }): HttpReply => {
  if (callback.type === 'pre_create_order') return preCreateOrder(parts, callback.msg as PreCreateOrder);
  if (callback.type === 'payment') return payment(parts, callback.msg as PaymentMsg);
  if (callback.type === 'pre_create_refund') return preCreateRefund(parts, callback.msg as PreCreateRefund);
  if (callback.type === 'refund') return refund(parts, callback.msg as RefundMsg);
  return refused(404, `unknown type ${String(callback.type)}`);
};
