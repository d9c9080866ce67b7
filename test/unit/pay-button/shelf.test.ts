import assert from 'node:assert/strict';
import test from 'node:test';
import { button, LIBRARY, noPage, OWN } from '../kit/button';
import { phoneClock } from '../kit/phone-clock';
import { Deferred, GOODS_ID, libraryGoods, ownGoodsInfo, settled, world } from '../kit/world';

const hour = 3600e3;
const windows: [
  rules: string,
  part: Partial<ReturnType<typeof libraryGoods>>,
  state: string,
  label: string,
  off: boolean,
][] = [
  ['PB-SHELF-01', { saleStart: Date.now() + hour, saleEnd: Date.now() + 2 * hour }, 'soon', '即将开始', true],
  ['PB-SHELF-02', {}, 'ready', '立即抢购', false],
  ['PB-SHELF-03', { saleStart: Date.now() - 2 * hour, saleEnd: Date.now() - hour }, 'ended', '已结束', true],
  ['PB-SHELF-04', { stock: 0 }, 'soldOut', '已售罄', true],
];

for (const [rules, part, state, label, off] of windows) {
  test(`[${rules}] [PB-SHELF-05] [PB-SHELF-11] ${label} is ${state}${off ? ', and a tap does nothing' : ''}`, async () => {
    const outside = world({ merchant: { getGoods: () => Promise.resolve(libraryGoods(part)) } });
    const shown = await button(outside, LIBRARY);
    assert.equal(shown.machine.state, state);
    assert.equal(shown.data.label, label);
    assert.equal(shown.data.off, off);
    assert.equal(shown.draws.length, 1);
    if (!off) return;
    await shown.tap();
    assert.ok(!outside.calls.includes('placeorder'));
    assert.deepEqual(shown.errors(), []);
  });
}

test('[PB-SHELF-06] other goods are always on sale', async () => {
  const shown = await button(world(), OWN, { getgoodsinfo: () => ownGoodsInfo });
  assert.equal(shown.data.label, '立即抢购');
});

test('[PB-SHELF-07] [PB-SHELF-08] [PB-SHELF-09] [PB-SHELF-10] the shelf flips by itself at the exact instants, start inclusive, end exclusive', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const goods = libraryGoods({ saleStart: 1_060_000, saleEnd: 1_120_000, now: 1_000_000 });
  const outside = world({ merchant: { getGoods: () => Promise.resolve(goods) } });
  const shown = await button(outside, LIBRARY);
  assert.equal(shown.data.label, '即将开始');
  t.mock.timers.tick(59_999);
  assert.equal(shown.data.label, '即将开始');
  t.mock.timers.tick(1);
  assert.equal(shown.data.label, '立即抢购');
  t.mock.timers.tick(59_999);
  assert.equal(shown.data.label, '立即抢购');
  t.mock.timers.tick(1);
  assert.equal(shown.data.label, '已结束');
  await shown.tap();
  assert.ok(!outside.calls.includes('placeorder'));
});

test('the shelf follows the server clock: a device a day ahead flips at the same instant', async (t) => {
  const day = 24 * hour;
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 + day });
  const goods = libraryGoods({ saleStart: 1_060_000, saleEnd: 1_120_000, now: 1_000_000 });
  const shown = await button(world({ merchant: { getGoods: () => Promise.resolve(goods) } }), LIBRARY);
  assert.equal(shown.data.label, '即将开始');
  t.mock.timers.tick(60_000);
  assert.equal(shown.data.label, '立即抢购');
});

test('a hidden page holds no shelf timer, and catches up when it is shown', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const goods = libraryGoods({ saleStart: 1_060_000, saleEnd: 1_120_000, now: 1_000_000 });
  const shown = await button(world({ merchant: { getGoods: () => Promise.resolve(goods) } }), LIBRARY);
  shown.machine.send('HIDE');
  t.mock.timers.tick(60_000);
  assert.equal(shown.data.label, '即将开始');
  shown.machine.send('SHOW');
  assert.equal(shown.data.label, '立即抢购');
});

test('a sale that begins behind another page is on when the page is shown again, without a question', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const goods = libraryGoods({ saleStart: 1_010_000, saleEnd: 1_120_000, now: 1_000_000 });
  const outside = world({ merchant: { getGoods: () => Promise.resolve(goods) } });
  const shown = await button(outside, LIBRARY);
  shown.machine.send('HIDE');
  t.mock.timers.tick(20_000);
  shown.machine.send('SHOW');
  assert.equal(shown.data.label, '立即抢购');
  assert.equal(outside.calls.filter((call) => call === 'getGoods').length, 1);
});

test('[PB-SHELF-09] goods on sale flip after their page was hidden and shown again', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const goods = libraryGoods({ saleStart: 900_000, saleEnd: 1_060_000, now: 1_000_000 });
  const shown = await button(world({ merchant: { getGoods: () => Promise.resolve(goods) } }), LIBRARY);
  shown.machine.send('HIDE');
  shown.machine.send('SHOW');
  t.mock.timers.tick(60_000);
  assert.equal(shown.data.label, '已结束');
});

