/**
 * The ten steps that a shop is taken through, whatever it was written with: in a phone's frame, with the
 * sandbox behind it, by what a user sees.
 */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Sandbox } from '../../../sandbox';
import type { Manner } from './examples';

export interface Visit {
  manner: Manner;
  page: Page;
  sandbox: Sandbox;
  /** What the program has logged as an error so far. */
  errors: string[];
  /** The number of the order that the last step left. */
  orderNo?: string;
}

interface SimWindow {
  __tradeSim: { pages(): { route: string }[] };
  tt: Record<string, unknown> & { navigateBack(options: object): void; reLaunch(options: object): void };
}

const ROUTE = {
  goods: 'pages/goods/index',
  order: 'pages/order/index',
  confirm: 'pages/order-confirm/index',
  apply: 'pages/refund-apply/index',
  detail: 'pages/refund-detail/index',
};

/** Width and height of the button on a goods page as the kit has them, px; the large one fills its card. */
const BUTTON_SIZE = { width: 110, height: 44 };
const LARGE_BUTTON = { width: 323, height: 44 };

const top = (page: Page): Locator => page.locator('.sim-page:not([hidden])');
const button = (page: Page, name: string | RegExp): Locator =>
  top(page)
    .locator('[role=button]:not([aria-busy=true]):not([aria-disabled=true])')
    .filter({ hasText: name })
    .first();
const text = (page: Page, id: string): Locator => top(page).locator(`#${id}`);
const cashier = (page: Page): Locator => page.getByRole('dialog', { name: '收银台' });

const onTop = (page: Page, route: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => (globalThis as unknown as SimWindow).__tradeSim.pages().at(-1)?.route === wanted,
    route,
  );
const goTo = async (page: Page, url: string, route: string): Promise<void> => {
  await page.evaluate((to) => (globalThis as unknown as SimWindow).tt.reLaunch({ url: to }), url);
  await onTop(page, route);
};

/** The newest order of the sandbox, as the shop numbers it. */
function newestOrder(sandbox: Sandbox): string {
  const [newest] = sandbox.ledger.list();
  assert.ok(newest, 'no order was made');
  return newest.outOrderNo;
}

/** The order of the newest refund. */
function refundedOrder(sandbox: Sandbox): string | undefined {
  const [newest] = sandbox.refunds.list();
  return newest && sandbox.ledger.get(newest.orderId)?.outOrderNo;
}

async function openOrderPage(visit: Visit): Promise<void> {
  await button(visit.page, '立即抢购').tap();
  await onTop(visit.page, ROUTE.confirm);
  await button(visit.page, '立即支付').waitFor();
  // A shop may want a phone number; of a user who is logged in it is known.
  const phone = top(visit.page).getByRole('textbox', { name: '手机号' });
  if ((await phone.count()) > 0 && (await phone.inputValue()) === '') await phone.fill('13800000000');
}

/** Pays what 提单页 shows, and opens the order. */
async function payAndOpen({ page, manner }: Visit): Promise<void> {
  await button(page, '立即支付').tap();
  await choose(page, 'paid');
  if (!manner.opensOrder) {
    await onTop(page, ROUTE.goods);
    await text(page, 'message').getByText('支付成功').waitFor();
    await text(page, 'open-order').tap();
  }
  await onTop(page, ROUTE.order);
}

async function choose(page: Page, outcome: string): Promise<void> {
  await cashier(page).waitFor();
  await cashier(page).locator(`[data-outcome="${outcome}"]`).tap();
}

/** An order's state as a shop shows it: the platform's word, or that of its users. */
const STATE_WORDS = { paid: /^(paid|已支付)$/, unpaid: /^(unpaid|待支付)$/ };

async function waitForState(visit: Visit, state: keyof typeof STATE_WORDS): Promise<void> {
  await text(visit.page, 'state').getByText(STATE_WORDS[state]).waitFor();
}

async function applyAndSubmit(page: Page): Promise<void> {
  await onTop(page, ROUTE.apply);
  await top(page).getByRole('checkbox', { name: '不想要了' }).tap();
  await button(page, '提交申请').tap();
  await onTop(page, ROUTE.detail);
}

interface Step {
  name: string;
  zh: string;
  run(visit: Visit): Promise<void>;
}

