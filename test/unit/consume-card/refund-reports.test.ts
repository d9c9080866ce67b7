/** What the pages of a refund do with the card's request, and what the card tells of it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { RefundSession } from '../../../src/ports/sessions';
import { complain } from '../../../src/session/reports';
import { find } from '../../../src/session/visits';
import { bound, done } from '../kit/applyrefund';
import { reportEnd, sessionOf } from '../kit/button';
import { coupon, serverError, settled } from '../kit/world';
import { openPage } from '../refund-apply/page';
import { asks, card, refundShop as shop } from './card';

for (const [rules, params, cpExtra, items] of [
  ['CC-PASS-01', { a: 1 }, { a: 1 }, undefined],
  [
    'CC-PASS-02',
    { a: 1, itemOrderList: [{ itemOrderId: 'item-1', refundAmount: 100 }] },
    { a: 1 },
    [{ itemOrderId: 'item-1', refundAmount: 100 }],
  ],
] as const) {
  test(`[${rules}] what applyrefund resolves reaches the refund application: ${JSON.stringify(params)}`, async () => {
    const outside = shop();
    const shown = await card(
      outside,
      {},
      bound(() => Promise.resolve(params)),
    );
    await shown.send('APPLY');
    const page = await openPage({ session: sessionOf(outside).id });
    await page.fill({ reasons: [page.data.reasons[0]!.code] });
    await page.submit();
    assert.deepEqual(outside.applications[0]?.callbackData, cpExtra);
    if (items) assert.deepEqual(outside.applications[0]?.itemOrderList, items);
  });
}

test('[CC-BINDREFUND-01] [CC-BINDREFUND-02] [CC-REFRESH-04] a submitted application is told with its three numbers, and the codes are asked for', async () => {
  const outside = shop();
  const shown = await card(outside, {}, bound());
  await shown.send('APPLY');
  await shown.send('HIDE');
  outside.answer([coupon(1, { state: 'refunding', outRefundNo: 'refund-1' }), coupon(2)]);
  await reportEnd(outside, sessionOf<RefundSession>(outside), {
    refund: { status: 'success', result: done },
  });
  assert.deepEqual(shown.heard, [{ event: 'refund', detail: { status: 'success', result: done } }]);
  assert.equal(asks(outside), 2);
  await shown.send('SHOW');
  assert.deepEqual([shown.data.count, asks(outside), shown.machine.state], ['1份可用', 3, 'shown']);
});

test('[CC-REFUND-16] [CC-BINDREFUND-03] [CC-REFRESH-04] a failed one is told by bind:error 21535, then by bind:refund', async () => {
  const outside = shop();
  const shown = await card(outside, {}, bound());
  await shown.send('APPLY');
  outside.applied = Promise.reject({ errNo: 20001, errMsg: 'applyRefund:fail', errLogId: 'log-1' });
  const page = await openPage({ session: sessionOf(outside).id });
  await page.fill({ reasons: [page.data.reasons[0]!.code] });
  await page.submit();
  assert.deepEqual(shown.heard, [
    { event: 'error', detail: { errNo: 21535, errMsg: 'applyRefund:fail', errLogId: 'log-1' } },
    { event: 'refund', detail: { status: 'fail', result: { errMsg: 'applyRefund:fail' } } },
  ]);
  assert.equal(asks(outside), 2);
});

test('an application that ends after the card has left is told to the next card of that order, once; the codes are fresh', async () => {
  const outside = shop();
  const first = await card(outside, {}, bound());
  await first.send('APPLY');
  const session = sessionOf<RefundSession>(outside);
  first.leave();
  await reportEnd(outside, session, { refund: { status: 'success', result: done } });
  outside.restart();
  const second = await card(outside);
  const third = await card(outside);
  assert.deepEqual([first.heard.length, second.heard.length, third.heard.length], [0, 1, 0]);
  assert.equal(second.machine.state, 'shown');
});

test('[CC-REFRESH-04] a report that comes while the codes are not shown, or are asked for, is told all the same', async () => {
  const outside = shop();
  const shown = await card(outside, {}, bound());
  await shown.send('APPLY');
  const session = sessionOf<RefundSession>(outside);
  await shown.send('SHOW');
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  await shown.send('REFRESH');
  outside.answer([coupon(2)]);
  await reportEnd(outside, session, { refund: { status: 'success', result: done } });
  assert.deepEqual([shown.heard.map(({ event }) => event), shown.data.phase], [['error', 'refund'], 'shown']);
  const late = await card(
    outside,
    {},
    bound(() => new Promise(() => undefined)),
  );
  await late.send('APPLY');
  late.machine.send('REPORTED', { refund: { status: 'success', result: done } });
  assert.deepEqual([late.heard.map(({ event }) => event), late.machine.state], [['refund'], 'applying']);
});

const seen: [what: string, getCoupons: () => Promise<never>, state: string][] = [
  ['shown', undefined as never, 'shown'],
  ['asked for', () => new Promise(() => undefined), 'loading'],
  ['not to be had', () => Promise.reject(serverError), 'broken'],
];

for (const [what, getCoupons, state] of seen) {
  test(`[CC-REFRESH-04] while the codes are ${what}, an error of a page is told and asks for nothing, an end is told and asks for the codes`, async () => {
    const outside = shop();
    const shown = await card(outside, {}, bound());
    await shown.send('APPLY');
    const session = sessionOf<RefundSession>(outside);
    if (getCoupons) outside.merchant.getCoupons = getCoupons;
    await shown.send('SHOW');
    shown.heard.splice(0);
    complain(session, { errNo: 21537, errMsg: 'down' });
    await settled();
    assert.deepEqual([shown.errors(), shown.machine.state, asks(outside)], [[21537], state, 2]);
    outside.answer([coupon(1, { state: 'refunding', outRefundNo: 'refund-1' })]);
    await reportEnd(outside, session, { refund: { status: 'success', result: done } });
    assert.deepEqual([shown.heard.map(({ event }) => event), asks(outside)], [['error', 'refund'], 3]);
    assert.deepEqual([shown.machine.state, shown.data.first?.word], ['shown', '退款中']);
  });
}

test('[CC-ERROR-02] 21536 of a page of the refund stays with the page', async () => {
  const outside = shop();
  outside.merchant.getSubject = () => Promise.reject(serverError);
  const shown = await card(outside, {}, bound());
  await shown.send('APPLY');
  await openPage({ session: sessionOf(outside).id });
  assert.ok(find(outside.platform, sessionOf(outside).id));
  assert.deepEqual(shown.heard, []);
});
