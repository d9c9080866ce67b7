/**
 * What the reference merchant answers beyond the kit's questions: its lists, its decision about a refund, the
 * counter that redeems, and the receiver of callbacks. No component asks these.
 */
import { DENY_MESSAGE_BYTES, ID_BYTES } from '../limits';
import {
  anything,
  flag,
  integer,
  list,
  money,
  object,
  passThrough,
  required,
  text,
  type Infer,
} from '../schema/fields';
import { GOODS_FEE } from './goods-file';
import { COUPON_STATES, GOODS_LABEL } from './answers';

const words = (doc: string) => text(doc, { required });
const id = (doc: string) => text(doc, { required, minBytes: 1, maxBytes: ID_BYTES });
const span = (doc: string) => integer(doc, { required, min: 0 });
const time = (doc: string) => integer(doc, { required, unit: 'ms', min: 0 });
const someTime = (doc: string) => integer(doc, { unit: 'ms', min: 0 });

export const CHANGES_QUERY = object(
  { after: integer('last of the answer before; without it the answer comes at once', { min: 0 }) },
  'what was heard already',
);
export const CHANGES = object(
  {
    last: span("the next question's after"),
    outOrderNos: list(id("the developer's number"), 'orders whose state or codes changed', { required }),
  },
  'what has changed; nothing after 8 s without news',
);

export const CATALOGUE_GOODS = object(
  {
    goodsId: id('of the goods'),
    goodsType: integer("1 library, 2 the shop's own", { required, oneOf: [1, 2] }),
    bizLine: integer('1 group buying, 2 course', { required, oneOf: [1, 2] }),
    fees: list(GOODS_FEE, 'goods of takeaway alone: what an order costs beside them'),
    goodsName: words('name'),
    goodsPhoto: words('URL'),
    currentPrice: money('of one unit', { required }),
    originPrice: money('crossed out beside it', { required }),
    goodsLabels: list(GOODS_LABEL, 'chips of the goods block', { required }),
    dateRule: words('when they can be used'),
    minLimits: integer('least quantity', { required, min: 1 }),
    maxLimits: integer('largest quantity', { required, min: 1 }),
    phoneRequired: flag('whether an order needs a phone number', { required }),
    extra: passThrough('passed on with the order'),
    category: words('of the shelf'),
    summary: words('one line'),
    shop: object(
      { name: words('name'), address: words('address'), poiId: words('poiId') },
      'where they are used',
      {
        required,
      },
    ),
    soldCount: integer('units sold', { required, min: 0 }),
    /** Above 1 for a card of several uses (次卡). */
    times: integer('uses of one unit: above 1 for a card of several uses', { required, min: 1 }),
    validAfterMs: span('codes are valid from so many ms after the purchase on'),
    validForMs: span('… for so many ms'),
    /** Library goods only. */
    stock: integer('library goods only: units left', { min: 0 }),
    saleStart: someTime('library goods only: start of the sale window'),
    saleEnd: someTime('library goods only: end of the sale window'),
  },
  'goods of the shop',
);
/** One line of the shop's own goods list. Money in 分. */
export type CatalogueGoods = Infer<typeof CATALOGUE_GOODS>;

export const REFUND_DECISION = object(
  {
    outRefundNo: id("the developer's refund number"),
    decision: text('what a person decided', { required, oneOf: ['agree', 'refuse'] }),
    denyMessage: text('needed when refusing: the user reads it', { maxBytes: DENY_MESSAGE_BYTES }),
  },
  "the merchant's decision about a refund that waits for its audit",
);
export type RefundDecision = Infer<typeof REFUND_DECISION>;

export const SCANNED_COUPON = object(
  { code: text('the digits, blanks allowed'), link: text('what the QR held') },
  'one of the two',
);

const CERTIFICATE = {
  certificateId: words('certificate'),
  encryptedCode: words('its code as prepare answered it'),
};

export const PREPARED_COUPONS = object(
  {
    verifyToken: words('good for one verify'),
    orderId: words("Douyin's order number"),
    outOrderNo: words("the developer's order number"),
    title: words('name of the goods'),
    certificates: list(
      object(
        {
          ...CERTIFICATE,
          itemOrderId: words('item order'),
          maskedCode: words('the last four digits of the code'),
          state: text('what it is', { required, oneOf: COUPON_STATES }),
          validFrom: time('start of its validity'),
          validTo: time('end of its validity'),
          totalTimes: integer('uses in all', { required, min: 0 }),
          usableTimes: integer('uses left', { required, min: 0 }),
        },
        'one code',
        { atMost: { validFrom: 'validTo', usableTimes: 'totalTimes' } },
      ),
      'the scanned one, then the others of the order that can be redeemed',
      { required },
    ),
  },
  'what a shop may redeem',
);
export type PreparedCoupons = Infer<typeof PREPARED_COUPONS>;

const MOST_CERTIFICATES = 100;
export const COUPONS_TO_VERIFY = object(
  {
    verifyToken: text('from prepare', { required, minBytes: 1 }),
    /** A wrong entry is refused by the platform, as a result of its own. */
    certificates: list(anything('certificateId and encryptedCode, from prepare'), 'named twice: used twice', {
      required,
      min: 1,
      max: MOST_CERTIFICATES,
    }),
  },
  'codes that are redeemed',
);

export const VERIFIED_COUPONS = object(
  {
    results: list(
      object(
        {
          itemOrderId: words('item order'),
          certificateId: words('certificate'),
          resultCode: integer('0 redeemed, 1208 had been redeemed', { required }),
          resultMsg: words('in words'),
          verifyId: text('of the redemption'),
          verifyTime: someTime('of the redemption'),
        },
        'of one certificate',
      ),
      'of each certificate',
      { required },
    ),
  },
  'what became of the codes',
);
export type VerifiedCoupons = Infer<typeof VERIFIED_COUPONS>;

export const REDEMPTION_TO_UNDO = object(
  { verifyId: text('from verify', { required, minBytes: 1 }) },
  'a redemption',
);

export const UNDONE_COUPON = object(
  {
    verifyId: words('of the redemption'),
    certificateId: words('certificate'),
    itemOrderId: words('item order'),
    undoTime: time('when it was taken back'),
  },
  'a redemption that was taken back',
);
export type UndoneCoupon = Infer<typeof UNDONE_COUPON>;

export const REFUSAL = object(
  {
    errMsg: text('for developers', { required }),
    errLogId: text("number of the server's log; told to the page with the error"),
    resultCode: integer("redeeming only: the platform's code of what it refused"),
  },
  'why there is no answer',
);
