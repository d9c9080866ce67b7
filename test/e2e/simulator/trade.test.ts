import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PayCode } from '../../../src/contract/codes';
import { failText, type ApiName } from '../../../src/contract/jsapi/index';
import { callTt, problemsOf, type Settled } from './frame';
import { launch } from '../../../scripts/lib/browser';
import { newPhone, openFrame, serve, type PlatformCall, type PlatformStub, type Running } from './harness';

const PROGRAM = {
  'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
  'app.js': 'App({});',
  'pages/a/a.js': 'Page({});',
  'pages/a/a.ttml': '<view id="a" tabindex="0">a</view>',
};

/** As the sandbox answers: the ticket of an open cashier. */
const TICKET = {
  ok: true,
  orderId: 'motb1',
  outOrderNo: 'out1',
  payOrderId: 'pay1',
  orderToken: 'token1',
  payAmount: 1990,
  goodsName: '双人 <b>套餐</b>',
};
const CODES: Record<string, number> = {
  paid: 0,
  timedOut: 1,
  failed: 2,
  closed: 3,
  cancelled: 4,
  unknown: 9,
};

const platform: PlatformStub = ({ api, body }: PlatformCall) => {
  if (api !== 'cashier' || body.outcome === 'open') return TICKET;
  return { ok: true, code: CODES[String(body.outcome)], orderId: 'motb1', outOrderNo: 'out1' };
};

const ORDERS = {
  createOrder: { goodsList: [{ goodsId: 'g1', quantity: 1, price: 1990 }], payment: { totalAmount: 1990 } },
  continueToPay: { outOrderNo: 'out1' },
  getOrderPayment: { orderId: 'motb1' },
};
/** Contract rules that the tests below prove, by API. */
const PAID_RULES: Record<string, string> = {
  createOrder: '[JS-CREATE-OK-01] ',
  continueToPay: '[JS-CONTINUE-OK-01] ',
  getOrderPayment: '[JS-PAYMENT-OK-01] ',
};
const UNPAID_RULES: Record<string, string> = {
  createOrder:
    '[JS-CREATE-FAIL-03] [JS-CREATE-FAIL-05] [JS-CREATE-FAIL-06] [JS-CREATE-FAIL-07] [JS-CREATE-FAIL-08] [JS-CREATE-FAIL-09] ',
  continueToPay: '[JS-CONTINUE-FAIL-02] ',
  getOrderPayment:
    '[JS-PAYMENT-ERR-01] [JS-PAYMENT-ERR-02] [JS-PAYMENT-ERR-03] [JS-PAYMENT-ERR-04] [JS-PAYMENT-ERR-05] ',
};
const PAY = { orderInfo: { order_id: 'pay1', order_token: 'token1' }, service: 5 };

let browser: Browser;
let phone: BrowserContext;
let running: Running;
let page: Page;
before(async () => {
  browser = await launch();
  phone = await newPhone(browser);
  running = await serve(PROGRAM);
  page = await openFrame(phone, running);
});
beforeEach(() => {
  running.stub(platform);
  running.platformCalls.length = 0;
});
after(async () => {
  const problems = await problemsOf(page);
  await browser.close();
  await running.close();
  assert.deepEqual(problems, []);
});

const cashier = (): ReturnType<Page['locator']> => page.getByRole('dialog', { name: '收银台' });

/** Calls an API, presses an outcome in the cashier and waits for the end. */
async function payWith(api: string, options: Record<string, unknown>, outcome: string): Promise<Settled> {
  const settled = callTt(page, api, options);
  await cashier().waitFor();
  const button = cashier().locator(`[data-outcome="${outcome}"]`);
  if (!(await button.isVisible())) await cashier().getByText('更多').click();
  await button.click();
  return settled;
}

