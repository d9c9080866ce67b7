import assert from 'node:assert/strict';
import test from 'node:test';
import { ACK_WINDOW, GETGOODSINFO_TIMEOUT } from '../../../src/contract/limits';
import { button, LIBRARY, OWN, sessionOf } from '../kit/button';
import { Deferred, libraryGoods, ownGoodsInfo, rejection, serverError, settled, world } from '../kit/world';

const failures: [rules: string, what: string, merchant: object, errNo: number][] = [
  ['PB-INIT-12', 'a library server failure', { getGoods: () => Promise.reject(serverError) }, 21505],
  ['PB-INIT-13', 'rejected library parameters', { getGoods: () => Promise.reject(rejection) }, 21506],
  ['PB-INIT-14', 'an ability server failure', { getAbility: () => Promise.reject(serverError) }, 21507],
  ['PB-INIT-15', 'rejected ability parameters', { getAbility: () => Promise.reject(rejection) }, 21508],
];

for (const [rules, what, merchant, errNo] of failures) {
  test(`[${rules}] ${what} fires ${errNo}`, async () => {
    const shown = await button(world({ merchant }), LIBRARY);
    assert.deepEqual(shown.errors(), [errNo]);
    assert.equal(shown.machine.state, errNo < 21507 ? 'failed' : 'unable');
  });
}

const answers: [rules: string, what: string, handler: () => unknown, errNo: number | undefined][] = [
  [
    'PB-GETGOODS-02',
    'throws',
    () => {
      throw new Error('no');
    },
    21509,
  ],
  ['PB-GETGOODS-03', 'rejects with an Error', () => Promise.reject(new Error('no')), 21509],
  ['PB-GETGOODS-03', 'rejects with nothing', () => Promise.reject(), 21509],
  ['PB-GETGOODS-04', 'returns nothing', () => undefined, 21512],
  ['PB-GETGOODS-05', 'resolves undefined', () => Promise.resolve(undefined), 21512],
  ['PB-GETGOODS-07', 'resolves a string', () => Promise.resolve('goods'), 21512],
  ['PB-GETGOODS-07', 'resolves a number', () => Promise.resolve(7), 21512],
  ['PB-GETGOODS-07', 'resolves an array', () => Promise.resolve([]), 21512],
  ['PB-GETGOODS-07', 'resolves null', () => Promise.resolve(null), 21512],
  ['PB-GETGOODS-08', 'resolves {}', () => Promise.resolve({}), undefined],
  ['PB-GETGOODS-09', 'returns a plain object', () => ({ minLimits: 2 }), undefined],
  ['PB-LABEL-17', 'resolves labels that break the rules', () => ({ goodsLabels: [1, 2, 3, 4] }), undefined],
];

for (const [rules, what, handler, errNo] of answers) {
  test(`[${rules}] a getgoodsinfo that ${what} ${errNo ? `fires ${errNo}` : 'makes a library button ready'}`, async () => {
    const shown = await button(world(), LIBRARY, { getgoodsinfo: handler });
    assert.deepEqual(shown.errors(), errNo ? [errNo] : []);
    assert.equal(shown.machine.state, errNo ? 'failed' : 'ready');
  });
}

test('[PB-GETGOODS-06] the errMsg for undefined names what was expected', async () => {
  const shown = await button(world(), LIBRARY, { getgoodsinfo: () => undefined });
  assert.match(String(shown.heard[0]?.detail.errMsg), /getGoodsInfo should be object, but got undefined/);
});

test('[PB-GETGOODS-10] of an answer given twice the first value counts', async () => {
  const outside = world();
  const shown = await button(outside, OWN, {
    getgoodsinfo: () =>
      new Promise((resolve) => {
        resolve(ownGoodsInfo);
        resolve({ ...ownGoodsInfo, currentPrice: 1 });
      }),
  });
  await shown.tap();
  assert.equal(sessionOf(outside).goods.currentPrice, ownGoodsInfo.currentPrice);
});

test('[PB-GETGOODS-11] [PB-WAIT-01] while getgoodsinfo does not settle each tap fires 21513; after 15 s 21509 fires and a late answer is dropped', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answer = new Deferred<object>();
  const shown = await button(world(), LIBRARY, { getgoodsinfo: () => answer.promise });
  await shown.tap();
  await shown.tap();
  assert.deepEqual(shown.errors(), [21513, 21513]);
  t.mock.timers.tick(GETGOODSINFO_TIMEOUT - 1);
  await settled();
  assert.deepEqual(shown.errors(), [21513, 21513]);
  t.mock.timers.tick(1);
  await settled();
  assert.deepEqual(shown.errors(), [21513, 21513, 21509]);
  answer.resolve({});
  await settled();
  assert.equal(shown.machine.state, 'failed');
});

test('[PB-WAIT-01] handler-timeout sets the waiting time', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const shown = await button(
    world(),
    { ...LIBRARY, handlerTimeout: 200 },
    { getgoodsinfo: () => new Promise(() => undefined) },
  );
  t.mock.timers.tick(200);
  await settled();
  assert.deepEqual(shown.errors(), [21509]);
});

