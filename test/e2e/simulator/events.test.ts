import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { logOf, problemsOf } from './frame';
import { launch } from '../../../scripts/lib/browser';
import { newPhone, openFrame, serve, type Running } from './harness';

const PROGRAM = {
  'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
  'app.js': 'App({ log: [], seen: [] });',
  'pages/a/a.json': JSON.stringify({ usingComponents: { 'x-part': '/components/part/part' } }),
  'pages/a/a.js': `const app = getApp();
const log = (text) => app.log.push(text);
Page({
  onCapture() { log('capture'); }, onTarget(e) { log('target'); app.seen.push(e); return false; }, onBubble(e) { log('bubble ' + e.target.id + '>' + e.currentTarget.id); },
  onSend(e) { log('send'); app.detail = e.detail; app.seen.push(e); return 'ignored'; },
  onTap(e) { log('tap ' + e.type + ' ' + Object.keys(e.detail).join()); app.seen.push(e); },
  onLongPress() { log('longpress'); }, onStart(e) { log('start ' + e.touches.length); }, onMove() { log('move'); }, onEnd(e) { log('end ' + e.changedTouches.length); },
  onCatch() { log('caught'); }, onOuter() { log('outer'); },
});`,
  'pages/a/a.ttml': `<view id="outer" capture-bind:say="onCapture" bind:say="onBubble" data-outer="1">
  <x-part id="part" data-goods-id="7" data-userName="u" bind:say="onTarget" bind:send="onSend"/>
</view>
<view id="t" data-n="{{1}}" bindtap="onTap">tap</view>
<view id="both" bindtap="onTap" bindlongpress="onLongPress" bindtouchstart="onStart" bindtouchmove="onMove" bindtouchend="onEnd">press</view>
<view bindtap="onOuter"><view id="catch" catchtap="onCatch" hover-class="pressed">catch</view></view>
<view id="key" tabindex="0" bindtap="onTap">key</view>`,
  'pages/a/a.ttss': '.pressed { color: red }',
  'components/part/part.json': '{"component": true}',
  'components/part/part.js': `Component({ methods: {
  say() { getApp().log.push('before'); const r = this.triggerEvent('say', { n: 1 }, { bubbles: true, composed: true, capturePhase: true }); getApp().log.push('after ' + r); },
  send() { const shared = { n: 1 }; getApp().shared = shared; this.triggerEvent('send', { shared, call() {} }); getApp().log.push('sent'); },
  empty() { this.triggerEvent('send'); },
} });`,
  'components/part/part.ttml':
    '<view id="say" bindtap="say">say</view><view id="send" bindtap="send">send</view><view id="empty" bindtap="empty">empty</view>',
};

interface Seen {
  type: string;
  detail: Record<string, unknown>;
  target: { id: string; dataset: Record<string, unknown> };
  currentTarget: { id: string; dataset: Record<string, unknown> };
  touches: unknown[];
}

let browser: Browser;
let phone: BrowserContext;
let desktop: BrowserContext;
let running: Running;
before(async () => {
  browser = await launch();
  phone = await newPhone(browser);
  desktop = await browser.newContext({ viewport: { width: 375, height: 667 } });
  running = await serve(PROGRAM);
});
after(async () => {
  await browser.close();
  await running.close();
});

async function withFrame(run: (page: Page) => Promise<void>, context = phone, query = ''): Promise<void> {
  const page = await openFrame(context, running, `frame.html${query}`);
  await run(page);
  assert.deepEqual(await problemsOf(page), []);
  await page.close();
}

/** The last event object as JSON, with the names of the fields that its own target has. */
const lastSeen = (page: Page): Promise<Seen> =>
  page.evaluate(
    () =>
      JSON.parse(
        JSON.stringify((globalThis as unknown as { getApp(): { seen: unknown[] } }).getApp().seen.at(-1)),
      ) as Seen,
  );
const waitForLog = (page: Page, line: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => (globalThis as unknown as { getApp(): { log: string[] } }).getApp().log.includes(wanted),
    line,
  );

