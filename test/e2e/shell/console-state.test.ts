/** The sandbox as a whole, from the shell: the phone's clock, and the state as a file. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Sandbox } from '../../../sandbox';
import { launch } from '../../../scripts/lib/browser';
import { apply, buy } from '../../unit/sandbox/refund-kit';
import { openTab, startShell, type ShellServer } from './shell-server';

let browser: Browser;
let server: ShellServer;
let sandbox: Sandbox;
before(async () => {
  [browser, server] = await Promise.all([launch(), startShell()]);
  sandbox = server.sandbox;
});
after(async () => {
  await browser.close();
  await server.close();
});

test("the phone's clock is put wrong, and back", async () => {
  server.fresh();
  const page = await openTab(browser, server, '交易沙箱');
  await page.getByLabel('手机时间偏差（分钟）').fill('-90');
  await page.getByRole('button', { name: '设置偏差' }).click();
  await page.getByText(/^手机时间为/).waitFor();
  assert.equal(sandbox.skew, -90 * 60_000);
  await page.getByLabel('手机时间偏差（分钟）').fill('0');
  await page.getByRole('button', { name: '设置偏差' }).click();
  await page.getByText(/^手机上是/).waitFor({ state: 'detached' });
  assert.equal(sandbox.skew, 0);
});

test('a state that was exported comes back after a reset, with its timelines', async () => {
  server.fresh();
  const bought = await buy(sandbox, 2);
  await apply(sandbox, bought);
  sandbox.journal.addStep({
    attempt: 'a-1',
    kind: 'tap',
    name: 'tap',
    place: 'pay-button',
    outOrderNo: bought.outOrderNo,
  });
  const kept = JSON.stringify([
    sandbox.console.latest(),
    sandbox.console.timeline(bought.orderId),
    sandbox.console.attempts(),
  ]);
  const page = await openTab(browser, server, '交易沙箱');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出到文件' }).click(),
  ]);
  await page.getByText(`已导出 ${download.suggestedFilename()}`).waitFor();
  const file = await download.path();
  await page.getByRole('button', { name: '重置沙箱' }).click();
  await page.getByRole('button', { name: /再按一次/ }).click();
  await page.getByText('沙箱已重置').waitFor();
  assert.deepEqual(sandbox.console.latest(), []);
  await page
    .getByLabel('从文件导入')
    .setInputFiles({ name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{') });
  await page.getByRole('button', { name: '导入 broken.json' }).click();
  await page.getByRole('button', { name: /再按一次/ }).click();
  await page.getByText('没有成功：这不是 JSON 文件').waitFor();
  await page
    .getByLabel('从文件导入')
    .setInputFiles({ name: 'kept.json', mimeType: 'application/json', buffer: await readFile(file) });
  await page.getByRole('button', { name: '导入 kept.json' }).click();
  await page.getByRole('button', { name: /再按一次/ }).click();
  await page.getByText('已导入', { exact: true }).waitFor();
  assert.equal(
    JSON.stringify([
      sandbox.console.latest(),
      sandbox.console.timeline(bought.orderId),
      sandbox.console.attempts(),
    ]),
    kept,
  );
  await page.getByRole('tab', { name: '订单', exact: true }).click();
  await page
    .getByRole('listbox', { name: '订单列表' })
    .getByRole('option')
    .filter({ hasText: bought.outOrderNo })
    .waitFor();
});
