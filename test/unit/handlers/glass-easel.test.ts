import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { afterEach, before, describe, mock, test } from 'node:test';
import { runInThisContext } from 'node:vm';
import type { AssociatedBackend, CodeSpace } from 'glass-easel-miniprogram-adapter';
import { ACK_WINDOW, GETGOODSINFO_TIMEOUT } from '../../../src/contract/limits';
import type { Answer, Asker } from '../../../src/handlers/ask';
import { ask, present } from '../../../src/handlers/ask';
import { installAuto } from '../../../src/handlers/auto-install';
import { defineHandlers, reply, withReply } from '../../../src/handlers/reply';
import type { Delivery, Instance } from './fake-host';
import { DELIVERIES, globals } from './fake-host';

/**
 * A second engine: real templates, properties, bindings and `triggerEvent`, so that nothing rests on the
 * stand-in host alone.
 */
const DETAIL = { goodsId: 'g1', goodsType: 1 };
const BUTTON = 'components/button';
const WRAP = 'components/wrap';
const TEMPLATES: Record<string, string> = {
  [BUTTON]: '<view>buy</view>',
  [WRAP]: '<button-sdk id="inner" bind:getgoodsinfo="plain" />',
  'pages/shop': `
    <button-sdk id="plain" bind:getgoodsinfo="plain" />
    <button-sdk id="wrapped" bind:getgoodsinfo="wrapped" />
    <button-sdk id="replying" bind:getgoodsinfo="replying" />
    <button-sdk id="keyed" handlers="{{key}}" />
    <button-sdk id="rejecting" bind:getgoodsinfo="rejecting" />
    <button-sdk id="late" bind:getgoodsinfo="late" />
    <wrap id="wrap" />
    <button-sdk id="unbound" />`,
};

interface Engine {
  MiniProgramEnv: typeof import('glass-easel-miniprogram-adapter').MiniProgramEnv;
  TmplGroup: typeof import('glass-easel-template-compiler').TmplGroup;
}
let engine: Engine;

before(() => {
  const load = createRequire(import.meta.url);
  const { JSDOM } = load('jsdom') as { JSDOM: new (html: string) => { window: Instance } };
  const { window } = new JSDOM('<!doctype html><html><body></body></html>');
  // the engine looks for these when it is loaded
  Object.assign(globalThis, {
    window,
    document: window.document,
    HTMLElement: window.HTMLElement,
    Element: window.Element,
    Node: window.Node,
  });
  engine = {
    ...(load('glass-easel-miniprogram-adapter') as Pick<Engine, 'MiniProgramEnv'>),
    ...(load('glass-easel-template-compiler') as Pick<Engine, 'TmplGroup'>),
  };
});

function createSpace(): { space: CodeSpace; backend: AssociatedBackend } {
  const env = new engine.MiniProgramEnv();
  const space = env.createCodeSpace('', true);
  // a host resolves a handler's name on the instance, when the event comes
  space.getComponentSpace().updateComponentOptions({ useMethodCallerListeners: true });
  const group = new engine.TmplGroup();
  for (const [path, template] of Object.entries(TEMPLATES)) {
    assert.deepEqual(group.addTmpl(path, template), []);
    space.addComponentStaticConfig(path, {
      component: path !== 'pages/shop',
      usingComponents: { 'button-sdk': '/' + BUTTON, wrap: '/' + WRAP },
    });
  }
  const groupList = runInThisContext(`(${group.getTmplGenObjectGroups()})`) as Record<string, never>;
  for (const path of Object.keys(TEMPLATES))
    space.addCompiledTemplate(path, { groupList, content: groupList[path] });
  return { space, backend: env.associateBackend() };
}

