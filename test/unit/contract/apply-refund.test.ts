import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refundTarget } from '../../../src/contract/jsapi/apply-refund-rules';
import type { ApplyRefundOptions } from '../../../src/contract/jsapi/apply-refund-options';
import { failText, validate } from '../../../src/contract/jsapi/index';
import type { RefundableOrder } from '../../../src/contract/jsapi/contract';
import { ABSENT, casesOf, changed, NOW } from './jsapi-cases';
import type { Data } from './jsapi-cases';

const { accepts, refuses, field } = casesOf('applyRefund');

const ITEMS = [{ itemOrderId: 'i1' }];
const SKUS = [{ skuId: 's1', skuType: 1, quantity: 1 }];
const GOODS = [{ goodsId: 'g1', goodsType: 1, quantity: 1 }];
const BASE: Data = { outOrderNo: 'o1', refundInfo: { reason: ['不想要了'] }, goodsList: GOODS };
const bare = changed(BASE, 'goodsList', ABSENT);

const ORDER: RefundableOrder = {
  legacy: false,
  takeaway: false,
  scheduled: false,
  hasFees: false,
  goods: { g1: 3 },
  skus: { s1: 3 },
  itemOrders: [
    { itemOrderId: 'i1', refundableAmount: 100 },
    { itemOrderId: 'i2', refundableAmount: 60 },
  ],
};
const withOrder = (more: Partial<RefundableOrder>) => ({ order: { ...ORDER, ...more } });

accepts('[JS-REFUND-INFO-01]', 'the smallest refund', BASE);
field('[JS-REFUND-ORDERNO-01]', BASE, 'outOrderNo', { ok: ['o1'], bad: [ABSENT, '', 5] });
field('[JS-REFUND-INFO-01]', BASE, 'refundInfo', { bad: [ABSENT, 'x', []] });

refuses('[JS-REFUND-TARGET-01]', 'a refund of nothing', bare, 'itemOrderList');
const TARGETS: [name: string, value: unknown][] = [
  ['itemOrderList', ITEMS],
  ['skuList', SKUS],
  ['goodsList', GOODS],
  ['refundTotalAmount', 100],
];
for (const [name, value] of TARGETS)
  accepts('[JS-REFUND-TARGET-01]', `a refund with ${name} alone`, { ...bare, [name]: value });
for (const names of [
  ['itemOrderList', 'skuList', 'goodsList', 'refundTotalAmount'],
  ['skuList', 'goodsList', 'refundTotalAmount'],
  ['goodsList', 'refundTotalAmount'],
] as const) {
  const targets = Object.fromEntries(TARGETS.filter(([name]) => (names as readonly string[]).includes(name)));
  test(`of ${names.join(', ')} the first counts`, () =>
    assert.equal(refundTarget({ ...bare, ...targets } as ApplyRefundOptions), names[0]));
}
const AMOUNT = { ...bare, refundTotalAmount: 100 };
refuses(
  '[JS-REFUND-TARGET-05] [JS-REFUND-LEGACY-02]',
  'a new order with only refundTotalAmount',
  AMOUNT,
  'refundTotalAmount',
  withOrder({}),
);
accepts('', 'refundTotalAmount beside a goodsList', { ...BASE, refundTotalAmount: 100 }, withOrder({}));
accepts(
  '[JS-REFUND-LEGACY-02]',
  'a legacy order with only refundTotalAmount',
  AMOUNT,
  withOrder({ legacy: true }),
);
field('', AMOUNT, 'refundTotalAmount', { ok: [1], bad: ['100', 0, 1.5, -1] }, withOrder({ legacy: true }));
field('', BASE, 'callbackData', { ok: [ABSENT, {}, { a: 1 }], bad: ['x', []] });

