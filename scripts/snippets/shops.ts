/** The shops of the documents: their files put together, opened, and bought in. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createSandbox, sandboxPlugin } from '../../sandbox';
import { startSimulator } from '../../simulator/server';
import { servedKit } from '../../simulator/server/kit-sources';
import { PATIENCE } from '../lib/browser';
import { RELEASE } from '../release/made';
import type { Block } from './blocks';
import type { Files } from './program';

/** Document and shop -> its files. @throws Error where two blocks are the same file */
export function shopsOf(blocks: readonly Block[]): Map<string, Files> {
  const shops = new Map<string, Files>();
  for (const { file, text, mark } of blocks) {
    if (mark?.says !== 'shop') continue;
    for (const { shop, path } of mark.files) {
      const key = `${shop} of ${file}`;
      const files = shops.get(key) ?? {};
      if (path in files) throw new Error(`${key}: two blocks are ${path}`);
      files[path] = text;
      shops.set(key, files);
    }
  }
  return shops;
}

interface Sim {
  __tradeSim: { pages(): { route: string }[] };
}

const onTop = (page: Page, route: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => (globalThis as unknown as Sim).__tradeSim.pages().at(-1)?.route === wanted,
    route,
  );

/**
 * As its reader would: taps the button of the goods page, pays, sees the codes of the order on its page,
 * applies for a refund of one and sees what became of it.
 */
export async function buyIn(root: string, browser: Browser): Promise<void> {
  const sandbox = createSandbox({ store: ':memory:' });
  sandbox.setLoggedIn(true);
  const problems: string[] = [];
  const simulator = await startSimulator({
    root,
    watch: false,
    pictures: servedKit().pictures,
    aliases: { 'microapp-trade-kit': join(RELEASE, 'microapp-trade-kit') },
    sandbox: sandboxPlugin(sandbox),
    onBuild: (found) => problems.push(...found.map(({ file, message }) => `${file}: ${message}`)),
  });
  const context = await browser.newContext({
    viewport: { width: 375, height: 667 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  const top = page.locator('.sim-page:not([hidden])');
  const button = (text: string) => top.locator('[role=button]').filter({ hasText: text }).first();
  try {
    await page.goto(`${simulator.url}/frame.html`);
    await page.waitForSelector('html[data-ready]');
    await button('立即抢购').tap();
    await onTop(page, 'pages/order-confirm/index');
    await button('立即支付').waitFor();
    const phone = top.getByRole('textbox', { name: '手机号' });
    if ((await phone.count()) > 0 && (await phone.inputValue()) === '') await phone.fill('13800000000');
    await button('立即支付').tap();
    await page.getByRole('dialog', { name: '收银台' }).locator('[data-outcome=paid]').tap();
    await onTop(page, 'pages/order/index');
    const [order] = sandbox.ledger.list();
    assert.equal(order?.state, 'paid');
    await top.getByText('1份可用').waitFor();
    await top.getByText('申请退款').first().tap();
    await onTop(page, 'pages/refund-apply/index');
    await top.getByRole('checkbox', { name: '不想要了' }).tap();
    await button('提交申请').tap();
    await onTop(page, 'pages/refund-detail/index');
    await top.getByText('198.00').first().waitFor();
    assert.equal(sandbox.refunds.list().length, 1);
    assert.deepEqual(problems, []);
  } catch (error) {
    const shown = await top.innerText().catch(String);
    throw new Error(`${[...problems, String(error)].join('\n')}\nThe screen shows:\n${shown}`);
  } finally {
    await context.close();
    await simulator.close();
    await sandbox.close();
  }
}
