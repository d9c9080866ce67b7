/**
 * The demo in a host without the trade JSAPIs, as Douyin's own devtools are: it reaches the sandbox through
 * the devices' way in, by tt.request and with the token that `trade-sim dev --host` prints.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Pairing } from '../../../sandbox';
import { openDeviceGateway, type DeviceGateway } from '../../../simulator/server/device-gateway';
import { create, hotpot, open as openSandbox } from '../../unit/sandbox/kit';
import { BARE, choose, sheet, tradeApis } from './bare';
import {
  APPLY,
  button,
  DETAIL,
  goodsPage,
  HOTPOT,
  onTop,
  openOrderPage,
  orderPage,
  readyButton,
  received,
  routesOf,
  Shop,
  submitButton,
  top,
} from './shop';

const switchFile = (at: object): Record<string, string> => ({
  'shared/sandbox.ts': `export const SANDBOX = ${JSON.stringify(at)};\n`,
});

/** A phone's requests are no web page's: they name no origin, and nothing asks for leave first. */
async function likeAPhone(page: Page, gateway: DeviceGateway): Promise<void> {
  await page.route(`${gateway.url}/**`, async (route) => {
    const asked = route.request();
    const { origin: _origin, host: _host, ...headers } = await asked.allHeaders();
    const answer = await fetch(asked.url(), {
      method: asked.method(),
      headers: plain(headers),
      body: asked.postData(),
    });
    await route.fulfill({
      status: answer.status,
      headers: { 'access-control-allow-origin': '*', 'content-type': 'application/json' },
      body: await answer.text(),
    });
  });
}

/** Of a browser's headers those that the mini-program itself has set. */
const plain = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => name === 'content-type' || name.startsWith('x-trade-')),
  );