describe('the cashier', () => {
  test('shows the title and the amount in yuan as text, and every documented outcome', async () => {
    const settled = callTt(page, 'createOrder', ORDERS.createOrder);
    await cashier().waitFor();
    await cashier().getByText('¥19.90').waitFor();
    await cashier().getByText('双人 <b>套餐</b>').waitFor();
    await cashier().getByText('更多').click();
    const outcomes = await cashier()
      .locator('[data-outcome]')
      .evaluateAll((buttons) =>
        buttons.map((button) => `${(button as HTMLElement).dataset.outcome} ${button.textContent}`),
      );
    assert.deepEqual(outcomes, [
      'paid 支付成功',
      'timedOut 支付超时',
      'failed 支付失败',
      'closed 关闭收银台',
      'cancelled 取消支付',
      'unknown 结果未知',
      '10000 支付失败（10000）',
      '10001 无法启动微信（10001）',
      '10002 未安装微信（10002）',
      'unopened 收银台打不开',
    ]);
    await cashier().locator('[data-outcome=paid]').click();
    await settled;
  });

  test('keeps the focus inside, gives it back, and Escape cancels the payment', async () => {
    await page.locator('#a').focus();
    const settled = callTt(page, 'createOrder', ORDERS.createOrder);
    await cashier().waitFor();
    const stops = await cashier().locator('button:visible, summary').count();
    for (let press = 0; press <= stops; press += 1) {
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.closest('dialog') !== null), true);
    }
    await page.keyboard.press('Escape');
    assert.equal((await settled).result.errNo, PayCode.Cancelled);
    assert.equal(await cashier().count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id), 'a');
  });

  test('asks the platform before it opens and tells it how it ended', async () => {
    await payWith('createOrder', ORDERS.createOrder, 'paid');
    assert.deepEqual(running.platformCalls, [
      { api: 'createOrder', body: ORDERS.createOrder },
      { api: 'cashier', body: { payOrderId: 'pay1', orderToken: 'token1', outcome: 'open' } },
      { api: 'cashier', body: { payOrderId: 'pay1', orderToken: 'token1', outcome: 'paid' } },
    ]);
  });
});

