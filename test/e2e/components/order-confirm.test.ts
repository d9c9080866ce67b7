import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import {
  cashier,
  HOTPOT,
  MILKTEA,
  openOrderPage,
  payWith,
  Shop,
  SPA,
  submitButton,
  toast,
} from '../demo/shop';

const SHOP = 'pages/shop/index';

/** A mini-program with one button, told by its address what to sell and how. */
const FILES = {
  'app.json': JSON.stringify({
    pages: [SHOP, 'pages/confirm/index'],
    usingComponents: {
      'pay-button-sdk': 'microapp-trade-kit/pay-button/index',
      'order-confirm': 'microapp-trade-kit/order-confirm/index',
    },
  }),
  'app.js': `import 'microapp-trade-kit/auto';
import { setup } from 'microapp-trade-kit';
setup({ merchant: { baseUrl: '/merchant' }, pages: { orderConfirm: '/pages/confirm/index' } });
App({
  asked: [],
  getPhoneNumber(options) {
    this.asked.push(options);
  },
});
`,
  [`${SHOP}.json`]: '{}',
  [`${SHOP}.ttml`]: `<pay-button-sdk mode="{{2}}" goods-id="{{sell.goodsId}}" goods-type="{{sell.goodsType || 1}}" marketing-ready="{{!!sell.marketing}}"
  fee-details-list="{{sell.fees || []}}" bind:getgoodsinfo="getGoodsInfo" bind:placeorder="placeOrder" bind:pay="onEvent" bind:error="onEvent" />`,
  [`${SHOP}.js`]: `Page({
  data: { sell: {}, events: [] },
  onLoad({ sell }) {
    this.setData({ sell: JSON.parse(sell) });
  },
  getGoodsInfo() {
    return Promise.resolve(this.data.sell.info || {});
  },
  placeOrder() {
    return Promise.resolve();
  },
  onEvent({ type, detail }) {
    this.setData({ events: this.data.events.concat({ type, detail }) });
  },
});
`,
  'pages/confirm/index.json': '{}',
  'pages/confirm/index.ttml': '<order-confirm session="{{session}}" />',
  'pages/confirm/index.js': `Page({
  data: { session: '' },
  onLoad({ session }) {
    this.setData({ session });
  },
});
`,
};

/** What the button sells: `info` is what getgoodsinfo resolves. Money in 分. */
interface Sell {
  goodsId: string;
  goodsType?: number;
  marketing?: boolean;
  fees?: object[];
  info?: object;
}

const own = (info: object = {}, more: Partial<Sell> = {}): Sell => ({
  goodsId: 'own-1',
  goodsType: 2,
  info: { goodsName: '测试商品', goodsPhoto: '/a.svg', currentPrice: 9900, ...info },
  ...more,
});

let shop: Shop;
let page: Page;
before(async () => {
  shop = await Shop.open({ files: { ...FILES, 'a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' } });
});
after(() => shop.close());
beforeEach(() => {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
});

/** Opens 提单页 through the button. */
async function confirm(sell: Sell): Promise<Locator> {
  page = await shop.visit({ page: `/${SHOP}?sell=${encodeURIComponent(JSON.stringify(sell))}` });
  await openOrderPage(page);
  return page.locator('order-confirm');
}

const quantity = (): Locator => page.getByRole('textbox', { name: '数量' });
const more = (): Locator => page.getByRole('button', { name: '增加一份' });
const less = (): Locator => page.getByRole('button', { name: '减少一份' });
const phoneField = (): Locator => page.getByRole('textbox', { name: '手机号' });
const total = async (): Promise<string> =>
  (await page.locator('order-confirm [class*=total]').innerText()).trim();
const events = (): Promise<{ type: string }[]> =>
  page.evaluate(() => {
    const { __tradeSim: sim } = globalThis as unknown as {
      __tradeSim: { pages(): { data: { events: { type: string }[] } }[] };
    };
    return sim.pages()[0]!.data.events;
  });
const pay = async (): Promise<void> => {
  await payWith(page, 'paid');
  await page.getByText('支付成功').first().waitFor();
};
const ordered = () => {
  const [order, ...rest] = shop.sandbox.ledger.list();
  assert.ok(order);
  assert.deepEqual(rest, []);
  return order;
};

