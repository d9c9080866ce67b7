/** A hundred thousand orders: the document holds the rows in sight and no more, wherever the reader is. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { eventually } from '../eventually';
import { growLedger } from '../../../bench/grown-ledger';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { createSandbox, sandboxPlugin } from '../../../sandbox/index';
import { startConsole } from '../../../simulator/server/console-server';

const ORDERS = 100_000;
/** A window of 900 px has 13 rows in sight; some above and below are drawn, too. */
const MOST_ROWS = 40;

test('the orders of a large ledger are listed, found and walked through with a few rows in the document', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'many-orders-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const store = path.join(folder, 'ledger.db');
  await growLedger(store, { paid: ORDERS / 2, unpaid: ORDERS / 2 });
  const sandbox = createSandbox({ store });
  const server = await startConsole({ port: 0, sandbox: sandboxPlugin(sandbox) });
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await server.close();
    await sandbox.close();
  });
  const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${server.url}/`);
  const rows = page.locator('.order-row');
  await rows.filter({ hasText: '¥' }).first().waitFor();
  await page.getByText('共 100,000 笔').waitFor();
  const size = () =>
    page.evaluate(() => ({
      rows: document.querySelectorAll('.order-row').length,
      height: document.documentElement.scrollHeight,
      elements: document.querySelectorAll('*').length,
    }));
  const first = await size();
  assert.ok(first.rows > 5 && first.rows < MOST_ROWS, String(first.rows));
  assert.equal(first.height, 900);

  await page.locator('.order-rows').press('End');
  const last = page.locator(`.order-row[aria-posinset="${ORDERS}"]`).filter({ hasText: '¥' });
  await last.waitFor();
  const end = await size();
  assert.ok(end.rows < MOST_ROWS, String(end.rows));
  assert.equal(end.height, 900);
  const wanted = (await last.locator('code').innerText()).trim();

  await page.getByRole('searchbox').first().fill(wanted);
  await page.waitForFunction(() => document.querySelectorAll('.order-row').length === 1);
  await eventually(async () => assert.equal((await rows.locator('code').innerText()).trim(), wanted));
  await page.getByRole('searchbox').first().fill('火锅');
  await page.waitForFunction(() => document.querySelectorAll('.order-row').length > 5);
  const found = await size();
  assert.ok(found.rows < MOST_ROWS, String(found.rows));
  assert.ok(found.elements < 1500, String(found.elements));
});
