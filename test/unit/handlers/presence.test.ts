import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ACK_WINDOW, GETGOODSINFO_TIMEOUT, HANDLER_TIMEOUT, LATE_WINDOW } from '../../../src/contract/limits';
import { anchor } from '../../../src/handlers/anchor';
import type { Answer, Asker } from '../../../src/handlers/ask';
import { ask, missingText, notify, present } from '../../../src/handlers/ask';
import { cancel } from '../../../src/handlers/cancel';
import { installAuto } from '../../../src/handlers/auto-install';
import { defineHandlers, releaseHandlers, reply, withReply } from '../../../src/handlers/reply';
import { installTaro } from '../../../src/handlers/taro-install';
import type { Handler, Host } from './fake-host';
import { createHost, DELIVERIES } from './fake-host';
import { fakeTaro } from './fake-taro';
import { SOURCES } from './sources';

const RULE: Record<string, string> = {
  getgoodsinfo: 'PB-BIND-01',
  placeorder: 'PB-BIND-02',
  pay: 'PB-BIND-03',
};

/** Collects what a promise of this room gives, so that a test can look while it is still open. */
function collect<T>(promise: Promise<T>): T[] {
  const seen: T[] = [];
  void promise.then((value) => seen.push(value));
  return seen;
}

for (const delivery of DELIVERIES) {
  describe(`${delivery} delivery`, () => {
    let host: Host;
    beforeEach(() => {
      host = createHost(delivery);
    });
    afterEach(() => host.close());

    const handlers = (handler: Handler): Record<string, Handler> => ({
      getgoodsinfo: handler,
      placeorder: handler,
      pay: handler,
    });
    const waitOut = async (): Promise<void> => {
      await host.pass(ACK_WINDOW);
      await host.pass(ACK_WINDOW);
    };
    const MISSING: Answer[] = [{ kind: 'missing' }];
    const adapters: Record<string, () => Asker> = {
      auto() {
        installAuto();
        return host.button(host.page({}), { getgoodsinfo: 'absent' });
      },
      taro() {
        const app = fakeTaro('react');
        installTaro(app.hooks);
        const bindings = { getgoodsinfo: 'eh', placeorder: 'eh', pay: 'eh' };
        return host.button(
          host.page({ ...app.config }),
          bindings,
          undefined,
          app.node('pay-button-sdk', {}).dataset,
        );
      },
    };

    test(`[PB-HANDLER-02] an unbound handler is missing after two windows, not before (${delivery})`, async () => {
      const answers = collect(ask(host.button(host.page({}), {}), 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT));
      await host.pass(ACK_WINDOW);
      await host.pass(ACK_WINDOW - 1);
      assert.deepEqual(answers, []);
      await host.pass(1);
      assert.deepEqual(answers, MISSING);
      // One that shows itself later is told so, for a while.
      await host.pass(LATE_WINDOW);
      assert.equal(host.timers(), 0);
    });

    for (const adapter of Object.keys(adapters)) {
      test(`[PB-HANDLER-02] an unbound handler is missing with an adapter, too (${adapter}, ${delivery})`, async () => {
        const answers = collect(ask(adapters[adapter](), 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT));
        await waitOut();
        assert.deepEqual(answers, MISSING);
      });
    }

    test(`[PB-HANDLER-02] without an adapter a bound handler whose value is lost looks the same (${delivery})`, async () => {
      let calls = 0;
      const page = host.page({ goods: () => Promise.resolve(++calls) });
      const answers = collect(
        ask(host.button(page, { getgoodsinfo: 'goods' }), 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT),
      );
      await waitOut();
      assert.deepEqual([answers, calls], [MISSING, 1]);
    });

    test(`[PB-HANDLER-02] a busy thread that runs its timer first still hears the handler (${delivery})`, async () => {
      const page = host.page({ goods: withReply(() => 'goods') });
      const asker = host.button(page, { getgoodsinfo: 'goods' });
      const late: Asker = {
        ...asker,
        triggerEvent: (name, detail) => setTimeout(() => asker.triggerEvent(name, detail), ACK_WINDOW + 1),
      };
      const answers = collect(ask(late, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT));
      await host.pass(ACK_WINDOW);
      await host.pass(1);
      assert.deepEqual(answers, [{ kind: 'value', value: 'goods' }]);
    });

    test(`[PB-WAIT-01] the waiting time starts when the handler has the event (${delivery})`, async () => {
      const page = host.page({ goods: withReply(() => new Promise(() => {})) });
      const asker = host.button(page, { getgoodsinfo: 'goods' });
      const late: Asker = {
        ...asker,
        triggerEvent: (name, detail) => setTimeout(() => asker.triggerEvent(name, detail), 500),
      };
      const answers = collect(ask(late, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT));
      await host.pass(500);
      await host.pass(GETGOODSINFO_TIMEOUT - 1);
      assert.deepEqual(answers, []);
      await host.pass(1);
      assert.deepEqual(answers, [{ kind: 'timeout' }]);
    });

    for (const event of Object.keys(RULE)) {
      for (const source of SOURCES) {
        const known = source.name !== 'withReply' && source.name !== 'reply';
        test(`[${RULE[event]}] a bound ${event} is ${known ? 'seen' : 'not guessed'}, and user code does not run (${source.name}, ${delivery})`, async () => {
          let calls = 0;
          const seen = collect(
            present(
              source.bind(
                host,
                handlers(() => ++calls),
              ),
              event,
            ),
          );
          await host.idle();
          assert.deepEqual([seen, calls, host.timers()], [[known ? true : undefined], 0, 0]);
        });
      }

      for (const adapter of Object.keys(adapters)) {
        test(`[${RULE[event]}] with an adapter an unbound ${event} is known to be missing (${adapter}, ${delivery})`, async () => {
          const seen = collect(present(adapters[adapter](), event));
          await host.pass(ACK_WINDOW);
          assert.deepEqual(seen, []);
          await host.pass(ACK_WINDOW);
          assert.deepEqual([seen, host.timers()], [[false], 0]);
        });
      }

      test(`[${RULE[event]}] with no set and no adapter presence is unknown, and nothing is triggered (${delivery})`, async () => {
        const seen = await present(host.button(host.page({ on() {} }), { [event]: 'on' }), event);
        assert.deepEqual([seen, host.triggered], [undefined, []]);
      });
    }

    test(`[PB-BIND-01] [PB-BIND-02] [PB-BIND-03] probes run side by side (${delivery})`, async () => {
      installAuto();
      const button = host.button(host.page({ goods() {}, paid() {} }), {
        getgoodsinfo: 'goods',
        pay: 'paid',
      });
      const seen = collect(
        Promise.all(['getgoodsinfo', 'placeorder', 'pay'].map((event) => present(button, event))),
      );
      await waitOut();
      assert.deepEqual(seen, [[true, false, true]]);
    });

    test(`[PB-BIND-03] withReply and reply acknowledge a probe (${delivery})`, async () => {
      let calls = 0;
      installAuto();
      const page = host.page({ wrapped: withReply(() => ++calls) });
      page.replying = (event: unknown) => reply(event, 'value');
      const button = host.button(page, { pay: 'wrapped', placeorder: 'replying' });
      assert.deepEqual(
        [await present(button, 'pay'), await present(button, 'placeorder'), calls],
        [true, true, 0],
      );
    });

    test(`[PB-HANDLER-01] a set without the event leaves it to the bound handler (${delivery})`, async () => {
      const key = defineHandlers({ placeorder: () => {} });
      const page = host.page({ goods: withReply(() => 'from the page') });
      const button = host.button(page, { getgoodsinfo: 'goods' }, key);
      assert.equal(await present(button, 'getgoodsinfo'), undefined);
      assert.deepEqual(await ask(button, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT), {
        kind: 'value',
        value: 'from the page',
      });
    });

    test(`[PB-HANDLER-01] a set wins over a bound handler, and a released key is no set (${delivery})`, async () => {
      const key = defineHandlers({ getgoodsinfo: ({ detail }) => ({ goodsName: detail.goodsId }) });
      const button = host.button(
        host.page({ goods: withReply(() => 'from the page') }),
        { getgoodsinfo: 'goods' },
        key,
      );
      const asked = (): Promise<Answer> =>
        ask(button, 'getgoodsinfo', { goodsId: 'g1' }, GETGOODSINFO_TIMEOUT);
      assert.deepEqual(await asked(), { kind: 'value', value: { goodsName: 'g1' } });
      assert.deepEqual(host.triggered, []);
      releaseHandlers(key);
      assert.deepEqual(await asked(), { kind: 'value', value: 'from the page' });
    });

    test(`[PB-BIND-03] notify pay gives the documented detail, and whether somebody listens (${delivery})`, async () => {
      const detail = { status: 'success', orderId: 'o', outOrderNo: 'n', result: { code: 0, orderId: 'o' } };
      const heard: unknown[] = [];
      const paid = (event: { detail: unknown }): void => void heard.push(event.detail);
      const without = host.button(host.page({ paid }), { pay: 'paid' });
      assert.equal(await notify(without, 'pay', detail), undefined);
      assert.equal(await notify(host.button(host.page({}), {}, { pay: paid }), 'pay', detail), true);
      installAuto();
      const listening = host.button(host.page({ paid }), { pay: 'paid' });
      assert.equal(await notify(listening, 'pay', detail), true);
      await host.idle();
      const deaf = collect(notify(host.button(host.page({}), {}), 'pay', detail));
      await waitOut();
      assert.deepEqual([heard, deaf], [[detail, detail, detail], [false]]);
    });

    test(`[PB-BIND-05] notifications that nobody hears cost nothing (${delivery})`, async () => {
      installAuto();
      const button = host.button(host.page({}), {});
      assert.equal(await notify(button, 'refund', {}), undefined);
      assert.equal(await notify(button, 'error', {}), undefined);
      assert.deepEqual([host.triggered, host.timers()], [['refund', 'error'], 0]);
    });

    test(`[PB-HANDLER-02] a component that leaves frees its timers, and only its own (${delivery})`, async () => {
      const settled: ((value: unknown) => void)[] = [];
      const wait = withReply(() => new Promise((resolve) => settled.push(resolve)));
      const page = host.page({ wait });
      const leaving = host.button(page, { placeorder: 'wait' });
      const staying = host.button(page, { placeorder: 'wait' });
      const keyed = host.button(
        page,
        {},
        { placeorder: () => new Promise((resolve) => settled.push(resolve)) },
      );
      const dropped = [
        collect(ask(leaving, 'placeorder', {}, HANDLER_TIMEOUT)),
        collect(ask(leaving, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT)),
        collect(ask(keyed, 'placeorder', {}, HANDLER_TIMEOUT)),
      ];
      const kept = collect(ask(staying, 'placeorder', {}, HANDLER_TIMEOUT));
      await host.idle();
      assert.equal(host.timers(), 4);
      cancel(leaving);
      cancel(keyed);
      assert.deepEqual([host.timers(), anchor().pending.size], [1, 1]);
      settled.forEach((settle) => settle('late'));
      await host.pass(HANDLER_TIMEOUT);
      assert.deepEqual([dropped, kept], [[[], [], []], [{ kind: 'value', value: 'late' }]]);
      assert.deepEqual([host.timers(), anchor().pending.size], [0, 0]);
    });
  });
}

test('[PB-BIND-01] [PB-BIND-02] [PB-BIND-03] the errMsg of a missing handler names both causes and the cures', () => {
  for (const event of Object.keys(RULE)) {
    const text = missingText(event);
    for (const part of [`bind:${event}`, 'return value', 'microapp-trade-kit/auto', '/taro', 'withReply'])
      assert.ok(text.includes(part), part);
  }
});
