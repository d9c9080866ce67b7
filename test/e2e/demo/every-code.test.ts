/**
 * Every errNo of a component, reached through the real component in the browser. The table is complete by the
 * contract's own list: a code that is added there has to be reached here.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { codesOf, type ErrorComponent } from '../../../src/contract/errors';
import { create, hotpot } from '../../unit/sandbox/kit';
import { cardOn, paidOrder } from './card';
import {
  APPLY,
  button,
  HOTPOT,
  onTop,
  openOrderPage,
  payWith,
  type Received,
  received,
  receivedBy,
  Shop,
  submitButton,
  top,
} from './shop';

const CODES = 'pages/codes/index';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());

/** `detail` of a `bind:error`. */
type Told = Received[1];

/** Makes a component report; answers what its page was told by `bind:error`, oldest first. */
type Reach = (errNo: number) => Promise<Told[]>;

interface Way {
  errNo: number;
  how: string;
  reach: Reach;
}

/** What is pressed on the order page: its own button, or one of the card. */
interface Find {
  (page: Page): Locator;
  onCard?: boolean;
}

const onBar =
  (label: '继续支付' | '申请退款' | '退款中'): Find =>
  (page) =>
    button(page, label);
const onCard = (label: '申请退款' | '退款中'): Find =>
  Object.assign((page: Page) => cardOn(page).getByRole('button', { name: new RegExp(`^${label}`) }), {
    onCard: true,
  });

/** The page of an order, with 申请退款 where `find` looks for it. */
const visit = (find: Find, outOrderNo: string): Promise<Page> =>
  find.onCard ? shop.visitCard(outOrderNo) : shop.visitOrder(outOrderNo);

const paid = (): ReturnType<typeof paidOrder> => paidOrder(shop.sandbox, 1);

const errors = (events: Received[]): Told[] =>
  events.filter(([name]) => name === 'error').map(([, detail]) => detail);

/** What `bind:error` brought among the first so many events of the demo's pages. */
const errorsIn = async (page: Page, count: number): Promise<Told[]> => errors(await received(page, count));

/** The page of codes has a row for each of these, which shows what its button or card has reported. */
const onCodesPage =
  (kind: 'case' | 'card', press?: (row: Locator) => Locator): Reach =>
  async (errNo) => {
    await paid();
    await shop.sandbox.makeLegacyOrder();
    const page = await shop.visit({ page: `/${CODES}` });
    const row = page.locator(`#${kind}-${errNo}`);
    const lines = row.locator('[role=log] [class*=line]');
    // One that waits for its goods, or has failed to get them, is tapped at once or after the first report.
    if (errNo === 21514) await lines.first().waitFor();
    if (press) await press(row).tap();
    await lines
      .filter({ hasText: new RegExp(`^${errNo} `) })
      .first()
      .waitFor();
    shop.sandbox.scenarios.release();
    return errors(await receivedBy(page));
  };

const payButton = (row: Locator): Locator => row.locator('pay-button-sdk [role=button]');
const applyOnCard = (row: Locator): Locator => row.getByRole('button', { name: /^申请退款/ });

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

/** Taps something of an order while a scenario holds for everything. */
const ordered =
  (scenario: string, find: Find, order: () => Promise<{ outOrderNo: string }> = paid): Reach =>
  async () => {
    const { outOrderNo } = await order();
    const page = await visit(find, outOrderNo);
    await find(page).waitFor();
    shop.sandbox.chooseScenario(scenario);
    await find(page).tap();
    return errorsIn(page, 1);
  };

const continuing = (scenario: string): Reach =>
  ordered(scenario, onBar('继续支付'), () => create(shop.sandbox, hotpot, 1));

const refunding =
  (find: Find): Reach =>
  async () => {
    const { outOrderNo } = await paid();
    const page = await visit(find, outOrderNo);
    await find(page).tap();
    await onTop(page, APPLY);
    shop.sandbox.chooseScenario('refund.server');
    await top(page).getByRole('checkbox', { name: '不想要了' }).tap();
    await button(page, '提交申请').tap();
    return errorsIn(page, 2);
  };

/** Looks at a refund: the component's own query, or that of the page behind it, fails. */
const looking = (scenario: string, find: Find): Reach =>
  ordered(scenario, find, async () => {
    const order = await paid();
    const options = {
      outOrderNo: order.outOrderNo,
      refundInfo: { reason: ['不想要了'] },
      goodsList: [{ goodsId: HOTPOT, goodsType: 1, quantity: 1 }],
    };
    const applied = await shop.sandbox.call('applyRefund', options);
    assert.ok(applied.ok, applied.errMsg);
    return order;
  });

