import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkGoodsInfo } from '../../../src/contract/goods-info';
import type { GoodsLabel } from '../../../src/contract/goods-types';
import { LABEL_TEXTS, labelText } from '../../../src/contract/label-texts';
import { LABEL_GROUPS } from '../../../src/contract/labels';

const TYPES = Object.keys(LABEL_TEXTS);
const DAYS = ['REFUNDABLE_DAYS', 'BOOK_IN_ADVANCE'];
const label = (type: string): GoodsLabel => (DAYS.includes(type) ? { type, value: 2 } : { type });

function codeOf(goodsLabels: unknown, goodsType: 1 | 2 = 2): number | undefined {
  const result = checkGoodsInfo({ currentPrice: 1, goodsName: 'x', goodsPhoto: 'x', goodsLabels }, goodsType);
  return 'errNo' in result ? result.errNo : undefined;
}

const accepts = (title: string, labels: unknown): void =>
  void test(title, () => assert.equal(codeOf(labels), undefined));
const refuses = (title: string, labels: unknown): void =>
  void test(title, () => assert.equal(codeOf(labels), 21511));

test('every type has a group and a text', () => assert.deepEqual(Object.keys(LABEL_GROUPS), TYPES));

const chips: [rule: string, label: GoodsLabel, text: string][] = [
  ['PB-LABEL-01', { type: 'EXPIRED_RETURNS' }, '过期退'],
  ['PB-LABEL-01', { type: 'REFUND_ANYTIME' }, '随时退'],
  ['PB-LABEL-01', { type: 'RESERVATION_FREE' }, '免预约'],
  ['PB-LABEL-01', { type: 'NON_REFUNDABLE' }, '不可退'],
  ['PB-LABEL-02', { type: 'REFUNDABLE_DAYS', value: 2 }, '2日内可退'],
  ['PB-LABEL-03', { type: 'BOOK_IN_ADVANCE', value: 98 }, '提前98日预约'],
];
for (const [rule, given, text] of chips)
  test(`[${rule}] the chip of ${given.type} reads ${text}`, () => assert.equal(labelText(given), text));
for (const type of ['SOMETHING', 'constructor', '__proto__'])
  test(`the chip of the unknown type ${type} is its type`, () => assert.equal(labelText({ type }), type));

accepts('[PB-LABEL-04] goods without labels are accepted', undefined);
accepts('[PB-LABEL-04] an empty list of labels is accepted', []);
accepts(
  '[PB-LABEL-05] three compatible labels are accepted',
  ['EXPIRED_RETURNS', 'REFUND_ANYTIME', 'RESERVATION_FREE'].map(label),
);
refuses(
  '[PB-LABEL-05] four labels give 21511',
  ['EXPIRED_RETURNS', 'REFUND_ANYTIME', 'RESERVATION_FREE', 'BOOK_IN_ADVANCE'].map(label),
);
test('[PB-LABEL-05] no four different labels are accepted', () => {
  for (const left of TYPES)
    for (const out of TYPES)
      if (left !== out)
        assert.equal(codeOf(TYPES.filter((type) => type !== left && type !== out).map(label)), 21511);
});

const exclusions: [rule: string, a: string, b: string][] = [
  ['PB-LABEL-06', 'REFUND_ANYTIME', 'REFUNDABLE_DAYS'],
  ['PB-LABEL-07', 'RESERVATION_FREE', 'BOOK_IN_ADVANCE'],
  ['PB-LABEL-08', 'NON_REFUNDABLE', 'REFUNDABLE_DAYS'],
  ['PB-LABEL-09', 'NON_REFUNDABLE', 'REFUND_ANYTIME'],
];
for (const [rule, a, b] of exclusions) {
  refuses(`[${rule}] ${a}, ${b} gives 21511`, [label(a), label(b)]);
  refuses(`[${rule}] ${b}, ${a} gives 21511`, [label(b), label(a)]);
}
accepts(
  '[PB-LABEL-10] NON_REFUNDABLE with EXPIRED_RETURNS is accepted',
  ['NON_REFUNDABLE', 'EXPIRED_RETURNS'].map(label),
);
let further = 0;
for (const a of TYPES) {
  for (const b of TYPES.slice(TYPES.indexOf(a) + 1)) {
    const pair = [a, b].sort().join();
    if (
      pair === 'EXPIRED_RETURNS,NON_REFUNDABLE' ||
      exclusions.some((exclusion) => exclusion.slice(1).sort().join() === pair)
    )
      continue;
    further += 1;
    accepts(`[PB-LABEL-11] ${a} with ${b} is accepted`, [label(a), label(b)]);
  }
}
test('[PB-LABEL-11] there are ten further pairs', () => assert.equal(further, 10));
for (const type of DAYS) {
  refuses(`[PB-LABEL-12] ${type} without value gives 21511`, [{ type }]);
  accepts(`[PB-LABEL-13] ${type} with value 1 is accepted`, [{ type, value: 1 }]);
  for (const value of [0, 1.5, '2', null])
    refuses(`[PB-LABEL-13] ${type} with value ${JSON.stringify(value)} gives 21511`, [{ type, value }]);
}
for (const type of TYPES.filter((name) => !DAYS.includes(name)))
  accepts(`[PB-LABEL-14] ${type} needs no value`, [{ type }]);
for (const entry of [
  { type: 'SOMETHING' },
  { type: 'constructor' },
  { type: '__proto__' },
  { type: 5 },
  { type: ['REFUND_ANYTIME'] },
  {},
  'REFUND_ANYTIME',
  null,
]) {
  refuses(`[PB-LABEL-15] the label ${JSON.stringify(entry)} gives 21511`, [entry]);
}
for (const type of TYPES) refuses(`[PB-LABEL-16] ${type} twice gives 21511`, [label(type), label(type)]);
test('labels of library goods are not checked', () => assert.equal(codeOf([1, 2, 3, 4], 1), undefined));

test('[PB-LABEL-05] D11: the text about four labels is about their number, whatever they exclude', () => {
  const goodsLabels = ['REFUND_ANYTIME', 'REFUNDABLE_DAYS', 'NON_REFUNDABLE', 'REFUND_ANYTIME'].map(label);
  const result = checkGoodsInfo({ currentPrice: 1, goodsName: 'x', goodsPhoto: 'x', goodsLabels }, 2);
  assert.deepEqual(result, { errNo: 21511, errMsg: 'goodsLabels should be at most 3 labels, but got 4' });
});
