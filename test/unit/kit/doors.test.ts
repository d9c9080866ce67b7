/** What is foreign may throw where it is read, say something else the next time, or never answer. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Problem } from '../../../src/contract/events';
import { HANDLER_TIMEOUT } from '../../../src/contract/limits';
import { yuan } from '../../../src/money';
import { guarded } from '../../../src/ports/guarded';
import { guardedPlatform } from '../../../src/ports/guarded-platform';
import type { PayOutcome, Platform } from '../../../src/ports/platform';
import { all } from '../../../src/session/store';
import { page as confirmPage } from '../order-confirm/page';
import { page as applyPage } from '../refund-apply/page';
import { definitions, Mounted, type Around } from '../../walks/host';
import { button, LIBRARY } from './button';
import { config, Deferred, libraryGoods, order, refundable, settled, world } from './world';

const boom = (): never => {
  throw new Error('trap');
};
const hostile = (): object => new Proxy({}, { get: boom, getPrototypeOf: boom, ownKeys: boom });
const never = (): Promise<never> => new Promise(() => undefined);

test('a set of handlers that throws where it is read leaves a button that says what it lacks', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const said = t.mock.method(console, 'error', () => undefined);
  const shown = await button(world(), LIBRARY);
  /** Until whoever may have the event would have shown itself. */
  const rested = async (): Promise<void> => {
    for (let windows = 0; windows < 4; windows++) {
      t.mock.timers.tick(150);
      await settled();
    }
  };
  await shown.set({ handlers: hostile(), handlerTimeout: 1 });
  await rested();
  assert.equal(shown.machine.state, 'invalid');
  assert.match(String(said.mock.calls[0]?.arguments[0]), /page: handlers\.\w+ threw/);
  await shown.tap();
  await rested();
  assert.deepEqual([shown.machine.state, shown.data.busy], ['invalid', false]);
});

for (const [what, reason] of [
  ['cannot be read', hostile],
  [
    'throws as a text',
    () => ({
      toString: boom,
      toJSON: boom,
      get errMsg() {
        return boom();
      },
    }),
  ],
  ['is no error', () => Symbol('no')],
] as const)
  test(`placeorder that refuses with a reason that ${what}: 21510, and the button is usable`, async () => {
    const shown = await button(world(), LIBRARY, { placeorder: () => Promise.reject(reason()) });
    await shown.tap();
    assert.deepEqual([shown.errors(), shown.data.busy], [[21510], false]);
  });

test('a handler whose name is no text, and one that a set gives once, are called all the same', async () => {
  const strange = Object.defineProperty(() => Promise.resolve(), 'name', { value: Symbol('name') });
  let given = 0;
  const outside = world();
  const shown = await button(outside, LIBRARY, { placeorder: strange as never });
  const { handlers } = shown.data as { handlers: Record<string, unknown> };
  Object.defineProperty(handlers, 'placeorder', { get: () => (given++ ? 'no function' : strange) });
  await shown.tap();
  assert.deepEqual([shown.errors(), outside.opened.length], [[], 1]);
});

test('an answer that says something else when it is read again is none', async () => {
  for (const read of [1, 2, 3]) {
    let reads = 0;
    const goods = {
      ...libraryGoods(),
      get currentPrice() {
        return reads++ < read ? 9900 : 19.8;
      },
    };
    const door = guarded({ getGoods: () => Promise.resolve(goods) });
    const { goodsId } = goods;
    const taken = await door.getGoods({ goodsId, goodsType: 1, bizLine: 1 }).then(
      ({ currentPrice }) => currentPrice,
      ({ errMsg }: { errMsg: string }) => errMsg,
    );
    assert.ok(
      taken === 9900 || /currentPrice should be integer \(分\), but got 19\.8/.test(String(taken)),
      String(taken),
    );
  }
});

test('hooks that throw where the App object is read count as none, are told once, and others serve', () => {
  const problems: Problem[] = [];
  const app = {
    color: '#123456',
    get userLogin() {
      return boom();
    },
    getThemeConfig() {
      return { fontColor: this.color };
    },
  };
  const door = guardedPlatform({ app: () => app } as unknown as Platform, (one) => void problems.push(one));
  for (let times = 0; times < 2; times++)
    assert.deepEqual(door.app().getThemeConfig!(), { fontColor: '#123456' });
  assert.equal(door.app().userLogin, undefined);
  assert.deepEqual(
    problems.map(({ part }) => part),
    ['platform.app().userLogin'],
  );
});

test('提单页 is drawn where a hook of the App object throws', async () => {
  const outside = world();
  Object.defineProperty(outside.app, 'getPhoneNumber', { get: boom });
  const shown = await confirmPage(outside);
  assert.deepEqual([shown.data.phase, shown.data.total], ['editing', '99.00']);
});

