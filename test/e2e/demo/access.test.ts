import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { violationsOf } from '../axe';
import {
  HOTPOT,
  openOrderPage,
  payWith,
  readyButton,
  received,
  Shop,
  SPA,
  submitButton,
  toast,
} from './shop';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());

const SMALL = { viewport: { width: 320, height: 568 } };

/** How far the page on top, or anything in it, reaches beyond the screen's right edge, px. */
const overflowOf = (page: Page): Promise<number> =>
  page.locator('.sim-page:not([hidden])').evaluate((element) => element.scrollWidth - element.clientWidth);

/** Controls of the page on top that a finger may miss, by name: lower than 44 px. */
const lowControls = (page: Page): Promise<string[]> =>
  page.locator('.sim-page:not([hidden]) tt-page').evaluate((root) =>
    [...root.querySelectorAll('[role=button], [role=link], input')]
      .map((element) => ({
        name: element.getAttribute('aria-label') ?? element.textContent,
        box: element.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 0 && box.height < 43.9)
      .map(({ name, box }) => `${name} ${box.height}`),
  );

async function assertUsable(page: Page): Promise<void> {
  assert.deepEqual(await violationsOf(page), []);
  assert.deepEqual(await lowControls(page), []);
  assert.ok((await overflowOf(page)) <= 0);
}

describe('every page, on the smallest phone: no WCAG AA violation, nothing cut off, nothing too small to hit', () => {
  const PAGES: [name: string, path: string, ready: string][] = [
    ['goods list', '/pages/home/index', '麻辣鸳鸯火锅'],
    ['orders, none yet', '/pages/orders/index', '还没有订单'],
    ['settings', '/pages/settings/index', '事件记录'],
    ['log, empty', '/pages/log/index', '还没有事件'],
    ['goods that do not exist', '/pages/goods/index?id=1', '商品不存在'],
    ['提单页 without a session', '/pages/order-confirm/index?session=gone', '订单信息已失效'],
  ];
  for (const [name, path, ready] of PAGES) {
    test(name, async () => {
      const page = await shop.visit({ page: path }, SMALL);
      await page.getByText(ready).first().waitFor();
      await assertUsable(page);
    });
  }

  test('gallery: every state of the button', async () => {
    const page = await shop.visit({ page: '/pages/gallery/index' }, SMALL);
    await page.locator('#sample-sold-out').getByText('已售罄').waitFor();
    await assertUsable(page);
  });

  test('the codes, and what they reported', async () => {
    const page = await shop.visit({ page: '/pages/codes/index' }, SMALL);
    await page.locator('#case-21516').getByRole('log').waitFor();
    await assertUsable(page);
  });

  test('from the goods to the order: detail, 提单页 (empty, filled, locked), result, order, orders, log', async () => {
    const page = await shop.visit({ page: `/pages/goods/index?id=${SPA}` }, SMALL);
    await readyButton(page).waitFor();
    await assertUsable(page);
    await openOrderPage(page);
    await assertUsable(page);
    await page.getByRole('textbox', { name: '手机号' }).fill('13800000000');
    await payWith(page, 'cancelled');
    await page.getByRole('button', { name: '继续支付' }).waitFor();
    await toast(page).waitFor({ state: 'detached' });
    await assertUsable(page);
    await payWith(page, 'paid');
    await received(page, 2);
    await page.locator('#pay-detail').waitFor();
    await toast(page).waitFor({ state: 'detached' });
    await assertUsable(page);
    await page.getByRole('link', { name: '查看订单' }).tap();
    await page.getByRole('heading', { name: '已支付' }).waitFor();
    await assertUsable(page);
    for (const [path, text] of [
      ['/pages/orders/index', '已支付'],
      ['/pages/log/index', 'bind:pay'],
    ] as const) {
      await shop.start(page, { page: path });
      await page.getByText(text).first().waitFor();
      await assertUsable(page);
    }
  });

  test('提单页 while the order is sent', async () => {
    const page = await shop.visit({ page: `/pages/goods/index?id=${HOTPOT}@preorder.slow` }, SMALL);
    await openOrderPage(page);
    await submitButton(page).tap();
    await page.getByRole('button', { name: '正在提交订单' }).waitFor();
    await assertUsable(page);
    shop.sandbox.scenarios.release();
    await page.getByRole('dialog', { name: '收银台' }).waitFor();
  });
});

test('everything can be bought with the keyboard alone', async () => {
  const page = await shop.visit({}, { hasTouch: false, isMobile: false });
  await page.getByRole('link', { name: /麻辣鸳鸯火锅/ }).focus();
  await page.keyboard.press('Enter');
  await readyButton(page).focus();
  await page.keyboard.press('Space');
  await submitButton(page).waitFor();
  await page.getByRole('button', { name: '增加一份' }).press('Enter');
  await submitButton(page).press('Enter');
  await page.locator('[data-outcome=paid]').press('Enter');
  const [pay] = await received(page, 1);
  assert.deepEqual((pay?.[1].result as { code: number }).code, 0);
  assert.equal(shop.sandbox.ledger.list()[0]?.quantity, 2);
});

test('text twice as large is not cut off: 提单页 and the button grow with it', async () => {
  const page = await shop.visitGoods(HOTPOT);
  await openOrderPage(page);
  await page.addStyleTag({ content: 'order-confirm *, pay-button-sdk * { font-size: 30px !important; }' });
  assert.ok((await overflowOf(page)) <= 0);
  const cut = await submitButton(page).evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.ok(cut <= 0);
});