describe('APIs that order and pay', () => {
  for (const [api, options] of Object.entries(ORDERS)) {
    test(`${PAID_RULES[api]}[JS-CALL-SUCCESS-01] [JS-CALL-COMPLETE-02] [JS-CALL-ASYNC-01] ${api} paid: success, then complete`, async () => {
      const { order, result, early } = await payWith(api, options, 'paid');
      assert.deepEqual(order, ['success', 'complete']);
      assert.deepEqual(result, { orderId: 'motb1', outOrderNo: 'out1', errMsg: `${api}:ok` });
      assert.equal(early, false);
    });

    test(`${UNPAID_RULES[api]}[JS-CALL-FAIL-01] ${api} not paid: fail with the code and both numbers`, async () => {
      for (const [outcome, errNo] of Object.entries(CODES).filter(([name]) => name !== 'paid')) {
        const { order, result } = await payWith(api, options, outcome);
        assert.deepEqual(order, ['fail', 'complete'], outcome);
        assert.deepEqual(
          result,
          { errNo, errMsg: failText(api as ApiName, errNo), orderId: 'motb1', outOrderNo: 'out1' },
          outcome,
        );
      }
    });

    test(`${api} in a cashier that breaks: fail with its errNo, and no end is told`, async () => {
      for (const [outcome, errNo] of [
        ['10000', 10000],
        ['10001', 10001],
        ['10002', 10002],
        ['unopened', undefined],
      ] as const) {
        running.platformCalls.length = 0;
        const { order, result } = await payWith(api, options, outcome);
        assert.deepEqual(order, ['fail', 'complete']);
        assert.equal(result.errNo, errNo);
        assert.equal(result.orderId, 'motb1');
        assert.match(String(result.errMsg), new RegExp(`^${api}:fail .+`));
        assert.deepEqual(running.platformCalls.map(({ body }) => body.outcome).filter(Boolean), ['open']);
      }
    });
  }

  test('[JS-CREATE-FAIL-01] [JS-CALL-FAIL-02] a pre-order that fails opens no cashier', async () => {
    running.stub(() => ({
      ok: false,
      errNo: 11001,
      errMsg: 'createOrder:fail 访问未授权',
      errLogId: 'log1',
    }));
    const { order, result } = await callTt(page, 'createOrder', ORDERS.createOrder);
    assert.deepEqual(order, ['fail', 'complete']);
    assert.deepEqual(result, { errNo: 11001, errMsg: 'createOrder:fail 访问未授权', errLogId: 'log1' });
    assert.equal(await cashier().count(), 0);
  });

  test('a cashier that the platform does not open fails with its errNo and the numbers, and shows nothing', async () => {
    running.stub((call) =>
      call.api === 'cashier'
        ? {
            ok: false,
            errNo: 10001,
            errMsg: 'createOrder:fail 无法启动微信',
            orderId: 'motb1',
            outOrderNo: 'out1',
          }
        : TICKET,
    );
    const { result } = await callTt(page, 'createOrder', ORDERS.createOrder);
    assert.deepEqual(result, {
      errNo: 10001,
      errMsg: 'createOrder:fail 无法启动微信',
      orderId: 'motb1',
      outOrderNo: 'out1',
    });
  });

  test('a payment that the platform knows the end of shows no panel', async () => {
    running.stub((call) =>
      call.api === 'cashier' ? { ok: true, code: 1, orderId: 'motb1', outOrderNo: 'out1' } : TICKET,
    );
    assert.equal(
      (await callTt(page, 'continueToPay', { outOrderNo: 'out1' })).result.errNo,
      PayCode.TimedOut,
    );
  });

  test('[JS-CALL-OPTIONS-01] without callbacks the call gives a promise and throws nothing', async () => {
    running.stub(() => ({ ok: false, errNo: 10000, errMsg: 'createOrder:fail 参数错误', errLogId: 'x' }));
    const kind = await page.evaluate(() => {
      const { tt } = globalThis as unknown as { tt: { createOrder(options: object): unknown } };
      return tt.createOrder({}) instanceof Promise;
    });
    assert.equal(kind, true);
  });

  test('a platform that does not answer is errNo 10401', async () => {
    running.stub(() => 'no envelope');
    const { result } = await callTt(page, 'applyRefund', { outOrderNo: 'out1' });
    assert.equal(result.errNo, 10401);
    assert.match(String(result.errMsg), /^applyRefund:fail internal error/);
  });
});

describe('tt.pay', () => {
  for (const [outcome, code] of Object.entries(CODES)) {
    const rule = `JS-PAY-CODE-0${Object.keys(CODES).indexOf(outcome) + 1}`;
    test(`[${rule}] ${outcome}: success with code ${code}`, async () => {
      const { order, result } = await payWith('pay', PAY, outcome);
      assert.deepEqual(order, ['success', 'complete']);
      assert.deepEqual(result, { code, errMsg: 'pay:ok' });
    });
  }

  test('[JS-PAY-FAIL-01] a cashier that cannot be opened: fail', async () => {
    const { order, result } = await payWith('pay', PAY, 'unopened');
    assert.deepEqual(order, ['fail', 'complete']);
    assert.match(String(result.errMsg), /^pay:fail .+/);
  });
});

