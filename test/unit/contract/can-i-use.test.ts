import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canIUse, existingOptions } from '../../../src/contract/since';
import { compareVersions } from '../../../src/contract/versions';

const NEWEST = '99.0.0.0';
const ask = (schema: string, baseLibrary = NEWEST, industrySdk = true, appVersion?: string) =>
  canIUse(
    schema,
    appVersion === undefined ? { baseLibrary, industrySdk } : { baseLibrary, industrySdk, appVersion },
  );

/** The version just below: the last part that is not 0 goes down by one, what follows goes up. */
function below(version: string): string {
  const parts = version.split('.').map(Number);
  const last = parts.reduce((found, part, index) => (part > 0 ? index : found), 0);
  return parts.map((part, index) => (index < last ? part : index === last ? part - 1 : 999)).join('.');
}

function turns(rules: string, schema: string, version: string): void {
  test(`${rules || 'canIUse:'} ${schema} turns true at ${version}`, () => {
    assert.equal(ask(schema, below(version)), false);
    assert.equal(ask(schema, version), true);
    assert.equal(ask(schema, NEWEST), true);
  });
}

for (const [a, b, sign] of [
  ['2.51.0', '2.51.0.0', 0],
  ['2.9.0', '2.10.0', -1],
  ['2.59.0.3', '2.59.0.2', 1],
  ['3', '2.99.9', 1],
] as const) {
  test(`${a} compared with ${b} is ${sign}`, () => assert.equal(Math.sign(compareVersions(a, b)), sign));
}

turns('[JS-CANIUSE-API-04] [PB-VARIANT-03]', 'microapp-trade-plugin', '2.43.0');
turns('[JS-CANIUSE-API-05] [PB-VARIANT-04]', 'industrySDK.pay-button', '2.85.0');
test('[JS-CANIUSE-API-05] industrySDK.pay-button needs the industry SDK', () =>
  assert.equal(ask('industrySDK.pay-button', NEWEST, false), false));

test('[JS-CANIUSE-FORM-01] the answer is a boolean for every form of a known name', () => {
  for (const schema of [
    'createOrder',
    'createOrder.object.payment',
    'createOrder.return.x',
    'createOrder.callback.x',
    'createOrder.nope',
    'pay-button.mode.2',
  ]) {
    assert.equal(typeof ask(schema), 'boolean');
  }
});
for (const schema of ['createOrder.object.payment', 'createOrder.success.orderId'])
  turns('[JS-CANIUSE-FORM-02]', schema, '2.51.0');
for (const name of ['success', 'fail', 'complete'])
  turns('[JS-CANIUSE-FORM-02]', `createOrder.object.${name}`, '2.51.0');
turns('[JS-CANIUSE-FORM-03]', 'pay-button', '2.43.0');
turns('[JS-CANIUSE-FORM-03]', 'pay-button.mode.2', '2.43.0');
turns('[JS-CANIUSE-FORM-03]', 'pay-button.biz-line', '2.54.0.0');
turns('[CC-CARD-02] [JS-CANIUSE-FORM-03]', 'consume-card', '2.51.0');
for (const schema of [
  'createOrder.object.nope',
  'createOrder.object.success.errMsg',
  'createOrder.object.constructor',
  'createOrder.object.payment.nope',
  'createOrder.object',
  'pay-button.nope',
  'pay-button.mode.3',
  'pay-button.mode.2.x',
  'pay-button.constructor',
  'industrySDK.nope',
]) {
  test(`[JS-CANIUSE-FORM-04] ${schema} is false`, () => assert.equal(ask(schema), false));
}
test('[JS-CANIUSE-FORM-04] a name outside the contract is left to the host', () => {
  assert.equal(ask('noSuchApi'), undefined);
  assert.equal(ask('constructor'), undefined);
});

