/** Each broken program of the corpus in the running shell: its first finding, in both languages. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { startSimulator, type Simulator } from '../../../simulator/server';
import { servedKit } from '../../../simulator/server/kit-sources';
import { CASES } from '../../fixtures/broken';
import { BASE, edited, type Broken } from '../../fixtures/broken/base';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
const READERS = [
  { locale: 'zh-CN', words: 'zh', tab: '控制台', problems: '问题' },
  { locale: 'en-US', words: 'en', tab: 'Console', problems: 'Problems' },
] as const;

let browser: Browser;
let root: string;
let sandbox: Sandbox;
let simulator: Simulator;
let pages: Page[];
let written: Record<string, string> = {};

/** Makes the program's folder hold these files and no others, and builds. */
async function put(files: Record<string, string>): Promise<void> {
  for (const name of Object.keys(written)) if (!(name in files)) rmSync(path.join(root, name));
  for (const [name, text] of Object.entries(files)) {
    if (written[name] === text) continue;
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  written = files;
  await simulator.rebuild();
}

before(async () => {
  browser = await launch();
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'trade-sim-corpus-')));
  // The program's own compiler, as npm would put it there.
  mkdirSync(path.join(root, 'node_modules'));
  symlinkSync(path.join(REPOSITORY, 'node_modules/typescript'), path.join(root, 'node_modules/typescript'));
  for (const [name, text] of Object.entries(BASE)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  written = { ...BASE };
  sandbox = createSandbox({ store: ':memory:' });
  simulator = await startSimulator({
    root,
    watch: false,
    types: true,
    ...servedKit(),
    sandbox: sandboxPlugin(sandbox),
  });
  pages = await Promise.all(
    READERS.map(async ({ locale, tab }) => {
      const page = await (await browser.newContext({ locale })).newPage();
      page.setDefaultTimeout(PATIENCE);
      await page.goto(simulator.url);
      await page.getByRole('tab', { name: tab }).click();
      return page;
    }),
  );
});
after(async () => {
  await browser.close();
  await simulator.close();
  await sandbox.close();
  rmSync(root, { recursive: true, force: true });
});

/** The finding as each of the readers sees it: its place, and what to do. */
function shown(one: Broken): Locator[] {
  const place = one.found[0]!.replace(/ [\w-]+$/, '');
  return READERS.map(({ words, problems }, index) =>
    pages[index]!.getByRole('region', { name: problems })
      .getByRole('listitem')
      .filter({ has: pages[index]!.locator('.problem-head', { hasText: place }) })
      .filter({ has: pages[index]!.locator('.problem-fix', { hasText: one[words] }) }),
  );
}

const withLibrary = (files: Record<string, string>, lib: string): Record<string, string> => {
  const config = JSON.parse(files['project.config.json'] ?? '{}') as object;
  return {
    ...files,
    'project.config.json': JSON.stringify({ ...config, tradeSim: { baseLibrary: lib } }),
  };
};

for (const one of CASES)
  test(`shown to both readers: ${one.name}`, async () => {
    assert.deepEqual(
      await Promise.all(shown(one).map((item) => item.count())),
      [0, 0],
      'nothing is shown before',
    );
    await put(one.lib === undefined ? edited(one) : withLibrary(edited(one), one.lib));
    await Promise.all(shown(one).map((item) => item.first().waitFor()));
    await put(BASE);
    await Promise.all(shown(one).map((item) => item.first().waitFor({ state: 'detached' })));
  });
