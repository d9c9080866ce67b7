/**
 * The purchase that the checks make at a developer's server, and the callbacks that tell it (templates §5).
 */
import { randomInt } from 'node:crypto';

export interface CheckedGoods {
  goodsId: string;
  goodsType: number;
  /** 分 */
  price: number;
}

/** What earlier checks found out. */
export interface Purchase {
  goods: CheckedGoods;
  startedAt: number;
  orderId: string;
  itemOrderIds: [string, string];
  refundId: string;
  outOrderNo?: string;
  outRefundNo?: string;
}

const newNumber = (): string => `9${String(randomInt(1e9, 1e10 - 1))}${String(randomInt(1e7, 1e8 - 1))}`;

export const newPurchase = (goods: CheckedGoods): Purchase => ({
  goods,
  startedAt: Date.now(),
  orderId: newNumber(),
  itemOrderIds: [newNumber(), newNumber()],
  refundId: newNumber(),
});

const cpExtra = '{"from":"check-merchant"}';

export const preOrderMsg = ({
  goods,
  orderId,
  itemOrderIds,
  startedAt,
}: Purchase): Record<string, unknown> => ({
  app_id: 'tt0123456789abcdef01',
  open_id: '_000checkmerchant',
  order_id: orderId,
  goods: [
    {
      img_url: 'https://example.com/goods.png',
      title: 'check-merchant',
      labels: '',
      date_rule: '',
      poi_id: '',
      goods_id: goods.goodsId,
      goods_id_type: goods.goodsType,
      quantity: 2,
      price: goods.price,
    },
  ],
  total_amount: goods.price * 2,
  discount: 0,
  cp_extra: cpExtra,
  create_order_time: startedAt,
  delivery_type: 0,
  biz_line: 1,
  item_order_info_list: itemOrderIds.map((itemOrderId) => ({
    item_order_id: itemOrderId,
    goods_id: goods.goodsId,
    goods_id_type: goods.goodsType,
    price: goods.price,
  })),
});

export const paymentMsg = (
  { goods, orderId, outOrderNo }: Purchase,
  status: 'SUCCESS' | 'CANCEL',
): Record<string, unknown> => ({
  app_id: 'tt0123456789abcdef01',
  order_id: orderId,
  out_order_no: outOrderNo,
  cp_extra: cpExtra,
  event_time: Date.now(),
  total_amount: goods.price * 2,
  discount_amount: 0,
  delivery_type: 0,
  order_source: 1,
  status,
  ...(status === 'SUCCESS' ? { message: '', pay_channel: 10, channel_pay_id: '1' } : { message: 'TIME_OUT' }),
});

const refundBase = ({
  goods,
  orderId,
  outOrderNo,
  refundId,
  itemOrderIds,
}: Purchase): Record<string, unknown> => ({
  app_id: 'tt0123456789abcdef01',
  order_id: orderId,
  out_order_no: outOrderNo,
  refund_id: refundId,
  refund_total_amount: goods.price,
  cp_extra: cpExtra,
  refund_item_detail: {
    item_order_quantity: 1,
    item_order_detail: [{ item_order_id: itemOrderIds[0], refund_amount: goods.price }],
  },
});

export const preRefundMsg = (purchase: Purchase): Record<string, unknown> => ({
  ...refundBase(purchase),
  open_id: '_000checkmerchant',
  need_refund_audit: 1,
  refund_audit_deadline: Date.now() + 3 * 24 * 60 * 60 * 1000,
  create_refund_time: Date.now(),
  refund_source: 1,
  refund_reason: ['不想要了'],
  refund_description: 'check-merchant',
});

export const refundMsg = (purchase: Purchase, status: 'SUCCESS' | 'FAIL'): Record<string, unknown> => ({
  ...refundBase(purchase),
  out_refund_no: purchase.outRefundNo,
  status,
  message: '',
  event_time: Date.now(),
  is_all_settled: false,
});