const R = 'refundInfo';
field('[JS-REFUND-REASON-01]', BASE, `${R}.reason`, { bad: [ABSENT] });
const TAKEAWAY: Data = { ...BASE, refundInfo: { reasonCode: [401] } };
accepts(
  '[JS-REFUND-REASON-01]',
  'a takeaway order with reasonCode and no reason',
  TAKEAWAY,
  withOrder({ takeaway: true }),
);
field('[JS-REFUND-REASON-02] [TP-REASON-03]', BASE, `${R}.reason`, {
  ok: [Array<string>(1).fill('x'), Array<string>(20).fill('x')],
  bad: [[], Array<string>(21).fill('x'), 'x'],
});
refuses(
  '[JS-REFUND-REASON-02]',
  'a number as reason',
  changed(BASE, `${R}.reason`, ['x', 5]),
  `${R}.reason[1]`,
);
field('[JS-REFUND-REASON-03] [TP-REASON-04]', BASE, `${R}.reason[0]`, {
  ok: ['x', 'x'.repeat(60)],
  bad: ['', 'x'.repeat(61)],
});
field('[JS-REFUND-REASON-04] [TP-REASON-05]', BASE, `${R}.reason[0]`, {
  ok: ['退'.repeat(60), '😀'.repeat(60)],
  bad: ['😀'.repeat(61)],
});
field('[JS-REFUND-CODE-01]', TAKEAWAY, `${R}.reasonCode`, { bad: [ABSENT] }, withOrder({ takeaway: true }));
accepts('[JS-REFUND-CODE-01]', 'another order without reasonCode', BASE, withOrder({ takeaway: false }));
field('[JS-REFUND-CODE-02]', BASE, `${R}.reasonCode`, { ok: [[401]], bad: [[], [401, 402], 401] });
for (const code of [401, 402, 403, 404])
  accepts(
    '[JS-REFUND-CODE-03] [JS-REFUND-CODE-05]',
    `reason code ${code} without a note`,
    changed(BASE, `${R}.reasonCode`, [code]),
  );
for (const code of [405, 1])
  refuses(
    '[JS-REFUND-CODE-03]',
    `reason code ${code}`,
    changed(BASE, `${R}.reasonCode`, [code]),
    `${R}.reasonCode[0]`,
  );
const LATE = changed(BASE, `${R}.reasonCode`, [408]);
accepts(
  '[JS-REFUND-CODE-04]',
  '408 for a scheduled order',
  LATE,
  withOrder({ takeaway: true, scheduled: true }),
);
refuses(
  '[JS-REFUND-CODE-04]',
  '408 for an immediate order',
  LATE,
  `${R}.reasonCode[0]`,
  withOrder({ takeaway: true, scheduled: false }),
);
const OTHER = changed(BASE, `${R}.reasonCode`, [999]);
field('[JS-REFUND-CODE-05] [JS-REFUND-CODE-03]', OTHER, `${R}.note`, { ok: ['x'], bad: [ABSENT, ''] });
field('[JS-REFUND-NOTE-01] [TP-NOTE-01]', BASE, `${R}.note`, {
  ok: [ABSENT, '', '退'.repeat(200)],
  bad: ['退'.repeat(201), 5],
});
const FEES = changed(BASE, `${R}.feeDetailsList`, [{ feeType: 1, refundAmount: 5 }]);
field('[JS-REFUND-FEE-01]', FEES, `${R}.feeDetailsList`, { bad: [ABSENT] }, withOrder({ hasFees: true }));
accepts('[JS-REFUND-FEE-01]', 'an order with fees and their list', FEES, withOrder({ hasFees: true }));
accepts('[JS-REFUND-FEE-01]', 'an order without fees', BASE, withOrder({ hasFees: false }));
field('[JS-REFUND-FEE-02]', FEES, `${R}.feeDetailsList[0].feeType`, { ok: [1, 2], bad: [ABSENT, '1', 3] });
field('[JS-REFUND-FEE-02]', FEES, `${R}.feeDetailsList[0].refundAmount`, { ok: [0, 5], bad: [ABSENT, '5'] });

