import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import {
  sandboxLogin,
  sandboxMerchant,
  sandboxPlatform,
  sandboxRequest,
} from '../../../src/adapters/sandbox';
import { ttPlatform } from '../../../src/adapters/tt-platform';
import type { CreateOrderOptions, PayOutcome } from '../../../src/ports/platform';
import { hotpot, notYet, orderOf } from '../sandbox/kit';
import { HOME, phone, type Phone } from './phone';

const AT = { baseUrl: HOME };
const order = orderOf(hotpot, 2) as CreateOrderOptions;

let host: Phone;
beforeEach(async () => {
  host = await phone();
});
afterEach(() => host.close());

/** The only order that the sandbox has. */
function onlyOrder() {
  const orders = host.sandbox.ledger.list();
  assert.equal(orders.length, 1);
  return orders[0]!;
}

function buy(...choices: Phone['choices']): Promise<PayOutcome> {
  host.choices = choices;
  return sandboxPlatform(AT).createOrder(order);
}

describe('the cashier is a sheet of at most six choices', () => {
  test('paid: the amount is on the first choice, the order is paid, and its numbers come back', async () => {
    const outcome = await buy('支付成功');
    const { orderId, outOrderNo, state } = onlyOrder();
    assert.equal(state, 'paid');
    assert.deepEqual(outcome, { kind: 'cashier', code: 0, orderId, outOrderNo });
    assert.deepEqual(host.sheets, [
      ['支付成功 ¥396.00', '取消支付', '支付失败', '支付超时', '关闭收银台', '更多…'],
    ]);
    assert.deepEqual(host.sent, [
      'POST /platform/createOrder',
      'POST /platform/cashier',
      'POST /platform/cashier',
    ]);
  });

  const CODES: [choices: string[], code: number][] = [
    [['取消支付'], 4],
    [[], 4],
    [['支付失败'], 2],
    [['支付超时'], 1],
    [['关闭收银台'], 3],
    [['更多…', '结果未知（5 秒后到账）'], 9],
    [['更多…', '结果未知（没有付款）'], 9],
    [['更多…'], 4],
  ];
  for (const [choices, code] of CODES) {
    test(`${choices.join(' ') || 'closed'}: code ${code}, and the order stays unpaid`, async () => {
      const outcome = await buy(...choices);
      const { orderId, outOrderNo, state } = onlyOrder();
      assert.deepEqual(outcome, { kind: 'cashier', code, orderId, outOrderNo });
      assert.equal(state, 'unpaid');
      assert.ok(host.sheets.every((items) => items.length <= 6));
    });
  }

  const BROKEN: [choices: Phone['choices'], errNo: number | undefined, errMsg: RegExp][] = [
    [['更多…', '支付失败（10000）'], 10000, /支付失败/],
    [['更多…', '无法启动微信（10001）'], 10001, /无法启动微信/],
    [['更多…', '未安装微信（10002）'], 10002, /未安装微信/],
    [['更多…', '收银台打不开'], undefined, /收银台打不开/],
    [[{ errMsg: 'showActionSheet:fail internal' }], undefined, /收银台打不开: showActionSheet:fail internal/],
  ];
  for (const [choices, errNo, errMsg] of BROKEN) {
    test(`${JSON.stringify(choices.at(-1))}: the cashier itself broke, the order stays`, async () => {
      const outcome = await buy(...choices);
      assert.ok(outcome.kind === 'noCashier');
      const { orderId, outOrderNo, state } = onlyOrder();
      assert.deepEqual([outcome.orderId, outcome.outOrderNo, state], [orderId, outOrderNo, 'unpaid']);
      assert.equal(outcome.error.errNo, errNo);
      assert.match(outcome.error.errMsg, errMsg);
    });
  }

  test('an order that was paid meanwhile shows no sheet', async () => {
    await buy('取消支付');
    const { orderId, outOrderNo } = onlyOrder();
    host.sheets = [];
    host.choices = ['支付成功'];
    assert.deepEqual(await sandboxPlatform(AT).continueToPay({ outOrderNo: outOrderNo! }), {
      kind: 'cashier',
      code: 0,
      orderId,
      outOrderNo,
    });
    assert.equal(host.sheets.length, 1);
    const again = await sandboxPlatform(AT).continueToPay({ outOrderNo: outOrderNo! });
    assert.ok(again.kind === 'noCashier');
    assert.equal(again.error.errNo, 26001);
    assert.equal(host.sheets.length, 1);
  });
});

