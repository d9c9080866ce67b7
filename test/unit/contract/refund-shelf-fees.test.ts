import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkApplyRefund } from '../../../src/contract/apply-refund';
import { FEE_NAMES } from '../../../src/contract/fees';
import { checkProps } from '../../../src/contract/pay-button';
import { isRejectedOrder } from '../../../src/contract/pre-order';
import { nextFlip, shelfState } from '../../../src/contract/shelf';

for (const value of [undefined, 'text', 5, true]) {
  test(`an applyrefund result ${JSON.stringify(value)} gives 21534 with the documented text`, () =>
    assert.deepEqual(checkApplyRefund(value), {
      errNo: 21534,
      errMsg: 'The return value of bind:applyrefund should be an object',
    }));
}
for (const value of [null, []]) {
  test(`an applyrefund result ${JSON.stringify(value)} gives 21534`, () =>
    assert.deepEqual(checkApplyRefund(value), {
      errNo: 21534,
      errMsg: 'The return value of bind:applyrefund should be an object',
    }));
}
test('an applyrefund result without a JSON text gives 21534', () => {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  assert.deepEqual(checkApplyRefund(value), {
    errNo: 21534,
    errMsg: 'bind:applyrefund should be JSON, but got no JSON',
  });
});
test('the result becomes a JSON string', () =>
  assert.deepEqual(checkApplyRefund({ a: 1 }), { cpExtra: '{"a":1}' }));
test('itemOrderList travels beside the string, not in it', () => {
  const given = { orderId: 'A', itemOrderList: [{ itemOrderId: '1', refundAmount: 5 }] };
  assert.deepEqual(checkApplyRefund(given), {
    cpExtra: '{"orderId":"A"}',
    itemOrderList: [{ itemOrderId: '1', refundAmount: 5 }],
  });
  assert.equal(given.itemOrderList.length, 1);
});
test('nothing but itemOrderList gives {}', () =>
  assert.deepEqual(checkApplyRefund({ itemOrderList: [{ itemOrderId: '1' }] }), {
    cpExtra: '{}',
    itemOrderList: [{ itemOrderId: '1' }],
  }));
test('further keys of an item stay', () => {
  const itemOrderList = [{ itemOrderId: '1', deductFeeAmount: 3, refundRelatedItemType: 2 }];
  assert.deepEqual(checkApplyRefund({ itemOrderList }), { cpExtra: '{}', itemOrderList });
});

const items: [rule: string, what: string, list: unknown][] = [
  ['PB-ITEM-01', 'an empty itemOrderList', []],
  ['PB-ITEM-02', 'itemOrderList undefined', undefined],
  ['PB-ITEM-02', 'itemOrderList null', null],
  ['PB-ITEM-03', 'an object as itemOrderList', { itemOrderId: '1' }],
  ['PB-ITEM-03', 'a string as itemOrderList', '1'],
  ['PB-ITEM-04', 'an item without itemOrderId', [{ refundAmount: 1 }]],
  ['PB-ITEM-04', 'an empty itemOrderId', [{ itemOrderId: '' }]],
  ['PB-ITEM-04', 'a number as itemOrderId', [{ itemOrderId: '1' }, { itemOrderId: 1 }]],
  ['PB-ITEM-04', 'an item that is no object', ['1']],
  ['PB-ITEM-05', 'refundAmount 0', [{ itemOrderId: '1', refundAmount: 0 }]],
  ['PB-ITEM-05', 'refundAmount 1.5', [{ itemOrderId: '1', refundAmount: 1.5 }]],
  ['PB-ITEM-05', 'refundAmount -1', [{ itemOrderId: '1', refundAmount: -1 }]],
  ['PB-ITEM-05', 'refundAmount "1"', [{ itemOrderId: '1', refundAmount: '1' }]],
];
for (const [rule, what, itemOrderList] of items) {
  test(`[${rule}] ${what} gives 21534`, () => {
    const result = checkApplyRefund({ itemOrderList });
    assert.ok('errNo' in result && result.errNo === 21534);
  });
}
test('[PB-ITEM-01] [PB-ITEM-05] one valid item is accepted', () =>
  assert.ok(!('errNo' in checkApplyRefund({ itemOrderList: [{ itemOrderId: '1', refundAmount: 1 }] }))));

