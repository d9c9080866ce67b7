/**
 * Buttons of orders that exist, in the demo: paid later, refunded by quantity, by item and by amount, and
 * followed to the end.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import type { Order, Refund } from '../../../sandbox/ledger/types';
import { create, hotpot, tell } from '../../unit/sandbox/kit';
import { violationsOf } from '../axe';
import {
  APPLY,
  button,
  cashier,
  dataOf,
  DETAIL,
  HOTPOT,
  onTop,
  openOrderPage,
  ORDER,
  orderPage,
  payWith,
  received,
  receivedBy,
  routesOf,
  Shop,
  tapInOneFrame,
  top,
} from './shop';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());
beforeEach(() => {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
});

async function unpaid(): Promise<Order> {
  const { orderId } = await create(shop.sandbox, hotpot, 1);
  return shop.sandbox.ledger.get(orderId)!;
}

async function paid(quantity: number): Promise<Order> {
  const ticket = await create(shop.sandbox, hotpot, quantity);
  tell(shop.sandbox, ticket, 'paid');
  await shop.sandbox.idle();
  return shop.sandbox.ledger.get(ticket.orderId)!;
}

/** The page of a paid order, with 退款申请页 on top of it. */
async function applyFor(order: Order): Promise<Page> {
  const page = await shop.visitOrder(order.outOrderNo!);
  await button(page, '申请退款').tap();
  await onTop(page, APPLY);
  return page;
}

async function submit(page: Page, reason = '不想要了'): Promise<void> {
  await top(page).getByRole('checkbox', { name: reason }).tap();
  await button(page, '提交申请').tap();
}

const back = (page: Page): Promise<void> =>
  page.evaluate(() =>
    (globalThis as unknown as { tt: { navigateBack(options: object): void } }).tt.navigateBack({}),
  );

/** The only refund that the platform has. */
function onlyRefund(): Refund {
  const refunds = shop.sandbox.refunds.list();
  assert.equal(refunds.length, 1);
  return refunds[0]!;
}

const success = ({ refundId, outRefundNo, orderId }: Refund): object => ({
  status: 'success',
  result: { refundId, outRefundNo, orderId },
});

describe('继续支付', () => {
  test('[PB-CONTINUE-05] [PB-CONTINUE-06] [PB-STATUS-04] an order that was cancelled at the cashier is paid from its own page', async () => {
    const page = await shop.visitGoods(HOTPOT);
    await openOrderPage(page);
    await payWith(page, 'cancelled');
    await received(page, 1);
    const [order] = shop.sandbox.ledger.list();
    assert.ok(order);
    await shop.start(page, orderPage(order.outOrderNo));
    await button(page, '继续支付').tap();
    await cashier(page).waitFor();
    assert.deepEqual(await routesOf(page), [ORDER]);
    await cashier(page).locator('[data-outcome=paid]').tap();
    const events = await received(page, 2);
    const { orderId, outOrderNo } = order;
    const detail = { status: 'success', orderId, outOrderNo, result: { code: 0, orderId } };
    assert.deepEqual(events[1], ['pay', detail]);
    await eventually(async () =>
      assert.deepEqual(JSON.parse(await page.locator('#pay-detail').innerText()), detail),
    );
    await page.getByRole('heading', { name: '已支付' }).waitFor();
    await button(page, '申请退款').waitFor();
    assert.deepEqual(
      shop.sandbox.ledger.list().map(({ state }) => state),
      ['paid'],
    );
  });

  test('[PB-CONTINUE-06] [PB-CONTINUE-07] two taps open one cashier; a cancel is told with code 4, and the order can be paid again', async () => {
    const { orderId, outOrderNo } = await unpaid();
    const page = await shop.visitOrder(outOrderNo!);
    await button(page, '继续支付').waitFor();
    await tapInOneFrame(button(page, '继续支付'), 2);
    await cashier(page).waitFor();
    assert.equal(await cashier(page).count(), 1);
    await cashier(page).locator('[data-outcome=cancelled]').tap();
    assert.deepEqual(await received(page, 1), [
      ['pay', { status: 'success', orderId, outOrderNo, result: { code: 4, orderId } }],
    ]);
    await button(page, '继续支付').tap();
    await cashier(page).locator('[data-outcome=paid]').tap();
    await received(page, 2);
    assert.equal(shop.sandbox.ledger.get(orderId)?.state, 'paid');
  });
});