for (const list of [[], null]) {
  refuses(
    '[JS-REFUND-ITEM-01]',
    `itemOrderList ${JSON.stringify(list)} beside a goodsList`,
    { ...BASE, itemOrderList: list },
    'itemOrderList',
  );
  refuses(
    '[JS-REFUND-ITEM-01]',
    `itemOrderList ${JSON.stringify(list)} alone`,
    { ...bare, itemOrderList: list },
    'itemOrderList',
  );
}
refuses(
  '[JS-REFUND-ITEM-01]',
  'itemOrderList undefined beside a goodsList',
  { ...BASE, itemOrderList: undefined },
  'itemOrderList',
);
refuses(
  '[JS-REFUND-ITEM-01]',
  'itemOrderList undefined alone',
  { ...bare, itemOrderList: undefined },
  'itemOrderList',
);
const BY_ITEM: Data = { ...bare, itemOrderList: ITEMS };
field('[JS-REFUND-ITEM-02]', BY_ITEM, 'itemOrderList[0].itemOrderId', { bad: [ABSENT, 5] });
field('', BY_ITEM, 'itemOrderList[0].refundAmount', { ok: [ABSENT] }, withOrder({}));
field(
  '[JS-REFUND-ITEM-04]',
  BY_ITEM,
  'itemOrderList[0].refundAmount',
  { ok: [100], bad: [101] },
  withOrder({}),
);
field('[JS-REFUND-ITEM-05]', BY_ITEM, 'itemOrderList[0].refundAmount', { ok: [1], bad: [0, -1, 1.5, '1'] });
const SECOND = changed(BY_ITEM, 'itemOrderList[0].itemOrderId', 'i2');
field('', SECOND, 'itemOrderList[0].refundAmount', { ok: [60, ABSENT], bad: [61] }, withOrder({}));

field('[JS-REFUND-GOODS-01]', BASE, 'goodsList[0].goodsId', { bad: [ABSENT, 5] });
field('[JS-REFUND-GOODS-01]', BASE, 'goodsList[0].goodsType', { ok: [1, 2], bad: [ABSENT, '1', 3] });
field('[JS-REFUND-GOODS-01]', BASE, 'goodsList[0].quantity', { bad: [ABSENT, '1'] });
const BY_SKU: Data = { ...bare, skuList: SKUS };
field('[JS-REFUND-SKU-01]', BY_SKU, 'skuList[0].skuId', { bad: [ABSENT, 5] });
field('[JS-REFUND-SKU-01]', BY_SKU, 'skuList[0].skuType', { ok: [1, 2], bad: [ABSENT, '1', 3] });
field('[JS-REFUND-SKU-01]', BY_SKU, 'skuList[0].quantity', { bad: [ABSENT, '1'] });
field('[JS-REFUND-QTY-01]', BASE, 'goodsList[0].quantity', { ok: [1, 3], bad: [0, 4] }, withOrder({}));
field('[JS-REFUND-QTY-01]', BY_SKU, 'skuList[0].quantity', { ok: [1, 3], bad: [0, 4] }, withOrder({}));
const TWICE = {
  ...BASE,
  goodsList: [
    { ...GOODS[0], quantity: 2 },
    { ...GOODS[0], quantity: 2 },
  ],
};
refuses(
  '[JS-REFUND-QTY-01]',
  'two entries above the refundable quantity',
  TWICE,
  'goodsList[1].quantity',
  withOrder({}),
);

test('[JS-REFUND-ERR-01] a violated rule answers 10000 and applyRefund:fail', () => {
  const violation = validate('applyRefund', {}, { now: NOW });
  assert.equal(violation?.errNo, 10000);
  assert.equal(violation.errMsg, 'applyRefund:fail 参数错误');
  assert.match(violation.detail, /^outOrderNo/);
});
for (const errNo of [10401, 11001, 12002, 13000, 20000, 20001, 21000, 21047, 21550]) {
  test(`${errNo} of applyRefund has a text`, () =>
    assert.match(failText('applyRefund', errNo), /^applyRefund:fail (?!error)./));
}
