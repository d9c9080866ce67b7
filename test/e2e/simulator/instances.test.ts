import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { launch } from '../../../scripts/lib/browser';
import { problemsOf } from './frame';
import { newPhone, openFrame, serve, type Running } from './harness';

type Files = Record<string, string>;

const component = (
  name: string,
  ttml: string,
  js = 'Component({})',
  ttss = '',
  json: object = {},
): Files => ({
  [`components/${name}/${name}.json`]: JSON.stringify({ component: true, ...json }),
  [`components/${name}/${name}.ttml`]: ttml,
  [`components/${name}/${name}.js`]: js,
  [`components/${name}/${name}.ttss`]: ttss,
});

const USING = ['group', 'item', 'outer', 'inner', 'rich', 'chooser', 'fallback', 'other'];

const FILES: Files = {
  'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'] }),
  'app.js': 'App({ log: [], instances: [] })',
  'behaviors.js': 'module.exports = { outer: Behavior({}), inner: Behavior({}) }',
  'pages/a/a.json': JSON.stringify({
    usingComponents: Object.fromEntries(USING.map((name) => [name, `/components/${name}/${name}`])),
  }),
  'pages/a/a.js': `Page({
    data: { key: 'one', style: { color: 'red' }, nodes: [{ name: 'p', attrs: { class: 'hl other' }, children: [{ type: 'text', text: 'x' }] }] },
    onLoad() { getApp().instances.push(this) },
    tap(event) { getApp().log.push(event) } })`,
  'pages/a/a.ttml': `
    <view id="data" data-item-key="{{key}}" data-list="{{nodes}}" bindtap="tap" bindlongpress="tap">data</view>
    <view id="styled" style="{{style}}">styled</view>
    <rich-text id="page-rich" nodes="{{nodes}}"/><rich/>
    <chooser id="default"/><chooser id="given" generic:choice="other"/>
    <outer><inner/></outer><group><item/><item/></group>
    <view style="height: 2000px"></view><view id="low" bindtap="tap">low</view>`,
  'pages/a/a.ttss':
    '[data-item-key="one"] { color: rgb(1, 2, 3) } [data-item-key="two"] { color: rgb(3, 2, 1) } .hl { color: rgb(5, 5, 5) }',
  'pages/b/b.json': '{}',
  'pages/b/b.js': 'Page({ onLoad() { getApp().instances.push(this) } })',
  'pages/b/b.ttml': '<view>b</view>',
  ...component(
    'rich',
    '<rich-text id="own-rich" nodes="{{nodes}}"/>',
    `Component({ data: { nodes: '<p class="hl">y</p>' } })`,
    '.hl { color: rgb(6, 6, 6) }',
  ),
  ...component('fallback', 'FALLBACK'),
  ...component('other', 'OTHER'),
  ...component('chooser', '<choice/>', 'Component({})', '', {
    componentGenerics: { choice: { default: '/components/fallback/fallback' } },
  }),
  ...component(
    'outer',
    '<slot/>',
    `const { outer, inner } = require('../../behaviors');
     Component({ behaviors: [outer], relations: { inside: { type: 'descendant', target: inner, linked(other) { getApp().log.push(['outer', other.is]) } } } })`,
  ),
  ...component(
    'inner',
    'inner',
    `const { outer, inner } = require('../../behaviors');
     Component({ behaviors: [inner], relations: { around: { type: 'ancestor', target: outer, linked(other) { getApp().log.push(['inner', other.is]) } } } })`,
  ),
  ...component(
    'group',
    '<slot/>',
    `Component({ relations: { '../item/item': { type: 'child' } }, lifetimes: { created() { getApp().instances.push(this) } } })`,
  ),
  ...component(
    'item',
    'item',
    `Component({ relations: { '../group/group': { type: 'parent' } },
      lifetimes: { created() { getApp().log.push(['ids', typeof this.__webviewId__, this.__nodeId__ > 0]); getApp().instances.push(this) } } })`,
  ),
};

let running: Running;
let browser: Browser;
let phone: BrowserContext;
before(async () => {
  running = await serve(FILES);
  browser = await launch();
  phone = await newPhone(browser);
});
after(async () => {
  await browser.close();
  await running.close();
});

interface TapEvent {
  detail: { x: number; y: number };
  touches: { pageY: number; clientY: number }[];
  changedTouches: unknown[];
}
interface Instance {
  __webviewId__: number;
  __nodeId__: number;
  getPageId(): string;
}
interface Frame {
  getApp(): { log: unknown[]; instances: Instance[] };
  getCurrentPages(): { setData(data: object): void }[];
  tt: { navigateTo(options: { url: string }): Promise<unknown> };
}

