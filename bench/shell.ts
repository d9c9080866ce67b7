/**
 * What the orders panel costs a browser on a large ledger: CPU time of the page's main thread to open the
 * list, to find an order and to go to the last one; rows in the document; its height. `--orders <n>`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { launch } from '../scripts/lib/browser';
import { createSandbox, sandboxPlugin } from '../sandbox/index';
import { startConsole } from '../simulator/server/console-server';
import { growLedger } from './grown-ledger';

const { values } = parseArgs({ options: { orders: { type: 'string' } } });
const orders = Number(values.orders ?? 100_000);

/** ms of the main thread, all tasks. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

async function measure(session: CDPSession, name: string, work: () => Promise<unknown>): Promise<void> {
  const [cpu, wall] = [await busy(session), performance.now()];
  await work();
  const spent = (await busy(session)) - cpu;
  console.log(
    `${name.padEnd(28)} ${spent.toFixed(0).padStart(5)} ms CPU ${(performance.now() - wall).toFixed(0).padStart(6)} ms`,
  );
}

const rows = (page: Page) => page.locator('.order-row');

const folder = mkdtempSync(path.join(tmpdir(), 'bench-shell-'));
const file = path.join(folder, 'ledger.db');
await growLedger(file, { paid: Math.ceil(orders / 2), unpaid: Math.floor(orders / 2) });
const sandbox = createSandbox({ store: file });
const server = await startConsole({ port: 0, sandbox: sandboxPlugin(sandbox) });
const browser = await launch();
try {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.url}/`);
  await rows(page).first().waitFor();
  const session = await page.context().newCDPSession(page);
  // What the machine does beside it counts for nothing.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const total = await page.locator('.order-total').innerText();
  console.log(`${total}; rows in the document: ${await rows(page).count()}`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.getByRole('tab', { name: 'Sandbox' }).click();
  await rows(page).first().waitFor({ state: 'detached' });
  await measure(session, 'open the orders', async () => {
    await page.getByRole('tab', { name: 'Orders' }).click();
    await rows(page).filter({ hasText: '¥' }).first().waitFor();
  });
  const wanted = (await rows(page).nth(5).locator('code').innerText()).trim();
  await measure(session, 'find one by its number', async () => {
    await page.getByRole('searchbox').first().fill(wanted);
    await page.waitForFunction(() => document.querySelectorAll('.order-row').length === 1);
  });
  await page.getByRole('searchbox').first().fill('');
  await page.waitForFunction(() => document.querySelectorAll('.order-row').length > 5);
  await measure(session, 'go to the last', async () => {
    await page.locator('.order-rows').press('End');
    await page.locator(`.order-row[aria-posinset="${orders}"]`).filter({ hasText: '¥' }).waitFor();
  });
  console.log(`rows in the document: ${await rows(page).count()}`);
  console.log(
    `height of the document: ${height} px, then ${await page.evaluate(() => document.documentElement.scrollHeight)} px`,
  );
} finally {
  await browser.close();
  await server.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}