const ownFields: [rules: string, change: object, errNo: number | undefined, errMsg?: RegExp][] = [
  ...['currentPrice', 'goodsName', 'goodsPhoto'].map((key): [string, object, number] => [
    'PB-GOODS-01',
    { [key]: undefined },
    21512,
  ]),
  ['PB-GOODS-02', { currentPrice: '9900' }, 21512],
  ['PB-GOODS-02', { goodsName: 7 }, 21512],
  ['PB-GOODS-02', { goodsPhoto: {} }, 21512],
  ...[
    { dateRule: 1 },
    { minLimits: '1' },
    { maxLimits: '1' },
    { marketingVersion: '2' },
    { validation: 'x' },
    { extra: 'x' },
    { tradeOption: 'x' },
    { validation: { phoneNumber: { required: 'yes' } } },
  ].map((change): [string, object, number] => ['PB-GOODS-03', change, 21512]),
  ['PB-GOODS-04', { goodsName: 7 }, 21512, /goodsName should be string, but got number/],
  ['PB-GOODS-05', { currentPrice: 99.5 }, 21512],
  ['PB-GOODS-06', { goodsName: 'x' }, undefined],
  ['PB-GOODS-06', { goodsName: 'x'.repeat(256) }, undefined],
  ['PB-GOODS-06', { goodsName: '' }, 21512],
  ['PB-GOODS-06', { goodsName: 'x'.repeat(257) }, 21512],
  ['PB-GOODS-07', { goodsName: '字'.repeat(85) }, undefined],
  ['PB-GOODS-07', { goodsName: '字'.repeat(86) }, 21512],
  ['PB-GOODS-08', { goodsPhoto: 'x' }, undefined],
  ['PB-GOODS-08', { goodsPhoto: 'x'.repeat(512) }, undefined],
  ['PB-GOODS-08', { goodsPhoto: '' }, 21512],
  ['PB-GOODS-08', { goodsPhoto: 'x'.repeat(513) }, 21512],
  ...[0, 100000, 1.5].flatMap((value): [string, object, number][] => [
    ['PB-GOODS-10', { minLimits: value }, 21512],
    ['PB-GOODS-11', { maxLimits: value }, 21512],
  ]),
  ['PB-GOODS-12', { minLimits: 3, maxLimits: 2 }, 21512],
  ['PB-GOODS-12', { minLimits: 2, maxLimits: 2 }, undefined],
  ['PB-GOODS-14', { extra: { a: 'x'.repeat(2040) } }, undefined],
  ['PB-GOODS-14', { extra: { a: 'x'.repeat(2041) } }, 21512],
  ['PB-LABEL-04', { goodsLabels: undefined }, undefined],
];

const label = (type: string, value?: unknown): object => (value === undefined ? { type } : { type, value });
const labels: [rules: string, list: unknown, errNo: number | undefined][] = [
  ['PB-LABEL-05', [label('EXPIRED_RETURNS'), label('REFUND_ANYTIME'), label('RESERVATION_FREE')], undefined],
  [
    'PB-LABEL-05',
    [
      label('EXPIRED_RETURNS'),
      label('REFUND_ANYTIME'),
      label('RESERVATION_FREE'),
      label('BOOK_IN_ADVANCE', 1),
    ],
    21511,
  ],
  ['PB-LABEL-06', [label('REFUND_ANYTIME'), label('REFUNDABLE_DAYS', 2)], 21511],
  ['PB-LABEL-06', [label('REFUNDABLE_DAYS', 2), label('REFUND_ANYTIME')], 21511],
  ['PB-LABEL-07', [label('RESERVATION_FREE'), label('BOOK_IN_ADVANCE', 2)], 21511],
  ['PB-LABEL-07', [label('BOOK_IN_ADVANCE', 2), label('RESERVATION_FREE')], 21511],
  ['PB-LABEL-08', [label('NON_REFUNDABLE'), label('REFUNDABLE_DAYS', 2)], 21511],
  ['PB-LABEL-08', [label('REFUNDABLE_DAYS', 2), label('NON_REFUNDABLE')], 21511],
  ['PB-LABEL-09', [label('NON_REFUNDABLE'), label('REFUND_ANYTIME')], 21511],
  ['PB-LABEL-09', [label('REFUND_ANYTIME'), label('NON_REFUNDABLE')], 21511],
  ['PB-LABEL-10', [label('NON_REFUNDABLE'), label('EXPIRED_RETURNS')], undefined],
  ['PB-LABEL-11', [label('RESERVATION_FREE'), label('REFUND_ANYTIME')], undefined],
  ['PB-LABEL-12', [label('REFUNDABLE_DAYS')], 21511],
  ['PB-LABEL-12', [label('BOOK_IN_ADVANCE')], 21511],
  ['PB-LABEL-13', [label('REFUNDABLE_DAYS', 1)], undefined],
  ...[0, 1.5, '2'].map((value): [string, unknown, number] => [
    'PB-LABEL-13',
    [label('REFUNDABLE_DAYS', value)],
    21511,
  ]),
  ['PB-LABEL-14', [label('NON_REFUNDABLE')], undefined],
  ['PB-LABEL-15', [label('CHEAP')], 21511],
  ['PB-LABEL-16', [label('EXPIRED_RETURNS'), label('EXPIRED_RETURNS')], 21511],
  ['PB-GOODS-90', 'REFUND_ANYTIME', 21512],
];

