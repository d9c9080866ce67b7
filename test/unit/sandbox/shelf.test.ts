import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LABEL_TEXTS } from '../../../src/contract/label-texts';
import { checkLabels } from '../../../src/contract/labels';
import { shelfState } from '../../../src/contract/shelf';
import { course, create, flash, hotpot, notYet, open, orderOf, over, said, soldOut } from './kit';

test('the seeded shop has library goods in every shelf state, goods of its own, a course, and every label', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const goods = sandbox.catalogue.list();
  const library = goods
    .filter((each) => each.goodsType === 1)
    .map((each) => sandbox.catalogue.library(each.goodsId)!);
  assert.deepEqual([...new Set(library.map((each) => shelfState(each, each.now)))].sort(), [
    'ended',
    'onSale',
    'soldOut',
    'soon',
  ]);
  assert.ok(library.filter((each) => shelfState(each, each.now) === 'onSale').length >= 4);
  assert.equal(goods.filter((each) => each.goodsType === 2).length, 3);
  assert.match(goods.find((each) => each.bizLine === 2)!.goodsId, /^\d{19}$/);
  assert.deepEqual(
    [...new Set(goods.flatMap((each) => each.goodsLabels.map((label) => label.type)))].sort(),
    Object.keys(LABEL_TEXTS).sort(),
  );
  assert.ok(goods.some((each) => each.minLimits > 1) && goods.some((each) => each.phoneRequired));
  goods.forEach((each) => assert.equal(checkLabels(each.goodsLabels), undefined, each.goodsName));
  goods.forEach((each) => assert.match(each.goodsPhoto, /^\/assets\/goods\/g-[a-z]+\.svg$/));
});

for (const [name, goods, reason] of [
  ['before its sale window', notYet, '商品尚未开售'],
  ['after its sale window', over, '商品已停售'],
  ['sold out', soldOut, '商品库存不足'],
] as const) {
  test(`library goods ${name} cannot be ordered, and the developer is not even asked`, async (t) => {
    const sandbox = open();
    t.after(() => sandbox.close());
    const answer = await sandbox.call('createOrder', orderOf(goods));
    assert.ok(!answer.ok);
    assert.equal(answer.errNo, 21012);
    assert.ok(said(answer).endsWith(reason), said(answer));
    assert.equal(answer.errMsg, 'createOrder:fail 创建订单失败,请稍后重试');
    assert.deepEqual(sandbox.callbacks.records(), []);
  });
}

test('a sale window that opens 30 s after the start is open then, to the millisecond', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  await sandbox.advance(29_999);
  assert.equal((await sandbox.call('createOrder', orderOf(flash))).ok, false);
  await sandbox.advance(1);
  assert.ok((await sandbox.call('createOrder', orderOf(flash))).ok);
});

test('the last unit is sold once, however many ask for it at the same time', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const hotel = { goodsId: '7301245789012345681', price: 45900 };
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => sandbox.call('createOrder', orderOf(hotel))),
  );
  assert.equal(answers.filter((answer) => answer.ok).length, 8);
  assert.equal(sandbox.catalogue.find(hotel.goodsId)?.stock, 0);
  assert.equal(sandbox.ledger.list().length, 8);
});

test('[JS-CREATE-ERR-10] goods that the library does not know fail with 20002', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const answer = await sandbox.call('createOrder', orderOf({ goodsId: '1', price: 1 }));
  assert.ok(!answer.ok);
  assert.equal(answer.errNo, 20002);
  assert.match(said(answer), /商品不存在: 1（.*\/merchant\/catalogue/);
});

test("library goods have the platform's price and name: another price is refused, another name replaced", async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const cheap = await sandbox.call('createOrder', orderOf({ ...hotpot, price: 1 }));
  assert.ok(!cheap.ok);
  assert.equal(cheap.errNo, 10000);
  assert.match(said(cheap), /price should be 19800, but got 1$/);
  const ticket = await create(sandbox, hotpot);
  assert.equal(sandbox.ledger.get(ticket.orderId)?.draft.goods.goodsName, '【川小馆】麻辣鸳鸯火锅四人餐');
});

test('a total that is not the sum of its goods is refused with 10000', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const answer = await sandbox.call('createOrder', orderOf(hotpot, 2, { payment: { totalAmount: 19800 } }));
  assert.ok(!answer.ok);
  assert.match(said(answer), /totalAmount should be 39600, but got 19800$/);
});

test('[JS-CREATE-PAYMENT-02] totalAmount minus totalDiscountAmount is what the cashier asks for', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  assert.equal(
    (await create(sandbox, course, 1, { payment: { totalAmount: 9900, totalDiscountAmount: 900 } }))
      .payAmount,
    9000,
  );
});

const broken: [string, string, Record<string, unknown>][] = [
  ['[JS-CREATE-LIST-01]', 'no list', { goodsList: undefined }],
  ['[JS-CREATE-PAYMENT-01]', 'no payment', { payment: undefined }],
  ['[JS-CALL-MONEY-01]', 'money with a fraction', { payment: { totalAmount: 198.5 } }],
  ['[JS-CREATE-CBDATA-02]', '2049 bytes of callbackData', { callbackData: { a: 'x'.repeat(2041) } }],
  ['[JS-CREATE-NOTE-01]', 'a remark that is a number', { note: 1 }],
];
for (const [rules, name, more] of broken) {
  test(`${rules} [JS-CREATE-ERR-01] [JS-CALL-FAIL-01] [JS-CALL-FAIL-02] [JS-CREATE-FAIL-01] ${name} fails with 10000 as a number`, async (t) => {
    const sandbox = open();
    t.after(() => sandbox.close());
    const answer = await sandbox.call('createOrder', orderOf(hotpot, 1, more));
    assert.ok(!answer.ok);
    assert.strictEqual(answer.errNo, 10000);
    assert.equal(answer.errMsg, 'createOrder:fail 参数错误');
    assert.ok(answer.errLogId);
    assert.deepEqual(sandbox.ledger.list(), []);
  });
}

test('[JS-CREATE-UNKNOWN-01] [JS-CREATE-BIZ-01] unknown keys are ignored, and businessLine is 1 when absent', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox, hotpot, 1, { merchantId: 'm', appType: 3, anything: [] });
  assert.equal(sandbox.ledger.get(ticket.orderId)?.draft.businessLine, 1);
});