describe('APIs that only ask', () => {
  for (const api of [
    'requestOrder',
    'applyRefund',
    'getRefundOrder',
    'createMerchantOrder',
    'createRefundOrder',
  ]) {
    test(`${api} hands on what the platform answers and opens no cashier`, async () => {
      running.stub(() => ({
        ok: true,
        errMsg: 'x',
        orderId: 'motb1',
        itemOrderList: [{ itemOrderId: 'i1' }],
      }));
      const { order, result } = await callTt(page, api, {
        data: '{"a":1}',
        byteAuthorization: 'SHA256-RSA2048 x',
      });
      assert.deepEqual(order, ['success', 'complete']);
      assert.deepEqual(result, {
        orderId: 'motb1',
        itemOrderList: [{ itemOrderId: 'i1' }],
        errMsg: `${api}:ok`,
      });
      assert.deepEqual(running.platformCalls, [
        { api, body: { data: '{"a":1}', byteAuthorization: 'SHA256-RSA2048 x' } },
      ]);
      assert.equal(await cashier().count(), 0);
    });
  }

  test('completePaySync and completeRefundSync return at once and are recorded', async () => {
    const calls = await page.evaluate(() => {
      const { tt, __tradeSim: sim } = globalThis as unknown as {
        tt: Record<string, (options: object) => unknown>;
        __tradeSim: { calls: { api: string }[] };
      };
      const returned = [
        tt.completePaySync!({ result: { status: 'success' } }),
        tt.completeRefundSync!({ result: { status: 'fail' } }),
      ];
      return { returned, calls: sim.calls.slice(-2).map(({ api }) => api) };
    });
    assert.deepEqual(calls, {
      returned: [undefined, undefined],
      calls: ['completePaySync', 'completeRefundSync'],
    });
  });
});

describe('login', () => {
  let loggedIn = false;
  const users: PlatformStub = ({ api, body }) => {
    if (api === 'user') {
      if (typeof body.loggedIn === 'boolean') loggedIn = body.loggedIn;
      return { loggedIn };
    }
    if (api === 'checkSession')
      return loggedIn ? { ok: true } : { ok: false, errNo: 11003, errMsg: 'checkSession:fail 登录态已失效' };
    return { ok: true, code: loggedIn ? 'code1' : '', anonymousCode: 'anonymous1', isLogin: loggedIn };
  };
  const sheet = (): ReturnType<Page['locator']> => page.getByRole('dialog', { name: '登录抖音' });
  beforeEach(() => {
    loggedIn = false;
    running.stub(users);
  });

  test('[JS-LOGIN-OK-01] a logged-in user is asked nothing', async () => {
    loggedIn = true;
    const { order, result } = await callTt(page, 'login');
    assert.deepEqual(order, ['success', 'complete']);
    assert.deepEqual(result, {
      code: 'code1',
      anonymousCode: 'anonymous1',
      isLogin: true,
      errMsg: 'login:ok',
    });
    assert.equal(await sheet().count(), 0);
  });

  test('[JS-LOGIN-FORCE-01] without `force` the dialog opens, and agreeing logs in', async () => {
    const settled = callTt(page, 'login');
    await sheet().locator('[data-login=agree]').click();
    assert.equal((await settled).result.isLogin, true);
    assert.equal(loggedIn, true);
  });

  test('refusing fails', async () => {
    const settled = callTt(page, 'login', { force: true });
    await sheet().waitFor();
    await page.keyboard.press('Escape');
    assert.match(String((await settled).result.errMsg), /^login:fail .+/);
    assert.equal(loggedIn, false);
  });

  test('[JS-LOGIN-OK-02] [JS-LOGIN-FORCE-02] with force false no dialog opens, and there is an anonymousCode', async () => {
    const { result } = await callTt(page, 'login', { force: false });
    assert.deepEqual(
      { isLogin: result.isLogin, anonymousCode: result.anonymousCode },
      { isLogin: false, anonymousCode: 'anonymous1' },
    );
    assert.equal(await sheet().count(), 0);
  });

  test('[JS-LOGIN-SESSION-01] checkSession succeeds while the session lives and fails after', async () => {
    assert.deepEqual((await callTt(page, 'checkSession')).order, ['fail', 'complete']);
    loggedIn = true;
    assert.deepEqual((await callTt(page, 'checkSession')).order, ['success', 'complete']);
  });
});