for (const [label, from] of [
  ['即将开始', hour],
  ['立即抢购', -hour],
  ['已结束', -3 * hour],
] as const)
  test(`a page with ${label} wakes no timer while it is hidden; shown again, it sees that the clock was set`, async (t) => {
    const phone = await phoneClock(t);
    const outside = world();
    const saleStart = phone.server() + from;
    outside.merchant.getGoods = () =>
      Promise.resolve(libraryGoods({ saleStart, saleEnd: saleStart + 2 * hour, now: phone.server() }));
    const shown = await button(outside, LIBRARY);
    assert.deepEqual([shown.data.label, phone.timers], [label, 1]);
    shown.machine.send('HIDE');
    assert.equal(phone.timers, 0);
    shown.machine.send('SHOW');
    phone.set(-hour);
    await phone.pass(61_000);
    assert.equal(outside.calls.filter((call) => call === 'getGoods').length, 2);
    assert.equal(shown.data.label, label);
  });

test('a button that asks placeorder watches no clock', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const set = t.mock.method(globalThis, 'setTimeout');
  const cleared = t.mock.method(globalThis, 'clearTimeout');
  const shown = await button(world(), LIBRARY, { placeorder: () => new Promise(() => undefined) });
  const watch = set.mock.calls.at(-1)?.result;
  assert.ok(watch);
  await shown.tap();
  assert.ok(cleared.mock.calls.some(({ arguments: [timer] }) => timer === watch));
});

for (const fault of ['navigate', 'throw'] as const)
  test(`goods whose sale ends while their page cannot be opened (${fault}) are ended in one step`, async (t) => {
    t.mock.method(console, 'error', () => undefined);
    t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
    const goods = libraryGoods({ saleStart: 900_000, saleEnd: 1_060_000, now: 1_000_000 });
    const outside = world({ merchant: { getGoods: () => Promise.resolve(goods) } });
    const answer = new Deferred<void>();
    const shown = await button(outside, LIBRARY, { placeorder: () => answer.promise });
    if (fault === 'throw') noPage(t);
    else outside.navigate = Promise.reject({ errNo: 0, errMsg: 'navigateTo:fail no such page' });
    await shown.tap();
    shown.draws.splice(0);
    t.mock.timers.setTime(1_070_000);
    answer.resolve();
    await settled();
    assert.equal(shown.data.label, '已结束');
    assert.equal(shown.draws.length, 1);
  });

test('a page shown before the window changes nothing; a device that slept through the window ends the shelf in one step', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const goods = libraryGoods({ saleStart: 1_060_000, saleEnd: 1_120_000, now: 1_000_000 });
  const shown = await button(world({ merchant: { getGoods: () => Promise.resolve(goods) } }), LIBRARY);
  shown.machine.send('SHOW');
  assert.equal(shown.data.label, '即将开始');
  t.mock.timers.setTime(2_000_000);
  for (const event of ['FLIP', 'SHOW'] as const) {
    const slept = await button(
      world({ merchant: { getGoods: () => Promise.resolve({ ...goods, now: 1_000_000 }) } }),
      LIBRARY,
    );
    slept.draws.splice(0);
    t.mock.timers.setTime(9_000_000);
    slept.machine.send(event);
    t.mock.timers.setTime(2_000_000);
    assert.equal(slept.data.label, '已结束');
    assert.equal(slept.draws.length, 1);
  }
});

test('goods on sale that were hidden past the end of their window are ended in one step when they are shown', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const goods = libraryGoods({ saleStart: 900_000, saleEnd: 1_060_000, now: 1_000_000 });
  const shown = await button(world({ merchant: { getGoods: () => Promise.resolve(goods) } }), LIBRARY);
  shown.draws.splice(0);
  shown.machine.send('SHOW');
  assert.equal(shown.data.label, '立即抢购');
  t.mock.timers.setTime(1_070_000);
  shown.machine.send('SHOW');
  assert.equal(shown.data.label, '已结束');
  assert.equal(shown.draws.length, 1);
});

test('however often a page is shown, one timer waits for the shelf; none after the button has left', async (t) => {
  const set = t.mock.method(globalThis, 'setTimeout');
  const cleared = t.mock.method(globalThis, 'clearTimeout');
  const shown = await button(world(), LIBRARY);
  for (let times = 0; times < 5; times++) shown.machine.send('SHOW');
  shown.leave();
  const made = set.mock.calls.map(({ result }) => result);
  const gone = cleared.mock.calls.map(({ arguments: [timer] }) => timer);
  assert.ok(made.length > 0);
  assert.deepEqual(
    made.filter((timer) => !gone.includes(timer as never)),
    [],
  );
});

test('a tap after the window has closed unnoticed ends the shelf instead of ordering', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const goods = libraryGoods({ saleStart: 900_000, saleEnd: 1_060_000, now: 1_000_000 });
  const outside = world({ merchant: { getGoods: () => Promise.resolve(goods) } });
  const shown = await button(outside, LIBRARY);
  t.mock.timers.tick(61_000);
  await shown.tap();
  assert.equal(shown.data.label, '已结束');
  assert.ok(!outside.calls.includes('placeorder'));
});

test('one setData from attachment to the first stable picture, none when nothing visible changed', async () => {
  const shown = await button(world(), LIBRARY);
  assert.equal(shown.draws.length, 1);
  shown.machine.send('SHOW');
  shown.machine.send('HIDE');
  await shown.set({ goodsId: GOODS_ID });
  assert.equal(shown.draws.length, 1);
});
