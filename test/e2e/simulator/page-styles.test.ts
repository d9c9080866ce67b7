import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from '../../../scripts/lib/browser';
import { newPhone, openFrame, serve, type Running } from './harness';

type Files = Record<string, string>;

const pageFiles = (name: string, ttml: string, ttss: string, using: Files = {}, js = 'Page({})'): Files => ({
  [`pages/${name}/${name}.json`]: JSON.stringify({ usingComponents: using }),
  [`pages/${name}/${name}.js`]: js,
  [`pages/${name}/${name}.ttml`]: ttml,
  [`pages/${name}/${name}.ttss`]: ttss,
});
const componentFiles = (name: string, ttml: string, ttss: string, options = '{}'): Files => ({
  [`components/${name}/${name}.json`]: '{"component":true}',
  [`components/${name}/${name}.js`]: `Component({ options: ${options} })`,
  [`components/${name}/${name}.ttml`]: ttml,
  [`components/${name}/${name}.ttss`]: ttss,
});

const PROBE = '<view class="box" id="v"><text>x</text></view><view id="k" class="kf">k</view>';
const NAMED = (name: string): string =>
  `<view id="label">name ${name}</view><view tabindex="0" aria-role="button" aria-labelledby="label">x</view>`;

/** A face of its own for the test's font; no glyph of it is needed to see that it is declared. */
const FACE = (family: string): string =>
  `@font-face { font-family: ${family}; src: url("data:font/woff2;base64,AA") }`;

