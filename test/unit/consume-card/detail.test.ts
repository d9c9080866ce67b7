import assert from 'node:assert/strict';
import test from 'node:test';
import { ERRORS } from '../../../src/contract/errors';
import { complain } from '../../../src/session/reports';
import { sessionOf } from '../kit/button';
import { coupon, Deferred, refundable, rejection, serverError, settled } from '../kit/world';
import { card, shopOf } from './card';

for (const [rules, state, event] of [
  ['CC-SINGLE-04', 'refundFailed', 'DETAIL'],
  ['CC-STATE-02', 'refunding', 'DETAIL'],
  ['CC-STATE-02', 'refunding', 'PICK'],
  ['CC-STATE-04', 'refunded', 'PICK'],
] as const) {
  test(`[${rules}] ${event === 'PICK' ? 'a touch of' : 'the tag of'} a code that is ${state} opens 退款详情页 of its refund`, async () => {
    const outside = shopOf([coupon(1, { state, outRefundNo: 'refund 1' }), coupon(2)]);
    const shown = await card(outside);
    await shown.send(event, 'item-1');
    assert.match(outside.opened[0] ?? '', /^\/detail\?session=[^&]+&refundId=refund%201$/);
    assert.deepEqual([shown.errors(), shown.data.large], [[], null]);
  });
}

test('a touch of a code that is under refund, or refunded, and has no refund number does nothing', async () => {
  const outside = shopOf([coupon(1, { state: 'refunding' })]);
  const shown = await card(outside);
  await shown.send('PICK', 'item-1');
  assert.deepEqual(
    [outside.opened, shown.data.large, shown.errors(), shown.data.first?.refund],
    [[], null, [], false],
  );
});

for (const [what, outRefundNo, getRefund] of [
  ['breaks', 'refund-1', () => Promise.reject(serverError)],
  ['is rejected', 'refund-1', () => Promise.reject(rejection)],
  ['has a number that no refund can have', 'x'.repeat(65), () => Promise.resolve({})],
] as [string, string, () => Promise<never>][]) {
  test(`[CC-DETAIL-01] [CC-DETAIL-02] a refund query that ${what} is 21532, and 退款详情页 is not opened`, async () => {
    const outside = shopOf([coupon(1, { state: 'refunding', outRefundNo })]);
    outside.merchant.getRefund = getRefund;
    const shown = await card(outside);
    await shown.send('DETAIL', 'item-1');
    assert.deepEqual([shown.errors(), outside.opened, shown.machine.state], [[21532], [], 'shown']);
  });
}

test('[CC-DETAIL-03] a query of 退款详情页 that fails is 21537 on the card', async () => {
  const outside = shopOf([coupon(1, { state: 'refunding', outRefundNo: 'refund-1' })]);
  const shown = await card(outside);
  await shown.send('DETAIL', 'item-1');
  complain({ id: sessionOf(outside).id }, { errNo: 21537, errMsg: 'down' });
  assert.deepEqual(shown.heard, [{ event: 'error', detail: { errNo: 21537, errMsg: 'down', errLogId: '' } }]);
  assert.equal(shown.machine.state, 'away', 'an error of a page is no end: nothing is asked');
});

test('taps on the refund and on 申请退款 while a page is being opened open no second one', async () => {
  const outside = shopOf([coupon(1, { state: 'refunding', outRefundNo: 'refund-1' }), coupon(2)]);
  outside.merchant.getOrder = () => Promise.resolve(refundable());
  const shown = await card(outside, {}, { applyrefund: () => ({}) });
  shown.machine.send('DETAIL', 'item-1');
  shown.machine.send('APPLY');
  shown.machine.send('DETAIL', 'item-1');
  await settled();
  await shown.send('APPLY');
  assert.equal(outside.opened.length, 1);
  await shown.send('SHOW');
  await shown.send('APPLY');
  assert.equal(outside.opened.length, 2);
});

test('[CC-ERROR-02] the codes of the card are those of the contract', () => {
  const codes = ERRORS.filter(({ components }) => components.includes('consume-card')).map(
    ({ errNo }) => errNo,
  );
  assert.deepEqual(codes, [21522, 21528, 21529, 21530, 21531, 21532, 21533, 21534, 21535, 21537, 21540]);
});

test('while the codes are asked for again, a touch opens a refund, or shows a code large', async () => {
  const outside = shopOf([coupon(1, { state: 'refunding', outRefundNo: 'refund-1' }), coupon(2)]);
  const shown = await card(outside);
  outside.merchant.getCoupons = () => new Promise(() => undefined);
  await shown.send('REFRESH');
  await shown.send('PICK', 'item-2');
  assert.deepEqual([shown.data.large?.id, outside.brightness], ['item-2', [1]]);
  assert.deepEqual([shown.errors(), shown.data.asking], [[], false], 'no refund is looked for');
  await shown.send('PICK', 'item-1');
  assert.equal(outside.opened.length, 1);
});

for (const [sent, opens] of [
  [['APPLY'], /^\/apply\?/],
  [['DETAIL', 'item-1'], /^\/detail\?.*refundId=refund-1$/],
] as const) {
  test(`while the codes are asked for again, ${sent[0] === 'APPLY' ? '申请退款' : 'the tag of a refund'} opens its page`, async () => {
    const outside = shopOf([coupon(1, { state: 'refunding', outRefundNo: 'refund-1' }), coupon(2)]);
    outside.merchant.getOrder = () => Promise.resolve(refundable());
    const shown = await card(outside, {}, { applyrefund: () => ({}) });
    outside.merchant.getCoupons = () => new Promise(() => undefined);
    await shown.send('REFRESH');
    await shown.send(...sent);
    assert.equal(outside.opened.length, 1);
    assert.match(outside.opened[0]!, opens);
  });
}

test('a code touched while 申请退款 waits is shown large on a bright screen, and it is still 退款申请页 that opens', async () => {
  const outside = shopOf([coupon(1), coupon(2)]);
  const answer = new Deferred<object>();
  const order = new Deferred<ReturnType<typeof refundable>>();
  outside.merchant.getOrder = () => order.promise;
  const shown = await card(outside, {}, { applyrefund: () => answer.promise });
  await shown.send('APPLY');
  await shown.send('PICK', 'item-2');
  assert.deepEqual(
    [shown.machine.state, shown.data.large?.id, outside.brightness],
    ['asking', 'item-2', [1]],
  );
  order.resolve(refundable());
  await settled();
  await shown.send('PICK', 'item-1');
  answer.resolve({});
  await settled();
  assert.equal(shown.data.large?.id, 'item-1');
  assert.match(outside.opened.join(), /^\/apply\?session=[^,]+$/);
});
