import assert from 'node:assert/strict';
import test from 'node:test';
import { HANDLER_TIMEOUT } from '../../../src/contract/limits';
import { button, LIBRARY, OWN, sessionOf } from '../kit/button';
import {
  Deferred,
  GOODS_ID,
  libraryGoods,
  ownGoodsInfo,
  rejection,
  serverError,
  settled,
  world,
} from '../kit/world';

const never = (): Promise<never> => new Promise(() => undefined);

test('[PB-TAP-01] [PB-TAP-09] a tap while the library query is pending fires 21513 and does nothing else', async () => {
  const outside = world({ merchant: { getGoods: never } });
  const shown = await button(outside, LIBRARY);
  await shown.tap();
  assert.deepEqual(shown.errors(), [21513]);
  assert.ok(!outside.calls.includes('placeorder'));
  assert.deepEqual(outside.opened, []);
});

test('[PB-TAP-02] [PB-TAP-09] a tap while only the ability query is pending fires 21513', async () => {
  const outside = world({ merchant: { getAbility: never } });
  const shown = await button(outside, LIBRARY);
  await shown.tap();
  assert.deepEqual(shown.errors(), [21513]);
  assert.ok(!outside.calls.includes('placeorder'));
});

const goodsFailures: [
  rules: string,
  merchant: object,
  getgoodsinfo: (() => unknown) | undefined,
  errNo: number,
][] = [
  ['PB-TAP-03', { getGoods: () => Promise.reject(serverError) }, undefined, 21505],
  ['PB-TAP-03', { getGoods: () => Promise.reject(rejection) }, undefined, 21506],
  ['PB-TAP-04', {}, () => Promise.reject(new Error('x')), 21509],
  ['PB-TAP-04', {}, () => ({ minLimits: 0 }), 21512],
];

for (const [rules, merchant, getgoodsinfo, errNo] of goodsFailures) {
  test(`[${rules}] [PB-TAP-09] a tap after ${errNo} fires 21514`, async () => {
    const outside = world({ merchant });
    const shown = await button(outside, LIBRARY, getgoodsinfo ? { getgoodsinfo } : {});
    await shown.tap();
    assert.deepEqual(shown.errors().slice(0, 2), [errNo, 21514]);
    assert.ok(!outside.calls.includes('placeorder'));
  });
}

test('[PB-TAP-04] a tap after 21511 fires 21514', async () => {
  const shown = await button(world(), OWN, {
    getgoodsinfo: () => ({ ...ownGoodsInfo, goodsLabels: [{ type: 'CHEAP' }] }),
  });
  await shown.tap();
  assert.deepEqual(shown.errors().slice(0, 2), [21511, 21514]);
});

test('[PB-TAP-05] [PB-TAP-06] the tap that fires 21514 asks anew, and the next tap calls placeorder', async () => {
  let asked = 0;
  const outside = world();
  const shown = await button(outside, LIBRARY, {
    getgoodsinfo: () => (asked++ ? {} : Promise.reject(new Error('once'))),
  });
  await shown.tap();
  assert.equal(asked, 2);
  assert.deepEqual(shown.errors(), [21509, 21514]);
  await shown.tap();
  assert.ok(outside.calls.includes('placeorder'));
});

for (const [answer, errNo] of [
  [serverError, 21507],
  [rejection, 21508],
] as const) {
  test(`[PB-TAP-07] [PB-TAP-09] a tap after ${errNo} fires 21515, and asks for the ability again`, async () => {
    let asked = 0;
    const outside = world({
      merchant: { getAbility: () => (asked++ ? Promise.resolve({ able: true }) : Promise.reject(answer)) },
    });
    const shown = await button(outside, LIBRARY);
    await shown.tap();
    assert.deepEqual(shown.errors(), [errNo, 21515]);
    assert.ok(!outside.calls.includes('placeorder'));
    assert.equal(asked, 2);
    assert.equal(shown.machine.state, 'ready');
  });
}

test('[PB-TAP-08] a tap where there is no ability fires 21515, each time', async () => {
  const outside = world({
    merchant: { getAbility: () => Promise.resolve({ able: false, reason: '未开通' }) },
  });
  const shown = await button(outside, LIBRARY);
  assert.deepEqual(shown.errors(), []);
  await shown.tap();
  await shown.tap();
  assert.deepEqual(shown.errors(), [21515, 21515]);
  assert.equal(outside.calls.filter((call) => call === 'getAbility').length, 1);
  assert.match(String(shown.heard[0]?.detail.errMsg), /未开通/);
});

