/**
 * 退款申请页 and 退款详情页 in the browser, opened by a button: a merchant and a platform of the test's own stand
 * behind them.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually } from '../eventually';
import { violationsOf } from '../axe';
import { onTop, Shop } from '../demo/shop';
import { APPLY, DETAIL, REFUND_PAGES } from './refund-program';

const SHOP = 'pages/shop/index';

/** The page's address says what the button does, and how the world behind it answers. */
interface Plan {
  orderStatus: number;
  legacy?: boolean;
  amount?: number;
  params?: object;
  /** refundStatus and steps of the refund. */
  refund?: { refundStatus: number; refundSteps: { title: string; state: number }[] };
  /** `applyRefund` fails as often, then succeeds. */
  failures?: number;
  /** The detail page's own query fails as often: the button's, which comes first, does not. */
  lostDetails?: number;
}

const FILES = {
  'app.json': JSON.stringify({
    pages: [SHOP, APPLY, DETAIL],
    usingComponents: {
      'pay-button-sdk': 'microapp-trade-kit/pay-button/index',
      'refund-apply': 'microapp-trade-kit/refund-apply/index',
      'refund-detail': 'microapp-trade-kit/refund-detail/index',
    },
  }),
  'app.js': `import 'microapp-trade-kit/auto';
import { setup } from 'microapp-trade-kit';
const world = { plan: {}, details: 0, sent: [] };
const goods = { goodsId: 'own-1', goodsType: 2, goodsName: '测试商品', goodsPhoto: '/a.svg', price: 9900 };
setup({
  pages: { refundApply: '/${APPLY}', refundDetail: '/${DETAIL}' },
  merchant: {
    getOrder: ({ outOrderNo }) =>
      Promise.resolve({
        orderId: 'dy-1', outOrderNo, state: 'paid', createTime: 0, payExpireTime: 0, totalAmount: 19800, discountAmount: 0,
        quantity: 2, refundableQuantity: 2, legacy: !!world.plan.legacy, goods, refunds: [],
        itemOrders: ['item-1', 'item-2'].map((itemOrderId) => ({ itemOrderId, goodsId: 'own-1', paidAmount: 9900, refundableAmount: 9900 })),
      }),
    getRefund: ({ outRefundNo }) => {
      const first = world.plan.orderStatus > 1 ? 1 : 0;
      world.details++;
      if (world.details > first && world.details <= first + (world.plan.lostDetails || 0)) return Promise.reject({ kind: 'server', errMsg: 'down' });
      return Promise.resolve(Object.assign({
        refundId: 'dy-r-1', outRefundNo, orderId: 'dy-1', refundStatus: 1, refundAmount: 9900, refundQuantity: 1, refundWay: '原路退回',
        refundReason: '不想要了', refundTips: '预计 1-3 个工作日到账', refundSteps: [], itemOrderList: [{ itemOrderId: 'item-1', refundAmount: 9900 }],
      }, world.plan.refund));
    },
    getSubject: () => Promise.resolve({ name: '上海示例餐饮有限公司' }),
  },
});
tt.applyRefund = ({ success, fail, ...options }) => {
  world.sent.push(options);
  if (world.sent.length <= (world.plan.failures || 0)) fail({ errNo: 20001, errMsg: 'applyRefund:fail 订单状态错误' });
  else success({ refundId: 'dy-r-1', outRefundNo: 'refund-1', orderId: 'dy-1' });
};
App({ world });
`,
  [`${SHOP}.json`]: '{}',
  [`${SHOP}.ttml`]: `<pay-button-sdk mode="{{1}}" order-status="{{plan.orderStatus}}" order-id="out-1" refund-id="refund-1"
  refund-total-amount="{{plan.amount || 0}}" bind:applyrefund="onApply" bind:refund="onEvent" bind:error="onEvent" />`,
  [`${SHOP}.js`]: `Page({
  data: { plan: {}, events: [] },
  onLoad({ plan }) {
    this.setData({ plan: JSON.parse(plan) });
    getApp().world.plan = this.data.plan;
  },
  onApply() {
    return Promise.resolve(this.data.plan.params || {});
  },
  onEvent({ type, detail }) {
    this.setData({ events: this.data.events.concat({ type, detail }) });
  },
});
`,
  ...REFUND_PAGES,
};

let shop: Shop;
before(async () => {
  shop = await Shop.open({ files: FILES });
});
after(() => shop.close());

/** Opens a page through the button. */
async function open(plan: Plan, label: string, route: string): Promise<Page> {
  const page = await shop.visit({ page: `/${SHOP}?plan=${encodeURIComponent(JSON.stringify(plan))}` });
  await page.getByRole('button', { name: label }).click();
  await onTop(page, route);
  return page;
}

const events = (page: Page): Promise<{ type: string; detail: { errNo?: number; status?: string } }[]> =>
  page.evaluate(() => {
    const { __tradeSim: sim } = globalThis as unknown as {
      __tradeSim: { pages(): { data: { events: never[] } }[] };
    };
    return sim.pages()[0]!.data.events;
  });

