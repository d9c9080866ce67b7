import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { callTt, logOf, problemsOf, routesOf } from './frame';
import { launch } from '../../../scripts/lib/browser';
import { newPhone, openFrame, serve, type Running } from './harness';

const page = (name: string, more = ''): string => `const log = (text) => getApp().log.push(text);
Page({
  onLoad(query) { log('${name} onLoad ' + JSON.stringify(query)); },
  onShow() { log('${name} onShow'); }, onReady() { log('${name} onReady'); },
  onHide() { log('${name} onHide'); }, onUnload() { log('${name} onUnload'); },
  onTabItemTap(item) { log('${name} onTabItemTap ' + item.index + item.text); },
  onPullDownRefresh() { log('${name} onPullDownRefresh'); },
  ${more}
});`;

const PROGRAM = {
  'app.json': JSON.stringify({
    pages: ['pages/a/a', 'pages/b/b', 'pages/tab/tab', 'pages/comp/comp'],
    tabBar: {
      list: [
        { pagePath: 'pages/a/a', text: '首页' },
        { pagePath: 'pages/tab/tab', text: '我的' },
      ],
    },
  }),
  'app.js': `App({ log: [], onLaunch(o) { this.log.push('app onLaunch ' + o.path + JSON.stringify(o.query)); }, onShow() { this.log.push('app onShow'); },
  onHide() { this.log.push('app onHide'); }, onPageNotFound(o) { this.log.push('app onPageNotFound ' + o.path); } });`,
  'pages/a/a.json': JSON.stringify({
    usingComponents: { 'x-part': '/components/part/part' },
    navigationBarTitleText: '甲',
    enablePullDownRefresh: true,
  }),
  'pages/a/a.js': page(
    'a',
    "onReachBottom() { log('a onReachBottom'); }, onPageScroll(e) { if (e.scrollTop > 0) this.scrolled = true; },",
  ),
  'pages/a/a.ttml': '<x-part/><view style="height: 2000px">a</view>',
  'pages/b/b.js': page('b'),
  'pages/b/b.ttml': '<view>b</view>',
  'pages/tab/tab.js': page('tab'),
  'pages/tab/tab.ttml': '<view>tab</view>',
  'pages/comp/comp.json': '{}',
  'pages/comp/comp.js': `Component({ properties: { id: String }, methods: { onLoad(q) { getApp().log.push('comp onLoad ' + q.id + ' ' + this.data.id); },
    onShow() { getApp().log.push('comp onShow'); } } });`,
  'pages/comp/comp.ttml': '<view id="id">{{id}}</view>',
  'components/part/part.json': '{"component": true}',
  'components/part/part.js': `const log = (text) => getApp().log.push(text);
Component({ lifetimes: { created() { log('part created'); }, attached() { log('part attached'); }, ready() { log('part ready'); }, detached() { log('part detached'); } },
  pageLifetimes: { show() { log('part page show'); }, hide() { log('part page hide'); }, resize() { log('part page resize'); } } });`,
  'components/part/part.ttml': '<view>part</view>',
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

async function withFrame(path: string, run: (frame: Page) => Promise<void>): Promise<void> {
  const frame = await openFrame(phone, running, path);
  try {
    await run(frame);
    assert.deepEqual(
      (await problemsOf(frame)).filter(({ message }) => !message.includes('not in the mini-program')),
      [],
    );
  } finally {
    await frame.close();
  }
}

/** The log since the given length. */
const logFrom = async (frame: Page, from: number): Promise<string[]> => (await logOf(frame)).slice(from);

describe('lifecycle', () => {
  test('a start runs app, page and component in the documented order', () =>
    withFrame('frame.html', async (frame) => {
      assert.deepEqual(await logOf(frame), [
        'app onLaunch pages/a/a{}',
        'app onShow',
        'part created',
        'part attached',
        'a onLoad {}',
        'part page show',
        'a onShow',
        'part ready',
        'a onReady',
      ]);
    }));

  test('navigateTo hides, navigateBack unloads and shows again', () =>
    withFrame('frame.html', async (frame) => {
      const start = (await logOf(frame)).length;
      await callTt(frame, 'navigateTo', { url: '/pages/b/b?name=%E6%8A%96%E9%9F%B3&x=a%26b&flag' });
      assert.deepEqual(await routesOf(frame), ['pages/a/a', 'pages/b/b']);
      await callTt(frame, 'navigateBack');
      assert.deepEqual(await logFrom(frame, start), [
        'part page hide',
        'a onHide',
        'b onLoad {"name":"抖音","x":"a&b","flag":""}',
        'b onShow',
        'b onReady',
        'b onUnload',
        'part page show',
        'a onShow',
      ]);
    }));

  test('redirectTo and reLaunch unload what they replace', () =>
    withFrame('frame.html', async (frame) => {
      await callTt(frame, 'navigateTo', { url: '/pages/b/b?n=1' });
      const start = (await logOf(frame)).length;
      await callTt(frame, 'redirectTo', { url: '../b/b?n=2' });
      assert.deepEqual(await routesOf(frame), ['pages/a/a', 'pages/b/b']);
      await callTt(frame, 'reLaunch', { url: '/pages/b/b' });
      assert.deepEqual(await routesOf(frame), ['pages/b/b']);
      assert.deepEqual(
        (await logFrom(frame, start)).filter((line) => /onUnload|onLoad|detached/.test(line)),
        ['b onUnload', 'b onLoad {"n":"2"}', 'b onUnload', 'a onUnload', 'part detached', 'b onLoad {}'],
      );
    }));

  test('a page made with Component gets the query in its properties and in onLoad', () =>
    withFrame('frame.html', async (frame) => {
      await callTt(frame, 'navigateTo', { url: '/pages/comp/comp?id=4%202' });
      await eventually(async () => assert.equal(await frame.locator('#id').innerText(), '4 2'));
      assert.deepEqual((await logOf(frame)).slice(-2), ['comp onLoad 4 2 4 2', 'comp onShow']);
    }));

  test('an unknown first page is reported to the app, and the first page opens', () =>
    withFrame('frame.html?page=/pages/gone/gone', async (frame) => {
      assert.ok((await logOf(frame)).includes('app onPageNotFound pages/gone/gone'));
      assert.deepEqual(await routesOf(frame), ['pages/a/a']);
      assert.equal((await problemsOf(frame)).length, 1);
    }));

  test('?page= opens that page with its query', () =>
    withFrame(`frame.html?page=${encodeURIComponent('/pages/b/b?n=7')}`, async (frame) => {
      assert.deepEqual((await logOf(frame)).slice(0, 3), [
        'app onLaunch pages/b/b{"n":"7"}',
        'app onShow',
        'b onLoad {"n":"7"}',
      ]);
    }));

  test('scrolling to the end runs onReachBottom once, pulling down runs onPullDownRefresh', () =>
    withFrame('frame.html', async (frame) => {
      await frame.locator('.sim-page').evaluate((element) => {
        element.scrollTop = element.scrollHeight;
      });
      await frame.waitForFunction(() =>
        (globalThis as unknown as { getApp(): { log: string[] } }).getApp().log.includes('a onReachBottom'),
      );
      await callTt(frame, 'startPullDownRefresh');
      await callTt(frame, 'stopPullDownRefresh');
      const log = await logOf(frame);
      assert.equal(log.filter((line) => line === 'a onReachBottom').length, 1);
      assert.equal(log.filter((line) => line === 'a onPullDownRefresh').length, 1);
      assert.equal(await frame.locator('.sim-pull').count(), 0);
    }));

  test('a change of the window size reaches components', () =>
    withFrame('frame.html', async (frame) => {
      await frame.setViewportSize({ width: 414, height: 700 });
      await frame.waitForFunction(() =>
        (globalThis as unknown as { getApp(): { log: string[] } }).getApp().log.includes('part page resize'),
      );
    }));
});

describe('router', () => {
  test('at most ten pages are open', () =>
    withFrame('frame.html', async (frame) => {
      for (let n = 2; n <= 10; n += 1)
        assert.deepEqual((await callTt(frame, 'navigateTo', { url: `/pages/b/b?n=${n}` })).order, [
          'success',
          'complete',
        ]);
      const refused = await callTt(frame, 'navigateTo', { url: '/pages/b/b?n=11' });
      assert.deepEqual(refused.order, ['fail', 'complete']);
      assert.match(String(refused.result.errMsg), /^navigateTo:fail .*limit/);
      assert.equal((await routesOf(frame)).length, 10);
      await callTt(frame, 'navigateBack', { delta: 20 });
      assert.deepEqual(await routesOf(frame), ['pages/a/a']);
      assert.match(String((await callTt(frame, 'navigateBack')).result.errMsg), /^navigateBack:fail/);
    }));

  test('unknown pages, tab pages and urls that are none fail', () =>
    withFrame('frame.html', async (frame) => {
      for (const [api, url] of [
        ['navigateTo', '/pages/none/none'],
        ['navigateTo', '/pages/tab/tab'],
        ['redirectTo', '/pages/tab/tab'],
        ['switchTab', '/pages/b/b'],
        ['navigateTo', undefined],
        ['navigateTo', 'ext://nobody/page'],
        ['navigateTo', '__proto__'],
      ] as const) {
        const { order, result } = await callTt(frame, api, { url });
        assert.deepEqual(order, ['fail', 'complete'], `${api} ${url}`);
        assert.ok(String(result.errMsg).startsWith(`${api}:fail `));
      }
      assert.deepEqual(await routesOf(frame), ['pages/a/a']);
    }));

  test('tab pages stay alive; the pages above them are closed', () =>
    withFrame('frame.html', async (frame) => {
      await callTt(frame, 'navigateTo', { url: '/pages/b/b' });
      const start = (await logOf(frame)).length;
      await callTt(frame, 'switchTab', { url: '/pages/tab/tab' });
      await callTt(frame, 'switchTab', { url: '/pages/a/a' });
      await callTt(frame, 'switchTab', { url: '/pages/tab/tab' });
      assert.deepEqual(await routesOf(frame), ['pages/tab/tab']);
      assert.deepEqual(
        (await logFrom(frame, start)).filter((line) => !line.startsWith('part')),
        [
          'b onUnload',
          'tab onLoad {}',
          'tab onShow',
          'tab onReady',
          'tab onHide',
          'a onShow',
          'a onHide',
          'tab onShow',
        ],
      );
    }));

  test('two navigations in a row happen in order', () =>
    withFrame('frame.html', async (frame) => {
      await frame.evaluate(async () => {
        const { tt } = globalThis as unknown as { tt: Record<string, (options: object) => Promise<unknown>> };
        await Promise.all([
          tt.navigateTo!({ url: '/pages/b/b?n=1' }),
          tt.navigateTo!({ url: '/pages/b/b?n=2' }),
        ]);
      });
      assert.deepEqual(await routesOf(frame), ['pages/a/a', 'pages/b/b', 'pages/b/b']);
      assert.deepEqual(
        (await logOf(frame)).filter((line) => line.startsWith('b onLoad')),
        ['b onLoad {"n":"1"}', 'b onLoad {"n":"2"}'],
      );
    }));

  test('a rebuild opens the same pages again', async () => {
    const frame = await openFrame(phone, running);
    await callTt(frame, 'navigateTo', { url: '/pages/b/b?n=5' });
    await running.change({ 'pages/b/b.ttml': '<view id="changed">changed</view>' });
    await frame.locator('#changed').waitFor();
    await frame.waitForSelector('html[data-ready]');
    assert.deepEqual(await routesOf(frame), ['pages/a/a', 'pages/b/b']);
    assert.ok((await logOf(frame)).includes('b onLoad {"n":"5"}'));
    await frame.reload();
    await frame.waitForSelector('html[data-ready]');
    assert.deepEqual(await routesOf(frame), ['pages/a/a'], 'a reload by hand starts afresh');
    await frame.close();
  });
});

describe('with a shell around the frame', () => {
  type Message = { sim: string } & Record<string, unknown>;
  const messages = (shell: Page): Promise<Message[]> =>
    shell.evaluate(() => (globalThis as unknown as { messages: Message[] }).messages);
  const send = (shell: Page, message: object): Promise<void> =>
    shell.evaluate(
      (data) => document.querySelector('iframe')!.contentWindow!.postMessage(data, location.origin),
      message,
    );
  const waitForNav = (shell: Page, path: string): Promise<unknown> =>
    shell.waitForFunction(
      (wanted) =>
        (globalThis as unknown as { messages: Message[] }).messages.filter(({ sim }) => sim === 'nav').at(-1)
          ?.path === wanted,
      path,
    );

  test('title, depth and tab bar are told, and the shell can steer', async () => {
    const shell = await openFrame(phone, running, 'shell.html');
    const frame = shell.frames()[1]!;
    const first = (await messages(shell)).find(({ sim }) => sim === 'nav')!;
    assert.equal(first.title, '甲');
    assert.equal(first.depth, 1);
    const bar = (await messages(shell)).find(({ sim }) => sim === 'tabBar')!.bar as {
      items: { text: string }[];
      selected: number;
    };
    assert.deepEqual(
      bar.items.map(({ text }) => text),
      ['首页', '我的'],
    );
    assert.equal(bar.selected, 0);

    await send(shell, { sim: 'tab', index: 1 });
    await waitForNav(shell, 'pages/tab/tab');
    await frame.waitForFunction(() =>
      (globalThis as unknown as { getApp(): { log: string[] } })
        .getApp()
        .log.includes('tab onTabItemTap 1我的'),
    );

    await send(shell, { sim: 'navigate', url: '/pages/b/b?n=1' });
    await waitForNav(shell, 'pages/b/b');
    assert.equal((await messages(shell)).filter(({ sim }) => sim === 'tabBar').at(-1)!.bar, null);

    await send(shell, { sim: 'hide' });
    await send(shell, { sim: 'show' });
    await frame.waitForFunction(() => {
      const { log } = (globalThis as unknown as { getApp(): { log: string[] } }).getApp();
      return log.slice(-4).join() === 'b onHide,app onHide,app onShow,b onShow';
    });
    await shell.close();
  });

  test('API calls, events and what the program prints reach the inspector; there is no overlay', async () => {
    const shell = await openFrame(phone, running, 'shell.html');
    const frame = shell.frames()[1]!;
    await frame.evaluate(() => {
      const { tt } = globalThis as unknown as { tt: Record<string, (options: object) => unknown> };
      console.warn('printed', { a: 1 });
      tt.showToast!({ title: 'x' });
      setTimeout(() => {
        throw new Error('late');
      }, 0);
    });
    await shell.waitForFunction(() =>
      (globalThis as unknown as { messages: Message[] }).messages.some(({ sim }) => sim === 'problem'),
    );
    const entries = (await messages(shell))
      .filter(({ sim }) => sim === 'log')
      .map(({ entry }) => entry as { kind: string; text: string });
    assert.ok(entries.some(({ kind, text }) => kind === 'console' && text === 'printed {"a":1}'));
    assert.ok(entries.some(({ kind, text }) => kind === 'api' && text === 'showToast success'));
    assert.equal(await frame.locator('.sim-problems').count(), 0);
    await shell.close();
  });
});
