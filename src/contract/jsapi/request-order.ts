import { FORMATS, TOLERANCES } from '../schema/formats';
import { GOODS_NAME_BYTES, GOODS_PHOTO_BYTES } from '../limits';
import { authorizationAge, authorizationForm } from './authorization';
import { rows } from './error-rows';
import type { ApiContract, Condition } from './contract';
import { integer, list, money, object, required, text, type Infer } from '../schema/fields';
import type { Problem } from '../schema/walk';
import { entryPage, MAX_PAY_SECONDS, outOrderNo } from './shared';

/** Units of one sku in an order of the general trade system. */
export const MAX_SKU_QUANTITY = 100;

/** Goods types of the general trade system whose skus carry attributes. */
const attributed: Condition = ({ parent }) => {
  const type = parent['type'] as number;
  return (type >= 101 && type <= 107) || (type >= 402 && type <= 406);
};

const SKU = {
  skuId: text("the developer's goods id", { required }),
  price: money('unit price', { required }),
  quantity: integer('quantity', { required, min: 1, max: MAX_SKU_QUANTITY }),
  title: text('title', { required, maxBytes: GOODS_NAME_BYTES }),
  imageList: list(text('image URL', { maxBytes: GOODS_PHOTO_BYTES }), 'one image', {
    required,
    min: 1,
    max: 1,
  }),
  type: integer('goods type of the platform, e.g. 401', { required }),
  tagGroupId: text('trade-rule tag group', { required }),
  entrySchema: entryPage('goods detail page'),
  skuAttr: text('JSON text of the attributes that the type asks for', {
    required: 'attributed',
    tolerates: TOLERANCES.absent,
    format: FORMATS.json,
  }),
};

const ORDER_DATA_OPTIONS = object(
  {
    skuList: list(object(SKU, 'sku'), 'exactly one sku', { required, min: 1, max: 1 }),
    outOrderNo,
    totalAmount: money('order total', { required }),
    payExpireSeconds: integer('seconds to pay in; absent or 0 means 300', { min: 0, max: MAX_PAY_SECONDS }),
    payNotifyUrl: text('address of the payment callback', { format: FORMATS.https }),
    merchantUid: text('receiving merchant'),
    orderEntrySchema: entryPage('order detail page', { required }),
    limitPayWayList: list(integer('1 WeChat, 2 Alipay', { oneOf: [1, 2] }), 'blocked channels'),
    payScene: text('IM on iOS'),
  },
  'the object in data',
);
/** Money in 分. */
type OrderDataOptions = Infer<typeof ORDER_DATA_OPTIONS>;

/**
 * The signed total is what is to be paid: what it lacks to the sum of the goods was taken off by the
 * developer (contract jsapi §2.2).
 */
function totalWithinGoods({ skuList, totalAmount }: OrderDataOptions): Problem | undefined {
  const most = skuList.reduce((sum, sku) => sum + sku.price * sku.quantity, 0);
  return totalAmount <= most
    ? undefined
    : { path: 'totalAmount', wanted: `at most ${most}`, got: totalAmount };
}

/** The object inside `data` of tt.requestOrder (contract jsapi §2.2). */
export const ORDER_DATA: ApiContract = {
  name: 'requestOrder',
  ref: 'jsapi.md §2.2',
  options: ORDER_DATA_OPTIONS,
  success: {},
  conditions: { attributed },
  rules: { totalWithinGoods },
  errors: [],
};

/** tt.requestOrder: pre-order of the general trade system (contract jsapi §2). */
export const requestOrder: ApiContract = {
  name: 'requestOrder',
  since: '2.74.0.0',
  sdk: true,
  ref: 'jsapi.md §2',
  options: object(
    {
      data: text("JSON text made by the developer's server, passed on byte for byte", { required }),
      byteAuthorization: text('signature of data, made by the same server', { required }),
    },
    'options of tt.requestOrder',
  ),
  success: {
    orderId: text("Douyin's order number", { required }),
    itemOrderList: list(
      object(
        {
          itemOrderId: text('item order', { required }),
          skuId: text('its sku', { required }),
          itemOrderAmount: money('paid amount of the item', { required }),
        },
        'one item order',
      ),
      'item orders',
      { required },
    ),
    logId: text('log id'),
  },
  rules: { authorizationForm, authorizationAge },
  errors: rows([
    ...[
      'parameters',
      'industry',
      'broken',
      'signatureForm',
      'signature',
      'unauthorised',
      'risk',
      'system',
      'usedNumber',
      'merchant',
    ],
    ...['noLoginState', 'banned', 'noRight', 'noChannel', 'product'],
  ]),
};
