/**
 * `npm run gallery [-- cards …]`: pictures of the shell, of every page of the demo and of every state of
 * button and card, into docs/gallery/. What is there already is replaced: all of it, or the pictures of the
 * named groups. Look at them before committing.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { createSandbox, sandboxPlugin } from '../sandbox';
import { KIT } from '../simulator/compiler/kit';
import { startSimulator } from '../simulator/server';
import { launch } from './lib/browser';
import { shootConsole, type ConsoleStage } from './lib/gallery-console';
import { shootPanels } from './lib/gallery-panels';
import { shootTakeaway } from './lib/gallery-takeaway';
import { ROOT } from './lib/paths';

const OUT = join(ROOT, 'docs/gallery');
const HOTPOT = '7301245789012345678';
const SOON = '7301245789012345683';
const goods = (id: string): string => `/pages/goods/index?id=${id}`;

/** In this order: the login comes up once, and the shell shows the orders of the groups before it. */
const GROUPS: Record<string, () => Promise<void>> = {
  pages: shootPages,
  purchase: shootPurchase,
  refunds: shootRefunds,
  takeaway: async () => shootTakeaway(await takeawayPhone(), { top, button, settle, shoot }),
  buttons: shootButtons,
  cards: shootCards,
  codes: shootCodes,
  dark: shootDark,
  shell: shootShell,
  panels: () => shootPanels(stage(), goods(HOTPOT)),
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in GROUPS));
if (unknown.length) {
  console.error(`gallery: no group ${unknown.join(', ')}; there are ${Object.keys(GROUPS).join(', ')}`);
  process.exit(1);
}
if (!wanted.length) rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

const sandbox = createSandbox({ store: ':memory:' });
const simulator = await startSimulator({
  root: join(ROOT, 'demo-app'),
  watch: false,
  aliases: { [KIT]: ROOT },
  sandbox: sandboxPlugin(sandbox),
});
const browser: Browser = await launch();
let count = 0;

async function shoot(target: Page | Locator, name: string): Promise<void> {
  await target.screenshot({ path: join(OUT, `${name}.png`), animations: 'disabled' });
  count += 1;
}

const addressOf = (document: string, page: string): string =>
  `${simulator.url}/${document}?page=${encodeURIComponent(page)}`;

/**
 * A phone with that page open; `idle` waits for its pictures and queries, which a query that the sandbox
 * holds would not let end.
 */
async function phone(page: string, height = 667, idle = true, dark = false): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 375, height },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    colorScheme: dark ? 'dark' : 'light',
  });
  // A card waits for news of its codes as long as it is shown: the network would never be idle.
  await context.route(/\/merchant\/changes/, (route) => route.abort());
  const opened = await context.newPage();
  await opened.goto(addressOf('frame.html', page));
  await opened.waitForSelector('html[data-ready]');
  if (idle) await opened.waitForLoadState('networkidle');
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
  ['refund-apply-broken', '/pages/refund-apply/index?session=gone'],
  ['refund-detail-broken', '/pages/refund-detail/index?refundId=R0'],
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

/** The merchant's adapter gives a held query up after 10 s: this picture is taken first. */
async function shootFetching(page: Page): Promise<void> {
  const fetching = page.locator('#sample-fetching');
  await fetching.locator('[role=button][aria-busy=true]').waitFor();
  await shoot(fetching, 'button-fetching');
  if (!(await fetching.locator('[role=button][aria-busy=true]').count()))
    throw new Error('the button was not busy any more');
}

/** Leaves the page on top. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(() =>
    (globalThis as unknown as { tt: { navigateBack(options: object): void } }).tt.navigateBack({}),
  );
}

/** Waits until pictures are loaded and no toast is in the way. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.sim-toast').waitFor({ state: 'detached' });
}

/** A refund page opened cold while its question to the merchant is never answered. */
async function shootLoading(page: Page, name: string, url: string, question: string): Promise<void> {
  await page.route(`**/merchant/${question}?*`, () => undefined);
  await page.goto(addressOf('frame.html', url));
  await top(page)
    .getByRole('status', { name: /^正在加载/ })
    .waitFor();
  await shoot(page, name);
  await page.unrouteAll();
}

/** The visit that the 退款申请页 on top was opened with. */
const sessionOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { __tradeSim } = globalThis as unknown as {
      __tradeSim: { pages(): { data: { session: string } }[] };
    };
    return __tradeSim.pages().at(-1)!.data.session;
  });

