import { ABSENT, casesOf, changed, letters } from './jsapi-cases';
import type { Data } from './jsapi-cases';

const { accepts, refuses, field } = casesOf('createOrder');

const AMOUNTS = [3999, 4000, 1, 2000];
const marketingInfo = AMOUNTS.map((discountAmount, index) => ({
  id: `m${index}`,
  type: index + 1,
  discountAmount,
  title: 't',
  note: '',
  discountRange: 2,
}));
const block = { goodsId: 'g1', totalAmount: 20000, totalDiscountAmount: 10000, marketingInfo };
const BASE: Data = {
  goodsList: [{ quantity: 1, price: 20000, goodsName: 'n', goodsPhoto: 'p', goodsId: 'g1', goodsType: 1 }],
  payment: { totalAmount: 20000, totalDiscountAmount: 10000 },
  discountInfo: {
    type: 2,
    detail: {
      orderDiscount: { orderTotalDiscountAmount: 0, goodsTotalDiscountAmount: 10000, marketingInfo },
      goodsDiscount: [{ ...block, quantity: 1 }],
      itemDiscount: [block],
    },
  },
};
const D = 'discountInfo.detail';
const inconsistent = (rules: string, what: string, path: string, value: unknown, blamed = path): void =>
  refuses(rules, what, changed(BASE, path, value), blamed, {}, 21004);

accepts('[JS-CREATE-SUM-06]', 'goods-level discounts that add up in every block', BASE);
field('[JS-CREATE-DISC-01]', BASE, 'discountInfo', { ok: [ABSENT] });
field('[JS-CREATE-DISC-01]', BASE, 'discountId', { ok: [ABSENT, 'd1'], bad: [5] });
field('[JS-CREATE-DISC-02] [JS-CREATE-ENUM-01]', BASE, 'discountInfo.type', {
  ok: [1, 2, 99],
  bad: [ABSENT, '1'],
});
field('[JS-CREATE-DISC-02]', BASE, D, { bad: [ABSENT, 'x'] });
field('[JS-CREATE-DISC-03]', BASE, 'discountInfo.useMergedMarketingApi', {
  ok: [ABSENT, true, false],
  bad: [1],
});
for (const name of ['orderDiscount', 'goodsDiscount', 'itemDiscount'])
  field('[JS-CREATE-DISC-04]', BASE, `${D}.${name}`, { bad: [ABSENT] });
for (const name of ['orderTotalDiscountAmount', 'goodsTotalDiscountAmount', 'marketingInfo']) {
  field('[JS-CREATE-DISC-05]', BASE, `${D}.orderDiscount.${name}`, { bad: [ABSENT, 'x'] });
}
for (const name of ['goodsId', 'quantity', 'totalAmount', 'totalDiscountAmount', 'marketingInfo']) {
  field('[JS-CREATE-DISC-06]', BASE, `${D}.goodsDiscount[0].${name}`, { bad: [ABSENT] });
}
for (const name of ['goodsId', 'totalAmount', 'totalDiscountAmount', 'marketingInfo']) {
  field('[JS-CREATE-DISC-07]', BASE, `${D}.itemDiscount[0].${name}`, { bad: [ABSENT] });
}
const sku = { quantity: 1, skuId: 's1', skuType: 1, price: 20000 };
const SKU_BASE = changed(
  changed({ ...changed(BASE, 'goodsList', ABSENT), skuList: [sku] }, `${D}.goodsDiscount[0].skuId`, 's1'),
  `${D}.itemDiscount[0].skuId`,
  's1',
);
for (const name of ['goodsDiscount', 'itemDiscount']) {
  field('[JS-CREATE-DISC-08]', SKU_BASE, `${D}.${name}[0].skuId`, { ok: ['s1'], bad: [ABSENT] });
  field(
    '[JS-CREATE-DISC-08]',
    SKU_BASE,
    `${D}.${name}[0].skuId`,
    { bad: [ABSENT] },
    { baseLibrary: '2.74.0.0' },
  );
  field(
    '[JS-CREATE-DISC-08]',
    SKU_BASE,
    `${D}.${name}[0].skuId`,
    { ok: [ABSENT] },
    { baseLibrary: '2.73.9.9' },
  );
  field('[JS-CREATE-DISC-08]', BASE, `${D}.${name}[0].skuId`, { ok: [ABSENT] });
}
accepts('[JS-CREATE-DISC-09]', 'wrong sums beside a discountId', {
  ...changed(BASE, `${D}.orderDiscount.goodsTotalDiscountAmount`, 5),
  discountId: 'd1',
});

