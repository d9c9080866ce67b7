/**
 * The kit's pages, card and button as people see them: dark, narrow, in large letters, over an open keyboard.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { ROOT } from '../../../scripts/lib/paths';
import { violationsOf } from '../axe';
import { paidOrder } from '../demo/card';
import {
  APPLY,
  button,
  DETAIL,
  goodsPage,
  HOTPOT,
  onTop,
  orderPage,
  readyButton,
  Shop,
  top,
} from '../demo/shop';

const APP = readFileSync(join(ROOT, 'demo-app/app.ts'), 'utf8');

/** Brightness of what an element is painted on, 0 to 255. */
const ground = (element: Locator): Promise<number> =>
  element.evaluate((node) => {
    const [r = 0, g = 0, b = 0] = (getComputedStyle(node).backgroundColor.match(/\d+/g) ?? []).map(Number);
    return (r + g + b) / 3;
  });

/** Every page of the kit, each with what the test does to it. */
async function eachPage(
  shop: Shop,
  more: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const { outOrderNo } = await paidOrder(shop.sandbox, 3);
  const page = await shop.visit(goodsPage(HOTPOT), more);
  await readyButton(page).click();
  await button(page, '立即支付').waitFor();
  await look(page);
  await shop.start(page, orderPage(outOrderNo));
  await top(page).getByText('3份可用').waitFor();
  await look(page);
  await button(page, '申请退款').click();
  await onTop(page, APPLY);
  await top(page).getByRole('checkbox', { name: '不想要了' }).click();
  await look(page);
  await button(page, '提交申请').click();
  await onTop(page, DETAIL);
  await top(page).getByRole('heading', { name: '退款中', exact: true }).waitFor();
  await look(page);
}

describe('the look that the system has', () => {
  let shop: Shop;
  before(async () => {
    shop = await Shop.open();
  });
  after(() => shop.close());

  const kitPage = (page: Page): Locator =>
    top(page)
      .locator('order-confirm, refund-apply, refund-detail, consume-card-sdk')
      .locator('[style]')
      .first();

  test('dark: every page is, and can be read', async () => {
    await eachPage(shop, { colorScheme: 'dark' }, async (page) => {
      assert.ok((await ground(kitPage(page))) < 60);
      assert.deepEqual(await violationsOf(page), []);
    });
  });

  test('light: every page is', async () => {
    await eachPage(shop, { colorScheme: 'light' }, async (page) => {
      assert.ok((await ground(kitPage(page))) > 240);
    });
  });

  for (const [what, width, adjust] of [
    ['320 px', 320, '100%'],
    ['large letters', 375, '180%'],
  ] as const)
    test(`${what}: nothing sticks out to the side, and the button is whole`, async () => {
      await eachPage(shop, { viewport: { width, height: 640 } }, async (page) => {
        await page.evaluate(
          (size) => document.documentElement.style.setProperty('text-size-adjust', size),
          adjust,
        );
        const inside = await top(page).evaluate((node) => node.scrollWidth <= node.clientWidth);
        assert.ok(inside, `${page.url()} is wider than the screen`);
        const submit = top(page)
          .getByRole('button', { name: /^(立即支付|提交申请|申请退款|刷新进度)$/ })
          .last();
        await submit.scrollIntoViewIfNeeded();
        const box = await submit.boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
      });
    });

  test('an open keyboard: the field that is typed in and the button stay in sight', async () => {
    await eachPage(shop, { viewport: { width: 375, height: 667 } }, async (page) => {
      const field = top(page).getByRole('textbox', { name: /^(备注|退款说明)$/ });
      if (!(await field.count())) return;
      await field.focus();
      await page.setViewportSize({ width: 375, height: 340 });
      const submit = top(page).getByRole('button', { name: /^(立即支付|提交申请)$/ });
      await page.waitForFunction(
        ([one, other]) => {
          const bottom = one!.getBoundingClientRect().bottom;
          const bar = other!.parentElement!.getBoundingClientRect();
          return one!.getBoundingClientRect().top >= 0 && bottom <= bar.top && bar.bottom <= innerHeight;
        },
        [await field.elementHandle(), await submit.elementHandle()] as const,
      );
      await page.setViewportSize({ width: 375, height: 667 });
    });
  });
});

describe('the look that the app chose', () => {
  for (const [theme, colorScheme, isDark] of [
    ['dark', 'light', true],
    ['light', 'dark', false],
  ] as const)
    test(`setup({ theme: '${theme}' }) in a ${colorScheme} system`, async () => {
      const app = APP.replace("theme: 'auto'", `theme: '${theme}'`);
      assert.notEqual(app, APP);
      const shop = await Shop.open({ changed: { 'app.ts': app } });
      try {
        const page = await shop.visit(goodsPage(HOTPOT), { colorScheme });
        await readyButton(page).click();
        await button(page, '立即支付').waitFor();
        const paper = await ground(top(page).locator('order-confirm [class*=goods]').first());
        assert.equal(paper < 60, isDark);
        assert.deepEqual(await violationsOf(page), []);
      } finally {
        await shop.close();
      }
    });
});
