/**
 * For each rule across fields, options that break it and options that just do not: what the generated table
 * tests it with.
 */
import type { Context } from '../../../src/contract/jsapi/contract';
import { DAY, NOW, type Data } from './jsapi-cases';
import { REFUND_CASES } from './refund-cases';
import type { Where } from './table-bases';
import {
  booking,
  contactInfo,
  discounted,
  fees,
  goodsFields,
  goodsList,
  locationInfo,
  merchantOrder,
  orderData,
  orderSku,
  redeemed,
  signedWith,
  sku,
  takeaway,
} from './table-bases';

/** One product for each rule across fields: options that break it at a path, and options that just do not. */
export interface RuleCase {
  api: Where;
  rule: string;
  breaks: [options: Data, path: string, context?: Partial<Context>];
  keeps: [options: Data, context?: Partial<Context>];
}

const money = { payment: { totalAmount: 100 } };
const ofLibrary = { libraryPrice: () => 100 };
const needs = { needsReservation: () => true };
const free = { needsReservation: () => false };
const without = (field: 'cancelPolicy'): object[] => {
  const { [field]: _left, ...rest } = goodsFields.goodsBookInfo;
  return [{ ...goodsList[0], goodsBookInfo: rest }];
};
const booked = (more: object): Data => ({
  skuList: [sku],
  ...money,
  bookInfo: { itemBookInfoList: [{ ...booking, ...more }] },
});

const bookedTwice: Data = { ...booked({}), bookInfo: { itemBookInfoList: [booking, booking] } };

const withFee = (fee: Data): Data => ({
  ...takeaway,
  contactInfo,
  addressInfo: { locationInfo, doorNumber: '1' },
  payment: { totalAmount: 130, feeDetailsList: [{ feeType: 1, ...fee }] },
});