/** The page, with the globals as an app would see them; `entry` is what the app's entry does. */
function openPage(entry: () => void): Instance {
  globals.tt = {};
  let path = '';
  const { space, backend } = createSpace();
  globals.Page = (options: Instance) => space.componentEnv(path, ({ Page }) => Page(options));
  globals.Component = (options: Instance) => space.componentEnv(path, ({ Component }) => Component(options));
  entry();

  path = BUTTON;
  globals.Component({ properties: { handlers: { type: null, value: null } } });
  path = WRAP;
  globals.Component({
    methods: {
      plain: (event: { detail: Instance }) =>
        Promise.resolve({ from: 'component', goodsId: event.detail.goodsId }),
    },
  });
  path = 'pages/shop';
  globals.Page({
    data: {
      key: defineHandlers({
        getgoodsinfo: ({ detail }) => Promise.resolve({ goodsName: 'set ' + detail.goodsId }),
      }),
    },
    plain(this: Instance, { detail }: { detail: Instance }) {
      return Promise.resolve({
        from: 'page',
        key: this.data.key,
        goodsId: detail.goodsId,
        goodsType: detail.goodsType,
      });
    },
    wrapped: withReply(({ detail }: { detail: Instance }) => Promise.resolve('wrapped ' + detail.goodsId)),
    replying(event: { detail: Instance }) {
      reply(event, Promise.resolve('replied ' + event.detail.goodsId));
    },
    rejecting: withReply(() => Promise.reject(new Error('no stock'))),
    late: withReply(() => new Promise((resolve) => setImmediate(() => resolve('late')))),
  });

  const root = backend.createRoot('page-root', space, path);
  const holder = document.body.appendChild(document.createElement('div'));
  const mark = holder.appendChild(document.createElement('div'));
  root.attach(holder as never, mark as never);
  return root.get() as Instance;
}

/** A component that asks, as a host delivers its events. */
function askerOf(component: Instance, delivery: Delivery): Asker {
  return {
    data: component.data,
    triggerEvent(name, detail) {
      const trigger = (): unknown =>
        component.triggerEvent(name, delivery === 'json' ? JSON.parse(JSON.stringify(detail)) : detail);
      if (delivery === 'sync') trigger();
      else setImmediate(trigger);
    },
  };
}

for (const delivery of DELIVERIES) {
  describe(`glass-easel, ${delivery} delivery`, () => {
    let page: Instance;
    const button = (id: string): Asker => askerOf(page.selectComponent('#' + id) as Instance, delivery);
    const asked = (asker: Asker): Promise<Answer> => ask(asker, 'getgoodsinfo', DETAIL, GETGOODSINFO_TIMEOUT);
    const value = (settled: unknown): Answer => ({ kind: 'value', value: settled });
    afterEach(() => {
      mock.timers.reset();
      ['tt', 'Page', 'Component'].forEach((name) => delete globals[name]);
    });

    test(`[PB-HANDLER-05] [PB-HANDLER-07] with auto an ordinary method answers, with its own this (${delivery})`, async () => {
      page = openPage(installAuto);
      const { key } = page.data as { key: string };
      assert.deepEqual(await asked(button('plain')), value({ from: 'page', key, ...DETAIL }));
      assert.equal(await present(button('plain'), 'getgoodsinfo'), true);
    });

    test(`[PB-HANDLER-05] a component that owns the handler answers (${delivery})`, async () => {
      page = openPage(installAuto);
      const inner = (page.selectComponent('#wrap') as Instance).selectComponent('#inner') as Instance;
      assert.deepEqual(await asked(askerOf(inner, delivery)), value({ from: 'component', goodsId: 'g1' }));
    });

    test(`[PB-HANDLER-01] [PB-HANDLER-03] [PB-HANDLER-04] [PB-HANDLER-07] without an adapter a key, withReply and reply answer (${delivery})`, async () => {
      page = openPage(() => {});
      assert.deepEqual(await asked(button('keyed')), value({ goodsName: 'set g1' }));
      assert.deepEqual(await asked(button('wrapped')), value('wrapped g1'));
      assert.deepEqual(await asked(button('replying')), value('replied g1'));
      assert.deepEqual(await asked(button('late')), value('late'));
    });

    test(`[PB-GETGOODS-03] a rejection arrives as one (${delivery})`, async () => {
      page = openPage(() => {});
      const answer = await asked(button('rejecting'));
      assert.equal(answer.kind === 'failed' && String(answer.reason), 'Error: no stock');
    });

    test(`[PB-HANDLER-11] all buttons of the page at once, each its own answer (${delivery})`, async () => {
      page = openPage(installAuto);
      const answers = await Promise.all(
        ['late', 'wrapped', 'replying', 'keyed'].map((id) => asked(button(id))),
      );
      assert.deepEqual(answers, ['late', 'wrapped g1', 'replied g1', { goodsName: 'set g1' }].map(value));
    });

    test(`[PB-HANDLER-02] an unbound handler is missing (${delivery})`, async () => {
      page = openPage(installAuto);
      mock.timers.enable({ apis: ['setTimeout'] });
      const answer = asked(button('unbound'));
      for (let window = 0; window < 2; window++) {
        await new Promise(setImmediate);
        mock.timers.tick(ACK_WINDOW);
      }
      assert.deepEqual(await answer, { kind: 'missing' });
    });
  });
}
