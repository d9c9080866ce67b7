import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8Length } from '../../../src/contract/bytes';
import type { PayButtonProps } from '../../../src/contract/pay-button';
import { checkOrderId, checkProps, checkRefundId, legacyAmount } from '../../../src/contract/pay-button';

const NEW: PayButtonProps = {
  mode: 2,
  goodsId: 'g1',
  goodsType: 1,
  bizLine: 1,
  orderStatus: 0,
  orderId: undefined,
  refundId: undefined,
  refundTotalAmount: undefined,
};
const ORDERED: PayButtonProps = { ...NEW, mode: 1, goodsId: undefined, goodsType: undefined };

const codeOf = (
  base: PayButtonProps,
  changes: Partial<Record<keyof PayButtonProps, unknown>>,
): number | undefined => checkProps({ ...base, ...changes })?.errNo;

function table(
  title: string,
  rows: [given: string, got: () => number | undefined, wanted: number | undefined][],
): void {
  for (const [given, got, wanted] of rows)
    test(`${title}: ${given} gives ${wanted ?? 'no error'}`, () => assert.equal(got(), wanted));
}

const outside = [0, 3, 1.5, {}, [], null, undefined, '2', NaN, true];

table('[PB-MODE-02] mode accepts exactly 1 and 2', [
  ['1', () => codeOf(ORDERED, { mode: 1 }), undefined],
  ['2', () => codeOf(NEW, { mode: 2 }), undefined],
  ...outside.map((mode): [string, () => number | undefined, number] => [
    String(JSON.stringify(mode)),
    () => codeOf(NEW, { mode }),
    21500,
  ]),
]);

table('[PB-GOODSID-01] goods-id is needed in mode 2', [
  ['missing', () => codeOf(NEW, { goodsId: undefined }), 21501],
  ['the empty string', () => codeOf(NEW, { goodsId: '' }), 21501],
  ['null', () => codeOf(NEW, { goodsId: null }), 21501],
]);
table('[PB-GOODSID-02] [PB-GOODSID-03] goods-id has 1 to 64 bytes', [
  ['1 byte', () => codeOf(NEW, { goodsId: 'a' }), undefined],
  ['64 bytes', () => codeOf(NEW, { goodsId: 'a'.repeat(64) }), undefined],
  ['65 bytes', () => codeOf(NEW, { goodsId: 'a'.repeat(65) }), 21501],
]);
table('[PB-GOODSID-04] goods-id counts UTF-8 bytes', [
  ['21 Chinese characters and a letter', () => codeOf(NEW, { goodsId: '商'.repeat(21) + 'a' }), undefined],
  ['22 Chinese characters', () => codeOf(NEW, { goodsId: '商'.repeat(22) }), 21501],
]);
table('[PB-GOODSID-05] goods-id is a string', [['a number', () => codeOf(NEW, { goodsId: 42 }), 21501]]);
table('mode 1 needs neither goods-id nor goods-type', [['neither', () => codeOf(ORDERED, {}), undefined]]);

table('[PB-GOODSTYPE-01] goods-type accepts exactly 1 and 2 in mode 2', [
  ['1', () => codeOf(NEW, { goodsType: 1 }), undefined],
  ['2', () => codeOf(NEW, { goodsType: 2 }), undefined],
  ...outside.map((goodsType): [string, () => number | undefined, number] => [
    String(JSON.stringify(goodsType)),
    () => codeOf(NEW, { goodsType }),
    21502,
  ]),
]);
table('[PB-GOODSTYPE-02] biz-line 2 must pass goods-type 1', [
  ['goods-type 1', () => codeOf(NEW, { bizLine: 2, goodsType: 1 }), undefined],
  ['goods-type 2', () => codeOf(NEW, { bizLine: 2, goodsType: 2 }), 21502],
]);

table('[PB-STATUS-02] order-status accepts exactly 0 to 4 in mode 1', [
  ...[0, 1, 2, 3, 4].map((orderStatus): [string, () => number | undefined, undefined] => [
    String(orderStatus),
    () => codeOf(ORDERED, { orderStatus }),
    undefined,
  ]),
  ...[-1, 5, 0.5, {}, null, undefined, '1'].map((orderStatus): [string, () => number | undefined, number] => [
    String(JSON.stringify(orderStatus)),
    () => codeOf(ORDERED, { orderStatus }),
    21521,
  ]),
]);
table('order-status does not count in mode 2', [['9', () => codeOf(NEW, { orderStatus: 9 }), undefined]]);

table('mode before goods-id', [
  ['mode 3 without goods-id', () => codeOf(NEW, { mode: 3, goodsId: undefined }), 21500],
]);
table('goods-id before goods-type', [
  ['neither', () => codeOf(NEW, { goodsId: undefined, goodsType: undefined }), 21501],
]);

table('[PB-ORDERID-04] order-id is a string', [
  ['a number', () => checkOrderId(42)?.errNo, 21522],
  ['a text', () => checkOrderId('out-1')?.errNo, undefined],
]);
table('order-id is not empty', [
  ['missing', () => checkOrderId(undefined)?.errNo, 21522],
  ['the empty string', () => checkOrderId('')?.errNo, 21522],
]);
table('[PB-REFUNDID-03] refund-id is a string', [
  ['a number', () => checkRefundId(42)?.errNo, 21523],
  ['a text', () => checkRefundId('ref-1')?.errNo, undefined],
]);
table('refund-id is not empty', [
  ['missing', () => checkRefundId(undefined)?.errNo, 21523],
  ['the empty string', () => checkRefundId('')?.errNo, 21523],
]);

for (const value of [undefined, null, 0, -1, 1.5, '20000', NaN, {}]) {
  test(`[PB-LEGACY-90] a refund-total-amount of ${JSON.stringify(value)} counts as missing`, () =>
    assert.equal(legacyAmount(value), undefined));
}
test('[PB-LEGACY-90] a positive integer is the amount', () => assert.equal(legacyAmount(20000), 20000));

test('the text names the field, what it should be and what it is', () => {
  assert.deepEqual(checkProps({ ...NEW, mode: {} }), {
    errNo: 21500,
    errMsg: 'mode should be number, but got object',
  });
  assert.equal(checkProps({ ...NEW, mode: 3 })?.errMsg, 'mode should be integer from 1 to 2, but got 3');
  assert.equal(
    checkProps({ ...NEW, goodsId: '' })?.errMsg,
    'goods-id should be bytes from 1 to 64, but got 0',
  );
  assert.equal(checkOrderId(undefined)?.errMsg, 'order-id should be string, but got undefined');
});

for (const text of ['', 'abc', 'é', '商品', '😀', 'a商😀é', '\ud800', '\udc00x']) {
  test(`[JS-CALL-BYTES-01] utf8Length of ${JSON.stringify(text)} is what an encoder says`, () =>
    assert.equal(utf8Length(text), new TextEncoder().encode(text).length));
}

test('D13: mode bound to undefined, of which the host makes 0, is 21500 and no default', () =>
  assert.deepEqual(checkProps({ ...NEW, mode: 0 }), {
    errNo: 21500,
    errMsg: 'mode should be integer from 1 to 2, but got 0',
  }));