describe('what 提单页 shows', () => {
  test('[TP-CONFIRM-02] [TP-CONFIRM-03] [TP-CONFIRM-04] [TP-CONFIRM-05] [PB-LABEL-02] [PB-LABEL-03] own goods: name, photo, price, chips, date rule', async () => {
    const labels = [
      { type: 'EXPIRED_RETURNS' },
      { type: 'REFUNDABLE_DAYS', value: 2 },
      { type: 'BOOK_IN_ADVANCE', value: 98 },
    ];
    const view = await confirm(own({ goodsLabels: labels, dateRule: '周一至周五可用' }));
    await view.getByRole('heading', { name: '测试商品' }).waitFor();
    await view.getByText('周一至周五可用').waitFor();
    await view.getByText('¥99.00').first().waitFor();
    await eventually(async () =>
      assert.deepEqual(
        await view
          .locator('[class*=chip]')
          .filter({ hasNot: page.locator('*') })
          .allInnerTexts(),
        ['过期退', '2日内可退', '提前98日预约'],
      ),
    );
    await eventually(async () =>
      assert.match((await view.locator('img').getAttribute('src')) ?? '', /\/a\.svg$/),
    );
  });

  test('[TP-CONFIRM-06] [PB-GOODS-13] [PB-GOODS-16] [PB-GOODS-17] library goods: the library wins over what the handler resolves', async () => {
    const view = await confirm({
      goodsId: HOTPOT,
      info: {
        goodsName: '别的名字',
        currentPrice: 1,
        goodsPhoto: '/b.svg',
        goodsLabels: [{ type: 'NON_REFUNDABLE' }],
      },
    });
    await view.getByText('麻辣鸳鸯火锅').waitFor();
    await view.getByText('周一至周日可用').waitFor();
    assert.equal(await view.getByText('别的名字').count(), 0);
    assert.equal(await view.getByText('不可退').count(), 0);
    assert.equal(await total(), '¥198.00');
    await eventually(async () =>
      assert.match((await view.locator('img').getAttribute('src')) ?? '', /g-hotpot\.svg$/),
    );
  });

  test('[TP-FORM-04] the merchant subject that its query returned', async () => {
    const view = await confirm(own());
    await view.getByText((await shop.sandbox.shop.getSubject()).name).waitFor();
  });

  test('[TP-TOTAL-01] [TP-TOTAL-02] price × quantity and fees, in yuan with two decimals', async () => {
    const view = await confirm(own({ minLimits: 3 }));
    assert.equal(await total(), '¥297.00');
    await view.page().context().close();
    const withFee = await confirm(own({}, { fees: [{ feeType: 1, feeAmount: 500 }] }));
    assert.equal(await total(), '¥104.00');
    await eventually(async () =>
      assert.match(await withFee.getByText('配送费').locator('..').innerText(), /¥5\.00/),
    );
    await withFee.page().context().close();
    await confirm(own({ currentPrice: 1 }));
    assert.equal(await total(), '¥0.01');
  });

  test('[TP-FORM-03] [TP-TOTAL-03] the marketing block, and its discount in the total, only with marketing-ready', async () => {
    const view = await confirm(own({ currentPrice: 9900, marketingVersion: 2 }, { marketing: true }));
    await view.getByText('新客立减').waitFor();
    assert.equal(await total(), '¥89.10');
    await pay();
    assert.deepEqual([ordered().totalAmount, ordered().discountAmount], [9900, 990]);
    await view.page().context().close();
    const without = await confirm(own());
    assert.equal(await without.getByText('优惠').count(), 0);
    assert.equal(await total(), '¥99.00');
  });
});

describe('the quantity', () => {
  test('[TP-STEPPER-01] [TP-STEPPER-02] starts at minLimits and stays within the limits, stepped or typed', async () => {
    await confirm({ goodsId: MILKTEA, info: { minLimits: 2, maxLimits: 4 } });
    await eventually(async () => assert.equal(await quantity().inputValue(), '2'));
    await less().tap({ force: true });
    await eventually(async () => assert.equal(await less().getAttribute('aria-disabled'), 'true'));
    for (let tap = 0; tap < 4; tap += 1) await more().tap({ force: true });
    await eventually(async () => assert.equal(await quantity().inputValue(), '4'));
    assert.equal(await total(), '¥79.60');
    for (const [typed, becomes] of [
      ['9', '4'],
      ['1', '2'],
      ['', '2'],
      ['3', '3'],
    ] as const) {
      await quantity().fill(typed);
      await quantity().blur();
      await eventually(async () => assert.equal(await quantity().inputValue(), becomes, `typed "${typed}"`));
    }
    assert.equal(await total(), '¥59.70');
    await pay();
    assert.equal(ordered().quantity, 3);
  });

  test('[TP-STEPPER-03] does not go above the stock', async () => {
    const stock = 3;
    shop.sandbox.catalogue.take(MILKTEA, (shop.sandbox.catalogue.find(MILKTEA)?.stock ?? 0) - stock);
    await confirm({ goodsId: MILKTEA, info: { minLimits: 1, maxLimits: 6 } });
    for (let tap = 0; tap < 5; tap += 1) await more().tap({ force: true });
    await eventually(async () => assert.equal(await quantity().inputValue(), String(stock)));
    await eventually(async () => assert.equal(await more().getAttribute('aria-disabled'), 'true'));
  });

  test('[TP-STEPPER-02] by keyboard', async () => {
    await confirm(own({ maxLimits: 2 }));
    await more().press('Enter');
    await more().press('Space');
    await eventually(async () => assert.equal(await quantity().inputValue(), '2'));
  });
});

