import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { ROOT } from '../../../scripts/lib/paths';
import { run } from '../../../scripts/lib/run';
import { KIT } from '../../../simulator/compiler/kit';
import { startSimulator, type Simulator } from '../../../simulator/server';
import { findingsOf } from '../axe';

const SITE = path.join(ROOT, 'site/dist');

let browser: Browser;
let sandbox: Sandbox;
let simulator: Simulator;

before(async () => {
  if (!existsSync(path.join(SITE, 'index.html'))) {
    const { code, stderr } = await run(process.execPath, ['--import', 'tsx', 'scripts/docs-site.ts']);
    assert.equal(code, 0, stderr);
  }
  sandbox = createSandbox({ store: ':memory:' });
  sandbox.setLoggedIn(true);
  simulator = await startSimulator({
    root: path.join(ROOT, 'demo-app'),
    watch: false,
    aliases: { [KIT]: ROOT },
    sandbox: sandboxPlugin(sandbox),
    docs: SITE,
  });
  browser = await launch();
});
after(async () => {
  await browser.close();
  await simulator.close();
  await sandbox.close();
});

async function open(page: string, dark = false, locale = 'zh-CN'): Promise<Page> {
  const context = await browser.newContext({
    locale,
    viewport: { width: 1280, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(PATIENCE);
  await opened.goto(`${simulator.url}/docs/${page}`);
  await opened.locator('.VPNavBarSearch button').waitFor();
  return opened;
}

test('the example of pay-button runs beside its code; a property that is turned changes both', async () => {
  const page = await open('components/pay-button');
  const phone = page.frameLocator('.live-example iframe').frameLocator('iframe');
  await phone.getByRole('button', { name: '立即抢购' }).waitFor();
  const example = page.locator('.live-example');
  await example.getByRole('textbox', { name: 'text' }).fill('马上抢');
  await example.getByRole('textbox', { name: 'text' }).blur();
  await phone.getByRole('button', { name: '马上抢' }).waitFor();
  await eventually(async () => assert.match(await example.locator('pre').innerText(), /text="马上抢"/));
  await example.getByRole('combobox', { name: 'mode' }).selectOption('3');
  await phone.getByText(/^bind:error .*21500/).waitFor();
  await page.context().close();
});

test('a number of an error is found by the search, in the language of the page', async () => {
  for (const [start, found] of [
    ['', '/docs/errors.html#21505'],
    ['en/', '/docs/en/errors.html#21505'],
  ] as const) {
    const page = await open(start);
    await page.locator('.VPNavBarSearch button').first().click();
    await page.locator('.VPLocalSearchBox input').fill('21505');
    await page.locator(`.VPLocalSearchBox .result[href*="${found}"]`).first().waitFor();
    await page.context().close();
  }
});

test('the site begins in the language of the browser, until another one is chosen', async () => {
  const chinese = await open('');
  await chinese.waitForURL(`${simulator.url}/docs/`);
  await chinese.context().close();

  const page = await open('', false, 'en-US');
  await page.waitForURL(`${simulator.url}/docs/en/`);
  await page.locator('.VPNavBarTranslations button').click();
  await page.locator('.VPNavBarTranslations').getByRole('link', { name: '简体中文' }).click();
  await page.waitForURL(`${simulator.url}/docs/`);
  await page.reload();
  await page.locator('html[lang="zh-CN"] .vp-doc h1').waitFor();
  assert.equal(page.url(), `${simulator.url}/docs/`);
  await page.context().close();

  // The shell's Chinese reader has a browser in English.
  const asked = await open('?lang=zh', false, 'en-US');
  await asked.locator('html[lang="zh-CN"] .vp-doc h1').waitFor();
  await asked.context().close();
});

test('the switch of the language leads from a page that is English only to one that says so', async () => {
  const page = await open('en/architecture.html');
  await page.locator('.VPNavBarTranslations button').click();
  await page.locator('.VPNavBarTranslations').getByRole('link', { name: '简体中文' }).click();
  await page.waitForURL(`${simulator.url}/docs/architecture.html`);
  await page.getByText('本页目前只有英文版').waitFor();
  await page.getByRole('link', { name: '阅读英文版' }).click();
  await page.waitForURL(`${simulator.url}/docs/en/architecture.html`);
  await page.locator('html[lang="en"]').waitFor({ state: 'attached' });
  await page.context().close();
});

test('words inside a Chinese sentence are found', async () => {
  const page = await open('');
  await page.locator('.VPNavBarSearch button').first().click();
  await page.locator('.VPLocalSearchBox input').fill('适配器');
  await page.locator('.VPLocalSearchBox .result').first().waitFor();
  await page.context().close();
});

for (const look of ['light', 'dark'])
  for (const start of ['components/pay-button', 'en/errors'])
    test(`${start} can be read by everybody (${look})`, async () => {
      const page = await open(start, look === 'dark');
      await page.locator('.vp-doc h1').waitFor();
      // The theme's own search button: its hidden key hint is no part of its name.
      const findings = await findingsOf(page);
      assert.deepEqual(
        findings.filter(
          (line) => !line.startsWith('label-content-name-mismatch: <button type="button" class="DocSearch'),
        ),
        [],
      );
      await page.context().close();
    });

/** Waits until the heading with this anchor, and this text, is to be seen. */
const inSight = (page: Page, [id, text]: readonly [id: string, text: string]): Promise<unknown> =>
  page.waitForFunction(
    ([id, text]) => {
      const heading = document.getElementById(id);
      const { top = -1, bottom = 0 } = heading?.getBoundingClientRect() ?? {};
      return heading?.textContent?.includes(text) === true && top >= 0 && bottom <= innerHeight;
    },
    [id, text] as const,
  );

test('a section of the contract has one anchor in both languages, and the switch of the language keeps it', async () => {
  const page = await open('en/contract/pay-button.html#4.3');
  await inSight(page, ['4.3', 'In 提单页']);
  for (const [name, address, heading] of [
    ['简体中文', 'contract/pay-button.html', '在提单页'],
    ['English', 'en/contract/pay-button.html', 'In 提单页'],
  ] as const) {
    await page.locator('.VPNavBarTranslations button').click();
    await page.locator('.VPNavBarTranslations').getByRole('link', { name, exact: true }).click();
    await page.waitForURL(`${simulator.url}/docs/${address}#4.3`);
    await inSight(page, ['4.3', heading]);
  }
  await page.context().close();
});

test('the Chinese list of codes leads to the section of the Chinese contract', async () => {
  const page = await open('errors.html#21517');
  await inSight(page, ['21517', '21517']);
  await page.locator('a[href$="/contract/pay-button.html#4.3"]').first().click();
  await page.waitForURL(`${simulator.url}/docs/contract/pay-button.html#4.3`);
  await inSight(page, ['4.3', '在提单页']);
  await page.context().close();
});

test('the shell leads to the site and the contract in its own language', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  for (const [language, site, contract] of [
    ['zh', '/docs/?lang=zh', '/__docs/zh/contract/pay-button.md'],
    ['en', '/docs/en/', '/__docs/en/contract/pay-button.md'],
  ] as const) {
    await page.goto(`${simulator.url}/?lang=${language}`);
    const links = page.locator('.start-links a');
    await links.nth(4).waitFor();
    const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    assert.deepEqual(addresses.slice(0, 2), [site, contract]);
  }
  await context.close();
});
