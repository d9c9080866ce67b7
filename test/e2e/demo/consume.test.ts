/**
 * The coupon card on the demo's order page, before the sandbox: a shop redeems on the other side, time
 * passes, queries break.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { Coupon } from '../../../src/ports/merchant';
import { codes, hour, redeem, tonight } from '../../unit/sandbox/coupon-kit';
import type { Answer } from '../../unit/sandbox/kit';
import { scan } from '../scan';
import { violationsOf } from '../axe';
import { cardOn, paidOrder } from './card';
import { APPLY, button, DETAIL, onTop, received, receivedBy, Shop, toast, top } from './shop';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());
beforeEach(() => {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
});

const paid = (quantity: number, goods?: typeof tonight): Promise<Answer> =>
  paidOrder(shop.sandbox, quantity, goods);
const within = (part: Locator, name: string | RegExp): Locator => part.getByRole('button', { name });
const popup = (page: Page): Locator => page.getByRole('dialog', { name: '抖音码' });

async function visitCard(order: Answer, words: string | RegExp): Promise<Page> {
  const page = await shop.visitCard(order.outOrderNo);
  await cardOn(page).getByText(words).first().waitFor();
  return page;
}

const call = (page: Page, name: 'navigateTo' | 'navigateBack', options: object = {}): Promise<void> =>
  page.evaluate(
    ([api, given]) => (globalThis as unknown as { tt: Record<string, (o: object) => void> }).tt[api]!(given),
    [name, options] as const,
  );

const spaced = ({ code }: Coupon): string => code.replace(/(.{4})(?=.)/g, '$1 ');

test('[CC-CARD-03] [CC-SINGLE-01] [CC-QR-01] a paid order’s only code is on the card, and a scanner reads the link that the shop redeems by', async () => {
  const order = await paid(1);
  const page = await visitCard(order, '1份可用');
  const link = await scan(page, cardOn(page));
  const [only] = await codes(shop.sandbox, order);
  assert.equal(link, only?.qrPayload);
  await cardOn(page).getByText(spaced(only!)).waitFor();
  const prepared = shop.sandbox.prepare({ link });
  assert.equal(shop.sandbox.verify(prepared).results[0]?.resultCode, 0);
  await within(cardOn(page), '刷新').tap();
  await cardOn(page).getByText('已核销').waitFor();
  assert.deepEqual(await received(page, 1), [['consume', { orderId: order.outOrderNo }]]);
  assert.equal(await scan(page), undefined);
  assert.deepEqual(await violationsOf(page), []);
});

test('[CC-CONSUME-01] [CC-CONSUME-05] [CC-CONSUME-07] [CC-CONSUME-09] two of three are redeemed in turn while the list is open: it follows without a reload, and bind:consume comes twice', async () => {
  const order = await paid(3);
  const page = await visitCard(order, '3份可用');
  await within(cardOn(page), '查看券码').tap();
  await popup(page).getByText('3份可用').waitFor();
  for (const [index, left] of ['2份可用', '1份可用'].entries()) {
    await redeem(shop.sandbox, order, index);
    await popup(page).getByText(left).waitFor();
  }
  assert.deepEqual(
    (await received(page, 2)).map(([name]) => name),
    ['consume', 'consume'],
  );
  await within(popup(page), '关闭').tap();
  await cardOn(page).getByText('1份可用').waitFor();
  const left = (await codes(shop.sandbox, order)).find(({ state }) => state === 'usable');
  await toast(page).waitFor({ state: 'detached' });
  assert.equal(await scan(page, cardOn(page)), left?.qrPayload, 'the last one is there to be scanned');
});

test('[CC-REFRESH-01] [CC-CONSUME-01] a redemption while the page is hidden is caught when it is shown', async () => {
  const order = await paid(2);
  const page = await visitCard(order, '2份可用');
  await call(page, 'navigateTo', { url: '/pages/log/index' });
  await onTop(page, 'pages/log/index');
  await redeem(shop.sandbox, order);
  assert.deepEqual(await receivedBy(page), []);
  await call(page, 'navigateBack');
  await cardOn(page).getByText('1份可用').waitFor();
  assert.deepEqual(await received(page, 1), [['consume', { orderId: order.outOrderNo }]]);
});

test('[CC-CONSUME-04] a redemption that the shop takes back makes the code usable again', async () => {
  const order = await paid(1);
  const page = await visitCard(order, '1份可用');
  const { verifyId } = await redeem(shop.sandbox, order);
  await within(cardOn(page), '刷新').tap();
  await cardOn(page).getByText('已核销').waitFor();
  shop.sandbox.undo({ verifyId });
  await within(cardOn(page), '刷新').tap();
  await cardOn(page).getByText('1份可用').waitFor();
  await toast(page).waitFor({ state: 'detached' });
  assert.equal(await scan(page, cardOn(page)), (await codes(shop.sandbox, order))[0]?.qrPayload);
  assert.equal((await receivedBy(page)).length, 1);
});

test('[CC-STATE-05] [CC-CONSUME-08] time passes on the server: the code expires on the card, and its QR code is gone', async () => {
  const order = await paid(1, tonight);
  const page = await visitCard(order, '1份可用');
  await shop.sandbox.advance(3 * hour);
  await within(cardOn(page), '刷新').tap();
  await cardOn(page).getByText('已过期').waitFor();
  assert.equal(await scan(page), undefined);
  assert.deepEqual(await receivedBy(page), []);
});

test('[CC-LOAD-03] [CC-LOAD-05] [CC-ERROR-01] coupons.server: 21540 with the log id, and a refresh that brings the codes', async () => {
  const order = await paid(1);
  shop.sandbox.chooseScenario('coupons.server');
  const page = await visitCard(order, '系统错误');
  const [[name, { errNo, errLogId }]] = (await received(page, 1)) as [[string, Record<string, unknown>]];
  assert.deepEqual([name, errNo, errLogId], ['error', 21540, '20261125194501C0DE21540']);
  shop.sandbox.chooseScenario(null);
  await within(cardOn(page), '刷新').tap();
  await cardOn(page).getByText('1份可用').waitFor();
});

test('[CC-REFUND-07] [CC-PASS-02] [CC-BINDREFUND-01] [CC-BINDREFUND-02] [CC-REFRESH-04] one of three units is refunded from the card', async () => {
  const order = await paid(3);
  const page = await visitCard(order, '3份可用');
  await top(page).getByRole('checkbox').first().tap();
  await within(cardOn(page), /^申请退款/).tap();
  await onTop(page, APPLY);
  await top(page).getByRole('checkbox', { name: '不想要了' }).tap();
  await button(page, '提交申请').tap();
  await onTop(page, DETAIL);
  const [refund] = shop.sandbox.refunds.list();
  assert.deepEqual(await received(page, 1), [
    [
      'refund',
      {
        status: 'success',
        result: { refundId: refund?.refundId, outRefundNo: refund?.outRefundNo, orderId: order.orderId },
      },
    ],
  ]);
  await call(page, 'navigateBack');
  await cardOn(page).getByText('2份可用').waitFor();
  await within(cardOn(page), '查看券码').tap();
  await within(popup(page), /^退款中/).tap();
  await onTop(page, DETAIL);
});

describe('codes of the queries', () => {
  for (const [rule, scenario, errNo] of [
    ['CC-REFUND-01', 'order.server', 21528],
    ['CC-REFUND-02', 'order.rejected', 21529],
    ['CC-REFUND-03', 'order.no-goods', 21530],
    ['CC-REFUND-04', 'order.nothing-refundable', 21531],
  ] as const) {
    test(`[${rule}] ${scenario}: ${errNo}, nothing opens, and the card goes on`, async () => {
      const page = await visitCard(await paid(2), '2份可用');
      shop.sandbox.chooseScenario(scenario);
      await within(cardOn(page), /^申请退款/).tap();
      const [first] = await received(page, 1);
      assert.deepEqual([first?.[0], first?.[1].errNo], ['error', errNo]);
      shop.sandbox.chooseScenario(null);
      await within(cardOn(page), /^申请退款/).tap();
      await onTop(page, APPLY);
    });
  }

  test('[CC-REFUND-16] [CC-BINDREFUND-03] refund.refused: 21535, then bind:refund fail', async () => {
    const page = await visitCard(await paid(1), '1份可用');
    await within(cardOn(page), /^申请退款/).tap();
    await onTop(page, APPLY);
    shop.sandbox.chooseScenario('refund.refused');
    await top(page).getByRole('checkbox', { name: '不想要了' }).tap();
    await button(page, '提交申请').tap();
    const events = await received(page, 2);
    shop.sandbox.chooseScenario(null);
    assert.deepEqual(
      events.map(([name, { errNo, status }]) => [name, errNo ?? status]),
      [
        ['error', 21535],
        ['refund', 'fail'],
      ],
    );
  });
});

test('every case side by side: what each card says, and no violation', async () => {
  const page = await shop.visit({ page: '/pages/cards/index' });
  // First, as a question that is never answered ends after its time.
  await page.locator('#case-loading').getByRole('status', { name: '正在加载券码' }).waitFor();
  for (const [id, words] of [
    ['several', '3份可用'],
    ['refund-failed', '退款失败'],
    ['hundred', '100份可用'],
    ['times', '剩余次数 3/5'],
    ['failing', '系统错误'],
    ['redeemed', '没有可用的券码'],
    ['refunding', '退款中'],
    ['refunded', '已退款'],
    ['expired', '已过期'],
    ['not-started', '未到使用时间'],
    ['unpaid', '订单支付后可查看券码'],
    ['none', '没有可用的券码'],
    ['invalid', '订单号有误'],
  ] as const) {
    await page.locator(`#case-${id}`).getByText(words).first().waitFor();
  }
  assert.deepEqual(await violationsOf(page), []);
});

test('D4: a code that is redeemed at the counter is shown as redeemed by the push alone, while no look is due', async () => {
  const order = await paid(1);
  const page = await visitCard(order, '1份可用');
  await page.clock.install();
  // The next look is set by a clock that stands still.
  await page.waitForRequest(/\/merchant\/coupons\?/);
  await page.clock.pauseAt(Date.now() + 500);
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  await redeem(shop.sandbox, order);
  const redeemed = cardOn(page).getByText('已核销');
  for (let step = 0; step < 10 && !(await redeemed.isVisible()); step++) {
    await page.waitForResponse(/\/merchant\/(changes|coupons)/).catch(() => undefined);
    await page.clock.runFor(50);
  }
  await redeemed.waitFor();
  assert.deepEqual(await received(page, 1), [['consume', { orderId: order.outOrderNo }]]);
  assert.deepEqual(
    asked.filter((path) => path === '/merchant/coupons').length,
    1,
    `the card asked once, after the push: ${asked.join(', ')}`,
  );
});
