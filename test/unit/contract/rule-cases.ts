/** For each rule across fields, options that break it and options that just do not: what the generated table tests it with. */
import type { Context } from '../../../src/contract/jsapi/schema';
import { DAY, NOW, type Data } from './jsapi-cases';
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
  order,
  orderData,
  orderSku,
  refund,
  refundOrder,
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
const booked = (more: object): Data => ({ skuList: [sku], ...money, bookInfo: { itemBookInfoList: [{ ...booking, ...more }] } });
const refundBy = (more: Data): Data => ({ outOrderNo: 'o', refundInfo: { reason: ['r'] }, ...more });
const refundWithFees = (feeDetailsList: Data[]): Data => ({ ...refund, refundInfo: { reason: ['r'], feeDetailsList } });
const legacy = { ...order, legacy: true };
const byAmount = { ...refundOrder, refundGoods: [], refundTotalAmount: 1 };
const goodsOf = (...quantities: number[]): Data[] =>
  quantities.map((quantity) => ({ ...refundOrder.refundGoods[0], refund_quantity: quantity }));

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
    rule: 'oneOffer',
    breaks: [{ goodsList: [goodsList[0]!, { ...goodsList[0]!, goodsType: 1 }], payment: { totalAmount: 200 } }, 'goodsList[1].goodsType'],
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
    rule: 'orderTotal',
    breaks: [{ goodsList, payment: { totalAmount: 99 } }, 'payment.totalAmount'],
    keeps: [{ skuList: [{ quantity: 2, skuId: 'k', skuType: 1 }], payment: { totalAmount: 200 } }, ofLibrary],
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
      { ...merchantOrder, goodsList: [{ ...merchantOrder.goodsList[0]!, goodsIdType: 1, price: 101 }], totalAmount: 101 },
      'goodsList[0].price',
      ofLibrary,
    ],
    keeps: [{ ...merchantOrder, goodsList: [{ ...merchantOrder.goodsList[0]!, goodsIdType: 1 }] }, ofLibrary],
  },
  {
    api: 'createMerchantOrder',
    rule: 'orderTotal',
    breaks: [{ ...merchantOrder, totalAmount: 101 }, 'totalAmount'],
    keeps: [{ ...merchantOrder, goodsList: [{ ...merchantOrder.goodsList[0]!, quantity: 3 }], totalAmount: 300 }],
  },
  {
    api: 'createMerchantOrder',
    rule: 'discountWithinTotal',
    breaks: [{ ...merchantOrder, totalDiscountAmount: 101 }, 'totalDiscountAmount'],
    keeps: [{ ...merchantOrder, totalDiscountAmount: 100 }],
  },
  {
    api: 'data',
    rule: 'totalWithinGoods',
    breaks: [{ ...orderData, totalAmount: 201, skuList: [{ ...orderSku, quantity: 2 }] }, 'data.totalAmount'],
    keeps: [{ ...orderData, totalAmount: 200, skuList: [{ ...orderSku, quantity: 2 }] }],
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
    rule: 'itemsOnce',
    breaks: [refundBy({ itemOrderList: [{ itemOrderId: 'i' }, { itemOrderId: 'i' }] }), 'itemOrderList[1].itemOrderId'],
    keeps: [refundBy({ itemOrderList: [{ itemOrderId: 'i' }, { itemOrderId: 'j' }] })],
  },
  {
    api: 'applyRefund',
    rule: 'itemAmounts',
    breaks: [
      refundBy({ itemOrderList: [{ itemOrderId: 'i' }] }),
      'itemOrderList[0].itemOrderId',
      { order: { ...order, itemOrders: [{ itemOrderId: 'i', refundableAmount: 0 }] } },
    ],
    keeps: [
      refundBy({ itemOrderList: [{ itemOrderId: 'i' }] }),
      { order: { ...order, itemOrders: [{ itemOrderId: 'i', refundableAmount: 1 }] } },
    ],
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
  {
    api: 'applyRefund',
    rule: 'refundProducts',
    breaks: [refundBy({ goodsList: [{ goodsId: 'other', goodsType: 2, quantity: 1 }] }), 'goodsList[0].goodsId', { order }],
    keeps: [refundBy({ goodsList: refund.goodsList }), { order }],
  },
  {
    api: 'applyRefund',
    rule: 'refundProducts',
    breaks: [refundBy({ skuList: refund.skuList }), 'skuList[0].skuId', { order: { ...order, skuId: undefined } }],
    keeps: [refundBy({ skuList: refund.skuList }), { order }],
  },
  {
    api: 'applyRefund',
    rule: 'feeAmounts',
    breaks: [
      refundWithFees([
        { feeType: 1, refundAmount: 4 },
        { feeType: 1, refundAmount: 2 },
      ]),
      'refundInfo.feeDetailsList[1].refundAmount',
      { order },
    ],
    keeps: [
      refundWithFees([
        { feeType: 1, refundAmount: 4 },
        { feeType: 1, refundAmount: 1 },
      ]),
      { order },
    ],
  },
  {
    api: 'applyRefund',
    rule: 'refundTotal',
    breaks: [refundBy({ refundTotalAmount: 101 }), 'refundTotalAmount', { order: legacy }],
    keeps: [refundBy({ refundTotalAmount: 100 }), { order: legacy }],
  },
  {
    api: 'createRefundOrder',
    rule: 'hasTarget',
    breaks: [{ ...byAmount, refundTotalAmount: undefined }, 'refundGoods', { order: legacy }],
    keeps: [byAmount, { order: legacy }],
  },
  { api: 'createRefundOrder', rule: 'hasTarget', breaks: [byAmount, 'refundTotalAmount', { order }], keeps: [refundOrder, { order }] },
  {
    api: 'createRefundOrder',
    rule: 'plainOrder',
    breaks: [refundOrder, 'outOrderNo', { order: { ...order, hasFees: true } }],
    keeps: [refundOrder, { order }],
  },
  {
    api: 'createRefundOrder',
    rule: 'plainOrder',
    breaks: [refundOrder, 'outOrderNo', { order: { ...order, takeaway: true } }],
    keeps: [refundOrder],
  },
  {
    api: 'createRefundOrder',
    rule: 'refundProducts',
    breaks: [refundOrder, 'refundGoods[0].goods_id', { order: { ...order, goodsId: 'other' } }],
    keeps: [refundOrder, { order }],
  },
  {
    api: 'createRefundOrder',
    rule: 'refundQuantity',
    breaks: [
      { ...refundOrder, refundGoods: goodsOf(1, 2) },
      'refundGoods[1].refund_quantity',
      { order: { ...order, refundableQuantity: 2 } },
    ],
    keeps: [{ ...refundOrder, refundGoods: goodsOf(1, 1) }, { order: { ...order, refundableQuantity: 2 } }],
  },
  {
    api: 'createRefundOrder',
    rule: 'refundTotal',
    breaks: [{ ...byAmount, refundTotalAmount: 101 }, 'refundTotalAmount', { order: legacy }],
    keeps: [{ ...byAmount, refundTotalAmount: 100 }, { order: legacy }],
  },
  { api: 'getRefundOrder', rule: 'oneRefundNumber', breaks: [{}, 'refundId'], keeps: [{ outRefundNo: 'r' }] },
];
