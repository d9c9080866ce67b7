import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually } from '../eventually';
import {
  cashier,
  dataOf,
  HOTPOT,
  onTop,
  openOrderPage,
  payWith,
  readyButton,
  received,
  receivedBy,
  routesOf,
  Shop,
  submitButton,
  toast,
} from './shop';

const GOODS = 'pages/goods/index';
const CONFIRM = 'pages/order-confirm/index';

let shop: Shop;
let page: Page;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());

describe('a person who buys', () => {
  test('[PB-SHELF-02] [PB-PLACE-01] [PB-PAY-08] [PB-PAY-15] [PB-HANDLER-05] [TP-SUBMIT-01] list, detail, 立即抢购, login, 提单页, 立即支付, paid: the page is told', async () => {
    shop.sandbox.setLoggedIn(false);
    page = await shop.visit();
    await page.getByText('麻辣鸳鸯火锅').tap();
    await readyButton(page).tap();
    await page.locator('[data-login=agree]').tap();
    await submitButton(page).waitFor();
    await eventually(async () => assert.equal(await submitButton(page).textContent(), '立即支付'));
    assert.deepEqual(await routesOf(page), ['pages/home/index', GOODS, CONFIRM]);
    await payWith(page, 'paid');
    const [[name, detail]] = await received(page, 1);
    const [order] = shop.sandbox.ledger.list();
    assert.ok(order);
    assert.equal(order.state, 'paid');
    assert.deepEqual(
      [name, detail],
      [
        'pay',
        {
          status: 'success',
          orderId: order.orderId,
          outOrderNo: order.outOrderNo,
          result: { code: 0, orderId: order.orderId },
        },
      ],
    );
    await onTop(page, GOODS);
    await eventually(async () =>
      assert.deepEqual(JSON.parse(await page.locator('#pay-detail').innerText()), detail),
    );
    await page.getByRole('link', { name: '查看订单' }).tap();
    await page.getByRole('heading', { name: '已支付' }).waitFor();
    assert.equal((await receivedBy(page)).length, 1);
  });

  test('the same in the shell’s phone frame: quantity and phone set, paid, seen in the orders tab', async () => {
    shop.sandbox.reset();
    const shell = await shop.visitShell();
    const phone = shell.frameLocator('iframe');
    await phone.getByText('60分钟肩颈舒缓护理').click();
    await phone.locator('[role=button]:not([aria-busy])', { hasText: '立即抢购' }).click();
    await phone.locator('[data-login=agree]').click();
    await phone.getByRole('button', { name: '增加一份' }).click();
    await phone.getByRole('textbox', { name: '手机号' }).fill('13800000000');
    await phone.getByRole('button', { name: '立即支付' }).click();
    await phone.locator('[data-outcome=paid]').click();
    await phone.locator('#pay-detail', { hasText: '"code":0' }).waitFor();
    await shell.getByRole('button', { name: '返回上一页' }).click();
    await shell.getByRole('button', { name: '订单', exact: true }).click();
    await phone.getByRole('link', { name: /肩颈舒缓护理.*共 2 份.*¥258\.00/ }).waitFor();
    const [order] = shop.sandbox.ledger.list();
    assert.deepEqual([order?.state, order?.quantity, order?.draft.phoneNumber], ['paid', 2, '13800000000']);
    await shell.context().close();
  });
});

describe('each outcome of the cashier', () => {
  beforeEach(async () => {
    shop.sandbox.reset();
    shop.sandbox.setLoggedIn(true);
    page = await shop.visitGoods(HOTPOT);
    await openOrderPage(page);
  });

  const OUTCOMES: [rule: string, outcome: string, code: number, text: string][] = [
    ['PB-PAY-08', 'paid', 0, '支付成功'],
    ['PB-PAY-09', 'timedOut', 1, '支付超时'],
    ['PB-PAY-10', 'failed', 2, '支付失败'],
    ['PB-PAY-11', 'closed', 3, '收银台已关闭'],
    ['PB-PAY-12', 'cancelled', 4, '已取消支付'],
    ['PB-PAY-13', 'unknown', 9, '支付结果确认中'],
  ];
  for (const [rule, outcome, code, text] of OUTCOMES) {
    test(`[${rule}] [PB-PAY-15] [PB-PAY-16] ${outcome}: bind:pay once, with code ${code}`, async () => {
      await payWith(page, outcome);
      const events = await received(page, 1);
      const [order] = shop.sandbox.ledger.list();
      assert.ok(order);
      const { orderId, outOrderNo } = order;
      assert.deepEqual(events, [
        ['pay', { status: 'success', orderId, outOrderNo, result: { code, orderId } }],
      ]);
      await eventually(async () => assert.match(await toast(page).innerText(), new RegExp(text)));
      assert.equal(shop.sandbox.ledger.list().length, 1);
    });
  }

  const BROKEN: [rule: string, outcome: string, errNo: number][] = [
    ['PB-PAY-14', '10000', 10000],
    ['PB-PAY-14', '10001', 10001],
    ['PB-PAY-14', '10002', 10002],
  ];
  for (const [rule, outcome, errNo] of BROKEN) {
    test(`[${rule}] [PB-PAY-21] the cashier breaks with ${errNo}: bind:error, then bind:pay fail, and the order can still be paid`, async () => {
      await payWith(page, outcome);
      const events = await received(page, 2);
      const [order] = shop.sandbox.ledger.list();
      assert.ok(order);
      assert.deepEqual(
        events.map(([name]) => name),
        ['error', 'pay'],
      );
      assert.equal(events[0]![1].errNo, errNo);
      const { status, result, outOrderNo } = events[1]![1] as {
        status: string;
        result: { errMsg: string };
        outOrderNo: string;
      };
      assert.deepEqual([status, outOrderNo, Object.keys(result)], ['fail', order.outOrderNo, ['errMsg']]);
      await payWith(page, 'paid');
      await received(page, 3);
      assert.deepEqual(
        shop.sandbox.ledger.list().map(({ state }) => state),
        ['paid'],
      );
    });
  }

  test('[TP-SUBMIT-08] [PB-PAY-16] after a cancel 提单页 stays, its form is locked, and 继续支付 pays the same order', async () => {
    await payWith(page, 'cancelled');
    await received(page, 1);
    await page.getByRole('button', { name: '继续支付' }).waitFor();
    assert.equal((await routesOf(page)).at(-1), CONFIRM);
    await page.getByText('订单已生成').waitFor();
    await eventually(async () =>
      assert.equal(
        await page.getByRole('button', { name: '增加一份' }).getAttribute('aria-disabled'),
        'true',
      ),
    );
    await eventually(async () =>
      assert.equal(await page.getByRole('textbox', { name: '手机号' }).isDisabled(), true),
    );
    await payWith(page, 'paid');
    const events = await received(page, 2);
    assert.deepEqual(
      events.map(([, { result }]) => (result as { code: number }).code),
      [4, 0],
    );
    assert.equal(shop.sandbox.ledger.list().length, 1);
  });

  test('[PB-PAY-17] leaving 提单页 without paying tells the page nothing', async () => {
    await page.evaluate(() =>
      (globalThis as unknown as { tt: { navigateBack(options: object): void } }).tt.navigateBack({}),
    );
    await readyButton(page).waitFor();
    await openOrderPage(page);
    assert.deepEqual(await receivedBy(page), []);
    assert.deepEqual(shop.sandbox.ledger.list(), []);
    assert.equal(await cashier(page).count(), 0);
    assert.deepEqual((await dataOf(page, GOODS)).errors, []);
  });
});
