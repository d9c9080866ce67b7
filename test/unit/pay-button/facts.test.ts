/** What was known is asked again when it is old; what failed has a way out. */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { ACK_WINDOW, FACTS_AGE, RETRY_PAUSE } from '../../../src/contract/limits';
import type { Merchant } from '../../../src/ports/merchant';
import { button, LIBRARY, sessionOf, type PageHandlers } from '../kit/button';
import { GOODS_ID, libraryGoods, order, serverError, settled, world, type World } from '../kit/world';

type Outside = Partial<Record<keyof Merchant, (...query: never[]) => unknown>>;
const shop = (merchant: Outside): World => world({ merchant: merchant as Partial<Merchant> });
const asks = ({ calls }: World, name = 'getGoods'): number => calls.filter((one) => one === name).length;

/** As long as a handler may take to show itself. */
async function unanswered(t: TestContext): Promise<void> {
  for (let window = 0; window < 2; window++) {
    t.mock.timers.tick(ACK_WINDOW);
    await settled();
  }
}

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

const well: Outside = {
  getGoods: () => Promise.resolve(libraryGoods()),
  getAbility: () => Promise.resolve({ able: true }),
};
const goods = (part: Parameters<typeof libraryGoods>[0]): Outside => ({
  getGoods: () => Promise.resolve(libraryGoods(part)),
});
const sale = (from: number): Outside => ({
  getGoods: () =>
    Promise.resolve(libraryGoods({ saleStart: Date.now() + from, saleEnd: Date.now() + from + 3600e3 })),
});
const failing: Outside = { getGoods: () => Promise.reject(serverError) };
const unable: Outside = { getAbility: () => Promise.resolve({ able: false }) };

/** What a button has learnt, what is true later, and what it shows by turns. */
const OLD: [
  what: string,
  event: 'SHOW' | 'TAP',
  before: Outside,
  after: Outside,
  states: [before: string, after: string],
  errors: number[],
][] = [
  ...(['SHOW', 'TAP'] as const).flatMap((event): typeof OLD => [
    ['goods that were sold out', event, goods({ stock: 0 }), well, ['soldOut', 'ready'], []],
    ['goods whose sale had ended', event, sale(-7200e3), well, ['ended', 'ready'], []],
    ['goods whose sale had not begun', event, sale(7200e3), well, ['soon', 'ready'], []],
    // Each tap says why nothing happens.
    [
      'a button without ability',
      event,
      unable,
      well,
      ['unable', 'ready'],
      event === 'TAP' ? [21515, 21515] : [],
    ],
  ]),
  ['goods that could not be fetched', 'SHOW', failing, well, ['failed', 'ready'], [21505]],
  ['goods on sale', 'SHOW', well, goods({ stock: 0 }), ['ready', 'soldOut'], []],
];

for (const [what, event, before, after, [state, later], errors] of OLD)
  test(`K6: ${what} long ago: asked for anew at ${event}, not before`, async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
    const outside = shop(before);
    const shown = await button(outside, LIBRARY);
    Object.assign(outside.merchant, after);
    shown.machine.send(event);
    await settled();
    assert.deepEqual([shown.machine.state, asks(outside)], [state, 1]);
    t.mock.timers.setTime(1_800_000_000_001 + FACTS_AGE);
    shown.machine.send(event);
    await settled();
    assert.deepEqual([shown.machine.state, asks(outside), shown.errors()], [later, 2, errors]);
  });

test('K6: a button that comes back from 提单页 asks for the goods again after a long time, and not before', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
  const outside = world();
  const shown = await button(outside, LIBRARY);
  for (const asked of [1, 2]) {
    await shown.tap();
    assert.equal(outside.opened.length, asked);
    outside.merchant.getGoods = () => Promise.resolve(libraryGoods({ stock: 2 - asked }));
    shown.machine.send('HIDE');
    if (asked === 2) t.mock.timers.setTime(1_800_000_000_001 + FACTS_AGE);
    shown.machine.send('SHOW');
    await settled();
    assert.equal(asks(outside), asked);
  }
  assert.equal(shown.data.label, '已售罄');
});

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

for (const [what, after, label, errors] of [
  ['goods that sold out', goods({ stock: 0 }), '已售罄', []],
  ['goods whose sale was put off', sale(3600e3), '即将开始', []],
  ['goods whose sale has been ended', sale(-7200e3), '已结束', []],
  ['goods that cannot be asked for any more', failing, '立即抢购', [21505]],
  ['an ability that cannot be asked for any more', { getAbility: failing.getGoods }, '立即抢购', [21507]],
  ['an ability that was taken away', unable, '立即抢购', []],
] as [what: string, after: Outside, label: string, errors: number[]][])
  test(`K6: ${what} since: the tap says so, asks no placeorder and opens nothing`, async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
    const outside = world();
    const shown = await button(outside, LIBRARY);
    Object.assign(outside.merchant, after);
    t.mock.timers.setTime(1_800_000_000_001 + FACTS_AGE);
    await shown.tap();
    assert.deepEqual([shown.data.label, shown.data.busy, shown.errors()], [label, false, errors]);
    assert.deepEqual([outside.opened, asks(outside, 'placeorder')], [[], 0]);
  });

test('K6: a getgoodsinfo that was unbound since is 21503 at the tap, which opens nothing', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1_800_000_000_000 });
  const outside = world();
  const shown = await button(outside, LIBRARY);
  delete (shown.data.handlers as PageHandlers).getgoodsinfo;
  t.mock.timers.tick(FACTS_AGE + 1);
  await shown.tap();
  await unanswered(t);
  assert.deepEqual([shown.errors(), shown.data.busy, outside.opened], [[21503], false, []]);
});

for (const [what, before, handlers, errors] of [
  ['goods that could not be fetched', failing, {}, [21505]],
  ['an ability that was missing', unable, {}, []],
  ['a getgoodsinfo that was not bound yet', {}, { getgoodsinfo: undefined }, [21503]],
] as [what: string, before: Outside, handlers: PageHandlers, errors: number[]][])
  test(`report 29: after ${what} the same properties set again try again, but in no storm`, async (t) => {
    t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1_800_000_000_000 });
    const outside = shop(before);
    const shown = await button(outside, LIBRARY, handlers);
    await unanswered(t);
    assert.deepEqual(shown.errors(), errors);
    await shown.set({ goodsId: GOODS_ID });
    assert.equal(asks(outside, 'getAbility'), 1);
    t.mock.timers.tick(RETRY_PAUSE + 1);
    Object.assign(outside.merchant, well);
    (shown.data.handlers as PageHandlers).getgoodsinfo ??= () => ({});
    await shown.set({ goodsId: GOODS_ID });
    assert.deepEqual([shown.machine.state, asks(outside, 'getAbility')], ['ready', 2]);
    t.mock.timers.tick(RETRY_PAUSE + 1);
    await shown.set({ goodsId: GOODS_ID });
    assert.deepEqual([asks(outside, 'getAbility'), shown.errors()], [2, errors]);
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