/** An order of three units that is paid from its page, refunded in parts, and followed to both ends. */
async function shootRefunds(): Promise<void> {
  sandbox.setLoggedIn(true);
  const page = await phone(goods(HOTPOT));
  await button(page, '立即抢购').tap();
  await button(page, '增加一份').tap();
  await button(page, '增加一份').tap();
  await button(page, '立即支付').tap();
  await page.locator('[data-outcome=cancelled]').tap();
  await button(page, '继续支付').waitFor();
  const [order] = sandbox.ledger.list();
  await page.goto(addressOf('frame.html', `/pages/order/index?no=${order?.outOrderNo}`));
  await button(page, '继续支付').waitFor();
  await settle(page);
  await shoot(page, 'order-unpaid');
  await button(page, '继续支付').tap();
  await page.locator('[data-outcome=paid]').tap();
  await button(page, '申请退款').waitFor();
  await settle(page);
  await shoot(page, 'order-paid');

  await button(page, '申请退款').tap();
  await button(page, '增加一份').waitFor();
  await settle(page);
  await shoot(page, 'refund-apply');
  await top(page).getByRole('checkbox', { name: '不想要了' }).tap();
  sandbox.chooseScenario('refund.refused');
  await button(page, '提交申请').tap();
  await page.getByText('提交失败').waitFor();
  await settle(page);
  await top(page).evaluate((element) => element.scrollTo(0, 0));
  await shoot(page, 'refund-apply-failed');
  sandbox.chooseScenario(null);
  await button(page, '提交申请').tap();
  await page.getByRole('heading', { name: '退款中', exact: true }).waitFor();
  await settle(page);
  await shoot(page, 'refund-detail-refunding');
  await leave(page);
  await button(page, '同意退款').tap();
  await button(page, '同意退款').waitFor({ state: 'detached' });
  await sandbox.advance(60_000);
  await button(page, '刷新进度').tap();
  await button(page, '退款成功').tap();
  await page.getByRole('heading', { name: '退款成功', exact: true }).waitFor();
  await settle(page);
  await shoot(page, 'refund-detail-refunded');
  await leave(page);

  await top(page).getByRole('checkbox').first().tap();
  await button(page, '申请退款').tap();
  await page.getByText('退款商品单').waitFor();
  await settle(page);
  await shoot(page, 'refund-apply-items');
  await top(page).getByRole('checkbox', { name: '商品质量问题' }).tap();
  await button(page, '提交申请').tap();
  await page.getByRole('heading', { name: '退款中', exact: true }).waitFor();
  await leave(page);
  await button(page, '拒绝退款').waitFor();
  await page.setViewportSize({ width: 375, height: 1200 });
  await settle(page);
  await shoot(page, 'order-refunding');
  await page.setViewportSize({ width: 375, height: 667 });
  await button(page, '拒绝退款').tap();
  await button(page, '退款失败').tap();
  await page.getByRole('heading', { name: '退款失败', exact: true }).waitFor();
  await settle(page);
  await shoot(page, 'refund-detail-failed');

  const { outOrderNo, totalAmount: legacyTotal } = await sandbox.makeLegacyOrder();
  await page.goto(addressOf('frame.html', `/pages/order/index?no=${outOrderNo}`));
  await button(page, '申请退款').waitFor();
  await settle(page);
  await shoot(page, 'order-legacy');
  await button(page, '申请退款').tap();
  await button(page, '提交申请').waitFor();
  await settle(page);
  await shoot(page, 'refund-apply-legacy');

  const cold = `/pages/refund-apply/index?session=${await sessionOf(page)}`;
  await shootLoading(page, 'refund-apply-loading', cold, 'order');
  await sandbox.call('applyRefund', {
    outOrderNo,
    refundTotalAmount: legacyTotal,
    refundInfo: { reason: ['不想要了'] },
  });
  await page.goto(addressOf('frame.html', cold));
  await page.getByText('没有可退款').waitFor();
  await shoot(page, 'refund-apply-empty');
  const [refund] = sandbox.refunds.list();
  await shootLoading(
    page,
    'refund-detail-loading',
    `/pages/refund-detail/index?refundId=${refund?.outRefundNo}`,
    'refund',
  );
  await page.context().close();
}

