/** Options that the contract accepts, together with every object and every condition in it: what the generated table changes one field of. */
import type { ApiName } from '../../../src/contract/jsapi/index';
import type { Context } from '../../../src/contract/jsapi/schema';
import { DAY, NOW, type Data } from './jsapi-cases';

const page = { path: 'pages/goods/index', params: '{"id":"1"}' };
const goodsFields = {
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
const goodsList = [{ ...goodsFields, quantity: 1, price: 100, discountAmount: 0 }];
const sku = {
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
const contactInfo = { phoneNumber: '10086', contactName: '张三', gender: 1 };
const deliveryInfo = {
  poiId: 'p',
  bookType: 2,
  deliveryType: 1,
  receiptInfo: span,
  bookInfo: span,
  selfPickInfo: { ...span, shopInfo: { shopId: 'i', shopName: '店', address: '路', phoneNumber: '1' } },
};
const locationInfo = {
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
const fees = [{ feeType: 1, feeAmount: 30, feeDiscountAmount: 0, feeDesc: '配送' }];
const takeaway = { goodsList, businessLine: 3, payment: { totalAmount: 130, feeDetailsList: fees }, deliveryInfo };
const booking = {
  poiId: 'p',
  shopName: '店',
  outShopId: 'o',
  goodsId: 'g',
  skuId: 'k',
  bookStartTime: NOW + DAY,
  bookEndTime: NOW + 2 * DAY,
  reservationInfoList: [{ name: '张三', phoneNumber: '1', identificationNumber: '1' }],
};
const discounted = { payment: { totalAmount: 100, totalDiscountAmount: 10 }, discountInfo };

const refundInfo = { reason: ['不想要了'], reasonCode: [401], note: 'n', feeDetailsList: [{ feeType: 1, refundAmount: 1 }] };
const refund = {
  outOrderNo: 'o',
  refundInfo,
  itemOrderList: [{ itemOrderId: 'i', refundAmount: 1 }],
  skuList: [{ skuId: 'k', skuType: 2, quantity: 1 }],
  goodsList: [{ goodsId: 'g', goodsType: 2, quantity: 1 }],
  refundTotalAmount: 1,
  callbackData: {},
};
const order = {
  legacy: false,
  takeaway: false,
  scheduled: false,
  hasFees: false,
  refundableQuantity: 1,
  itemOrders: [{ itemOrderId: 'i', refundableAmount: 100 }],
};

const orderSku = {
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
const orderData = {
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

export const BASES: Record<ApiName | 'data', readonly Data[]> = {
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
    // With a discountId the sums do not count.
    { goodsList, ...discounted, discountId: 'd' },
  ],
  requestOrder: [{ data: '{}', byteAuthorization: 'SHA256-RSA2048 x' }],
  data: [orderData, { ...orderData, skuList: [{ ...orderSku, type: 101 }] }],
  getOrderPayment: [{ orderId: 'o', imId: 'i', immediate: true }],
  pay: [{ orderInfo: { order_id: 'o', order_token: 't' }, service: 5, _debug: 0 }],
  continueToPay: [{ orderId: 'o', outOrderNo: 'o' }],
  applyRefund: [
    refund,
    { ...refund, refundInfo: { ...refundInfo, reasonCode: [999] } },
    { outOrderNo: 'o', refundInfo, goodsList: refund.goodsList },
    { outOrderNo: 'o', refundInfo, skuList: refund.skuList },
  ],
  login: [{ force: true }],
};

/** What a check may know beside the options. */
export const CONTEXTS: readonly Partial<Context>[] = [
  {},
  { baseLibrary: '2.51.0' },
  { isOutsideTicket: () => true },
  { order },
  { order: { ...order, takeaway: true, hasFees: true } },
];

/** One product for each rule across fields: options that break it at a path, and options that just do not. */
export interface RuleCase {
  api: ApiName;
  rule: string;
  breaks: [options: Data, path: string, context?: Partial<Context>];
  keeps: [options: Data, context?: Partial<Context>];
}

const money = { payment: { totalAmount: 100 } };
const needs = { needsReservation: () => true };
const free = { needsReservation: () => false };
const without = (field: 'cancelPolicy'): object[] => {
  const { [field]: _left, ...rest } = goodsFields.goodsBookInfo;
  return [{ ...goodsList[0], goodsBookInfo: rest }];
};
const booked = (more: object): Data => ({ skuList: [sku], ...money, bookInfo: { itemBookInfoList: [{ ...booking, ...more }] } });
const refundBy = (more: Data): Data => ({ outOrderNo: 'o', refundInfo: { reason: ['r'] }, ...more });

export const RULE_CASES: readonly RuleCase[] = [
  { api: 'createOrder', rule: 'oneList', breaks: [money, 'goodsList'], keeps: [{ goodsList, skuList: [], ...money }] },
  {
    api: 'createOrder',
    rule: 'oneProduct',
    breaks: [{ skuList: [sku, sku], payment: { totalAmount: 200 } }, 'skuList'],
    keeps: [{ skuList: [sku, sku], payment: { totalAmount: 200 } }, { severalSkus: true }],
  },
  {
    api: 'createOrder',
    rule: 'librarySku',
    breaks: [{ skuList: [{ ...sku, skuType: 1 }], ...money }, 'skuList[0].goodsInfo.goodsType'],
    keeps: [{ skuList: [{ ...sku, goodsInfo: { ...goodsFields, goodsType: 1 } }], ...money }],
  },
  {
    api: 'createOrder',
    rule: 'mergedList',
    breaks: [{ goodsList, ...money }, 'goodsList', { fullyMerged: true, ...needs }],
    keeps: [
      { skuList: [sku], ...money },
      { fullyMerged: true, ...needs },
    ],
  },
  {
    api: 'createOrder',
    rule: 'cancelPolicy',
    breaks: [{ goodsList: without('cancelPolicy'), ...money }, 'goodsList[0].goodsBookInfo.cancelPolicy', needs],
    keeps: [{ goodsList: without('cancelPolicy'), ...money }, free],
  },
  {
    api: 'createOrder',
    rule: 'bookWindow',
    breaks: [booked({ bookEndTime: NOW + 180 * DAY + 1 }), 'bookInfo.itemBookInfoList[0].bookEndTime'],
    keeps: [booked({ bookEndTime: NOW + 180 * DAY })],
  },
  {
    api: 'createOrder',
    rule: 'bookingPerItem',
    breaks: [{ ...booked({}), skuList: [{ ...sku, quantity: 2 }] }, 'bookInfo.itemBookInfoList'],
    keeps: [booked({})],
  },
  {
    api: 'createOrder',
    rule: 'feesOfTakeaway',
    breaks: [{ goodsList, payment: { totalAmount: 130, feeDetailsList: fees } }, 'payment.feeDetailsList'],
    keeps: [{ ...takeaway, contactInfo, addressInfo: { locationInfo, doorNumber: '1' } }],
  },
  {
    api: 'createOrder',
    rule: 'discountWithinTotal',
    breaks: [{ goodsList, payment: { totalAmount: 100, totalDiscountAmount: 101 } }, 'payment.totalDiscountAmount'],
    keeps: [{ goodsList, payment: { totalAmount: 100, totalDiscountAmount: 100 } }],
  },
  {
    api: 'createOrder',
    rule: 'discountSums',
    breaks: [{ goodsList, ...discounted, payment: { totalAmount: 100, totalDiscountAmount: 11 } }, 'payment.totalDiscountAmount'],
    keeps: [{ goodsList, ...discounted }],
  },
  { api: 'continueToPay', rule: 'oneNumber', breaks: [{ orderId: '' }, 'orderId'], keeps: [{ outOrderNo: 'o' }] },
  {
    api: 'applyRefund',
    rule: 'itemsOrNoKey',
    breaks: [refundBy({ goodsList: refund.goodsList, itemOrderList: undefined }), 'itemOrderList'],
    keeps: [refundBy({ goodsList: refund.goodsList })],
  },
  {
    api: 'applyRefund',
    rule: 'hasTarget',
    breaks: [refundBy({ refundTotalAmount: 1 }), 'refundTotalAmount', { order }],
    keeps: [refundBy({ refundTotalAmount: 1 }), { order: { ...order, legacy: true } }],
  },
  {
    api: 'applyRefund',
    rule: 'codeOfScheduled',
    breaks: [{ ...refund, refundInfo: { reason: ['r'], reasonCode: [408] } }, 'refundInfo.reasonCode[0]', { order }],
    keeps: [{ ...refund, refundInfo: { reason: ['r'], reasonCode: [408] } }, { order: { ...order, scheduled: true } }],
  },
  {
    api: 'applyRefund',
    rule: 'noteOfOther',
    breaks: [{ ...refund, refundInfo: { reason: ['r'], reasonCode: [999], note: '' } }, 'refundInfo.note'],
    keeps: [{ ...refund, refundInfo: { reason: ['r'], reasonCode: [999], note: 'x' } }],
  },
  {
    api: 'applyRefund',
    rule: 'itemAmounts',
    breaks: [refundBy({ itemOrderList: [{ itemOrderId: 'i', refundAmount: 101 }] }), 'itemOrderList[0].refundAmount', { order }],
    keeps: [refundBy({ itemOrderList: [{ itemOrderId: 'i', refundAmount: 100 }] }), { order }],
  },
  {
    api: 'applyRefund',
    rule: 'refundQuantity',
    breaks: [refundBy({ goodsList: [{ goodsId: 'g', goodsType: 2, quantity: 2 }] }), 'goodsList[0].quantity', { order }],
    keeps: [refundBy({ goodsList: [{ goodsId: 'g', goodsType: 2, quantity: 1 }] }), { order }],
  },
];
