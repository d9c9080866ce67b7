/** D12: the texts of failures are those of the tables, and the detail stands beside them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APIS, type ApiName } from '../../../src/contract/jsapi';
import { cake, hotpot, open, orderOf, soldOut } from './kit';

const texts = (api: ApiName): string[] => APIS[api].errors.map(({ message }) => `${api}:fail ${message}`);

const FAILURES: [what: string, api: ApiName, options: object, detail: RegExp][] = [
  ['a field of another type', 'createOrder', { ...orderOf(hotpot), note: 5 }, /^note should be string/],
  ['another price', 'createOrder', orderOf({ ...hotpot, price: 1 }), /^goodsList\[0\]\.price should be /],
  ['what is sold out', 'createOrder', orderOf(soldOut), /商品库存不足/],
  ['goods that nobody has', 'createOrder', orderOf({ goodsId: '1', price: 1 }), /^1（/],
  ['what the own server refuses', 'createOrder', orderOf({ ...cake, price: 1 }), /商品价格已变动/],
  ['an unreadable signature', 'requestOrder', { data: '{}', byteAuthorization: 'x' }, /^byteAuthorization /],
  ['a refund without a reason', 'applyRefund', { outOrderNo: 'o', refundInfo: {} }, /^refundInfo\.reason /],
];
for (const [what, api, options, detail] of FAILURES)
  test(`D12: ${what}: errMsg is a text of ${api}'s table, and errDetail says the rest`, async (t) => {
    const sandbox = open();
    t.after(() => sandbox.close());
    const answer = await sandbox.call(api, options);
    assert.ok(!answer.ok);
    assert.ok(texts(api).includes(answer.errMsg), answer.errMsg);
    assert.match(answer.errDetail ?? '', detail);
    const logged = sandbox.events.since(0).find(({ kind }) => kind === 'api');
    assert.equal(logged?.text, `${answer.errMsg}: ${answer.errDetail}`);
  });
