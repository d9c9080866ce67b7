import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkGoodsInfo } from '../../../src/contract/goods-info';
import type { CheckedGoodsInfo } from '../../../src/contract/goods-types';

const OWN = { currentPrice: 9900, goodsName: '双人套餐', goodsPhoto: 'https://img.example/1.png' };

type Result = { errNo: number | undefined; errMsg: string; info: CheckedGoodsInfo | undefined };

function run(value: unknown, goodsType: 1 | 2 = 2): Result {
  const result = checkGoodsInfo(value, goodsType);
  return 'errNo' in result
    ? { errNo: result.errNo, errMsg: result.errMsg, info: undefined }
    : { errNo: undefined, errMsg: '', info: result.info };
}

function accepts(title: string, value: unknown, goodsType: 1 | 2 = 2): void {
  test(title, () => assert.equal(run(value, goodsType).errMsg, ''));
}

function refuses(title: string, value: unknown, errMsg?: string): void {
  test(title, () => {
    const result = run(value);
    assert.equal(result.errNo, 21512);
    // The likely mistake may follow, in brackets.
    if (errMsg) assert.equal(result.errMsg.replace(/ \(.*\)$/, ''), errMsg);
  });
}

const without = (field: keyof typeof OWN): object => ({ ...OWN, [field]: undefined });
/** An object whose JSON text has exactly this many bytes. */
const ofBytes = (bytes: number): object => ({ k: 'x'.repeat(bytes - '{"k":""}'.length) });

test('undefined gives 21512 with the documented text', () => {
  const result = run(undefined, 1);
  assert.equal(result.errNo, 21512);
  assert.equal(result.errMsg, 'getGoodsInfo should be object, but got undefined');
});
for (const [value, kind] of [
  ['text', 'string'],
  [1, 'number'],
  [[], 'array'],
  [null, 'null'],
  [true, 'boolean'],
] as const) {
  refuses(
    `[PB-GETGOODS-07] a result that is ${kind} gives 21512`,
    value,
    `getGoodsInfo should be object, but got ${kind}`,
  );
}
accepts('{} is enough for library goods', {}, 1);

for (const field of ['currentPrice', 'goodsName', 'goodsPhoto'] as const) {
  refuses(`[PB-GOODS-01] own goods without ${field} give 21512`, without(field));
  accepts(`[PB-GOODS-01] library goods need no ${field}`, without(field), 1);
}
refuses(
  '[PB-GOODS-02] a currentPrice that is a string gives 21512',
  { ...OWN, currentPrice: '9900' },
  'currentPrice should be integer, but got string',
);
refuses(
  '[PB-GOODS-02] [PB-GOODS-04] a goodsName that is a number gives 21512',
  { ...OWN, goodsName: 5 },
  'goodsName should be string, but got number',
);
refuses(
  '[PB-GOODS-02] a goodsPhoto that is a number gives 21512',
  { ...OWN, goodsPhoto: 5 },
  'goodsPhoto should be string, but got number',
);

const wrongKinds: [field: string, value: unknown, kind: string][] = [
  ['dateRule', 1, 'string'],
  ['minLimits', '1', 'integer'],
  ['maxLimits', '1', 'integer'],
  ['marketingVersion', '2', 'integer'],
  ['validation', 'x', 'object'],
  ['extra', 'x', 'object'],
  ['tradeOption', 'x', 'object'],
];
for (const [field, value, kind] of wrongKinds) {
  for (const goodsType of [1, 2] as const) {
    test(`[PB-GOODS-03] [PB-GOODS-04] a ${typeof value} for ${field} gives 21512 (goods-type ${goodsType})`, () => {
      const result = run({ ...OWN, [field]: value }, goodsType);
      assert.equal(result.errNo, 21512);
      assert.ok(result.errMsg.startsWith(`${field} should be ${kind}, but got ${typeof value}`));
    });
  }
}
refuses(
  '[PB-GOODS-03] a validation.phoneNumber.required that is no boolean gives 21512',
  { ...OWN, validation: { phoneNumber: { required: 1 } } },
  'validation.phoneNumber.required should be boolean, but got number',
);
refuses('[PB-GOODS-03] a validation.phoneNumber that is no object gives 21512', {
  ...OWN,
  validation: { phoneNumber: true },
});
refuses(
  '[PB-GOODS-03] an extra that has no JSON text gives 21512',
  (() => {
    const extra: Record<string, unknown> = {};
    extra['self'] = extra;
    return { ...OWN, extra };
  })(),
);
for (const validation of [
  {},
  { phoneNumber: {} },
  { phoneNumber: { required: true } },
  { phoneNumber: { required: false } },
]) {
  accepts(`[PB-GOODS-03] validation ${JSON.stringify(validation)} is accepted`, { ...OWN, validation });
}