async function shootButtons(): Promise<void> {
  const page = await phone('/pages/gallery/index', 2300, false);
  await shootFetching(page);
  await page.locator('#sample-sold-out').getByText('已售罄').waitFor();
  const height = await top(page).evaluate((element) => element.scrollHeight);
  await page.setViewportSize({ width: 375, height });
  await shoot(page, 'page-gallery');
  for (const stage of await page.locator('[id^=sample-]:not(#sample-fetching)').all()) {
    await shoot(stage, `button-${((await stage.getAttribute('id')) ?? '').replace('sample-', '')}`);
  }
  const pressed = page.locator('#sample-on-sale [role=button]');
  await pressed.evaluate((element) => {
    const touch = new Touch({ identifier: 1, target: element, clientX: 0, clientY: 0 });
    element.dispatchEvent(
      new TouchEvent('touchstart', { bubbles: true, touches: [touch], changedTouches: [touch] }),
    );
  });
  await shoot(page.locator('#sample-on-sale'), 'button-pressed');
  await page.context().close();
}

/** Every case of the card, its list and its large code. */
async function shootCards(): Promise<void> {
  const page = await phone('/pages/cards/index', 667, false);
  await page.locator('#case-variables').getByText('查看券码').waitFor();
  for (const stage of await page.locator('[id^=case-]').all()) {
    await shoot(stage, `card-${((await stage.getAttribute('id')) ?? '').replace('case-', '')}`);
  }
  for (const [id, name] of [
    ['single', 'card-popup-least'],
    ['mixed', 'card-popup-mixed'],
    ['hundred', 'card-popup-most'],
  ] as const) {
    await page.locator(`#case-${id}`).getByText('查看券码').tap();
    const popup = page.getByRole('dialog', { name: '抖音码' });
    await popup.waitFor();
    await shoot(page, name);
    await popup.getByText('关闭').tap();
    await popup.waitFor({ state: 'detached' });
  }
  await page.locator('#case-single').getByRole('button', { name: '券码二维码，点按放大' }).tap();
  await page.getByRole('dialog', { name: '请向店员出示二维码或券码' }).waitFor();
  await shoot(page, 'card-large');
  await page.context().close();
}

async function shootCodes(): Promise<void> {
  const page = await phone('/pages/codes/index');
  await page.locator('#case-21516').getByRole('log').waitFor();
  await shoot(page, 'page-codes');
  await page.context().close();
}

/** The kit's pages, card and button, and the demo around them, in a dark system. */
async function shootDark(): Promise<void> {
  sandbox.setLoggedIn(true);
  const page = await phone(goods(HOTPOT), 667, true, true);
  await shoot(page, 'dark-goods');
  await button(page, '立即抢购').tap();
  await button(page, '立即支付').waitFor();
  await settle(page);
  await shoot(page, 'dark-order-confirm');
  await button(page, '立即支付').tap();
  await page.locator('[data-outcome=paid]').tap();
  await page.locator('#pay-detail').waitFor();
  const [order] = sandbox.ledger.list();
  await page.goto(addressOf('frame.html', `/pages/order/index?no=${order?.outOrderNo}`));
  await button(page, '申请退款').waitFor();
  await settle(page);
  await shoot(page, 'dark-order');
  await button(page, '查看券码').tap();
  const popup = page.getByRole('dialog', { name: '抖音码' });
  await popup.waitFor();
  await shoot(page, 'dark-card-popup');
  await popup.getByText('关闭').tap();
  await button(page, '申请退款').tap();
  await top(page).getByRole('checkbox', { name: '不想要了' }).tap();
  await settle(page);
  await shoot(page, 'dark-refund-apply');
  await button(page, '提交申请').tap();
  await page.getByRole('heading', { name: '退款中', exact: true }).waitFor();
  await settle(page);
  await shoot(page, 'dark-refund-detail');
  await page.goto(addressOf('frame.html', '/pages/refund-apply/index?session=gone'));
  await button(page, '重试').waitFor();
  await shoot(page, 'dark-broken');
  await page.context().close();
}

function takeawayPhone(): Promise<Page> {
  sandbox.setLoggedIn(true);
  return phone(goods('own-rice-003'));
}

const stage = (): ConsoleStage => ({ browser, sandbox, shoot, shellAt: (page) => addressOf('', page) });

/** The console shows an order that was refunded in part, which the pictures of refunds leave behind. */
async function shootShell(): Promise<void> {
  if (sandbox.console.orders({ state: 'refund' }).total === 0) await shootRefunds();
  await shootConsole(stage(), goods(HOTPOT));
}

try {
  for (const [name, shootAll] of Object.entries(GROUPS))
    if (!wanted.length || wanted.includes(name)) await shootAll();
  console.log(`gallery: ${count} pictures in docs/gallery`);
} finally {
  await browser.close();
  await simulator.close();
  await sandbox.close();
}
