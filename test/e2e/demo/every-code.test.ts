/**
 * Every errNo of a component, reached through the real component in the browser. The table is complete by the contract's own list: a code that
 * is added there has to be reached here.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { codesOf, type ErrorComponent } from '../../../src/contract/errors';
import { create, hotpot, tell } from '../../unit/sandbox/kit';
import { dataOf, HOTPOT, onTop, openOrderPage, payWith, received, Shop, submitButton, top } from './shop';

const CODES = 'pages/codes/index';
const ORDER = 'pages/order/index';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());

/** Makes a component report; answers the errNos that its page was told, oldest first. */
type Reach = (errNo: number) => Promise<number[]>;

interface Way {
  errNo: number;
  how: string;
  reach: Reach;
}

const button = (page: Page, name: string): Locator => top(page).getByRole('button', { name, exact: true });

async function paid(): Promise<{ orderId: string; outOrderNo: string }> {
  const ticket = await create(shop.sandbox, hotpot, 1);
  tell(shop.sandbox, ticket, 'paid');
  await shop.sandbox.idle();
  return ticket;
}

/** The codes of `bind:error` among the first so many events of the demo's pages. */
async function errorsIn(page: Page, count: number): Promise<number[]> {
  const events = await received(page, count);
  return events.filter(([name]) => name === 'error').map(([, detail]) => Number(detail.errNo));
}

/** The page of codes has a button for each of these. */
const onCodesPage =
  (taps: boolean): Reach =>
  async (errNo) => {
    await paid();
    await shop.sandbox.makeLegacyOrder();
    const page = await shop.visit({ page: `/${CODES}` });
    const card = page.locator(`#case-${errNo}`);
    const lines = card.locator('[role=log] [class*=line]');
    // One that waits for its goods, or has failed to get them, is tapped at once or after the first report.
    if (errNo === 21514) await lines.first().waitFor();
    if (taps) await card.locator('pay-button-sdk [role=button]').tap();
    await lines
      .filter({ hasText: new RegExp(`^${errNo} `) })
      .first()
      .waitFor();
    shop.sandbox.scenarios.release();
    const { received: all } = (await dataOf(page, CODES)) as { received: Record<string, string[]> };
    return (all[errNo] ?? []).map((line) => Number(line.split(' ')[0]));
  };

/** Buys in a scenario that the goods id names. */
const buying =
  (scenario: string, outcome?: string): Reach =>
  async () => {
    const page = await shop.visitGoods(`${HOTPOT}@${scenario}`);
    await openOrderPage(page);
    if (outcome === undefined) await submitButton(page).tap();
    else await payWith(page, outcome);
    return errorsIn(page, 2);
  };

const subject: Reach = async () => {
  const page = await shop.visitGoods(HOTPOT);
  shop.sandbox.chooseScenario('subject.server');
  await openOrderPage(page);
  return errorsIn(page, 1);
};

/** Taps the button of an order while a scenario holds for everything. */
const ordered =
  (scenario: string, label: '继续支付' | '申请退款'): Reach =>
  async () => {
    const { outOrderNo } = label === '继续支付' ? await create(shop.sandbox, hotpot, 1) : await paid();
    const page = await shop.visit({ page: `/${ORDER}?no=${outOrderNo}` });
    await button(page, label).waitFor();
    shop.sandbox.chooseScenario(scenario);
    await button(page, label).tap();
    return errorsIn(page, 1);
  };

const refunding: Reach = async () => {
  const { outOrderNo } = await paid();
  const page = await shop.visit({ page: `/${ORDER}?no=${outOrderNo}` });
  await button(page, '申请退款').tap();
  await onTop(page, 'pages/refund-apply/index');
  shop.sandbox.chooseScenario('refund.server');
  await top(page).getByRole('checkbox', { name: '不想要了' }).tap();
  await button(page, '提交申请').tap();
  return errorsIn(page, 2);
};

/** Looks at a refund: the button's own query, or that of the page behind it, fails. */
const looking =
  (scenario: string): Reach =>
  async () => {
    const { outOrderNo } = await paid();
    const options = { outOrderNo, refundInfo: { reason: ['不想要了'] }, goodsList: [{ goodsId: HOTPOT, goodsType: 1, quantity: 1 }] };
    const applied = await shop.sandbox.call('applyRefund', options);
    assert.ok(applied.ok, applied.errMsg);
    const page = await shop.visit({ page: `/${ORDER}?no=${outOrderNo}` });
    await button(page, '退款中').waitFor();
    shop.sandbox.chooseScenario(scenario);
    await button(page, '退款中').tap();
    return errorsIn(page, 1);
  };

const ways = (how: string, reach: Reach, ...errNos: number[]): Way[] => errNos.map((errNo) => ({ errNo, how, reach }));

const BUTTON: Way[] = [
  ...ways('as soon as the button is there', onCodesPage(false), 21500, 21501, 21502, 21503, 21504, 21505, 21506, 21507, 21508, 21509),
  ...ways('as soon as the button is there', onCodesPage(false), 21511, 21512, 21516, 21521),
  ...ways('at a tap', onCodesPage(true), 21510, 21513, 21514, 21515, 21522, 21523, 21524, 21533, 21534),
  ...ways('submitting 提单页', buying('preorder.refused'), 21517),
  ...ways('submitting 提单页', buying('preorder.invalid'), 21518),
  ...ways('opening 提单页', subject, 21536),
  ...ways('in the cashier', buying('cashier.failed', 'paid'), 10000),
  ...ways('in the cashier', buying('cashier.wechat-not-started', 'paid'), 10001),
  ...ways('in the cashier', buying('cashier.wechat-missing', 'paid'), 10002),
  ...ways('tapping 继续支付', ordered('order.server', '继续支付'), 21526),
  ...ways('tapping 继续支付', ordered('order.rejected', '继续支付'), 21527),
  ...ways('tapping 申请退款', ordered('order.server', '申请退款'), 21528),
  ...ways('tapping 申请退款', ordered('order.rejected', '申请退款'), 21529),
  ...ways('tapping 申请退款', ordered('order.no-goods', '申请退款'), 21530),
  ...ways('tapping 申请退款', ordered('order.nothing-refundable', '申请退款'), 21531),
  ...ways('tapping 退款中', looking('refund-detail.server'), 21532),
  ...ways('tapping 提交申请', refunding, 21535),
  ...ways('退款详情页 behind 退款中', looking('refund-detail.page-server'), 21537),
];

/** Ways by component. One that has none yet is counted, and has to be complete from its first way on. */
const WAYS: Partial<Record<ErrorComponent, Way[]>> = { 'pay-button': BUTTON, 'consume-card': [] };

for (const [component, table] of Object.entries(WAYS) as [ErrorComponent, Way[]][]) {
  for (const { errNo, how, reach } of table) {
    test(`[PB-ERROR-01] ${component} reports ${errNo}: ${how}`, async () => {
      shop.sandbox.reset();
      shop.sandbox.setLoggedIn(true);
      assert.ok((await reach(errNo)).includes(errNo));
    });
  }
  test(`every code of ${component} is reached in the browser`, (t) => {
    const documented = codesOf(component);
    const missing = documented.filter((errNo) => !table.some((way) => way.errNo === errNo));
    t.diagnostic(`${component}: codes reached / documented: ${documented.length - missing.length} / ${documented.length}`);
    if (table.length > 0) assert.deepEqual(missing, []);
    assert.deepEqual(
      table.map(({ errNo }) => errNo).filter((errNo) => !documented.includes(errNo)),
      [],
    );
  });
}
