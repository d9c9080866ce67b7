/** A right answer to every question, with every optional field, and what may be wrong in each field. */
import type { Field } from '../../../src/contract/schema/fields';
import type { QuestionName } from '../../../src/contract/merchant/questions';
import { coupon, GOODS_ID, libraryGoods, orderCoupons, refund, refundable } from '../kit/world';

const T = Date.UTC(2026, 10, 29);

/** What each question is asked with. */
export const QUERIES: Record<QuestionName, object | undefined> = {
  getGoods: { goodsId: GOODS_ID, goodsType: 1, bizLine: 1 },
  getAbility: { goodsId: 'g', goodsType: 1 },
  getOrder: { outOrderNo: 'out-1' },
  findOrder: { goodsId: GOODS_ID, since: T },
  getRefund: { outRefundNo: 'refund-1' },
  getCoupons: { outOrderNo: 'out-1' },
  getSubject: undefined,
  getMarketing: { goodsId: 'g', quantity: 2, totalAmount: 19800 },
  sign: { goodsId: 'g' },
};

const WINDOW = { saleStart: T, saleEnd: T + 1000, now: T };
const VALID = { qrValidTo: T, validFrom: T, validTo: T + 1000 };

const order = () =>
  refundable({
    createTime: T,
    payExpireTime: T + 300_000,
    refunds: ['r-2', 'r-1'],
    takeaway: { scheduled: false, fees: [{ feeType: 1, refundableAmount: 500 }] },
  });

/** Answers with every field that the contract has. */
export const RIGHT: Record<QuestionName, () => object> = {
  getGoods: () =>
    libraryGoods({ ...WINDOW, originPrice: 12000, goodsLabels: [{ type: 'REFUNDABLE_DAYS', value: 7 }] }),
  getAbility: () => ({ able: false, reason: '未开通' }),
  getOrder: order,
  findOrder: order,
  getRefund: () => refund(),
  getCoupons: () =>
    orderCoupons(
      [
        coupon(1, { ...VALID, outRefundNo: 'r-1', usableTimes: 1, totalTimes: 3 }),
        coupon(2, { ...VALID, outRefundNo: 'r-2', usableTimes: 3, totalTimes: 3 }),
      ],
      { now: T },
    ),
  getSubject: () => ({ name: '小店' }),
  getMarketing: () => ({
    discountId: 'd',
    totalDiscountAmount: 500,
    lines: [{ title: '立减', discountAmount: 500 }],
  }),
  sign: () => ({ data: '{}', byteAuthorization: 'SHA256-RSA2048 x', outOrderNo: 'out-1' }),
};

export interface Case {
  question: QuestionName;
  path: string;
  what: string;
  answer: unknown;
}

type Holder = Record<string | number, unknown>;

const copy = (value: unknown): Holder => structuredClone(value) as Holder;

/** A copy of the answer with another value at the path; `remove` leaves the field out. */
export function spoiled(answer: unknown, keys: (string | number)[], value: unknown, remove = false): unknown {
  if (!keys.length) return value;
  const root = copy(answer);
  const last = keys.at(-1)!;
  const holder = keys.slice(0, -1).reduce<Holder>((inner, key) => inner[key] as Holder, root);
  if (remove) delete holder[last];
  else holder[last] = value;
  return root;
}

/** Values that a field of this kind may not have. */
export function wrongValues(field: Field): [what: string, value: unknown][] {
  const all: [string, unknown][] = [
    ['null', null],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
  ];
  if (field.kind !== 'string')
    all.push(['text', 'x'], ['a string number', '19.80'], ['date text', '2026-12-31']);
  if (field.kind !== 'boolean') all.push(['true', true]);
  if (field.kind !== 'array') all.push(['a list', []]);
  if (field.kind !== 'object') all.push(['an object', {}]);
  if (field.kind !== 'integer') all.push(['a number', 2 ** 62]);
  if (field.kind === 'integer') {
    all.push(['NaN', NaN], ['negative', -1], ['fractional', 19.8], ['huge', 1e300], ['infinite', Infinity]);
    all.push(['beyond exact', 2 ** 53], ['a bigint', 1n], ['a Date', new Date(T)]);
    if (field.unit === 'ms') all.push(['seconds', 1_798_675_200], ['microseconds', 1.7e18]);
  }
  if (field.kind === 'string' && field.oneOf) all.push(['an unknown choice', 'PAID'], ['an empty text', '']);
  if (field.kind === 'string' && field.maxBytes) all.push(['a text too long', '字'.repeat(field.maxBytes)]);
  if (field.kind === 'array') all.push(['a list with a hole', new Array(2)], ['a list of null', [null]]);
  return all;
}

const shown = (keys: (string | number)[]): string =>
  keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${key}` : key),
    '',
  );

/** Every field of an answer with every value that it may not have, and without the fields it needs. */
export function* casesOf(question: QuestionName, field: Field, right: unknown): Generator<Case> {
  function* walk(inner: Field, keys: (string | number)[], nullable: boolean): Generator<Case> {
    const path = shown(keys);
    for (const [what, value] of wrongValues(inner)) {
      if (value === null && nullable) continue;
      const listed = what.startsWith('a list with') || what === 'a list of null';
      yield { question, path: listed ? `${path}[0]` : path, what, answer: spoiled(right, keys, value) };
    }
    if (inner.required && keys.length)
      yield { question, path, what: 'missing', answer: spoiled(right, keys, undefined, true) };
    if (inner.kind === 'array') yield* walk(inner.of, [...keys, 0], false);
    if (inner.kind !== 'object') return;
    for (const [name, each] of Object.entries(inner.fields ?? {})) yield* walk(each, [...keys, name], false);
  }
  yield* walk(field, [], field.nullable === true);
}
