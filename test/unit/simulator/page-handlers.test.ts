/**
 * What the simulator sees of the kit's questions, beside the kit itself: it must see what the kit takes, and
 * change nothing.
 */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ACK_WINDOW, HANDLER_TIMEOUT } from '../../../src/contract/limits';
import { anchor } from '../../../src/handlers/anchor';
import { ask, notify, present, type Answer, type Asker } from '../../../src/handlers/ask';
import { cancel } from '../../../src/handlers/cancel';
import { installAuto } from '../../../src/handlers/auto-install';
import { defineHandlers, releaseHandlers, reply } from '../../../src/handlers/reply';
import { watchHandlers, type Outcome } from '../../../simulator/runtime/page-handlers';
import { createHost, globals, type Handler, type Host } from '../handlers/fake-host';
import { SOURCES } from '../handlers/sources';

let host: Host;
let called: unknown[][];
let ended: (Outcome | undefined)[];
beforeEach(() => {
  host = createHost('sync');
  called = [];
  ended = [];
  watchHandlers(globals.tt as object, {
    called: (key, event, detail) => called.push([key, event, detail]),
    ended: (_rid, outcome) => ended.push(outcome),
  });
});
afterEach(() => host.close());

const oops = new Error('oops');
const put = (asker: Asker): Promise<Answer> => ask(asker, 'placeorder', { goodsId: 'g1' }, HANDLER_TIMEOUT);

/** What the kit got, in the words of the observer. */
const seenAs = (answer: Answer): Outcome => {
  if (answer.kind === 'value') return { kind: 'answer', failed: false, value: answer.value };
  return answer.kind === 'failed'
    ? { kind: 'answer', failed: true, value: answer.reason }
    : { kind: answer.kind };
};

const HANDLERS: Record<string, Handler> = {
  'returns a value': () => ({ maxLimits: 3 }),
  'resolves later': () => new Promise((resolve) => setImmediate(() => resolve('late'))),
  'returns nothing': () => undefined,
  'rejects with nothing': () => Promise.reject(),
  throws: () => {
    throw oops;
  },
  'never settles': () => new Promise(() => undefined),
  'replies, and returns something else sooner': (event: unknown) => {
    reply(event, new Promise((resolve) => setImmediate(() => resolve('replied'))));
    return 'returned';
  },
  'replies with what never settles, and returns something': (event: unknown) => {
    reply(event, new Promise(() => undefined));
    return 'returned';
  },
  'replies after it has returned a promise': (event: unknown) =>
    new Promise((resolve) =>
      setImmediate(() => {
        reply(event, 'replied');
        resolve('returned');
      }),
    ),
};

for (const { name, bind } of SOURCES) {
  for (const [what, handler] of Object.entries(HANDLERS)) {
    test(`${name}, ${what}: seen as the kit takes it, once`, async () => {
      const answer = put(bind(host, { placeorder: handler }));
      await host.pass(HANDLER_TIMEOUT);
      assert.deepEqual(ended, [seenAs(await answer)]);
      assert.equal(anchor().pending.size, 0);
    });
  }
}

test('a question that nobody takes is missing, one whose asker leaves has no outcome', async () => {
  const asker = host.button(host.page({}), {});
  const answer = put(asker);
  await host.pass(ACK_WINDOW);
  await host.pass(ACK_WINDOW);
  assert.deepEqual([ended, await answer], [[{ kind: 'missing' }], { kind: 'missing' }]);
  const leaving = host.button(
    host.page({}),
    {},
    defineHandlers({ placeorder: () => new Promise(() => undefined) }),
  );
  void put(leaving);
  cancel(leaving);
  assert.deepEqual(ended, [{ kind: 'missing' }, undefined]);
});

test('an answer that comes after the time is up is not told', async () => {
  let settle = (_value: unknown): void => undefined;
  const answer = put(
    host.button(
      host.page({}),
      {},
      defineHandlers({ placeorder: () => new Promise((resolve) => (settle = resolve)) }),
    ),
  );
  await host.pass(HANDLER_TIMEOUT);
  settle('late');
  await host.idle();
  assert.deepEqual([ended, await answer], [[{ kind: 'timeout' }], { kind: 'timeout' }]);
});

test('a thenable is asked once', async () => {
  let asked = 0;
  const thenable = {
    then(resolve: (value: unknown) => void) {
      asked += 1;
      resolve('done');
    },
  };
  const answer = await put(host.button(host.page({}), {}, defineHandlers({ placeorder: () => thenable })));
  assert.deepEqual([answer, asked], [{ kind: 'value', value: 'done' }, 1]);
  assert.deepEqual(ended, [{ kind: 'answer', failed: false, value: 'done' }]);
});

describe('a set', () => {
  test('its functions are told with key, event and detail, and called as before: on the set, with the event, also where it is frozen', async () => {
    const seen: unknown[] = [];
    const set = Object.freeze({
      placeorder(this: unknown, event: object) {
        seen.push(this, event);
        return 'done';
      },
      pay(event: object) {
        seen.push(event);
      },
    });
    const key = defineHandlers(set);
    const asker = host.button(host.page({}), {}, key);
    assert.deepEqual(await put(asker), { kind: 'value', value: 'done' });
    await notify(asker, 'pay', { status: 'success' });
    const [[, , detail]] = called as [[string, string, { goodsId: string; __rid: string }]];
    assert.equal(detail.goodsId, 'g1');
    assert.deepEqual(called, [
      [key, 'placeorder', detail],
      [key, 'pay', { status: 'success' }],
    ]);
    assert.equal(seen[0], set);
    assert.deepEqual(seen.slice(1), [
      { type: 'placeorder', detail },
      { type: 'pay', detail: { status: 'success' } },
    ]);
    assert.deepEqual(host.triggered, []);
  });

  test('a function that comes or goes later counts, and a set that was released is gone', async () => {
    const set: Record<string, Handler> = {};
    const key = defineHandlers(set);
    const asker = host.button(host.page({}), {}, key);
    set.placeorder = () => 'added';
    assert.deepEqual(await put(asker), { kind: 'value', value: 'added' });
    delete set.placeorder;
    void put(asker);
    assert.deepEqual(host.triggered, ['placeorder']);
    set.placeorder = () => 'released';
    releaseHandlers(key);
    void put(asker);
    assert.deepEqual([host.triggered, called.length], [['placeorder', 'placeorder'], 1]);
    cancel(asker);
  });
});

test('looking whether somebody is there calls nobody', async () => {
  const key = defineHandlers({ pay: () => undefined });
  assert.equal(await present(host.button(host.page({}), {}, key), 'pay'), true);
  installAuto();
  const page = host.page({ onPay: () => undefined });
  assert.equal(await present(host.button(page, { pay: 'onPay' }), 'pay'), true);
  assert.deepEqual(called, []);
});

test('the registry hangs on tt as without an observer', () => {
  const { sets } = anchor();
  const [name] = Object.keys(globals.tt as object);
  const { value, writable, configurable } = Object.getOwnPropertyDescriptor(globals.tt, name!)!;
  assert.deepEqual([(value as { sets: unknown }).sets === sets, writable, configurable], [true, true, true]);
});
