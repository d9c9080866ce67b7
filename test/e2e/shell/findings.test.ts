/** Broken programs in the running shell: each finding once, with its words, in the reader's language. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { launch } from '../../../scripts/lib/browser';
import { startSimulator, type Simulator } from '../../../simulator/server';
import { servedKit } from '../../../simulator/server/kit-sources';
import { languageOf, type Language } from '../../../simulator/words/language';
import { BASE } from '../../fixtures/broken/base';
import { addFiles } from '../../unit/simulator/compiler-helpers';

/** Five faults of a first day, each in a place of its own. */
const FAULTY = {
  ...BASE,
  'pages/goods/goods.ttml': (BASE['pages/goods/goods.ttml'] ?? '')
    .replace('"getGoodsInfo"', '"getGoodInfo"')
    .replace('tt:if="{{open}}"', 'tt:if="open"'),
  'pages/goods/goods.js': (BASE['pages/goods/goods.js'] ?? '').replace(
    "goodsId: '7301245789012345678'",
    'goodsId: 7301245789012345678',
  ),
  'pages/rows/rows.js': (BASE['pages/rows/rows.js'] ?? '').replace('onReachBottom', 'onReachBotom'),
  'pages/rows/rows.ttml': (BASE['pages/rows/rows.ttml'] ?? '').replace('<x-row', '<x-rwo'),
};
let browser: Browser;
let root: string;
let sandbox: Sandbox;
let simulator: Simulator;
before(async () => {
  browser = await launch();
  root = mkdtempSync(path.join(tmpdir(), 'trade-sim-findings-'));
  addFiles(root, FAULTY);
  sandbox = createSandbox({ store: ':memory:' });
  simulator = await startSimulator({ root, watch: false, ...servedKit(), sandbox: sandboxPlugin(sandbox) });
});
after(async () => {
  await browser.close();
  await simulator.close();
  await sandbox.close();
  rmSync(root, { recursive: true, force: true });
});

/** Names of the shell's parts, which follow the language too. */
const NAMES = {
  zh: { tab: '控制台', problems: '问题' },
  en: { tab: 'Console', problems: 'Problems' },
};

async function openShell(locale: string): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${simulator.url}/?page=/pages/rows/rows`);
  // The page of the second half of them has run: it says its own by then.
  await page.frameLocator('iframe').getByText('1.00').waitFor();
  await page.getByRole('tab', { name: NAMES[languageOf(locale)!].tab }).click();
  return page;
}

const listOf = async (page: Page, language: Language): Promise<string[]> =>
  page.getByRole('region', { name: NAMES[language].problems }).getByRole('listitem').allInnerTexts();

for (const [locale, language] of [
  ['zh-CN', 'zh'],
  ['en-US', 'en'],
] as const)
  test(`the shell shows what is wrong with a program once each, in ${language}`, async () => {
    const page = await openShell(locale);
    const list = await listOf(page, language);
    const about = (name: string): string[] => list.filter((text) => text.includes(name));
    const digits = '7301245789012345678';
    for (const name of ['getGoodInfo', 'tt:if="open"', 'onReachBotom', '<x-rwo>', digits])
      assert.equal(about(name).length, 1, `${name}: ${list.join('\n')}`);
    assert.match(
      about('getGoodInfo')[0] ?? '',
      language === 'zh'
        ? /pages\/goods\/goods\.ttml:7:3[^]*存在“getGoodsInfo”/
        : /goods\.ttml:7:3[^]*There is "getGoodsInfo"/,
    );
    await page.context().close();
  });

test('the switch changes the words at once, and is remembered', async () => {
  const page = await openShell('en-US');
  assert.ok((await listOf(page, 'en')).some((text) => text.includes('Did you mean <x-row>?')));
  await page.getByRole('combobox', { name: /Language/ }).selectOption('zh');
  await page.getByText('是否想写 <x-row>？').waitFor();
  await page.getByRole('tab', { name: '控制台' }).waitFor();
  await eventually(async () => assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN'));
  await page.reload();
  await page.getByText('是否想写 <x-row>？').waitFor();
  await page.context().close();
});
