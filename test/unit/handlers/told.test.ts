/** What a developer is told of a handler that throws, is missing, or comes too late. */
import assert from 'node:assert/strict';
import test, { afterEach, type TestContext } from 'node:test';
import { ACK_WINDOW } from '../../../src/contract/limits';
import type { Problem } from '../../../src/contract/events';
import { anchor } from '../../../src/handlers/anchor';
import { ask, missingText, nearTo } from '../../../src/handlers/ask';
import { nearest } from '../../../src/handlers/nearest';
import { reply, withReply } from '../../../src/handlers/reply';
import { setup } from '../../../src/setup';
import { button, LIBRARY } from '../kit/button';
import { phoneClock } from '../kit/phone-clock';
import { settled, world } from '../kit/world';

afterEach(() => {
  delete anchor().auto;
  delete anchor().methods;
});

function reported(): Problem[] {
  const problems: Problem[] = [];
  setup({ report: (problem) => void problems.push(problem) });
  return problems;
}

const fails = {
  placeorder: function loginFirst(): unknown {
    throw new Error('undefinedFn is not defined');
  },
};

for (const [how, placeorder] of [
  ['throws', fails.placeorder],
  [
    'rejects',
    async function loginFirst() {
      await settled();
      return fails.placeorder();
    },
  ],
] as const) {
  test(`a placeorder that ${how} an Error is reported with its name and its place in the code`, async () => {
    const outside = world();
    const problems = reported();
    const handlers = { getgoodsinfo: () => ({}), placeorder, pay: () => undefined };
    const shown = await button(outside, LIBRARY);
    Object.assign(shown.data, { handlers });
    await shown.tap();
    await settled();
    assert.deepEqual(
      problems.map(({ component, event, part }) => [component, event, part]),
      [['page', 'placeorder', 'bind:placeorder="loginFirst"']],
    );
    assert.match(String((problems[0]!.error as Error).stack), /told\.test\.ts/);
    assert.equal(shown.data.busy, false);
  });
}

test('a method that withReply has wrapped is reported by its name', async () => {
  world();
  const problems = reported();
  const onLogin = withReply(function onLogin(): void {
    throw new Error('down');
  });
  const asker = {
    data: {},
    triggerEvent: (_: string, detail: object) => (onLogin as (event: object) => void)({ detail }),
  };
  const answer = await ask(asker, 'placeorder', {}, 1000);
  assert.equal(answer.kind, 'failed');
  assert.equal(problems[0]?.part, 'bind:placeorder="onLogin"');
});

test('a handler that refuses with words, and not by a mistake in its code, is not reported', async () => {
  world();
  const problems = reported();
  const asker = {
    data: { handlers: { placeorder: () => Promise.reject('cancelled' as never) } },
    triggerEvent: () => undefined,
  };
  assert.equal((await ask(asker, 'placeorder', {}, 1000)).kind, 'failed');
  assert.deepEqual(problems, []);
});

for (const [event, names, found] of [
  ['getgoodsinfo', ['onLoad', 'getGoodsInfo', 'getCart'], 'getGoodsInfo'],
  ['getgoodsinfo', ['onGetGoodInfo'], 'onGetGoodInfo'],
  ['placeorder', ['placeOder', 'cancelOrder'], 'placeOder'],
  ['pay', ['onPay', 'payments'], 'onPay'],
  ['pay', ['play', 'say', 'p', ''], undefined],
  ['applyrefund', ['handle_apply_refund'], 'handle_apply_refund'],
] as const) {
  test(`of ${names.join(', ')} ${found ?? 'none'} is almost ${event}`, () => {
    assert.equal(nearest(event, names), found);
  });
}

test('[PB-BIND-01] a set with a key that is almost the event, and a page with such a method, are named', () => {
  world();
  const asker = (handlers?: object) => ({ data: { handlers }, triggerEvent: () => undefined });
  assert.match(
    missingText('placeorder', nearTo(asker({ placeOrder: () => 1 }), 'placeorder')),
    /there is placeOrder:/,
  );
  anchor().methods = new Set(['onShow', 'onPay']);
  assert.match(missingText('pay', nearTo(asker(), 'pay')), /there is onPay:/);
  assert.doesNotMatch(missingText('consume', nearTo(asker(), 'consume')), /there is/);
});

async function unbound(
  t: TestContext,
): Promise<{ asked: Promise<unknown>; answer(): void; pass(ms: number): Promise<void> }> {
  const phone = await phoneClock(t);
  world();
  let sent: object = {};
  const asker = { data: {}, triggerEvent: (_: string, detail: object) => void (sent = detail) };
  return {
    asked: ask(asker, 'applyrefund', {}, 1000),
    answer: () => reply({ detail: sent }, { late: true }),
    pass: (ms) => phone.pass(ms),
  };
}

test('a handler that is left out is not waited for so long that a user sees it', async (t) => {
  const { asked, pass } = await unbound(t);
  await pass(2 * ACK_WINDOW);
  assert.deepEqual(await asked, { kind: 'missing' });
  assert.ok(2 * ACK_WINDOW <= 300);
  await pass(5000);
  assert.equal(anchor().pending.size, 0);
});

test('one that shows itself later is told that its answer is not used', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const { asked, answer, pass } = await unbound(t);
  await pass(2 * ACK_WINDOW);
  answer();
  assert.match(String(said.mock.calls[0]?.arguments[0]), /bind:applyrefund has the event too late/);
  assert.deepEqual(await asked, { kind: 'missing' });
  assert.equal(anchor().pending.size, 0);
});

test('one that shows itself in time is waited for as long as any other', async (t) => {
  const { asked, answer, pass } = await unbound(t);
  await pass(2 * ACK_WINDOW - 1);
  answer();
  assert.deepEqual(await asked, { kind: 'value', value: { late: true } });
});
