import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { PayCode } from '../../../src/contract/codes';
import { ERRORS } from '../../../src/contract/errors';
import { isRejectedOrder } from '../../../src/contract/pre-order';
import type { OrderInfo } from '../../../src/ports/merchant';
import type { Sandbox, Scenario } from '../../../sandbox/index';
import { Scenarios } from '../../../sandbox/scenarios/scenarios';
import { cake, create, hotpot, open, orderOf, tell } from './kit';
import { serve } from './http-kit';
import { apply, ask, buy, byQuantity } from './refund-kit';

const directory = new URL('../../../sandbox/scenarios/data/', import.meta.url);
const files = readdirSync(directory);
const scenarios = files.map((file) => JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as Scenario);

/** Every errNo that buying (mode 2) can come to. */
const buying = ERRORS.filter(
  (entry) => entry.modes.includes(2) && entry.components.includes('pay-button'),
).map((entry) => entry.errNo);

/** … and that continuing to pay, applying for a refund and viewing one (mode 1) can come to. */
const ordered = ERRORS.filter(
  (entry) => entry.modes.includes(1) && entry.components.includes('pay-button'),
).map((entry) => entry.errNo);

for (const [what, codes] of [
  ['buying', buying],
  ['an existing order', ordered],
] as const) {
  test(`every errNo of ${what} has a scenario`, (t) => {
    const covered = new Set(
      scenarios.flatMap(({ errNo, also = [] }) => [errNo, ...also.map((other) => other.errNo)]),
    );
    assert.deepEqual(
      codes.filter((errNo) => !covered.has(errNo)),
      [],
    );
    t.diagnostic(
      `codes covered / documented: ${codes.filter((errNo) => covered.has(errNo)).length} / ${codes.length}`,
    );
  });
}

test('every code of bind:pay has a scenario', () => {
  const codes = new Set(
    scenarios.filter((scenario) => scenario.event === 'pay').map((scenario) => scenario.code),
  );
  assert.deepEqual([...codes].sort(), [
    PayCode.Paid,
    PayCode.TimedOut,
    PayCode.Failed,
    PayCode.Closed,
    PayCode.Cancelled,
    PayCode.Unknown,
  ]);
});

