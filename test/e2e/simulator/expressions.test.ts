import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { problemsOf } from './frame';
import { launch } from '../../../scripts/lib/browser';
import { newPhone, openFrame, serve, type Running } from './harness';

const FMT = `var u = require('./u.sjs');
module.exports = {
  type: function (v) { return v.constructor; },
  isArray: function (v) { return (v).constructor === 'Array'; },
  year: function (t) { return getDate(t).getFullYear(); },
  plain: function (s) { return s.replace(getRegExp('b', 'g'), '-'); },
  list: function (n) { return [n, n + 1]; },
  boom: function (o) {
    return o.a.b;
  },
  tap: function (event, owner) {
    owner.selectComponent('#box').setStyle({ backgroundColor: 'rgb(1, 2, 3)', width: '100rpx' }).addClass('on off');
    owner.selectComponent('#box').removeClass('off');
    owner.callMethod('heard', { k: event.instance.getDataset().k, type: event.type });
  },
  fails: function () { return nothing.at; },
  changed: function (value, old, owner) { owner.callMethod('heard', { value: value }); },
  twice: u.twice
};`;
const PROGRAM = {
  'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
  'pages/a/a.js': `Page({
    data: { price: 12.5, list: [1, 2, 3], obj: { s: 'abc', n: 2, f() { return this.n; } }, add: (a, b) => a + b, none: null, k: 'K', n: 1, bad: 'x', show: true, date: 1700000000000 },
    heard(detail) { this.setData({ heard: JSON.stringify(detail) }); },
    more() { this.setData({ price: 1, 'obj.n': 5, list: [9] }); },
    next() { this.setData({ n: 2 }); },
  });`,
  'pages/a/a.ttml': `<sjs module="fmt" src="./fmt.sjs"/>
<sjs module="own">
  export const loud = (s) => s.toUpperCase();
  export default { quiet: (s) => s.toLowerCase() };
</sjs>
<sjs module="dead">
  module.exports = { a: nothing.there };
</sjs>
<view id="fixed">{{ price.toFixed(2) }}|{{ list.join('-') }}|{{ list.slice(1).concat([7]).join('+') }}</view>
<view id="this">{{ obj.f() }}|{{ add(1, price) }}|{{ obj?.s?.length }}|{{ none?.a.b }}|{{ none.a.b() }}</view>
<view id="text">{{ \`n=\${obj.n}, \${list.length}\` }}|{{ list.map((x) => x * obj.n).join() }}|{{ 2 ** 3 }}</view>
<view id="sjs">{{ fmt.type(list) }}|{{ fmt.type(obj) }}|{{ fmt.type(k) }}|{{ fmt.isArray(list) }}|{{ fmt.year(date) }}|{{ fmt.plain('abc') }}|{{ fmt.list(1).join('/') }}|{{ fmt.twice(4) }}</view>
<view id="esm">{{ own.loud('a') }}{{ own.quiet('B') }}</view>
<view id="dead">[{{ dead.a(1) }}]</view>
<view id="throws">[{{ bad.toFixed(2) }}][{{ fmt.boom({}) }}]
  [{{ obj.s.repeat(-1) }}] after</view>
<view tt:for="{{ list.filter((x) => x > 1) }}" tt:key="*this" class="row">{{ item.toFixed(1) }}:{{ index + 1 }}</view>
<view id="box" class="{{ add('a', 'b') }}"/>
<view id="tap" data-k="{{ k }}" bind:tap="{{fmt.tap}}">tap</view><view id="fails" bindtap="{{fmt.fails}}">fails</view>
<view id="watch" n="{{n}}" change:n="{{fmt.changed}}" bind:tap="next">next</view>
<view id="heard">{{ heard }}</view>
<view id="more" bind:tap="more">more</view>`,
  'pages/a/fmt.sjs': FMT,
  'pages/a/u.sjs': 'export function twice(n) { return n * 2; }',
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

const textOf = (page: Page, id: string): Promise<string> => page.locator(`#${id}`).innerText();

describe('expressions and SJS', () => {
  let page: Page;
  before(async () => {
    page = await openFrame(phone, running);
  });
  after(() => page.close());

  test('calls keep their object, and what JavaScript can say is said', async () => {
    assert.equal(await textOf(page, 'fixed'), '12.50|1-2-3|2+3+7');
    assert.equal(await textOf(page, 'this'), '2|13.5|3||');
    assert.equal(await textOf(page, 'text'), 'n=2, 3|2,4,6|8');
    await eventually(async () =>
      assert.deepEqual(await page.locator('.row').allInnerTexts(), ['2.0:1', '3.0:2']),
    );
    await eventually(async () =>
      assert.match((await page.locator('#box').getAttribute('class')) ?? '', /\bab\b/),
    );
  });

  test('SJS has its own globals and names of types, exports of both kinds, and modules', async () => {
    assert.equal(await textOf(page, 'sjs'), 'Array|Object|String|true|2023|a-c|1/2|8');
    assert.equal(await textOf(page, 'esm'), 'Ab');
  });

  test('a binding that throws is empty, and is reported with its place and text; the page works', async () => {
    assert.equal((await textOf(page, 'throws')).replace(/\s+/g, ' '), '[][] [] after');
    assert.equal(await textOf(page, 'dead'), '[]');
    const problems = (await problemsOf(page)).map(
      ({ level, file, line, message }) => `${level} ${file}:${line} ${message}`,
    );
    assert.deepEqual(problems.sort(), [
      'error pages/a/a.ttml:16 {{ obj.s.repeat(-1) }}: Invalid count value: -1',
      'error pages/a/a.ttml:7 a script of a template (SJS) failed: nothing is not defined',
      "error pages/a/fmt.sjs:9 {{ fmt.boom({}) }}: Cannot read properties of undefined (reading 'b')",
      'warning pages/a/a.js:1 data of pages/a/a: `add` is a function, which does not reach the template',
      'warning pages/a/a.js:1 data of pages/a/a: `obj.f` is a function, which does not reach the template',
      'warning pages/a/a.ttml:15 {{ bad.toFixed(2) }}: bad.toFixed is not a function',
    ]);
  });

  test('SJS handlers change what is seen and call methods; one that throws is located', async () => {
    await page.locator('#tap').tap();
    await page.locator('#heard').getByText('{"k":"K","type":"tap"}').waitFor();
    const box = page.locator('#box');
    assert.equal(await box.evaluate((node) => getComputedStyle(node).backgroundColor), 'rgb(1, 2, 3)');
    assert.equal(await box.evaluate((node) => getComputedStyle(node).width), '50px');
    await eventually(async () =>
      assert.match((await box.getAttribute('class')) ?? '', /\bon\b(?!.*\boff\b)/),
    );
    // The notes about what failed lie over the lower end of the page.
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('.sim-problems')!.style.pointerEvents = 'none';
    });
    await page.locator('#watch').tap();
    await page.locator('#heard').getByText('{"value":2}').waitFor();
    await page.locator('#fails').tap();
    await page.waitForFunction(() =>
      (
        globalThis as unknown as { __tradeSim: { problems: { file: string; line?: number }[] } }
      ).__tradeSim.problems.some(({ file, line }) => file === 'pages/a/fmt.sjs' && line === 16),
    );
  });

  test('bindings follow the data that they are made of', async () => {
    // By its method: the notes about what failed lie over the lower end of the page.
    await page.evaluate(() =>
      (globalThis as unknown as { __tradeSim: { pages(): { more(): void }[] } }).__tradeSim
        .pages()[0]
        ?.more(),
    );
    await page.locator('#fixed').getByText('1.00|9|7').waitFor();
    assert.equal(await textOf(page, 'this'), '5|2|3||');
    await eventually(async () => assert.deepEqual(await page.locator('.row').allInnerTexts(), ['9.0:1']));
  });
});