test('a refused pre-order is no order: its errNo, errMsg and log id come through', async () => {
  host.sandbox.chooseScenario('preorder.refused');
  const outcome = await buy();
  assert.ok(outcome.kind === 'noOrder');
  assert.match(outcome.error.errMsg, /^createOrder:fail /);
  assert.ok(outcome.error.errLogId);
  assert.deepEqual([host.sheets, host.sandbox.ledger.list()], [[], []]);
  const unsold = await sandboxPlatform(AT).createOrder(orderOf(notYet) as CreateOrderOptions);
  assert.ok(unsold.kind === 'noOrder');
});

test('requestOrder: signed by the shop, then paid; a bad signature is no order', async () => {
  const { sign } = sandboxMerchant(AT);
  const draft = {
    goodsId: hotpot.goodsId,
    goodsType: 1,
    goodsName: '火锅',
    goodsPhoto: '/a.svg',
    price: 19800,
    quantity: 1,
    totalAmount: 19800,
  };
  const signed = await sign(draft);
  host.choices = ['支付成功'];
  const outcome = await sandboxPlatform(AT).requestOrder(signed);
  assert.deepEqual(outcome, {
    kind: 'cashier',
    code: 0,
    orderId: onlyOrder().orderId,
    outOrderNo: signed.outOrderNo,
  });
  const forged = await sandboxPlatform(AT).requestOrder({ ...(await sign(draft)), data: '{}' });
  assert.ok(forged.kind === 'noOrder' && forged.error.errNo === 11004);
});

test('a refund is applied for, and what is refused rejects with its errNo', async () => {
  await buy('支付成功');
  await host.sandbox.idle();
  const { outOrderNo } = onlyOrder();
  const goodsList = [{ goodsId: hotpot.goodsId, goodsType: 1 as const, quantity: 1 }];
  const refundInfo = { reason: ['不想要了'], reasonCode: [401] };
  const applied = await sandboxPlatform(AT).applyRefund({ outOrderNo: outOrderNo!, refundInfo, goodsList });
  const [refund] = host.sandbox.refunds.list();
  assert.deepEqual([applied.refundId, applied.outRefundNo], [refund?.refundId, refund?.outRefundNo]);
  const shown = await sandboxMerchant(AT).getRefund({ outRefundNo: applied.outRefundNo });
  assert.equal(shown.refundStatus, 1);
  await assert.rejects(
    sandboxPlatform(AT).applyRefund({
      outOrderNo: outOrderNo!,
      refundInfo,
      goodsList: [{ ...goodsList[0]!, quantity: 9 }],
    }),
    (error: { errNo: number; errMsg: string }) =>
      error.errNo > 0 && error.errMsg.startsWith('applyRefund:fail '),
  );
});

test('codes of a paid order are shown, and redeemed at the shop, over the same way', async () => {
  await buy('支付成功');
  await host.sandbox.idle();
  const { outOrderNo } = onlyOrder();
  const merchant = sandboxMerchant(AT);
  const { coupons } = await merchant.getCoupons({ outOrderNo: outOrderNo! });
  assert.deepEqual(
    coupons.map(({ state }) => state),
    ['usable', 'usable'],
  );
  const prepared = await sandboxRequest<{ verifyToken: string; certificates: { encryptedCode: string }[] }>(
    AT,
    'POST',
    '/merchant/coupons/prepare',
    { code: coupons[0]!.code },
  );
  await sandboxRequest(AT, 'POST', '/merchant/coupons/verify', prepared);
  const after = await merchant.getCoupons({ outOrderNo: outOrderNo! });
  assert.ok(after.coupons.some(({ state }) => state === 'redeemed'));
});

