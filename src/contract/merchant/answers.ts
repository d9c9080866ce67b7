/**
 * What each question to the developer's server may be answered with, once: the door of the kit, the types of
 * the port, `check-merchant` and the OpenAPI file are made from these shapes. They ship in the app's entry,
 * so what a field is for stands in `docs.ts`. Fields that a shape does not name are ignored.
 */
import { REFUNDABLE_FEES } from '../fees';
import { GOODS_NAME_BYTES, GOODS_PHOTO_BYTES, ID_BYTES } from '../limits';
import { flag, integer, list, money, object, required, text, type Infer } from '../schema/fields';

const id = text('', { required, minBytes: 1, maxBytes: ID_BYTES });
/** A number of the platform's, which the server may not know yet. */
const lateId = text('', { required, maxBytes: ID_BYTES });
const words = text('', { required });
const someWords = text('', { minBytes: 1 });
const fen = money('', { required });
const count = integer('', { required, min: 0 });
const someTime = integer('', { unit: 'ms', min: 0 });
const time = integer('', { required, unit: 'ms', min: 0 });
const yes = flag('', { required });
const times = integer('', { min: 0 });

/** One chip of the goods block (contract pay-button §5.3). */
export const GOODS_LABEL = object(
  { type: words, /** Days. */ value: integer('', { required: 'ofDays', min: 1 }) },
  '',
);
export type GoodsLabel = Infer<typeof GOODS_LABEL>;

export const LIBRARY_GOODS = object(
  {
    goodsId: id,
    goodsName: text('', { required, minBytes: 1, maxBytes: GOODS_NAME_BYTES }),
    goodsPhoto: text('', { required, minBytes: 1, maxBytes: GOODS_PHOTO_BYTES }),
    currentPrice: fen,
    originPrice: money(''),
    goodsLabels: list(GOODS_LABEL, '', { required }),
    stock: count,
    /** Start of the sale window, inclusive. */
    saleStart: time,
    /** End of the sale window, exclusive. */
    saleEnd: time,
    /** The server's clock when it answered: deadlines are computed from it, not from the device's clock. */
    now: time,
  },
  '',
  { required, atMost: { saleStart: 'saleEnd' } },
);
/** Library goods as the platform knows them (contract pay-button §4.1, §6). Times in ms, money in 分. */
export type LibraryGoods = Infer<typeof LIBRARY_GOODS>;

export const PAYMENT_ABILITY = object({ able: yes, reason: text('') }, '', { required });
/** Whether this mini-program can take money for these goods. */
export type PaymentAbility = Infer<typeof PAYMENT_ABILITY>;

const ITEM_ORDER = object(
  {
    itemOrderId: id,
    goodsId: id,
    paidAmount: fen,
    /** What may still be refunded of this item. */
    refundableAmount: fen,
  },
  '',
  { atMost: { refundableAmount: 'paidAmount' } },
);
/** One unit bought (contract consume-card §3). Money in 分. */
export type ItemOrder = Infer<typeof ITEM_ORDER>;

export const ORDER_INFO = object(
  {
    /** Douyin's number; empty until the server knows it. */
    orderId: lateId,
    outOrderNo: id,
    /** `processing`: the payment's outcome is not known yet. */
    state: text('', { required, oneOf: ['unpaid', 'processing', 'paid', 'closed'] }),
    createTime: time,
    payExpireTime: time,
    totalAmount: fen,
    discountAmount: fen,
    quantity: integer('', { required, min: 1 }),
    refundableQuantity: count,
    /** Made by trade template 1.0: refunded by amount (contract pay-button §9.4). */
    legacy: yes,
    takeaway: object(
      {
        /** For a later time (deliveryInfo.bookType 2). */
        scheduled: yes,
        fees: list(
          object({ feeType: integer('', { required, oneOf: REFUNDABLE_FEES }), refundableAmount: fen }, ''),
          '',
          { required, unique: 'feeType' },
        ),
      },
      '',
    ),
    goods: object(
      {
        goodsId: id,
        goodsType: integer('', { required, oneOf: [1, 2] }),
        goodsName: words,
        goodsPhoto: words,
        price: fen,
      },
      '',
    ),
    itemOrders: list(ITEM_ORDER, '', { required, unique: 'itemOrderId' }),
    /** Developer refund numbers of this order, newest first. */
    refunds: list(id, '', { required, unique: '' }),
  },
  '',
  {
    required,
    atMost: {
      createTime: 'payExpireTime',
      discountAmount: 'totalAmount',
      refundableQuantity: 'quantity',
    },
  },
);
/** An order as the developer's server knows it. Money in 分, times in ms. */
export type OrderInfo = Infer<typeof ORDER_INFO>;
export type OrderState = OrderInfo['state'];

