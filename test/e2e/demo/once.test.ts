import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually } from '../eventually';
import {
  cashier,
  goodsPage,
  HOTPOT,
  MILKTEA,
  openOrderPage,
  payWith,
  readyButton,
  received,
  receivedBy,
  routesOf,
  Shop,
  submitButton,
  tapInOneFrame,
} from './shop';

const SOLD_OUT = '7301245789012345685';
const GOODS = 'pages/goods/index';
const CONFIRM = 'pages/order-confirm/index';

let shop: Shop;
let dir: string;
before(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'trade-ledger-'));
  shop = await Shop.open({ store: path.join(dir, 'ledger.db') });
});
after(async () => {
  await shop.close();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(() => {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
});

const orders = (): string[] =>
  shop.sandbox.ledger.list().map(({ outOrderNo, state }) => `${outOrderNo} ${state}`);

describe('one intent, one order', () => {
  test('[PB-PLACE-11] [TP-SUBMIT-07] ten taps in one frame on each of the two buttons make one page, one cashier and one order', async () => {
    const page = await shop.visitGoods(HOTPOT);
    await tapInOneFrame(readyButton(page), 10);
    await submitButton(page).waitFor();
    assert.deepEqual(await routesOf(page), [GOODS, CONFIRM]);
    await tapInOneFrame(submitButton(page), 10);
    await cashier(page).waitFor();
    assert.equal(await cashier(page).count(), 1);
    await cashier(page).locator('[data-outcome=paid]').tap();
    const events = await received(page, 1);
    assert.equal(events.length, 1);
    assert.equal(orders().length, 1);
    assert.deepEqual(await routesOf(page), [GOODS]);
  });
});

describe('newest wins', () => {
  test('[PB-INIT-16] [PB-INIT-17] a late answer about goods that the button no longer sells changes nothing', async () => {
    const page = await shop.visitGoods(`${SOLD_OUT}@library.slow`, false);
    const late = page.waitForResponse(
      (response) => response.url().includes(SOLD_OUT) && response.url().includes('/merchant/goods'),
    );
    await page.evaluate((goodsId) => {
      const { __tradeSim: sim } = globalThis as unknown as {
        __tradeSim: { pages(): { setData(data: object): void }[] };
      };
      sim.pages()[0]!.setData({ goodsId });
    }, HOTPOT);
    await readyButton(page).waitFor();
    shop.sandbox.scenarios.release();
    await (await late).finished();
    await openOrderPage(page);
    await page.locator('order-confirm').getByText('麻辣鸳鸯火锅').waitFor();
    assert.deepEqual(await receivedBy(page), []);
  });
});

describe('leaving in the middle loses nothing', () => {
  /** Order made, cashier open. */
  const untilCashier = async (): Promise<Page> => {
    const page = await shop.visitGoods(HOTPOT);
    await openOrderPage(page);
    await submitButton(page).tap();
    await cashier(page).waitFor();
    return page;
  };

  test('[PB-PAY-11] [PB-PAY-16] reloaded with the cashier open: the goods page is told of the order that exists, once', async () => {
    const page = await untilCashier();
    const [before] = shop.sandbox.ledger.list();
    assert.ok(before);
    await page.reload();
    const { orderId, outOrderNo } = before;
    assert.deepEqual(await received(page, 1), [
      ['pay', { status: 'success', orderId, outOrderNo, result: { code: 4, orderId } }],
    ]);
    assert.deepEqual(orders(), [`${outOrderNo} unpaid`]);
    await page.reload();
    await readyButton(page).waitFor();
    assert.equal((await receivedBy(page)).length, 1);
  });

  test('[PB-PAY-08] [PB-PAY-16] reloaded, and paid meanwhile: the goods page is told that it is paid', async () => {
    const page = await untilCashier();
    const [order] = shop.sandbox.ledger.list();
    assert.ok(order);
    const [payment] = shop.sandbox.ledger.payments(order.orderId);
    assert.ok(payment);
    shop.sandbox.ledger.endCashier(payment.payOrderId, 'paid');
    await shop.sandbox.idle();
    await page.reload();
    const [[, detail]] = await received(page, 1);
    assert.deepEqual(detail.result, { code: 0, orderId: order.orderId });
  });

  test('[TP-SUBMIT-07] killed while the order is being made: it is found again, and 提单页 goes on paying it', async () => {
    shop.sandbox.chooseScenario('preorder.slow');
    const page = await shop.visitGoods(HOTPOT);
    await openOrderPage(page);
    const session = await page.evaluate(() => {
      const { __tradeSim: sim } = globalThis as unknown as {
        __tradeSim: { pages(): { options: { session: string } }[] };
      };
      return sim.pages().at(-1)!.options.session;
    });
    const sent = page.waitForRequest(/\/platform\/createOrder/);
    await submitButton(page).tap();
    await sent;
    await page.goto('about:blank');
    shop.sandbox.chooseScenario(null);
    await eventually(() => assert.equal(shop.sandbox.ledger.list().length, 1));
    await shop.start(page, { page: `/${CONFIRM}?session=${session}` });
    await page.getByRole('button', { name: '继续支付' }).waitFor();
    await payWith(page, 'paid');
    await page.getByText('支付成功').first().waitFor();
    assert.deepEqual(
      shop.sandbox.ledger.list().map(({ state }) => state),
      ['paid'],
    );
    await shop.start(page, goodsPage(HOTPOT));
    const events = await received(page, 1);
    assert.deepEqual(events.map(([, { result }]) => (result as { code: number }).code).at(-1), 0);
  });

  test('the server is restarted: orders, stock and login are what they were', async () => {
    const page = await shop.visitGoods(MILKTEA);
    await openOrderPage(page);
    await payWith(page, 'paid');
    await received(page, 1);
    const before = [orders(), shop.sandbox.catalogue.find(MILKTEA)?.stock];
    await shop.restart();
    assert.deepEqual([orders(), shop.sandbox.catalogue.find(MILKTEA)?.stock], before);
    await shop.start(page, { page: '/pages/orders/index' });
    await page.getByRole('link', { name: /珍珠奶茶.*共 2 份/ }).waitFor();
    await page.getByText('已支付').waitFor();
  });
});