describe('a user who is not logged in', () => {
  beforeEach(() => host.sandbox.setLoggedIn(false));

  test('is asked to, and the call goes on', async () => {
    const outcome = await buy('登录沙箱账号', '支付成功');
    assert.ok(outcome.kind === 'cashier' && outcome.code === 0);
    assert.deepEqual(host.sheets[0], ['登录沙箱账号', '暂不登录']);
  });

  test('who says no, or a sheet that cannot be shown, fails the call with 11001', async () => {
    for (const choice of ['暂不登录', { errMsg: 'showActionSheet:fail internal' }]) {
      const outcome = await buy(choice);
      assert.ok(outcome.kind === 'noOrder' && outcome.error.errNo === 11001);
    }
    assert.deepEqual(host.sandbox.ledger.list(), []);
  });

  test('a scenario that refuses a user who is logged in shows no sheet', async () => {
    host.sandbox.setLoggedIn(true);
    host.sandbox.chooseScenario('preorder.unauthorised');
    const outcome = await buy();
    assert.ok(outcome.kind === 'noOrder' && outcome.error.errNo === 11001);
    assert.deepEqual(host.sheets, []);
  });

  test('sandboxLogin in place of tt.login: yes, no, and nothing to ask any more', async () => {
    await assert.rejects(sandboxLogin(AT), { errMsg: 'login:fail cancel' });
    host.choices = ['登录沙箱账号'];
    await sandboxLogin(AT);
    assert.equal(host.sandbox.users.loggedIn, true);
    await sandboxLogin(AT);
    assert.equal(host.sheets.length, 2);
  });
});

test('the shop answers its port, and the lists of the own pages; refusals keep their kind', async () => {
  await buy('支付成功');
  await host.sandbox.idle();
  const { outOrderNo } = onlyOrder();
  const merchant = sandboxMerchant(AT);
  assert.equal((await merchant.getOrder({ outOrderNo: outOrderNo! })).state, 'paid');
  assert.equal(
    (await merchant.getGoods({ goodsId: hotpot.goodsId, goodsType: 1, bizLine: 1 })).goodsId,
    hotpot.goodsId,
  );
  assert.equal((await sandboxRequest<unknown[]>(AT, 'GET', '/merchant/orders')).length, 1);
  await assert.rejects(
    merchant.getOrder({ outOrderNo: 'none' }),
    ({ kind, errMsg }) => kind === 'rejected' && !!errMsg,
  );
  host.sandbox.chooseScenario('order.server');
  await assert.rejects(merchant.getOrder({ outOrderNo: outOrderNo! }), ({ kind }) => kind === 'server');
});

test('without an answer: payments end as a request that broke, the shop as a server that did; both name the address', async () => {
  host.unplug();
  const outcome = await buy();
  assert.ok(outcome.kind === 'noOrder' && outcome.error.errNo === 10401);
  assert.match(
    outcome.error.errMsg,
    /^createOrder:fail internal error \(no sandbox at http:\/\/127\.0\.0\.1:5200/,
  );
  await assert.rejects(
    sandboxMerchant(AT).getSubject(),
    ({ kind, errMsg }) => kind === 'server' && /no sandbox at/.test(errMsg as string),
  );
});

test('an answer lost after the sheet: an order exists, and nothing is said about its payment', async () => {
  host.choices = ['支付成功'];
  const { showActionSheet } = tt as unknown as { showActionSheet: (options: object) => void };
  const has = tt as unknown as Record<string, unknown>;
  has.showActionSheet = (options: object) => {
    host.unplug();
    showActionSheet(options);
  };
  const outcome = await sandboxPlatform(AT).createOrder(order);
  assert.ok(outcome.kind === 'noCashier');
  assert.deepEqual([outcome.error.errNo, outcome.outOrderNo], [10401, onlyOrder().outOrderNo]);
});

test('pages, storage, toasts and the clock stay those of the host', () => {
  const platform = sandboxPlatform(AT) as unknown as Record<string, unknown>;
  const own = Object.keys(ttPlatform).filter(
    (name) => platform[name] !== (ttPlatform as unknown as Record<string, unknown>)[name],
  );
  assert.deepEqual(own.sort(), ['applyRefund', 'continueToPay', 'createOrder', 'requestOrder']);
});
