import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { callTt, problemsOf, routesOf } from './frame';
import { launch } from '../../../scripts/lib/browser';
import { newPhone, openFrame, serve, type Running } from './harness';

const PROGRAM = {
  'app.json': JSON.stringify({
    pages: ['pages/ok/ok', 'pages/bad/bad', 'pages/syntax/syntax', 'pages/none/none', 'pages/types/types'],
  }),
  'app.js':
    'App({ errors: [], rejections: [], onError(m) { this.errors.push(m); }, onUnhandledRejection(r) { this.rejections.push(r.reason.message); } });',
  'utils/broken.ts': `export const limit: number = 3;

throw new Error('no configuration');
`,
  'pages/ok/ok.ts': `interface Row { n: number }
Page({
  data: { rows: [] as Row[] },
  onTap() {
    const row = undefined as unknown as Row;
    this.setData({ n: row.n });
  },
  onLater() { return Promise.reject(new Error('rejected later')); },
});
`,
  'pages/ok/ok.ttml':
    '<view id="ok" bind:tap="onTap">ok</view><view id="later" bind:tap="onLater">later</view>',
  'pages/bad/bad.ts': "import { limit } from '../../utils/broken';\nPage({ data: { limit } });\n",
  'pages/bad/bad.ttml': '<view id="bad">still shown</view>',
  'pages/syntax/syntax.js': 'Page({ data: {{ } });\n',
  'pages/syntax/syntax.ttml': '<view>\n  <text id="syntax">shown</text>\n  <view>{{ a b }}</view>\n</view>',
  'pages/none/none.ttml': '<view id="none">no script</view>',
  'pages/types/types.json': JSON.stringify({ usingComponents: { 'x-any': '/components/any/any' } }),
  'pages/types/types.js':
    'const App = getApp(); Page({ data: { id: wx.canIUse("pay") }, onLoad() { wx.showToast({ title: "1" }); this.app = App === getApp(); } });',
  'pages/types/types.ttml': '<x-any a="1" b="{{2}}" c="{{[1]}}" d="x"/>',
  'components/any/any.json': '{"component": true}',
  'components/any/any.js': `Component({ behaviors: ['tt://unknown'], properties: { a: 'Number', b: [String, Number], c: JSON, d: { type: 'string' } } });`,
  'components/any/any.ttml': '<view id="any">{{a + 1}},{{b}},{{c[0]}},{{d}}</view>',
};

let browser: Browser;
let phone: BrowserContext;
let running: Running;
before(async () => {
  browser = await launch();
  phone = await newPhone(browser);
  running = await serve(PROGRAM);
});
after(async () => {
  await browser.close();
  await running.close();
});

const open = (name = 'ok'): Promise<Page> =>
  openFrame(phone, running, `frame.html?page=/pages/${name}/${name}`);
const text = (page: Page, selector: string): Promise<string> => page.locator(selector).innerText();

/** Waits until a problem with that message has its place in the sources. */
async function located(
  page: Page,
  message: string,
): Promise<{ file: string; line?: number; column?: number }> {
  const handle = await page.waitForFunction((wanted) => {
    const { problems } = (
      globalThis as unknown as { __tradeSim: { problems: { message: string; line?: number }[] } }
    ).__tradeSim;
    return problems.find((problem) => problem.message.includes(wanted) && problem.line !== undefined);
  }, message);
  return (await handle.jsonValue()) as unknown as { file: string; line?: number; column?: number };
}

describe('a script that fails', () => {
  test('is one problem of one page: the other pages run', async () => {
    const page = await open();
    assert.equal(await text(page, '#ok'), 'ok');
    assert.deepEqual(await routesOf(page), ['pages/ok/ok']);
    await page.close();
  });

  test('is located in the TypeScript module that threw, and its page is shown without logic', async () => {
    const page = await open('bad');
    const problem = await located(page, 'no configuration');
    assert.equal(problem.file, 'utils/broken.ts');
    assert.equal(problem.line, 3);
    assert.equal(await text(page, '#bad'), 'still shown');
    await page.close();
  });

  test('that is no JavaScript is located by the compiler, and so is a template', async () => {
    const page = await open('syntax');
    assert.equal(await text(page, '#syntax'), 'shown');
    const problems = await problemsOf(page);
    const script = problems.find(({ file }) => file === 'pages/syntax/syntax.js');
    const template = problems.find(({ file }) => file === 'pages/syntax/syntax.ttml');
    assert.equal(script?.line, 1);
    assert.equal(template?.line, 3);
    await page.close();
  });

  test('or is missing leaves the template', async () => {
    const page = await open('none');
    assert.equal(await text(page, '#none'), 'no script');
    await page.close();
  });
});

