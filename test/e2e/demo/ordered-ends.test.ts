/**
 * How attempts on existing orders end: what the page is told, to the letter, and what the shop's server is
 * told; and the refund pages opened cold.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { apply, buy } from '../../unit/sandbox/refund-kit';
import { create, hotpot, lastMsg } from '../../unit/sandbox/kit';
import { violationsOf } from '../axe';
import { APPLY, button, cashier, dataOf, DETAIL, onTop, received, Shop, top } from './shop';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());
beforeEach(() => {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
});

const told = (type: string): number =>
  shop.sandbox.callbacks.records().filter((record) => record.type === type).length;

describe('继续支付: each end, to the page and to the shop', () => {
  async function payWith(outcome: string): Promise<{ page: Page; orderId: string; outOrderNo: string }> {
    const { orderId, outOrderNo } = await create(shop.sandbox, hotpot, 2);
    const page = await shop.visitOrder(outOrderNo);
    await button(page, '继续支付').tap();
    await cashier(page).waitFor();
    const choice = cashier(page).locator(`[data-outcome="${outcome}"]`);
    if (!(await choice.isVisible())) await cashier(page).getByText('更多').tap();
    await choice.tap();
    return { page, orderId, outOrderNo };
  }

  const CODES: [rules: string, outcome: string, code: number][] = [
    ['PB-CONTINUE-06', 'paid', 0],
    ['PB-CONTINUE-06', 'timedOut', 1],
    ['PB-CONTINUE-06', 'failed', 2],
    ['PB-CONTINUE-06', 'closed', 3],
    ['PB-CONTINUE-06', 'cancelled', 4],
  ];
  for (const [rules, outcome, code] of CODES) {
    test(`[${rules}] ${outcome}: bind:pay with code ${code}, and ${code ? 'no payment callback' : 'one payment callback'}`, async () => {
      const { page, orderId, outOrderNo } = await payWith(outcome);
      assert.deepEqual(await received(page, 1), [
        ['pay', { status: 'success', orderId, outOrderNo, result: { code, orderId } }],
      ]);
      await shop.sandbox.idle();
      assert.equal(told('payment'), code ? 0 : 1);
      assert.equal(shop.sandbox.ledger.get(orderId)?.state, code ? 'unpaid' : 'paid');
      if (code) return;
      const { order_id, out_order_no, status, total_amount } = lastMsg(shop.sandbox, 'payment');
      assert.deepEqual(
        { order_id, out_order_no, status, total_amount },
        { order_id: orderId, out_order_no: outOrderNo, status: 'SUCCESS', total_amount: 39600 },
      );
    });
  }

  const BROKEN: [rule: string, errNo: number, text: string][] = [
    ['PB-PAY-18', 10000, '支付失败'],
    ['PB-PAY-19', 10001, '无法启动微信'],
    ['PB-PAY-20', 10002, '未安装微信'],
  ];
  for (const [rule, errNo, text] of BROKEN) {
    test(`[${rule}] ${errNo}: bind:error, then bind:pay fail; the shop hears nothing, and the order can be paid still`, async () => {
      const { page, orderId, outOrderNo } = await payWith(String(errNo));
      const errMsg = `continueToPay:fail ${text}`;
      assert.deepEqual(await received(page, 2), [
        ['error', { errNo, errMsg }],
        ['pay', { status: 'fail', orderId, outOrderNo, result: { errMsg } }],
      ]);
      assert.equal(told('payment'), 0);
      await button(page, '继续支付').tap();
      await cashier(page).locator('[data-outcome=paid]').tap();
      assert.deepEqual((await received(page, 3))[2], [
        'pay',
        { status: 'success', orderId, outOrderNo, result: { code: 0, orderId } },
      ]);
    });
  }
});

describe('申请退款: what the shop is told', () => {
  for (const decision of ['agree', 'refuse'] as const) {
    test(`[PB-BINDREFUND-04] ${decision}: one pre_create_refund with what the page gave, one refund callback with the end`, async () => {
      const { orderId, outOrderNo } = await buy(shop.sandbox, 2);
      const page = await shop.visitOrder(outOrderNo);
      await button(page, '申请退款').tap();
      await onTop(page, APPLY);
      await top(page).getByRole('checkbox', { name: '不想要了' }).tap();
      await button(page, '提交申请').tap();
      await onTop(page, DETAIL);
      const [refund] = shop.sandbox.refunds.list();
      assert.ok(refund);
      const { refundId, outRefundNo } = refund;
      assert.deepEqual(await received(page, 1), [
        ['refund', { status: 'success', result: { refundId, outRefundNo, orderId } }],
      ]);
      const asked = lastMsg(shop.sandbox, 'pre_create_refund');
      assert.deepEqual(
        [asked.order_id, asked.out_order_no, asked.refund_id, asked.refund_total_amount, asked.refund_reason],
        [orderId, outOrderNo, refundId, 19800, ['不想要了']],
      );
      assert.deepEqual(JSON.parse(asked.cp_extra as string), { source: 'order-page', outOrderNo });
      assert.equal(told('refund'), 0);
      await shop.sandbox.audit({
        outRefundNo: outRefundNo!,
        decision,
        ...(decision === 'refuse' ? { denyMessage: '已使用' } : {}),
      });
      await shop.sandbox.advance(60_000);
      const ended = lastMsg(shop.sandbox, 'refund');
      assert.deepEqual(
        [ended.refund_id, ended.out_refund_no, ended.status, ended.message],
        [refundId, outRefundNo, ...(decision === 'agree' ? ['SUCCESS', ''] : ['FAIL', '已使用'])],
      );
      assert.deepEqual([told('pre_create_refund'), told('refund')], [1, 1]);
      assert.equal((await received(page, 1)).length, 1);
    });
  }
});

describe('the refund pages, opened cold', () => {
  /** Keeps the answers to one query of the shop until it is told what becomes of them. */
  async function hold(
    page: Page,
    path: string,
  ): Promise<{ asked: Promise<void>; release(how: 'continue' | 'abort'): Promise<void> }> {
    const held: Route[] = [];
    let tell = (): void => undefined;
    const asked = new Promise<void>((resolve) => (tell = resolve));
    await page.route(`**${path}?*`, (route) => {
      held.push(route);
      tell();
    });
    return {
      asked,
      async release(how) {
        for (const route of held) await route[how]();
        await page.unroute(`**${path}?*`);
      },
    };
  }

  test('退款申请页 after a restart: asks for the order first, then takes the application; with nothing left it says so; no violation in any state', async () => {
    const ticket = await buy(shop.sandbox, 2);
    const page = await shop.visitOrder(ticket.outOrderNo);
    await button(page, '申请退款').tap();
    await onTop(page, APPLY);
    const { session } = (await dataOf(page, APPLY)) as { session: string };
    const cold = { page: `/${APPLY}?session=${session}` };

    const query = await hold(page, '/merchant/order');
    await shop.start(page, cold);
    await query.asked;
    await top(page).getByRole('status', { name: '正在加载订单' }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await query.release('abort');
    await top(page).getByText('订单信息加载失败，请重试').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await button(page, '重试').tap();
    await button(page, '提交申请').waitFor();
    await top(page).getByText('可退数量 2').waitFor();

    await apply(shop.sandbox, ticket, {
      goodsList: [{ goodsId: hotpot.goodsId, goodsType: 1, quantity: 2 }],
    });
    await shop.start(page, cold);
    await top(page).getByText('该订单当前没有可退款的商品').waitFor();
    await top(page).getByText('返回', { exact: true }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
  });

  test('退款详情页 by its number alone: loading, failed, tried again; no violation in any state', async () => {
    const { outRefundNo } = await apply(shop.sandbox, await buy(shop.sandbox));
    const page = await shop.visit();
    const query = await hold(page, '/merchant/refund');
    await shop.start(page, { page: `/${DETAIL}?refundId=${outRefundNo}` });
    await query.asked;
    await top(page).getByRole('status').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await query.release('abort');
    await top(page).getByText('退款信息加载失败').waitFor();
    await top(page).getByText('返回', { exact: true }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await button(page, '重试').tap();
    await page.getByRole('heading', { name: '退款中', exact: true }).waitFor();
  });

  test('退款详情页 of a refund that nobody knows, and of none, says so and leads back', async () => {
    for (const query of ['refundId=R0', '']) {
      const page = await shop.visit({ page: `/${DETAIL}?${query}` });
      await top(page).getByRole('alert').waitFor();
      await top(page).getByText('返回', { exact: true }).waitFor();
      assert.deepEqual(await violationsOf(page), []);
    }
  });

  test('[PB-ERROR-02] a subject name that cannot be read fires 21536 from both pages, and hides nothing', async () => {
    const { outOrderNo } = await buy(shop.sandbox);
    const page = await shop.visitOrder(outOrderNo);
    await button(page, '申请退款').waitFor();
    shop.sandbox.chooseScenario('subject.server');
    await button(page, '申请退款').tap();
    await onTop(page, APPLY);
    const [first] = await received(page, 1);
    assert.deepEqual([first?.[0], first?.[1].errNo], ['error', 21536]);
    await top(page).getByRole('checkbox', { name: '不想要了' }).tap();
    await button(page, '提交申请').tap();
    await onTop(page, DETAIL);
    await page.getByRole('heading', { name: '退款中', exact: true }).waitFor();
    const events = await received(page, 3);
    assert.deepEqual(
      events.map(([name, { errNo, status }]) => [name, errNo ?? status]),
      [
        ['error', 21536],
        ['refund', 'success'],
        ['error', 21536],
      ],
    );
    shop.sandbox.chooseScenario(null);
  });
});