export const RULE_CASES: readonly RuleCase[] = [
  {
    api: 'createOrder',
    rule: 'oneList',
    breaks: [money, 'goodsList'],
    keeps: [{ goodsList, skuList: [], ...money }],
  },
  {
    api: 'createOrder',
    rule: 'oneProduct',
    breaks: [{ skuList: [sku, sku], payment: { totalAmount: 200 } }, 'skuList'],
    keeps: [{ skuList: [sku, sku], payment: { totalAmount: 200 } }, { severalSkus: true }],
  },
  {
    api: 'createOrder',
    rule: 'oneOffer',
    breaks: [
      { goodsList: [goodsList[0]!, { ...goodsList[0]!, goodsType: 1 }], payment: { totalAmount: 200 } },
      'goodsList[1].goodsType',
    ],
    keeps: [{ goodsList: [goodsList[0]!, { ...goodsList[0]!, quantity: 2 }], payment: { totalAmount: 300 } }],
  },
  {
    api: 'createOrder',
    rule: 'libraryType',
    breaks: [{ goodsList, ...money }, 'goodsList[0].goodsType', ofLibrary],
    keeps: [{ goodsList: [{ ...goodsList[0]!, goodsType: 1 }], ...money }, ofLibrary],
  },
  {
    api: 'createOrder',
    rule: 'libraryPrice',
    breaks: [
      { skuList: [{ quantity: 1, skuId: 'k', skuType: 1, price: 99 }], payment: { totalAmount: 99 } },
      'skuList[0].price',
      ofLibrary,
    ],
    keeps: [{ skuList: [{ quantity: 1, skuId: 'k', skuType: 1, price: 100 }], ...money }, ofLibrary],
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
    breaks: [
      { goodsList: without('cancelPolicy'), ...money },
      'goodsList[0].goodsBookInfo.cancelPolicy',
      needs,
    ],
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
    breaks: [bookedTwice, 'bookInfo.itemBookInfoList'],
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
    rule: 'feeDiscounts',
    breaks: [
      withFee({ feeAmount: 30, feeDiscountAmount: 31 }),
      'payment.feeDetailsList[0].feeDiscountAmount',
    ],
    keeps: [withFee({ feeAmount: 30, feeDiscountAmount: 30 })],
  },
  {
    api: 'createOrder',
    rule: 'orderTotal',
    breaks: [{ goodsList, payment: { totalAmount: 99 } }, 'payment.totalAmount'],
    keeps: [{ skuList: [{ quantity: 2, skuId: 'k', skuType: 1 }], payment: { totalAmount: 200 } }, ofLibrary],
  },
  {
    api: 'createOrder',
    rule: 'discountWithinTotal',
    breaks: [
      { goodsList, payment: { totalAmount: 100, totalDiscountAmount: 101 } },
      'payment.totalDiscountAmount',
    ],
    keeps: [{ goodsList, payment: { totalAmount: 100, totalDiscountAmount: 100 } }],
  },
  {
    api: 'createOrder',
    rule: 'discountSums',
    breaks: [
      { goodsList, ...discounted, payment: { totalAmount: 100, totalDiscountAmount: 11 } },
      'payment.totalDiscountAmount',
    ],
    keeps: [{ goodsList, ...discounted }],
  },
  {
    api: 'createMerchantOrder',
    rule: 'libraryType',
    breaks: [merchantOrder, 'goodsList[0].goodsIdType', ofLibrary],
    keeps: [{ ...merchantOrder, goodsList: [{ ...merchantOrder.goodsList[0]!, goodsIdType: 1 }] }, ofLibrary],
  },
  {
    api: 'createMerchantOrder',
    rule: 'libraryPrice',
    breaks: [
      {
        ...merchantOrder,
        goodsList: [{ ...merchantOrder.goodsList[0]!, goodsIdType: 1, price: 101 }],
        totalAmount: 101,
      },
      'goodsList[0].price',
      ofLibrary,
    ],
    keeps: [{ ...merchantOrder, goodsList: [{ ...merchantOrder.goodsList[0]!, goodsIdType: 1 }] }, ofLibrary],
  },
  {
    api: 'createMerchantOrder',
    rule: 'orderTotal',
    breaks: [{ ...merchantOrder, totalAmount: 101 }, 'totalAmount'],
    keeps: [
      { ...merchantOrder, goodsList: [{ ...merchantOrder.goodsList[0]!, quantity: 3 }], totalAmount: 300 },
    ],
  },
  {
    api: 'createMerchantOrder',
    rule: 'discountWithinTotal',
    breaks: [{ ...merchantOrder, totalDiscountAmount: 101 }, 'totalDiscountAmount'],
    keeps: [{ ...merchantOrder, totalDiscountAmount: 100 }],
  },
  {
    api: 'requestOrder',
    rule: 'authorizationForm',
    breaks: [{ data: '{}', byteAuthorization: signedWith({}).replace(' ', '') }, 'byteAuthorization'],
    keeps: [{ data: '{}', byteAuthorization: signedWith({}) }],
  },
  {
    api: 'requestOrder',
    rule: 'authorizationForm',
    breaks: [{ data: '{}', byteAuthorization: signedWith({ nonce_str: '' }) }, 'byteAuthorization.nonce_str'],
    keeps: [{ data: '{}', byteAuthorization: signedWith({ nonce_str: '"n"' }) }],
  },
  {
    api: 'requestOrder',
    rule: 'authorizationForm',
    breaks: [{ data: '{}', byteAuthorization: `${signedWith({})},appid=tt1` }, 'byteAuthorization.appid'],
    keeps: [{ data: '{}', byteAuthorization: `${signedWith({})},other=1` }],
  },
  {
    api: 'requestOrder',
    rule: 'authorizationForm',
    breaks: [
      { data: '{}', byteAuthorization: signedWith({ timestamp: NOW }) },
      'byteAuthorization.timestamp',
    ],
    keeps: [{ data: '{}', byteAuthorization: signedWith({ timestamp: NOW / 1000 }) }],
  },
  {
    api: 'requestOrder',
    rule: 'authorizationForm',
    breaks: [
      { data: '{}', byteAuthorization: signedWith({ key_version: 'v1' }) },
      'byteAuthorization.key_version',
    ],
    keeps: [{ data: '{}', byteAuthorization: signedWith({ key_version: 10 }) }],
  },
  {
    api: 'requestOrder',
    rule: 'authorizationForm',
    breaks: [
      { data: '{}', byteAuthorization: signedWith({ signature: 'AAAAA=' }) },
      'byteAuthorization.signature',
    ],
    keeps: [{ data: '{}', byteAuthorization: signedWith({ signature: 'AAA=' }) }],
  },
  {
    api: 'requestOrder',
    rule: 'authorizationAge',
    breaks: [
      { data: '{}', byteAuthorization: signedWith({ timestamp: NOW / 1000 - 3601 }) },
      'byteAuthorization.timestamp',
    ],
    keeps: [{ data: '{}', byteAuthorization: signedWith({ timestamp: NOW / 1000 - 3600 }) }],
  },
  {
    api: 'requestOrder',
    rule: 'authorizationAge',
    breaks: [
      { data: '{}', byteAuthorization: signedWith({ timestamp: NOW / 1000 + 301 }) },
      'byteAuthorization.timestamp',
    ],
    keeps: [{ data: '{}', byteAuthorization: signedWith({ timestamp: NOW / 1000 + 300 }) }],
  },
  {
    api: 'data',
    rule: 'totalWithinGoods',
    breaks: [{ ...orderData, totalAmount: 201, skuList: [{ ...orderSku, quantity: 2 }] }, 'data.totalAmount'],
    keeps: [{ ...orderData, totalAmount: 200, skuList: [{ ...orderSku, quantity: 2 }] }],
  },
  {
    api: 'continueToPay',
    rule: 'oneNumber',
    breaks: [{ orderId: '' }, 'orderId'],
    keeps: [{ outOrderNo: 'o' }],
  },
  {
    api: 'prepare',
    rule: 'oneScanned',
    breaks: [{ code: '1', encrypted_data: 'l' }, 'code'],
    keeps: [{ code: '1' }],
  },
  { api: 'prepare', rule: 'oneScanned', breaks: [{ code: '' }, 'code'], keeps: [{ encrypted_data: 'l' }] },
  {
    api: 'verify',
    rule: 'shopOfPoi',
    breaks: [
      { ...redeemed, poi_info: '{"shop_name":"s"}' },
      'poi_info.ext_valid_shop_id',
      { ofLibrary: true },
    ],
    keeps: [{ ...redeemed, poi_info: '{"shop_name":"s"}' }, { ofLibrary: false }],
  },
  {
    api: 'verify',
    rule: 'shopOfPoi',
    breaks: [
      { ...redeemed, poi_info: '{"shop_name":"","ext_valid_shop_id":"e","valid_poi_id_str":"p"}' },
      'poi_info.shop_name',
      { ofLibrary: true },
    ],
    keeps: [
      { ...redeemed, poi_info: '{"shop_name":"s","ext_valid_shop_id":"e","valid_poi_id_str":"p"}' },
      { ofLibrary: true },
    ],
  },
  {
    api: 'verify',
    rule: 'shopOfPoi',
    breaks: [{ ...redeemed, poi_info: '{"shop_name":5}' }, 'poi_info.shop_name'],
    keeps: [{ ...redeemed, poi_info: '{}' }],
  },
  ...REFUND_CASES,
];
