import assert from 'node:assert/strict';
import test from 'node:test';
import { ID_WAIT } from '../../../src/contract/limits';
import { button, LIBRARY, OWN } from '../kit/button';
import { GOODS_ID, settled, world } from '../kit/world';

const chinese = (characters: number): string => '字'.repeat(characters);

const illegal: [rules: string, what: string, props: Record<string, unknown>, errNo: number][] = [
  ...[0, 3, 1.5, {}].map((mode): [string, string, Record<string, unknown>, number] => [
    'PB-MODE-02',
    `mode ${JSON.stringify(mode)}`,
    { ...LIBRARY, mode },
    21500,
  ]),
  ['PB-GOODSID-03', 'a goods-id of 65 bytes', { ...LIBRARY, goodsId: 'x'.repeat(65) }, 21501],
  ['PB-GOODSID-04', 'a goods-id of 22 Chinese characters', { ...LIBRARY, goodsId: chinese(22) }, 21501],
  ['PB-GOODSID-05', 'a goods-id that is a number', { ...LIBRARY, goodsId: 42 }, 21501],
  ...[undefined, 0, 3, {}].map((goodsType): [string, string, Record<string, unknown>, number] => [
    'PB-GOODSTYPE-01',
    `goods-type ${JSON.stringify(goodsType)}`,
    { ...LIBRARY, goodsType },
    21502,
  ]),
  ['PB-GOODSTYPE-02', '泛知识 goods outside the library', { ...OWN, bizLine: 2 }, 21502],
  ['PB-INIT-01', 'mode 3 without goods-id', { ...LIBRARY, mode: 3, goodsId: '' }, 21500],
  ['PB-INIT-02', 'a wrong goods-id and no goods-type', { mode: 2, goodsId: 42 }, 21501],
  ...[-1, 5, {}].map((orderStatus): [string, string, Record<string, unknown>, number] => [
    'PB-STATUS-02',
    `order-status ${JSON.stringify(orderStatus)}`,
    { mode: 1, orderStatus, orderId: 'out-1' },
    21521,
  ]),
];

for (const [rules, what, props, errNo] of illegal) {
  test(`[${rules}] ${what} fires ${errNo}, and nothing else`, async () => {
    const outside = world();
    const shown = await button(outside, props);
    assert.deepEqual(shown.errors(), [errNo]);
    assert.deepEqual(outside.calls, []);
    assert.equal(typeof shown.heard[0]?.detail.errMsg, 'string');
  });
}

const legal: [rules: string, what: string, props: Record<string, unknown>][] = [
  ['PB-GOODSID-02', 'a goods-id of 1 byte', { ...LIBRARY, goodsId: 'x' }],
  ['PB-GOODSID-02', 'a goods-id of 64 bytes', { ...LIBRARY, goodsId: 'x'.repeat(64) }],
  [
    'PB-GOODSID-04',
    'a goods-id of 21 Chinese characters and a letter',
    { ...LIBRARY, goodsId: `${chinese(21)}x` },
  ],
  ['PB-STATUS-03', 'order-status 9 in mode 2', { ...LIBRARY, orderStatus: 9 }],
  ['PB-GOODSID-07', 'mode 1 without goods-id and goods-type', { mode: 1, orderId: 'out-1' }],
  ['PB-ORDERID-05', 'mode 2 without order-id', LIBRARY],
  [
    'PB-ORDERID-05',
    'mode 1 with order-status 2 and no order-id',
    { mode: 1, orderStatus: 2, refundId: 'r-1' },
  ],
];

for (const [rules, what, props] of legal) {
  test(`[${rules}] ${what} is accepted`, async () => {
    const shown = await button(world(), props);
    assert.deepEqual(shown.errors(), []);
  });
}

const nothing = { getgoodsinfo: undefined, placeorder: undefined, pay: undefined };

const missing: [rules: string, handlers: Record<string, undefined>, errNo: number][] = [
  ['PB-BIND-01', { getgoodsinfo: undefined }, 21503],
  ['PB-BIND-02', { placeorder: undefined }, 21504],
  ['PB-BIND-03', { pay: undefined }, 21516],
  ['PB-INIT-04', { getgoodsinfo: undefined, placeorder: undefined }, 21503],
  ['PB-INIT-05', { placeorder: undefined, pay: undefined }, 21504],
];

for (const [rules, handlers, errNo] of missing) {
  test(`[${rules}] [PB-INIT-06] without ${Object.keys(handlers).join(' and ')} the button fires ${errNo} and asks for nothing`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const outside = world();
    const { anchor } = await import('../../../src/handlers/anchor');
    anchor().auto = 'auto';
    t.after(() => delete anchor().auto);
    const shown = await button(outside, LIBRARY, handlers);
    t.mock.timers.tick(3000);
    await settled();
    t.mock.timers.tick(3000);
    await settled();
    assert.deepEqual(shown.errors(), [errNo]);
    assert.deepEqual(outside.calls, []);
    assert.equal(shown.machine.state, 'invalid');
  });
}