for (const [state, told] of [
  ['paid', 0],
  ['unpaid', 9],
] as const)
  test(`a cashier that ends with a code that none has, and an order that is ${state}: bind:pay says ${told}`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    for (const code of [77, -1, NaN, 1.5]) {
      const outside = world({ merchant: { getOrder: () => Promise.resolve(order({ state })) } });
      outside.outcomes.push({ kind: 'cashier', code, orderId: 'dy-1', outOrderNo: 'out-1' });
      const shown = await confirmPage(outside);
      await shown.submit();
      for (let pauses = 0; pauses < 4; pauses++) {
        t.mock.timers.tick(1000);
        await settled();
      }
      assert.deepEqual(
        shown.reports.map(({ pay }) => pay?.result),
        [{ code: told, orderId: 'dy-1' }],
      );
    }
  });

test('a clock that is no clock is not stored', () => {
  const now = (answer: unknown): number =>
    guardedPlatform({ now: () => answer } as unknown as Platform, () => undefined).now();
  assert.equal(now(1_700_000_000_000.75), 1_700_000_000_000);
  for (const wrong of [NaN, Infinity, -5, '7', null, 10n, new Date()])
    assert.ok(Number.isSafeInteger(now(wrong)) && now(wrong) > 1.6e12);
});

test('an amount in yuan has the digits of the 分, however large', () => {
  assert.deepEqual([0, 1, 10, 100, 9900, -5].map(yuan), ['0.00', '0.01', '0.10', '1.00', '99.00', '-0.05']);
  assert.equal(yuan(7687574869085996), '76875748690859.96');
  fc.assert(
    fc.property(fc.maxSafeNat(), (fen) => {
      assert.match(yuan(fen), /^(0|[1-9]\d*)\.\d\d$/);
      assert.equal(BigInt(yuan(fen).replace('.', '')), BigInt(fen));
    }),
  );
});

const CONTINUE = { mode: 1, orderStatus: 0, orderId: 'out-1' };

test('继续支付 on a second button says that the order is being paid, and the cashier is opened once', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(order()) } });
  const answer = new Deferred<PayOutcome>();
  outside.outcomes.push(answer.promise);
  const first = await button(outside, CONTINUE);
  await first.tap();
  const second = await button(outside, CONTINUE);
  await second.tap();
  assert.deepEqual([outside.toasts, second.data.busy], [['订单正在支付，请稍候'], false]);
  assert.equal(outside.calls.filter((call) => call === 'continueToPay').length, 1);
  answer.resolve({ kind: 'cashier', code: 4, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.equal(first.heard.length, 1);
});

for (const [what, state, sent, told] of [
  ['paid is told', 'paid', 1, [0]],
  ['closed is told', 'closed', 1, [3]],
  ['unpaid is paid on', 'unpaid', 2, [4]],
  ['in the middle is not paid a second time', 'processing', 1, []],
] as const)
  test(`a cashier whose end never came: with the next tap, an order that is ${what}`, async (t) => {
    t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1_700_000_000_000 });
    const outside = world({ merchant: { getOrder: () => Promise.resolve(order({ state })) } });
    outside.outcomes.push(never(), { kind: 'cashier', code: 4, orderId: 'dy-1', outOrderNo: 'out-1' });
    const shown = await button(outside, CONTINUE);
    await shown.tap();
    t.mock.timers.tick(9999);
    assert.equal(shown.data.busy, true);
    t.mock.timers.tick(2);
    assert.equal(shown.data.busy, false);
    await shown.tap();
    await settled();
    assert.equal(outside.calls.filter((call) => call === 'continueToPay').length, sent);
    assert.deepEqual(
      shown.heard.map(({ event, detail }) => [event, (detail.result as { code?: number }).code]),
      told.map((code) => ['pay', code]),
    );
    assert.deepEqual(outside.toasts, state === 'processing' ? ['订单正在支付，请稍候'] : []);
    assert.equal(shown.data.busy, false);
  });

test('a payment of which the platform never tells is told after ten minutes, also when its page is left', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1_700_000_000_000 });
  const outside = world();
  outside.outcomes.push(never());
  const shown = await confirmPage(outside);
  await shown.submit();
  outside.merchant.findOrder = () => Promise.resolve(order({ state: 'paid' }));
  shown.machine.stop();
  t.mock.timers.tick(599_999);
  await settled();
  assert.equal(shown.reports.length, 0);
  t.mock.timers.tick(1);
  await settled();
  assert.deepEqual(
    shown.reports.map(({ pay }) => pay?.result),
    [{ code: 0, orderId: 'dy-1' }],
  );
});

test('a page that was opened without a word of the host leaves a usable button when it is gone', async () => {
  const outside = world();
  outside.navigate = never();
  const shown = await button(outside, LIBRARY);
  await shown.tap();
  assert.equal(shown.machine.state, 'opening');
  shown.machine.send('HIDE');
  shown.machine.send('SHOW');
  await settled();
  assert.equal(shown.data.busy, false);
  await shown.tap();
  assert.equal(outside.opened.length, 2);
});