for (const late of ['goods', 'ability'] as const) {
  test(`[PB-TAP-91] with both failed, the ${late} last, each failure is told and a tap fires 21514`, async () => {
    const goods = new Deferred<never>();
    const ability = new Deferred<never>();
    const shown = await button(
      world({ merchant: { getGoods: () => goods.promise, getAbility: () => ability.promise } }),
      LIBRARY,
    );
    (late === 'goods' ? ability : goods).reject(serverError);
    await settled();
    (late === 'goods' ? goods : ability).reject(serverError);
    await settled();
    assert.deepEqual([...shown.errors()].sort(), [21505, 21507]);
    await shown.tap();
    assert.equal(shown.errors()[2], 21514);
  });
}

test('[PB-TAP-07] goods that are found after the ability query has failed do not hide that failure', async () => {
  const goods = new Deferred<ReturnType<typeof libraryGoods>>();
  const outside = world({
    merchant: { getGoods: () => goods.promise, getAbility: () => Promise.reject(serverError) },
  });
  const shown = await button(outside, LIBRARY);
  goods.resolve(libraryGoods());
  await settled();
  await shown.tap();
  assert.deepEqual(shown.errors().slice(0, 2), [21507, 21515]);
});

test('an answer of the attempt before is dropped while the fresh one is under way', async () => {
  const late = new Deferred<{ able: boolean }>();
  let goods = 0;
  let ability = 0;
  const outside = world({
    merchant: {
      getGoods: () => (goods++ ? never() : Promise.reject(serverError)),
      getAbility: () => (ability++ ? Promise.resolve({ able: true }) : late.promise),
    },
  });
  const shown = await button(outside, LIBRARY);
  await shown.tap();
  late.reject(serverError);
  await settled();
  assert.deepEqual(shown.errors(), [21505, 21514]);
  assert.equal(shown.machine.state, 'preparing');
});

const around: [what: string, merchant: object, before: number[]][] = [
  ['alone', {}, []],
  ['after the library has failed', { getGoods: () => Promise.reject(serverError) }, [21505]],
  ['after the ability query has failed', { getAbility: () => Promise.reject(serverError) }, [21507]],
];

for (const [what, merchant, before] of around) {
  test(`[PB-HANDLER-02] a getgoodsinfo that nobody answers is 21503, ${what}`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const shown = await button(world({ merchant }), LIBRARY, { getgoodsinfo: undefined });
    assert.deepEqual(shown.errors(), before);
    t.mock.timers.tick(1000);
    t.mock.timers.tick(1000);
    await settled();
    assert.deepEqual(shown.errors(), [...before, 21503]);
    assert.match(
      String(shown.heard.at(-1)?.detail.errMsg),
      /no bind:getgoodsinfo, or its return value was lost/,
    );
    assert.equal(shown.machine.state, 'invalid');
  });
}

test('[PB-PLACE-01] [PB-PLACE-03] a tap asks placeorder, and 提单页 waits for its answer', async () => {
  const answer = new Deferred<void>();
  const outside = world();
  const shown = await button(outside, LIBRARY, { placeorder: () => answer.promise });
  await shown.tap();
  assert.ok(outside.calls.includes('placeorder'));
  assert.deepEqual(outside.opened, []);
  answer.resolve();
  await settled();
  assert.equal(outside.opened.length, 1);
});

for (const value of [undefined, null, 'ok', 7, [1], { currentPrice: 1 }]) {
  test(`[PB-PLACE-04] [PB-PLACE-05] a placeorder that resolves ${JSON.stringify(value)} opens 提单页 with the goods info unchanged`, async () => {
    const outside = world();
    const shown = await button(outside, OWN, {
      getgoodsinfo: () => ownGoodsInfo,
      placeorder: () => Promise.resolve(value),
    });
    await shown.tap();
    assert.equal(outside.opened.length, 1);
    assert.equal(sessionOf(outside).goods.currentPrice, ownGoodsInfo.currentPrice);
  });
}

test('[PB-PLACE-90] a placeorder that returns a plain value opens 提单页', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY, { placeorder: () => 'fine' });
  await shown.tap();
  assert.equal(outside.opened.length, 1);
});

const refusals: [rules: string, what: string, placeorder: () => unknown][] = [
  [
    'PB-PLACE-06',
    'throws',
    () => {
      throw new Error('login refused');
    },
  ],
  ['PB-PLACE-07', 'rejects with an Error', () => Promise.reject(new Error('login refused'))],
  ['PB-PLACE-07', 'rejects with nothing', () => Promise.reject()],
];

for (const [rules, what, placeorder] of refusals) {
  test(`[${rules}] [PB-PLACE-08] [PB-PLACE-09] a placeorder that ${what} fires 21510, opens nothing, and may be tried again`, async () => {
    const outside = world();
    const shown = await button(outside, LIBRARY, { placeorder });
    await shown.tap();
    assert.deepEqual(shown.errors(), [21510]);
    assert.deepEqual(outside.opened, []);
    await shown.tap();
    assert.equal(outside.calls.filter((call) => call === 'placeorder').length, 2);
  });
}

