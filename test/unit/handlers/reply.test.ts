import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ACK_WINDOW, GETGOODSINFO_TIMEOUT } from '../../../src/contract/limits';
import { anchor } from '../../../src/handlers/anchor';
import type { Answer } from '../../../src/handlers/ask';
import { ask } from '../../../src/handlers/ask';
import { installAuto } from '../../../src/handlers/auto-install';
import { defineHandlers, releaseHandlers, reply, withReply } from '../../../src/handlers/reply';
import type { Handler, Host } from './fake-host';
import { createHost, DELIVERIES } from './fake-host';

const TWICE = '[PB-GETGOODS-10] [PB-PLACE-12] [PB-REFUND-18]';
const later = <T>(value: T): Promise<T> => new Promise((resolve) => setImmediate(() => resolve(value)));

for (const delivery of DELIVERIES) {
  describe(`${delivery} delivery`, () => {
    let host: Host;
    beforeEach(() => {
      host = createHost(delivery);
    });
    afterEach(() => host.close());

    const answerOf = (handler: Handler): Promise<Answer> =>
      ask(
        host.button(host.page({ on: handler }), { getgoodsinfo: 'on' }),
        'getgoodsinfo',
        { goodsId: 'g1' },
        GETGOODSINFO_TIMEOUT,
      );

    const HANDLERS: [string, Handler][] = [
      [
        'two replies: the first counts',
        (event) => {
          reply(event, 'right');
          reply(event, 'wrong');
        },
      ],
      [
        'a reply with a slow promise, then one with a value: the first counts',
        (event) => {
          reply(event, later('right'));
          reply(event, 'wrong');
        },
      ],
      [
        'a slow reply beats what the handler returns',
        (event) => {
          reply(event, later('right'));
          return 'wrong';
        },
      ],
      [
        'a reply after an await beats what the handler resolves',
        async (event) => {
          await later(0);
          reply(event, 'right');
          return 'wrong';
        },
      ],
      [
        'a slow reply after an await beats what the handler resolves',
        async (event) => {
          await later(0);
          reply(event, later('right'));
          return 'wrong';
        },
      ],
      [
        'a reply counts although the handler throws',
        (event) => {
          reply(event, later('right'));
          throw new Error('oops');
        },
      ],
    ];
    for (const [what, handler] of HANDLERS) {
      test(`${TWICE} [PB-HANDLER-04] ${what} (withReply, ${delivery})`, async () => {
        assert.deepEqual(await answerOf(withReply(handler)), { kind: 'value', value: 'right' });
      });
      test(`${TWICE} [PB-HANDLER-04] ${what} (auto, ${delivery})`, async () => {
        installAuto();
        assert.deepEqual(await answerOf(handler), { kind: 'value', value: 'right' });
      });
      test(`${TWICE} [PB-HANDLER-04] ${what} (set, ${delivery})`, async () => {
        const button = host.button(host.page({}), {}, { getgoodsinfo: handler });
        assert.deepEqual(await ask(button, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT), {
          kind: 'value',
          value: 'right',
        });
      });
    }

    test(`[PB-WAIT-01] [PB-WAIT-02] [PB-WAIT-03] a second acknowledgement does not lengthen the wait (${delivery})`, async () => {
      let event: unknown;
      const answers: Answer[] = [];
      const handler = withReply((given: unknown) => {
        event = given;
        return new Promise(() => {});
      });
      void answerOf(handler).then((answer) => answers.push(answer));
      await host.pass(GETGOODSINFO_TIMEOUT - 1);
      reply(event, new Promise(() => {}));
      await host.pass(1);
      assert.deepEqual(answers, [{ kind: 'timeout' }]);
    });

    test(`[PB-HANDLER-02] a reply after the windows is dropped (${delivery})`, async () => {
      let event: unknown;
      const answers: Answer[] = [];
      void answerOf((given) => void (event = given)).then((answer) => answers.push(answer));
      await host.pass(ACK_WINDOW);
      await host.pass(ACK_WINDOW);
      reply(event, 'late');
      await host.idle();
      assert.deepEqual([answers, anchor().pending.size, host.timers()], [[{ kind: 'missing' }], 0, 0]);
    });

    test(`[PB-HANDLER-03] an event of another component passes through withReply untouched (${delivery})`, async () => {
      const seen: unknown[] = [];
      const page = host.page({
        on: withReply(function (this: unknown, ...args: unknown[]) {
          seen.push(this === page, args.length);
          return 'own';
        }),
      });
      for (const event of [
        undefined,
        null,
        7,
        {},
        { detail: null },
        { detail: 'text' },
        { detail: { __rid: 'constructor' } },
      ]) {
        assert.equal(page.on(event, 2), 'own');
      }
      assert.deepEqual(new Set(seen), new Set([true, 2]));
    });
  });
}

test('[PB-HANDLER-03] withReply keeps this, arguments, return value, error and own members', async () => {
  const host = createHost('sync');
  try {
    const oops = new Error('oops');
    const named = Object.assign(
      function (this: { name: string }, event: unknown, fail?: boolean) {
        if (fail) throw oops;
        return this.name;
      },
      { cancel: () => 'cancelled' },
    );
    const page = { name: 'page', on: withReply(named) };
    assert.equal(page.on.cancel(), 'cancelled');
    const events: unknown[] = [];
    const asker = {
      data: {},
      triggerEvent: (type: string, detail: object) => void events.push({ type, detail }),
    };
    const first = ask(asker, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT);
    const second = ask(asker, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT);
    assert.equal(page.on(events[0]), 'page');
    assert.throws(() => page.on(events[1], true), oops);
    assert.deepEqual(
      [await first, await second],
      [
        { kind: 'value', value: 'page' },
        { kind: 'failed', reason: oops },
      ],
    );
  } finally {
    host.close();
  }
});

test('[PB-HANDLER-04] reply on an event that asks nothing does nothing', () => {
  const host = createHost('sync');
  reply({ detail: {} }, 1);
  reply(undefined, 1);
  assert.equal(anchor().pending.size, 0);
  host.close();
});

test('[PB-GETGOODS-02] a host that lets the handler throw through triggerEvent is a failed answer, not a crash', async () => {
  const host = createHost('sync');
  const oops = new Error('oops');
  const asker = {
    data: {},
    triggerEvent() {
      throw oops;
    },
  };
  assert.deepEqual(await ask(asker, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT), {
    kind: 'failed',
    reason: oops,
  });
  assert.equal(host.timers(), 0);
  host.close();
});

test('[PB-HANDLER-01] each set has its own key, and a key that names nothing is no set', async () => {
  const host = createHost('sync');
  const keys = [defineHandlers({}), defineHandlers({})];
  assert.notEqual(keys[0], keys[1]);
  keys.forEach(releaseHandlers);
  assert.equal(anchor().sets.size, 0);
  for (const handlers of [
    'constructor',
    '__proto__',
    '',
    null,
    undefined,
    7,
    {},
    { getgoodsinfo: 'no function' },
  ]) {
    const page = host.page({ on: withReply(() => 'page') });
    const answer = await ask(
      host.button(page, { getgoodsinfo: 'on' }, handlers),
      'getgoodsinfo',
      {},
      GETGOODSINFO_TIMEOUT,
    );
    assert.deepEqual(answer, { kind: 'value', value: 'page' }, JSON.stringify(handlers));
  }
  host.close();
});
