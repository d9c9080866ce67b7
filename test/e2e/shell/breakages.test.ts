/**
 * What a newcomer breaks in the first hour and only a running page can meet: named with its place and with
 * what to do. The numbers are those of the walk that found them; the others are in
 * test/unit/simulator/breakages.test.ts.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { HOTPOT, Shop } from '../demo/shop';
import { startShell } from './shell-server';

const SCRIPT = `Page({
  data: {},
  onLoad({ way }) {
    this.way = way;
    if (way === 'load') this.data.goods.title = 'x';
  },
  getGoodsInfo() { return Promise.resolve({ maxLimits: 5 }); },
  async placeOrder() {
    await null;
    return this.data.user.name;
  },
  onPay() {},
});
`;

const FILES = {
  'app.json': JSON.stringify({
    pages: ['pages/shop/index', 'pages/confirm/index'],
    usingComponents: {
      'pay-button-sdk': 'microapp-trade-kit/pay-button/index',
      'order-confirm': 'microapp-trade-kit/order-confirm/index',
    },
  }),
  'app.js': `import 'microapp-trade-kit/auto';
import { setup } from 'microapp-trade-kit';
const { base } = tt.getLaunchOptionsSync().query;
setup({ merchant: { baseUrl: base || '/merchant' }, pages: { orderConfirm: '/pages/confirm/index' } });
App({});
`,
  'pages/shop/index.json': '{}',
  'pages/shop/index.ttml': `<pay-button-sdk mode="{{2}}" goods-id="${HOTPOT}" goods-type="{{1}}"
  bind:getgoodsinfo="getGoodsInfo" bind:placeorder="placeOrder" bind:pay="onPay" />`,
  'pages/shop/index.js': SCRIPT,
  'pages/confirm/index.json': '{}',
  'pages/confirm/index.ttml': '<order-confirm session="{{session}}" />',
  'pages/confirm/index.js':
    "Page({ data: { session: '' }, onLoad({ session }) { this.setData({ session }); } });",
};

/** `file:line` of a text in the page's script. */
const placeOf = (text: string): string =>
  `pages/shop/index.js:${SCRIPT.slice(0, SCRIPT.indexOf(text)).split('\n').length}:`;

let shop: Shop;
let page: Page;
before(async () => {
  shop = await Shop.open({ files: FILES });
  page = await shop.visitShell();
});
after(() => shop.close());
beforeEach(() => {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
});

async function visit(language: string, query: string): Promise<void> {
  const first = encodeURIComponent(`/pages/shop/index?${query}`);
  await page.goto(`${shop.url}/?lang=${language}&page=${first}`);
}

/** A row of an open panel; `parts` stand in it. */
const rowOf = (...parts: string[]): Locator =>
  parts.reduce((row, hasText) => row.filter({ hasText }), page.getByRole('listitem')).first();

for (const [language, console, timeline, fix] of [
  ['zh', '控制台', '时间线', '处理'],
  ['en', 'Console', 'Timeline', 'Fix'],
] as const) {
  const open = (name: string): Promise<void> =>
    page
      .getByRole('tab', { name: new RegExp(`^${name}`) })
      .first()
      .click();

  test(`7, 13: an async handler that throws names its method, and the line of the program (${language})`, async () => {
    await visit(language, '');
    await page.frameLocator('iframe').locator('[role=button]:not([aria-busy])').first().click();
    await open(console);
    await rowOf('bind:placeorder="placeOrder"', 'name', placeOf('this.data.user')).waitFor();
    await open(timeline);
    await rowOf('21510', fix).waitFor();
  });

  test(`21: a hook of a page that throws is a problem with its place (${language})`, async () => {
    await visit(language, 'way=load');
    await open(console);
    await rowOf('onLoad', 'pages/shop/index', placeOf('this.data.goods')).waitFor();
  });

  test(`5: a baseUrl where nothing answers is named with what to do (${language})`, async () => {
    // Port 9 is for discarding: nothing listens there.
    await visit(language, `base=${encodeURIComponent('http://127.0.0.1:9')}`);
    await open(timeline);
    await rowOf('21505', 'http://127.0.0.1:9/goods', 'nothing answers at http://127.0.0.1:9', fix).waitFor();
  });

  test(`6: a baseUrl with a slip shows the address that was asked (${language})`, async () => {
    await visit(language, 'base=/merchnt');
    await open(timeline);
    await rowOf('21505', '/merchnt/goods: HTTP 404: no such address', fix).waitFor();
  });
}

test('29: a server that was stopped is said in the shell, in either language', async (t) => {
  const own = await startShell();
  const browser = await launch();
  t.after(() => browser.close());
  const words = {
    zh: '与开发服务器的连接已断开，正在重新连接…',
    en: 'The development server is gone; connecting again…',
  };
  const shells: [Page, string][] = [];
  for (const [language, text] of Object.entries(words)) {
    const shell = await browser.newPage();
    shell.setDefaultTimeout(PATIENCE);
    await shell.goto(`${own.url}/?lang=${language}`);
    await shell.getByRole('tab').first().waitFor();
    shells.push([shell, text]);
  }
  await own.close();
  for (const [shell, text] of shells) await shell.getByText(text).waitFor();
});

test('a place in the program’s bundle is never shown', async () => {
  await visit('en', '');
  await page.frameLocator('iframe').locator('[role=button]:not([aria-busy])').first().click();
  await page
    .getByRole('tab', { name: /^Console/ })
    .first()
    .click();
  const row = rowOf('bind:placeorder="placeOrder"');
  await row.waitFor();
  await eventually(async () => assert.doesNotMatch(await row.innerText(), /program\.js/));
});
