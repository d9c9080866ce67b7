/** Pictures of the shell with the console beside the phone, for `npm run gallery`. */
import type { Browser, Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox';

export interface ConsoleStage {
  browser: Browser;
  sandbox: Sandbox;
  /** Address of the shell with that page open in the phone. */
  shellAt(page: string): string;
  shoot(target: Page, name: string): Promise<void>;
}

const openTab = (page: Page, name: string): Promise<void> =>
  page.getByRole('tablist', { name: '调试面板' }).getByRole('tab', { name, exact: true }).click();

async function openShell({ browser, shellAt }: ConsoleStage, page: string, height = 900): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 1440, height }, locale: 'zh-CN' });
  await opened.goto(shellAt(page));
  await opened.frameLocator('iframe').locator('.sim-page:not([hidden])').waitFor();
  return opened;
}

/** One purchase, from the tap on the button to the callback. */
async function shootTimeline(stage: ConsoleStage, goods: string): Promise<void> {
  stage.sandbox.setLoggedIn(true);
  const page = await openShell(stage, goods, 1080);
  const phone = page.frameLocator('iframe');
  await openTab(page, '时间线');
  await phone.getByRole('button', { name: '立即抢购' }).click();
  await phone.getByRole('button', { name: '立即支付' }).click();
  await phone.locator('[data-outcome=paid]').click();
  await phone.locator('#pay-detail').waitFor();
  await phone.locator('.sim-toast').waitFor({ state: 'detached' });
  await page.getByText('pay-button 通知页面 bind:pay').waitFor();
  await page.getByText('payment 第 1 次：HTTP 200').waitFor();
  await stage.shoot(page, 'console-timeline');
  await page.close();
}

/** A purchase that the developer's server refuses: each code explained where it came up. */
async function shootExplained(stage: ConsoleStage, goods: string): Promise<void> {
  stage.sandbox.setLoggedIn(true);
  stage.sandbox.chooseScenario('preorder.refused');
  const page = await openShell(stage, goods, 1250);
  const phone = page.frameLocator('iframe');
  await openTab(page, '时间线');
  await phone.getByRole('button', { name: '立即抢购' }).click();
  await phone.getByRole('button', { name: '立即支付' }).click();
  await page.getByText('pay-button 通知页面 bind:error').waitFor();
  await page.getByRole('checkbox', { name: '只看失败' }).check();
  await page.locator('.error-note').nth(1).waitFor();
  await stage.shoot(page, 'console-explained');
  stage.sandbox.chooseScenario(null);
  await page.close();
}

/** The list, and the parts of an order that was refunded in part. */
async function shootOrders(stage: ConsoleStage): Promise<void> {
  const page = await openShell(stage, '/pages/orders/index');
  await openTab(page, '订单');
  await page
    .getByRole('listbox', { name: '订单列表' })
    .getByRole('option')
    .filter({ hasText: '有退款' })
    .first()
    .click();
  await page.getByRole('tablist', { name: '订单内容' }).getByRole('tab', { name: '明细' }).click();
  await page.getByRole('heading', { name: '商品单', exact: true }).waitFor();
  await stage.shoot(page, 'console-orders');
  await page.close();
}

/** What is staged, what time it is, what goes wrong, and the state as a file. */
async function shootTools(stage: ConsoleStage, goods: string): Promise<void> {
  const { sandbox } = stage;
  sandbox.chooseScenario('pay.failed');
  sandbox.setFaults({ payment: { delayMs: 30_000, drop: 2 }, refund: { duplicate: 1 } });
  const page = await openShell(stage, goods, 1000);
  await openTab(page, '交易沙箱');
  await page.getByText('2 个已打开').waitFor();
  await page.getByRole('heading', { name: '回调与流水' }).waitFor();
  await stage.shoot(page, 'console-tools');
  sandbox.chooseScenario(null);
  sandbox.setFaults({ payment: null, refund: null });
  await page.close();
}

/** The counter beside the phone with the customer's card. */
async function shootRedeeming(stage: ConsoleStage): Promise<void> {
  const [order] = stage.sandbox.ledger.list(1);
  const page = await openShell(stage, `/pages/order/index?no=${order!.outOrderNo}`);
  const [coupon] = stage.sandbox.coupons.withHistory(order!.orderId);
  await page.frameLocator('iframe').getByText('查看券码').waitFor();
  await openTab(page, '核销');
  await page.getByLabel('券码或二维码里的链接').fill(coupon!.code);
  await page.getByRole('button', { name: '识别' }).click();
  await page.getByRole('button', { name: '核销 1 份' }).waitFor();
  await stage.shoot(page, 'redeem');
  await page.close();
}

/** The shell as it is when it is opened, and each part of the console. */
export async function shootConsole(stage: ConsoleStage, goods: string): Promise<void> {
  const page = await openShell(stage, goods);
  await page.frameLocator('iframe').getByRole('button', { name: '立即抢购' }).waitFor();
  await openTab(page, '控制台');
  await stage.shoot(page, 'shell');
  await page.close();
  await shootTimeline(stage, goods);
  await shootExplained(stage, goods);
  await shootRedeeming(stage);
  await shootOrders(stage);
  await shootTools(stage, goods);
}