const FILES: Files = {
  'app.json': JSON.stringify({
    pages: ['pages/plain/plain', 'pages/loud/loud', 'pages/root/root'],
  }),
  'app.js': 'App({})',
  'app.ttss': ':root { --brand: rgb(9, 9, 9) } .app { color: rgb(8, 8, 8) }',
  ...pageFiles(
    'plain',
    `${PROBE}${NAMED('plain')}<view id="app" class="app">a</view><view id="brand" style="color: var(--brand)">b</view><view id="rem" style="width: 2rem">r</view>`,
    '.kf { animation: spin 10s infinite }',
  ),
  ...pageFiles(
    'loud',
    `${PROBE}${NAMED('loud')}<iso/><open/>`,
    `page { background: rgb(1, 0, 0) } view { outline-color: rgb(1, 0, 1) } #v { text-indent: 11px } .box { color: rgb(1, 1, 1) }
     [aria-modal] { text-indent: 7px } #app { padding-top: 50px } * { font-variant-caps: small-caps } .sim-page { top: 9px }
     @keyframes spin { 0%, 100% { opacity: .11 } } ${FACE('Loud')} @media screen { ${FACE('LoudNested')} } @supports (display: grid) { ${FACE('LoudGrid')} }`,
    { iso: '/components/iso/iso', open: '/components/open/open' },
  ),
  ...pageFiles(
    'root',
    '<view id="rem" style="width: 2rem">r</view><view id="size" style="width: 1em">s</view><view id="p">p</view>',
    `:root { font-size: 20px; background: rgb(4, 4, 4) } @property --p { syntax: "<length>"; inherits: false; initial-value: 7px } #p { text-indent: var(--p) }`,
  ),
  ...componentFiles(
    'iso',
    '<view id="isov">iso</view>',
    'view { word-spacing: 21px } #v { letter-spacing: 21px } @keyframes spin { 0%, 100% { opacity: .41 } }',
  ),
  ...componentFiles(
    'open',
    '<view>open</view>',
    '.box { padding-left: 31px }',
    "{ styleIsolation: 'shared' }",
  ),
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

const go = (frame: Page, api: string, url: string): Promise<unknown> =>
  frame.evaluate(
    async ([name, to]) => {
      const { tt } = globalThis as unknown as { tt: Record<string, (options: object) => Promise<unknown>> };
      await tt[name!]!({ url: to });
    },
    [api, url],
  );

/** The computed style of an element of the page on top. */
const styleOf = (frame: Page, selector: string, property: string): Promise<string> =>
  frame
    .locator('.sim-page:not([hidden])')
    .locator(selector)
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

const PROPERTIES = [
  'outline-color',
  'text-indent',
  'color',
  'word-spacing',
  'letter-spacing',
  'padding-left',
  'font-variant-caps',
];

/** All that a sheet of the loud page might have reached on the plain one. */
async function look(frame: Page): Promise<string[]> {
  const seen = [];
  for (const property of PROPERTIES) seen.push(await styleOf(frame, '#v', property));
  seen.push(await styleOf(frame, '#k', 'opacity'), await styleOf(frame, 'tt-page', 'background-color'));
  return seen;
}

const faces = (frame: Page): Promise<string[]> =>
  frame.evaluate(() => [...document.fonts].map(({ family }) => family).sort());

describe('the sheets of a page', () => {
  test('reach their own page', async () => {
    const frame = await openFrame(phone, running, 'frame.html?page=/pages/loud/loud');
    assert.deepEqual(await look(frame), [
      'rgb(1, 0, 1)',
      '11px',
      'rgb(1, 1, 1)',
      '21px',
      '21px',
      '31px',
      'small-caps',
      '1',
      'rgb(1, 0, 0)',
    ]);
    await frame.close();
  });

  test('reach no page above, and none after they are gone', async () => {
    const frame = await openFrame(phone, running);
    const untouched = await look(frame);
    await go(frame, 'navigateTo', '/pages/loud/loud');
    assert.notDeepEqual(await look(frame), untouched);
    await go(frame, 'navigateTo', '/pages/plain/plain');
    assert.deepEqual(await look(frame), untouched);
    await go(frame, 'reLaunch', '/pages/plain/plain');
    assert.deepEqual(await look(frame), untouched);
    await frame.close();
  });

  test('reach nothing of the frame and of the panels over it', async () => {
    const frame = await openFrame(phone, running, 'frame.html?page=/pages/loud/loud');
    await frame.evaluate(
      () =>
        void (globalThis as unknown as { tt: { showModal(o: object): void } }).tt.showModal({ title: 't' }),
    );
    const modal = frame.locator('.sim-modal');
    await modal.waitFor();
    const of = (selector: string, property: string): Promise<string> =>
      frame
        .locator(selector)
        .first()
        .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
    assert.equal(await of('.sim-modal', 'text-indent'), '0px');
    assert.equal(await of('.sim-modal', 'font-variant-caps'), 'normal');
    assert.equal(await of('body > #app', 'padding-top'), '0px');
    assert.equal(await of('.sim-page', 'top'), '0px');
    await frame.close();
  });

  test('bring fonts, those in conditions among them, while the page shows', async () => {
    const frame = await openFrame(phone, running);
    assert.deepEqual(await faces(frame), []);
    await go(frame, 'navigateTo', '/pages/loud/loud');
    assert.deepEqual(await faces(frame), ['Loud', 'LoudGrid', 'LoudNested']);
    await go(frame, 'navigateTo', '/pages/plain/plain');
    assert.deepEqual(await faces(frame), []);
    await frame.close();
  });

  test('have a root: variables of the app, the size that rem counts by, the ground of the page', async () => {
    const frame = await openFrame(phone, running);
    assert.equal(await styleOf(frame, '#brand', 'color'), 'rgb(9, 9, 9)');
    assert.equal(await styleOf(frame, '#rem', 'width'), '32px');
    await go(frame, 'navigateTo', '/pages/root/root');
    assert.equal(await styleOf(frame, '#rem', 'width'), '40px');
    assert.equal(await styleOf(frame, '#p', 'text-indent'), '7px');
    const ground = await frame
      .locator('.sim-page:not([hidden])')
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.equal(ground, 'rgb(4, 4, 4)');
    await go(frame, 'navigateTo', '/pages/plain/plain');
    assert.equal(await styleOf(frame, '#rem', 'width'), '32px');
    await frame.close();
  });

  test('leave ids to their page: a name is read from the page on top, not from one that is hidden', async () => {
    const frame = await openFrame(phone, running);
    await go(frame, 'navigateTo', '/pages/loud/loud');
    const cdp = await phone.newCDPSession(frame);
    const { nodes } = await cdp.send('Accessibility.getFullAXTree');
    const names = nodes
      .filter(({ role }) => role?.value === 'button')
      .map(({ name }) => name?.value as string);
    assert.deepEqual(names, ['name loud']);
    await frame.close();
  });
});