const BLOCKS = [`${D}.orderDiscount`, `${D}.goodsDiscount[0]`, `${D}.itemDiscount[0]`];
for (const place of BLOCKS) {
  const M = `${place}.marketingInfo[0]`;
  for (const name of ['id', 'title'])
    field('[JS-CREATE-MKT-01]', BASE, `${M}.${name}`, { ok: ['x'], bad: [ABSENT, 5] });
  for (const name of ['type', 'discountAmount'])
    field('[JS-CREATE-MKT-01]', BASE, `${M}.${name}`, { bad: [ABSENT, '5'] });
  field('[JS-CREATE-MKT-02]', BASE, `${M}.note`, { ok: ['', letters(127)], bad: [ABSENT, letters(128)] });
  field('[JS-CREATE-MKT-03] [JS-CREATE-MKT-04]', BASE, `${M}.discountRange`, {
    ok: [1, 2],
    bad: [ABSENT, '2'],
  });
  for (const name of ['subtype', 'code'])
    field('[JS-CREATE-MKT-05]', BASE, `${M}.${name}`, { ok: ['x'], bad: [5] });
  for (const name of ['value', 'kind', 'creatorType'])
    field('[JS-CREATE-MKT-05]', BASE, `${M}.${name}`, { ok: [0, 7], bad: ['5'] });
  field('[JS-CREATE-MKT-05]', BASE, `${M}.marketingExtend`, { ok: [{}], bad: ['x'] });
}

inconsistent(
  '[JS-CREATE-SUM-01]',
  'an order block that does not add up',
  `${D}.orderDiscount.marketingInfo[2].discountAmount`,
  2,
  `${D}.orderDiscount.marketingInfo`,
);
for (const name of ['goodsDiscount', 'itemDiscount']) {
  inconsistent(
    '[JS-CREATE-SUM-02]',
    `a ${name} that does not add up`,
    `${D}.${name}[0].totalDiscountAmount`,
    9999,
    `${D}.${name}[0].marketingInfo`,
  );
}
for (const total of [9999, 10001, ABSENT]) {
  inconsistent(
    '[JS-CREATE-SUM-03]',
    `a payment discount ${String(total)}`,
    'payment.totalDiscountAmount',
    total,
  );
}
inconsistent(
  '[JS-CREATE-SUM-04]',
  'goodsDiscount of another total',
  `${D}.goodsDiscount[0].totalAmount`,
  19999,
);
inconsistent(
  '[JS-CREATE-SUM-05]',
  'itemDiscount of another price',
  `${D}.itemDiscount[0].totalAmount`,
  19999,
);
const TWO = changed(changed(BASE, 'goodsList[0].quantity', 2), 'payment.totalAmount', 40000);
accepts(
  '[JS-CREATE-SUM-04]',
  'goodsDiscount of price × quantity',
  changed(TWO, `${D}.goodsDiscount[0].totalAmount`, 40000),
);
refuses(
  '[JS-CREATE-SUM-04]',
  'goodsDiscount of a single price',
  TWO,
  `${D}.goodsDiscount[0].totalAmount`,
  {},
  21004,
);
refuses(
  '[JS-CREATE-SUM-04]',
  'a sku discount of another total',
  changed(SKU_BASE, `${D}.goodsDiscount[0].totalAmount`, 1),
  `${D}.goodsDiscount[0].totalAmount`,
  {},
  21004,
);
