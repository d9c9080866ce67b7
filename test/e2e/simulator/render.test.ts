import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { eventually } from '../eventually';
import { problemsOf } from './frame';
import { launch } from '../../../scripts/lib/browser';
import { newPhone, openFrame, serve, type Running } from './harness';

let browser: Browser;
let phone: BrowserContext;
before(async () => {
  browser = await launch();
  phone = await newPhone(browser);
});
after(() => browser.close());

describe('the basic program', () => {
  let running: Running;
  before(async () => {
    running = await serve('test/fixtures/programs/basic');
  });
  after(() => running.close());

  test('renders its first page without a problem', async () => {
    const page = await openFrame(phone, running);
    await eventually(async () =>
      assert.match(await page.locator('tt-page').first().innerText(), /双人套餐¥99\.00/),
    );
    assert.deepEqual(await problemsOf(page), []);
    await page.close();
  });

  test('a tap changes the data and the page', async () => {
    const page = await openFrame(phone, running);
    const value = page.locator('x-counter tt-text').first();
    const before = await value.innerText();
    await page.locator('x-counter').first().getByText('+').tap();
    await eventually(async () => assert.equal(Number(await value.innerText()), Number(before) + 1));
    await page.close();
  });
});

const STYLED = {
  'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
  'app.js': 'App({});',
  'pages/a/a.json': JSON.stringify({
    usingComponents: { 'x-box': '/components/box/box', 'x-open': '/components/open/open' },
  }),
  'pages/a/a.js': "Page({ data: { w: '44rpx' } });",
  'pages/a/a.ttml': `<view id="sheet" class="sheet"/><view id="inline" style="width: {{w}}; height: 33rpx"/>
<view id="title" class="box">page</view><x-box id="box"/><x-open id="open"/><span id="span">inert</span><script id="script">window.hacked = 1</script>`,
  'pages/a/a.ttss': '.sheet { width: 88rpx; height: 1rpx } .box { color: rgb(1, 2, 3) }',
  'components/box/box.json': '{"component": true}',
  'components/box/box.js': 'Component({});',
  'components/box/box.ttml': '<view class="box">isolated</view>',
  'components/box/box.ttss': '.box { font-size: 31px }',
  'components/open/open.json': '{"component": true}',
  'components/open/open.js': "Component({ options: { styleIsolation: 'apply-shared' } });",
  'components/open/open.ttml': '<view class="box">shared</view>',
};

describe('styles and tags', () => {
  let running: Running;
  before(async () => {
    running = await serve(STYLED);
  });
  after(() => running.close());

  const style = (selector: string, property: string): Promise<string> =>
    openFrame(phone, running).then(async (page) => {
      const value = await page
        .locator(selector)
        .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
      await page.close();
      return value;
    });

  test('88rpx are exactly 44 px on a phone of 375 px, in sheets and in inline styles', async () => {
    assert.equal(await style('#sheet', 'width'), '44px');
    assert.equal(await style('#sheet', 'height'), '0.5px');
    assert.equal(await style('#inline', 'width'), '22px');
    assert.equal(await style('#inline', 'height'), '16.5px');
  });

  test('a component is isolated from the page unless the options in its script say otherwise', async () => {
    assert.equal(await style('#title', 'color'), 'rgb(1, 2, 3)');
    assert.notEqual(await style('#title', 'font-size'), '31px');
    assert.equal(await style('#box tt-view', 'font-size'), '31px');
    assert.notEqual(await style('#box tt-view', 'color'), 'rgb(1, 2, 3)');
    assert.equal(await style('#open tt-view', 'color'), 'rgb(1, 2, 3)');
  });

  test('HTML names in a template are inert boxes', async () => {
    const page = await openFrame(phone, running);
    assert.equal(await page.locator('#span').evaluate((element) => element.localName), 'tt-span');
    assert.equal(await page.locator('#script').evaluate((element) => element.localName), 'tt-script');
    assert.equal(await page.evaluate(() => 'hacked' in globalThis), false);
    await page.close();
  });
});
