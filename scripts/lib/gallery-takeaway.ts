/** Pictures of a takeaway order's refund, for `npm run gallery`: one reason, and fees that can be kept. */
import type { Locator, Page } from 'playwright-core';

interface PhoneTools {
  /** The page on top. */
  top(page: Page): Locator;
  button(page: Page, name: string): Locator;
  /** Waits until nothing moves any more. */
  settle(page: Page): Promise<void>;
  shoot(target: Page, name: string): Promise<void>;
}

/** @param page a phone with the takeaway goods' page, logged in */
export async function shootTakeaway(page: Page, { top, button, settle, shoot }: PhoneTools): Promise<void> {
  await button(page, '下单并支付 ¥33').tap();
  await page.locator('[data-outcome=paid]').tap();
  await top(page).getByRole('link', { name: '查看订单' }).tap();
  await button(page, '申请退款').tap();
  await top(page).getByRole('checkbox', { name: '包装费 ¥2.00' }).tap();
  await top(page).getByRole('radio', { name: '配送时间太长' }).tap();
  await settle(page);
  await shoot(page, 'takeaway-refund-apply');
  await button(page, '提交申请').tap();
  await page.getByRole('heading', { name: '退款中', exact: true }).waitFor();
  await settle(page);
  await shoot(page, 'takeaway-refund-detail');
  await page.context().close();
}
