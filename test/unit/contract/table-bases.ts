/**
 * Options that the contract accepts, together with every object and every condition in it: what the generated
 * table changes one field of.
 */
import type { ApiName } from '../../../src/contract/jsapi/index';
import type { Context } from '../../../src/contract/jsapi/contract';
import type { RedeemCall } from '../../../src/contract/redeem';
import { DAY, letters, NOW, type Data } from './jsapi-cases';

const page = { path: 'pages/goods/index', params: '{"id":"1"}' };
export const goodsFields = {
  goodsName: '券',
  goodsPhoto: '/p.png',
  goodsId: 'g',
  goodsType: 2,
  goodsSubTitle: 's',
  goodsPage: page,
  goodsLabels: ['随时退'],
  dateRule: 'r',
  goodsBookInfo: { bookType: 1, cancelPolicy: 3, advancedCancelHours: 2 },
};
export const goodsList = [{ ...goodsFields, quantity: 1, price: 100, discountAmount: 0 }];
export const sku = {
  quantity: 1,
  skuId: 'k',
  skuType: 2,
  price: 100,
  discountAmount: 0,
  goodsInfo: goodsFields,
  extraInfo: { ticketName: 'child', date: '2026-01-20' },
};
const marketing = {
  id: 'm',
  type: 2,
  discountAmount: 10,
  title: '券',
  note: '',
  subtype: 's',
  value: 1,
  discountRange: 2,
  code: 'c',
  kind: 1,
  creatorType: 1,
  marketingExtend: {},
};
const marketingInfo = [marketing];
const block = { goodsId: 'g', skuId: 'k', totalAmount: 100, totalDiscountAmount: 10, marketingInfo };
const discountInfo = {
  type: 2,
  detail: {
    orderDiscount: { orderTotalDiscountAmount: 0, goodsTotalDiscountAmount: 10, marketingInfo },
    goodsDiscount: [{ ...block, quantity: 1 }],
    itemDiscount: [block],
  },
  useMergedMarketingApi: false,
};
const span = { startTime: NOW + DAY, endTime: NOW + 2 * DAY };
export const contactInfo = { phoneNumber: '10086', contactName: '张三', gender: 1 };
const deliveryInfo = {
  poiId: 'p',
  bookType: 2,
  deliveryType: 1,
  receiptInfo: span,
  bookInfo: span,
  selfPickInfo: { ...span, shopInfo: { shopId: 'i', shopName: '店', address: '路', phoneNumber: '1' } },
};
export const locationInfo = {
  provinceCode: '440000',
  provinceName: '广东省',
  cityCode: '440300',
  cityName: '深圳市',
  districtCode: '440303',
  districtName: '罗湖区',
  townCode: '1',
  townName: '镇',
  locationAddress: '路 1 号',
  locationName: '店',
};
export const fees = [{ feeType: 1, feeAmount: 30, feeDiscountAmount: 0, feeDesc: '配送' }];
export const takeaway = {
  goodsList,
  businessLine: 3,
  payment: { totalAmount: 130, feeDetailsList: fees },
  deliveryInfo,
};
export const booking = {
  poiId: 'p',
  shopName: '店',
  outShopId: 'o',
  goodsId: 'g',
  skuId: 'k',
  bookStartTime: NOW + DAY,
  bookEndTime: NOW + 2 * DAY,
  reservationInfoList: [{ name: '张三', phoneNumber: '1', identificationNumber: '1' }],
};
export const discounted = { payment: { totalAmount: 100, totalDiscountAmount: 10 }, discountInfo };

const refundInfo = {
  reason: ['不想要了'],
  reasonCode: [401],
  note: 'n',
  feeDetailsList: [{ feeType: 1, refundAmount: 1 }],
};
export const refund = {
  outOrderNo: 'o',
  refundInfo,
  itemOrderList: [{ itemOrderId: 'i', refundAmount: 1 }],
  skuList: [{ skuId: 'k', skuType: 2, quantity: 1 }],
  goodsList: [{ goodsId: 'g', goodsType: 2, quantity: 1 }],
  refundTotalAmount: 1,
  callbackData: {},
};
export const order = {
  legacy: false,
  takeaway: false,
  scheduled: false,
  hasFees: false,
  goods: { g: 1 },
  skus: { k: 1 },
  left: { amount: 100, fees: { 1: 5 } },
  itemOrders: [{ itemOrderId: 'i', refundableAmount: 100 }],
};

export const orderSku = {
  skuId: 's1',
  price: 100,
  quantity: 1,
  title: 't',
  imageList: ['https://img.example/1.png'],
  type: 401,
  tagGroupId: 'tag',
  entrySchema: page,
  skuAttr: '{}',
};
export const orderData = {
  skuList: [orderSku],
  outOrderNo: 'o1',
  totalAmount: 100,
  payExpireSeconds: 300,
  payNotifyUrl: 'https://shop.example/pay',
  merchantUid: 'm',
  orderEntrySchema: page,
  limitPayWayList: [1],
  payScene: 'IM',
};