const colour = (page: Page, selector: string): Promise<string> =>
  page.locator(selector).evaluate((element) => getComputedStyle(element).color);
const logOf = (page: Page): Promise<unknown[]> =>
  page.evaluate(() => (globalThis as unknown as Frame).getApp().log);
const lastTap = async (page: Page): Promise<TapEvent> => (await logOf(page)).at(-1) as TapEvent;

async function withPage(run: (page: Page) => Promise<void>): Promise<void> {
  const page = await openFrame(phone, running);
  try {
    await run(page);
  } finally {
    await page.close();
  }
}

describe('what a template writes', () => {
  test('data-* is there for selectors, follows the data, and has no text of an object', () =>
    withPage(async (page) => {
      assert.equal(await colour(page, '#data'), 'rgb(1, 2, 3)');
      await page.evaluate(() =>
        (globalThis as unknown as Frame).getCurrentPages()[0]!.setData({ key: 'two' }),
      );
      assert.equal(await colour(page, '#data'), 'rgb(3, 2, 1)');
      await eventually(async () => assert.equal(await page.locator('#data').getAttribute('data-list'), null));
    }));

  test('classes inside rich-text are those of the page or component it stands in', () =>
    withPage(async (page) => {
      assert.equal(await colour(page, '#page-rich p'), 'rgb(5, 5, 5)');
      assert.equal(await colour(page, '#own-rich p'), 'rgb(6, 6, 6)');
    }));

  test('a style that is an object is left away, and told', () =>
    withPage(async (page) => {
      await eventually(async () => assert.equal(await page.locator('#styled').getAttribute('style'), ''));
      const [told] = (await problemsOf(page)).filter(({ message }) => message.includes('bound to an object'));
      assert.equal(told?.level, 'warning');
      assert.equal(told?.file, 'pages/a/a.ttml');
    }));

  test('a generic has its default, unless the page names another', () =>
    withPage(async (page) => {
      await eventually(async () => assert.equal(await page.locator('#default').innerText(), 'FALLBACK'));
      await eventually(async () => assert.equal(await page.locator('#given').innerText(), 'OTHER'));
    }));
});

describe('instances', () => {
  test('relations find each other by a behavior', () =>
    withPage(async (page) => {
      const log = (await logOf(page)).map(String);
      assert.ok(log.includes('outer,components/inner/inner'), log.join(' '));
      assert.ok(log.includes('inner,components/outer/outer'), log.join(' '));
    }));

  test('carry the numbers that frameworks read, when their own created runs', () =>
    withPage(async (page) => {
      assert.ok((await logOf(page)).map(String).includes('ids,number,true'));
      await page.evaluate(() => (globalThis as unknown as Frame).tt.navigateTo({ url: '/pages/b/b' }));
      const numbers = await page.evaluate(() =>
        (globalThis as unknown as Frame)
          .getApp()
          .instances.map(
            (instance) => [instance.__webviewId__, instance.__nodeId__, instance.getPageId()] as const,
          ),
      );
      const [first] = numbers.map(([webview]) => webview);
      const ofFirst = numbers.filter(([webview]) => webview === first);
      // The page, a group and two items.
      assert.equal(ofFirst.length, 4);
      assert.equal(new Set(ofFirst.map(([, node]) => node)).size, 4);
      assert.equal(ofFirst.filter(([, node]) => node === 0).length, 1);
      const [second] = numbers.filter(([webview]) => webview !== first);
      assert.equal(second?.[1], 0);
      assert.notEqual(second?.[2], numbers[0]?.[2]);
    }));
});

describe('a tap', () => {
  test('tells its place and the finger, by touch, by mouse and by keyboard', async () => {
    const desk = await browser.newContext({ viewport: { width: 375, height: 667 } });
    await desk.addInitScript('globalThis.__name = (target) => target;');
    for (const [context, press] of [
      [phone, (page: Page) => page.locator('#data').tap()],
      [desk, (page: Page) => page.locator('#data').click()],
      [
        desk,
        async (page: Page) => {
          await page.locator('#data').evaluate((element) => element.setAttribute('tabindex', '0'));
          await page.locator('#data').press('Enter');
        },
      ],
    ] as const) {
      const page = await openFrame(context, running);
      await press(page);
      const { detail, touches, changedTouches } = await lastTap(page);
      assert.equal(touches.length, 1);
      assert.equal(changedTouches.length, 1);
      assert.deepEqual([detail.y, touches[0]?.pageY], [touches[0]?.clientY, touches[0]?.clientY]);
      assert.ok(detail.x > 0);
      await page.close();
    }
    await desk.close();
  });

  test('counts from the top of a page that is scrolled', () =>
    withPage(async (page) => {
      await page.locator('#low').tap();
      const { detail, touches } = await lastTap(page);
      assert.ok(detail.y > 2000, `y ${detail.y}`);
      assert.equal(detail.y, touches[0]?.pageY);
      assert.ok(touches[0]!.clientY < 667);
    }));
});

