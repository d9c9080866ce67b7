/**
 * The examples of the official pages as far as the contract keeps them, re-written as data: each is accepted,
 * or the decision that records what it contradicts is named.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ApiName } from '../../../src/contract/jsapi/index';
import { validate, validateOrderData } from '../../../src/contract/jsapi/index';
import type { Warning } from '../../../src/contract/schema/walk';
import type { Context } from '../../../src/contract/jsapi/contract';
import { NOW, type Data } from './jsapi-cases';

interface Example {
  name: string;
  api: ApiName | 'data';
  options: Data;
  /** How many values are let through with a warning. */
  warnings?: number;
  /** The path that is refused, unless `with` holds. */
  refused?: string;
  with?: Partial<Context>;
  /** The decision about what it contradicts. */
  decision?: string;
}

const goods = {
  goodsName: '双人火锅套餐',
  goodsPhoto: 'https://img.example/1.png',
  goodsId: 'spu1',
  goodsType: 1,
  goodsLabels: ['随时退', '免预约'],
  dateRule: '周一至周日可用',
};
const contactInfo = { phoneNumber: '13800000000', contactName: '张三', gender: 1 };
const seconds = Math.floor(NOW / 1000) + 3600;
const span = { startTime: seconds, endTime: seconds + 1800 };
const shop = { shopId: '1', shopName: '一号店', address: '路 1 号', phoneNumber: '10086' };
const takeaway = {
  goodsList: [{ ...goods, quantity: 1, price: 100 }],
  businessLine: 3,
  payment: { totalAmount: 130, feeDetailsList: [{ feeType: 1, feeAmount: 30 }] },
  contactInfo,
};
const marketing = (discountAmount: number, type: number) => ({
  id: String(discountAmount),
  type,
  discountAmount,
  title: '优惠',
  note: '',
  discountRange: 2,
});
const marketingInfo = [marketing(3999, 1), marketing(4000, 2), marketing(1, 3), marketing(2000, 4)];

