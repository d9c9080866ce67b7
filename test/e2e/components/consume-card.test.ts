/**
 * The coupon card in the browser: every case of contract consume-card §4, before a merchant of the test's
 * own.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { violationsOf } from '../axe';
import { onTop, Shop } from '../demo/shop';
import { scan } from '../scan';
import { CARDS, cardOf, coupon, coupons, FILES, pageOf, type Plan, type Plans } from './consume-card-program';
import { APPLY, DETAIL } from './refund-program';

let shop: Shop;
before(async () => {
  shop = await Shop.open({ files: FILES });
});
after(() => shop.close());

const visit = (plans: Plans): Promise<Page> => shop.visit(pageOf(plans));

/** A page with one card, of order `o`, that has its answer. */
async function one(plan: Plan): Promise<{ page: Page; card: Locator }> {
  const page = await visit({ o: plan });
  await page.waitForFunction(() => (globalThis as unknown as Sim).getApp().world.asked.length > 0);
  return { page, card: cardOf(page, 'o') };
}

interface World {
  plans: Plans;
  asked: string[];
}
interface Sim {
  getApp(): { world: World };
  tt: { getScreenBrightness(options: object): void; getClipboardData(options: object): void };
  __tradeSim: {
    pages(): { route: string; data: { events: { type: string; detail: Record<string, unknown> }[] } }[];
  };
}

const change = (page: Page, plan: Plan): Promise<void> =>
  page.evaluate((next) => void ((globalThis as unknown as Sim).getApp().world.plans.o = next), plan);
const events = (page: Page): Promise<{ type: string; detail: Record<string, unknown> }[]> =>
  page.evaluate(() => (globalThis as unknown as Sim).__tradeSim.pages()[0]!.data.events);
const brightness = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise((resolve) =>
        (globalThis as unknown as Sim).tt.getScreenBrightness({
          success: ({ value }: { value: number }) => resolve(value),
        }),
      ),
  );
const button = (card: Locator, name: string | RegExp): Locator => card.getByRole('button', { name });
const popup = (page: Page): Locator => page.getByRole('dialog', { name: '抖音码' });
const large = (page: Page): Locator => page.getByRole('dialog', { name: '请向店员出示二维码或券码' });
const style = (element: Locator, name: string): Promise<string> =>
  element.evaluate((node, wanted) => getComputedStyle(node).getPropertyValue(wanted), name);