const merchantGoods = {
  quantity: 1,
  price: 100,
  goodsTitle: '券',
  goodsPhoto: '/p.png',
  goodsSubTitle: 's',
  goodsLabels: '随时退|免预约',
  goodsId: 'g',
  goodsIdType: 2,
  discountAmount: 0,
  dateRule: 'r',
  goodsPage: page,
};
export const merchantOrder = {
  goodsList: [merchantGoods],
  totalAmount: 100,
  totalDiscountAmount: 0,
  appType: 1,
  scene: '0',
  launchFrom: '',
  location: '',
  appId: 'tt0',
  phoneNum: '1',
  contactName: '张三',
  extra: 'n',
  poiId: 'p',
  merchantId: 'm',
  storeName: '店',
  storeIcon: '/i.png',
  videoId: 'v',
  callbackData: '{}',
  reservationData: [{ useReservation: true, relationType: 1, itemReservations: [{ userReserveIds: ['r'] }] }],
};
const freeGoods = { ...merchantGoods, price: 0 };
export const refundOrder = {
  appId: 'tt0',
  reason: ['不想要了'],
  type: 1,
  outOrderNo: 'o',
  description: 'n',
  extra: '{}',
  refundGoods: [{ goods_id: 'g', goods_id_type: 2, refund_quantity: 1 }],
  refundTotalAmount: 1,
};

const poiInfo = (bytes: number): string => {
  const shop = { shop_name: '', ext_valid_shop_id: 's', valid_poi_id_str: 'p' };
  return JSON.stringify({ ...shop, shop_name: letters(bytes - JSON.stringify(shop).length) });
};
export const redeemed = {
  verify_token: 't',
  order_id: 'o',
  certificates: [{ certificate_id: 'c', encrypted_code: 'e' }],
  poi_info: poiInfo(100),
};

/** A header that can be read, with other values. */
export const signedWith = (more: Record<string, string | number>): string =>
  `SHA256-RSA2048 ${Object.entries({
    appid: 'tt0',
    nonce_str: 'n',
    timestamp: NOW / 1000,
    key_version: 1,
    signature: 'AAAA',
    ...more,
  })
    .map(([name, value]) => `${name}=${value}`)
    .join(',')}`;

/** A JSAPI, the order inside `data` of tt.requestOrder, or a call of the redeeming shop. */
export type Where = ApiName | 'data' | RedeemCall;

export const BASES: Record<Where, readonly Data[]> = {
  createOrder: [
    {
      goodsList,
      payment: { totalAmount: 100, totalDiscountAmount: 0 },
      contactInfo,
      storeInfo: { storeName: '店', storeIcon: '/i.png' },
      note: 'n',
      callbackData: {},
      tradeOption: { life_trade_flag: 0 },
      callbackUrl: 'https://shop.example/pre',
      discountId: 'd',
      poiId: 'p',
      businessLine: 1,
    },
    { skuList: [sku], payment: { totalAmount: 100 }, bookInfo: { itemBookInfoList: [booking] } },
    { skuList: [{ quantity: 1, skuId: 'k', skuType: 1 }], payment: { totalAmount: 100 } },
    { ...takeaway, contactInfo, addressInfo: { addressId: '', locationInfo, doorNumber: '1' } },
    { ...takeaway, contactInfo, addressInfo: { locationInfo, doorNumber: '1' } },
    { ...takeaway, addressInfo: { addressId: 'a', locationInfo, doorNumber: '1' } },
    { ...takeaway, contactInfo, deliveryInfo: { ...deliveryInfo, bookType: 1, deliveryType: 2 } },
    { goodsList, ...discounted },
    { skuList: [sku], ...discounted },
    // Worth nothing, for the amounts that may be 0.
    { goodsList: [{ ...goodsList[0]!, price: 0 }], payment: { totalAmount: 0 } },
    { skuList: [{ ...sku, price: 0 }], payment: { totalAmount: 0 } },
    {
      ...takeaway,
      payment: { totalAmount: 100, feeDetailsList: [{ feeType: 1, feeAmount: 0 }] },
      contactInfo,
      addressInfo: { locationInfo, doorNumber: '1' },
    },
    // With a discountId the sums do not count.
    { goodsList, ...discounted, discountId: 'd' },
  ],
  createMerchantOrder: [merchantOrder, { ...merchantOrder, goodsList: [freeGoods], totalAmount: 0 }],
  requestOrder: [{ data: '{}', byteAuthorization: signedWith({}) }],
  data: [
    orderData,
    { ...orderData, skuList: [{ ...orderSku, price: 0 }], totalAmount: 0 },
    { ...orderData, skuList: [{ ...orderSku, type: 101 }] },
  ],
  getOrderPayment: [{ orderId: 'o', imId: 'i', immediate: true }],
  pay: [{ orderInfo: { order_id: 'o', order_token: 't' }, service: 5, _debug: 0 }],
  continueToPay: [{ orderId: 'o', outOrderNo: 'o' }],
  continueToPayLife: [{ orderId: 'o' }],
  applyRefund: [
    refund,
    { ...refund, refundInfo: { ...refundInfo, reasonCode: [999] } },
    { outOrderNo: 'o', refundInfo, goodsList: refund.goodsList },
    { outOrderNo: 'o', refundInfo, skuList: refund.skuList },
  ],
  createRefundOrder: [refundOrder],
  getRefundOrder: [{ refundId: 'r', outRefundNo: 'r' }],
  prepare: [{ code: '1', encrypted_data: '' }, { encrypted_data: 'l' }],
  verify: [redeemed],
  cancel: [{ verify_id: 'v', certificate_id: 'c' }],
  login: [{ force: true }],
  checkSession: [{}],
};

/** What a check may know beside the options. */
export const CONTEXTS: readonly Partial<Context>[] = [
  {},
  { baseLibrary: '2.51.0' },
  { isOutsideTicket: () => true },
  { ofLibrary: true },
  { order },
  { order: { ...order, takeaway: true, hasFees: true } },
];