const EXAMPLES: Example[] = [
  {
    name: 'goods by goodsList, with an empty page and an object as its params',
    api: 'createOrder',
    options: {
      goodsList: [{ ...goods, quantity: 1, price: 100, goodsPage: { path: '', params: {} } }],
      payment: { totalAmount: 100 },
      merchantId: 'in no table',
    },
    warnings: 2,
  },
  {
    name: 'two skus in one order',
    api: 'createOrder',
    options: {
      skuList: [
        { quantity: 1, skuId: 'a', skuType: 1, price: 100 },
        { quantity: 1, skuId: 'b', skuType: 1, price: 100 },
      ],
      payment: { totalAmount: 200 },
    },
    refused: 'skuList',
    with: { severalSkus: true },
    decision: 'D-Q5',
  },
  {
    name: 'a sku outside the library of library goods',
    api: 'createOrder',
    options: {
      skuList: [{ quantity: 1, skuId: 'a', skuType: 2, price: 100, goodsInfo: goods }],
      payment: { totalAmount: 100 },
    },
  },
  {
    name: 'ten tickets with one reservation',
    api: 'createOrder',
    options: {
      skuList: [{ quantity: 10, skuId: 'ticket', skuType: 1, price: 1 }],
      bookInfo: {
        itemBookInfoList: [
          {
            poiId: '1',
            shopName: '一号店',
            outShopId: 'o1',
            goodsId: 'spu1',
            bookStartTime: NOW + 1,
            bookEndTime: NOW + 2,
          },
        ],
      },
      payment: { totalAmount: 10 },
    },
    warnings: 1,
  },
  {
    name: 'two skus that cost more than the order',
    api: 'createOrder',
    options: {
      skuList: [
        { quantity: 1, skuId: 'a', skuType: 1, price: 10 },
        { quantity: 2, skuId: 'b', skuType: 1, price: 1 },
      ],
      payment: { totalAmount: 10 },
    },
    refused: 'skuList',
    with: { severalSkus: true },
    decision: 'D-Q5',
  },
  {
    name: 'report 04f: takeaway to be picked up, without contactInfo and addressInfo, and with times in seconds',
    api: 'createOrder',
    options: {
      ...takeaway,
      contactInfo: undefined,
      deliveryInfo: {
        poiId: '1',
        bookType: 1,
        deliveryType: 2,
        receiptInfo: span,
        selfPickInfo: { ...span, shopInfo: shop },
      },
    },
    warnings: 4,
    decision: 'D-Q6',
  },
  {
    name: 'takeaway to be delivered to an address that the user keeps',
    api: 'createOrder',
    options: {
      ...takeaway,
      deliveryInfo: { poiId: '1', bookType: 2, deliveryType: 1, receiptInfo: span, bookInfo: span },
      addressInfo: { addressId: '1' },
    },
    warnings: 4,
    decision: 'D-Q8',
  },
  {
    name: 'marketing of 3999, 4000, 1 and 2000',
    api: 'createOrder',
    options: {
      goodsList: [{ ...goods, quantity: 1, price: 20000 }],
      payment: { totalAmount: 20000, totalDiscountAmount: 10000 },
      discountInfo: {
        type: 2,
        detail: {
          orderDiscount: { orderTotalDiscountAmount: 0, goodsTotalDiscountAmount: 10000, marketingInfo },
          goodsDiscount: [
            { goodsId: 'spu1', quantity: 1, totalAmount: 20000, totalDiscountAmount: 10000, marketingInfo },
          ],
          itemDiscount: [{ goodsId: 'spu1', totalAmount: 20000, totalDiscountAmount: 10000, marketingInfo }],
        },
      },
    },
  },
  {
    name: 'neither goodsList nor skuList, though the table marks goodsList required',
    api: 'createOrder',
    options: { payment: { totalAmount: 100 } },
    refused: 'goodsList',
    decision: 'D-Q4',
  },
  {
    name: 'content recharge of the general trade system',
    api: 'data',
    options: {
      skuList: [
        {
          skuId: 's1',
          price: 100,
          quantity: 1,
          title: '充值',
          imageList: ['https://img.example/1.png'],
          type: 401,
          tagGroupId: 'tag_group_7272625659888041996',
          entrySchema: { path: 'page/index', params: '{"id":1}' },
        },
      ],
      outOrderNo: 'out1',
      totalAmount: 100,
      orderEntrySchema: { path: 'page/order', params: '{"id":1}' },
    },
  },
  {
    name: 'a number card of the general trade system, without skuAttr',
    api: 'data',
    options: {
      skuList: [
        {
          skuId: 's1',
          price: 100,
          quantity: 1,
          title: '号卡',
          imageList: ['https://img.example/1.png'],
          type: 101,
          tagGroupId: 'tag_group_7272625659888041996',
        },
      ],
      outOrderNo: 'out1',
      totalAmount: 100,
      orderEntrySchema: { path: 'page/order', params: '{"id":1}' },
    },
    warnings: 1,
  },
  {
    name: 'a refund by quantity',
    api: 'applyRefund',
    options: {
      outOrderNo: 'out1',
      refundInfo: { reason: ['不想要了'], note: '' },
      goodsList: [{ goodsId: 'spu1', goodsType: 1, quantity: 1 }],
      callbackData: { a: 1 },
    },
  },
  {
    name: 'a takeaway refund by reason code',
    api: 'applyRefund',
    options: {
      outOrderNo: 'out1',
      refundInfo: { reason: ['其他'], reasonCode: [999], note: '送错了' },
      itemOrderList: [{ itemOrderId: 'i1' }],
    },
  },
];

const decisions = readFileSync(new URL('../../../docs/decisions.md', import.meta.url), 'utf8');

for (const { name, api, options, warnings: expected = 0, refused, with: context, decision } of EXAMPLES) {
  test(`D2: official example: ${name} is ${refused ? 'refused' : 'accepted'}${decision ? ` (${decision})` : ''}`, () => {
    const run = (more: Partial<Context> = {}) => {
      const warnings: Warning[] = [];
      const all = { now: NOW, warnings, ...more };
      return {
        found: api === 'data' ? validateOrderData(JSON.stringify(options), all) : validate(api, options, all),
        warnings,
      };
    };
    const { found, warnings } = run();
    assert.equal(found?.path, refused);
    if (!refused) assert.equal(warnings.length, expected);
    if (context) assert.equal(run(context).found, undefined);
    if (decision) assert.ok(decisions.includes(`### ${decision}\n`), decision);
  });
}
