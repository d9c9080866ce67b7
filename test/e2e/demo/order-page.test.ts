/** The demo's page of one order while the shop's server answers badly or out of turn. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { create, hotpot, tell } from '../../unit/sandbox/kit';
import { button, Shop, toast, top } from './shop';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());
beforeEach(() => {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
});

const QUERY = '**/merchant/order?*';

const visitOrder = (orderId: string): Promise<Page> =>
  shop.visitOrder(shop.sandbox.ledger.get(orderId)!.outOrderNo);

const pullDown = (page: Page): Promise<void> =>
  page.evaluate(() =>
    (
      globalThis as unknown as { tt: { startPullDownRefresh(options: object): void } }
    ).tt.startPullDownRefresh({}),
  );

test('a refresh that fails leaves the order and its button where they are', async () => {
  const ticket = await create(shop.sandbox, hotpot, 1);
  const page = await visitOrder(ticket.orderId);
  await button(page, '继续支付').waitFor();
  shop.sandbox.chooseScenario('order.server');
  await pullDown(page);
  await toast(page).getByText('刷新失败').waitFor();
  assert.equal(await top(page).getByRole('heading', { name: '待支付' }).isVisible(), true);
  assert.equal(await button(page, '继续支付').isVisible(), true);
  assert.equal(await top(page).getByText('订单加载失败').count(), 0);
});

test('an order that cannot be loaded at all says so, and can be loaded again', async () => {
  const ticket = await create(shop.sandbox, hotpot, 1);
  shop.sandbox.chooseScenario('order.server');
  const page = await visitOrder(ticket.orderId);
  await top(page).getByText('订单加载失败').waitFor();
  shop.sandbox.chooseScenario(null);
  await top(page).getByRole('button', { name: '重新加载' }).tap();
  await top(page).getByRole('heading', { name: '待支付' }).waitFor();
});

test('of two refreshes the answer to the older one changes nothing when it comes last', async () => {
  const ticket = await create(shop.sandbox, hotpot, 1);
  const page = await visitOrder(ticket.orderId);
  await top(page).getByRole('heading', { name: '待支付' }).waitFor();

  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const taken = new Promise<void>((resolve) => {
    void page
      .route(
        QUERY,
        async (route) => {
          const response = await route.fetch();
          resolve();
          await held;
          await route.fulfill({ response });
        },
        { times: 1 },
      )
      .then(() => pullDown(page));
  });
  await taken;
  tell(shop.sandbox, ticket, 'paid');
  await shop.sandbox.idle();
  await pullDown(page);
  await top(page).getByRole('heading', { name: '已支付' }).waitFor();

  const late = page.waitForResponse(QUERY);
  letGo();
  await (await late).finished();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  assert.equal(await top(page).getByRole('heading', { name: '已支付' }).isVisible(), true);
});
