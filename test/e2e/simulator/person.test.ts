/** What the person who holds the phone sees and decides: the menu, permissions, taps that open a panel. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { launch } from '../../../scripts/lib/browser';
import { callTt, logOf } from './frame';
import { newPhone, openFrame, serve, type Running } from './harness';

const PROGRAM = {
  'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'] }),
  'app.js': 'App({ log: [] });',
  'pages/a/a.js': `Page({
    onShareAppMessage(options) { getApp().log.push(options.from); return { title: '一件好物', path: '/pages/a/a?id=1', fail: () => getApp().log.push('not sent') }; },
    locate() { tt.getLocation({ success: () => getApp().log.push('located'), fail: (error) => getApp().log.push(error.errMsg) }); },
    sheet() { tt.showActionSheet({ itemList: ['甲'], complete: (result) => getApp().log.push(result.errMsg) }); },
  });`,
  'pages/a/a.ttml':
    '<button id="locate" bindtap="locate">定位</button><button id="sheet" bindtap="sheet">选择</button>',
  'pages/b/b.js': 'Page({});',
  'pages/b/b.ttml': '<view>b</view>',
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

/** The program inside a shell that can steer it. */
async function inShell(): Promise<{ page: Page; frame: FrameLocator; menu(): Promise<void> }> {
  const page = await openFrame(phone, running, 'shell.html');
  const menu = (): Promise<void> =>
    page.evaluate(() => window.frames[0]!.postMessage({ sim: 'menu' }, location.origin));
  return { page, frame: page.frameLocator('iframe'), menu };
}

const logIn = (page: Page): Promise<string[]> =>
  page.frames()[1]!.evaluate(() => (globalThis as unknown as { getApp(): { log: string[] } }).getApp().log);

test('the menu of the capsule shares the page that has a card, and says so of one that has none', async () => {
  const { page, frame, menu } = await inShell();
  await menu();
  await frame.locator('[data-menu=share]').click();
  await eventually(async () =>
    assert.equal(await frame.locator('h2[data-share=title]').innerText(), '一件好物'),
  );
  await eventually(async () =>
    assert.equal(await frame.locator('code[data-share=path]').innerText(), '/pages/a/a?id=1'),
  );
  await frame.locator('[data-share=cancel]').click();
  await page.waitForFunction(() => {
    const { getApp } = window.frames[0] as unknown as { getApp(): { log: string[] } };
    return getApp().log.length === 2;
  });
  assert.deepEqual(await logIn(page), ['menu', 'not sent']);
  await page.evaluate(() =>
    window.frames[0]!.postMessage({ sim: 'navigate', url: '/pages/b/b' }, location.origin),
  );
  await frame.getByText('b', { exact: true }).waitFor();
  await menu();
  await frame.locator('.sim-menu').waitFor();
  assert.equal(await frame.locator('[data-menu=share]').count(), 0);
  await page.close();
});

test('in the shell a person is asked once, a refusal stays until the settings change it', async () => {
  const { page, frame, menu } = await inShell();
  const heard = (count: number): Promise<unknown> =>
    page.waitForFunction((wanted) => {
      const { getApp } = window.frames[0] as unknown as { getApp(): { log: string[] } };
      return getApp().log.length === wanted;
    }, count);
  await frame.locator('#locate').tap();
  await frame.locator('[data-consent=refuse]').tap();
  await heard(1);
  await frame.locator('#locate').tap();
  await heard(2);
  assert.deepEqual(await logIn(page), ['getLocation:fail auth deny', 'getLocation:fail auth deny']);
  await menu();
  await frame.locator('[data-menu=settings]').tap();
  await frame.locator('[data-scope="scope.userLocation"]').tap();
  await frame.locator('[data-setting=close]').tap();
  await frame.locator('#locate').tap();
  await heard(3);
  assert.equal((await logIn(page))[2], 'located');
  await page.close();
});

test('in a frame that is open alone nobody is asked', async () => {
  const own = await newPhone(browser);
  const page = await openFrame(own, running);
  assert.deepEqual((await callTt(page, 'getLocation')).order, ['success', 'complete']);
  await own.close();
});

test('the end of the tap that opens a sheet does not close it', async () => {
  const page = await openFrame(phone, running);
  await page.locator('#sheet').tap();
  await page.locator('[data-item="0"]').tap();
  await page.waitForFunction(
    () => (globalThis as unknown as { getApp(): { log: string[] } }).getApp().log.length > 0,
  );
  assert.deepEqual(await logOf(page), ['showActionSheet:ok']);
  // A press of its own beside the sheet does.
  await page.locator('#sheet').tap();
  await page.locator('[data-item="0"]').waitFor();
  await page.touchscreen.tap(180, 20);
  await page.locator('dialog').waitFor({ state: 'detached' });
  assert.equal((await logOf(page))[1], 'showActionSheet:fail cancel');
  await page.close();
});