describe('names that mean something elsewhere', () => {
  /** Of the engine's nodes, of instances, of the DOM and of the language. */
  const NAMES = [
    ...['dataset', 'id', 'is', 'data', 'properties', 'methods', 'style', 'class', 'slot', 'hidden', 'mark'],
    ...['shadowRoot', 'ownerShadowRoot', 'parentNode', 'childNodes', 'classList', 'tagName', 'getShadowRoot'],
    ...['setData', 'triggerEvent', 'hasPendingChanges', 'triggerLifetime', 'getBackendMode', '_$methodMap'],
    ...['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'then', 'route', 'options'],
    ...['created', 'attached', 'ready', 'detached', 'observers', 'lifetimes', 'behaviors', 'export', '_$'],
  ];
  const SHAPES: Record<string, (key: string) => string> = {
    property: (key) => `Component({ properties: { [${key}]: null }, data: { ok: 'fine' } })`,
    'data of a component': (key) => `Component({ data: { [${key}]: 1, ok: 'fine' } })`,
    method: (key) => `Component({ data: { ok: 'fine' }, methods: { [${key}]() { return 1 } } })`,
    'property of a behavior': (key) =>
      `Component({ behaviors: [Behavior({ properties: { [${key}]: String } })], data: { ok: 'fine' } })`,
    'field of a page': (key) => `Page({ data: { ok: 'fine' }, [${key}]: 'x' })`,
    'method of a page': (key) => `Page({ data: { ok: 'fine' }, [${key}]() { return 1 } })`,
  };

  for (const [shape, script] of Object.entries(SHAPES))
    test(`as ${shape} they never take the page away`, async () => {
      // A page whose `data` is its own has no other; that is what it asked for.
      const names = NAMES.filter((name) => name !== 'data' || !shape.endsWith('of a page'));
      const isPage = shape.endsWith('of a page');
      const files: Files = { 'app.js': 'App({})' };
      const pages = names.map((name, index) => {
        const [page, part] = [`pages/p${index}/a`, `parts/p${index}/a`];
        const attribute = /^[a-z][\w-]*$/.test(name) && name !== 'slot' ? `${name}="v"` : '';
        const own = script(JSON.stringify(name));
        files[`${page}.js`] = isPage ? own : 'Page({})';
        files[`${page}.json`] = isPage ? '{}' : JSON.stringify({ usingComponents: { part: `/${part}` } });
        files[`${page}.ttml`] =
          `<view>before</view>${isPage ? '<view>{{ok}}</view>' : `<part ${attribute}/>`}<view>after</view>`;
        if (!isPage)
          Object.assign(files, {
            [`${part}.js`]: own,
            [`${part}.json`]: '{"component":true}',
            [`${part}.ttml`]: '<view>{{ok}}</view>',
          });
        return page;
      });
      files['app.json'] = JSON.stringify({ pages });
      const program = await serve(files);
      try {
        const page = await openFrame(phone, program);
        const shown = await page.evaluate(async (urls) => {
          const { tt } = globalThis as unknown as { tt: { reLaunch(o: object): Promise<unknown> } };
          const texts: string[] = [];
          for (const url of urls) {
            const failed = await tt.reLaunch({ url: `/${url}` }).then(
              () => '',
              (error: { errMsg: string }) => error.errMsg,
            );
            texts.push(
              failed || [...document.querySelectorAll('.sim-page')].at(-1)!.shadowRoot!.textContent!,
            );
          }
          return texts;
        }, pages);
        assert.deepEqual(
          names.map((name, index) => [name, shown[index]]).filter(([, text]) => text !== 'beforefineafter'),
          [],
        );
        const errors = (await problemsOf(page)).filter(({ level }) => level === 'error');
        // What would be a field of every object is no data, and its author reads so.
        assert.deepEqual(
          errors.map(({ code, values }) => [code, values?.path]),
          shape === 'data of a component' ? [['data-path', '__proto__']] : [],
        );
        await page.close();
      } finally {
        await program.close();
      }
    });
});
