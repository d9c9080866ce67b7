import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
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

async function open(page: string, dark = false): Promise<Page> {
  const context = await browser.newContext({
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
  assert.match(await example.locator('pre').innerText(), /text="马上抢"/);
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
