/**
 * Programs written for the official components, unmodified: bought end to end with the kit behind the
 * official names.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { redeem } from '../../unit/sandbox/coupon-kit';
import { create, hotpot, tell } from '../../unit/sandbox/kit';
import { dataOf, HOTPOT, onTop, openOrderPage, payWith, routesOf, Shop } from '../demo/shop';

const PAGE = 'pages/goods/goods';
const PLUGIN = ['order-confirm', 'refund-apply', 'refund-detail'].map(
  (name) => `ext://microapp-trade-plugin/${name}`,
);

const TRADE_PLUGIN = {
  ttPlugins: { dependencies: { 'microapp-trade-plugin': { version: '1.1.2', isDynamic: true } } },
};

const page = (tag: string): string =>
  `<${tag} mode="{{2}}" goods-id="{{goodsId}}" goods-type="{{1}}" bind:getgoodsinfo="getGoodsInfo" bind:placeorder="userLogin" bind:pay="handlePay" bind:error="handleError" />`;

const program = (
  tag: string,
  pages: string[],
  usingComponents?: Record<string, string>,
): Record<string, string> => ({
  'app.json': JSON.stringify({ pages: [PAGE, ...pages] }),
  'package.json': JSON.stringify(
    Object.values(usingComponents ?? {}).some((source) => source.startsWith('ext://industry/'))
      ? { industrySDK: true }
      : TRADE_PLUGIN,
  ),
  'app.js': 'App({});',
  [`${PAGE}.json`]: JSON.stringify(
    usingComponents ? { usingComponents } : { navigationBarTitleText: '商品' },
  ),
  [`${PAGE}.ttml`]: page(tag),
  [`${PAGE}.js`]: `Page({
  data: { goodsId: '${HOTPOT}', pays: [], errors: [] },
  getGoodsInfo(event) {
    return new Promise((resolve) => {
      tt.getLocation({ success: () => resolve({ minLimits: 2, maxLimits: 2, dateRule: '周一至周五可用' }) });
    });
  },
  userLogin(event) {
    return new Promise((resolve, reject) => {
      tt.login({ success: () => resolve(), fail: () => reject() });
    });
  },
  handlePay({ detail }) {
    this.setData({ pays: this.data.pays.concat(detail) });
    if (detail.status === 'success') tt.navigateBack({ delta: 1 });
  },
  handleError({ detail }) {
    this.setData({ errors: this.data.errors.concat(detail) });
  },
});
`,
});

interface Seen {
  pays: { result: { code: number } }[];
  errors: unknown[];
}

const seenBy = (phone: Page): Promise<Seen> =>
  phone.evaluate(() => {
    const { __tradeSim: sim } = globalThis as unknown as { __tradeSim: { pages(): { data: Seen }[] } };
    const { pays, errors } = sim.pages()[0]!.data;
    return { pays, errors };
  });

async function buy(files: Record<string, string>): Promise<string[]> {
  const shop = await Shop.open({ files });
  try {
    const phone = await shop.visit();
    await openOrderPage(phone);
    const routes = await routesOf(phone);
    await phone.locator('.sim-page:not([hidden])').getByText('¥396.00').first().waitFor();
    await payWith(phone, 'paid');
    await onTop(phone, PAGE);
    const { pays, errors } = await seenBy(phone);
    assert.deepEqual([pays.map(({ result }) => result.code), errors], [[0], []]);
    assert.deepEqual(
      shop.sandbox.ledger.list().map(({ state, quantity }) => [state, quantity]),
      [['paid', 2]],
    );
    return routes;
  } finally {
    await shop.close();
  }
}

describe('programs written for the official button', () => {
  test('[PB-VARIANT-01] the built-in tag, and 提单页 as a page of the plugin', async () => {
    const routes = await buy(program('pay-button', PLUGIN));
    assert.match(routes.at(-1) ?? '', /order-confirm/);
  });

  for (const source of ['ext://industry/pay-button', 'tta5a3d31e3aecfb9b11://pay-button']) {
    test(`[PB-VARIANT-02] [TP-DECL-02] ${source}, which brings 提单页 along`, async () => {
      const routes = await buy(program('pay-button-sdk', [], { 'pay-button-sdk': source }));
      assert.match(routes.at(-1) ?? '', /order-confirm/);
    });
  }
});

test('[CC-CARD-01] the built-in tag consume-card shows the codes of an order, in a page that declares no usingComponents', async () => {
  const shop = await Shop.open({
    files: {
      'app.json': JSON.stringify({ pages: [PAGE, ...PLUGIN] }),
      'package.json': JSON.stringify(TRADE_PLUGIN),
      'app.js': 'App({});',
      [`${PAGE}.ttml`]: '<consume-card tt:if="{{no}}" order-id="{{no}}" bind:consume="onConsume" />',
      [`${PAGE}.js`]:
        "Page({ data: { no: '', consumed: [] }, onLoad({ no }) { this.setData({ no }); }, onConsume({ detail }) { this.setData({ consumed: this.data.consumed.concat(detail.orderId) }); } });",
    },
  });
  try {
    const order = await create(shop.sandbox, hotpot, 2);
    tell(shop.sandbox, order, 'paid');
    await shop.sandbox.idle();
    const phone = await shop.visit({ page: `/${PAGE}?no=${order.outOrderNo}` });
    await phone.getByText('2份可用').waitFor();
    await redeem(shop.sandbox, order);
    await phone.getByRole('button', { name: '刷新' }).tap();
    await phone.getByText('1份可用').waitFor();
    assert.deepEqual((await dataOf(phone, PAGE)).consumed, [order.outOrderNo]);
  } finally {
    await shop.close();
  }
});