test('[PB-INIT-03] a bad goods-type is found before a missing getgoodsinfo', async () => {
  const shown = await button(world(), { ...LIBRARY, goodsType: 7 }, nothing);
  assert.deepEqual(shown.errors(), [21502]);
});

test('[PB-BIND-04] [PB-INIT-11] a mode 1 button needs none of the three handlers, and calls none', async () => {
  const outside = world();
  const shown = await button(outside, { mode: 1, orderId: 'out-1' }, nothing);
  assert.deepEqual(shown.errors(), []);
  assert.deepEqual(outside.calls, []);
});

test('[PB-BIND-05] no other handler is needed: only getgoodsinfo, placeorder and pay are', async () => {
  const shown = await button(world(), LIBRARY);
  assert.deepEqual(shown.errors(), []);
  assert.equal(shown.machine.state, 'ready');
});

for (const missing of ['', undefined, null]) {
  test(`[PB-GOODSID-01] a goods-id that is ${JSON.stringify(missing)} is waited for in silence, and 21501 at a tap`, async () => {
    const outside = world();
    const shown = await button(outside, { ...LIBRARY, goodsId: missing });
    assert.deepEqual([shown.errors(), shown.data.busy], [[], true]);
    await shown.tap();
    assert.deepEqual(shown.errors(), [21501]);
    await shown.set({ goodsId: LIBRARY.goodsId });
    assert.deepEqual([shown.machine.state, shown.errors()], ['ready', [21501]]);
  });

  test(`[PB-GOODSID-01] a goods-id that stays ${JSON.stringify(missing)} is 21501 in the end`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const shown = await button(world(), { ...LIBRARY, goodsId: missing });
    t.mock.timers.tick(ID_WAIT);
    await settled();
    assert.deepEqual(shown.errors(), [21501]);
  });
}

test('[PB-TAP-90] a tap on a button that is not valid checks again, and fires the first failing code once more', async () => {
  const outside = world();
  const shown = await button(outside, { ...LIBRARY, goodsId: 42 });
  await shown.tap();
  assert.deepEqual(shown.errors(), [21501, 21501]);
  assert.deepEqual(outside.calls, []);
});

test('[PB-STATUS-90] an illegal order-status fires 21521 when it is set, and again at each tap', async () => {
  const shown = await button(world(), { mode: 1, orderStatus: 5, orderId: 'out-1' });
  await shown.tap();
  await shown.tap();
  assert.deepEqual(shown.errors(), [21521, 21521, 21521]);
});

test('[PB-INIT-07] [PB-INIT-09] [PB-INIT-10] a library button asks for goods, ability and getgoodsinfo before any tap', async () => {
  const outside = world();
  await button(outside, LIBRARY);
  assert.deepEqual([...outside.calls].sort(), ['getAbility', 'getGoods', 'getgoodsinfo']);
});

test('[PB-INIT-08] a button of other goods asks the library for nothing', async () => {
  const outside = world();
  await button(outside, OWN);
  assert.deepEqual([...outside.calls].sort(), ['getAbility', 'getgoodsinfo']);
});

test('[PB-INIT-16] a change of goods-id starts anew, with the new goodsId', async () => {
  const asked: unknown[] = [];
  const shown = await button(world(), LIBRARY, {
    getgoodsinfo: ({ detail }) => {
      asked.push(detail.goodsId);
      return {};
    },
  });
  await shown.set({ goodsId: 'another' });
  assert.deepEqual(asked, [GOODS_ID, 'another']);
});

test('properties that are set again with the same values start nothing', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY);
  const before = outside.calls.length;
  await shown.set({ ...LIBRARY });
  assert.equal(outside.calls.length, before);
});

test('[PB-BIZ-90] a biz-line other than 1 and 2 acts as 1, with one warning and no error', async (t) => {
  const warned = t.mock.method(console, 'warn', () => undefined);
  const asked: unknown[] = [];
  const outside = world({
    merchant: {
      getGoods: (query) => {
        asked.push(query.bizLine);
        return Promise.reject({ kind: 'server', errMsg: 'x' });
      },
    },
  });
  const shown = await button(outside, { ...LIBRARY, bizLine: 7 });
  assert.deepEqual(asked, [1]);
  assert.equal(warned.mock.callCount(), 1);
  assert.deepEqual(shown.errors(), [21505]);
});
