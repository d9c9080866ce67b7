/** Markup in every text that a program hands to the shell: it is shown as text, and nothing of it runs. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { startSimulator, type Simulator } from '../../../simulator/server';
import { eventually } from '../eventually';

/** Ends scripts, titles and attributes, and would name itself. */
const evil = (name: string): string =>
  `"'></title></script><img src=x onerror="window.hurt='${name}'"><script>window.hurt='${name}'</script>`;

const FILES: Record<string, string> = {
  'app.json': JSON.stringify({
    pages: ['pages/a/a', 'pages/b/b'],
    [evil('key')]: 1,
    window: { navigationBarTitleText: evil('title'), navigationBarBackgroundColor: evil('colour') },
    tabBar: {
      color: evil('colour'),
      list: ['a', 'b'].map((name) => ({ pagePath: `pages/${name}/${name}`, text: evil(`tab ${name}`) })),
    },
    __proto__x: { constructor: evil('member') },
  }),
  'app.js': `App({ onLaunch() { console.log(${JSON.stringify(evil('log'))}); } })`,
  'project.config.json': JSON.stringify({ appid: evil('appid'), projectname: evil('project') }),
  'trade-sim.config.json': `{"__proto__":{"hosts":{"a.example":"http://127.0.0.1:1"}},"constructor":${JSON.stringify(evil('config'))},"conditions":{"__proto__":{"device":"x"},"query":${JSON.stringify(evil('query'))},"constructor":1}}`,
  'pages/a/a.json': JSON.stringify({ usingComponents: { [`x-${evil('tag')}`]: `/${evil('path')}` } }),
  'pages/a/a.js': `Page({ data: { text: ${JSON.stringify(evil('data'))} }, onReady() { tt.showToast({ title: this.data.text, duration: 100000 }); tt.setStorageSync(this.data.text, this.data.text); tt.setNavigationBarTitle({ title: this.data.text }); tt.setTabBarBadge({ index: 0, text: this.data.text }); tt.request({ url: 'http://127.0.0.1:1/' + this.data.text }); setTimeout(() => { throw new Error(this.data.text); }); Promise.reject(new Error(this.data.text)); tt.navigateTo({ url: '/' + this.data.text }); } })`,
  'pages/a/a.ttml':
    '<view id="r" class="{{text}}" style="{{text}}" aria-label="{{text}}" data-x="{{text}}">{{text}}</view><button id="{{text}}">{{text}}</button>',
  'pages/b/b.json': '{}',
  'pages/b/b.js': 'Page({})',
  'pages/b/b.ttml': '<view>b</view>',
  "pages/a/<img src=x onerror=window.hurt='file'>.ttml": '<view>',
};

let dir: string;
let simulator: Simulator;
let browser: Browser;
let page: Page;

before(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'hostile-words-'));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(path.dirname(path.join(dir, name)), { recursive: true });
    await writeFile(path.join(dir, name), text);
  }
  simulator = await startSimulator({ root: dir, watch: false });
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${simulator.url}/`);
  await page.frameLocator('iframe').locator('html[data-ready]').waitFor();
});
after(async () => {
  await browser.close();
  await simulator.close();
  await rm(dir, { recursive: true, force: true });
});

const hurt = (): Promise<unknown[]> => Promise.all(page.frames().map((one) => one.evaluate('window.hurt')));

describe('markup in the texts of a program', () => {
  test('is text in the title, the bar, toasts, tabs, the page and its problems', async () => {
    for (const name of ['data', 'tab b'])
      await eventually(async () => {
        const shown = await page.locator('body').innerText();
        assert.ok(shown.includes(`window.hurt='${name}'`), shown);
      });
    const inner = page.frameLocator('iframe').first();
    await eventually(async () => assert.equal(await inner.locator('#r').innerText(), evil('data')));
    assert.deepEqual(await hurt(), [undefined, undefined]);
    assert.equal(await page.locator('img[src=x], script:not([src])').count(), 0);
    assert.equal(await inner.locator('img[src=x], script:not([src])').count(), 0);
  });

  test('is text in every panel of the shell', async () => {
    const tabs = page.getByRole('tab');
    await eventually(async () => assert.ok((await tabs.count()) > 4));
    for (let at = 0; at < (await tabs.count()); at += 1) {
      await tabs.nth(at).click();
      await eventually(async () => assert.equal(await tabs.nth(at).getAttribute('aria-selected'), 'true'));
      assert.equal(await page.locator('img[src=x], script:not([src])').count(), 0, String(at));
    }
    assert.deepEqual(await hurt(), [undefined, undefined]);
  });
});
