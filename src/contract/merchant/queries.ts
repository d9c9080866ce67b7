/** What the developer's server is asked with. No component imports these shapes: the kit asks as they say. */
import { MAX_SKU_QUANTITY } from '../jsapi/request-order';
import { feeDetailsList } from '../jsapi/shared';
import { GOODS_NAME_BYTES, GOODS_PHOTO_BYTES, ID_BYTES } from '../limits';
import { FORMATS } from '../schema/formats';
import type { Problem } from '../schema/walk';
import { integer, money, object, passThrough, required, text, type Infer } from '../schema/fields';

const id = (doc: string) => text(doc, { required, minBytes: 1, maxBytes: ID_BYTES });
const goodsId = id('of the goods');
const goodsType = integer("1 library, 2 the developer's own", { required, min: 1, max: 2 });
const outOrderNo = id("the developer's order number");

export const GOODS_QUERY = object(
  {
    goodsId,
    goodsType: integer('1: of the library', { required, min: 1, max: 1 }),
    bizLine: integer('1 group buying, 2 course', { required, min: 1, max: 2 }),
  },
  'goods of the library',
);
export type GoodsQuery = Infer<typeof GOODS_QUERY>;
export const ABILITY_QUERY = object({ goodsId, goodsType }, 'goods that are to be sold');
export type AbilityQuery = Infer<typeof ABILITY_QUERY>;
export const ORDER_QUERY = object({ outOrderNo }, 'an order');
export type OrderQuery = Infer<typeof ORDER_QUERY>;
export const LATEST_QUERY = object(
  {
    goodsId,
    since: integer('ms since 1970: the order was made then or later; 0 for all of them', {
      required,
      unit: 'ms',
    }),
  },
  'the newest order of these goods',
);
export type LatestQuery = Infer<typeof LATEST_QUERY>;
export const REFUND_QUERY = object({ outRefundNo: id("the developer's refund number") }, 'a refund');
export type RefundQuery = Infer<typeof REFUND_QUERY>;
export const MARKETING_QUERY = object(
  {
    goodsId,
    quantity: integer('units', { required, min: 1 }),
    totalAmount: money('before discount', { required }),
  },
  'an order that is about to be made',
);
export type MarketingQuery = Infer<typeof MARKETING_QUERY>;

export const ORDER_DRAFT = object(
  {
    goodsId,
    goodsType,
    goodsName: text('name', { required, minBytes: 1, maxBytes: GOODS_NAME_BYTES }),
    goodsPhoto: text('image URL', { required, minBytes: 1, maxBytes: GOODS_PHOTO_BYTES }),
    price: money('of one unit', { required }),
    quantity: integer('units', { required, min: 1, max: MAX_SKU_QUANTITY }),
    totalAmount: money('price × quantity, before discount', { required }),
    totalDiscountAmount: money('what is taken off'),
    phoneNumber: text('of the buyer'),
    contactName: text('of the buyer'),
    note: text('of the buyer'),
    cpExtra: text('JSON text of what getgoodsinfo gave as extra', { format: FORMATS.json }),
    tradeOption: passThrough('as getgoodsinfo gave it'),
    feeDetailsList,
  },
  'the order that is to be signed',
  { atMost: { totalDiscountAmount: 'totalAmount' } },
);
/** Nothing is signed that is not price × quantity (contract jsapi §2.2). */
export function draftTotal({ price, quantity, totalAmount }: OrderDraft): Problem | undefined {
  const total = price * quantity;
  return totalAmount === total ? undefined : { path: 'totalAmount', wanted: String(total), got: totalAmount };
}

/** What `sign` turns into the `data` and `byteAuthorization` of tt.requestOrder (contract jsapi §2). */
export type OrderDraft = Infer<typeof ORDER_DRAFT>;