describe('events', () => {
  test('run capture, target and bubble while triggerEvent runs, which returns nothing; `return false` stops nothing', () =>
    withFrame(async (page) => {
      await page.locator('#say').tap();
      assert.deepEqual(await logOf(page), [
        'before',
        'capture',
        'target',
        'bubble part>outer',
        'after undefined',
      ]);
    }));

  test('hand plain objects to the handler', () =>
    withFrame(async (page) => {
      await page.locator('#say').tap();
      const event = await lastSeen(page);
      assert.equal(event.type, 'say');
      assert.deepEqual(event.detail, { n: 1 });
      assert.equal(event.target.id, 'part');
      assert.equal(event.target.dataset.goodsId, '7');
      assert.deepEqual(Object.keys(event.target).sort(), ['dataset', 'id', 'offsetLeft', 'offsetTop']);
    }));

  test('a tap carries its place and touches', () =>
    withFrame(async (page) => {
      await page.locator('#t').tap();
      const event = await lastSeen(page);
      assert.deepEqual(Object.keys(event.detail).sort(), ['x', 'y']);
      assert.equal(event.currentTarget.dataset.n, 1);
      assert.ok(Array.isArray(event.touches));
    }));

  test('an event without a detail has an empty one', () =>
    withFrame(async (page) => {
      await page.locator('#empty').tap();
      assert.deepEqual((await lastSeen(page)).detail, {});
    }));

  test('catch stops the bubbling; hover-class is there while pressed', () =>
    withFrame(async (page) => {
      const touch = (type: string): Promise<void> =>
        page.locator('#catch').evaluate((element, name) => {
          const point = new Touch({ identifier: 1, target: element, clientX: 5, clientY: 5 });
          element.dispatchEvent(
            new TouchEvent(name, {
              bubbles: true,
              composed: true,
              touches: name === 'touchstart' ? [point] : [],
              changedTouches: [point],
            }),
          );
        }, type);
      await touch('touchstart');
      assert.equal(
        await page.locator('#catch').evaluate((element) => getComputedStyle(element).color),
        'rgb(255, 0, 0)',
      );
      await touch('touchend');
      assert.notEqual(
        await page.locator('#catch').evaluate((element) => getComputedStyle(element).color),
        'rgb(255, 0, 0)',
      );
      assert.deepEqual(await logOf(page), ['caught']);
    }));

  test('a long press that is listened to is no tap', () =>
    withFrame(async (page) => {
      const touch = (type: string): Promise<void> =>
        page.locator('#both').evaluate((element, name) => {
          const point = new Touch({ identifier: 1, target: element, clientX: 5, clientY: 5 });
          element.dispatchEvent(
            new TouchEvent(name, {
              bubbles: true,
              composed: true,
              touches: name === 'touchstart' ? [point] : [],
              changedTouches: [point],
            }),
          );
        }, type);
      await touch('touchstart');
      await waitForLog(page, 'longpress');
      await touch('touchend');
      assert.deepEqual(await logOf(page), ['start 1', 'longpress', 'end 1']);
      await page.locator('#both').tap();
      assert.equal((await logOf(page)).at(-1), 'tap tap x,y');
    }));

  test('a mouse taps and touches; the keyboard taps what has a tab stop', () =>
    withFrame(async (page) => {
      await page.locator('#both').hover();
      await page.mouse.down();
      await page.mouse.move(30, 5);
      await page.locator('#both').hover();
      await page.mouse.up();
      const log = await logOf(page);
      assert.equal(log[0], 'start 1');
      assert.ok(log.includes('move'));
      assert.ok(log.includes('end 1'));
      await page.locator('#t').click();
      assert.equal((await logOf(page)).at(-1), 'tap tap x,y');
      const before = (await logOf(page)).length;
      await page.locator('#key').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press(' ');
      assert.equal((await logOf(page)).length, before + 2);
    }, desktop));
});

describe('delivery of triggerEvent', () => {
  const modes = {
    sync: { order: ['send', 'sent'], sameObject: true, functions: true },
    async: { order: ['sent', 'send'], sameObject: true, functions: true },
    json: { order: ['sent', 'send'], sameObject: false, functions: false },
  } as const;
  for (const [mode, expected] of Object.entries(modes)) {
    test(`[PB-HANDLER-07] ?delivery=${mode}: ${expected.order.join(', ')}, detail ${expected.sameObject ? 'by reference' : 'as a JSON copy'}`, () =>
      withFrame(
        async (page) => {
          await page.locator('#send').tap();
          await waitForLog(page, 'send');
          await waitForLog(page, 'sent');
          assert.deepEqual(await logOf(page), expected.order);
          const { same, call } = await page.evaluate(() => {
            const app = (
              globalThis as unknown as {
                getApp(): { shared: unknown; detail: { shared: unknown; call: unknown } };
              }
            ).getApp();
            return { same: app.shared === app.detail.shared, call: typeof app.detail.call };
          });
          assert.equal(same, expected.sameObject);
          assert.equal(call === 'function', expected.functions);
        },
        phone,
        `?delivery=${mode}`,
      ));
  }
});
