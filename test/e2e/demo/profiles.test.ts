/** The kit on older clients, and what the simulated client offers on each. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { HOST_PROFILES } from '../../../src/contract/hosts';
import { canIUse } from '../../../src/contract/since';
import { create, hotpot, tell } from '../../unit/sandbox/kit';
import { signed } from '../../unit/sandbox/api-calls';
import {
  APPLY,
  cashier,
  goodsPage,
  HOTPOT,
  onTop,
  openOrderPage,
  payWith,
  received,
  Shop,
  submitButton,
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

type Tt = Record<string, (options?: unknown) => unknown>;

const NAMES = [
  'createOrder',
  'continueToPay',
  'applyRefund',
  'requestOrder',
  'getOrderPayment',
  'microapp-trade-plugin',
  'industrySDK.pay-button',
];
const PARAMETERS = [
  'createOrder.object.skuList',
  'createOrder.object.bookInfo.itemBookInfoList.skuId',
  'getOrderPayment.object.immediate',
];

for (const profile of HOST_PROFILES) {
  test(`on ${profile.id} tt has what the contract says, and a purchase ends as it can there`, async () => {
    const page = await shop.visit({ ...goodsPage(HOTPOT), profile: profile.id });
    const asked = await page.evaluate(
      (names) => {
        const { tt } = globalThis as unknown as { tt: Tt };
        return names.map((name) => [tt.canIUse!(name), typeof tt[name] === 'function']);
      },
      [...NAMES, ...PARAMETERS],
    );
    [...NAMES, ...PARAMETERS].forEach((name, index) => {
      assert.equal(asked[index]![0], canIUse(name, profile), name);
      if (index < 5) assert.equal(asked[index]![1], canIUse(name, profile), `tt.${name}`);
    });
    await openOrderPage(page);
    if (canIUse('createOrder', profile)) {
      await payWith(page, 'paid');
      const [pay] = await received(page, 1);
      assert.deepEqual([pay?.[0], (pay?.[1].result as { code: number }).code], ['pay', 0]);
      assert.equal(shop.sandbox.ledger.list()[0]?.state, 'paid');
    } else {
      await submitButton(page).tap();
      const [error, pay] = await received(page, 2);
      assert.deepEqual([error?.[0], error?.[1].errNo], ['error', 21517]);
      assert.match(String(error?.[1].errMsg), /createOrder:fail not supported/);
      assert.deepEqual([pay?.[0], pay?.[1].status], ['pay', 'fail']);
      // The page stays usable.
      await submitButton(page).waitFor();
      assert.deepEqual(shop.sandbox.ledger.list(), []);
    }
  });
}

/** Calls an API with callbacks in the page; does not wait. */
const start = (page: Page, api: string, options: object): Promise<void> =>
  page.evaluate(
    ([name, given]) => {
      const frame = globalThis as unknown as { tt: Tt; ended?: unknown };
      frame.ended = undefined;
      const end = (how: string) => (result: unknown) => {
        frame.ended = { how, result };
      };
      frame.tt[name]!({ ...given, success: end('success'), fail: end('fail') });
    },
    [api, options] as const,
  );
const ended = async (page: Page): Promise<{ how: string; result: Record<string, unknown> }> => {
  await page.waitForFunction(() => (globalThis as { ended?: unknown }).ended !== undefined);
  return page.evaluate(
    () => (globalThis as unknown as { ended: { how: string; result: Record<string, unknown> } }).ended,
  );
};

test('[JS-CANIUSE-PARAM-07] immediate is honoured exactly where canIUse says so: it pays without the panel', async () => {
  const made = await shop.sandbox.call('requestOrder', await signed(shop.sandbox));
  assert.ok(made.ok, made.errMsg);
  const { orderId } = made as unknown as { orderId: string };
  const page = await shop.visit({ profile: '2.74-sdk' });
  await start(page, 'getOrderPayment', { orderId, immediate: false });
  await cashier(page).waitFor();
  await cashier(page).locator('[data-outcome=cancelled]').tap();
  assert.equal((await ended(page)).result.errNo, 4);
  await start(page, 'getOrderPayment', { orderId, immediate: true });
  assert.equal((await ended(page)).how, 'success');
  assert.equal(shop.sandbox.ledger.get(orderId)?.state, 'paid');
  assert.equal(await cashier(page).count(), 0);
  const older = await shop.visit({ profile: '2.74' });
  const has = await older.evaluate(() => {
    const { tt } = globalThis as unknown as { tt: Tt };
    return [tt.canIUse!('getOrderPayment.object.immediate'), typeof tt.getOrderPayment];
  });
  assert.deepEqual(has, [false, 'undefined']);
});

test('an option newer than the client is left out, as on the client', async () => {
  const page = await shop.visit({ profile: '2.51' });
  await start(page, 'createOrder', {
    skuList: [{ quantity: 1, skuId: 'k', skuType: 1, price: 1 }],
    payment: { totalAmount: 1 },
  });
  const { how, result } = await ended(page);
  assert.equal(how, 'fail');
  assert.equal(result.errMsg, 'createOrder:fail 参数错误');
  assert.match(String(result.errDetail), /^goodsList should be/);
});

test('the cashier offers ways to pay, and the order remembers the one that was taken', async () => {
  const page = await shop.visitGoods(HOTPOT);
  await openOrderPage(page);
  await submitButton(page).tap();
  await cashier(page).getByRole('radio', { name: '微信支付' }).check();
  await cashier(page).locator('[data-outcome=paid]').tap();
  await received(page, 1);
  const [order] = shop.sandbox.ledger.list();
  assert.equal(shop.sandbox.ledger.payments(order!.orderId)[0]?.channel, 1);
});

const handOver = (page: Page, api: string, options: object): Promise<unknown> =>
  page.evaluate(([name, given]) => (globalThis as unknown as { tt: Tt }).tt[name]!(given), [
    api,
    options,
  ] as const);

for (const outer of [{ orderId: 'motb1' }, {}]) {
  test(`[JS-INTERNAL-SYNC-01] completePaySync ${JSON.stringify(outer)} hands the result of a payment to the button`, async () => {
    for (const result of [
      { status: 'success', orderId: 'motb1', outOrderNo: 'out1', result: { code: 0, orderId: 'motb1' } },
      { status: 'fail', orderId: '', outOrderNo: '', result: { errMsg: 'createOrder:fail x' } },
    ]) {
      const page = await shop.visitGoods(HOTPOT);
      await openOrderPage(page);
      assert.equal(await handOver(page, 'completePaySync', { ...outer, result }), undefined);
      assert.deepEqual(await received(page, 1), [['pay', result]]);
    }
  });

  test(`[JS-INTERNAL-SYNC-02] completeRefundSync ${JSON.stringify(outer)} hands the result of a refund to the button`, async () => {
    const ticket = await create(shop.sandbox, hotpot, 1);
    tell(shop.sandbox, ticket, 'paid');
    await shop.sandbox.idle();
    for (const { status, result } of [
      { status: 'success', result: { refundId: 'r1', outRefundNo: 'or1', orderId: 'motb1' } },
      { status: 'fail', result: { errMsg: 'applyRefund:fail x' } },
    ]) {
      const page = await shop.visitOrder(ticket.outOrderNo);
      await top(page).getByRole('button', { name: '申请退款', exact: true }).tap();
      await onTop(page, APPLY);
      await handOver(page, 'completeRefundSync', {
        ...outer,
        result: { status, outOrderNo: ticket.outOrderNo, result },
      });
      assert.deepEqual(await received(page, 1), [['refund', { status, result }]]);
    }
  });
}