turns('[JS-CANIUSE-API-01]', 'createOrder', '2.51.0');
turns('[JS-CANIUSE-API-01]', 'continueToPay', '2.51.0');
turns('[JS-CANIUSE-API-01]', 'pay', '1.19.4');
turns('[JS-CANIUSE-API-02]', 'applyRefund', '2.51.0');
turns('[JS-CANIUSE-API-03]', 'requestOrder', '2.74.0.0');
test('[JS-CANIUSE-API-03] requestOrder needs the permission and Douyin 23.0', () => {
  assert.equal(ask('requestOrder', NEWEST, false), false);
  assert.equal(ask('requestOrder', NEWEST, true, '22.9.9'), false);
  assert.equal(ask('requestOrder', NEWEST, true, '23.0'), true);
});
turns('[JS-CANIUSE-PARAM-01]', 'createOrder.object.bookInfo.itemBookInfoList.skuId', '2.77.0.0');
for (const [schema, version] of [
  ['discountInfo', '2.52.0.3'],
  ['discountId', '2.52.0.3'],
  ['businessLine', '2.52.0.3'],
  ['callbackUrl', '2.65.0.0'],
  ['skuList', '2.67.0.0'],
  ['bookInfo', '2.67.0.0'],
  ['tradeOption', '2.74.0.0'],
] as const) {
  turns('[JS-CANIUSE-PARAM-02]', `createOrder.object.${schema}`, version);
}
for (const [schema, version] of [
  ['payment.totalDiscountAmount', '2.52.0.3'],
  ['goodsList.goodsBookInfo', '2.57.4.0'],
  ['goodsList.goodsPage', '2.67.0.0'],
  ['goodsList.goodsPage.path', '2.67.0.0'],
  ['goodsList.goodsBookInfo.advancedCancelHours', '2.69.0.5'],
  ['discountInfo.detail.goodsDiscount.skuId', '2.74.0.0'],
] as const) {
  turns('[JS-CANIUSE-PARAM-03]', `createOrder.object.${schema}`, version);
}
const sdkOnly: [rule: string, schema: string][] = [
  ...[
    'deliveryInfo',
    'addressInfo',
    'payment.feeDetailsList',
    'contactInfo.gender',
    'discountInfo.useMergedMarketingApi',
  ].map((path): [string, string] => ['JS-CANIUSE-PARAM-04', `createOrder.object.${path}`]),
  ['JS-CANIUSE-PARAM-04', 'createOrder.object.discountInfo.detail.orderDiscount.marketingInfo.code'],
  ['JS-CANIUSE-PARAM-06', 'applyRefund.object.refundInfo.reasonCode'],
  ['JS-CANIUSE-PARAM-06', 'applyRefund.object.refundInfo.feeDetailsList'],
];
for (const [rule, schema] of sdkOnly) {
  test(`[${rule}] ${schema} needs the industry SDK`, () => {
    assert.equal(ask(schema, NEWEST, false), false);
    assert.equal(ask(schema, NEWEST, true), true);
  });
}
turns('[JS-CANIUSE-PARAM-05]', 'applyRefund.object.itemOrderList', '2.59.0.3');
turns('[JS-CANIUSE-PARAM-05]', 'applyRefund.object.skuList', '2.77.0.0');
test('getOrderPayment takes immediate', () => assert.equal(ask('getOrderPayment.object.immediate'), true));

test('of the options those that are newer than the host are named and left out, at any depth; what the contract does not have stays', () => {
  const host = { baseLibrary: '2.57.4', industrySdk: false };
  const options = {
    goodsList: [{ goodsId: 'g', discountAmount: 1, goodsBookInfo: { bookType: 1, advancedCancelHours: 2 } }],
    skuList: [],
    payment: { totalAmount: 1, feeDetailsList: [] },
    callbackData: { poiId: 1 },
    merchantId: 'm',
  };
  assert.deepEqual(existingOptions('createOrder', options, host), {
    options: {
      goodsList: [{ goodsId: 'g', goodsBookInfo: { bookType: 1 } }],
      payment: { totalAmount: 1 },
      callbackData: { poiId: 1 },
      merchantId: 'm',
    },
    unknown: [
      'goodsList[0].discountAmount',
      'goodsList[0].goodsBookInfo.advancedCancelHours',
      'skuList',
      'payment.feeDetailsList',
    ],
  });
  assert.deepEqual(existingOptions('createOrder', options, { baseLibrary: NEWEST, industrySdk: true }), {
    options,
    unknown: [],
  });
  assert.deepEqual(existingOptions('toString', { a: 1 }, host), { options: { a: 1 }, unknown: [] });
});