test('a handler that is not there, and options that are slips, are told once, by the build', async () => {
  const program = await serve({
    'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
    'pages/a/a.js': 'Page({ onload() {}, onTap() {} });',
    'pages/a/a.ttml': '<view id="a" bind:tap="onTapp">a</view><view id="b" bind:tap="other">b</view>',
  });
  const page = await openFrame(phone, program);
  await page.locator('#a').tap();
  await page.locator('#a').tap();
  await page.locator('#b').tap();
  await page.waitForFunction(
    () => (globalThis as unknown as { __tradeSim: { problems: unknown[] } }).__tradeSim.problems.length === 3,
  );
  assert.deepEqual(
    (await problemsOf(page)).map(({ level, file, message, fix }) => `${level} ${file} ${message} ${fix}`),
    [
      'error pages/a/a.ttml bind:tap calls "onTapp", and pages/a/a.js has no such method There is "onTap": did you mean that? Otherwise add onTapp(event) { } to pages/a/a.js.',
      'error pages/a/a.ttml bind:tap calls "other", and pages/a/a.js has no such method Add other(event) { } to pages/a/a.js.',
      'warning pages/a/a.js Page(): the platform calls no function "onload" Did you mean "onLoad"?',
    ],
  );
  await page.close();
  await program.close();
});
