/**
 * The table of every rule of every JSAPI and of the calls that redeem codes, made from the contract: each is
 * violated once, which must be answered with its errNo and a text that names the field, and kept once at its
 * boundary, which must be accepted.
 */
import { FORMATS, TOLERANCES } from '../../../src/contract/schema/formats';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Violation } from '../../../src/contract/jsapi/index';
import { APIS, validate, validateOrderData } from '../../../src/contract/jsapi/index';
import { ORDER_DATA } from '../../../src/contract/jsapi/request-order';
import type { Field } from '../../../src/contract/schema/fields';
import type { ApiContract, Context } from '../../../src/contract/jsapi/contract';
import { checkRedeemCall, REDEEM_CALLS, RedeemCode, type RedeemCall } from '../../../src/contract/redeem';
import { ABSENT, changed, type Data, letters, NOW, ofBytes } from './jsapi-cases';
import { RULE_CASES } from './rule-cases';
import { BASES, CONTEXTS, type Where } from './table-bases';

/** One rule of a field, with values that break it and values that just keep it. */
interface FieldRule {
  rule: string;
  bad: unknown[];
  good: unknown[];
}

const WRONG_KIND: Record<Exclude<Field['kind'], 'any'>, unknown[]> = {
  string: [5, null],
  integer: ['5', null, 1.5],
  boolean: ['true', 1],
  array: [{}, 'x'],
  object: ['x', [], 5],
};

const BAD_FORMAT: Record<string, string[]> = {
  date: ['2022-1-10', '2022-13-01'],
  pagePath: ['/pages/a'],
  entryPath: ['/page', 'page?x=1', 'page-a'],
  jsonObject: ['abc', '[1]', '{"a":1,"a":2}'],
  json: ['abc'],
  visible: ['a\0b', 'a\nb', '\x7f', 'a\ud83d'],
  https: ['http://shop.example/', 'x'],
};

/** A text of so many bytes in that format. */
const textOf = (size: number, format?: string): string =>
  format === 'jsonObject'
    ? JSON.stringify(ofBytes(size))
    : format === 'https'
      ? `https://${letters(size - 8)}`
      : letters(size);

/** What the contract calls a form of texts. */
const nameOf = (table: object, form: unknown): string | undefined =>
  Object.entries(table).find(([, value]) => value === form)?.[0];

function rulesOf(field: Field): FieldRule[] {
  const rules: FieldRule[] =
    field.kind === 'any' ? [] : [{ rule: `is of kind ${field.kind}`, bad: WRONG_KIND[field.kind], good: [] }];
  const add = (rule: string, bad: unknown[], good: unknown[]): void => void rules.push({ rule, bad, good });
  if (field.required === true) add('is required', [ABSENT], []);
  if (field.kind === 'string') {
    const { minBytes, maxBytes, minChars, maxChars } = field;
    const format = nameOf(FORMATS, field.format);
    if (minBytes !== undefined)
      add(`has at least ${minBytes} bytes`, [letters(minBytes - 1)], [letters(minBytes)]);
    if (maxBytes !== undefined)
      add(`has at most ${maxBytes} bytes`, [textOf(maxBytes + 1, format)], [textOf(maxBytes, format)]);
    if (minChars !== undefined)
      add(`has at least ${minChars} characters`, [letters(minChars - 1)], [letters(minChars)]);
    if (maxChars !== undefined)
      add(`has at most ${maxChars} characters`, ['字'.repeat(maxChars + 1)], ['字'.repeat(maxChars)]);
    if (format !== undefined) add(`is ${format}`, BAD_FORMAT[format]!, []);
  }
  if (field.kind === 'integer') {
    const { min, max, oneOf } = field;
    if (min !== undefined) add(`is at least ${min}`, [min - 1], [min]);
    if (max !== undefined) add(`is at most ${max}`, [max + 1], [max]);
    if (oneOf !== undefined)
      add(`is one of ${oneOf.join(', ')}`, [Math.min(...oneOf) - 1, Math.max(...oneOf) + 1], [...oneOf]);
  }
  if (field.kind === 'object' && field.maxJsonBytes !== undefined)
    add(
      `has at most ${field.maxJsonBytes} bytes of JSON`,
      [ofBytes(field.maxJsonBytes + 1)],
      [ofBytes(field.maxJsonBytes)],
    );
  return rules;
}

function everyField(field: Field, path: string, visit: (field: Field, path: string) => void): void {
  if (path) visit(field, path);
  if (field.kind === 'array') everyField(field.of, `${path}[0]`, visit);
  if (field.kind === 'object')
    for (const [name, inner] of Object.entries(field.fields ?? {}))
      everyField(inner, path ? `${path}.${name}` : name, visit);
}

const isCall = (where: Where): where is RedeemCall => where in REDEEM_CALLS;

function check(where: Where, options: Data, more: Partial<Context>): Violation | undefined {
  const context = { now: NOW, ...more };
  if (isCall(where)) return checkRedeemCall(where, options, context);
  return where === 'data'
    ? validateOrderData(JSON.stringify(options), context)
    : validate(where, options, context);
}

/** The answer names the field, with a code of the table that belongs to it. */
function assertAnswer(where: Where, { errNo, errMsg, detail, path }: Violation): void {
  assert.ok(detail.includes(path), detail);
  if (isCall(where)) {
    assert.equal(errNo, RedeemCode.Parameters);
    return;
  }
  const api = where === 'data' ? 'requestOrder' : where;
  assert.ok(
    APIS[api].errors.some((row) => row.errNo === errNo),
    `${errNo} is a code of ${api}`,
  );
  assert.ok(errMsg.startsWith(`${api}:fail `), errMsg);
}

/** The value at a path; `undefined` also where something on the way is missing. */
const at = (data: Data, path: string): unknown =>
  path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], data);