refuses('[PB-GOODS-05] a currentPrice of 99.5 gives 21512', { ...OWN, currentPrice: 99.5 });
refuses('[PB-GOODS-05] a negative currentPrice gives 21512', { ...OWN, currentPrice: -1 });
refuses('[PB-GOODS-05] a currentPrice beyond exact numbers gives 21512', { ...OWN, currentPrice: 1e300 });

const lengths: [rule: string, field: string, max: number][] = [
  ['PB-GOODS-06', 'goodsName', 256],
  ['PB-GOODS-08', 'goodsPhoto', 512],
];
for (const [rule, field, max] of lengths) {
  accepts(`[${rule}] a ${field} of 1 byte is accepted`, { ...OWN, [field]: 'x' });
  accepts(`[${rule}] a ${field} of ${max} bytes is accepted`, { ...OWN, [field]: 'x'.repeat(max) });
  refuses(`[${rule}] an empty ${field} gives 21512`, { ...OWN, [field]: '' });
  refuses(`[${rule}] a ${field} of ${max + 1} bytes gives 21512`, { ...OWN, [field]: 'x'.repeat(max + 1) });
}
accepts('[PB-GOODS-07] a goodsName of 85 Chinese characters is accepted', {
  ...OWN,
  goodsName: '商'.repeat(85),
});
refuses('[PB-GOODS-07] a goodsName of 86 Chinese characters gives 21512', {
  ...OWN,
  goodsName: '商'.repeat(86),
});

test('[PB-GOODS-09] minLimits and maxLimits count as 1 and 99999 when absent', () => {
  const { info } = run({ ...OWN, minLimits: undefined });
  assert.deepEqual([info?.minLimits, info?.maxLimits], [1, 99999]);
});
for (const [rule, field] of [
  ['PB-GOODS-10', 'minLimits'],
  ['PB-GOODS-11', 'maxLimits'],
] as const) {
  for (const value of [1, 99999])
    accepts(`[${rule}] ${field} ${value} is accepted`, {
      ...OWN,
      minLimits: 1,
      maxLimits: 99999,
      [field]: value,
    });
  for (const value of [0, 100000, 1.5])
    refuses(`[${rule}] ${field} ${value} gives 21512`, { ...OWN, [field]: value });
}
refuses('[PB-GOODS-12] minLimits 3 with maxLimits 2 gives 21512', { ...OWN, minLimits: 3, maxLimits: 2 });
accepts('[PB-GOODS-12] minLimits 2 with maxLimits 2 is accepted', { ...OWN, minLimits: 2, maxLimits: 2 });
test('[PB-GOODS-13] dateRule is 周一至周日可用 when absent', () =>
  assert.equal(run(OWN).info?.dateRule, '周一至周日可用'));
accepts('[PB-GOODS-14] an extra of 2048 bytes of JSON is accepted', { ...OWN, extra: ofBytes(2048) });
refuses('[PB-GOODS-14] an extra of 2049 bytes of JSON gives 21512', { ...OWN, extra: ofBytes(2049) });
accepts('[PB-GOODS-14] an empty extra is accepted', { ...OWN, extra: {} });
test('tradeOption stays as given', () => {
  const tradeOption = { life_trade_flag: 1, is_use_tag: true };
  assert.deepEqual(run({ tradeOption }, 1).info?.tradeOption, tradeOption);
});
test('library goods keep none of the values the library has, whatever they are', () => {
  const { info } = run(
    { currentPrice: 'x', goodsName: 5, goodsPhoto: [], goodsLabels: 'x', minLimits: 2 },
    1,
  );
  assert.deepEqual(info, { minLimits: 2, maxLimits: 99999, dateRule: '周一至周日可用' });
});
test('the given object is not changed', () => {
  const given = { goodsName: 'x' };
  run(given, 1);
  assert.deepEqual(given, { goodsName: 'x' });
});
for (const goodsLabels of ['REFUND_ANYTIME', { type: 'REFUND_ANYTIME' }, null]) {
  refuses(`[PB-GOODS-90] goodsLabels ${JSON.stringify(goodsLabels)} gives 21512, not 21511`, {
    ...OWN,
    goodsLabels,
  });
}

refuses('[PB-MKT-03] marketingVersion as text gives 21512', { ...OWN, marketingVersion: '2' });
accepts('[PB-MKT-03] marketingVersion may be absent', {}, 1);
accepts('[PB-MKT-03] marketingVersion is a number', { marketingVersion: 2 }, 1);
