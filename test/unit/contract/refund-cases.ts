/** The cases of `rule-cases.ts` for the JSAPIs of a refund. */
import type { Data } from './jsapi-cases';
import type { RuleCase } from './rule-cases';
import { order, refund, refundOrder } from './table-bases';

const refundBy = (more: Data): Data => ({ outOrderNo: 'o', refundInfo: { reason: ['r'] }, ...more });
const refundWithFees = (feeDetailsList: Data[]): Data => ({
  ...refund,
  refundInfo: { reason: ['r'], feeDetailsList },
});
const legacy = { ...order, legacy: true };
const byAmount = { ...refundOrder, refundGoods: [], refundTotalAmount: 1 };
const goodsOf = (...quantities: number[]): Data[] =>
  quantities.map((quantity) => ({ ...refundOrder.refundGoods[0], refund_quantity: quantity }));

export const REFUND_CASES: readonly RuleCase[] = [
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
    breaks: [
      { ...refund, refundInfo: { reason: ['r'], reasonCode: [408] } },
      'refundInfo.reasonCode[0]',
      { order },
    ],
    keeps: [
      { ...refund, refundInfo: { reason: ['r'], reasonCode: [408] } },
      { order: { ...order, scheduled: true } },
    ],
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
    breaks: [
      refundBy({ itemOrderList: [{ itemOrderId: 'i' }, { itemOrderId: 'i' }] }),
      'itemOrderList[1].itemOrderId',
    ],
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
    breaks: [
      refundBy({ itemOrderList: [{ itemOrderId: 'i', refundAmount: 101 }] }),
      'itemOrderList[0].refundAmount',
      { order },
    ],
    keeps: [refundBy({ itemOrderList: [{ itemOrderId: 'i', refundAmount: 100 }] }), { order }],
  },
  {
    api: 'applyRefund',
    rule: 'refundQuantity',
    breaks: [
      refundBy({ goodsList: [{ goodsId: 'g', goodsType: 2, quantity: 2 }] }),
      'goodsList[0].quantity',
      { order },
    ],
    keeps: [refundBy({ goodsList: [{ goodsId: 'g', goodsType: 2, quantity: 1 }] }), { order }],
  },
  {
    api: 'applyRefund',
    rule: 'refundProducts',
    breaks: [
      refundBy({ goodsList: [{ goodsId: 'other', goodsType: 2, quantity: 1 }] }),
      'goodsList[0].goodsId',
      { order },
    ],
    keeps: [refundBy({ goodsList: refund.goodsList }), { order }],
  },
  {
    api: 'applyRefund',
    rule: 'refundProducts',
    breaks: [refundBy({ skuList: refund.skuList }), 'skuList[0].skuId', { order: { ...order, skus: {} } }],
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
  {
    api: 'createRefundOrder',
    rule: 'hasTarget',
    breaks: [byAmount, 'refundTotalAmount', { order }],
    keeps: [refundOrder, { order }],
  },
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
    breaks: [refundOrder, 'refundGoods[0].goods_id', { order: { ...order, goods: { other: 1 } } }],
    keeps: [refundOrder, { order }],
  },
  {
    api: 'createRefundOrder',
    rule: 'refundQuantity',
    breaks: [
      { ...refundOrder, refundGoods: goodsOf(1, 2) },
      'refundGoods[1].refund_quantity',
      { order: { ...order, goods: { g: 2 } } },
    ],
    keeps: [{ ...refundOrder, refundGoods: goodsOf(1, 1) }, { order: { ...order, goods: { g: 2 } } }],
  },
  {
    api: 'createRefundOrder',
    rule: 'refundTotal',
    breaks: [{ ...byAmount, refundTotalAmount: 101 }, 'refundTotalAmount', { order: legacy }],
    keeps: [{ ...byAmount, refundTotalAmount: 100 }, { order: legacy }],
  },
  { api: 'getRefundOrder', rule: 'oneRefundNumber', breaks: [{}, 'refundId'], keeps: [{ outRefundNo: 'r' }] },
];