/** What the next line of the amount says. */
const amount = async (page: Page): Promise<string> =>
  (await page.locator('refund-apply [class*=total]').innerText()).trim();
const submit = (page: Page) => page.getByRole('button', { name: '提交申请' });
const reason = (page: Page, name: string) => page.getByRole('checkbox', { name });

describe('退款申请页', () => {
  test('[TP-REFUND-01] [TP-REFUND-02] [TP-REFUND-07] [TP-REASON-01] [TP-APPLY-01] goods, quantity, amount and reasons; no violation', async () => {
    const page = await open({ orderStatus: 1 }, '申请退款', APPLY);
    await page.getByRole('heading', { name: '测试商品' }).waitFor();
    await page.getByText('可退数量 2').waitFor();
    assert.equal(await amount(page), '¥99.00');
    await page.getByRole('button', { name: '增加一份' }).click();
    assert.equal(await amount(page), '¥198.00');
    await eventually(async () =>
      assert.deepEqual(await page.getByRole('checkbox').allInnerTexts(), [
        '不想要了',
        '商家服务原因',
        '商品质量问题',
        '其他',
      ]),
    );
    await reason(page, '其他').click();
    await eventually(async () =>
      assert.equal(await reason(page, '其他').getAttribute('aria-checked'), 'true'),
    );
    assert.deepEqual(await violationsOf(page), []);
  });

  test('[TP-REFUND-03] [TP-REFUND-04] a legacy order: its amount, and no quantity to choose', async () => {
    const page = await open({ orderStatus: 1, legacy: true, amount: 20000 }, '申请退款', APPLY);
    await submit(page).waitFor();
    assert.equal(await amount(page), '¥200.00');
    assert.equal(await page.getByRole('button', { name: '增加一份' }).count(), 0);
  });

  test('[TP-REFUND-05] [TP-REFUND-06] given items: their list and its sum', async () => {
    const params = {
      itemOrderList: [{ itemOrderId: 'item-1', refundAmount: 100 }, { itemOrderId: 'item-2' }],
    };
    const page = await open({ orderStatus: 1, params }, '申请退款', APPLY);
    await submit(page).waitFor();
    assert.equal(await amount(page), '¥100.00');
    await page.getByText('item-2').waitFor();
    assert.deepEqual(await violationsOf(page), []);
  });

  test('[TP-APPLY-03] [PB-REFUND-90] a failure is shown and told, a second attempt leads to 退款详情页', async () => {
    const page = await open({ orderStatus: 1, failures: 1 }, '申请退款', APPLY);
    await reason(page, '不想要了').click();
    await submit(page).click();
    await page.getByText('订单状态错误', { exact: true }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    assert.deepEqual(
      (await events(page)).map(({ type, detail }) => [type, detail.errNo ?? detail.status]),
      [
        ['error', 21535],
        ['refund', 'fail'],
      ],
    );
    await submit(page).click();
    await onTop(page, DETAIL);
    await page.getByRole('heading', { name: '退款中' }).waitFor();
    assert.deepEqual(
      (await events(page)).map(({ detail }) => detail.status),
      [undefined, 'fail', 'success'],
    );
  });

  test('opened cold it says so, and offers a way back', async () => {
    const page = await shop.visit({ page: `/${APPLY}?session=gone` });
    await page.getByText('退款信息已失效').waitFor();
    await page.getByText('返回', { exact: true }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
  });
});

describe('退款详情页', () => {
  const steps = [2, 1, 0, 3].map((state) => ({ title: `步骤${state}`, state }));
  for (const [refundStatus, orderStatus, label] of [
    [1, 2, '退款中'],
    [98, 3, '退款成功'],
    [99, 4, '退款失败'],
  ] as const) {
    test(`[TP-DETAIL-01] [TP-DETAIL-02] [TP-DETAIL-03] [TP-DETAIL-04] [TP-DETAIL-05] ${label}, with everything that is known; no violation`, async () => {
      const page = await open({ orderStatus, refund: { refundStatus, refundSteps: steps } }, label, DETAIL);
      await page.getByRole('heading', { name: label }).waitFor();
      for (const text of [
        '原路退回',
        '不想要了',
        '预计 1-3 个工作日到账',
        'item-1',
        'refund-1',
        '已完成',
        '处理中',
        '待处理',
        '失败',
      ])
        await page.locator('refund-detail').getByText(text, { exact: true }).first().waitFor();
      assert.deepEqual(await violationsOf(page), []);
      assert.deepEqual(await events(page), []);
    });
  }

  test('[PB-DETAIL-04] a query that fails is shown and told, and can be tried again', async () => {
    const page = await open({ orderStatus: 2, lostDetails: 1 }, '退款中', DETAIL);
    await page.getByText('退款信息加载失败').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    assert.deepEqual(
      (await events(page)).map(({ detail }) => detail.errNo),
      [21537],
    );
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('heading', { name: '退款中' }).waitFor();
  });

  test('opened cold with the number alone it shows the refund', async () => {
    const page = await shop.visit({ page: `/${DETAIL}?refundId=refund-1` });
    await page.getByRole('heading', { name: '退款中' }).waitFor();
  });
});
