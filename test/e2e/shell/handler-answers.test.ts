/**
 * The timeline tells what the page's handlers were asked and answered also where they came as a set, by
 * `defineHandlers`: no event passes then.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { HOTPOT, Shop } from '../demo/shop';

/**
 * A mini-program whose only button has a set of handlers, and no adapter; its address says how they behave.
 */
const FILES = {
  'app.json': JSON.stringify({
    pages: ['pages/shop/index', 'pages/confirm/index'],
    usingComponents: {
      'pay-button-sdk': 'microapp-trade-kit/pay-button/index',
      'order-confirm': 'microapp-trade-kit/order-confirm/index',
    },
  }),
  'app.js': `import { setup } from 'microapp-trade-kit';
setup({ merchant: { baseUrl: '/merchant' }, pages: { orderConfirm: '/pages/confirm/index' } });
App({});
`,
  'pages/shop/index.json': '{}',
  'pages/shop/index.ttml': `<pay-button-sdk mode="{{2}}" goods-id="${HOTPOT}" goods-type="{{1}}" handlers="{{key}}" handler-timeout="{{50}}" />
<view id="told">{{told}}</view>`,
  'pages/shop/index.js': `import { defineHandlers, reply } from 'microapp-trade-kit';
const WAYS = {
  agrees() { return this.answer; },
  refuses() { return Promise.reject(new Error('the user refused')); },
  throws() { throw new Error('a slip of the pen'); },
  stays() { return new Promise(() => {}); },
  replies(event) {
    reply(event, Promise.resolve().then(() => ({ by: 'reply' })));
    return { by: 'return' };
  },
};
Page({
  data: { key: '', told: '' },
  onLoad({ way }) {
    const set = {
      answer: { user: 'me & you' },
      getgoodsinfo: () => ({ maxLimits: 5 }),
      placeorder: WAYS[way],
      pay: ({ detail }) => this.setData({ told: detail.status }),
      error: ({ detail }) => this.setData({ told: String(detail.errNo) }),
    };
    this.setData({ key: way === 'lacks' ? '' : defineHandlers(Object.freeze(set)) });
  },
});
`,
  'pages/confirm/index.json': '{}',
  'pages/confirm/index.ttml': '<order-confirm session="{{session}}" />',
  'pages/confirm/index.js': `Page({
  data: { session: '' },
  onLoad({ session }) { this.setData({ session }); },
});
`,
};

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

const phone = (): ReturnType<Page['frameLocator']> => page.frameLocator('iframe');
const button = (text: string): Locator =>
  phone().locator('[role=button]:not([aria-busy])', { hasText: text });
const told = (text: string): Promise<void> =>
  phone().locator('#told').getByText(text, { exact: true }).waitFor({ state: 'attached' });

async function visit(way: string): Promise<void> {
  await page.goto(`${shop.url}/?page=${encodeURIComponent(`/pages/shop/index?way=${way}`)}`);
}

/** The steps of the phone in the timeline of the newest purchase, once the last of them is there. */
async function stepsUpTo(last: string): Promise<{ timeline: Locator; titles: string[] }> {
  await page.getByRole('tab', { name: '时间线', exact: true }).click();
  const timeline = page.getByRole('list', { name: '时间线' });
  await timeline.getByText(last, { exact: true }).waitFor();
  return { timeline, titles: await timeline.locator('.lane-phone .step-title').allInnerTexts() };
}

/** What can be copied of a step. */
async function payloadOf(timeline: Locator, title: string): Promise<string> {
  const step = timeline
    .getByRole('listitem')
    .filter({ has: page.locator('.step-title').getByText(title, { exact: true }) });
  await step.locator('summary').click();
  return step.locator('pre').innerText();
}

const TAP = '点击 pay-button · 立即抢购';
const ASK = 'pay-button 询问页面 bind:placeorder';
const ERROR = 'pay-button 通知页面 bind:error';

test('[PB-HANDLER-01] a purchase by a set of handlers: the question, the answer and bind:pay stand where those of bound handlers do', async () => {
  await visit('agrees');
  await button('立即抢购').click();
  await button('立即支付').click();
  await phone().locator('[data-outcome=paid]').click();
  await told('success');
  const { timeline, titles } = await stepsUpTo('pay-button 通知页面 bind:pay');
  assert.deepEqual(titles, [
    TAP,
    ASK,
    '页面回答 pay-button：placeorder 成功',
    '点击 order-confirm · 立即支付',
    '调用 tt.createOrder',
    'tt.createOrder 成功',
    'pay-button 通知页面 bind:pay',
  ]);
  assert.deepEqual(JSON.parse(await payloadOf(timeline, '页面回答 pay-button：placeorder 成功')), {
    user: 'me & you',
  });
  const [order] = shop.sandbox.ledger.list();
  const { outOrderNo } = JSON.parse(await payloadOf(timeline, 'pay-button 通知页面 bind:pay')) as {
    outOrderNo: string;
  };
  assert.equal(outOrderNo, order?.outOrderNo);
});

describe('a handler of a set that does not do its part', () => {
  const ANSWERED = '页面回答 pay-button：placeorder 失败';
  for (const [way, rule, answer, payload] of [
    ['refuses', 'PB-HANDLER-01', ANSWERED, /^Error: the user refused\n {4}at /],
    ['throws', 'PB-HANDLER-01', ANSWERED, /^Error: a slip of the pen\n {4}at /],
    ['stays', 'PB-HANDLER-01', '页面没有按时回答 pay-button：placeorder', undefined],
  ] as const) {
    test(`[${rule}] ${way}: the step says so, and 21510 is explained`, async () => {
      await visit(way);
      await button('立即抢购').click();
      await told('21510');
      const { timeline, titles } = await stepsUpTo(ERROR);
      assert.deepEqual(titles, [TAP, ASK, answer, ERROR]);
      const failed = timeline.locator('.failed .step-title');
      await eventually(async () => assert.deepEqual(await failed.allInnerTexts(), [answer, ERROR]));
      if (payload) assert.match(await payloadOf(timeline, answer), payload);
      const note = await timeline.locator('.error-note').innerText();
      for (const part of ['21510', 'pay-button §4.2']) assert.ok(note.includes(part), `${part} in ${note}`);
    });
  }

  test('[PB-HANDLER-04] replies: the answer that counts is told, once', async () => {
    await visit('replies');
    await button('立即抢购').click();
    const answer = '页面回答 pay-button：placeorder 成功';
    const { timeline, titles } = await stepsUpTo(answer);
    assert.deepEqual(titles, [TAP, ASK, answer]);
    assert.deepEqual(JSON.parse(await payloadOf(timeline, answer)), { by: 'reply' });
  });

  test('[PB-HANDLER-02] lacks: nobody took the question', async () => {
    await visit('lacks');
    const { titles } = await stepsUpTo(ERROR);
    assert.deepEqual(titles, [
      'pay-button 询问页面 bind:getgoodsinfo',
      '没有处理函数回应 pay-button：getgoodsinfo',
      ERROR,
    ]);
  });
});