/** The codes of an order are asked for as soon as its page is there. */
const asking: Reach = async () => {
  const { outOrderNo } = await paid();
  shop.sandbox.chooseScenario('coupons.server');
  return errorsIn(await shop.visitOrder(outOrderNo), 1);
};

const ways = (how: string, reach: Reach, ...errNos: number[]): Way[] =>
  errNos.map((errNo) => ({ errNo, how, reach }));

const BUTTON: Way[] = [
  ...ways(
    'as soon as the button is there',
    onCodesPage('case'),
    21500,
    21501,
    21502,
    21503,
    21504,
    21505,
    21506,
    21507,
    21508,
    21509,
  ),
  ...ways('as soon as the button is there', onCodesPage('case'), 21511, 21512, 21516, 21521),
  ...ways(
    'at a tap',
    onCodesPage('case', payButton),
    21510,
    21513,
    21514,
    21515,
    21522,
    21523,
    21524,
    21533,
    21534,
  ),
  ...ways('submitting 提单页', buying('preorder.refused'), 21517),
  ...ways('submitting 提单页', buying('preorder.invalid'), 21518),
  ...ways('opening 提单页', subject, 21536),
  ...ways('in the cashier', buying('cashier.failed', 'paid'), 10000),
  ...ways('in the cashier', buying('cashier.wechat-not-started', 'paid'), 10001),
  ...ways('in the cashier', buying('cashier.wechat-missing', 'paid'), 10002),
  ...ways('tapping 继续支付', continuing('order.server'), 21526),
  ...ways('tapping 继续支付', continuing('order.rejected'), 21527),
  ...ways('tapping 申请退款', ordered('order.server', onBar('申请退款')), 21528),
  ...ways('tapping 申请退款', ordered('order.rejected', onBar('申请退款')), 21529),
  ...ways('tapping 申请退款', ordered('order.no-goods', onBar('申请退款')), 21530),
  ...ways('tapping 申请退款', ordered('order.nothing-refundable', onBar('申请退款')), 21531),
  ...ways('tapping 退款中', looking('refund-detail.server', onBar('退款中')), 21532),
  ...ways('tapping 提交申请', refunding(onBar('申请退款')), 21535),
  ...ways('退款详情页 behind 退款中', looking('refund-detail.page-server', onBar('退款中')), 21537),
];

const CARD: Way[] = [
  ...ways('as soon as the card is there', onCodesPage('card'), 21522, 21540),
  ...ways('as soon as the order page is there', asking, 21540),
  ...ways('tapping 申请退款 on the page of codes', onCodesPage('card', applyOnCard), 21533, 21534),
  ...ways('tapping 申请退款', ordered('order.server', onCard('申请退款')), 21528),
  ...ways('tapping 申请退款', ordered('order.rejected', onCard('申请退款')), 21529),
  ...ways('tapping 申请退款', ordered('order.no-goods', onCard('申请退款')), 21530),
  ...ways('tapping 申请退款', ordered('order.nothing-refundable', onCard('申请退款')), 21531),
  ...ways('tapping the tag 退款中', looking('refund-detail.server', onCard('退款中')), 21532),
  ...ways('tapping 提交申请', refunding(onCard('申请退款')), 21535),
  ...ways('退款详情页 behind the tag 退款中', looking('refund-detail.page-server', onCard('退款中')), 21537),
];

/** Ways by component, with the rule on what its `bind:error` carries and the texts that this rule names. */
const WAYS: [component: ErrorComponent, rule: string, texts: string[], table: Way[]][] = [
  ['pay-button', 'PB-ERROR-01', ['errMsg'], BUTTON],
  ['consume-card', 'CC-ERROR-01', ['errMsg', 'errLogId'], CARD],
];

for (const [component, rule, texts, table] of WAYS) {
  for (const { errNo, how, reach } of table) {
    test(`[${rule}] ${component} reports ${errNo}: ${how}`, async () => {
      shop.sandbox.reset();
      shop.sandbox.setLoggedIn(true);
      const told = (await reach(errNo)).find((detail) => detail.errNo === errNo);
      assert.ok(told);
      for (const text of texts) assert.equal(typeof told[text], 'string', text);
    });
  }
  test(`every code of ${component} is reached in the browser`, (t) => {
    const documented = codesOf(component);
    const missing = documented.filter((errNo) => !table.some((way) => way.errNo === errNo));
    t.diagnostic(
      `${component}: codes reached / documented: ${documented.length - missing.length} / ${documented.length}`,
    );
    assert.deepEqual(missing, []);
    assert.deepEqual(
      table.map(({ errNo }) => errNo).filter((errNo) => !documented.includes(errNo)),
      [],
    );
  });
}
