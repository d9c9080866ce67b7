/** The options of tt.createOrder (contract jsapi §1.2): their shape, and the type that it has. */
import { FORMATS, TOLERANCES } from '../schema/formats';
import { GOODS_NAME_BYTES, GOODS_PHOTO_BYTES, ID_BYTES, MAX_QUANTITY, PASS_THROUGH_BYTES } from '../limits';
import { DISCOUNT_INFO } from './discount';
import { integer, list, money, object, passThrough, required, text, type Infer } from '../schema/fields';
import { feeDetailsList, LIBRARY_OR_OWN, PARAMS_BYTES, PATH_BYTES } from './shared';
import { ADDRESS_INFO, DELIVERY_INFO } from './takeaway';

const goodsPage = (since?: string) =>
  object(
    {
      path: text('page path, e.g. pages/goods/index', {
        required,
        maxBytes: PATH_BYTES,
        format: FORMATS.pagePath,
        tolerates: TOLERANCES.empty,
        since: '2.57.4.0',
      }),
      params: text('JSON text of an object, enough to open the right page', {
        maxBytes: PARAMS_BYTES,
        format: FORMATS.jsonObject,
        tolerates: TOLERANCES.object,
        since: '2.57.4.0',
      }),
    },
    'goods detail page',
    since ? { since } : {},
  );

const goodsBookInfo = object(
  {
    bookType: integer('kind of reservation', { required }),
    cancelPolicy: integer(
      'only for goods that need a reservation; 3 = cancel up to advancedCancelHours before the end',
    ),
    advancedCancelHours: integer(
      'hours before the end of the reservation; effective with cancelPolicy 3 only',
      { since: '2.69.0.5' },
    ),
  },
  'reservation policy',
  { since: '2.57.4.0' },
);

/** What goods of both lists may carry beside their number, name, photo and type. */
const optionalGoodsFields = (pageSince?: string) => ({
  goodsSubTitle: text('subtitle'),
  goodsPage: goodsPage(pageSince),
  goodsLabels: list(text('label text'), 'label texts, e.g. 随时退'),
  dateRule: text('usage rule'),
  goodsBookInfo,
});

const GOODS = {
  quantity: integer('quantity', { required, min: 1, max: MAX_QUANTITY }),
  price: money('unit price', { required }),
  goodsName: text('name', { required, minBytes: 1, maxBytes: GOODS_NAME_BYTES }),
  goodsPhoto: text('image URL', { required, maxBytes: GOODS_PHOTO_BYTES }),
  goodsId: text('goods id', { required, minBytes: 1, maxBytes: ID_BYTES }),
  goodsType: integer('1 library, 2 non-library', { required, oneOf: LIBRARY_OR_OWN }),
  discountAmount: money('discount', { since: '2.67.0.0' }),
  ...optionalGoodsFields('2.67.0.0'),
};

const GOODS_INFO = {
  goodsName: text('name', { required, minBytes: 1, maxBytes: GOODS_NAME_BYTES }),
  goodsPhoto: text('image URL', { required, maxBytes: GOODS_PHOTO_BYTES }),
  goodsId: text('goods id', { required }),
  goodsType: integer('1 library, 2 non-library', { required, oneOf: LIBRARY_OR_OWN }),
  ...optionalGoodsFields(),
};

const SKU = {
  quantity: integer('quantity', { required, min: 1, max: MAX_QUANTITY }),
  skuId: text('sku id', { required }),
  skuType: integer('1 library, 2 non-library', { required, oneOf: LIBRARY_OR_OWN }),
  price: money('unit price', { required: 'pricedSku' }),
  discountAmount: money('discount'),
  goodsInfo: object(GOODS_INFO, 'goods', { required: 'ownSku' }),
  extraInfo: object(
    {
      ticketName: text('ticket kind, e.g. child', { required: 'ofOutsideTicket' }),
      date: text('day, YYYY-MM-DD', { required: 'ofOutsideTicket', format: FORMATS.date }),
    },
    'ticket data',
    { required: 'outsideTicket' },
  ),
};

const ITEM_BOOK_INFO = {
  poiId: text('poiId of the reserved shop', { required }),
  shopName: text('its name', { required }),
  outShopId: text("its id in the developer's system", { required }),
  goodsId: text('goods id', { required: 'bookedGoodsId' }),
  skuId: text('sku id', { since: '2.77.0.0' }),
  bookStartTime: integer('ms; after now', { required }),
  bookEndTime: integer('ms; after bookStartTime, within 180 days from now', { required }),
  reservationInfoList: list(
    object(
      {
        name: text("person's name"),
        phoneNumber: text('phone'),
        identificationNumber: text('identity card number'),
      },
      'one person',
    ),
    'persons',
  ),
};

export const CREATE_ORDER_OPTIONS = object(
  {
    goodsList: list(object(GOODS, 'goods'), 'goods, one SPU; exactly one of goodsList and skuList'),
    skuList: list(object(SKU, 'sku'), 'skus, one at present; exactly one of goodsList and skuList', {
      since: '2.67.0.0',
    }),
    bookInfo: object(
      {
        itemBookInfoList: list(object(ITEM_BOOK_INFO, 'one reservation'), 'one entry per ordered item', {
          required,
          min: 1,
        }),
      },
      'reservation',
      { since: '2.67.0.0' },
    ),
    payment: object(
      {
        totalAmount: money('order total before discount, fees included', { required }),
        totalDiscountAmount: money('total discount', { since: '2.52.0.3' }),
        feeDetailsList,
      },
      'money',
      { required },
    ),
    contactInfo: object(
      {
        phoneNumber: text('phone', { required: 'deliveredWithoutAddress', maxBytes: 128 }),
        contactName: text('name', { required: 'deliveredWithoutAddress', maxBytes: 64 }),
        gender: integer('1 male, 2 female', { required: 'deliveredWithoutAddress', sdk: true }),
      },
      'contact',
      { required: 'deliveredWithoutAddress' },
    ),
    storeInfo: object({ storeName: text('shop name'), storeIcon: text('shop picture URL') }, 'shop'),
    note: text('order remark', { maxBytes: 2048 }),
    callbackData: passThrough('passed to the own server as cp_extra', { maxJsonBytes: PASS_THROUGH_BYTES }),
    tradeOption: passThrough('passed to the trade service; life_trade_flag 1 = merged chain', {
      maxJsonBytes: PASS_THROUGH_BYTES,
      since: '2.74.0.0',
    }),
    callbackUrl: text('address of the pre-order callback, for 账号融合 only', { since: '2.65.0.0' }),
    discountInfo: DISCOUNT_INFO,
    discountId: text('id of a marketing result; wins over discountInfo', { since: '2.52.0.3' }),
    poiId: text('shop id; wins over that of the shelf and of deliveryInfo'),
    businessLine: integer('1 团购 (default), 2 泛知识, 3 外卖', { oneOf: [1, 2, 3], since: '2.52.0.3' }),
    deliveryInfo: DELIVERY_INFO,
    addressInfo: ADDRESS_INFO,
  },
  'options of tt.createOrder',
);
/** Money in 分, times in ms. What a condition requires is optional here. */
export type CreateOrderOptions = Infer<typeof CREATE_ORDER_OPTIONS>;
