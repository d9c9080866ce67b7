import { ID_BYTES, MAX_QUANTITY } from '../limits';
import { ORDER_ERRORS } from './create-order';
import type { OrderLine } from './price-rules';
import { libraryPriceOf, libraryTypeOf, sumOfLines, withinTotal } from './price-rules';
import type { Problem } from '../schema/walk';
import type { ApiContract, Context } from './contract';
import { anything, flag, integer, list, money, object, required, text, type Infer } from '../schema/fields';
import { LIBRARY_OR_OWN, ORDER_NUMBERS } from './shared';

const GOODS = {
  quantity: integer('quantity', { required, min: 1, max: MAX_QUANTITY }),
  price: money('unit price', { required }),
  goodsTitle: text('name'),
  goodsPhoto: text('image URL'),
  goodsSubTitle: text('subtitle'),
  goodsLabels: text('label texts with | between them'),
  goodsId: text('goods id', { required, minBytes: 1, maxBytes: ID_BYTES }),
  goodsIdType: integer('1 library, 2 non-library', { required, oneOf: LIBRARY_OR_OWN }),
  discountAmount: money('discount', { required }),
  dateRule: text('usage rule'),
  goodsPage: object(
    { path: text('page path'), params: text('JSON text of its query') },
    'goods detail page; may be empty',
    { required },
  ),
};

const RESERVATION = {
  useReservation: flag('whether the order uses a reservation', { required }),
  relationType: integer('no document gives the values', { required }),
  itemReservations: list(
    object(
      { userReserveIds: list(text('one reservation'), 'reservations', { required }) },
      'reservations of one item',
    ),
    'one entry per item',
    { required },
  ),
};

const MERCHANT_ORDER_OPTIONS = object(
  {
    goodsList: list(object(GOODS, 'goods'), 'the goods of the page', { required, min: 1, max: 1 }),
    totalAmount: money('order total before discount', { required }),
    totalDiscountAmount: money('total discount', { required }),
    appType: anything('no document says what', { required }),
    scene: anything('no document says what', { required }),
    launchFrom: anything('no document says what', { required }),
    location: anything('no document says what', { required }),
    appId: text('mini-program'),
    phoneNum: text('phone'),
    contactName: text('name'),
    extra: text('order remark'),
    poiId: text('shop id'),
    merchantId: text('receiving merchant'),
    storeName: text('shop name'),
    storeIcon: text('shop picture URL'),
    videoId: text('video that led there'),
    callbackData: text('passed to the own server as cp_extra'),
    reservationData: list(object(RESERVATION, 'one reservation'), 'reservations'),
  },
  'options of tt.createMerchantOrder',
);
/** Money in 分. */
export type MerchantOrderOptions = Infer<typeof MERCHANT_ORDER_OPTIONS>;
type Options = MerchantOrderOptions;

const linesOf = ({ goodsList }: Options): OrderLine[] =>
  goodsList.map(({ goodsId, goodsIdType, price, quantity }, index) => {
    return {
      path: `goodsList[${index}]`,
      goodsId,
      type: goodsIdType,
      typeField: 'goodsIdType',
      price,
      quantity,
    };
  });

function orderTotal(options: Options, context: Context): Problem | undefined {
  const total = sumOfLines(linesOf(options), context);
  return options.totalAmount === total
    ? undefined
    : { path: 'totalAmount', wanted: String(total), got: options.totalAmount };
}

function discountWithinTotal({ totalAmount, totalDiscountAmount }: Options): Problem | undefined {
  return withinTotal('totalDiscountAmount', totalDiscountAmount, totalAmount);
}

function libraryType(options: Options, context: Context): Problem | undefined {
  return libraryTypeOf(linesOf(options), context);
}

function libraryPrice(options: Options, context: Context): Problem | undefined {
  return libraryPriceOf(linesOf(options), context);
}

/**
 * tt.createMerchantOrder: the template pages' own way to an order, which tt.pay then pays (contract jsapi
 * §6).
 */
export const createMerchantOrder: ApiContract = {
  name: 'createMerchantOrder',
  ref: 'jsapi.md §6',
  options: MERCHANT_ORDER_OPTIONS,
  success: {
    ...ORDER_NUMBERS,
    payOrderId: text('order_id of tt.pay', { required }),
    orderToken: text('order_token of tt.pay', { required }),
  },
  rules: { libraryType, libraryPrice, orderTotal, discountWithinTotal },
  errors: ORDER_ERRORS,
};