for (const [type, name] of [
  [1, '配送费'],
  [2, '包装费'],
  [18, '基建费'],
  [19, '燃油费'],
  [20, '税费'],
] as const) {
  test(`[PB-FEE-02] feeType ${type} is named ${name}`, () => assert.equal(FEE_NAMES[type], name));
}
const withFees = (feeDetailsList: unknown): ReturnType<typeof checkProps> =>
  checkProps({
    mode: 2,
    goodsId: 'a',
    goodsType: 2,
    bizLine: 1,
    orderStatus: 0,
    orderId: '',
    refundId: '',
    refundTotalAmount: 0,
    feeDetailsList,
  });

for (const [what, fees] of [
  ['no list, while the page loads', undefined],
  ['null', null],
  ['none', []],
  ['one with only feeType and feeAmount', [{ feeType: 1, feeAmount: 0 }]],
  ['one with all four fields', [{ feeType: 1, feeAmount: 300, feeDiscountAmount: 100, feeDesc: '满减' }]],
] as const) {
  test(`[PB-FEE-01] fees: ${what} is accepted`, () => assert.equal(withFees(fees), undefined));
}
for (const [fees, text] of [
  ['5', 'fee-details-list should be array, but got "5"'],
  [[null], 'fee-details-list[0] should be object, but got null (leave out what is not there)'],
  [[{ feeType: 1 }], 'fee-details-list[0].feeAmount should be integer (分), but got undefined'],
  [[{ feeAmount: 1 }], 'fee-details-list[0].feeType should be integer, but got undefined'],
  [
    [
      { feeType: 1, feeAmount: 1 },
      { feeType: 2, feeAmount: 1.5 },
    ],
    'fee-details-list[1].feeAmount should be integer (分), but got 1.5 (yuan: send 分)',
  ],
  [
    [{ feeType: 1, feeAmount: 1, feeDiscountAmount: '1' }],
    'fee-details-list[0].feeDiscountAmount should be integer (分), but got "1" (a number in quotes)',
  ],
  [
    [{ feeType: 1, feeAmount: 100, feeDiscountAmount: 500 }],
    'fee-details-list[0].feeDiscountAmount should be at most feeAmount (100), but got 500',
  ],
  [[{ feeType: 1, feeAmount: 1, feeDesc: 1 }], /^fee-details-list\[0\].feeDesc should be string, but got 1/],
] as const) {
  test(`[PB-FEE-01] fees ${JSON.stringify(fees)} are 21512, and are not left out of the order`, () => {
    const wrong = withFees(fees);
    assert.equal(wrong?.errNo, 21512);
    if (typeof text === 'string') assert.equal(wrong?.errMsg, text);
    else assert.match(wrong?.errMsg ?? '', text);
  });
}

const goods = { stock: 5, saleStart: 1000, saleEnd: 2000 };
const shelf: [stock: number, now: number, state: string, flip: number | undefined][] = [
  [5, 999, 'soon', 1000],
  [5, 1000, 'onSale', 2000],
  [5, 1999, 'onSale', 2000],
  [5, 2000, 'ended', undefined],
  [0, 999, 'soldOut', undefined],
  [0, 1500, 'soldOut', undefined],
];
for (const [stock, now, state, flip] of shelf) {
  test(`shelf: stock ${stock} at ${now} of 1000 to 2000 is ${state}`, () => {
    assert.equal(shelfState({ ...goods, stock }, now), state);
    assert.equal(nextFlip({ ...goods, stock }, now), flip);
  });
}

for (const errNo of [10000, 10002, 20002, 20003, 21004, 21016]) {
  test(`a pre-order refused with ${errNo} is the data's fault`, () => assert.ok(isRejectedOrder(errNo)));
}
for (const errNo of [
  10401, 11001, 11003, 11005, 12001, 12002, 13000, 21003, 21012, 21046, 21550, 26003, 26005, 26006,
]) {
  test(`a pre-order refused with ${errNo} is not the data's fault`, () => assert.ok(!isRejectedOrder(errNo)));
}