for (const [rules, change, errNo, errMsg] of [
  ...ownFields,
  ...labels.map(([rules, goodsLabels, errNo]): [string, object, number | undefined] => [
    rules,
    { goodsLabels },
    errNo,
  ]),
] as typeof ownFields) {
  const shownChange = JSON.stringify(change, (_, value: unknown) =>
    value === undefined ? 'absent' : value,
  ).slice(0, 90);
  test(`[${rules}] other goods with ${shownChange} ${errNo ? `fire ${errNo}` : 'are accepted'}`, async () => {
    const shown = await button(world(), OWN, { getgoodsinfo: () => ({ ...ownGoodsInfo, ...change }) });
    assert.deepEqual(shown.errors(), errNo ? [errNo] : []);
    if (errMsg) assert.match(String(shown.heard[0]?.detail.errMsg), errMsg);
  });
}

test('[PB-MKT-03] D3: report 40: with marketing-ready or without it, a result needs no marketingVersion', async () => {
  for (const marketingReady of [true, false]) {
    const outside = world();
    const shown = await button(outside, { ...LIBRARY, marketingReady });
    assert.deepEqual(shown.errors(), []);
    assert.equal(shown.data.label, '立即抢购');
    await shown.tap();
    assert.equal(outside.opened.length, 1);
  }
});

test('[PB-GOODS-16] [PB-GOODS-17] [TP-CONFIRM-06] of library goods 提单页 gets the library name, photo, price and labels', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY, {
    getgoodsinfo: () => ({ ...ownGoodsInfo, minLimits: 2, dateRule: '周末可用' }),
  });
  await shown.tap();
  const { goods } = sessionOf(outside);
  const library = libraryGoods();
  assert.equal(goods.goodsName, library.goodsName);
  assert.equal(goods.goodsPhoto, library.goodsPhoto);
  assert.equal(goods.currentPrice, library.currentPrice);
  assert.deepEqual(goods.goodsLabels, library.goodsLabels);
  assert.equal(goods.minLimits, 2);
  assert.equal(goods.dateRule, '周末可用');
});

test('[PB-GOODS-15] [PB-MKT-02] [PB-BIZ-02] tradeOption, marketingVersion and biz-line reach 提单页', async () => {
  const outside = world();
  const tradeOption = { life_trade_flag: 1 };
  const shown = await button(
    outside,
    { ...LIBRARY, bizLine: 2, marketingReady: true },
    { getgoodsinfo: () => ({ tradeOption, marketingVersion: 2 }) },
  );
  await shown.tap();
  const { goods } = sessionOf(outside);
  assert.deepEqual(goods.tradeOption, tradeOption);
  assert.equal(goods.marketingVersion, 2);
  assert.equal(goods.bizLine, 2);
});

test('[PB-INIT-17] an answer of getgoodsinfo for an older goods-id is dropped', async () => {
  const outside = world();
  const first = new Deferred<object>();
  let asked = 0;
  const shown = await button(outside, OWN, {
    getgoodsinfo: () => (asked++ ? ownGoodsInfo : first.promise),
  });
  await shown.set({ goodsId: 'own-2' });
  first.resolve({ ...ownGoodsInfo, currentPrice: 1 });
  await settled();
  await shown.tap();
  assert.equal(sessionOf(outside).goods.currentPrice, ownGoodsInfo.currentPrice);
  assert.equal(sessionOf(outside).goods.goodsId, 'own-2');
});

test('[PB-INIT-17] a library answer for an older goods-id is dropped', async () => {
  const late = new Deferred<ReturnType<typeof libraryGoods>>();
  let asked = 0;
  const outside = world({
    merchant: {
      getGoods: () => (asked++ ? Promise.resolve(libraryGoods({ currentPrice: 500 })) : late.promise),
    },
  });
  const shown = await button(outside, LIBRARY);
  await shown.set({ goodsId: 'another' });
  late.resolve(libraryGoods({ currentPrice: 1, stock: 0 }));
  await settled();
  assert.equal(shown.machine.state, 'ready');
  await shown.tap();
  assert.equal(sessionOf(outside).goods.currentPrice, 500);
});

test('[PB-HANDLER-10] goods-info as a property stands in for a getgoodsinfo that is not bound', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const outside = world();
  const shown = await button(
    outside,
    { ...OWN, goodsInfo: ownGoodsInfo, handlerTimeout: 0 },
    { getgoodsinfo: undefined },
  );
  t.mock.timers.tick(ACK_WINDOW);
  t.mock.timers.tick(ACK_WINDOW);
  await settled();
  assert.deepEqual(shown.errors(), []);
  await shown.tap();
  assert.equal(sessionOf(outside).goods.currentPrice, ownGoodsInfo.currentPrice);
});
