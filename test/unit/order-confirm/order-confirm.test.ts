import assert from 'node:assert/strict';
import test from 'node:test';
import type { PayOutcome } from '../../../src/ports/platform';
import { Deferred, GOODS_ID, order, paid, serverError, settled, world } from '../kit/world';
import { page } from './page';

const cashier = (code: number): PayOutcome => ({
  kind: 'cashier',
  code,
  orderId: 'dy-1',
  outOrderNo: 'out-1',
});
const noOrder = (errNo: number, errMsg: string): PayOutcome => ({
  kind: 'noOrder',
  error: { errNo, errMsg },
});
const unpaid = { getOrder: () => Promise.resolve(order()) };

test('[TP-CONFIRM-02] [TP-CONFIRM-03] [TP-CONFIRM-04] [TP-CONFIRM-05] the goods block: name, photo, price, chips, date rule', async () => {
  const { data } = await page(world(), {
    dateRule: '周一至周五可用',
    goodsLabels: [{ type: 'REFUND_ANYTIME' }, { type: 'BOOK_IN_ADVANCE', value: 3 }],
  });
  assert.equal(data.goodsName, '双人下午茶套餐');
  assert.equal(data.goodsPhoto, '/assets/goods/tea.svg');
  assert.equal(data.price, '99.00');
  assert.deepEqual(data.labels, ['随时退', '提前3日预约']);
  assert.equal(data.dateRule, '周一至周五可用');
});

test('[TP-STEPPER-01] [TP-STEPPER-02] the quantity starts at minLimits and stays between the limits', async () => {
  const shown = await page(world(), { minLimits: 2, maxLimits: 4 });
  assert.equal(shown.data.quantity, 2);
  await shown.fill({ quantity: 1 });
  assert.equal(shown.data.quantity, 2);
  await shown.fill({ quantity: 9 });
  assert.equal(shown.data.quantity, 4);
  await shown.fill({ quantity: 'x' });
  assert.equal(shown.data.quantity, 2);
});

test('[TP-STEPPER-03] the stock bounds the quantity where it is below maxLimits', async () => {
  const shown = await page(world(), { maxLimits: 10, stock: 3 });
  await shown.fill({ quantity: 9 });
  assert.equal(shown.data.quantity, 3);
  assert.equal(shown.data.max, 3);
});

test('[TP-PHONE-01] [TP-PHONE-02] without a needed phone number nothing is sent: a toast, no event', async () => {
  const outside = world();
  const shown = await page(outside, { phoneRequired: true });
  await shown.submit();
  assert.deepEqual(outside.orders, []);
  assert.equal(outside.toasts.length, 1);
  assert.deepEqual(shown.reports, []);
  await shown.fill({ phone: 'abc' });
  await shown.submit();
  assert.deepEqual(outside.orders, []);
  assert.equal(outside.toasts.length, 2);
});

test('[TP-PHONE-03] [TP-PHONE-07] [TP-FORM-01] a phone number and a contact are sent where given, and not needed otherwise', async () => {
  const outside = world();
  const plain = await page(outside);
  await plain.submit();
  assert.equal(outside.orders[0]?.contactInfo, undefined);
  const full = await page(outside, { phoneRequired: true });
  await full.fill({ phone: '13800000000' });
  await full.submit();
  assert.equal(outside.orders[1]?.contactInfo?.phoneNumber, '13800000000');
  assert.equal(outside.orders[1]?.contactInfo?.contactName, undefined);
});

test('[TP-PHONE-04] [TP-PHONE-05] [TP-PHONE-06] 获取手机号 asks the app; success fills the field, fail leaves it', async () => {
  const outside = world();
  const asked: object[] = [];
  let answer: 'success' | 'fail' = 'success';
  outside.app.getPhoneNumber = (options) => {
    asked.push(options.params);
    if (answer === 'success') options.success({ phoneNumber: '13800000000' });
    else options.fail('no');
  };
  const shown = await page(outside);
  shown.machine.send('PHONE', { iv: 'iv', encryptedData: 'data' });
  await settled();
  assert.deepEqual(asked[0], { iv: 'iv', encryptedData: 'data' });
  assert.equal(shown.data.phone, '13800000000');
  await shown.fill({ phone: '139' });
  shown.sets.splice(0);
  shown.machine.send('PHONE', { iv: 'iv', encryptedData: 'data' });
  await settled();
  assert.equal(shown.sets.filter((changes) => 'phone' in changes).at(-1)?.phone, '13800000000');
  answer = 'fail';
  shown.machine.send('PHONE', { iv: 'iv', encryptedData: 'data' });
  await settled();
  assert.equal(shown.data.phone, '13800000000');
});

