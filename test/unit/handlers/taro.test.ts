import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { ACK_WINDOW, GETGOODSINFO_TIMEOUT } from '../../../src/contract/limits';
import { anchor } from '../../../src/handlers/anchor';
import type { Answer, Asker } from '../../../src/handlers/ask';
import { ask, present } from '../../../src/handlers/ask';
import { installAuto } from '../../../src/handlers/auto-install';
import { withReply } from '../../../src/handlers/reply';
import type { TaroHooks } from '../../../src/handlers/taro-install';
import { installTaro } from '../../../src/handlers/taro-install';
import type { Handler, Host } from './fake-host';
import { createHost, globals } from './fake-host';
import type { FakeTaro } from './fake-taro';
import { fakeTaro } from './fake-taro';

const value = (settled: unknown): Answer => ({ kind: 'value', value: settled });

let host: Host;
beforeEach(() => {
  host = createHost('json');
});
afterEach(() => host.close());

function buttonOf(
  app: FakeTaro,
  listeners: Record<string, Handler>,
): Asker & { invoker(type: string): { value: Handler } } {
  const { dataset, invoker } = app.node('pay-button-sdk', listeners);
  // Taro's template binds every event of the tag, whether the node has a listener or not
  const bindings = { getgoodsinfo: 'eh', placeorder: 'eh', pay: 'eh' };
  return { ...host.button(host.page({ ...app.config }), bindings, undefined, dataset), invoker };
}

const asked = (button: Asker): Promise<Answer> =>
  ask(button, 'getgoodsinfo', { goodsId: 'g1' }, GETGOODSINFO_TIMEOUT);

test('[PB-HANDLER-06] the official button still gets its handler result from the platform', () => {
  const app = fakeTaro('react');
  installTaro(app.hooks);
  for (const [name, expected] of [
    ['pay-button', 'goods'],
    ['pay-button-sdk', undefined],
  ]) {
    const { dataset } = app.node(name as string, { getgoodsinfo: () => 'goods' });
    assert.equal(app.config.eh({ type: 'getgoodsinfo', detail: {}, currentTarget: { dataset } }), expected);
  }
});

test('[PB-HANDLER-06] events of other components pass: listeners run once, return values as before', () => {
  const app = fakeTaro('vue3');
  installTaro(app.hooks);
  let calls = 0;
  const listener = (): void => void calls++;
  const { dataset } = app.node('view', { tap: listener });
  assert.equal(app.config.eh({ type: 'tap', detail: {}, currentTarget: { dataset } }), undefined);
  assert.equal(calls, 1);
});

test('[PB-HANDLER-06] installed twice, it taps once', () => {
  const app = fakeTaro('react');
  let taps = 0;
  const hooks: TaroHooks = {
    callbacks: app.hooks.callbacks,
    tap: (name, callback) => {
      taps++;
      app.hooks.tap(name, callback);
    },
  };
  assert.equal(installTaro(hooks), true);
  assert.equal(taps, 4);
  assert.equal(installTaro(hooks), true);
  assert.equal(taps, 4);
});

for (const [what, hooks] of [
  ['no hooks', undefined],
  ['a Taro without modifyTaroEventReturn', fakeTaro('react', ['modifyTaroEventReturn']).hooks],
  ['hooks that hide their callbacks', { tap: () => assert.fail('tapped') }],
] as [string, TaroHooks | undefined][]) {
  test(`[PB-HANDLER-06] with ${what} it stays out, and helpers still work`, async (t) => {
    const warn = t.mock.method(console, 'warn', () => undefined);
    assert.equal(installTaro(hooks), false);
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /microapp-trade-kit\/auto/);
    assert.equal(anchor().auto, undefined);
    const button = buttonOf(fakeTaro('react'), { getgoodsinfo: withReply(() => 'goods') });
    assert.equal(await present(button, 'getgoodsinfo'), undefined);
    assert.deepEqual(await asked(button), value('goods'));
  });
}

test('[PB-HANDLER-06] Vue 3: a handler swapped by a re-render answers', async () => {
  const app = fakeTaro('vue3');
  installTaro(app.hooks);
  const button = buttonOf(app, { getgoodsinfo: () => Promise.resolve('old') });
  assert.deepEqual(await asked(button), value('old'));
  const { value: wrapped } = button.invoker('getgoodsinfo');
  await asked(button);
  assert.equal(button.invoker('getgoodsinfo').value, wrapped, 'it is wrapped once, not at each event');
  button.invoker('getgoodsinfo').value = () => Promise.resolve('new');
  assert.deepEqual(await asked(button), value('new'));
});

test('[PB-HANDLER-06] withReply in a listener answers once, with and without the adapter', async () => {
  for (const framework of ['react', 'vue3'] as const) {
    const app = fakeTaro(framework);
    const button = buttonOf(app, { getgoodsinfo: withReply(() => Promise.resolve('goods')) });
    assert.deepEqual(await asked(button), value('goods'));
    installTaro(app.hooks);
    assert.deepEqual(await asked(button), value('goods'));
  }
});

test('[PB-HANDLER-06] a node without a listener is missing, beside one that has it', async () => {
  const app = fakeTaro('react');
  installTaro(app.hooks);
  const answers: Answer[] = [];
  assert.deepEqual(await asked(buttonOf(app, { getgoodsinfo: () => 1 })), value(1));
  void asked(buttonOf(app, {})).then((answer) => answers.push(answer));
  await host.pass(ACK_WINDOW);
  await host.pass(ACK_WINDOW);
  assert.deepEqual(answers, [{ kind: 'missing' }]);
});

test('[PB-GETGOODS-02] React: a listener that throws fails the answer at once, and says which', async () => {
  const app = fakeTaro('react');
  installTaro(app.hooks);
  const button = buttonOf(app, {
    getgoodsinfo() {
      throw new Error('oops');
    },
  });
  const answer = await asked(button);
  assert.equal(answer.kind === 'failed' && String(answer.reason), 'Error: getgoodsinfo handler threw');
  assert.equal(host.timers(), 0);
});

test('[PB-HANDLER-06] Taro wins over auto, whichever comes first', async () => {
  for (const order of ['auto first', 'taro first']) {
    host.close();
    host = createHost('json');
    const app = fakeTaro('react');
    if (order === 'auto first') installAuto();
    installTaro(app.hooks);
    installAuto();
    const button = buttonOf(app, { getgoodsinfo: () => Promise.resolve('goods') });
    assert.deepEqual(
      [await asked(button), await present(button, 'getgoodsinfo')],
      [value('goods'), true],
      order,
    );
  }
});

test('[PB-HANDLER-06] the entry installs it on the hooks of @tarojs/shared', async () => {
  const app = fakeTaro('react');
  const asks: string[] = [];
  globals.require = (id: string) => {
    asks.push(id);
    return { hooks: app.hooks };
  };
  await import('../../../src/handlers/taro');
  delete globals.require;
  assert.deepEqual([asks, anchor().auto], [['@tarojs/shared'], 'taro']);
});
