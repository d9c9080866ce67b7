/**
 * Goods of the developer's own in the platform's library: bought, counted and redeemed like those that the
 * sandbox comes with.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox, readGoods, type Sandbox, type SandboxGoods } from '../../../sandbox';
import { shelfState } from '../../../src/contract/shelf';
import { hotpot, orderOf } from './kit';

const noodles: SandboxGoods = { goodsId: 'noodles-1', goodsType: 1, goodsName: '牛肉面', currentPrice: 2800 };

const openWith = (t: { after(fn: () => Promise<void>): void }, ...goods: SandboxGoods[]): Sandbox => {
  const sandbox = createSandbox({ store: ':memory:', goods });
  t.after(() => sandbox.close());
  sandbox.setLoggedIn(true);
  return sandbox;
};

const order = (quantity: number, price = noodles.currentPrice) => ({
  goodsList: [
    {
      goodsId: noodles.goodsId,
      goodsType: 1,
      goodsName: '面',
      goodsPhoto: '/a.png',
      price,
      quantity,
      goodsLabels: [],
    },
  ],
  payment: { totalAmount: price * quantity },
});

test('library goods of the developer are sold at their price, and Douyin issues their codes', async (t) => {
  const sandbox = openWith(t, noodles);
  const library = sandbox.catalogue.library(noodles.goodsId)!;
  assert.equal(shelfState(library, library.now), 'onSale');
  const answer = await sandbox.call('createOrder', order(2));
  assert.ok(answer.ok, answer.errMsg);
  assert.equal(sandbox.catalogue.library(noodles.goodsId)!.stock, library.stock - 2);
  sandbox.cashier({
    payOrderId: String(answer.payOrderId),
    orderToken: String(answer.orderToken),
    outcome: 'paid',
  });
  assert.equal(sandbox.coupons.ofOrder(String(answer.orderId)).length, 2);
  assert.equal(sandbox.ledger.get(String(answer.orderId))!.draft.goods.goodsName, '牛肉面');
});

test('another price is refused, and so is the same order where nobody told the sandbox of the goods', async (t) => {
  const refused = await openWith(t, noodles).call('createOrder', order(1, 2700));
  assert.deepEqual([refused.ok, 'errNo' in refused && refused.errNo], [false, 10000]);
  const unknown = await openWith(t).call('createOrder', order(1));
  assert.deepEqual([unknown.ok, 'errNo' in unknown && unknown.errNo], [false, 20002]);
});

test('a sale window, a stock and labels of their own count; goods with an id of the sandbox’s take their place, the others stay', async (t) => {
  const soon = { ...noodles, stock: 1, sale: { startMs: 60_000, endMs: 120_000 } };
  const sandbox = openWith(t, soon, { ...noodles, goodsId: hotpot.goodsId, currentPrice: 1 });
  assert.equal((await sandbox.call('createOrder', order(1))).ok, false);
  await sandbox.advance(60_000);
  assert.equal((await sandbox.call('createOrder', order(2))).ok, false);
  assert.equal((await sandbox.call('createOrder', order(1))).ok, true);
  assert.equal(sandbox.catalogue.library(hotpot.goodsId)!.currentPrice, 1);
  assert.ok(sandbox.catalogue.list().length > 5);
  assert.equal((await sandbox.call('createOrder', orderOf(hotpot))).ok, false);
});

for (const [what, goods, message] of [
  ['no list', { ...noodles }, 'goods should be array, but got object'],
  ['no object', [1], 'goods[0] should be object, but got '],
  [
    'a field left out',
    [{ ...noodles, currentPrice: undefined }],
    'goods[0].currentPrice should be integer (分), but got undefined',
  ],
  [
    'a price with a fraction',
    [noodles, { ...noodles, goodsId: 'b', currentPrice: 19.8 }],
    'goods[1].currentPrice should be integer (分), but got 19.8 (yuan: send 分)',
  ],
  [
    'a field that does not exist',
    [{ ...noodles, price: 1 }],
    'goods[0].price is no field of goods; there are goodsId, ',
  ],
  [
    'an unknown label',
    [{ ...noodles, goodsLabels: [{ type: 'FREE' }] }],
    'goods[0].goodsLabels[0].type should be a known type',
  ],
  [
    'a shop without an address',
    [{ ...noodles, shop: { name: 'a', poiId: 'p' } }],
    'goods[0].shop.address should be string',
  ],
  [
    'a window that ends before it begins',
    [{ ...noodles, sale: { startMs: 2, endMs: 1 } }],
    'goods[0].sale.endMs should be after startMs, 2',
  ],
  [
    'limits the wrong way round',
    [{ ...noodles, minLimits: 3, maxLimits: 2 }],
    'goods[0].maxLimits should be at least minLimits, 3',
  ],
  [
    'a name that steers a terminal',
    [{ ...noodles, goodsName: 'a\u001b[2J' }],
    'goods[0].goodsName should be without control characters',
  ],
  [
    'a summary of two lines',
    [{ ...noodles, summary: 'a\nb' }],
    'goods[0].summary should be without control characters',
  ],
  [
    'half a character in the shop',
    [{ ...noodles, shop: { name: '\ud83c', address: 'a', poiId: 'p' } }],
    'goods[0].shop.name should be text of whole characters',
  ],
  [
    'an id that would choose a scenario',
    [{ ...noodles, goodsId: 'a@pay.failed' }],
    'goods[0].goodsId should be an id without "@"',
  ],
  [
    'a price beyond every number',
    [{ ...noodles, currentPrice: Infinity }],
    'goods[0].currentPrice should be integer',
  ],
  ['a price that is none', [{ ...noodles, currentPrice: NaN }], 'goods[0].currentPrice should be integer'],
  ['a stock beyond whole numbers', [{ ...noodles, stock: 2 ** 53 }], 'goods[0].stock should be integer'],
  ['one id twice', [noodles, noodles], 'goods[1].goodsId should be an id of its own, but got noodles-1'],
] as const) {
  test(`goods with ${what} are refused by the name of the field`, () => {
    assert.throws(
      () => readGoods(goods),
      ({ message: said }: Error) => said.startsWith(message) && !said.includes('\n'),
    );
  });
}

test('four fields are enough to sell, to redeem, and to take the redemption back; so is a shop with a blank in it', async (t) => {
  for (const goods of [noodles, { ...noodles, shop: { name: '', address: '', poiId: '' } }]) {
    const sandbox = openWith(t, goods);
    const answer = await sandbox.call('createOrder', order(1));
    assert.ok(answer.ok, answer.errMsg);
    const { orderId, payOrderId, orderToken } = answer as Record<string, unknown>;
    sandbox.cashier({ payOrderId: String(payOrderId), orderToken: String(orderToken), outcome: 'paid' });
    const { code } = sandbox.coupons.ofOrder(String(orderId))[0]!;
    const { verifyToken, certificates } = sandbox.prepare({ code });
    const { results } = sandbox.verify({ verifyToken, certificates });
    assert.equal(results[0]?.resultCode, 0);
    assert.equal(sandbox.undo({ verifyId: results[0]?.verifyId }).verifyId, results[0]?.verifyId);
  }
});