describe('with one line in setup()', () => {
  let shop: Shop;
  let gateway: DeviceGateway;
  const pairing = new Pairing();
  // The shop's own sandbox is not asked: all that is bought is in this one.
  const sandbox = openSandbox();

  before(async () => {
    gateway = await openDeviceGateway(sandbox, pairing, { host: '127.0.0.2', port: 0 });
    shop = await Shop.open({ changed: switchFile({ baseUrl: gateway.url, token: pairing.newToken() }) });
  });
  after(async () => {
    await shop.close();
    await gateway.close();
    await sandbox.close();
  });
  beforeEach(() => {
    sandbox.reset();
    sandbox.setLoggedIn(true);
  });

  let phone: Page | undefined;
  /** The one phone: the token works for no second one. */
  async function start(query: Record<string, string>): Promise<Page> {
    if (!phone) {
      phone = await shop.visit();
      await likeAPhone(phone, gateway);
    }
    await shop.start(phone, { ...BARE, ...query });
    await phone.evaluate(() =>
      (globalThis as unknown as { tt: { removeStorageSync(key: string): void } }).tt.removeStorageSync(
        'demo:events',
      ),
    );
    return phone;
  }

  test('a purchase: cancelled, gone on with and paid, refunded by the shop and followed to its end', async () => {
    const page = await start(goodsPage(HOTPOT));
    for (const one of await tradeApis(page)) assert.deepEqual(one, ['undefined', false]);
    await openOrderPage(page);
    await submitButton(page).tap();
    await choose(page, '取消支付');
    const [cancelled] = await received(page, 1);
    const [order] = sandbox.ledger.list();
    assert.ok(order);
    const { orderId, outOrderNo } = order;
    assert.deepEqual(cancelled, [
      'pay',
      { status: 'success', orderId, outOrderNo, result: { code: 4, orderId } },
    ]);
    assert.equal(order.state, 'unpaid');

    await start(orderPage(outOrderNo));
    await button(page, '继续支付').tap();
    await choose(page, '支付成功 ¥198.00');
    const [paid] = await received(page, 1);
    assert.deepEqual(paid, ['pay', { status: 'success', orderId, outOrderNo, result: { code: 0, orderId } }]);
    await button(page, '申请退款').tap();
    await onTop(page, APPLY);
    await page.getByRole('checkbox', { name: '不想要了' }).tap();
    await button(page, '提交申请').tap();
    await onTop(page, DETAIL);
    const [refund] = sandbox.refunds.list();
    assert.ok(refund);
    const { refundId, outRefundNo } = refund;
    assert.deepEqual((await received(page, 2))[1], [
      'refund',
      { status: 'success', result: { refundId, outRefundNo, orderId } },
    ]);
    await page.getByRole('heading', { name: '退款中', exact: true }).waitFor();

    await sandbox.audit({ outRefundNo: outRefundNo!, decision: 'agree' });
    await sandbox.advance(60_000);
    await start({ page: `/pages/refund-detail/index?refundId=${outRefundNo}` });
    await page.getByRole('heading', { name: '退款成功', exact: true }).waitFor();
    assert.deepEqual(shop.sandbox.ledger.list(), []);
  });

  test('a user who is not logged in is asked by the same sheet, and may say no', async () => {
    sandbox.setLoggedIn(false);
    const page = await start(goodsPage(HOTPOT));
    await readyButton(page).tap();
    await choose(page, '暂不登录');
    const [refused] = await received(page, 1);
    assert.deepEqual([refused?.[0], refused?.[1].errNo], ['error', 21510]);
    await readyButton(page).tap();
    await choose(page, '登录沙箱账号');
    await submitButton(page).waitFor();
    assert.equal(sandbox.users.loggedIn, true);
    // Whose login it is the demo's settings know, and that nobody makes old orders from here.
    await start({ page: '/pages/settings/index' });
    await top(page).getByText('已登录').waitFor();
    assert.equal(await top(page).getByText('生成一笔老订单').count(), 0);
  });

  test("a sheet that is swept away is a cancelled payment; the cashier's own failures are behind 更多", async () => {
    const { outOrderNo } = await create(sandbox, hotpot, 1);
    const page = await start(orderPage(outOrderNo));
    await button(page, '继续支付').tap();
    await sheet(page).waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual((await received(page, 1))[0]?.[1].result, {
      code: 4,
      orderId: sandbox.ledger.list()[0]!.orderId,
    });
    await button(page, '继续支付').tap();
    await choose(page, '更多…');
    await choose(page, '未安装微信（10002）');
    const [, error, end] = await received(page, 3);
    assert.deepEqual(
      [error?.[0], error?.[1].errNo, end?.[0], end?.[1].status],
      ['error', 10002, 'pay', 'fail'],
    );
  });
});

test('a token that is not taken is told on the page, and nothing is bought', async () => {
  const sandbox = openSandbox();
  const gateway = await openDeviceGateway(sandbox, new Pairing(), { host: '127.0.0.2', port: 0 });
  const shop = await Shop.open({ changed: switchFile({ baseUrl: gateway.url, token: 'made-up' }) });
  const page = await shop.visit();
  await likeAPhone(page, gateway);
  await shop.start(page, { ...BARE, page: '/pages/orders/index' });
  await page.getByText('the sandbox does not take the token').waitFor();
  assert.deepEqual(await routesOf(page), ['pages/orders/index']);
  await shop.close();
  await gateway.close();
  await sandbox.close();
});

test('without that line nothing can be bought there, and the page is told why', async () => {
  const shop = await Shop.open();
  const page = await shop.visit({ ...BARE, ...goodsPage(HOTPOT) });
  await readyButton(page).waitFor();
  await openOrderPage(page);
  await submitButton(page).tap();
  const events = await received(page, 2);
  assert.deepEqual(
    events.map(([name]) => name),
    ['error', 'pay'],
  );
  assert.match(String(events[0]![1].errMsg), /createOrder:fail not supported by this host/);
  assert.deepEqual(shop.sandbox.ledger.list(), []);
  await shop.close();
});
