import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isAcknowledged,
  paySeconds,
  readPreOrderAnswer,
  readPreRefundAnswer,
  RETRY_LADDER,
} from '../../../src/contract/callbacks';
import { ABSENT, changed, letters, ofBytes, shown } from './jsapi-cases';
import type { Data } from './jsapi-cases';

const ACCEPT: Data = { err_no: 0, err_tips: 'success', data: { out_order_no: 'o1' } };
const read = (answer: unknown, ownGoods: string[] = []) =>
  readPreOrderAnswer(JSON.stringify(answer), ownGoods);

test('an accepted answer gives its data', () =>
  assert.deepEqual(read(ACCEPT), { kind: 'accepted', data: { out_order_no: 'o1' } }));
test('err_no other than 0 refuses', () =>
  assert.deepEqual(read({ err_no: 5, err_tips: '库存不足' }), {
    kind: 'refused',
    errNo: 5,
    errTips: '库存不足',
  }));
for (const body of ['', 'x', '[]', '{}', '{"err_no":"0"}', '{"err_no":0}']) {
  test(`the body ${shown(body)} is no answer`, () =>
    assert.equal(readPreOrderAnswer(body, []).kind, 'illegal'));
}
for (const value of [ABSENT, '', 5, letters(65)]) {
  test(`out_order_no ${shown(value)} is illegal`, () =>
    assert.equal(read(changed(ACCEPT, 'data.out_order_no', value)).kind, 'illegal'));
}
for (const [given, seconds] of [
  [undefined, 300],
  [0, 300],
  [60, 60],
  [172800, 172800],
  [172801, 172800],
] as const) {
  test(`pay_expire_seconds ${given} means ${seconds}`, () =>
    assert.equal(paySeconds(given === undefined ? {} : { pay_expire_seconds: given }), seconds));
}
test('pay_expire_seconds is an integer', () =>
  assert.equal(read(changed(ACCEPT, 'data.pay_expire_seconds', '60')).kind, 'illegal'));

const ENTRY = changed(ACCEPT, 'data.order_entry_schema', { path: 'pages/order/index' });
const entries: [rule: string, path: string, ok: unknown[], bad: unknown[]][] = [
  ['TP-PREORDER-11', 'path', ['pages/a', letters(512)], ['/pages/a', letters(513), ABSENT, 5]],
  [
    'TP-PREORDER-12',
    'params',
    [ABSENT, '{"id":"1"}', JSON.stringify(ofBytes(512))],
    [{}, JSON.stringify(ofBytes(513)), 'abc'],
  ],
];
for (const [rule, name, ok, bad] of entries) {
  for (const [values, kind] of [
    [ok, 'accepted'],
    [bad, 'illegal'],
  ] as const) {
    for (const value of values) {
      test(`[${rule}] order_entry_schema.${name} ${shown(value)} is ${kind}`, () =>
        assert.equal(read(changed(ENTRY, `data.order_entry_schema.${name}`, value)).kind, kind));
    }
  }
}
const TIMED = changed(ACCEPT, 'data.order_valid_time', [
  { goods_id: 'g1', valid_start_time: 1, valid_end_time: 2 },
]);
test('[TP-PREORDER-13] non-library goods without order_valid_time are illegal', () =>
  assert.equal(read(ACCEPT, ['g1']).kind, 'illegal'));
test('[TP-PREORDER-13] non-library goods with other goods in order_valid_time are illegal', () =>
  assert.equal(read(TIMED, ['g2']).kind, 'illegal'));
test('[TP-PREORDER-13] non-library goods with order_valid_time are accepted', () =>
  assert.equal(read(TIMED, ['g1']).kind, 'accepted'));
test('[TP-PREORDER-13] library goods need no order_valid_time', () =>
  assert.equal(read(ACCEPT, []).kind, 'accepted'));