test('no scenario claims a code that no document knows, and each file is named after its scenario', () => {
  const documented = new Set(ERRORS.map((entry) => entry.errNo));
  scenarios.forEach((scenario, index) => {
    assert.equal(`${scenario.name}.json`, files[index]);
    assert.ok(scenario.errNo === null || documented.has(scenario.errNo), scenario.name);
    assert.equal(scenario.errNo !== null, scenario.event === 'error', scenario.name);
    for (const { errNo, when } of scenario.also ?? [])
      assert.ok(documented.has(errNo) && when, scenario.name);
    // What the Chinese panel shows is Chinese, what the English docs show is English.
    for (const words of [scenario.title, scenario.aboutZh, scenario.howZh ?? '中文'])
      assert.match(words, /\p{Script=Han}/u, scenario.name);
    assert.ok(scenario.about.length > 10 && /^[\w`]/.test(scenario.about), scenario.name);
    assert.equal(scenario.how === undefined, scenario.howZh === undefined, scenario.name);
    if (scenario.made === 'page') assert.ok(scenario.how && !scenario.hop && !scenario.answer, scenario.name);
    else assert.ok(scenario.hop && scenario.answer, scenario.name);
    assert.ok(hotpot.goodsId.length + 1 + scenario.name.length <= 64, scenario.name);
  });
});

/**
 * What the kit would report: 4xx and 5xx of a query, or how it sorts a failed order (contract pay-button
 * §4.3).
 */
const observe: Partial<Record<string, (sandbox: Sandbox, name: string) => Promise<unknown>>> = {
  'merchant.goods': (sandbox, name) =>
    portKind(
      () => sandbox.merchant().getGoods({ goodsId: `${hotpot.goodsId}@${name}`, goodsType: 1, bizLine: 1 }),
      21505,
      21506,
    ),
  'merchant.ability': (sandbox, name) =>
    portKind(
      () => sandbox.merchant().getAbility({ goodsId: `${hotpot.goodsId}@${name}`, goodsType: 1 }),
      21507,
      21508,
    ),
  'merchant.order': async (sandbox, name) => {
    const order = await buy(sandbox);
    return orderedErrNo(() => sandbox.merchant(name).getOrder(order), name === 'order.unknown');
  },
  'merchant.refund': async (sandbox, name) => {
    const { outRefundNo } = await apply(sandbox, await buy(sandbox));
    const look = (errNo: number) =>
      portKind(() => sandbox.merchant(name).getRefund({ outRefundNo }), errNo, errNo);
    // The button looks for the refund, then 退款详情页 does.
    const first = await look(21532);
    return typeof first === 'number' ? first : look(21537);
  },
  'merchant.coupons': async (sandbox, name) => {
    const order = await buy(sandbox);
    // Whoever may fail says so with one code: none is documented for rejected parameters.
    return portKind(() => sandbox.merchant(name).getCoupons(order), 21540, 21540);
  },
  validity: async (sandbox, name) => {
    // Goods that are not refunded by themselves when they expire.
    const order = await buy(sandbox, 1, { ...cake, goodsId: `${cake.goodsId}@${name}` });
    const states = async (): Promise<string[]> =>
      (await sandbox.merchant().getCoupons(order)).coupons.map((coupon) => coupon.state);
    const [before] = await states();
    await sandbox.advance(86_400_000);
    const [after] = await states();
    assert.deepEqual(
      [before, after],
      name === 'coupons.expiring' ? ['usable', 'expired'] : ['notStarted', 'usable'],
    );
    return null;
  },
  prerefund: refundErrNo,
  'merchant.subject': (sandbox, name) =>
    portKind(() => sandbox.merchant(name).getSubject(), 21536, undefined),
  jsapi: (sandbox, name) =>
    apisOf(name).includes('applyRefund') ? refundErrNo(sandbox, name) : orderErrNo(sandbox, name),
  preorder: orderErrNo,
  cashier: async (sandbox, name) => {
    const ticket = await create(sandbox, { ...hotpot, goodsId: `${hotpot.goodsId}@${name}` });
    const opened = tell(sandbox, ticket, 'open');
    const answer = opened.ok ? tell(sandbox, ticket, 'cancelled') : opened;
    return answer.ok ? { code: answer.code } : answer.errNo;
  },
};

async function portKind(
  work: () => Promise<unknown>,
  server: number,
  rejected: number | undefined,
): Promise<unknown> {
  try {
    const value = await work();
    return (value as { able?: boolean }).able === false ? 21515 : value;
  } catch (error) {
    return (error as { kind: string }).kind === 'server' ? server : rejected;
  }
}

/**
 * What 申请退款 makes of the order (contract pay-button §8.1), or what a payment whose outcome cannot be asked
 * for comes to.
 */
async function orderedErrNo(work: () => Promise<OrderInfo>, paying: boolean): Promise<unknown> {
  try {
    const order = await work();
    return !order.goods ? 21530 : order.refundableQuantity === 0 ? 21531 : order;
  } catch (error) {
    if (paying) return { code: PayCode.Unknown };
    return (error as { kind: string }).kind === 'server' ? 21526 : 21527;
  }
}

async function refundErrNo(sandbox: Sandbox, name: string): Promise<unknown> {
  const goodsId = `${hotpot.goodsId}@${name}`;
  const order = await buy(sandbox, 1, { ...hotpot, goodsId });
  const answer = await ask(sandbox, order, byQuantity(1, goodsId));
  return answer.ok ? null : 21535;
}

async function orderErrNo(sandbox: Sandbox, name: string): Promise<unknown> {
  const answer = await sandbox.call(
    'createOrder',
    orderOf({ ...hotpot, goodsId: `${hotpot.goodsId}@${name}` }),
  );
  return answer.ok ? null : isRejectedOrder(answer.errNo) ? 21518 : 21517;
}

const rulesOf: Record<string, string> = {
  'library.server': '[PB-INIT-12]',
  'library.rejected': '[PB-INIT-13]',
  'ability.server': '[PB-INIT-14]',
  'ability.rejected': '[PB-INIT-15]',
  'ability.none': '[PB-TAP-08]',
  'subject.server': '[PB-ERROR-02]',
  'order.server': '[PB-REFUND-01] [PB-CONTINUE-02]',
  'order.rejected': '[PB-REFUND-02] [PB-CONTINUE-03]',
  'order.no-goods': '[PB-REFUND-03]',
  'order.nothing-refundable': '[PB-REFUND-04]',
  'refund.server': '[PB-REFUND-20]',
  'coupons.server': '[CC-LOAD-03]',
  'coupons.not-started': '[CC-STATE-05]',
  'coupons.expiring': '[CC-STATE-05]',
  'preorder.server': '[PB-PAY-01]',
  'preorder.unauthorised': '[PB-PAY-03]',
  'preorder.invalid': '[PB-PAY-02]',
  'cashier.unopened': '[PB-PAY-14]',
  'cashier.failed': '[PB-PAY-18] [PB-PAY-21]',
  'cashier.wechat-not-started': '[PB-PAY-19] [PB-PAY-21]',
  'cashier.wechat-missing': '[PB-PAY-20] [PB-PAY-21]',
};

const apisOf = (name: string): string[] =>
  scenarios.find((scenario) => scenario.name === name)?.match?.api ?? [];

/**
 * The components call tt.createOrder and tt.applyRefund; what the other JSAPIs fail with, they never see
 * (api-errors.test.ts).
 */
const isSeen = ({ hop, match }: Scenario): boolean =>
  hop !== 'jsapi' || ['createOrder', 'applyRefund'].some((api) => match?.api?.includes(api));

for (const scenario of scenarios.filter(
  (one) => one.made === 'platform' && observe[one.hop!] && !one.answer?.hold && isSeen(one),
)) {
  const { name, errNo, code } = scenario;
  test(`${rulesOf[name] ? `${rulesOf[name]} ` : ''}${name}, chosen by goods id, comes to ${code === undefined ? `errNo ${errNo}` : `code ${code}`}`, async (t) => {
    const sandbox = open();
    t.after(() => sandbox.close());
    assert.deepEqual(await observe[scenario.hop!]!(sandbox, name), code === undefined ? errNo : { code });
  });
}

test('a scenario can be chosen by header for one request, and for all by the active choice', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const url = `/merchant/goods?goodsId=${hotpot.goodsId}&goodsType=1&bizLine=1`;
  assert.equal((await served.get(url, { 'x-trade-scenario': 'library.server' })).status, 500);
  assert.equal((await served.get(url)).status, 200);
  const chosen = await served.post('/sandbox/scenario', { name: 'library.rejected' });
  assert.deepEqual(chosen.body, {
    name: 'library.rejected',
    scenarios: [{ name: 'library.rejected', set: {} }],
  });
  assert.equal((await served.get(url)).status, 400);
  assert.equal((await served.get('/sandbox/state')).body.scenario, 'library.rejected');
  await served.post('/sandbox/scenario', { name: null });
  assert.equal((await served.get(url)).status, 200);
});

test('an order remembers the scenario of its goods id for its later steps', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox, { ...hotpot, goodsId: `${hotpot.goodsId}@order.unknown` });
  assert.equal(sandbox.ledger.get(ticket.orderId)?.scenario, 'order.unknown');
  await assert.rejects(sandbox.merchant().getOrder(ticket), { kind: 'server' });
  assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, 499);
});

test('a held request waits until it is released, or until another scenario is chosen', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const query = { goodsId: `${hotpot.goodsId}@library.slow`, goodsType: 1, bizLine: 1 };
  let answered = 0;
  const count = (): number => (answered += 1);
  const first = sandbox.merchant().getGoods(query).then(count);
  await sandbox.idle();
  assert.equal(answered, 0);
  assert.equal(sandbox.scenarios.release(), 1);
  await first;
  const second = sandbox.merchant().getGoods(query).then(count);
  sandbox.chooseScenario(null);
  await second;
  assert.equal(answered, 2);
});

test('an unknown name is refused, and is no scenario in a goods id', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  for (const name of ['nope', '../secrets', '__proto__', 7, undefined]) {
    assert.equal((await served.post('/sandbox/scenario', { name })).status, 400);
  }
  assert.equal((await served.get('/merchant/subject', { 'x-trade-scenario': '../x' })).status, 400);
  assert.equal(new Scenarios().at('merchant.goods', { goodsId: `${cake.goodsId}@constructor` }), undefined);
});

test('library.slow held over HTTP is let go by POST /sandbox/release', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const held = served.get(`/merchant/goods?goodsId=${hotpot.goodsId}@library.slow&goodsType=1&bizLine=1`);
  // The held request needs a turn to arrive.
  let waiting = 0;
  for (let tries = 0; waiting === 0 && tries < 1000; tries += 1)
    waiting = (await served.get('/sandbox/state')).body.held as number;
  assert.deepEqual((await served.post('/sandbox/release', {})).body, { released: 1 });
  assert.equal((await held).status, 200);
});