for (const [what, refunds, ends] of [
  ['is in ends after a minute, once', ['refund-1'], ['done', 'success']],
  ['is not in is neither told nor sent again', [], ['unanswered']],
] as const)
  test(`an application that is never answered and ${what}`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const outside = world({
      merchant: { getOrder: () => Promise.resolve(refundable({ refunds: [...refunds] })) },
    });
    outside.applied = never();
    const shown = await applyPage();
    await shown.fill({ reasons: [101] });
    await shown.submit();
    t.mock.timers.tick(59_999);
    await settled();
    assert.deepEqual([shown.machine.state, shown.reports.length], ['unanswered', 0]);
    t.mock.timers.tick(1);
    await settled();
    assert.deepEqual([shown.machine.state, ...shown.reports.map(({ refund }) => refund?.status)], [...ends]);
  });

test('an application that fails with a reason that cannot be read ends, once, in words', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });

  outside.applied = Promise.reject(hostile());
  const shown = await applyPage();
  await shown.fill({ reasons: [101] });
  await shown.submit();
  assert.deepEqual(
    [shown.machine.state, shown.reports.map(({ refund }) => refund?.result)],
    ['failed', [{ errMsg: 'no reason that can be read' }]],
  );
});

test('a stored visit under another key than its own is left out: it would be told twice', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY);
  await shown.tap();
  const stored = JSON.parse([...outside.store.values()][0]!) as Record<string, object>;
  const [[id, visit]] = Object.entries(stored) as [[string, object]];
  const text = `{"other":${JSON.stringify(visit)},"__proto__":${JSON.stringify(visit)},"${id}":${JSON.stringify(visit)}}`;
  outside.store.set([...outside.store.keys()][0]!, text);
  outside.restart();
  assert.deepEqual(Object.keys(all(config().platform)), [id]);
});

test('a text or a list where visits are stored holds none, and is told once however long it is', (t) => {
  const told = t.mock.method(console, 'error', () => undefined);
  const outside = world();
  const { platform } = config();
  for (const stored of ['x'.repeat(50_000), new Array(50_000).fill(1)]) {
    outside.platform.load = () => stored;
    assert.deepEqual(Object.keys(all(platform)), []);
  }
  assert.equal(told.mock.callCount(), 1);
});

test('events of the template that have not what theirs have reach nobody as an exception', async (t) => {
  t.mock.method(console, 'error', () => undefined);
  world();
  const thrown: string[] = [];
  const around: Around = {
    definitions: await definitions(),
    coerces: true,
    beforeSetData: () => undefined,
    fire: () => undefined,
    thrown: (where, error) => void thrown.push(`${where}: ${String(error)}`),
  };
  const events = [
    undefined,
    null,
    {},
    { detail: null },
    { detail: { value: null } },
    { detail: { value: 7 } },
    hostile(),
  ];
  for (const name of Object.keys(around.definitions) as (keyof Around['definitions'])[]) {
    const one = new Mounted(name, around, {}).attach();
    for (const method of Object.keys(one.definition.methods).filter((each) => each !== 'step'))
      for (const event of events)
        // The stepper's events are the host's own.
        if (name !== 'stepper' || event === events[5]) one.touch(method, event as object);
    one.detach();
  }
  assert.deepEqual(thrown, []);
});

test('a field that gives a number holds its text, and an event that says nothing changes nothing', async () => {
  world();
  const around: Around = {
    definitions: await definitions(),
    coerces: true,
    beforeSetData: () => undefined,
    fire: () => undefined,
    thrown: (where, error) => assert.fail(`${where}: ${String(error)}`),
  };
  const changes: object[] = [];
  const one = new Mounted('stepper', around, { max: 20 }, (_, detail) => void changes.push(detail)).attach();
  one.touch('onInput', { detail: { value: 7 } });
  one.touch('onInput', { detail: { value: null } });
  assert.deepEqual([changes, one.data.shown], [[{ value: 7 }], '7']);
});

for (const handlerTimeout of ['constructor', NaN, -1, {}, '15'] as unknown[])
  test(`handler-timeout ${JSON.stringify(handlerTimeout)} is no time: handlers have the usual one`, async (t) => {
    const slow = new Deferred<object>();
    const timers = t.mock.method(globalThis, 'setTimeout');
    const shown = await button(world(), LIBRARY, { placeorder: () => slow.promise });
    await shown.set({ handlerTimeout });
    await shown.tap();
    const waits = timers.mock.calls.map(({ arguments: [, ms] }) => ms);
    assert.ok(waits.includes(HANDLER_TIMEOUT), String(waits));
    assert.ok(
      waits.every((ms) => typeof ms === 'number' && ms >= 0),
      String(waits),
    );
    slow.resolve({});
    await settled();
    assert.deepEqual(shown.errors(), []);
  });

for (const name of ['order-confirm', 'refund-apply'] as const)
  test(`${name}: a quantity that is no number above 0 is none yet`, async () => {
    const { methods } = (await definitions())[name];
    const sent: unknown[] = [];
    const one = { data: {}, running: { send: (...what: unknown[]) => sent.push(what) } };
    for (const value of [3, { kind: 'other' }, NaN, -1, 'three', undefined])
      methods.onQuantity!.call(one as never, { detail: { value } });
    assert.deepEqual(sent, [['FILL', { quantity: 3 }], ...Array(5).fill(['FILL', { typed: 0 }])]);
  });