describe('an error in a handler', () => {
  test('is located in the TypeScript source, told to App.onError and shown in the frame', async () => {
    const page = await open();
    await page.locator('#ok').tap();
    const problem = await located(page, "reading 'n'");
    assert.deepEqual({ file: problem.file, line: problem.line }, { file: 'pages/ok/ok.ts', line: 6 });
    const errors = await page.evaluate(
      () => (globalThis as unknown as { getApp(): { errors: string[] } }).getApp().errors,
    );
    assert.ok(errors.some((message) => message.includes("reading 'n'")));
    await page.locator('.sim-problems').getByText('pages/ok/ok.ts:6').waitFor();
    await page.close();
  });

  test('that rejects is told to App.onUnhandledRejection', async () => {
    const page = await open();
    await page.locator('#later').tap();
    const problem = await located(page, 'rejected later');
    assert.deepEqual({ file: problem.file, line: problem.line }, { file: 'pages/ok/ok.ts', line: 8 });
    assert.deepEqual(
      await page.evaluate(
        () => (globalThis as unknown as { getApp(): { rejections: string[] } }).getApp().rejections,
      ),
      ['rejected later'],
    );
    await page.close();
  });

  test('has text that stays text', async () => {
    const page = await open();
    await page.evaluate(() =>
      setTimeout(() => void Promise.reject(new Error('<img src=x onerror="window.hacked=1">')), 0),
    );
    await page.locator('.sim-problems').getByText('<img src=x').waitFor();
    assert.equal(await page.locator('.sim-problems img').count(), 0);
    await page.close();
  });
});

describe('what strict engines refuse', () => {
  test('property types written as text, as a list or not at all are taken, with warnings', async () => {
    const page = await open('types');
    assert.equal(await text(page, '#any'), '2,2,1,x');
    const warnings = (await problemsOf(page))
      .filter(({ level }) => level === 'warning')
      .map(({ message }) => message);
    assert.ok(warnings.some((message) => message.includes('property "c"')));
    assert.ok(warnings.some((message) => message.includes('tt://unknown')));
    await page.close();
  });

  test('`wx` works, with one warning; a module may declare its own `App`', async () => {
    const page = await open('types');
    const warnings = (await problemsOf(page)).filter(({ message }) => message.includes('`wx`'));
    assert.equal(warnings.length, 1);
    assert.equal(
      await page.evaluate(
        () => (globalThis as unknown as { getCurrentPages(): { app: boolean }[] }).getCurrentPages()[0]!.app,
      ),
      true,
    );
    await page.locator('.sim-toast').getByText('1').waitFor();
    await page.close();
  });

  test('a function that the simulator lacks fails, and an object that it lacks can be used', async () => {
    const page = await open();
    const { order, result } = await callTt(page, 'openDouyinProfile');
    assert.deepEqual(order, ['fail', 'complete']);
    assert.equal(
      result.errMsg,
      'openDouyinProfile:fail not simulated: a device may answer here, the simulator cannot',
    );
    const used = await page.evaluate(() => {
      const { tt, __tradeSim: sim } = globalThis as unknown as {
        tt: Record<string, (id?: string) => { play(): unknown; direction: number; own: string }>;
        __tradeSim: { calls: { api: string }[] };
      };
      const player = tt.createLivePlayerContext!('x');
      player.own = 'kept';
      player.play();
      return {
        own: player.own,
        direction: player.direction,
        calls: sim.calls.map(({ api }) => api).filter((api) => api.includes('LivePlayer')),
        unknown: typeof tt.webpackJsonp,
      };
    });
    assert.deepEqual(used, {
      own: 'kept',
      direction: 0,
      calls: ['createLivePlayerContext', 'createLivePlayerContext.play'],
      unknown: 'undefined',
    });
    await page.close();
  });
});

describe('adapters', () => {
  test('may replace Page and Component, and define for the script that is running', async () => {
    const adapted = await serve({
      'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
      'app.js': `require('./adapter'); App({});`,
      'adapter.js':
        'const original = Page; globalThis.Page = (definition) => original({ ...definition, data: { ...definition.data, by: "adapter" } });',
      'factory.js': 'module.exports = (definition) => Page(definition);',
      'pages/a/a.js': "require('../../factory')({ data: { own: 'page' } });",
      'pages/a/a.ttml': '<view id="a">{{own}} {{by}}</view>',
    });
    const page = await openFrame(phone, adapted);
    assert.equal(await text(page, '#a'), 'page adapter');
    await page.close();
    await adapted.close();
  });
});
