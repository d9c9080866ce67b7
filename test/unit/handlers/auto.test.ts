import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { ACK_WINDOW, GETGOODSINFO_TIMEOUT } from '../../../src/contract/limits';
import { anchor } from '../../../src/handlers/anchor';
import type { Answer } from '../../../src/handlers/ask';
import { ask, present } from '../../../src/handlers/ask';
import { installAuto } from '../../../src/handlers/auto-install';
import { isWrapped, withReply } from '../../../src/handlers/reply';
import type { Host, Instance } from './fake-host';
import { createHost, globals } from './fake-host';
import { uniButton } from './sources';

const value = (settled: unknown): Answer => ({ kind: 'value', value: settled });

let host: Host;
beforeEach(() => {
  host = createHost('json');
});
afterEach(() => host.close());

const answerOf = (owner: Instance, method = 'on'): Promise<Answer> =>
  ask(host.button(owner, { getgoodsinfo: method }), 'getgoodsinfo', { goodsId: 'g1' }, GETGOODSINFO_TIMEOUT);

test('[PB-HANDLER-05] methods of a page, of a component and of a behavior answer', async () => {
  installAuto();
  const on = (event: { detail: { goodsId: string } }): Promise<string> =>
    Promise.resolve(event.detail.goodsId);
  assert.deepEqual(await answerOf(host.page({ on })), value('g1'));
  assert.deepEqual(await answerOf(host.component({ methods: { on } })), value('g1'));
  assert.deepEqual(await answerOf(host.page(globals.Behavior({ methods: { on } }).methods)), value('g1'));
});

test('[PB-HANDLER-05] mpx: the method that dispatches inline arguments answers', async () => {
  installAuto();
  const component = host.component({
    methods: {
      goods: (n: number, event: { detail: { goodsId: string } }) => Promise.resolve(n + event.detail.goodsId),
      __invoke(this: Instance, event: unknown): unknown {
        return this.goods(1, event);
      },
    },
  });
  assert.deepEqual(await answerOf(component, '__invoke'), value('1g1'));
});

test('[PB-HANDLER-05] what is no handler stays as it was', () => {
  installAuto();
  class Model {}
  function Old(): void {}
  Old.prototype.run = () => {};
  const kept = {
    onLoad() {},
    onShow() {},
    onShareAppMessage() {},
    __l() {},
    Model,
    Old,
    data: { on: () => {} },
    title: 'page',
  };
  const frozen = Object.freeze({ on() {} });
  const got = Object.defineProperty({}, 'on', {
    enumerable: true,
    get: () => assert.fail('a getter is not read'),
  });
  const page = host.page({ ...kept });
  for (const name of Object.keys(kept) as (keyof typeof kept)[]) assert.equal(page[name], kept[name], name);
  globals.Page = (options: Instance) =>
    assert.ok(!isWrapped(Object.getOwnPropertyDescriptor(options, 'on')?.value ?? {}));
  anchor().auto = undefined;
  installAuto();
  globals.Page(frozen);
  globals.Page(got);
  assert.ok(new page.Model() instanceof Model);
});

test('[PB-HANDLER-05] installed twice, it wraps once', async () => {
  const make = globals.Page;
  installAuto();
  const patched = globals.Page;
  assert.notEqual(patched, make);
  installAuto();
  assert.equal(globals.Page, patched);
  const options = { on: () => 1 };
  const first = host.page(options).on;
  assert.equal(host.page(options).on, first);
  assert.deepEqual(await answerOf(host.page(options)), value(1));
});

test('[PB-HANDLER-05] the globals keep their members, this, arguments and results', () => {
  const seen: unknown[] = [];
  globals.Page = Object.assign(
    function (this: unknown, ...args: unknown[]) {
      seen.push(this, ...args);
      return 'made';
    },
    { version: 3 },
  );
  installAuto();
  const owner = {};
  assert.equal(globals.Page.version, 3);
  assert.equal(globals.Page.call(owner, 'no options', 2), 'made');
  assert.deepEqual(seen, [owner, 'no options', 2]);
});