describe('the phone number', () => {
  const NEEDED = { validation: { phoneNumber: { required: true } } };

  test('[TP-PHONE-01] [TP-PHONE-02] needed and missing, or no number: a toast, no order, no event', async () => {
    await confirm({ goodsId: SPA, info: NEEDED });
    await submitButton(page).tap();
    await eventually(async () => assert.match(await toast(page).innerText(), /请填写手机号/));
    await phoneField().fill('123');
    await submitButton(page).tap();
    await toast(page).getByText('手机号格式不正确').waitFor();
    assert.equal(await cashier(page).count(), 0);
    assert.deepEqual([shop.sandbox.ledger.list(), await events()], [[], []]);
  });

  test('[TP-PHONE-03] [TP-FORM-01] [TP-CONFIRM-01] not needed: an order without phone and contact name is made', async () => {
    await confirm({ goodsId: HOTPOT });
    await pay();
    const { goodsId, goodsType, draft } = ordered();
    const { phoneNumber, contactName } = draft;
    assert.deepEqual([phoneNumber, contactName, goodsId, goodsType], [undefined, undefined, HOTPOT, 1]);
  });

  test('[TP-PHONE-04] [TP-PHONE-05] [TP-PHONE-06] 获取手机号 asks the app; its success fills the field, its fail leaves it', async () => {
    await confirm(own(NEEDED));
    const answer = (name: 'success' | 'fail', value?: object): Promise<string[]> =>
      page.evaluate(
        ([callback, given]) => {
          interface Asked {
            params: Record<string, string>;
            success(value: unknown): void;
            fail(value: unknown): void;
          }
          const { asked } = (globalThis as unknown as { getApp(): { asked: Asked[] } }).getApp();
          const last = asked.at(-1)!;
          last[callback](given);
          return Object.keys(last.params).sort();
        },
        [name, value] as const,
      );
    await page.getByRole('button', { name: '获取手机号' }).tap();
    assert.deepEqual(await answer('fail'), ['encryptedData', 'iv']);
    await eventually(async () => assert.equal(await phoneField().inputValue(), ''));
    await page.getByRole('button', { name: '获取手机号' }).tap();
    await answer('success', { phoneNumber: '13800000000' });
    await eventually(async () => assert.equal(await phoneField().inputValue(), '13800000000'));
    await pay();
    assert.equal(ordered().draft.phoneNumber, '13800000000');
  });

  test('[TP-PHONE-07] an app without the hook: no such button, and a typed number is taken', async () => {
    page = await shop.visit({ page: `/${SHOP}?sell=${encodeURIComponent(JSON.stringify(own(NEEDED)))}` });
    await page.evaluate(
      () =>
        delete (globalThis as unknown as { getApp(): { getPhoneNumber?: unknown } }).getApp().getPhoneNumber,
    );
    await openOrderPage(page);
    assert.equal(await page.getByRole('button', { name: '获取手机号' }).count(), 0);
    await phoneField().fill('13900000001');
    await pay();
    assert.equal(ordered().draft.phoneNumber, '13900000001');
  });
});

describe('what the order carries', () => {
  test('[TP-FORM-02] [TP-SUBMIT-02] [PB-LABEL-19] [PB-GOODS-15] remark, contact, extra, labels and trade option travel with it', async () => {
    const labels = [{ type: 'REFUND_ANYTIME' }, { type: 'BOOK_IN_ADVANCE', value: 3 }];
    await confirm(own({ extra: { a: 1 }, goodsLabels: labels, tradeOption: { life_trade_flag: 1 } }));
    await page.getByRole('textbox', { name: '备注' }).fill('少辣');
    await page.getByRole('textbox', { name: '联系人' }).fill('王小明');
    await phoneField().fill('13800000000');
    await pay();
    const { note, contactName, cpExtra, goods, tradeOption } = ordered().draft;
    assert.deepEqual([note, contactName, cpExtra], ['少辣', '王小明', '{"a":1}']);
    assert.deepEqual(tradeOption, { life_trade_flag: 1 });
    assert.deepEqual(goods.labels, ['随时退', '提前3日预约']);
  });

  test('[TP-SUBMIT-06] the cashier opens for the order that was made', async () => {
    await confirm(own());
    const made = page.waitForResponse(/\/platform\/createOrder$/);
    const opened = page.waitForRequest(/\/platform\/cashier$/);
    await submitButton(page).tap();
    const { payOrderId, orderToken } = (await (await made).json()) as Record<string, string>;
    assert.ok(payOrderId && orderToken);
    assert.deepEqual((await opened).postDataJSON(), { payOrderId, orderToken, outcome: 'open' });
    await cashier(page).locator('[data-outcome=cancelled]').tap();
    await page.getByRole('button', { name: '继续支付' }).waitFor();
  });
});

describe('a page that cannot be used', () => {
  test('an unknown session: says so, and leads back', async () => {
    page = await shop.visit({ page: `/${SHOP}?sell=${encodeURIComponent(JSON.stringify(own()))}` });
    await page.evaluate(() =>
      (globalThis as unknown as { tt: { navigateTo(o: object): void } }).tt.navigateTo({
        url: '/pages/confirm/index?session=gone',
      }),
    );
    await page.getByText('订单信息已失效').waitFor();
    await page.getByRole('button', { name: '重试' }).tap();
    await page.getByText('订单信息已失效').waitFor();
    await page.getByRole('link', { name: '返回' }).tap();
    await page.getByRole('button', { name: '立即抢购' }).waitFor();
  });
});