const holderOf = (path: string): string => path.replace(/(\.[^.[]+|\[\d+\])$/, '').replace(/^[^.[]+$/, '');

/** Every base that has a place for the field, in every context. */
function* places(where: Where, path: string): Generator<[base: Data, context: Partial<Context>]> {
  for (const base of BASES[where]) {
    const holder = holderOf(path);
    if (holder !== '' && holder !== path && at(base, holder) === undefined) continue;
    for (const context of CONTEXTS) yield [base, context];
  }
}

const shownPath = (where: Where, path: string): string => (where === 'data' ? `data.${path}` : path);

const isViolated = (where: Where, path: string, value: unknown): boolean => {
  for (const [base, context] of places(where, path)) {
    const found = check(where, changed(base, path, value), context);
    if (found?.path !== shownPath(where, path)) continue;
    assertAnswer(where, found);
    return true;
  }
  return false;
};

const isAccepted = (where: Where, path: string, value: unknown): boolean => {
  for (const [base, context] of places(where, path))
    if (!check(where, changed(base, path, value), context)) return true;
  return false;
};

/**
 * How many rules the fields of each contract have: the table is made from the contract, so a rule that is
 * lost there would only be tested no more.
 */
const FIELD_RULES: Record<Where, number> = {
  createOrder: 345,
  createMerchantOrder: 63,
  requestOrder: 4,
  data: 67,
  getOrderPayment: 5,
  pay: 13,
  continueToPay: 2,
  continueToPayLife: 3,
  applyRefund: 60,
  createRefundOrder: 35,
  getRefundOrder: 4,
  login: 1,
  checkSession: 0,
  prepare: 2,
  verify: 20,
  cancel: 5,
};

let counted = 0;
let tested = 0;
/** Rules across fields that a case has proven so far. */
const proven = new Set<string>();

const CONTRACTS = [...Object.entries(APIS), ['data', ORDER_DATA], ...Object.entries(REDEEM_CALLS)] as [
  Where,
  ApiContract,
][];

for (const [where, contract] of CONTRACTS) {
  const count = { rules: 0, tested: 0 };
  everyField(contract.options, '', (field, path) => {
    const rules = rulesOf(field);
    if (field.kind === 'array') {
      const { min, max } = field;
      const items = (n: number): unknown[] => Array.from({ length: n }, () => itemOf(where, path));
      if (min !== undefined)
        rules.push({ rule: `has at least ${min} items`, bad: [items(min - 1)], good: [items(min)] });
      if (max !== undefined)
        rules.push({ rule: `has at most ${max} items`, bad: [items(max + 1)], good: [items(max)] });
    }
    if (typeof field.required === 'string')
      rules.push({ rule: `is required when ${field.required}`, bad: [ABSENT], good: [ABSENT] });
    count.rules += rules.length;
    for (const { rule, bad, good } of rules) {
      test(`${where} ${path} ${rule}`, () => {
        for (const value of bad.filter((one) => !isTolerated(field, one)))
          assert.ok(isViolated(where, path, value), `${path} ${String(value)} is refused`);
        const kept =
          good.length > 0
            ? good
            : [BASES[where].map((base) => at(base, path)).find((value) => value !== undefined)];
        assert.notEqual(kept[0], undefined, `a base has ${path}`);
        for (const value of kept)
          assert.ok(
            isAccepted(where, path, value),
            `${path} ${JSON.stringify(value)?.slice(0, 60)} is accepted`,
          );
        count.tested += 1;
        tested += 1;
      });
    }
  });
  counted += count.rules;
  test(`rules of the fields of ${where} tested`, (t) => {
    t.diagnostic(`${where}: rules tested / in the contract: ${count.tested} / ${count.rules}`);
    assert.deepEqual(count, { rules: FIELD_RULES[where], tested: FIELD_RULES[where] });
  });
}

/** What the contract lets through with a warning. */
function isTolerated(field: Field, value: unknown): boolean {
  return (
    (field.tolerates === TOLERANCES.object &&
      !Array.isArray(value) &&
      typeof value === 'object' &&
      value !== null) ||
    (field.tolerates === TOLERANCES.empty && value === '') ||
    (field.tolerates === TOLERANCES.absent && value === ABSENT)
  );
}

function itemOf(where: Where, path: string): unknown {
  return BASES[where]
    .map((base) => (at(base, path) as unknown[] | undefined)?.[0])
    .find((item) => item !== undefined);
}

const crossing = CONTRACTS.flatMap(([where, { rules = {} }]) =>
  Object.keys(rules).map((rule) => `${where} ${rule}`),
);

for (const { api: where, rule, breaks, keeps } of RULE_CASES) {
  const [options, path, context = {}] = breaks;
  test(`${where} keeps ${rule} at ${path}`, () => {
    const found = check(where, options, context);
    assert.deepEqual([found?.rule, found?.path], [rule, path]);
    assertAnswer(where, found!);
    assert.equal(check(where, keeps[0], keeps[1] ?? {}), undefined);
    proven.add(`${where} ${rule}`);
  });
}

test('every rule across fields is in the table', (t) => {
  assert.deepEqual(
    [...new Set(RULE_CASES.map(({ api, rule }) => `${api} ${rule}`))].sort(),
    [...crossing].sort(),
  );
  counted += crossing.length;
  tested += proven.size;
  t.diagnostic(`rules of all JSAPIs and redeeming calls tested / in the contract: ${tested} / ${counted}`);
  assert.equal(tested, counted);
});

for (const [where, bases] of Object.entries(BASES) as [Where, Data[]][]) {
  for (const [index, base] of bases.entries())
    test(`base ${index} of ${where} is in order`, () => assert.equal(check(where, base, {}), undefined));
}
