import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { eventually } from '../eventually';
import { launch } from '../../../scripts/lib/browser';
import { openShell, startShell, type ShellServer } from './shell-server';

let browser: Browser;
let server: ShellServer;
before(async () => {
  [browser, server] = await Promise.all([launch(), startShell()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const NAV = {
  sim: 'nav',
  title: '订单',
  depth: 2,
  path: 'pages/a/a',
  query: {},
  navigationStyle: 'default',
} as const;

test('the frame gets the query of the shell', async () => {
  const { frame } = await openShell(browser, server, { query: '?page=%2Fpages%2Fb%2Fb&scenario=pay.failed' });
  assert.equal(new URL(frame.url()).search, '?page=%2Fpages%2Fb%2Fb&scenario=pay.failed');
});

test('a start that takes long says so, and a frame that is ready is seen', async () => {
  const { page, say } = await openShell(browser, server);
  await page.getByText(/正在启动小程序…已用 \d+ 秒/).waitFor();
  await say({ sim: 'ready' });
  await page.getByText(/正在启动小程序/).waitFor({ state: 'detached' });
});

test('the navigation bar shows title, colours and a way back where there is one', async () => {
  const { page, say, heard } = await openShell(browser, server);
  await say({ ...NAV, background: '#112233', front: 'white' });
  await page.getByRole('heading', { name: '订单' }).waitFor();
  assert.equal(
    await page.locator('.screen').evaluate((screen) => getComputedStyle(screen).backgroundColor),
    'rgb(17, 34, 51)',
  );
  await page.getByRole('button', { name: '返回上一页' }).click();
  await heard('back');
  await say({ ...NAV, depth: 1 });
  await page.getByRole('button', { name: '返回上一页' }).waitFor({ state: 'detached' });
});

test('the dots of the capsule open the menu in the frame', async () => {
  const { page, say, heard } = await openShell(browser, server);
  await say(NAV);
  await page.getByRole('group', { name: '胶囊按钮' }).getByRole('button', { name: '更多' }).click();
  await heard('menu');
});

test('a page with its own navigation bar gets the whole screen', async () => {
  const { page, say } = await openShell(browser, server);
  const height = (): Promise<number> =>
    page.locator('iframe').evaluate((frame) => (frame as HTMLElement).offsetHeight);
  await say(NAV);
  await page.getByRole('heading', { name: '订单' }).waitFor();
  assert.equal(await height(), 667 - 20 - 44);
  await say({ ...NAV, navigationStyle: 'custom' });
  await page.getByRole('heading', { name: '订单' }).waitFor({ state: 'detached' });
  assert.equal(await height(), 667);
});

test('the tab bar shows badges and tells which item was tapped', async () => {
  const { page, say, heard } = await openShell(browser, server);
  await say({ sim: 'tabBar', bar: { selected: 0, items: [{ text: '首页' }, { text: '我的', badge: '3' }] } });
  const tabs = page.getByRole('navigation', { name: '底部标签栏' });
  await eventually(async () =>
    assert.equal(await tabs.getByRole('button', { name: '首页' }).getAttribute('aria-current'), 'page'),
  );
  await tabs.getByRole('button', { name: '我的 角标 3' }).click();
  assert.deepEqual(await heard('tab'), { sim: 'tab', index: 1 });
});

test('hiding and showing the app tells the frame and covers the screen', async () => {
  const { page, heard } = await openShell(browser, server);
  await page.getByRole('button', { name: '切到后台' }).first().click();
  await heard('hide');
  await page.getByText('小程序已在后台运行').waitFor();
  await page.locator('.hidden-app').getByRole('button', { name: '回到前台' }).click();
  await heard('show');
  await page.getByText('小程序已在后台运行').waitFor({ state: 'detached' });
});

test('a running frame is asked to reload, one that never started is loaded anew', async () => {
  const { page } = await openShell(browser, server);
  const reload = page.getByRole('toolbar').getByRole('button', { name: '重新加载' });
  const navigated = page.waitForEvent('framenavigated', (one) => /frame\.html/.test(one.url()));
  await reload.click();
  await navigated;
  const again = await openShell(browser, server);
  await again.say({ sim: 'ready' });
  await again.page.getByText(/正在启动小程序/).waitFor({ state: 'detached' });
  await again.page.getByRole('toolbar').getByRole('button', { name: '重新加载' }).click();
  await again.heard('reload');
});

test('a build reloads the frame, findings alone do not', async () => {
  const { page, say, heard, frame } = await openShell(browser, server);
  await say({ sim: 'ready' });
  await page.getByText(/正在启动小程序/).waitFor({ state: 'detached' });
  server.tell({
    type: 'diagnostics',
    diagnostics: [{ level: 'warning', file: 'a.ttml', message: 'only this' }],
  });
  await page.getByText('only this').waitFor();
  assert.deepEqual(await frame.evaluate(() => (globalThis as unknown as { received: unknown[] }).received), [
    { sim: 'language', language: 'zh' },
  ]);
  server.tell({ type: 'styles', diagnostics: [], styles: { app: '.a{}' } });
  await heard('styles');
  server.tell({ type: 'rebuilt', diagnostics: [] });
  await heard('reload');
});

test('device and panel are kept over a reload, and the phone fits its room', async () => {
  const { page } = await openShell(browser, server);
  await page.getByLabel('机型').selectOption('tablet');
  await page.getByRole('tab', { name: '事件与接口' }).click();
  await page.getByRole('tab', { name: '事件与接口', selected: true }).waitFor();
  await page.reload();
  await page.getByRole('tab', { name: '事件与接口' }).waitFor();
  await eventually(async () => assert.equal(await page.getByLabel('机型').inputValue(), 'tablet'));
  await eventually(async () =>
    assert.equal(await page.getByRole('tab', { name: '事件与接口' }).getAttribute('aria-selected'), 'true'),
  );
  assert.equal(await page.locator('iframe').evaluate((frame) => (frame as HTMLElement).offsetWidth), 768);
  assert.ok(
    await page.locator('.phone').evaluate((phone) => phone.getBoundingClientRect().right <= innerWidth),
  );
});

test('messages from elsewhere are not heard', async () => {
  const { page, frame } = await openShell(browser, server);
  const message = { ...NAV, title: '假的' };
  await page.evaluate((data) => window.postMessage(data, location.origin), message);
  await frame.evaluate((data) => {
    const other = document.createElement('iframe');
    document.body.append(other);
    const script = other.contentDocument!.createElement('script');
    script.textContent = `top.postMessage(${JSON.stringify(data)}, '*')`;
    other.contentDocument!.body.append(script);
    (globalThis as unknown as { say(message: unknown): void }).say({ sim: 'nav', title: 7 });
    (globalThis as unknown as { say(message: unknown): void }).say({
      sim: 'nav',
      title: '真的',
      depth: 1,
      path: 'p',
      query: {},
      navigationStyle: 'default',
    });
  }, message);
  await page.getByRole('heading', { name: '真的' }).waitFor();
  assert.equal(await page.getByRole('heading', { name: '假的' }).count(), 0);
});
