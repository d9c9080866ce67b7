/**
 * Orders of several skus, which one official example has and only a switch of the sandbox accepts (decision
 * D-Q5).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import type { Sandbox } from '../../../sandbox/index';
import { refundDelay } from '../../../sandbox/ledger/refunds';
import { apportion } from '../../../sandbox/ledger/numbers';
import { usualValidity } from '../../../sandbox/coupons/validity';
import { backend } from './backend-kit';
import { card, codes, redeem } from './coupon-kit';
import { cake, hotpot, lastMsg, open, orderOf, said, start, tell } from './kit';
import type { Answer } from './kit';
import { agree, ask, errNoOf, live } from './refund-kit';

const sku = ({ goodsId, price }: { goodsId: string; price: number }, quantity: number) => ({
  quantity,
  skuId: `sku-of-${goodsId}`,
  skuType: 2,
  price,
  goodsInfo: (orderOf({ goodsId, price }).goodsList as object[])[0],
});
const cheap = { goodsId: 'own-cheap', price: 101 };
const dear = { goodsId: 'own-dear', price: 10_000 };

const order = (totalDiscountAmount = 0) => ({
  skuList: [sku(cheap, 2), sku(dear, 1)],
  payment: { totalAmount: 2 * cheap.price + dear.price, totalDiscountAmount },
});

const opened = (t: TestContext, severalSkus = true): Sandbox => {
  const sandbox = open({ severalSkus });
  t.after(() => sandbox.close());
  return sandbox;
};

const buy = async (sandbox: Sandbox, options: Record<string, unknown>): Promise<Answer> => {
  const answer = await sandbox.call('createOrder', options);
  assert.ok(answer.ok, answer.errMsg);
  tell(sandbox, answer as Answer, 'paid');
  await sandbox.idle();
  return answer as Answer;
};

test('report 04c: [JS-CREATE-LIST-05] two skus are refused, and accepted while the switch is on', async (t) => {
  const refused = await opened(t, false).call('createOrder', order());
  assert.match(said(refused), /skuList should be one sku, but got 2/);
  assert.ok(!refused.ok && refused.errNo === 10000);
  assert.ok((await opened(t).call('createOrder', order())).ok);
});

test('an amount is split by the prices: the sum is exact, and no unit costs more than its price', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (prices, part) => {
        const amount = Math.floor(prices.reduce((sum, price) => sum + price, 0) * part);
        const shares = apportion(amount, prices);
        assert.equal(
          shares.reduce((sum, share) => sum + share, 0),
          amount,
        );
        assert.ok(shares.every((share, index) => share >= 0 && share <= prices[index]));
      },
    ),
  );
});

test('each unit is of its sku and has its part of what was paid; the callback and the merchant know all of them', async (t) => {
  const sandbox = opened(t);
  const { orderId, outOrderNo, payAmount } = await buy(sandbox, order(202));
  assert.equal(payAmount, 10_000);
  const items = sandbox.ledger.items(orderId);
  assert.deepEqual(
    items.map(({ skuId, goodsId, price }) => [skuId, goodsId, price]),
    [cheap, cheap, dear].map(({ goodsId, price }) => [`sku-of-${goodsId}`, goodsId, price]),
  );
  assert.deepEqual(
    items.map(({ paidAmount }) => paidAmount),
    [100, 99, 9801],
  );
  const msg = lastMsg(sandbox, 'pre_create_order') as {
    sku_list: { sku_id: string; quantity: number }[];
    item_order_info_list: { sku_id: string }[];
  };
  assert.deepEqual(
    msg.sku_list.map(({ sku_id, quantity }) => [sku_id, quantity]),
    [
      ['sku-of-own-cheap', 2],
      ['sku-of-own-dear', 1],
    ],
  );
  assert.deepEqual(
    msg.item_order_info_list.map(({ sku_id }) => sku_id),
    items.map(({ skuId }) => skuId),
  );
  const info = await sandbox.merchant().getOrder({ outOrderNo });
  assert.deepEqual([info.state, info.quantity, info.itemOrders.length], ['paid', 3, 3]);
});

test('[JS-REFUND-QTY-01] a refund by sku takes units of that sku, and no more of them than there are', async (t) => {
  const sandbox = opened(t);
  const bought = await buy(sandbox, order());
  const bySku = (goods: { goodsId: string }, quantity: number) => ({
    skuList: [{ skuId: `sku-of-${goods.goodsId}`, skuType: 2, quantity }],
  });
  assert.equal(await errNoOf(ask(sandbox, bought, bySku(dear, 2))), 10000);
  assert.equal(
    await errNoOf(ask(sandbox, bought, { skuList: [{ skuId: 'other', skuType: 2, quantity: 1 }] })),
    10000,
  );
  const applied = await ask(sandbox, bought, {
    skuList: [...bySku(cheap, 1).skuList, ...bySku(dear, 1).skuList],
  });
  assert.ok(applied.ok, applied.errMsg);
  assert.equal(live(sandbox, bought.orderId), cheap.price + dear.price);
  await agree(sandbox, applied as never);
  await sandbox.advance(refundDelay);
  assert.deepEqual(
    sandbox.ledger.items(bought.orderId).map(({ state }) => state),
    ['refunded', 'usable', 'refunded'],
  );
  assert.equal(await errNoOf(ask(sandbox, bought, bySku(dear, 1))), 10000);
  assert.equal(await errNoOf(ask(sandbox, bought, bySku(cheap, 1))), 0);
});

test('library goods of several skus leave the shelf and come back to it; a card of several uses stays one', async (t) => {
  const sandbox = opened(t);
  const ofLibrary = ({ goodsId }: { goodsId: string }, quantity: number) => ({
    quantity,
    skuId: goodsId,
    skuType: 1,
  });
  const options = {
    skuList: [ofLibrary(hotpot, 2), ofLibrary(card, 1)],
    payment: { totalAmount: 2 * hotpot.price + card.price },
  };
  const stock = () => [hotpot, card].map(({ goodsId }) => sandbox.catalogue.find(goodsId)?.stock);
  const before = stock();
  const unpaid = await sandbox.call('createOrder', options);
  assert.ok(unpaid.ok, unpaid.errMsg);
  assert.deepEqual(stock(), [before[0]! - 2, before[1]! - 1]);
  await sandbox.advance(300_000);
  assert.deepEqual(stock(), before);
  const bought = await buy(sandbox, options);
  assert.deepEqual(
    sandbox.ledger.items(bought.orderId).map(({ totalTimes, paidAmount }) => [totalTimes, paidAmount]),
    [
      [1, hotpot.price],
      [1, hotpot.price],
      [5, card.price],
    ],
  );
  await redeem(sandbox, bought, 2);
  const [, , uses] = await codes(sandbox, bought);
  assert.deepEqual([uses.state, uses.usableTimes], ['usable', 4]);
});

test('the codes of each goods are valid as the server says of them, and of library goods as usual', async (t) => {
  const shop = await backend(t, { severalSkus: true });
  const usual = shop.answer;
  const day = 86_400_000;
  shop.answer = (callback) => {
    const answer = usual(callback) as { data?: Record<string, unknown> };
    return callback.type === 'pre_create_order'
      ? {
          ...answer,
          data: {
            ...answer.data,
            order_valid_time: [
              { goods_id: card.goodsId, valid_duration: 3 * day },
              { goods_id: cake.goodsId, valid_duration: day },
            ],
          },
        }
      : answer;
  };
  const bought = await buy(shop.sandbox, {
    skuList: [sku(hotpot, 1), sku(cake, 2), sku(card, 1)],
    payment: { totalAmount: hotpot.price + 2 * cake.price + card.price },
  });
  assert.deepEqual(
    shop.sandbox.coupons
      .ofOrder(bought.orderId)
      .map(({ validFrom, validTo }) => [validFrom - start, validTo - validFrom]),
    [
      [0, usualValidity],
      [0, day],
      [0, day],
      [0, 3 * day],
    ],
  );
});
