import { FORMATS } from '../schema/formats';
import { ID_BYTES } from '../limits';
import { integer, list, money, object, required, text, type Infer } from '../schema/fields';

/** Limits of the JSAPIs that only they have. Bytes are UTF-8 bytes. */
export const PATH_BYTES = 512;
export const PARAMS_BYTES = 512;
export const MAX_PAY_SECONDS = 172800;
export const DEFAULT_PAY_SECONDS = 300;
export const BOOK_WINDOW_MS = 180 * 24 * 3600 * 1000;

/** `businessLine` of takeaway (外卖). */
export const TAKEAWAY = 3;
/** `deliveryInfo.bookType` of an order for a later time. */
export const SCHEDULED = 2;
/** `cancelPolicy`: up to `advancedCancelHours` before the end of the reservation. */
export const CANCEL_AHEAD = 3;

/** 1 library, 2 outside it. */
export const LIBRARY_OR_OWN = [1, 2] as const;

export const outOrderNo = text("the developer's order number", {
  required,
  minBytes: 1,
  maxBytes: ID_BYTES,
  format: FORMATS.visible,
});

/** Both numbers of an order, as every paying API delivers them. */
export const ORDER_NUMBERS = {
  orderId: text("Douyin's order number", { required }),
  outOrderNo: text("the developer's order number", { required }),
};

/** A page to enter from orders and goods lists, as the general trade system checks it. */
export const entryPage = <const M extends { required?: true }>(doc: string, more?: M) =>
  object(
    {
      path: text('page path', { required, minBytes: 1, maxBytes: PATH_BYTES, format: FORMATS.entryPath }),
      params: text('JSON text of an object', { maxBytes: PARAMS_BYTES, format: FORMATS.jsonObject }),
    },
    doc,
    more,
  );

const FEE = object(
  {
    feeType: integer('1 配送费, 2 包装费, 18 基建费, 19 燃油费, 20 税费', { required }),
    feeAmount: money('total of this fee', { required }),
    feeDiscountAmount: money('total discount on this fee'),
    feeDesc: text('text'),
  },
  'one fee',
);
/** One fee (contract pay-button §2). Money in 分. */
export type FeeDetails = Infer<typeof FEE>;

/** The list of fees of an order. */
export const feeDetailsList = list(FEE, 'fees; only for businessLine 3', { sdk: true });
