/** Scenarios together, changed, and chosen in every way there is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choiceText, readChoices } from '../../../sandbox/scenarios/choice';
import { Scenarios } from '../../../sandbox/scenarios/scenarios';
import { create, hotpot, lastMsg, open, orderOf, said, tell } from './kit';
import { serve } from './http-kit';
import { apply, ask, buy, byQuantity } from './refund-kit';

const goodsUrl = `/merchant/goods?goodsId=${hotpot.goodsId}&goodsType=1&bizLine=1`;

test('several scenarios work at once, each at its own step', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.chooseScenario('pay.paid,callback.duplicate,refund.audit-deny');
  const ticket = await create(sandbox);
  tell(sandbox, ticket, 'cancelled');
  await sandbox.idle();
  assert.equal(sandbox.ledger.get(ticket.orderId)?.state, 'paid');
  const delivered = sandbox.callbacks.records().find(({ type }) => type === 'payment');
  assert.equal(delivered?.attempts.length, 2);
  await apply(sandbox, ticket);
  assert.equal(sandbox.refunds.list()[0]?.state, 'refused');
});

test('of several for the same step the first that fits counts', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.chooseScenario('refund.risk,createOrder.frequent,createOrder.risk');
  const answer = await sandbox.call('createOrder', orderOf(hotpot));
  assert.equal(answer.ok || answer.errNo, 12001);
});

test('a field of the answer is set by its path, at any depth of a body', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.chooseScenario('preorder.refused;body.err_tips=卖完了');
  const refused = await sandbox.call('createOrder', orderOf(hotpot));
  assert.match(said(refused), /卖完了/);
  sandbox.chooseScenario('callback.lost;lost=1');
  await buy(sandbox);
  await sandbox.advance(60_000);
  assert.deepEqual(
    sandbox.callbacks
      .records()
      .find(({ type }) => type === 'payment')
      ?.attempts.map(({ problem }) => problem),
    ['lost on the way', undefined],
  );
});

test('another errNo takes its own documented text along', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.chooseScenario('createOrder.no-right;errNo=26005');
  assert.deepEqual(
    (await sandbox.call('createOrder', orderOf(hotpot))).errMsg,
    'createOrder:fail 无可用支付方式',
  );
});

test('skip lets so many requests of one order go well', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const [one, two] = [await buy(sandbox), await buy(sandbox)];
  sandbox.chooseScenario('order.server;skip=1');
  await sandbox.merchant().getOrder(one);
  await sandbox.merchant().getOrder(two);
  await assert.rejects(sandbox.merchant().getOrder(one), { kind: 'server' });
  sandbox.chooseScenario('order.server;skip=1');
  await sandbox.merchant().getOrder(one);
});

const REFUSED: [text: string, problem: RegExp][] = [
  ['nope', /no scenario "nope"/],
  ['pay.paid,nope', /no scenario "nope"/],
  ['', /no scenario ""/],
  ['pay.paid;outcome', /"outcome" should be path=value/],
  ['pay.paid;outcome=broke', /pay\.paid: outcome should be paid or timedOut or /],
  ['pay.paid;delayMs=5', /the path should be one of errNo, text, unopened, outcome, but got delayMs/],
  ['callback.late;delayMs=-1', /delayMs should be integer, 0 to 31536000000, but got -1/],
  ['callback.late;delayMs=soon', /delayMs should be integer, but got string/],
  ['callback.late;delayMs.x=5', /without a dot, or inside body, patch or validity/],
  ['preorder.refused;body.__proto__.x=1', /names and indices with dots between/],
  ['preorder.refused;__proto__=1', /names and indices with dots between/],
  ['createOrder.risk;errNo=20000', /errNo should be a code of createOrder \(10000, /],
  ['library.server;status=99', /status should be integer, 200 to 599, but got 99/],
  [
    'coupons.expiring;validity.duration=-1',
    /validity\.duration should be integer, 0 to 31536000000, but got -1/,
  ],
  [
    'coupons.expiring;validity.until=1',
    /one of validity\.after, validity\.duration, but got validity\.until/,
  ],
  ['page.mode;status=500', /nothing to set/],
  ['pay.paid;outcome=%', /percent-encoded/],
  [Array.from({ length: 17 }, () => 'pay.paid').join(','), /at most 16 scenarios/],
  [`preorder.refused;body.x=${'x'.repeat(2000)}`, /at most 16 scenarios in at most 2000 characters/],
];
for (const [text, problem] of REFUSED) {
  test(`${text.slice(0, 50)} is refused: ${problem.source}`, () => {
    const scenarios = new Scenarios();
    assert.throws(() => scenarios.choose(text), { message: problem, status: 400 });
    assert.equal(scenarios.active, null);
    assert.equal(({} as Record<string, unknown>).x, undefined);
  });
}

test('the text form carries any value there and back', () => {
  for (const value of ['a,b;c=%', '5', 5, true, null, { a: [1, '二'] }, '', ' x ', '"q"']) {
    const choices = [
      { name: 'preorder.refused', set: { 'body.x': value } },
      { name: 'pay.paid', set: {} },
    ];
    assert.deepEqual(readChoices(choiceText(choices)), choices);
  }
});

test('over HTTP: names with a common set, where a path goes to the scenario that it fits, or to the one it names', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const choose = (body: unknown) => served.post('/sandbox/scenario', body);
  const chosen = await choose({
    names: ['callback.late', 'preorder.refused'],
    set: { delayMs: 5, 'body.err_no': 7 },
  });
  assert.deepEqual(chosen.body.scenarios, [
    { name: 'callback.late', set: { delayMs: 5 } },
    { name: 'preorder.refused', set: { 'body.err_no': 7 } },
  ]);
  const both = { names: ['callback.late', 'refund.callback-late'] };
  assert.match(
    String((await choose({ ...both, set: { delayMs: 5 } })).body.errMsg),
    /fits callback\.late and refund\.callback-late/,
  );
  assert.equal((await choose({ ...both, set: { 'refund.callback-late:delayMs': 5 } })).status, 200);
  assert.deepEqual(
    (await served.get('/sandbox/state')).body.scenario,
    'callback.late,refund.callback-late;delayMs=5',
  );
  for (const bad of [
    { names: 'pay.paid' },
    { names: [5] },
    { name: 'pay.paid', set: [] },
    { name: 'pay.paid', set: { lost: 1 } },
    { names: ['pay.paid'], set: { 'callback.late:delayMs': 1 } },
    { names: ['pay.paid', 'callback.late'], set: { status: 500 } },
    {},
  ])
    assert.equal((await choose(bad)).status, 400, JSON.stringify(bad));
  assert.deepEqual(
    (await choose({ name: 'pay.failed;outcome=closed' })).body.name,
    'pay.failed;outcome=closed',
  );
  assert.deepEqual((await choose({ names: [] })).body, { name: null, scenarios: [] });
});

for (const name of ['x-trade-scenario', 'Aweme-Negative-Test']) {
  test(`the header ${name} chooses for its own request only, changes included`, async (t) => {
    const served = await serve();
    t.after(() => served.close());
    assert.equal((await served.get(goodsUrl, { [name]: 'library.server' })).status, 500);
    const changed = await served.get(goodsUrl, {
      [name]: 'library.server;status=404;body.errMsg=%E6%B2%A1%E6%9C%89',
    });
    assert.deepEqual(changed, { status: 400, body: { errMsg: '没有' } });
    assert.equal((await served.get(goodsUrl)).status, 200);
    assert.equal((await served.get(goodsUrl, { [name]: 'library.server;status=1' })).status, 400);
  });
}

test('a goods id chooses several, the order remembers them, and the catalogue does not mind', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const goods = { ...hotpot, goodsId: `${hotpot.goodsId}@pay.paid,callback.lost;lost=1` };
  const ticket = await create(sandbox, goods);
  tell(sandbox, ticket, 'cancelled');
  await sandbox.idle();
  assert.equal(lastMsg(sandbox, 'payment').status, 'SUCCESS');
  assert.deepEqual(
    sandbox.callbacks
      .records(ticket.orderId)
      .find(({ type }) => type === 'payment')
      ?.attempts.map(({ problem }) => problem),
    ['lost on the way'],
  );
});

test('a JSAPI about an order follows the scenario that the order remembers', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  for (const [scenario, api, errNo] of [
    ['continueToPay.risk', 'continueToPay', 12002],
    ['pay.unpayable', 'pay', 26001],
    ['refund.risk', 'applyRefund', 12002],
  ] as const) {
    const goods = { ...hotpot, goodsId: `${hotpot.goodsId}@${scenario}` };
    const ticket = api === 'applyRefund' ? await buy(sandbox, 1, goods) : await create(sandbox, goods);
    const answer =
      api === 'applyRefund'
        ? await ask(sandbox, ticket, byQuantity(1, goods.goodsId))
        : await sandbox.call(
            api,
            api === 'pay'
              ? { orderInfo: { order_id: ticket.payOrderId, order_token: ticket.orderToken }, service: 5 }
              : { orderId: ticket.orderId },
          );
    assert.equal(answer.ok || answer.errNo, errNo, scenario);
  }
});