export const STEPS: readonly Step[] = [
  {
    name: 'goods page, button in its size',
    zh: '商品页，按钮尺寸正确',
    async run({ page, manner }) {
      await onTop(page, ROUTE.goods);
      await button(page, '立即抢购').waitFor();
      const box = await button(page, '立即抢购').boundingBox();
      const { width, height } = manner.largeButton ? LARGE_BUTTON : BUTTON_SIZE;
      const found = `${Math.round(box?.width ?? 0)} × ${Math.round(box?.height ?? 0)}`;
      assert.equal(found, `${width} × ${height}`, `the button is ${found}, not ${width} × ${height}`);
    },
  },
  {
    name: 'placeorder refuses',
    zh: 'placeorder 拒绝',
    async run({ page, errors }) {
      await page.evaluate(() => {
        const { tt } = globalThis as unknown as SimWindow;
        const login = tt.login;
        tt.login = (options: { fail?(reason: object): void }) => {
          tt.login = login;
          options.fail?.({ errMsg: 'login:fail auth deny' });
        };
      });
      await button(page, '立即抢购').tap();
      await text(page, 'message')
        .getByText(/^\d+ .*auth deny/)
        .waitFor();
      await button(page, '立即抢购').waitFor();
      assert.deepEqual(errors, [], 'an ordinary refusal was logged as an error');
    },
  },
  {
    name: 'buy',
    zh: '购买',
    async run(visit) {
      await openOrderPage(visit);
      await payAndOpen(visit);
      await waitForState(visit, 'paid');
      visit.orderNo = newestOrder(visit.sandbox);
    },
  },
  {
    name: 'cancel in the cashier',
    zh: '取消支付',
    async run(visit) {
      const { page } = visit;
      await goTo(page, `/${ROUTE.goods}`, ROUTE.goods);
      await openOrderPage(visit);
      await button(page, '立即支付').tap();
      await choose(page, 'cancelled');
      await button(page, '继续支付').waitFor();
      await page.evaluate(() => (globalThis as unknown as SimWindow).tt.navigateBack({}));
      await text(page, 'message').getByText('还没有支付').waitFor();
      await text(page, 'open-order').tap();
      await onTop(page, ROUTE.order);
      await waitForState(visit, 'unpaid');
      visit.orderNo = newestOrder(visit.sandbox);
    },
  },
  {
    name: 'continue to pay',
    zh: '继续支付',
    async run(visit) {
      await button(visit.page, '继续支付').tap();
      await choose(visit.page, 'paid');
      await waitForState(visit, 'paid');
      await text(visit.page, 'event').getByText(/^pay /).waitFor();
    },
  },
  {
    name: 'refund, with applyrefund',
    zh: '申请退款（applyrefund）',
    async run(visit) {
      const { page, sandbox } = visit;
      await button(page, '申请退款').waitFor();
      await top(page).locator('pay-button-sdk').getByText('申请退款').tap();
      await applyAndSubmit(page);
      assert.equal(refundedOrder(sandbox), visit.orderNo);
      await page.evaluate(() => (globalThis as unknown as SimWindow).tt.navigateBack({}));
      await onTop(page, ROUTE.order);
      await text(page, 'event')
        .getByText(/^refund /)
        .waitFor();
    },
  },
  {
    name: 'refund detail',
    zh: '退款详情',
    async run({ page }) {
      await top(page).locator('pay-button-sdk').getByText(/退款/).last().tap();
      await onTop(page, ROUTE.detail);
      await top(page).getByText('198.00').first().waitFor();
    },
  },
  {
    name: 'card shows the codes',
    zh: '券码卡片',
    async run(visit) {
      const { page, sandbox } = visit;
      await goTo(page, `/${ROUTE.goods}`, ROUTE.goods);
      await openOrderPage(visit);
      await top(page)
        .getByRole('button', { name: /增加|加/ })
        .first()
        .tap();
      await payAndOpen(visit);
      visit.orderNo = newestOrder(sandbox);
      await top(page).locator('consume-card-sdk').getByText('2份可用').waitFor();
    },
  },
  {
    name: 'redeem',
    zh: '核销',
    async run({ page, sandbox, orderNo }) {
      const { coupons } = await sandbox.merchant().getCoupons({ outOrderNo: orderNo! });
      const [coupon] = coupons;
      assert.ok(coupon, 'the order has no code');
      const { verifyToken, certificates } = sandbox.prepare({ code: coupon.code });
      const [result] = sandbox.verify({ verifyToken, certificates: certificates.slice(0, 1) }).results;
      assert.equal(result?.resultCode, 0);
      await top(page).locator('consume-card-sdk').getByText('1份可用').waitFor();
      await text(page, 'event')
        .getByText(/^consume /)
        .waitFor();
    },
  },
  {
    name: 'refund on the card',
    zh: '卡片上退款',
    async run({ page, sandbox, orderNo }) {
      await top(page).locator('consume-card-sdk').getByText('申请退款').first().tap();
      await applyAndSubmit(page);
      assert.equal(refundedOrder(sandbox), orderNo);
    },
  },
];