test('[PB-HANDLER-05] without the globals it does nothing, and does not claim to be there', () => {
  for (const name of ['Page', 'Component', 'Behavior']) delete globals[name];
  installAuto();
  assert.equal(anchor().auto, undefined);
});

test('[PB-HANDLER-05] a handler that dispatches for a framework is left alone, and probing stops', async () => {
  for (const dispatcher of ['eh', '__e']) {
    host.close();
    host = createHost('json');
    installAuto();
    let calls = 0;
    const dispatch = (): void => void calls++;
    const page = host.page({ [dispatcher]: dispatch, on: dispatch });
    assert.equal(page[dispatcher], dispatch);
    const seen = await present(host.button(page, { pay: dispatcher }), 'pay');
    assert.deepEqual([seen, calls, anchor().auto], [undefined, 0, undefined], dispatcher);
    const answers: Answer[] = [];
    void answerOf(page, dispatcher).then((answer) => answers.push(answer));
    await host.pass(ACK_WINDOW);
    await host.pass(ACK_WINDOW);
    assert.deepEqual(answers, [{ kind: 'missing' }], dispatcher);
  }
});

test('[PB-HANDLER-05] uni-app: a handler swapped by a re-render, and one that appears, answer', async () => {
  installAuto();
  const { button, owner } = uniButton(host, { getgoodsinfo: () => Promise.resolve('old') });
  const asked = (): Promise<Answer> => ask(button, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT);
  assert.deepEqual(await asked(), value('old'));
  owner.e0.value = () => Promise.resolve('new');
  assert.deepEqual(await asked(), value('new'));
  assert.equal(typeof owner.e0.value, 'function');
  owner.e1_0 = () => Promise.resolve('in a slot');
  assert.deepEqual(await answerOf(owner, 'e1_0'), value('in a slot'));
});

test('[PB-HANDLER-05] uni-app: the component has a refusal, and Vue, which would log it, a promise that ends', async () => {
  installAuto();
  const refusal = new Error('auth deny');
  const refuse = (): Promise<never> => Promise.reject(refusal);
  for (const handler of [refuse, withReply(refuse)]) {
    const { button, owner } = uniButton(host, { placeorder: () => 'captured' });
    await ask(button, 'placeorder', {}, GETGOODSINFO_TIMEOUT);
    owner.e0.value = handler;
    const invoke = owner.e0 as (event: object) => unknown;
    const handed: unknown[] = [];
    owner.e0 = (event: object) => {
      handed.push(invoke(event));
      return handed[0];
    };
    const answer = await ask(button, 'placeorder', {}, GETGOODSINFO_TIMEOUT);
    assert.deepEqual(answer, { kind: 'failed', reason: refusal });
    assert.equal(handed.length, 1);
    assert.equal(await handed[0], undefined);
  }
});

test('[PB-HANDLER-05] in a framework that it does not serve it says which import does', (t) => {
  const warn = t.mock.method(console, 'warn', () => undefined);
  installAuto();
  host.page({ eh: () => undefined });
  host.page({ eh: () => undefined });
  assert.equal(warn.mock.callCount(), 1);
  assert.match(String(warn.mock.calls[0]?.arguments[0]), /microapp-trade-kit\/taro/);
});

test('[PB-HANDLER-05] uni-app: an instance that is gone is no longer looked through', () => {
  installAuto();
  const { owner } = uniButton(host, {});
  host.component({ methods: { on() {} } });
  assert.deepEqual([...anchor().live], [owner]);
  host.detach(owner);
  assert.equal(anchor().live.size, 0);
});

test('[PB-HANDLER-05] the lifetimes of a uni-app component run as before', () => {
  installAuto();
  const ran: string[] = [];
  const lifetimes = { created: () => ran.push('created'), detached: () => ran.push('detached') };
  host.detach(host.component({ methods: { __l() {} }, lifetimes }));
  assert.deepEqual(ran, ['created', 'detached']);
});

test('[PB-HANDLER-05] the entry installs it', async () => {
  await import('../../../src/handlers/auto');
  assert.equal(anchor().auto, 'auto');
  assert.deepEqual(await answerOf(host.page({ on: () => 1 })), value(1));
});