test('[TP-FORM-02] [TP-SUBMIT-02] [PB-LABEL-19] [TP-CONFIRM-01] [PB-GOODS-15] the order carries note, extra, tradeOption, label texts, goodsId and goodsType', async () => {
  const outside = world();
  const shown = await page(outside, {
    goodsLabels: [{ type: 'REFUND_ANYTIME' }, { type: 'BOOK_IN_ADVANCE', value: 3 }],
    extra: { a: 1 },
    tradeOption: { life_trade_flag: 1 },
  });
  await shown.fill({ note: '少冰', quantity: 2 });
  await shown.submit();
  const [sent] = outside.orders;
  assert.equal(sent?.note, '少冰');
  assert.deepEqual(sent?.callbackData, { a: 1 });
  assert.deepEqual(sent?.tradeOption, { life_trade_flag: 1 });
  assert.deepEqual(sent?.goodsList?.[0]?.goodsLabels, ['随时退', '提前3日预约']);
  assert.equal(sent?.goodsList?.[0]?.goodsId, GOODS_ID);
  assert.equal(sent?.goodsList?.[0]?.goodsType, 1);
  assert.equal(sent?.goodsList?.[0]?.quantity, 2);
  assert.equal(sent?.payment.totalAmount, 19800);
});

test('[TP-FORM-03] [TP-TOTAL-03] marketing shows its block and takes its discount off; the order carries it', async () => {
  const outside = world({
    merchant: {
      getMarketing: () =>
        Promise.resolve({
          discountId: 'd-1',
          totalDiscountAmount: 1000,
          lines: [{ title: '新客立减', discountAmount: 1000 }],
        }),
    },
  });
  const plain = await page(outside);
  assert.equal(plain.data.marketing, false);
  assert.equal(plain.data.total, '99.00');
  const shown = await page(outside, { marketingReady: true, marketingVersion: 2 });
  assert.equal(shown.data.marketing, true);
  assert.deepEqual(shown.data.discounts, [{ name: '新客立减', amount: '10.00' }]);
  assert.equal(shown.data.total, '89.00');
  await shown.submit();
  assert.equal(outside.orders[0]?.payment.totalDiscountAmount, 1000);
  assert.equal(outside.orders[0]?.discountId, 'd-1');
});

test('a discount that was asked for another quantity is not taken', async () => {
  const first = new Deferred<{ discountId: string; totalDiscountAmount: number; lines: [] }>();
  let asked = 0;
  const outside = world({
    merchant: {
      getMarketing: () =>
        asked++ ? Promise.resolve({ discountId: 'two', totalDiscountAmount: 200, lines: [] }) : first.promise,
    },
  });
  const shown = await page(outside, { marketingReady: true });
  await shown.fill({ quantity: 2 });
  first.resolve({ discountId: 'one', totalDiscountAmount: 5000, lines: [] });
  await settled();
  assert.equal(shown.data.total, '196.00');
});

test('after an order that was closed the discount is asked for again: the next order may not get the same', async () => {
  const discounts = [1000, 300];
  const outside = world({
    merchant: {
      getMarketing: () =>
        Promise.resolve({ discountId: 'd', totalDiscountAmount: discounts.shift() ?? 0, lines: [] }),
      getOrder: () => Promise.resolve(order({ state: 'closed' })),
    },
  });
  outside.outcomes.push(cashier(1));
  const shown = await page(outside, { marketingReady: true });
  assert.equal(shown.data.total, '89.00');
  await shown.submit();
  assert.equal(shown.data.total, '96.00');
});

test('[TP-FORM-04] the subject name is shown', async () => {
  const { data } = await page(world());
  assert.equal(data.subject, '上海示例餐饮有限公司');
});

test('[PB-ERROR-02] a subject query that fails is 21536, and the page stays usable', async () => {
  const shown = await page(world({ merchant: { getSubject: () => Promise.reject(serverError) } }));
  assert.deepEqual(shown.reports, [{ error: { errNo: 21536, errMsg: 'internal error' } }]);
  assert.equal(shown.machine.state, 'editing');
});

for (const [rule, goods, quantity, total] of [
  ['TP-TOTAL-01', { currentPrice: 9900 }, 3, '297.00'],
  ['TP-TOTAL-02', { currentPrice: 9900, feeDetailsList: [{ feeType: 1, feeAmount: 500 }] }, 1, '104.00'],
  ['TP-TOTAL-04', { currentPrice: 1 }, 1, '0.01'],
  ['TP-TOTAL-04', { currentPrice: 100 }, 1, '1.00'],
] as const) {
  test(`[${rule}] ${quantity} × ${goods.currentPrice} 分 come to ${total}`, async () => {
    const shown = await page(world(), goods as object);
    await shown.fill({ quantity });
    assert.equal(shown.data.total, total);
  });
}

