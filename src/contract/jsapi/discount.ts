import { flag, integer, list, money, object, passThrough, required, text } from '../schema/fields';

const MARKETING_INFO = {
  id: text('marketing id', { required }),
  type: integer('1 会员, 2 优惠券, 3 积分, 4 活动', { required }),
  discountAmount: money('amount of this discount', { required }),
  title: text('name', { required }),
  note: text('remark, "" when there is none', { required, maxBytes: 127 }),
  subtype: text('sub-type'),
  value: integer('meaning depends on type'),
  discountRange: integer('1 order level, 2 goods or sku level', { required }),
  code: text('coupon code', { since: '2.74.0.0', sdk: true }),
  kind: integer('kind of marketing'),
  creatorType: integer('kind of creator'),
  marketingExtend: passThrough('passed through'),
};

const marketingInfo = list(object(MARKETING_INFO, 'one discount'), 'the discounts of this block', {
  required,
});

const GOODS_BLOCK = {
  goodsId: text('goods id', { required }),
  skuId: text('sku id', { required: 'discountedSku', since: '2.74.0.0' }),
};

const TOTALS = {
  totalDiscountAmount: money('sum of the discounts of this block', { required }),
  marketingInfo,
};

/** `discountInfo` of tt.createOrder: what a marketing plug-in computed (contract jsapi §1.2). */
export const DISCOUNT_INFO = object(
  {
    type: integer('kind of price computation', { required }),
    detail: object(
      {
        orderDiscount: object(
          {
            orderTotalDiscountAmount: money('order-level discount', { required }),
            goodsTotalDiscountAmount: money('goods-level discount', { required }),
            marketingInfo,
          },
          'discounts of the order',
          { required },
        ),
        goodsDiscount: list(
          object(
            {
              ...GOODS_BLOCK,
              quantity: integer('quantity', { required, min: 1 }),
              totalAmount: money('price × quantity', { required }),
              ...TOTALS,
            },
            'discounts of one goods',
          ),
          'discounts by goods',
          { required },
        ),
        itemDiscount: list(
          object(
            { ...GOODS_BLOCK, totalAmount: money('original price of the item', { required }), ...TOTALS },
            'discounts of one item',
          ),
          'discounts by item',
          { required },
        ),
      },
      'result',
      { required },
    ),
    useMergedMarketingApi: flag('the merged "query and compute" marketing API was used (default false)', {
      since: '2.74.0.0',
      sdk: true,
    }),
  },
  'marketing result',
  { since: '2.52.0.3' },
);
