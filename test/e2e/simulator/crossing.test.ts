import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from '../../../scripts/lib/browser';
import { logOf, problemsOf } from './frame';
import { newPhone, openFrame, serve, type Running } from './harness';

const FILES: Record<string, string> = {
  'app.json': JSON.stringify({ pages: ['pages/a/a'], usingComponents: { part: '/part/part' } }),
  'app.js': 'App({ log: [], shared: { list: [1] }, Money: class Money { constructor() { this.fen = 5 } } })',
  'part/part.json': JSON.stringify({ component: true }),
  'part/part.ttml': '<view id="inner" bindtap="tap">part {{value.list}}</view>',
  'part/part.js': `Component({
    properties: { value: { type: null, value: {}, observer(value) { this.got = value; getApp().log.push('property ' + typeof value.call + ' ' + (value.list || []).join()) } } },
    methods: { tap() { this.triggerEvent('told', { list: getApp().shared.list, call() {} }); getApp().log.push('told') } } })`,
  'pages/a/a.json': '{}',
  'pages/a/a.ttml': `<part id="part" value="{{value}}" bind:told="told"/>
    <input id="field" bindinput="typed" value="{{text}}"/>
    <view id="data" data-shared="{{shared}}" bindtap="tapped">{{text}}</view>`,
  'pages/a/a.js': `Page({
  data: { text: 'before', value: {}, shared: { list: [1] }, when: new Date(0), call() {} },
  onLoad() { getApp().page = this },
  told(event) { getApp().detail = event.detail; getApp().log.push('heard ' + typeof event.detail.call) },
  typed(event) { getApp().log.push('typed ' + event.detail.value); return 'REPLY' },
  tapped(event) { event.currentTarget.dataset.shared.list.push(2); getApp().log.push('tapped ' + this.data.shared.list) },
  wrong() {
    const ring = {}; ring.ring = ring
    this.setData({
      ring, tap() {}, gone: undefined, at: new Date(0), money: new (getApp().Money)(), big: 10n })
  },
})`,
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

interface Frame {
  getApp(): {
    page: {
      data: Record<string, unknown>;
      setData(data: object, callback?: () => void): void;
      selectComponent(selector: string): { got: Record<string, unknown> };
      wrong(): void;
    };
    shared: { list: number[] };
    detail: { list: number[] };
    log: string[];
  };
  tt: Record<string, (options?: object) => unknown>;
}

async function withPage(delivery: string, run: (page: Page) => Promise<void>): Promise<void> {
  const page = await openFrame(phone, running, `frame.html?delivery=${delivery}`);
  try {
    await run(page);
  } finally {
    await page.close();
  }
}
const DELIVERIES = ['sync', 'async', 'json'] as const;

describe('what setData is given', () => {
  test('is told at its line, field by field, once', () =>
    withPage('sync', async (page) => {
      for (let time = 0; time < 3; time++)
        await page.evaluate(() => (globalThis as unknown as Frame).getApp().page.wrong());
      await page.waitForFunction(() =>
        (
          globalThis as unknown as { __tradeSim: { problems: { message: string; line?: number }[] } }
        ).__tradeSim.problems
          .filter(({ message }) => message.startsWith('setData'))
          .every(({ line }) => line !== undefined),
      );
      const told = (await problemsOf(page)).filter(({ message }) => message.startsWith('setData'));
      assert.deepEqual(
        told.map(({ level, file, line, message, fix }) => [
          level,
          `${file}:${line}`,
          /`(\w+)/.exec(message)?.[1],
          fix !== undefined,
        ]),
        [
          ['error', 'pages/a/a.js:9', 'ring', true],
          ['warning', 'pages/a/a.js:9', 'tap', true],
          ['warning', 'pages/a/a.js:9', 'gone', true],
          ['warning', 'pages/a/a.js:9', 'at', true],
          ['warning', 'pages/a/a.js:9', 'money', true],
          ['error', 'pages/a/a.js:9', 'big', true],
        ],
      );
    }));

  test('is told of the data that a page begins with, too', () =>
    withPage('sync', async (page) => {
      const told = (await problemsOf(page)).filter(({ message }) => message.startsWith('data of'));
      assert.deepEqual(
        told.map(({ message }) => /`(\w+)/.exec(message)?.[1]),
        ['when', 'call'],
      );
    }));

  test('is more than a device takes: an error, and the page still shows it', () =>
    withPage('sync', async (page) => {
      await page.evaluate(() =>
        (globalThis as unknown as Frame)
          .getApp()
          .page.setData({ text: 'shown', lots: 'x'.repeat(1100 * 1024) }),
      );
      const [told] = (await problemsOf(page)).filter(({ message }) => message.includes('KB'));
      assert.equal(told?.level, 'error');
      assert.match(told.message, /carries 1101 KB, and a device takes 1024 KB/);
      await page.locator('#data', { hasText: 'shown' }).waitFor();
    }));

  for (const delivery of DELIVERIES)
    test(`is copied (${delivery})`, () =>
      withPage(delivery, async (page) => {
        const list = await page.evaluate(() => {
          const { page: instance, shared } = (globalThis as unknown as Frame).getApp();
          instance.setData({ shared });
          shared.list.push(99);
          return (instance.data.shared as { list: number[] }).list;
        });
        assert.deepEqual(list, [1]);
      }));

  for (const [delivery, order] of [
    ['sync', ['property undefined 7', 'after the call', 'callback']],
    ['async', ['after the call', 'property undefined 7', 'callback']],
    ['json', ['after the call', 'property undefined 7', 'callback']],
  ] as const)
    test(`reaches properties, and then its callback (${delivery})`, () =>
      withPage(delivery, async (page) => {
        const log = await page.evaluate(
          () =>
            new Promise<string[]>((resolve) => {
              const app = (globalThis as unknown as Frame).getApp();
              app.log.length = 0;
              app.page.setData({ value: { list: [7] } }, () => {
                app.log.push('callback');
                setTimeout(() => resolve(app.log), 20);
              });
              app.log.push('after the call');
            }),
        );
        assert.deepEqual(log, order);
      }));

  for (const [delivery, kind] of [
    ['sync', 'function'],
    ['async', 'function'],
    ['json', 'undefined'],
  ] as const)
    test(`a function in it reaches a property by reference alone (${delivery})`, () =>
      withPage(delivery, async (page) => {
        await page.evaluate(
          () =>
            new Promise<void>((resolve) =>
              (globalThis as unknown as Frame)
                .getApp()
                .page.setData({ value: { list: [], call: () => 1 } }, () => setTimeout(resolve, 20)),
            ),
        );
        assert.equal((await logOf(page)).at(-1), `property ${kind} `);
      }));
});

describe('events', () => {
  for (const [delivery, order, kind] of [
    ['sync', ['heard function', 'told'], 'by reference'],
    ['async', ['told', 'heard function'], 'by reference'],
    ['json', ['told', 'heard undefined'], 'a copy'],
  ] as const)
    test(`of a component (${delivery})`, () =>
      withPage(delivery, async (page) => {
        await page.locator('#inner').tap();
        await page.waitForFunction(() => (globalThis as unknown as Frame).getApp().detail !== undefined);
        await page.waitForFunction(
          () =>
            (globalThis as unknown as Frame).getApp().log.filter((line) => /told|heard/.test(line)).length ===
            2,
        );
        assert.deepEqual(
          (await logOf(page)).filter((line) => /told|heard/.test(line)),
          order,
        );
        const same = await page.evaluate(() => {
          const { detail, shared } = (globalThis as unknown as Frame).getApp();
          return detail.list === shared.list;
        });
        assert.equal(same ? 'by reference' : 'a copy', kind);
      }));

  for (const delivery of DELIVERIES)
    test(`of a built-in tag, whose handler's answer replaces the text (${delivery})`, () =>
      withPage(delivery, async (page) => {
        await page.locator('#field input').fill('hello');
        await page.waitForFunction(
          () =>
            document.querySelector('.sim-page')?.shadowRoot?.querySelector<HTMLInputElement>('#field input')
              ?.value === 'REPLY',
        );
        assert.ok((await logOf(page)).includes('typed hello'));
      }));

  for (const delivery of DELIVERIES)
    test(`bring a dataset that is the event's own (${delivery})`, () =>
      withPage(delivery, async (page) => {
        await page.locator('#data').tap();
        await page.waitForFunction(() =>
          (globalThis as unknown as Frame).getApp().log.some((line) => line.startsWith('tapped')),
        );
        assert.ok((await logOf(page)).includes('tapped 1'));
      }));
});

describe('questions to the platform', () => {
  for (const delivery of DELIVERIES)
    test(`selectorQuery tells copies (${delivery})`, () =>
      withPage(delivery, async (page) => {
        const [told, still] = await page.evaluate(
          () =>
            new Promise<[unknown, unknown]>((resolve) => {
              const { tt, getApp } = globalThis as unknown as Frame & {
                tt: { createSelectorQuery(): Record<string, (...args: unknown[]) => never> };
              };
              const query = tt.createSelectorQuery!() as unknown as {
                select(selector: string): { fields(fields: object): unknown };
                exec(callback: (found: { dataset: { shared: { list: number[] } } }[]) => void): void;
              };
              query.select('#data').fields({ dataset: true });
              query.exec(([found]) => {
                found!.dataset.shared.list.push(5);
                resolve([found!.dataset.shared.list, (getApp().page.data.shared as { list: number[] }).list]);
              });
            }),
        );
        assert.deepEqual([told, still], [[1, 5], [1]]);
      }));

  test('a call keeps what it was given when it was made', () =>
    withPage('sync', async (page) => {
      const sent = await page.evaluate(async () => {
        const { tt } = globalThis as unknown as Frame;
        const options = { url: '/echo', method: 'POST', data: { list: [1] } };
        const answer = tt.request!(options) as Promise<{ data: { body: string } }>;
        options.data.list.push(2);
        return (await answer).data.body;
      });
      assert.equal(sent, '{"list":[1]}');
    }));

  for (const delivery of DELIVERIES)
    test(`answers come after the call has returned, and a buffer stays one (${delivery})`, () =>
      withPage(delivery, async (page) => {
        const [order, bytes] = await page.evaluate(
          () =>
            new Promise<[string[], number]>((resolve) => {
              const { tt } = globalThis as unknown as Frame;
              const order: string[] = [];
              tt.request!({
                url: '/echo',
                responseType: 'arraybuffer',
                success: ({ data }: { data: ArrayBuffer }) => {
                  order.push('success');
                  resolve([order, data.byteLength]);
                },
              });
              order.push('returned');
            }),
        );
        assert.deepEqual(order, ['returned', 'success']);
        assert.ok(bytes > 10, `${bytes} bytes`);
      }));
});