test('[TP-SUBMIT-01] the button reads 立即支付', async () => {
  const { data } = await page(world());
  assert.equal(data.submitText, '立即支付');
});

test('[TP-SUBMIT-07] two submits in one turn, and one while the order is on its way, make one order', async () => {
  const outside = world();
  const answer = new Deferred<PayOutcome>();
  outside.outcomes.push(answer.promise);
  const shown = await page(outside);
  shown.machine.send('SUBMIT');
  shown.machine.send('SUBMIT');
  await settled();
  await shown.submit();
  answer.resolve(paid);
  await settled();
  assert.equal(outside.orders.length, 1);
  assert.equal(shown.reports.length, 1);
  assert.equal(shown.data.phase, 'paid');
});

test('[PB-PAY-01] [PB-PAY-03] [TP-SUBMIT-03] [TP-SUBMIT-04] a server failure is 21517 with the text of the API, and no cashier', async () => {
  const outside = world();
  outside.outcomes.push(noOrder(11001, 'createOrder:fail 访问未授权'));
  const shown = await page(outside);
  await shown.submit();
  assert.equal(shown.reports[0]?.error?.errNo, 21517);
  assert.equal(shown.reports[0]?.error?.errMsg, 'createOrder:fail 访问未授权');
  assert.deepEqual(shown.reports[0]?.pay, {
    status: 'fail',
    orderId: '',
    outOrderNo: '',
    result: { errMsg: 'createOrder:fail 访问未授权' },
  });
  assert.deepEqual(
    outside.calls.filter((call) => call === 'getOrder'),
    [],
  );
  assert.equal(shown.machine.state, 'editing');
});

test('[PB-PAY-02] [TP-SUBMIT-03] order data that makes no order is 21518', async () => {
  const outside = world();
  outside.outcomes.push(noOrder(10000, 'createOrder:fail 参数错误'));
  const shown = await page(outside);
  await shown.submit();
  assert.equal(shown.reports[0]?.error?.errNo, 21518);
});

for (const [code, state, rule] of [
  [0, 'paid', '08'],
  [1, 'unpaid', '09'],
  [2, 'unpaid', '10'],
  [3, 'unpaid', '11'],
  [4, 'unpaid', '12'],
] as const) {
  test(`[PB-PAY-${rule}] the cashier's ${code}, confirmed by the merchant, is reported as ${code}`, async () => {
    const outside = world({ merchant: { getOrder: () => Promise.resolve(order({ state })) } });
    outside.outcomes.push(cashier(code));
    const shown = await page(outside);
    await shown.submit();
    assert.deepEqual(shown.reports[0]?.pay, {
      status: 'success',
      orderId: 'dy-1',
      outOrderNo: 'out-1',
      result: { code, orderId: 'dy-1' },
    });
    assert.equal(outside.calls.includes('getOrder'), code !== 4);
  });
}

for (const [what, said, getOrder] of [
  ['unknown, and the merchant sees it in flight', 9, () => Promise.resolve(order({ state: 'processing' }))],
  ['paid, and the merchant sees it unpaid', 0, () => Promise.resolve(order())],
  ['failed, and the merchant cannot be asked', 2, () => Promise.reject(serverError)],
] as const) {
  test(`[PB-PAY-13] a payment that is ${what} is unknown, not failed: code 9`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    const outside = world({ merchant: { getOrder: getOrder as never } });
    outside.outcomes.push(cashier(said));
    const shown = await page(outside);
    await shown.submit();
    assert.equal(shown.data.phase, 'confirming');
    for (let question = 0; question < 4; question++) {
      t.mock.timers.tick(1000);
      await settled();
    }
    assert.deepEqual(shown.reports[0]?.pay?.result, { code: 9, orderId: 'dy-1' });
    assert.equal(outside.calls.filter((call) => call === 'getOrder').length, 4);
  });
}

test('a payment that the cashier calls failed and the merchant paid is paid', async () => {
  const outside = world();
  outside.outcomes.push(cashier(2));
  const shown = await page(outside);
  await shown.submit();
  assert.deepEqual(shown.reports[0]?.pay?.result, { code: 0, orderId: 'dy-1' });
});

