/**
 * What the `msg` of each callback holds, as far as a receiver needs it (contract templates §5). Money in 分,
 * times in ms. A message may hold more. No component imports these shapes: servers receive them.
 */
import { ID_BYTES } from './limits';
import { integer, list, money, object, required, text, type Field, type Infer } from './schema/fields';
import { sentenceOf } from './schema/mistakes';
import { problemsOf } from './schema/walk';

const id = (doc: string) => text(doc, { required, minBytes: 1, maxBytes: ID_BYTES });
const time = (doc: string) => integer(doc, { required, unit: 'ms', min: 0 });

const goods = {
  goods_id: id('of the goods'),
  goods_id_type: integer("1 library, 2 the developer's own", { required, oneOf: [1, 2] }),
  title: text('name'),
  img_url: text('image'),
};
const line = {
  price: money('of one unit', { required }),
  quantity: integer('units', { required, min: 1 }),
};
const refundUnits = {
  item_order_detail: list(
    object({ item_order_id: id('item order'), refund_amount: money('what goes back', { required }) }, ''),
    'what it is about',
    { required, unique: 'item_order_id' },
  ),
};

export const PRE_CREATE_ORDER_MSG = object(
  {
    order_id: id("Douyin's order number"),
    open_id: text('the buyer', { maxBytes: 256 }),
    goods: list(object({ ...goods, ...line }, 'one kind of goods'), 'of an order by goods'),
    sku_list: list(
      object({ ...line, goods_info: object(goods, 'what it is', { required }) }, 'one sku'),
      'of an order by skus',
    ),
    total_amount: money('before discount', { required }),
    discount: money('what is taken off', { required }),
    cp_extra: text('passed through'),
    create_order_time: time('when it was made'),
    phone_num: text('of the buyer'),
    contact_name: text('of the buyer'),
    note: text('of the buyer'),
    item_order_info_list: list(
      object(
        {
          item_order_id: id('item order'),
          goods_id: id('of its goods'),
          price: money('of the unit', { required }),
        },
        'one unit',
      ),
      'the units',
      { unique: 'item_order_id' },
    ),
  },
  'an order is about to be made',
  { required, atMost: { discount: 'total_amount' } },
);
export type PreCreateOrderMsg = Infer<typeof PRE_CREATE_ORDER_MSG>;

export const PAYMENT_MSG = object(
  {
    status: text('', { required, oneOf: ['SUCCESS', 'CANCEL'] }),
    order_id: id("Douyin's order number"),
    out_order_no: id("the developer's order number"),
    event_time: integer('when it was paid or closed', { unit: 'ms', min: 0 }),
    total_amount: money('before discount'),
    discount_amount: money('what was taken off'),
    pay_channel: integer("1 WeChat, 2 Alipay, 10 Douyin's own"),
  },
  'how the payment of an order ended',
  { required, atMost: { discount_amount: 'total_amount' } },
);
export type PaymentMsg = Infer<typeof PAYMENT_MSG>;

export const PRE_CREATE_REFUND_MSG = object(
  {
    refund_id: id("Douyin's refund number"),
    order_id: id("Douyin's order number"),
    out_order_no: id("the developer's order number"),
    refund_total_amount: money('what goes back in all', { required }),
    need_refund_audit: integer('1 the merchant decides, 2 it need not', { required, oneOf: [1, 2] }),
    create_refund_time: time('when it was asked for'),
    refund_reason: list(text('', { required }), 'why'),
    refund_description: text('in words'),
    cp_extra: text('passed through'),
    refund_item_detail: object(refundUnits, 'the units', { required }),
  },
  'a refund is asked for',
  { required },
);
export type PreCreateRefundMsg = Infer<typeof PRE_CREATE_REFUND_MSG>;

export const REFUND_MSG = object(
  {
    status: text('', { required, oneOf: ['SUCCESS', 'FAIL'] }),
    order_id: text("Douyin's order number", { maxBytes: ID_BYTES }),
    out_order_no: id("the developer's order number"),
    refund_id: text("Douyin's refund number", { maxBytes: ID_BYTES }),
    out_refund_no: id("the developer's refund number"),
    refund_total_amount: money('what went back'),
    message: text('why not'),
    event_time: integer('when it ended', { unit: 'ms', min: 0 }),
    cp_extra: text('passed through'),
    refund_item_detail: object(refundUnits, 'the units'),
  },
  'how a refund ended',
  { required },
);
export type RefundMsg = Infer<typeof REFUND_MSG>;

/** Everything that is wrong with a message, in words; empty when nothing is. */
export function messageProblems(shape: Field, msg: unknown): string {
  return problemsOf(shape, msg).map(sentenceOf).join('; ');
}