export const REFUND_INFO = object(
  {
    refundId: lateId,
    outRefundNo: id,
    orderId: lateId,
    /** 1 退款中, 98 退款成功, 99 退款失败. */
    refundStatus: integer('', { required, oneOf: [1, 98, 99] }),
    refundAmount: fen,
    refundQuantity: count,
    refundWay: words,
    refundReason: words,
    refundTips: words,
    refundSteps: list(
      object(
        {
          title: words,
          /** 0 to be processed, 1 processing, 2 done, 3 failed. */
          state: integer('', { required, oneOf: [0, 1, 2, 3] }),
          time: someTime,
        },
        '',
      ),
      '',
      { required },
    ),
    itemOrderList: list(object({ itemOrderId: id, refundAmount: fen }, ''), '', {
      required,
      unique: 'itemOrderId',
    }),
  },
  '',
  { required },
);
/** A refund as the developer's server knows it (contract jsapi §6, getRefundOrder). Money in 分. */
export type RefundInfo = Infer<typeof REFUND_INFO>;

export const COUPON_STATES = [
  'usable',
  'redeemed',
  'refunding',
  'refunded',
  'refundFailed',
  'expired',
  'notStarted',
] as const;

const COUPON = object(
  {
    itemOrderId: id,
    code: text('', { required, minBytes: 1 }),
    /**
     * What the QR holds; rotates, is void once any code of the order changed its state, and empty where
     * nothing can be redeemed.
     */
    qrPayload: text('', { required, halves: true }),
    /** When the payload stops working: ask again before. */
    qrValidTo: someTime,
    state: text('', { required, oneOf: COUPON_STATES }),
    validFrom: time,
    validTo: time,
    /** The developer's number of the newest refund of this item, where there is one. */
    outRefundNo: someWords,
    /** An item that is used several times (次卡): how often it still can be, and how often it could. */
    usableTimes: times,
    totalTimes: times,
  },
  '',
  { atMost: { validFrom: 'validTo', usableTimes: 'totalTimes' } },
);
/** One Douyin code of an order (contract consume-card §3). Times in ms. */
export type Coupon = Infer<typeof COUPON>;

export const ORDER_COUPONS = object(
  {
    outOrderNo: id,
    /** The name of the goods. */
    title: words,
    /** Whether the order is paid: only then it has codes. */
    paid: yes,
    /** One for each item order, in the order's own order. */
    coupons: list(COUPON, '', { required, unique: 'itemOrderId' }),
    refundableQuantity: count,
    /** Clock of the server when it answered, ms: the card takes its times from it. */
    now: time,
  },
  '',
  { required },
);
/** The Douyin codes of an order, as the developer's server knows them. */
export type OrderCoupons = Infer<typeof ORDER_COUPONS>;

export const MERCHANT_SUBJECT = object({ name: text('', { required, minBytes: 1 }) }, '', { required });
export type MerchantSubject = Infer<typeof MERCHANT_SUBJECT>;

export const MARKETING = object(
  {
    /** Sent with the order as `discountId` (contract jsapi §1.1). */
    discountId: words,
    totalDiscountAmount: fen,
    lines: list(object({ title: words, discountAmount: fen }, ''), '', { required }),
  },
  '',
  { required },
);
/** What marketing takes off an order (`marketing-ready`, contract pay-button §2). Money in 分. */
export type Marketing = Infer<typeof MARKETING>;

export const SIGNED_ORDER = object(
  {
    /** Passed on to tt.requestOrder byte for byte. */
    data: text('', { required, minBytes: 1 }),
    byteAuthorization: text('', { required, minBytes: 1 }),
    outOrderNo: id,
  },
  '',
  { required },
);
export type SignedOrder = Infer<typeof SIGNED_ORDER>;
