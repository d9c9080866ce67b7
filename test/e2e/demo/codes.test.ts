import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import {
  cashier,
  dataOf,
  HOTPOT,
  openOrderPage,
  payWith,
  received,
  receivedBy,
  routesOf,
  Shop,
  submitButton,
  toast,
} from './shop';

const CODES = 'pages/codes/index';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());

const card = (page: Page, code: number): Locator => page.locator(`#case-${code}`);
const button = (page: Page, code: number): Locator =>
  card(page, code).locator('pay-button-sdk [role=button]');
const log = (page: Page, code: number): Locator => card(page, code).getByRole('log');

/** What the button of that code has reported, newest first. */
async function reported(page: Page, code: number, count: number): Promise<string[]> {
  await log(page, code)
    .locator('.code, [class*=code]')
    .nth(count - 1)
    .waitFor();
  const { received: all } = (await dataOf(page, CODES)) as { received: Record<string, string[]> };
  return all[code] ?? [];
}

const codesOf = (lines: string[]): number[] => lines.map((line) => Number(line.split(' ')[0]));

/**
 * Codes that come as soon as the button is there, with the rules that say so and what the errMsg must tell.
 */
const AT_ONCE: [rules: string, code: number, text: RegExp][] = [
  ['PB-MODE-02', 21500, /mode should be/],
  ['PB-GOODSID-01', 21501, /goods-id should be/],
  ['PB-GOODSTYPE-01', 21502, /goods-type should be/],
  ['PB-BIND-01', 21503, /getgoodsinfo/],
  ['PB-BIND-02', 21504, /placeorder/],
  ['PB-INIT-12', 21505, /./],
  ['PB-INIT-13', 21506, /./],
  ['PB-INIT-14', 21507, /./],
  ['PB-INIT-15', 21508, /./],
  ['PB-GETGOODS-03', 21509, /商品服务不可用/],
  ['PB-LABEL-06', 21511, /REFUND_ANYTIME/],
  ['PB-GETGOODS-05] [PB-GETGOODS-06', 21512, /getGoodsInfo should be object, but got undefined/],
  ['PB-BIND-03', 21516, /bind:pay/],
];

describe('codes that need no tap', () => {
  let page: Page;
  before(async () => {
    page = await shop.visit({ page: `/${CODES}` });
  });

  for (const [rules, code, text] of AT_ONCE) {
    test(`[${rules}] [PB-ERROR-01] ${code} reaches bind:error of the page, once`, async () => {
      const lines = await reported(page, code, 1);
      assert.deepEqual(codesOf(lines), [code]);
      assert.match(lines[0]!, text);
    });
  }

  test('[PB-TAP-90] a tap on a button that failed its check reports the same code again', async () => {
    await button(page, 21500).tap();
    assert.deepEqual(codesOf(await reported(page, 21500, 2)), [21500, 21500]);
  });
});

describe('codes of a tap', () => {
  let page: Page;
  before(async () => {
    page = await shop.visit({ page: `/${CODES}` });
    await reported(page, 21516, 1);
  });

  const tapped = async (code: number, count: number): Promise<number[]> => {
    await button(page, code).tap();
    return codesOf(await reported(page, code, count));
  };

  test('[PB-PLACE-07] [PB-PLACE-08] [PB-PLACE-09] 21510: placeorder failed; no page opens, and the next tap asks again', async () => {
    assert.deepEqual(await tapped(21510, 1), [21510]);
    assert.deepEqual(await tapped(21510, 2), [21510, 21510]);
    assert.deepEqual(await routesOf(page), [CODES]);
  });

  test('[PB-TAP-01] [PB-TAP-09] [PB-TAP-10] 21513: the goods are still being fetched; no toast', async () => {
    assert.deepEqual(await tapped(21513, 1), [21513]);
    assert.deepEqual(await routesOf(page), [CODES]);
    assert.equal(await toast(page).count(), 0);
  });

  test('[PB-TAP-03] [PB-TAP-10] 21514: fetching the goods had failed; the tap tries again', async () => {
    await button(page, 21514).tap();
    // 21505 of the first attempt, 21514 of the tap, 21505 of the second attempt.
    assert.deepEqual(codesOf(await reported(page, 21514, 3)), [21505, 21514, 21505]);
    assert.equal(await toast(page).count(), 0);
  });

  test('[PB-TAP-08] [PB-TAP-09] 21515: no payment ability', async () => {
    assert.deepEqual(await tapped(21515, 1), [21515]);
    assert.deepEqual(await routesOf(page), [CODES]);
  });
});