for (const [what, time, kind] of [
  ['a span', { valid_start_time: 1, valid_end_time: 1 }, 'accepted'],
  ['a duration', { valid_duration: 1 }, 'accepted'],
  ['a start alone', { valid_start_time: 1 }, 'illegal'],
  ['an end alone', { valid_end_time: 1 }, 'illegal'],
  ['neither', {}, 'illegal'],
  ['an end before its start', { valid_start_time: 2, valid_end_time: 1 }, 'illegal'],
] as const) {
  test(`order_valid_time with ${what} is ${kind}`, () =>
    assert.equal(
      read(changed(ACCEPT, 'data.order_valid_time', [{ goods_id: 'g1', ...time }]), ['g1']).kind,
      kind,
    ));
}
for (const [value, kind] of [
  [[{ goods_id: 'g1', merchant_uid: 'm1' }], 'accepted'],
  [[], 'accepted'],
  [{}, 'illegal'],
  [[5], 'illegal'],
  [[{ goods_id: 'g1' }], 'illegal'],
  [[{ goods_id: 1, merchant_uid: 'm1' }], 'illegal'],
] as const) {
  test(`order_goods_info ${shown(value)} is ${kind}`, () =>
    assert.equal(read(changed(ACCEPT, 'data.order_goods_info', value)).kind, kind));
}
test('err_tips is a text, in every answer', () => {
  assert.equal(read(changed(ACCEPT, 'err_tips', 5)).kind, 'illegal');
  assert.equal(read({ err_no: 5, err_tips: {} }).kind, 'illegal');
  assert.ok(!isAcknowledged(200, '{"err_no":0,"err_tips":5}'));
});

const refund = (data: unknown) => readPreRefundAnswer(JSON.stringify({ err_no: 0, data }));
test('out_refund_no is read', () =>
  assert.deepEqual(refund({ out_refund_no: 'r1' }), { kind: 'accepted', data: { out_refund_no: 'r1' } }));
for (const data of [{}, { out_refund_no: '' }, { out_refund_no: 5 }, undefined]) {
  test(`the data ${shown(data)} lacks out_refund_no`, () => assert.equal(refund(data).kind, 'illegal'));
}
for (const [url, kind] of [
  ['https://shop.example/refund', 'accepted'],
  ['http://127.0.0.1:8080/refund', 'accepted'],
  ['shop.example', 'illegal'],
  ['file:///etc/passwd', 'illegal'],
  [5, 'illegal'],
] as const) {
  test(`notify_url ${url} is ${kind}`, () =>
    assert.equal(refund({ out_refund_no: 'r1', notify_url: url }).kind, kind));
}
test('a refusal is no illegal answer', () =>
  assert.equal(readPreRefundAnswer('{"err_no":1}').kind, 'refused'));

test('only 200 with err_no 0 ends a delivery', () => {
  assert.ok(isAcknowledged(200, '{"err_no":0,"err_tips":"success"}'));
  for (const [status, body] of [
    [500, '{"err_no":0}'],
    [200, '{"err_no":1}'],
    [200, 'ok'],
    [200, ''],
  ] as const)
    assert.ok(!isAcknowledged(status, body));
});
test('the ladder is 12 s, 12 s, 33 s and then 1 to 7 minutes', () => {
  assert.deepEqual(RETRY_LADDER.slice(0, 3), [12000, 12000, 33000]);
  assert.ok(RETRY_LADDER.slice(3).every((wait) => wait >= 60000 && wait <= 420000));
});

for (const number of [
  'a\0b',
  'a\nb',
  'a\x7f',
  'a\x85b',
  '\u202eab',
  'a\u2028b',
  'a\u2066b',
  'a\ud83d',
  '\u0000',
])
  test(`S6: a number of the developer's with ${JSON.stringify(number)} is no number`, () => {
    const read = (name: string) => JSON.stringify({ err_no: 0, data: { [name]: number } });
    for (const answer of [
      readPreOrderAnswer(read('out_order_no'), []),
      readPreRefundAnswer(read('out_refund_no')),
    ]) {
      assert.equal(answer.kind, 'illegal');
      assert.match(
        (answer as { errMsg: string }).errMsg,
        /without (control characters|NUL)|of whole characters/,
      );
    }
  });