describe('申请退款', () => {
  test('[PB-STATUS-05] [PB-STATUS-06] [PB-REFUND-07] [PB-REFUND-08] [PB-BINDREFUND-02] [PB-BINDREFUND-03] [TP-REFUND-07] by quantity: told at once, then 退款中 becomes 退款成功', async () => {
    const order = await paid(3);
    const page = await applyFor(order);
    await button(page, '增加一份').tap();
    await top(page).getByText('¥396.00').waitFor();
    await submit(page);
    await onTop(page, DETAIL);
    await page.getByRole('heading', { name: '退款中', exact: true }).waitFor();
    const refund = onlyRefund();
    assert.deepEqual(await received(page, 1), [['refund', success(refund)]]);
    assert.deepEqual([refund.state, refund.amount, refund.draft.quantity], ['auditing', 39600, 2]);
    assert.deepEqual(JSON.parse(refund.draft.cpExtra), {
      source: 'order-page',
      outOrderNo: order.outOrderNo,
    });
    assert.deepEqual(await routesOf(page), [ORDER, DETAIL]);

    await back(page);
    await eventually(async () =>
      assert.deepEqual(JSON.parse(await page.locator('#refund-detail').innerText()), success(refund)),
    );
    await button(page, '退款中').waitFor();
    await button(page, '同意退款').tap();
    await button(page, '同意退款').waitFor({ state: 'detached' });
    await shop.sandbox.advance(60_000);
    await button(page, '刷新进度').tap();
    await button(page, '退款成功').tap();
    await onTop(page, DETAIL);
    await page.getByRole('heading', { name: '退款成功', exact: true }).waitFor();
    assert.equal((await receivedBy(page)).length, 1);
    await back(page);
    // One of three is left.
    await button(page, '申请退款').waitFor();
  });

  test('[PB-STATUS-06] [PB-DETAIL-01] [PB-BINDREFUND-04] the shop refuses: 退款失败, told by no second bind:refund, and the order can be refunded again', async () => {
    const page = await applyFor(await paid(1));
    await submit(page);
    await onTop(page, DETAIL);
    await received(page, 1);
    await back(page);
    await button(page, '拒绝退款').tap();
    await button(page, '退款失败').tap();
    await onTop(page, DETAIL);
    await page.getByRole('heading', { name: '退款失败', exact: true }).waitFor();
    assert.equal((await receivedBy(page)).length, 1);
    await back(page);
    await button(page, '申请退款').waitFor();
    assert.equal(onlyRefund().state, 'refused');
  });

  test('[PB-ITEM-06] [TP-REFUND-03] [TP-REFUND-06] by item: the chosen units only, twice, and both refunds are listed', async () => {
    const order = await paid(3);
    const ids = shop.sandbox.ledger.items(order.orderId).map(({ itemOrderId }) => itemOrderId);
    const page = await shop.visitOrder(order.outOrderNo!);
    const unit = (n: number): Locator => top(page).getByRole('checkbox', { name: ids[n] });
    await unit(2).tap();
    await top(page).getByText('已选 1 份').waitFor();
    await button(page, '申请退款').tap();
    await onTop(page, APPLY);
    await top(page).getByText(ids[2]!).waitFor();
    assert.equal(await button(page, '增加一份').count(), 0);
    await submit(page);
    await onTop(page, DETAIL);
    const first = onlyRefund();
    assert.deepEqual(await received(page, 1), [['refund', success(first)]]);
    assert.deepEqual(first.draft.items, [{ itemOrderId: ids[2], amount: 19800 }]);
    assert.equal('itemOrderList' in (JSON.parse(first.draft.cpExtra) as object), false);
    await back(page);
    await unit(2).waitFor({ state: 'detached' });
    await unit(0).tap();
    await unit(1).tap();
    await button(page, '申请退款').tap();
    await onTop(page, APPLY);
    await submit(page);
    await onTop(page, DETAIL);
    await received(page, 2);
    const [second] = shop.sandbox.refunds.list();
    assert.deepEqual(
      second?.draft.items.map(({ itemOrderId }) => itemOrderId).sort(),
      [ids[0], ids[1]].sort(),
    );
    await back(page);
    await button(page, '退款中').nth(1).waitFor();
    await button(page, '申请退款').waitFor({ state: 'detached' });
  });

  test('[PB-LEGACY-02] [TP-REFUND-04] a legacy order, made in the settings, is refunded by its amount', async () => {
    const page = await shop.visit({ page: '/pages/settings/index' });
    await page.getByText('生成一笔老订单').tap();
    await page.getByText('交易模板 1.0 老订单').waitFor();
    await button(page, '申请退款').tap();
    await onTop(page, APPLY);
    await top(page).getByText('¥396.00').waitFor();
    await submit(page);
    await onTop(page, DETAIL);
    const refund = onlyRefund();
    assert.equal(refund.amount, 39600);
    assert.deepEqual(await received(page, 1), [['refund', success(refund)]]);
  });

  const FAILURES = ['refund.refused', 'refund.server', 'refund.risk'];
  for (const scenario of FAILURES) {
    test(`[PB-REFUND-20] [PB-REFUND-90] [PB-BINDREFUND-01] ${scenario}: bind:error 21535, then bind:refund fail; a second attempt succeeds`, async () => {
      const page = await applyFor(await paid(1));
      shop.sandbox.chooseScenario(scenario);
      await submit(page);
      const [error, end] = await received(page, 2);
      assert.deepEqual([error?.[0], error?.[1].errNo], ['error', 21535]);
      assert.deepEqual(end, ['refund', { status: 'fail', result: { errMsg: error?.[1].errMsg } }]);
      assert.deepEqual(shop.sandbox.refunds.list(), []);
      shop.sandbox.chooseScenario(null);
      await button(page, '提交申请').tap();
      await onTop(page, DETAIL);
      assert.deepEqual((await received(page, 3))[2], ['refund', success(onlyRefund())]);
    });
  }
});