describe('codes of 提单页', () => {
  const buyIn = async (scenario: string): Promise<Page> => {
    const page = await shop.visitGoods(`${HOTPOT}@${scenario}`);
    await openOrderPage(page);
    return page;
  };

  const REFUSED: [rules: string, scenario: string, code: number, text: RegExp][] = [
    ['TP-SUBMIT-04] [PB-PAY-01] [PB-PAY-03', 'preorder.refused', 21517, /^createOrder:fail ./],
    ['PB-PAY-01', 'preorder.server', 21517, /^createOrder:fail ./],
    ['PB-PAY-01', 'preorder.garbage', 21517, /^createOrder:fail ./],
    ['PB-PAY-03', 'preorder.unauthorised', 21517, /^createOrder:fail 访问未授权/],
    ['PB-PAY-02', 'preorder.invalid', 21518, /^createOrder:fail ./],
  ];
  for (const [rules, scenario, code, text] of REFUSED) {
    test(`[${rules}] [PB-PAY-04] [PB-PAY-05] [PB-PAY-06] [PB-PAY-07] [TP-SUBMIT-03] ${scenario}: bind:error ${code}, then bind:pay fail, no order, no cashier`, async () => {
      const page = await buyIn(scenario);
      await submitButton(page).tap();
      const [error, pay] = await received(page, 2);
      assert.ok(error && pay);
      assert.equal(error[0], 'error');
      assert.equal(error[1].errNo, code);
      assert.match(String(error[1].errMsg), text);
      assert.deepEqual(pay, [
        'pay',
        { status: 'fail', orderId: '', outOrderNo: '', result: { errMsg: error[1].errMsg } },
      ]);
      assert.equal(await cashier(page).count(), 0);
      assert.deepEqual(shop.sandbox.ledger.list(), []);
      await submitButton(page).waitFor();
    });
  }

  test('[TP-SUBMIT-05] not logged in: the order call fails, no order is made', async () => {
    const page = await buyIn('none');
    shop.sandbox.setLoggedIn(false);
    await submitButton(page).tap();
    const [error] = await received(page, 2);
    shop.sandbox.setLoggedIn(true);
    assert.equal(error?.[1].errNo, 21517);
    assert.deepEqual(shop.sandbox.ledger.list(), []);
  });

  test('[PB-ERROR-02] subject.server: bind:error 21536 as soon as 提单页 is there, and the goods can still be bought', async () => {
    const page = await shop.visitGoods(HOTPOT);
    shop.sandbox.chooseScenario('subject.server');
    await openOrderPage(page);
    const [error] = await received(page, 1);
    shop.sandbox.chooseScenario(null);
    assert.deepEqual([error?.[0], error?.[1].errNo], ['error', 21536]);
    await payWith(page, 'paid');
    await received(page, 2);
  });

  test('[PB-PAY-14] cashier.unopened: bind:pay fail with the numbers of the order that exists', async () => {
    shop.sandbox.reset();
    shop.sandbox.setLoggedIn(true);
    const page = await buyIn('cashier.unopened');
    await submitButton(page).tap();
    const events = await received(page, 2);
    const [order] = shop.sandbox.ledger.list();
    assert.ok(order);
    const { status, orderId, outOrderNo } = events[1]![1];
    assert.deepEqual(
      [events[1]![0], status, orderId, outOrderNo],
      ['pay', 'fail', order.orderId, order.outOrderNo],
    );
  });

  test('[PB-PAY-13] order.unknown: nobody can say how it ended, so the page is told code 9, not a failure', async () => {
    shop.sandbox.reset();
    shop.sandbox.setLoggedIn(true);
    const page = await buyIn('order.unknown');
    await payWith(page, 'paid');
    const [pay] = await received(page, 1);
    assert.equal((pay?.[1].result as { code: number }).code, 9);
    assert.equal((await receivedBy(page)).length, 1);
  });
});

test('[PB-PLACE-07] [PB-PLACE-08] the user refuses to log in: 21510, no page, and the goods page says what to do', async () => {
  shop.sandbox.setLoggedIn(false);
  const page = await shop.visitGoods(HOTPOT);
  await page.getByRole('button', { name: '立即抢购' }).tap();
  await page.locator('[data-login=refuse]').tap();
  const [error] = await received(page, 1);
  shop.sandbox.setLoggedIn(true);
  assert.deepEqual([error?.[0], error?.[1].errNo], ['error', 21510]);
  assert.deepEqual(await routesOf(page), ['pages/goods/index']);
  await eventually(async () => assert.match(await toast(page).innerText(), /登录/));
});
