/**
 * `npm run gallery`: pictures of the shell, of every page of the demo and of every state of the button, into docs/gallery/. What is
 * there already is replaced. Look at them before committing.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { createSandbox, sandboxPlugin } from '../sandbox';
import { KIT } from '../simulator/compiler/kit';
import { startSimulator } from '../simulator/server';
import { launch } from './lib/browser';
import { ROOT } from './lib/paths';

const OUT = join(ROOT, 'docs/gallery');
const HOTPOT = '7301245789012345678';
const SOON = '7301245789012345683';
const goods = (id: string): string => `/pages/goods/index?id=${id}`;

const sandbox = createSandbox({ store: ':memory:' });
const simulator = await startSimulator({
  root: join(ROOT, 'demo-app'),
  watch: false,
  aliases: { [KIT]: ROOT },
  sandbox: sandboxPlugin(sandbox),
});
const browser: Browser = await launch();
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
let count = 0;

async function shoot(target: Page | Locator, name: string): Promise<void> {
  await target.screenshot({ path: join(OUT, `${name}.png`), animations: 'disabled' });
  count += 1;
}

const addressOf = (document: string, page: string): string => `${simulator.url}/${document}?page=${encodeURIComponent(page)}`;

/** A phone with that page open. */
async function phone(page: string, height = 667): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 375, height },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
  });
  const opened = await context.newPage();
  await opened.goto(addressOf('frame.html', page));
  await opened.waitForSelector('html[data-ready]');
  await opened.waitForLoadState('networkidle');
  return opened;
}

const top = (page: Page): Locator => page.locator('.sim-page:not([hidden])');
const button = (page: Page, name: string): Locator => top(page).getByRole('button', { name, exact: true });

/** Pages that are what they are as soon as they are open. */
const PAGES: [name: string, page: string][] = [
  ['page-home', '/pages/home/index'],
  ['page-goods', goods(HOTPOT)],
  ['page-goods-soon', goods(SOON)],
  ['page-orders-empty', '/pages/orders/index'],
  ['page-settings', '/pages/settings/index'],
  ['page-order-confirm-broken', '/pages/order-confirm/index?session=gone'],
];

async function shootPages(): Promise<void> {
  for (const [name, page] of PAGES) {
    const opened = await phone(page);
    await shoot(opened, name);
    await opened.context().close();
  }
}

/** A purchase, picture by picture. */
async function shootPurchase(): Promise<void> {
  const page = await phone(goods(HOTPOT));
  await button(page, '立即抢购').tap();
  await page.locator('[data-login=agree]').waitFor();
  await shoot(page, 'buy-1-login');
  await page.locator('[data-login=agree]').tap();
  await button(page, '立即支付').waitFor();
  await page.waitForLoadState('networkidle');
  await shoot(page, 'buy-2-order-confirm');
  await button(page, '立即支付').tap();
  await page.getByRole('dialog', { name: '收银台' }).waitFor();
  await shoot(page, 'buy-3-cashier');
  await page.locator('[data-outcome=cancelled]').tap();
  await button(page, '继续支付').waitFor();
  await page.locator('.sim-toast').waitFor({ state: 'detached' });
  await shoot(page, 'buy-4-not-paid');
  await button(page, '继续支付').tap();
  await page.locator('[data-outcome=paid]').tap();
  await page.locator('#pay-detail').waitFor();
  await page.locator('.sim-toast').waitFor({ state: 'detached' });
  await shoot(page, 'buy-5-paid');
  await top(page).getByRole('link', { name: '查看订单' }).tap();
  await page.getByRole('heading', { name: '已支付' }).waitFor();
  await page.waitForLoadState('networkidle');
  await shoot(page, 'page-order');
  for (const name of ['orders', 'log']) {
    await page.goto(addressOf('frame.html', `/pages/${name}/index`));
    await page.waitForSelector('html[data-ready]');
    await page.waitForLoadState('networkidle');
    await shoot(page, `page-${name}`);
  }
  await page.context().close();
}

async function shootButtons(): Promise<void> {
  const page = await phone('/pages/gallery/index', 2300);
  await page.locator('#sample-sold-out').getByText('已售罄').waitFor();
  const height = await top(page).evaluate((element) => element.scrollHeight);
  await page.setViewportSize({ width: 375, height });
  await shoot(page, 'page-gallery');
  for (const stage of await page.locator('[id^=sample-]').all()) {
    await shoot(stage, `button-${((await stage.getAttribute('id')) ?? '').replace('sample-', '')}`);
  }
  const pressed = page.locator('#sample-on-sale [role=button]');
  await pressed.evaluate((element) => {
    const touch = new Touch({ identifier: 1, target: element, clientX: 0, clientY: 0 });
    element.dispatchEvent(new TouchEvent('touchstart', { bubbles: true, touches: [touch], changedTouches: [touch] }));
  });
  await shoot(page.locator('#sample-on-sale'), 'button-pressed');
  await page.context().close();
}

async function shootCodes(): Promise<void> {
  const page = await phone('/pages/codes/index');
  await page.locator('#case-21516').getByRole('log').waitFor();
  await shoot(page, 'page-codes');
  await page.context().close();
}

async function shootShell(): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  await page.goto(addressOf('', goods(HOTPOT)));
  await page.frameLocator('iframe').getByRole('button', { name: '立即抢购' }).waitFor();
  await page.getByRole('tab', { name: '交易沙箱' }).click();
  await page.getByRole('heading', { name: '订单' }).waitFor();
  await shoot(page, 'shell');
  await page.close();
}

try {
  await shootPages();
  await shootPurchase();
  await shootButtons();
  await shootCodes();
  await shootShell();
  console.log(`gallery: ${count} pictures in docs/gallery`);
} finally {
  await browser.close();
  await simulator.close();
  await sandbox.close();
}
