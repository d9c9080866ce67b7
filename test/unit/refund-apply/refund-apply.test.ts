import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { REFUND_REASONS } from '../../../src/contract/refund-reasons';
import { Deferred, GOODS_ID, refundable, serverError, settled, world } from '../kit/world';
import { page } from './page';

const [UNWANTED, SERVICE, , OTHER] = REFUND_REASONS.map(({ code }) => code) as [
  number,
  number,
  number,
  number,
];
const made = { refundId: 'dy-r-1', outRefundNo: 'refund-1', orderId: 'dy-1' };
const failure = { errNo: 20001, errMsg: 'applyRefund:fail 订单状态错误', errLogId: 'log-1' };
const items = [
  { itemOrderId: 'item-1', refundAmount: 300, deductFeeAmount: 5, refundRelatedItemType: 2 },
  { itemOrderId: 'item-2' },
];

test('[TP-REFUND-01] the goods of the order and the refundable quantity are shown', async () => {
  world();
  const { data } = await page();
  assert.equal(data.goodsName, '双人下午茶套餐');
  assert.equal(data.goodsPhoto, '/assets/goods/tea.svg');
  assert.equal(data.price, '99.00');
  assert.equal(data.refundable, 2);
});

test('[TP-REFUND-02] the quantity goes from 1 to the refundable quantity and no further', async () => {
  world();
  const shown = await page();
  assert.equal(shown.data.stepper, true);
  for (const [wanted, got] of [
    [0, 1],
    [2, 2],
    [3, 2],
    [-4, 1],
    [1.7, 1],
    [NaN, 1],
  ] as const) {
    await shown.fill({ quantity: wanted });
    assert.equal(shown.data.quantity, got, `${wanted}`);
  }
});

test('[TP-REFUND-03] a legacy order and a refund of given items have no quantity selector', async () => {
  world();
  assert.equal((await page({ order: refundable({ legacy: true }), amount: 20000 })).data.stepper, false);
  assert.equal((await page({ params: { itemOrderList: items } })).data.stepper, false);
  assert.equal((await page({ params: { a: 1 } })).data.stepper, true);
});

test('[TP-REFUND-04] a legacy order refunds refund-total-amount: 20000 is 200.00', async () => {
  world();
  assert.equal((await page({ order: refundable({ legacy: true }), amount: 20000 })).data.amount, '200.00');
});

test('[TP-REFUND-05] [TP-REFUND-06] given items refund their amounts, or the most of an item without one', async () => {
  world();
  const { data } = await page({ params: { itemOrderList: items } });
  assert.equal(data.amount, '83.01');
  assert.deepEqual(data.items, [
    { itemOrderId: 'item-1', amount: '3.00' },
    { itemOrderId: 'item-2', amount: '80.01' },
  ]);
});

test('[TP-REFUND-07] [PB-LEGACY-03] the amount follows the quantity, also with a refund-total-amount', async () => {
  world();
  const shown = await page({ amount: 20000 });
  assert.equal(shown.data.amount, '80.00');
  await shown.fill({ quantity: 2 });
  assert.equal(shown.data.amount, '160.01');
});

test('[TP-REFUND-07] items of which nothing is left do not count', async () => {
  world();
  const [first, second] = refundable().itemOrders as [never, never];
  const order = refundable({
    refundableQuantity: 1,
    itemOrders: [Object.assign({}, first, { refundableAmount: 0 }), second],
  });
  assert.equal((await page({ order })).data.amount, '80.01');
});

test('[TP-REASON-01] four reasons are offered', async () => {
  world();
  const { data } = await page();
  assert.deepEqual(
    data.reasons.map(({ text }) => text),
    ['不想要了', '商家服务原因', '商品质量问题', '其他'],
  );
});

test('[TP-REASON-02] each chosen reason goes into the application, as its text', async () => {
  const outside = world();
  const shown = await page();
  await shown.fill({ reasons: [SERVICE, UNWANTED] });
  assert.deepEqual(
    shown.data.reasons.map(({ chosen }) => chosen),
    [true, true, false, false],
  );
  await shown.submit();
  assert.deepEqual(outside.applications[0]?.refundInfo, { reason: ['不想要了', '商家服务原因'] });
});