describe('codes of the queries', () => {
  const QUERIES: [rules: string, scenario: string, label: '继续支付' | '申请退款', errNo: number][] = [
    ['PB-CONTINUE-02] [PB-CONTINUE-04', 'order.server', '继续支付', 21526],
    ['PB-CONTINUE-03] [PB-CONTINUE-04', 'order.rejected', '继续支付', 21527],
    ['PB-REFUND-01', 'order.server', '申请退款', 21528],
    ['PB-REFUND-02', 'order.rejected', '申请退款', 21529],
    ['PB-REFUND-03', 'order.no-goods', '申请退款', 21530],
    ['PB-REFUND-04', 'order.nothing-refundable', '申请退款', 21531],
  ];
  for (const [rules, scenario, label, errNo] of QUERIES) {
    test(`[${rules}] ${scenario}: ${label} fires ${errNo} once, nothing opens, and the next tap works`, async () => {
      const order = label === '继续支付' ? await unpaid() : await paid(1);
      const page = await shop.visitOrder(order.outOrderNo!);
      await button(page, label).waitFor();
      shop.sandbox.chooseScenario(scenario);
      await button(page, label).tap();
      const events = await received(page, 1);
      assert.deepEqual(
        events.map(([name, { errNo: code }]) => [name, code]),
        [['error', errNo]],
      );
      assert.deepEqual((await dataOf(page, ORDER)).errors, [events[0]![1]]);
      assert.deepEqual(await routesOf(page), [ORDER]);
      assert.equal(await cashier(page).count(), 0);
      shop.sandbox.chooseScenario(null);
      await button(page, label).tap();
      if (label === '继续支付') await cashier(page).waitFor();
      else await onTop(page, APPLY);
    });
  }

  test('[PB-DETAIL-02] [PB-DETAIL-03] refund-detail.server: 退款中 fires 21532 and opens nothing', async () => {
    const page = await applyFor(await paid(1));
    await submit(page);
    await onTop(page, DETAIL);
    await received(page, 1);
    await back(page);
    await button(page, '退款中').waitFor();
    shop.sandbox.chooseScenario('refund-detail.server');
    await button(page, '退款中').tap();
    const events = await received(page, 2);
    shop.sandbox.chooseScenario(null);
    assert.deepEqual([events[1]?.[0], events[1]?.[1].errNo], ['error', 21532]);
    assert.deepEqual(await routesOf(page), [ORDER]);
  });

  const CASES: [rules: string, errNo: number][] = [
    ['PB-ORDERID-01', 21522],
    ['PB-REFUNDID-01', 21523],
    ['PB-LEGACY-01', 21524],
    ['PB-CONTINUE-03', 21527],
    ['PB-REFUND-02', 21529],
    ['PB-DETAIL-02', 21532],
    ['PB-REFUND-16', 21533],
    ['PB-REFUND-15] [PB-REFUND-16', 21534],
  ];
  test(`${CASES.map(([rules]) => `[${rules}]`).join(' ')} [PB-STATUS-90] the page of codes: each button of an order reports its own`, async () => {
    await paid(1);
    await shop.sandbox.makeLegacyOrder();
    const page = await shop.visit({ page: '/pages/codes/index' });
    const lines = async (errNo: number): Promise<string[]> => {
      await page.locator(`#case-${errNo}`).getByRole('log').waitFor();
      const { received: all } = (await dataOf(page, 'pages/codes/index')) as {
        received: Record<string, string[]>;
      };
      return all[errNo] ?? [];
    };
    const at = (errNo: number): Locator => page.locator(`#case-${errNo} pay-button-sdk [role=button]`);
    assert.equal((await lines(21521)).length, 1);
    await at(21521).tap();
    await page.locator('#case-21521 [role=log] [class*=line]').nth(1).waitFor();
    assert.match((await lines(21521))[0]!, /^21521 /);
    for (const [, errNo] of CASES) {
      await at(errNo).tap();
      assert.match((await lines(errNo)).join(), new RegExp(`^${errNo} `));
    }
    assert.equal((await lines(21534))[0], '21534 The return value of bind:applyrefund should be an object');
    assert.deepEqual(await routesOf(page), ['pages/codes/index']);
  });
});

test('the order in every state has no WCAG AA violation, on the smallest phone', async () => {
  const order = await paid(3);
  const page = await shop.visitOrder(order.outOrderNo, { viewport: { width: 320, height: 568 } });
  await button(page, '申请退款').waitFor();
  assert.deepEqual(await violationsOf(page), []);
  await button(page, '申请退款').tap();
  await onTop(page, APPLY);
  assert.deepEqual(await violationsOf(page), []);
  await submit(page);
  await onTop(page, DETAIL);
  await page.getByRole('heading', { name: '退款中', exact: true }).waitFor();
  await page.locator('.sim-toast').waitFor({ state: 'detached' });
  assert.deepEqual(await violationsOf(page), []);
  await back(page);
  await button(page, '退款中').waitFor();
  assert.deepEqual(await violationsOf(page), []);
  const overflow = await top(page).evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.ok(overflow <= 0);
});
