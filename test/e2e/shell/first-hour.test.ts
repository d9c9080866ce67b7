/** What a newcomer sees: what to do, what happens, and every failure at hand. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { assertReadable } from '../axe';
import { Shop, HOTPOT, readyButton, submitButton } from '../demo/shop';

let browser: Browser;
let shop: Shop;
before(async () => {
  [browser, shop] = await Promise.all([launch(), Shop.open()]);
});
after(async () => {
  await browser.close();
  await shop.close();
});

const post = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${shop.url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: shop.url },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as Record<string, unknown>;
};

interface Size {
  width: number;
  height: number;
  locale?: string;
  dark?: boolean;
  path?: string;
}

async function open({ width, height, locale = 'zh-CN', dark = false, path = '/' }: Size): Promise<Page> {
  const context = await browser.newContext({
    locale,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    bypassCSP: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${shop.url}${path}`);
  await page.frameLocator('iframe').locator('html[data-ready]').waitFor();
  return page;
}

const step = (page: Page, name: string) => page.locator('.start-steps > li', { hasText: name });

test('the first screen says what to do, follows along, and shows the timeline of the first purchase', async () => {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
  const page = await open({ width: 1280, height: 900 });
  assert.match(await page.title(), /trade-sim/);
  const icon = await page.locator('link[rel="icon"]').getAttribute('href');
  assert.match(icon ?? '', /^data:image\/svg\+xml,/);
  const contract = page.getByRole('navigation', { name: '文档' }).getByRole('link', { name: '支付按钮' });
  const answer = await page.request.get(new URL((await contract.getAttribute('href')) ?? '', shop.url).href);
  assert.equal(answer.status(), 200);
  for (const name of ['买一单', '让支付失败', '核销', '退款']) await step(page, name).first().waitFor();
  await page.locator('.start-steps > li.next', { hasText: '买一单' }).waitFor();

  // Bought on the phone: the timeline stands beside it without a tab being opened.
  const phone = page.frameLocator('iframe');
  await phone.getByText('麻辣鸳鸯火锅').first().click();
  const frame = page.frames().find((one) => one.url().includes('frame.html'))!;
  await readyButton(frame as unknown as Page).click();
  await submitButton(frame as unknown as Page).click();
  await phone.locator('[data-outcome=paid]').click();
  await page.locator('.start-follow').getByText('调用 tt.', { exact: false }).first().waitFor();
  await page.locator('.start-steps > li.done', { hasText: '买一单' }).waitFor();
  await page.locator('.start-steps > li.next', { hasText: '让支付失败' }).waitFor();

  // The failure is one tap away, in sight on every panel, and one tap ends it.
  await page.getByRole('button', { name: '让下一次支付失败' }).click();
  const bar = page.locator('.active-scenarios');
  await bar.getByText('支付失败').waitFor();
  assert.equal(shop.sandbox.scenarios.active, 'pay.failed');
  await page.getByRole('tab', { name: '网络' }).click();
  await bar.getByText('支付失败').waitFor();
  await bar.getByRole('button', { name: '恢复正常' }).click();
  await bar.waitFor({ state: 'detached' });
  assert.equal(shop.sandbox.scenarios.active, null);

  // Whatever way the rest is done in, it is ticked off.
  await page.getByRole('tab', { name: '开始' }).click();
  const [order] = shop.sandbox.ledger.list();
  await post(`orders/${order!.orderId}/redemptions`, {});
  await page.locator('.start-steps > li.done', { hasText: '核销' }).waitFor();
  const other = (await post('purchases', { goodsId: HOTPOT })).order as { orderId: string };
  await post(`orders/${other.orderId}/refunds`, { audit: 'agree' });
  await page.locator('.start-steps > li.done', { hasText: '退款' }).waitFor();
  await page.context().close();
});

test('a failure is found in plain words, kept as a favourite, and chosen by keyboard alone', async () => {
  shop.sandbox.reset();
  const page = await open({ width: 1280, height: 900, locale: 'en-US' });
  await page.getByRole('tab', { name: 'Sandbox' }).click();
  const find = page.getByRole('searchbox', { name: 'Find a failure' });
  await find.fill('callback twice');
  const hit = page.getByRole('list', { name: 'Scenarios found' }).getByRole('listitem').first();
  await hit.getByText('callback.duplicate').waitFor();
  await find.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.active-scenarios').waitFor();
  assert.equal(shop.sandbox.scenarios.active, 'callback.duplicate');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await hit.getByRole('button', { name: /^No longer a favourite/ }).waitFor();
  await find.fill('no such words');
  await page.getByText('Nothing found.', { exact: false }).waitFor();
  await page.reload();
  await page.getByRole('list', { name: 'Favourites' }).getByText('callback.duplicate').waitFor();
  await page.locator('.active-scenarios').getByRole('button', { name: 'Back to normal' }).click();
  await page.locator('.active-scenarios').waitFor({ state: 'detached' });
  await page.context().close();
});

for (const size of [
  { width: 390, height: 844 },
  { width: 768, height: 1024, locale: 'en-US' },
  { width: 1024, height: 768, dark: true },
  // A window of 1280 by 800 at a zoom of 200 %.
  { width: 640, height: 400, locale: 'en-US', dark: true },
  { width: 320, height: 640 },
])
  test(`the first screen and the search fit ${JSON.stringify(size)}, for everybody`, async () => {
    shop.sandbox.reset();
    const page = await open(size);
    await page.locator('.start-steps').waitFor();
    await assertReadable(page, 'start');
    await page.locator('#panel-tab-trade').click();
    await page.locator('#scenario-query').fill('pay');
    await page.locator('.finder .star').first().click();
    await page.locator('.finder .pick').first().click();
    await page.locator('.active-scenarios').waitFor();
    await assertReadable(page, 'scenarios');
    await page.context().close();
  });
