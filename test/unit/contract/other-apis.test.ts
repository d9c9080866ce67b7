import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failText, validate, validateOrderData } from '../../../src/contract/jsapi/index';
import { takeawayTime } from '../../../src/contract/jsapi/takeaway';
import { signedWith } from './table-bases';
import { ABSENT, casesOf, changed, letters, NOW, ofBytes, shown } from './jsapi-cases';
import type { Data } from './jsapi-cases';

const request = casesOf('requestOrder');
const REQUEST: Data = { data: '{}', byteAuthorization: signedWith({}) };
request.accepts('[JS-REQUEST-OPT-01]', 'a pair of strings', REQUEST);
request.field('[JS-REQUEST-OPT-01]', REQUEST, 'data', { bad: [ABSENT, {}, null] });
request.field('[JS-REQUEST-OPT-02]', REQUEST, 'byteAuthorization', { bad: [ABSENT, 5, {}] });

for (const data of ['abc', '[]', 'null', '5', '']) {
  test(`[JS-REQUEST-DATA-01] data ${shown(data)} is refused with 10000`, () => {
    const violation = validateOrderData(data, { now: NOW });
    assert.equal(violation?.errNo, 10000);
    assert.equal(violation?.path, 'data');
  });
}

const ORDER: Data = {
  skuList: [
    {
      skuId: 's1',
      price: 100,
      quantity: 1,
      title: 't',
      imageList: ['https://img.example/1.png'],
      type: 401,
      tagGroupId: 'tag_group_1',
    },
  ],
  outOrderNo: 'o1',
  totalAmount: 100,
  orderEntrySchema: { path: 'page/index', params: '{"id":1}' },
};

function field(
  rules: string,
  path: string,
  { ok = [], bad = [] }: { ok?: unknown[]; bad?: unknown[] },
  base = ORDER,
): void {
  const run = (value: unknown) => validateOrderData(JSON.stringify(changed(base, path, value)), { now: NOW });
  for (const value of ok)
    test(`${rules || 'requestOrder'} ${path} ${shown(value)} is accepted`, () =>
      assert.equal(run(value), undefined));
  for (const value of bad) {
    test(`${rules || 'requestOrder'} ${path} ${shown(value)} is refused with 10000`, () => {
      assert.equal(run(value)?.path, `data.${path}`);
      assert.equal(run(value)?.errNo, 10000);
    });
  }
}

const S = 'skuList[0]';
const sku = (ORDER['skuList'] as Data[])[0];
field('[JS-REQUEST-SKU-01]', 'skuList', { ok: [[sku]], bad: [ABSENT, [], [sku, sku]] });
for (const name of ['skuId', 'tagGroupId'])
  field('[JS-REQUEST-SKU-02]', `${S}.${name}`, { ok: ['x'], bad: [ABSENT, 5] });
for (const name of ['price', 'type'])
  field('[JS-REQUEST-SKU-02]', `${S}.${name}`, { ok: [401], bad: [ABSENT, '1'] });
field('[JS-REQUEST-SKU-03]', `${S}.quantity`, { ok: [1, 100], bad: [ABSENT, 0, 101] });
field('[JS-REQUEST-SKU-04]', `${S}.title`, { ok: [letters(256)], bad: [ABSENT, letters(257)] });
field('[JS-REQUEST-SKU-05]', `${S}.imageList`, { ok: [['x']], bad: [ABSENT, [], ['x', 'y']] });
field('[JS-REQUEST-SKU-05]', `${S}.imageList[0]`, { ok: [letters(512)], bad: [letters(513)] });
for (const type of [101, 107, 402, 406])
  field(
    '[JS-REQUEST-SKU-06]',
    `${S}.skuAttr`,
    { ok: ['{}', ABSENT], bad: ['abc'] },
    changed(ORDER, `${S}.type`, type),
  );
for (const type of [100, 108, 401, 407])
  field('[JS-REQUEST-SKU-06]', `${S}.skuAttr`, { ok: [ABSENT] }, changed(ORDER, `${S}.type`, type));