test('[PB-PLACE-07] what a host API rejects with, a plain object with errMsg, is passed on in words', async () => {
  const outside = world();
  const login = { errMsg: 'login:fail cancel', errNo: 10502 };
  const shown = await button(outside, LIBRARY, { placeorder: () => Promise.reject(login) });
  await shown.tap();
  assert.deepEqual(
    shown.heard.filter(({ event }) => event === 'error').map(({ detail }) => detail.errMsg),
    ['placeorder failed: login:fail cancel'],
  );
});

test('[PB-PLACE-11] [PB-WAIT-04] while placeorder is pending the button is loading and taps do nothing', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY, { placeorder: never });
  await shown.tap();
  assert.equal(shown.data.busy, true);
  for (let taps = 0; taps < 10; taps++) await shown.tap();
  assert.equal(outside.calls.filter((call) => call === 'placeorder').length, 1);
  assert.deepEqual(shown.errors(), []);
});

test('[PB-PLACE-12] a placeorder that settles twice opens 提单页 once', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY, {
    placeorder: () =>
      new Promise<void>((resolve, reject) => {
        resolve();
        reject(new Error('late'));
      }),
  });
  await shown.tap();
  assert.equal(outside.opened.length, 1);
  assert.deepEqual(shown.errors(), []);
});

test('[PB-WAIT-02] a placeorder that never settles fires 21510 after 60 s; a late answer opens nothing', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answer = new Deferred<void>();
  const outside = world();
  const shown = await button(outside, OWN, {
    getgoodsinfo: () => ownGoodsInfo,
    placeorder: () => answer.promise,
  });
  await shown.tap();
  t.mock.timers.tick(HANDLER_TIMEOUT);
  await settled();
  assert.deepEqual(shown.errors(), [21510]);
  assert.equal(shown.machine.state, 'ready');
  answer.resolve();
  await settled();
  assert.deepEqual(outside.opened, []);
  await shown.tap();
  assert.equal(outside.calls.filter((call) => call === 'placeorder').length, 2);
});

test('ten taps in one turn ask placeorder once and open one page', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY);
  for (let taps = 0; taps < 10; taps++) shown.machine.send('TAP');
  await settled();
  assert.equal(outside.calls.filter((call) => call === 'placeorder').length, 1);
  assert.equal(outside.opened.length, 1);
});

test('a page that cannot be opened: the page is told the host’s reason, the user a toast, and the button is usable', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const outside = world();
  outside.navigate = Promise.reject({ errNo: 10100, errMsg: 'navigateTo:fail page limit exceeded' });
  const shown = await button(outside, LIBRARY);
  await shown.tap();
  assert.equal(shown.machine.state, 'ready');
  const { errNo, errMsg } = shown.heard[0]!.detail;
  assert.equal(errNo, 10100);
  assert.match(String(errMsg), /\/confirm cannot be opened: navigateTo:fail page limit exceeded/);
  assert.deepEqual(outside.toasts, ['打开的页面太多，请返回几页后重试']);
  delete outside.navigate;
  await shown.tap();
  assert.equal(outside.opened.length, 2);
  assert.match(String(said.mock.calls[0]?.arguments[0]), /list it in app\.json/);
});

for (const [reason, toast] of [
  [
    'navigateTo:fail webview count limit exceed: at most 10 pages can be open',
    '打开的页面太多，请返回几页后重试',
  ],
  ['navigateTo:fail 页面数量超过上限', '打开的页面太多，请返回几页后重试'],
  ['navigateTo:fail page "/confirm" is not found', '页面无法打开，请返回后重试'],
  ['', '页面无法打开，请返回后重试'],
]) {
  test(`report 16: a host that says "${reason}": the user reads ${toast}`, async (t) => {
    t.mock.method(console, 'error', () => undefined);
    const outside = world();
    outside.navigate = Promise.reject({ errMsg: reason });
    const shown = await button(outside, LIBRARY);
    await shown.tap();
    assert.deepEqual([outside.toasts, shown.data.busy], [[toast], false]);
  });
}

test('[PB-PLACE-02] placeorder and getgoodsinfo are told goodsId and goodsType', async () => {
  const details: object[] = [];
  const note = ({ detail }: { detail: Record<string, unknown> }): object => {
    details.push({ goodsId: detail.goodsId, goodsType: detail.goodsType });
    return {};
  };
  const shown = await button(world(), LIBRARY, { getgoodsinfo: note, placeorder: note });
  await shown.tap();
  assert.deepEqual(details, [
    { goodsId: GOODS_ID, goodsType: 1 },
    { goodsId: GOODS_ID, goodsType: 1 },
  ]);
});
