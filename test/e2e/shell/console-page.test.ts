/** The console of `trade-sim sandbox`: a page of its own, without a phone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch } from '../../../scripts/lib/browser';
import { sandboxPlugin } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { startConsole, type ConsoleServer } from '../../../simulator/server/console-server';
import { open } from '../../unit/sandbox/kit';
import { assertReadable } from '../axe';

let browser: Browser;
let server: ConsoleServer;
let sandbox: Sandbox;
before(async () => {
  sandbox = open();
  [browser, server] = await Promise.all([
    launch(),
    startConsole({ port: 0, sandbox: sandboxPlugin(sandbox) }),
  ]);
});
after(async () => {
  await browser.close();
  await server.close();
  await sandbox.close();
});

for (const width of [1280, 320]) {
  test(`orders that came without a phone are listed as they come, and every tab can be read at ${width} px`, async () => {
    const page = await browser.newPage({ viewport: { width, height: 700 }, locale: 'zh-CN' });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) errors.push(message.text());
    });
    const answer = await page.goto(`${server.url}/`);
    const policy = answer!.headers()['content-security-policy'] ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self' 'wasm-unsafe-eval'.*frame-ancestors 'none'/);
    await page.getByRole('tab', { name: '订单' }).waitFor();
    const { order } = await sandbox.byHand.buy({});
    await page.getByText(order.outOrderNo).first().waitFor();
    for (const name of ['订单', '时间线', '交易沙箱', '核销']) {
      await page.getByRole('tab', { name, exact: true }).first().click();
      await assertReadable(page, `${name} at ${width} px`);
    }
    assert.deepEqual(errors, []);
    await page.close();
  });
}