test('[TP-REASON-06] a chosen reason has the background colour of the theme', async () => {
  world().app = { getThemeConfig: () => ({ backgroundColor: '#0055aa' }) };
  const { data } = await page();
  assert.match(data.theme, /--trade-bg:#0055aa;/);
  const style = readFileSync(new URL('../../../components/refund-apply/index.ttss', import.meta.url), 'utf8');
  assert.match(style, /\.reason-on \.mark \{[^}]*background: var\(--trade-bg/);
});

test('without a reason nothing is sent: a toast', async () => {
  const outside = world();
  const shown = await page();
  await shown.submit();
  assert.deepEqual(outside.applications, []);
  assert.deepEqual(outside.toasts, ['请选择退款原因']);
  assert.equal(shown.machine.state, 'editing');
});

for (const [what, note, sent] of [
  ['200 characters of 3 bytes', '字'.repeat(200), true],
  ['201 characters', '字'.repeat(201), false],
  ['200 characters of two code units', '😀'.repeat(200), true],
] as const) {
  test(`[TP-NOTE-01] a note of ${what} is ${sent ? 'sent' : 'not accepted'}`, async () => {
    const outside = world();
    const shown = await page();
    await shown.fill({ reasons: [UNWANTED], note });
    await shown.submit();
    assert.equal(outside.applications.length, sent ? 1 : 0);
    assert.equal(outside.toasts.length, sent ? 0 : 1);
  });
}

test('[TP-NOTE-02] [TP-APPLY-02] with 其他 and no note nothing is sent; with a note it is', async () => {
  const outside = world();
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED, OTHER] });
  assert.equal(shown.data.noteNeeded, true);
  await shown.submit();
  await shown.fill({ note: '  ' });
  await shown.submit();
  assert.equal(outside.applications.length, 0);
  assert.equal(outside.toasts.length, 2);
  await shown.fill({ note: '发错了' });
  await shown.submit();
  assert.deepEqual(outside.applications[0]?.refundInfo, { reason: ['不想要了', '其他'], note: '发错了' });
});

test('[TP-NOTE-03] with another reason the application goes without a note', async () => {
  const outside = world();
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  assert.deepEqual(outside.applications, [
    {
      outOrderNo: 'out-1',
      refundInfo: { reason: ['不想要了'] },
      goodsList: [{ goodsId: GOODS_ID, goodsType: 1, quantity: 1 }],
    },
  ]);
});

test('[PB-LEGACY-02] a legacy order is refunded by amount', async () => {
  const outside = world();
  const shown = await page({ order: refundable({ legacy: true }), amount: 20000 });
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  const [sent] = outside.applications;
  assert.equal(sent?.refundTotalAmount, 20000);
  assert.equal(sent?.goodsList, undefined);
  assert.equal(sent?.itemOrderList, undefined);
});

test('[PB-LEGACY-03] a new order is never refunded by amount', async () => {
  const outside = world();
  const shown = await page({ amount: 20000 });
  await shown.fill({ reasons: [UNWANTED], quantity: 2 });
  await shown.submit();
  assert.deepEqual(outside.applications[0]?.goodsList, [{ goodsId: GOODS_ID, goodsType: 1, quantity: 2 }]);
  assert.equal(outside.applications[0]?.refundTotalAmount, undefined);
});

test('[PB-PASS-03] [PB-PASS-04] [PB-ITEM-06] [PB-ITEM-07] [PB-ITEM-09] given items go beside cp_extra, with keys that nobody knows', async () => {
  const outside = world();
  const shown = await page({ params: { orderId: 'A', itemOrderList: items } });
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  const [sent] = outside.applications;
  assert.deepEqual(sent?.itemOrderList, items);
  assert.equal(JSON.stringify(sent?.callbackData), '{"orderId":"A"}');
  assert.equal(sent?.goodsList, undefined);
});

for (const [rules, what, params, cpExtra] of [
  ['PB-PASS-01', '{a: 1}', { a: 1 }, '{"a":1}'],
  ['PB-PASS-05', 'items alone', { itemOrderList: items }, '{}'],
  ['PB-PASS-06', 'nothing', undefined, undefined],
  ['PB-PASS-01', 'nested data', { z: [1, { b: '中' }], a: null }, '{"z":[1,{"b":"中"}],"a":null}'],
] as const) {
  test(`[${rules}] [TP-APPLY-02] ${what} gives the cp_extra ${cpExtra}`, async () => {
    const outside = world();
    const shown = await page({ params });
    await shown.fill({ reasons: [UNWANTED] });
    await shown.submit();
    const { callbackData } = outside.applications[0] ?? {};
    assert.equal(callbackData && JSON.stringify(callbackData), cpExtra);
  });
}

test('a field that is lost on the way is named in a warning', async (t) => {
  const warned = t.mock.method(console, 'warn', () => undefined);
  world();
  await page({ params: { a: 1, deep: { gone: undefined }, callback: () => undefined } });
  assert.equal(warned.mock.callCount(), 1);
  assert.match(String(warned.mock.calls[0]?.arguments[0]), /gone, callback/);
  await page({ params: { a: 1 } });
  await page();
  assert.equal(warned.mock.callCount(), 1);
});