test('[PB-PAY-14] a cashier that cannot be opened is bind:pay fail with its text and the numbers', async () => {
  const outside = world({ merchant: unpaid });
  outside.outcomes.push({
    kind: 'noCashier',
    error: { errNo: 26005, errMsg: 'createOrder:fail 无可用支付方式' },
    orderId: 'dy-1',
    outOrderNo: 'out-1',
  });
  const shown = await page(outside);
  await shown.submit();
  assert.deepEqual(shown.reports, [
    {
      pay: {
        status: 'fail',
        orderId: 'dy-1',
        outOrderNo: 'out-1',
        result: { errMsg: 'createOrder:fail 无可用支付方式' },
      },
      closed: false,
    },
  ]);
});

for (const errNo of [10000, 10001, 10002]) {
  test(`[PB-PAY-21] the wallet's ${errNo} is told by bind:error as well`, async () => {
    const outside = world({ merchant: unpaid });
    outside.outcomes.push({
      kind: 'noCashier',
      error: { errNo, errMsg: 'createOrder:fail' },
      orderId: 'dy-1',
      outOrderNo: 'out-1',
    });
    const shown = await page(outside);
    await shown.submit();
    assert.equal(shown.reports[0]?.error?.errNo, errNo);
    assert.equal(shown.reports[0]?.pay?.status, 'fail');
  });
}

test('after a cancelled payment the same order is paid: no second one is made, and the form is locked', async () => {
  const outside = world(unpaid && { merchant: unpaid });
  outside.outcomes.push(cashier(4));
  const shown = await page(outside);
  await shown.submit();
  assert.equal(shown.data.locked, true);
  assert.equal(shown.data.submitText, '继续支付');
  await shown.fill({ quantity: 5 });
  assert.equal(shown.data.quantity, 1);
  outside.merchant.getOrder = () => Promise.resolve(order({ state: 'paid' }));
  await shown.submit();
  assert.equal(outside.orders.length, 1);
  assert.ok(outside.calls.includes('continueToPay'));
  assert.deepEqual(
    shown.reports.map(({ pay }) => (pay?.result as { code: number }).code),
    [4, 0],
  );
});

test('after an order was closed the next submit makes a new one', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(order({ state: 'closed' })) } });
  outside.outcomes.push(cashier(1));
  const shown = await page(outside);
  await shown.submit();
  assert.equal(shown.data.locked, false);
  await shown.submit();
  assert.equal(outside.orders.length, 2);
});

test('[PB-PAY-17] a page that is left without a submit reports nothing', async () => {
  const shown = await page(world());
  shown.machine.stop();
  await settled();
  assert.deepEqual(shown.reports, []);
});

test('a page that is left while its order is on its way still reports the end', async () => {
  const outside = world();
  const answer = new Deferred<PayOutcome>();
  outside.outcomes.push(answer.promise);
  const shown = await page(outside);
  await shown.submit();
  shown.machine.stop();
  answer.resolve(paid);
  await settled();
  assert.equal(shown.reports[0]?.pay?.outOrderNo, 'out-1');
});

test('[TP-SUBMIT-08] after the report the page navigates nowhere', async () => {
  const outside = world();
  const shown = await page(outside);
  await shown.submit();
  assert.deepEqual(outside.opened, []);
  assert.equal(shown.data.phase, 'paid');
});

test('with trade requestOrder the merchant signs the draft first', async () => {
  const drafts: object[] = [];
  const outside = world({
    trade: 'requestOrder',
    merchant: {
      sign(draft) {
        drafts.push(draft);
        return Promise.resolve({ data: 'd', byteAuthorization: 'b', outOrderNo: 'out-1' });
      },
    },
  });
  const shown = await page(outside, { extra: { a: 1 } });
  await shown.submit();
  assert.equal((drafts[0] as { cpExtra: string }).cpExtra, '{"a":1}');
  assert.deepEqual(
    outside.calls.filter((call) => call.endsWith('Order')),
    ['findOrder', 'requestOrder', 'getOrder'],
  );
  outside.merchant.sign = () => Promise.reject({ kind: 'rejected', errMsg: 'no such goods' });
  const refused = await page(outside);
  await refused.submit();
  assert.equal(refused.reports[0]?.error?.errNo, 21518);
});

test('D7: an order that the platform refuses is told with the number of its log', async () => {
  const outside = world();
  const error = { errNo: 13000, errMsg: 'createOrder:fail 系统错误', errLogId: 'log-7' };
  outside.outcomes.push({ kind: 'noOrder', error });
  const shown = await page(outside);
  await shown.submit();
  assert.deepEqual(shown.reports[0]?.error, { ...error, errNo: 21517 });
});