field('[JS-REQUEST-SKU-07]', `${S}.skuAttr`, { ok: ['{"a":1}'], bad: [{}, 'abc'] });
field('[JS-REQUEST-SKU-08]', `${S}.entrySchema`, { ok: [ABSENT, { path: 'a' }], bad: ['a'] });
field('[JS-REQUEST-ORDERNO-01]', 'outOrderNo', { ok: [letters(64)], bad: [ABSENT, 5, letters(65)] });
field('[JS-REQUEST-AMOUNT-01]', 'totalAmount', { bad: [ABSENT, '100'] });
field('[JS-REQUEST-EXPIRE-02]', 'payExpireSeconds', { ok: [ABSENT, 0, 172800], bad: [172801, '300'] });
field('[JS-REQUEST-NOTIFY-01]', 'payNotifyUrl', {
  ok: [ABSENT, 'https://shop.example/pay'],
  bad: ['http://shop.example/pay', 'https://', 'x'],
});
field('[JS-REQUEST-MERCHANT-01]', 'merchantUid', { ok: [ABSENT, 'm1'], bad: [5] });
field('[JS-REQUEST-ENTRY-01]', 'orderEntrySchema', { bad: [ABSENT, 'x'] });
field('[JS-REQUEST-ENTRY-01]', 'orderEntrySchema.path', { bad: [ABSENT] });
field('[JS-REQUEST-ENTRY-02]', 'orderEntrySchema.path', {
  ok: ['page/index', 'a_1/B'],
  bad: ['/page/index', 'page/index?id=1', 'page-a/b'],
});
field('[JS-REQUEST-ENTRY-03]', 'orderEntrySchema.path', { ok: [letters(512)], bad: [letters(513)] });
field('[JS-REQUEST-ENTRY-03]', 'orderEntrySchema.params', {
  ok: [JSON.stringify(ofBytes(512))],
  bad: [JSON.stringify(ofBytes(513))],
});
field('[JS-REQUEST-ENTRY-04]', 'orderEntrySchema.params', {
  ok: ['{"id":1}', '{"a":{"id":1},"b":{"id":2},"c":["id","id"]}', '{"a":"\\"a\\":"}'],
  bad: ['abc', '[1]', '{"id":1,"id":2}', '{"a":{"x":1,"x":2}}', '{"id":1,"\\u0069d":2}'],
});
field('', 'limitPayWayList', { ok: [ABSENT, [], [1], [2], [1, 2]] });
field('', 'limitPayWayList[0]', { bad: [3] }, changed(ORDER, 'limitPayWayList', [1]));
field('', 'payScene', { ok: [ABSENT, 'IM'] });

for (const [errNo, part, text] of [
  [10000, '参数错误', '参数错误'],
  [10000, '商品', '商品不符合行业要求'],
  [10401, '', 'internal error'],
  [11004, '参数', '签名参数异常'],
  [11004, '校验', '签名校验异常'],
  [11001, '', '访问未授权'],
  [12002, '', '账号行为异常'],
  [13000, '', '系统错误'],
  [21016, '', '外部单号已存在'],
  [21046, '', '订单收款商户号不合法'],
  [21550, '', 'not login'],
  [26003, '无下单', '无下单权限'],
  [26005, '', '无可用支付方式'],
  [26006, '', '商户号与小程序的支付产品不一致'],
] as const) {
  test(`${errNo} of requestOrder reads ${text}`, () =>
    assert.equal(failText('requestOrder', errNo, part), `requestOrder:fail ${text}`));
}

const payment = casesOf('getOrderPayment');
payment.field('[JS-PAYMENT-ERR-06]', { orderId: 'o' }, 'orderId', { ok: ['o'], bad: [ABSENT, 5] });
payment.field('', { orderId: 'o' }, 'imId', { ok: [ABSENT, 'x'], bad: [5] });
payment.field('', { orderId: 'o' }, 'immediate', { ok: [ABSENT, true], bad: [1] });
for (const [errNo, text] of [
  [1, '支付超时'],
  [2, '支付失败'],
  [3, '支付关闭'],
  [4, '支付取消'],
  [20000, '订单不存在'],
  [26001, '当前订单状态不可支付'],
] as const) {
  test(`${errNo} of getOrderPayment reads ${text}`, () =>
    assert.equal(failText('getOrderPayment', errNo), `getOrderPayment:fail ${text}`));
}

const PAY: Data = { orderInfo: { order_id: 'o', order_token: 't' }, service: 5 };
const pay = casesOf('pay');
pay.accepts('', 'order, token and service 5', PAY);
for (const path of ['orderInfo', 'orderInfo.order_id', 'orderInfo.order_token'])
  pay.field('', PAY, path, { bad: [ABSENT, 5] });
pay.field('', PAY, 'service', { bad: [ABSENT, 1, '5'] });
pay.field('', PAY, '_debug', { ok: [ABSENT, 0, 1] });

const continued = casesOf('continueToPay');
continued.accepts('', 'orderId alone', { orderId: 'o' });
continued.accepts('', 'outOrderNo alone', { outOrderNo: 'o' });
continued.refuses('', 'neither number', {}, 'orderId');
continued.refuses('', 'empty numbers', { orderId: '', outOrderNo: '' }, 'orderId');
continued.refuses('', 'a number as orderId', { orderId: 5 }, 'orderId');
continued.refuses('', 'a number as outOrderNo', { outOrderNo: 5 }, 'outOrderNo');

const login = casesOf('login');
login.field('', {}, 'force', { ok: [ABSENT, true, false], bad: ['true'] });

test('10 digits are the same moment in seconds', () => {
  assert.equal(takeawayTime(NOW / 1000), NOW);
  assert.equal(takeawayTime(NOW), NOW);
});
test('a field named like a method of every object counts as absent or as data, never as a rule', () =>
  assert.equal(
    validate('continueToPay', { orderId: 'o', constructor: 5, toString: 'x' }, { now: NOW }),
    undefined,
  ));
