import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { launch } from '../../../scripts/lib/browser';
import { startSimulator } from '../../../simulator/server';
import { newPhone } from './harness';

function write(root: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

async function dev(t: TestContext, files: Record<string, string>) {
  const root = mkdtempSync(path.join(tmpdir(), 'trade-sim-'));
  write(root, files);
  const simulator = await startSimulator({ root, watch: true });
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await simulator.close();
    rmSync(root, { recursive: true, force: true });
  });
  const page = await (await newPhone(browser)).newPage();
  await page.goto(simulator.frame);
  await page.waitForSelector('html[data-ready="1"]');
  return { page, edit: (changed: Record<string, string>) => write(root, changed) };
}

test('a sheet is swapped without a reload; a template edit comes back to the same page with the same data', async (t) => {
  const { page, edit } = await dev(t, {
    'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
    'app.ttss': '.all { color: rgb(1, 1, 1) }',
    'pages/a/a.ttml': '<view id="go" bind:tap="go">first</view>',
    'pages/a/a.js': "Page({ go() { tt.navigateTo({ url: '/pages/b/b?q=1' }); } });",
    'pages/b/b.json': '{"usingComponents":{"x-c":"/c/c"}}',
    'pages/b/b.ttml': '<view id="n" class="all" bind:tap="more">n={{ n }} {{ other }}</view><x-c/>',
    'pages/b/b.js':
      "Page({ data: { n: 0, other: 'x' }, more() { this.setData({ n: this.data.n + 1, other: 'y' }); } });",
    'pages/b/b.ttss': '#n { width: 10px }',
    'c/c.json': '{"component":true}',
    'c/c.ttml': '<view class="c">c</view>',
    'c/c.js': 'Component({});',
    'c/c.ttss': '.c { width: 10px }',
  });
  const width = (selector: string): Promise<string> =>
    page.locator(selector).evaluate((node) => getComputedStyle(node).width);
  await page.locator('#go').tap();
  await page.locator('#n').tap();
  await page.getByText('n=1 y').waitFor();
  await page.evaluate(() => Object.assign(globalThis, { kept: true }));
  const kept = (): Promise<unknown> => page.evaluate(() => (globalThis as { kept?: unknown }).kept);

  const grown = (selector: string, size: string): Promise<unknown> =>
    page.locator(selector).evaluate(
      (node, wanted) =>
        new Promise<void>((resolve) => {
          const look = (): void =>
            getComputedStyle(node).width === wanted ? resolve() : void requestAnimationFrame(look);
          look();
        }),
      size,
    );
  edit({ 'pages/b/b.ttss': '#n { width: 30px }' });
  await grown('#n', '30px');
  edit({ 'c/c.ttss': '.c { width: 40px }' });
  await grown('x-c .c, x-c [class$="c"]', '40px');
  assert.equal(await width('#n'), '30px');
  assert.equal(await kept(), true);

  edit({ 'pages/b/b.ttml': '<view id="n" bind:tap="more">edited n={{ n }} {{ other }}</view>' });
  await page.getByText('edited n=1 y').waitFor();
  assert.equal(await kept(), undefined);
  assert.match(
    await page.evaluate(() =>
      (globalThis as unknown as { getCurrentPages(): { route: string; options: object }[] })
        .getCurrentPages()
        .map(({ route, options }) => route + JSON.stringify(options))
        .join(),
    ),
    /pages\/b\/b\{"q":"1"\}$/,
  );

  // A script that begins otherwise keeps what begins as it did.
  edit({ 'pages/b/b.js': "Page({ data: { n: 5, other: 'x' } });" });
  await page.getByText('edited n=5 y').waitFor();
});
