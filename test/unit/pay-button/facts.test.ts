/** What was known is asked again when it is old; what failed has a way out. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { FACTS_AGE, RETRY_PAUSE } from '../../../src/contract/limits';
import type { Merchant } from '../../../src/ports/merchant';
import { button, LIBRARY, sessionOf } from '../kit/button';
import { GOODS_ID, libraryGoods, order, serverError, settled, world, type World } from '../kit/world';

type Outside = Partial<Record<keyof Merchant, (...query: never[]) => unknown>>;
const shop = (merchant: Outside): World => world({ merchant: merchant as Partial<Merchant> });
const asks = ({ calls }: World, name = 'getGoods'): number => calls.filter((one) => one === name).length;

for (const [what, merchant, errNo] of [
  ['goods', { getGoods: () => Promise.resolve(null) }, 21506],
  ['ability', { getAbility: () => Promise.resolve(undefined) }, 21507],
] as const) {
  test(`K5: ${what} that are answered with nothing are ${errNo}, and a tap asks again`, async () => {
    const outside = shop(merchant);
    const shown = await button(outside, LIBRARY);
    assert.deepEqual([shown.errors(), shown.data.busy], [[errNo], false]);
    Object.assign(outside.merchant, {
      getGoods: () => Promise.resolve(libraryGoods()),
      getAbility: () => Promise.resolve({ able: true }),
    });
    await shown.tap();
    assert.equal(shown.machine.state, 'ready');
  });
}

const OFF: [what: string, state: string, before: Outside, after: Outside][] = [
  [
    'sold out',
    'soldOut',
    { getGoods: () => Promise.resolve(libraryGoods({ stock: 0 })) },
    { getGoods: () => Promise.resolve(libraryGoods()) },
  ],
  [
    'ended',
    'ended',
    {
      getGoods: () =>
        Promise.resolve(libraryGoods({ saleStart: Date.now() - 7200e3, saleEnd: Date.now() - 3600e3 })),
    },
    { getGoods: () => Promise.resolve(libraryGoods()) },
  ],
  [
    'without ability',
    'unable',
    { getAbility: () => Promise.resolve({ able: false }) },
    { getAbility: () => Promise.resolve({ able: true }) },
  ],
];

for (const [what, state, before, after] of OFF) {
  for (const event of ['SHOW', 'TAP'] as const) {
    test(`K6: goods that were ${what} long ago are asked for anew at ${event}, not before`, async (t) => {
      t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
      const outside = shop(before);
      const shown = await button(outside, LIBRARY);
      assert.equal(shown.machine.state, state);
      Object.assign(outside.merchant, after);
      shown.machine.send(event);
      await settled();
      assert.equal(shown.machine.state, state);
      t.mock.timers.setTime(1_800_000_000_001 + FACTS_AGE);
      shown.machine.send(event);
      await settled();
      assert.equal(shown.machine.state, 'ready');
    });
  }
}

test('K6: a tap on goods whose price was raised long ago hands over the price of now, with one placeorder', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
  const outside = world();
  const shown = await button(outside, LIBRARY);
  outside.merchant.getGoods = () => Promise.resolve(libraryGoods({ currentPrice: 12900 }));
  t.mock.timers.setTime(1_800_000_000_001 + FACTS_AGE);
  await shown.tap();
  assert.equal(sessionOf(outside).goods.currentPrice, 12900);
  assert.equal(asks(outside, 'placeorder'), 1);
});

test('K6: goods that sold out since are told at the tap, and nothing is opened', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
  const outside = world();
  const shown = await button(outside, LIBRARY);
  outside.merchant.getGoods = () => Promise.resolve(libraryGoods({ stock: 0 }));
  t.mock.timers.setTime(1_800_000_000_001 + FACTS_AGE);
  await shown.tap();
  assert.deepEqual([shown.data.label, outside.opened], ['已售罄', []]);
});

test('report 29: the same goods set again after a failure are asked for again, but in no storm', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
  const outside = shop({ getGoods: () => Promise.reject(serverError) });
  const shown = await button(outside, LIBRARY);
  await shown.set({ goodsId: GOODS_ID });
  assert.equal(asks(outside), 1);
  t.mock.timers.setTime(1_800_000_000_001 + RETRY_PAUSE);
  outside.merchant.getGoods = () => Promise.resolve(libraryGoods());
  await shown.set({ goodsId: GOODS_ID });
  assert.deepEqual([shown.machine.state, asks(outside)], ['ready', 2]);
  t.mock.timers.setTime(1_800_000_000_002 + 2 * RETRY_PAUSE);
  await shown.set({ goodsId: GOODS_ID });
  assert.equal(asks(outside), 2);
});

test('K3: 继续支付 whose order is not booked yet ends in one bind:pay, and a new button can pay on', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let asked = 0;
  const outside = shop({ getOrder: () => Promise.resolve(asked++ ? null : order()) });
  const props = { mode: 1, orderStatus: 0, orderId: 'out-1' };
  const shown = await button(outside, props);
  await shown.tap();
  for (let second = 0; second < 5; second++) {
    t.mock.timers.tick(1000);
    await settled();
  }
  assert.deepEqual(
    shown.heard.map(({ event, detail }) => [event, (detail.result as { code: number }).code]),
    [['pay', 9]],
  );
  outside.merchant.getOrder = () => Promise.resolve(order());
  const next = await button(outside, props);
  await next.tap();
  assert.equal(asks(outside, 'continueToPay'), 2);
});

test('an order that was paid meanwhile is told as paid, not as a cashier that could not be opened', async () => {
  const outside = shop({ getOrder: () => Promise.resolve(order({ state: 'paid' })) });
  const error = { errNo: 26001, errMsg: '当前订单状态不可支付' };
  outside.outcomes.push({ kind: 'noCashier', error, orderId: '', outOrderNo: 'out-1' });
  const shown = await button(outside, { mode: 1, orderStatus: 0, orderId: 'out-1' });
  await shown.tap();
  assert.deepEqual(
    shown.heard.map(({ detail }) => detail),
    [{ status: 'success', orderId: 'dy-1', outOrderNo: 'out-1', result: { code: 0, orderId: 'dy-1' } }],
  );
});

test('D5: a handler that resolves its event’s detail sends no question id to anybody’s server', async () => {
  const outside = world();
  await button(outside, LIBRARY, {
    getgoodsinfo: ({ detail }) => ({ extra: { ...detail, from: 'home' } }),
  }).then((shown) => shown.tap());
  assert.deepEqual(sessionOf(outside).goods.extra, { goodsId: GOODS_ID, goodsType: 1, from: 'home' });
});