describe('the cases', () => {
  test('[CC-SEVERAL-01] [CC-SEVERAL-02] [CC-SEVERAL-03] several usable: 3份可用, the first code, 查看券码 and 申请退款, no QR code', async () => {
    const { page, card } = await one({ coupons: coupons(3) });
    await card.getByText('3份可用').waitFor();
    await card.getByText('1046 7868 7451 378').waitFor();
    await button(card, '查看券码').waitFor();
    await button(card, /^申请退款/).waitFor();
    assert.equal(await card.locator('tt-image').count(), 0);
    assert.deepEqual(await violationsOf(page), []);
  });

  test('[CC-SINGLE-01] [CC-QR-01] one code: its text, and a QR code that two scanners read off the screenshot', async () => {
    const only = coupon(4);
    const { page, card } = await one({ coupons: [only] });
    await card.getByText('1046 7868 7451 382').waitFor();
    assert.equal(await scan(page), only.qrPayload);
    assert.deepEqual(await violationsOf(page), []);
  });

  test('[CC-SINGLE-02] [CC-SINGLE-03] [CC-SINGLE-04] [CC-SINGLE-05] a refund that failed: usable, not greyed, its tag opens 退款详情页', async () => {
    const only = coupon(1, { state: 'refundFailed', outRefundNo: 'refund-9' });
    const { page, card } = await one({ coupons: [only] });
    await card.getByText('1份可用').waitFor();
    assert.equal(await scan(page), only.qrPayload);
    const digits = card.getByText('1046 7868 7451 379');
    assert.deepEqual(
      [await style(digits, 'color'), await style(digits, 'text-decoration-line')],
      [await style(card.getByRole('heading'), 'color'), 'none'],
    );
    await button(card, /^申请退款/).waitFor();
    await button(card, /^退款失败/).tap();
    await onTop(page, DETAIL);
    await page.getByText('refund-9').waitFor();
    assert.deepEqual(await events(page), []);
  });

  test('[CC-LOAD-02] loading: a skeleton that says so', async () => {
    const { page, card } = await one({ coupons: [], slow: true });
    await card.getByRole('status', { name: '正在加载券码' }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
  });

  test('[CC-LOAD-03] [CC-LOAD-04] [CC-LOAD-05] [CC-ERROR-01] a system error: 21540 with its log id, a placeholder, and a refresh that brings the codes', async () => {
    const { page, card } = await one({ coupons: coupons(1), down: true });
    await card.getByRole('alert').getByText('系统错误').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await button(card, '刷新').tap();
    await page.waitForFunction(
      () => (globalThis as unknown as Sim).__tradeSim.pages()[0]!.data.events.length === 2,
    );
    const failure = { type: 'error', detail: { errNo: 21540, errMsg: 'down', errLogId: 'log-1' } };
    assert.deepEqual(
      (await events(page)).map(({ type, detail: { errNo, errMsg, errLogId } }) => ({
        type,
        detail: { errNo, errMsg, errLogId },
      })),
      [failure, failure],
    );
    await change(page, { coupons: coupons(1) });
    await button(card, '刷新').tap();
    await card.getByText('1份可用').waitFor();
  });

  /** A line through a code says that it is void for good. */
  const GREY: [
    rules: string,
    word: string,
    line: 'line-through' | 'none',
    part: Partial<ReturnType<typeof coupon>>,
  ][] = [
    ['CC-STATE-01', '退款中', 'none', { state: 'refunding', outRefundNo: 'r-1' }],
    ['CC-STATE-03', '已核销', 'line-through', { state: 'redeemed' }],
    ['CC-STATE-04', '已退款', 'line-through', { state: 'refunded', outRefundNo: 'r-1' }],
    ['CC-STATE-05', '已过期', 'line-through', { validFrom: Date.now() - 9e6, validTo: Date.now() - 6e6 }],
    ['CC-STATE-05', '未到使用时间', 'none', { validFrom: Date.now() + 9e6 }],
  ];
  for (const [rules, word, line, part] of GREY) {
    test(`[${rules}] ${word}: greyed${line === 'none' ? '' : ' and struck through'}, no QR code on the screen, not counted`, async () => {
      const { page, card } = await one({ coupons: [coupon(1, part)], refundableQuantity: 0 });
      await card.getByText(word).waitFor();
      await card.getByText('没有可用的券码').waitFor();
      const digits = card.getByText('1046 7868 7451 379');
      assert.deepEqual(
        [await style(digits, 'color'), await style(digits, 'text-decoration-line')],
        ['rgb(107, 109, 118)', line],
      );
      assert.equal(await button(card, /^申请退款/).count(), 0);
      assert.equal(await scan(page), undefined);
      assert.deepEqual(await violationsOf(page), []);
    });
  }

  test('[CC-STATE-02] a tap on a code under refund opens 退款详情页', async () => {
    const { page, card } = await one({
      coupons: [coupon(1, { state: 'refunding', outRefundNo: 'refund-9' })],
    });
    await card.getByText('1046 7868 7451 379').tap();
    await onTop(page, DETAIL);
  });

  test('[CC-STATE-06] an order that is not paid shows no code', async () => {
    const { page, card } = await one({ coupons: coupons(1), paid: false });
    await card.getByText('订单支付后可查看券码').waitFor();
    assert.equal(await button(card, /./).count(), 0);
    assert.equal(await scan(page), undefined);
  });

  test('[CC-ENTRY-01] 申请退款 comes and goes with the refundable quantity', async () => {
    const { page, card } = await one({ coupons: coupons(2), refundableQuantity: 1 });
    await button(card, /^申请退款/).waitFor();
    await change(page, { coupons: coupons(2), refundableQuantity: 0 });
    await button(card, '刷新').tap();
    await button(card, /^申请退款/).waitFor({ state: 'detached' });
  });
});

describe('the popup', () => {
  async function opened(
    count: number,
  ): Promise<{ page: Page; box: { y: number; height: number }; height: number }> {
    const { page, card } = await one({ coupons: coupons(1), many: count });
    await button(card, '查看券码').tap();
    await popup(page).waitFor();
    const box = (await popup(page).boundingBox())!;
    return { page, box, height: page.viewportSize()!.height };
  }

  test('[CC-POPUP-01] lists every code with its state', async () => {
    const { page, card } = await one({
      coupons: [
        coupon(1),
        coupon(2, { state: 'redeemed' }),
        coupon(3, { state: 'refundFailed', outRefundNo: 'r' }),
      ],
    });
    await button(card, '查看券码').tap();
    const items = popup(page).getByRole('listitem');
    await items.first().waitFor();
    const texts = (await items.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    for (const [index, wanted] of [
      /1046 7868 7451 379.*待使用/,
      /1046 7868 7451 380.*已核销/,
      /1046 7868 7451 381.*退款失败/,
    ].entries())
      assert.match(texts[index]!, wanted);
    assert.deepEqual(await violationsOf(page), []);
    await button(popup(page), '关闭').tap();
    await popup(page).waitFor({ state: 'detached' });
  });

  test('[CC-POPUP-02] with one code it has its minimum height, 40 % of the window', async () => {
    const { box, height } = await opened(1);
    assert.ok(Math.abs(box.height - 0.4 * height) < 1, `${box.height} of ${height}`);
    assert.ok(Math.abs(box.y + box.height - height) < 1, 'it stands on the ground');
  });

  test('[CC-POPUP-03] with many codes it stops growing at 80 % and scrolls to the last one; the page behind stays', async () => {
    const { page, box, height } = await opened(100);
    assert.ok(Math.abs(box.height - 0.8 * height) < 1, `${box.height} of ${height}`);
    const last = popup(page).getByText('1046 7868 7451 477');
    await last.scrollIntoViewIfNeeded();
    const at = (await last.boundingBox())!;
    assert.ok(at.y > box.y && at.y + at.height <= height, 'the last code can be seen');
    // Neither the mask nor the head of the list scroll anything, and the end of the list does not scroll the
    // page.
    assert.equal(await style(page.locator('consume-card-sdk [class*=mask]'), 'touch-action'), 'none');
    assert.equal(await style(popup(page).locator('[class*=popup-head]'), 'touch-action'), 'none');
    assert.equal(await style(popup(page).locator('tt-scroll-view'), 'overscroll-behavior-y'), 'contain');
  });
});

describe('the large code', () => {
  test('[CC-QR-01] a tap shows it large on a bright screen, a scanner reads it; closed, the screen is as it was', async () => {
    const only = coupon(7);
    const { page, card } = await one({ coupons: [only] });
    await button(card, '券码二维码，点按放大').tap();
    await large(page).waitFor();
    await page.waitForFunction(
      () =>
        new Promise((resolve) =>
          (globalThis as unknown as Sim).tt.getScreenBrightness({
            success: ({ value }: { value: number }) => resolve(value === 1),
          }),
        ),
    );
    assert.equal(await scan(page, large(page)), only.qrPayload);
    assert.deepEqual(await violationsOf(page), []);
    await button(large(page), '关闭').tap();
    await large(page).waitFor({ state: 'detached' });
    assert.equal(await brightness(page), 0.5);
  });

  test('[CC-QR-01] each of several is shown from the list, and reads as its own', async () => {
    const three = coupons(3);
    const { page, card } = await one({ coupons: three });
    await button(card, '查看券码').tap();
    for (const index of [0, 2]) {
      await popup(page).getByText('出示').nth(index).tap();
      assert.equal(await scan(page, large(page)), three[index]!.qrPayload);
      await button(large(page), '关闭').tap();
      await large(page).waitFor({ state: 'detached' });
    }
  });

  test('a code is copied without its spaces, by tap and by keyboard', async () => {
    const { page, card } = await one({ coupons: [coupon(7)] });
    await button(card, /^复制/).focus();
    await page.keyboard.press('Enter');
    await page.getByText('券码已复制').waitFor();
    const copied = await page.evaluate(
      () =>
        new Promise((resolve) =>
          (globalThis as unknown as Sim).tt.getClipboardData({
            success: ({ data }: { data: string }) => resolve(data),
          }),
        ),
    );
    assert.equal(copied, '104678687451385');
  });
});

describe('redeemed before the user’s eyes', () => {
  test('[CC-CONSUME-01] [CC-CONSUME-02] [CC-CONSUME-09] [CC-REFRESH-03] one of several, with the list open: list, card and bind:consume follow', async () => {
    const { page, card } = await one({ coupons: coupons(3) });
    await button(card, '查看券码').tap();
    await popup(page).getByText('3份可用').waitFor();
    await change(page, { coupons: [coupon(0), coupon(1, { state: 'redeemed' }), coupon(2)] });
    await popup(page).getByText('已核销').waitFor();
    await popup(page).getByText('2份可用').waitFor();
    const [told, ...more] = await events(page);
    assert.deepEqual([told?.type, told?.detail.orderId, more], ['consume', 'o', []]);
    await button(popup(page), '关闭').tap();
    await card.getByText('2份可用').waitFor();
  });

  test('[CC-CONSUME-09] the large code gives way to 已核销', async () => {
    const { page, card } = await one({ coupons: coupons(1) });
    await button(card, '券码二维码，点按放大').tap();
    await large(page).waitFor();
    await change(page, { coupons: coupons(1, { state: 'redeemed' }), refundableQuantity: 0 });
    await large(page).getByRole('alert').getByText('已核销').waitFor();
    assert.equal(await scan(page), undefined);
    assert.equal(await brightness(page), 0.5);
  });
});

describe('refunds', () => {
  test('[CC-REFUND-06] [CC-REFUND-07] [CC-BINDREFUND-01] [CC-REFRESH-04] from the card to 退款申请页 and back: bind:refund, fresh codes', async () => {
    const { page, card } = await one({ coupons: coupons(2) });
    await button(card, /^申请退款/).tap();
    await onTop(page, APPLY);
    await page.getByRole('checkbox', { name: '不想要了' }).tap();
    await change(page, {
      coupons: [coupon(0, { state: 'refunding', outRefundNo: 'refund-1' }), coupon(1)],
      refundableQuantity: 1,
    });
    await page.getByRole('button', { name: '提交申请' }).tap();
    await onTop(page, DETAIL);
    assert.deepEqual(
      (await events(page)).map(({ type, detail }) => [type, detail.status]),
      [['refund', 'success']],
    );
    await page.evaluate(() =>
      (globalThis as unknown as { tt: { navigateBack(options: object): void } }).tt.navigateBack({}),
    );
    await onTop(page, CARDS);
    await card.getByText('1份可用').waitFor();
  });

  test('[CC-REFUND-02] a refused order query is 21529 on the card, which stays usable', async () => {
    const { page, card } = await one({ coupons: coupons(2), noOrder: true });
    await button(card, /^申请退款/).tap();
    await page.waitForFunction(
      () => (globalThis as unknown as Sim).__tradeSim.pages()[0]!.data.events.length > 0,
    );
    assert.equal((await events(page))[0]?.detail.errNo, 21529);
    await button(card, /^申请退款/).waitFor();
  });
});

describe('small screens, large letters and the theme', () => {
  test('320 px and letters twice as large: nothing is wider than the screen', async () => {
    const page = await shop.visit(
      pageOf({ o: { coupons: coupons(3) }, p: { coupons: coupons(1, { usableTimes: 3, totalTimes: 5 }) } }),
      {
        viewport: { width: 320, height: 568 },
      },
    );
    await cardOf(page, 'p').getByText('1份可用').waitFor();
    await page.addStyleTag({ content: 'consume-card-sdk * { font-size: 30px !important; }' });
    const wide = await page
      .locator('consume-card-sdk *')
      .evaluateAll((all) =>
        all
          .filter(
            (element) =>
              element.getBoundingClientRect().right > innerWidth + 0.5 ||
              (element.scrollWidth > element.clientWidth + 1 &&
                element.clientWidth > 0 &&
                getComputedStyle(element).overflowX === 'visible' &&
                element.tagName === 'TT-VIEW'),
          )
          .map((element) => element.outerHTML.slice(0, 120)),
      );
    assert.deepEqual(wide, []);
    for (const target of await page.locator('consume-card-sdk [role=button]').all()) {
      const box = await target.boundingBox();
      assert.ok(box && box.height >= 44 && box.width >= 44, 'every control can be hit with a finger');
    }
  });

  test('[CC-PROP-06] getThemeConfig colours and rounds the card’s buttons', async () => {
    const themed = await Shop.open({
      files: {
        ...FILES,
        'app.js': FILES['app.js']!.replace(
          'App({ world });',
          "App({ world, getThemeConfig: () => ({ backgroundColor: '#0b6b4f', fontColor: '#fefefe', borderRadius: '22px' }) });",
        ),
      },
    });
    try {
      const page = await themed.visit(pageOf({ o: { coupons: coupons(3) } }));
      const main = button(cardOf(page, 'o'), '查看券码');
      await main.waitFor();
      assert.deepEqual(
        [
          await style(main, 'background-color'),
          await style(main, 'color'),
          await style(main, 'border-top-left-radius'),
        ],
        ['rgb(11, 107, 79)', 'rgb(254, 254, 254)', '22px'],
      );
    } finally {
      await themed.close();
    }
  });
});