test('[TP-APPLY-01] the button reads 提交申请', async () => {
  world();
  assert.equal((await page()).data.submitText, '提交申请');
});

test('[TP-APPLY-03] [PB-BINDREFUND-02] [PB-BINDREFUND-03] a submitted application is reported, and replaced by its detail page', async () => {
  const outside = world();
  outside.applied = Promise.resolve({ ...made, outRefundNo: 'r&1' });
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  assert.deepEqual(shown.reports, [
    { refund: { status: 'success', result: { ...made, outRefundNo: 'r&1' } } },
  ]);
  assert.deepEqual(outside.opened, [`/detail?session=${shown.visit.id}&refundId=r%261`]);
  assert.ok(outside.calls.includes('redirect'));
  assert.equal(shown.data.phase, 'done');
});

test('a detail page that cannot be opened leaves the good news on the page', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const outside = world();
  outside.navigate = Promise.reject({ errNo: 0, errMsg: 'redirectTo:fail' });
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  assert.equal(shown.data.submitText, '退款申请已提交');
  assert.match(
    String(said.mock.calls[0]?.arguments[0]),
    /\/detail cannot be opened: redirectTo:fail; list it in app\.json/,
  );
});

test('[TP-APPLY-04] two submits in one turn, and one while the application is on its way, send one', async () => {
  const outside = world();
  const answer = new Deferred<typeof made>();
  outside.applied = answer.promise;
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED] });
  shown.machine.send('SUBMIT');
  shown.machine.send('SUBMIT');
  await settled();
  await shown.submit();
  assert.equal(shown.data.submitText, '正在提交…');
  assert.equal(shown.data.busy, true);
  answer.resolve(made);
  await settled();
  assert.equal(outside.applications.length, 1);
  assert.equal(shown.reports.length, 1);
});

test('[PB-REFUND-20] [PB-REFUND-90] [PB-BINDREFUND-01] a failed application is 21535 and bind:refund fail; the page shows why, and can send again', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
  outside.applied = Promise.reject(failure);
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  assert.deepEqual(shown.reports, [
    {
      error: { errNo: 21535, errMsg: failure.errMsg, errLogId: 'log-1' },
      refund: { status: 'fail', result: { errMsg: failure.errMsg } },
    },
  ]);
  assert.equal(shown.data.phase, 'failed');
  assert.equal(shown.data.failure, '订单状态错误');
  assert.equal(shown.data.busy, false);
  assert.deepEqual(outside.opened, []);
  outside.applied = Promise.resolve(made);
  await shown.submit();
  assert.equal(outside.applications.length, 2);
  assert.deepEqual(
    shown.reports.map((report) => report.refund?.status),
    ['fail', 'success'],
  );
  assert.equal(shown.data.phase, 'done');
});

test('the failure goes when the form is changed, and the change is sent', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
  outside.applied = Promise.reject(failure);
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  await shown.fill({ quantity: 2 });
  assert.equal(shown.data.phase, 'editing');
  assert.equal(shown.data.failure, '');
  await shown.submit();
  assert.equal(outside.applications[1]?.goodsList?.[0]?.quantity, 2);
});

for (const [what, getOrder] of [
  ['cannot be asked', () => Promise.reject(serverError)],
  ['answers nothing', () => Promise.resolve(null as never)],
] as const) {
  test(`an application that failed while the merchant ${what} is reported as failed`, async () => {
    const outside = world({ merchant: { getOrder } });
    outside.applied = Promise.reject(failure);
    const shown = await page();
    await shown.fill({ reasons: [UNWANTED] });
    await shown.submit();
    assert.equal(shown.reports[0]?.error?.errNo, 21535);
    assert.equal(shown.data.phase, 'failed');
  });
}

test('an application whose answer was lost is asked for: nothing is sent twice', async () => {
  const outside = world({
    merchant: { getOrder: () => Promise.resolve(refundable({ refunds: ['refund-1'] })) },
  });
  outside.applied = Promise.reject({ errNo: 0, errMsg: 'applyRefund:fail timeout' });
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  assert.deepEqual(shown.reports, [{ refund: { status: 'success', result: made } }]);
  assert.equal(shown.data.phase, 'done');
  assert.match(outside.opened[0] ?? '', /refundId=refund-1/);
});

test('a failure that the platform tells in words for developers is not put before the user', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
  outside.applied = Promise.reject({ errNo: 1, errMsg: 'refundInfo.reasonCode should be array' } as never);
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  assert.deepEqual([shown.data.phase, shown.data.failure], ['failed', '']);
  assert.equal(shown.reports[0]?.error?.errMsg, 'refundInfo.reasonCode should be array');
});
