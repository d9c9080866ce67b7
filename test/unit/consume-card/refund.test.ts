import assert from 'node:assert/strict';
import test from 'node:test';
import { ACK_WINDOW, HANDLER_TIMEOUT } from '../../../src/contract/limits';
import type { OrderInfo } from '../../../src/ports/merchant';
import type { RefundSession } from '../../../src/ports/sessions';
import { complain, find } from '../../../src/session/page-side';
import { reportEnd, sessionOf } from '../kit/button';
import { coupon, Deferred, refundable, rejection, serverError, settled, type World } from '../kit/world';
import { openPage } from '../refund-apply/page';
import { asks, card, shopOf } from './card';

/** A shop whose order has two codes, and is what `part` says. */
function shop(part: Partial<OrderInfo> = {}): ReturnType<typeof shopOf> {
  const outside = shopOf([coupon(1), coupon(2)]);
  outside.merchant.getOrder = () => Promise.resolve(refundable(part));
  return outside;
}

const handlerCalls = (outside: World): number => outside.calls.filter((call) => call === 'applyrefund').length;
const request = (outside: World): RefundSession['refund'] => sessionOf<RefundSession>(outside).refund;
const bound = (applyrefund: () => unknown = () => ({})): { applyrefund: () => unknown } => ({ applyrefund });

const refusals: [rule: string, what: string, part: Partial<OrderInfo> | typeof serverError, errNo: number][] = [
  ['CC-REFUND-01', 'a server failure', serverError, 21528],
  ['CC-REFUND-02', 'rejected parameters', rejection, 21529],
  ['CC-REFUND-03', 'an order without goods', { goods: undefined as never }, 21530],
  ['CC-REFUND-04', 'an order of which nothing is refundable', { refundableQuantity: 0 }, 21531],
];

for (const [rule, what, part, errNo] of refusals) {
  test(`[${rule}] [CC-REFUND-05] ${what} is ${errNo}: applyrefund is not called, nothing opens, and the codes are asked for again`, async () => {
    const outside = shop('kind' in part ? {} : part);
    if ('kind' in part) outside.merchant.getOrder = () => Promise.reject(part);
    const shown = await card(outside, {}, bound());
    await shown.send('APPLY');
    assert.deepEqual(shown.errors(), [errNo]);
    assert.deepEqual([handlerCalls(outside), outside.opened, shown.machine.state, asks(outside)], [0, [], 'shown', 2]);
  });
}

test('[CC-ERROR-02] a legacy order is refunded as a whole: the card has no amount to ask for, and fires no 21524', async () => {
  const outside = shop({ legacy: true });
  const shown = await card(outside, {}, bound());
  await shown.send('APPLY');
  assert.deepEqual(shown.errors(), []);
  assert.equal(request(outside).amount, 16001);
});

test('[CC-REFUND-06] applyrefund is told orderId, the property order-id', async () => {
  const details: Record<string, unknown>[] = [];
  const shown = await card(
    shop(),
    { orderId: 'shop-7' },
    {
      applyrefund: ({ detail }) => {
        details.push(detail);
        return {};
      },
    },
  );
  await shown.send('APPLY');
  assert.deepEqual(
    details.map(({ orderId }) => orderId),
    ['shop-7'],
  );
});

const matrix: [rule: string, what: string, handler: () => unknown, errNo: number][] = [
  [
    'CC-REFUND-09',
    'throws',
    () => {
      throw new Error('refused');
    },
    21533,
  ],
  ['CC-REFUND-10', 'rejects with an Error', () => Promise.reject(new Error('refused')), 21533],
  ['CC-REFUND-10', 'rejects with nothing', () => Promise.reject(), 21533],
  ['CC-REFUND-11', 'resolves undefined', () => Promise.resolve(undefined), 21534],
  ['CC-REFUND-11', 'resolves a string', () => Promise.resolve('{}'), 21534],
  ['CC-REFUND-11', 'resolves a number', () => Promise.resolve(7), 21534],
  ['CC-REFUND-11', 'returns nothing', () => undefined, 21534],
  ['CC-REFUND-12', 'resolves an array', () => Promise.resolve([]), 21534],
  ['CC-REFUND-12', 'resolves null', () => Promise.resolve(null), 21534],
  ['CC-PASS-03', 'resolves an empty itemOrderList', () => ({ itemOrderList: [] }), 21534],
  ['CC-PASS-03', 'resolves itemOrderList null', () => ({ itemOrderList: null }), 21534],
  ['CC-PASS-03', 'resolves itemOrderList undefined', () => ({ itemOrderList: undefined }), 21534],
  ['CC-PASS-03', 'resolves an itemOrderList that is an object', () => ({ itemOrderList: {} }), 21534],
  ['CC-PASS-03', 'resolves an itemOrderList that is a string', () => ({ itemOrderList: 'item-1' }), 21534],
];

for (const [rule, what, handler, errNo] of matrix) {
  test(`[${rule}] [CC-REFUND-13] an applyrefund that ${what} is ${errNo}: nothing opens, and a tap asks again`, async () => {
    const outside = shop();
    const shown = await card(outside, {}, { applyrefund: handler });
    await shown.send('APPLY');
    assert.deepEqual(shown.errors(), [errNo]);
    assert.equal(typeof shown.heard[0]?.detail.errMsg, 'string');
    assert.deepEqual([outside.opened, shown.data.asking], [[], false]);
    await shown.send('APPLY');
    assert.equal(handlerCalls(outside), 2);
  });
}

test('[CC-REFUND-07] a promise of a plain object opens 退款申请页 with it', async () => {
  const outside = shop();
  const shown = await card(
    outside,
    {},
    bound(() => Promise.resolve({ a: 1 })),
  );
  await shown.send('APPLY');
  assert.match(outside.opened[0] ?? '', /^\/apply\?session=/);
  assert.deepEqual(request(outside).params, { a: 1 });
  assert.equal(shown.machine.state, 'away');
});

test('[CC-REFUND-08] with no applyrefund bound 退款申请页 opens with nothing to pass through', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const outside = shop();
  const shown = await card(outside);
  await shown.send('APPLY');
  for (let windows = 0; windows < 2; windows++) {
    t.mock.timers.tick(ACK_WINDOW);
    await settled();
  }
  assert.deepEqual(shown.errors(), []);
  assert.equal(outside.opened.length, 1);
  assert.equal(request(outside).params, undefined);
});

test('apply-refund-params plays the part of a handler that is not bound', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const outside = shop();
  const shown = await card(outside, { applyRefundParams: { b: 2 } });
  await shown.send('APPLY');
  for (let windows = 0; windows < 2; windows++) {
    t.mock.timers.tick(ACK_WINDOW);
    await settled();
  }
  assert.deepEqual(request(outside).params, { b: 2 });
});

test('[CC-REFUND-14] an applyrefund that never settles opens no page, and is 21533 after its time; ten taps are one question', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const answer = new Deferred<object>();
  const outside = shop();
  const shown = await card(
    outside,
    {},
    bound(() => answer.promise),
  );
  for (let taps = 0; taps < 10; taps++) shown.machine.send('APPLY');
  await settled();
  // Also while it is pending, and with one query.
  await shown.send('APPLY');
  assert.equal(outside.calls.filter((call) => call === 'getOrder').length, 1);
  assert.deepEqual([handlerCalls(outside), shown.data.asking, shown.data.phase], [1, true, 'shown']);
  t.mock.timers.tick(HANDLER_TIMEOUT - 1);
  await settled();
  assert.deepEqual([shown.errors(), outside.opened], [[], []]);
  t.mock.timers.tick(1);
  await settled();
  assert.deepEqual(shown.errors(), [21533]);
  answer.resolve({});
  await settled();
  assert.deepEqual([outside.opened, shown.data.asking], [[], false]);
});

test('[CC-REFUND-15] of an answer given twice the first value counts, and one page opens', async () => {
  const outside = shop();
  const shown = await card(
    outside,
    {},
    bound(
      () =>
        new Promise((resolve, reject) => {
          resolve({ a: 1 });
          resolve({ a: 2 });
          reject(new Error('late'));
        }),
    ),
  );
  await shown.send('APPLY');
  assert.deepEqual([outside.opened.length, request(outside).params], [1, { a: 1 }]);
});

test('an order-id that changes while applyrefund is pending drops its answer', async () => {
  const answer = new Deferred<object>();
  const outside = shop();
  const shown = await card(
    outside,
    {},
    bound(() => answer.promise),
  );
  await shown.send('APPLY');
  await shown.set({ orderId: 'out-2' });
  answer.resolve({});
  await settled();
  assert.deepEqual([outside.opened, shown.machine.state], [[], 'shown']);
});

test('what applyrefund answers about the order before opens nothing, also while it is asked about the new one', async () => {
  const answers: Deferred<object>[] = [];
  const outside = shop();
  const shown = await card(
    outside,
    {},
    bound(() => {
      answers.push(new Deferred());
      return answers[answers.length - 1]!.promise;
    }),
  );
  await shown.send('APPLY');
  await shown.set({ orderId: 'out-2' });
  await shown.send('APPLY');
  answers[0]!.resolve({ about: 'out-1' });
  await settled();
  assert.deepEqual([outside.opened, shown.machine.state], [[], 'applying']);
  answers[1]!.resolve({ about: 'out-2' });
  await settled();
  assert.deepEqual([outside.opened.length, request(outside).params], [1, { about: 'out-2' }]);
});

test('a card that leaves while applyrefund is pending opens nothing', async () => {
  const answer = new Deferred<object>();
  const outside = shop();
  const shown = await card(
    outside,
    {},
    bound(() => answer.promise),
  );
  await shown.send('APPLY');
  shown.leave();
  answer.resolve({});
  await settled();
  assert.deepEqual(outside.opened, []);
});

test('shown again while applyrefund is pending (it may have logged the user in), time goes on for the codes', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf([coupon(1, { validTo: 1_010_000 })]);
  outside.merchant.getOrder = () => Promise.resolve(refundable());
  const shown = await card(
    outside,
    {},
    bound(() => new Promise(() => undefined)),
  );
  await shown.send('APPLY');
  await shown.send('HIDE');
  await shown.send('SHOW');
  t.mock.timers.tick(10_001);
  await settled();
  assert.deepEqual([shown.machine.state, shown.data.first?.word], ['applying', '已过期']);
});

test('a page that cannot be opened leaves the card usable', async (t) => {
  t.mock.method(console, 'error', () => undefined);
  const outside = shop();
  outside.navigate = Promise.reject(new Error('no such page'));
  const shown = await card(outside, {}, bound());
  await shown.send('APPLY');
  assert.deepEqual([shown.errors(), shown.machine.state], [[], 'shown']);
});

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

const done = { refundId: 'dy-r-1', outRefundNo: 'refund-1', orderId: 'dy-1' };

test('[CC-BINDREFUND-01] [CC-BINDREFUND-02] [CC-REFRESH-04] a submitted application is told with its three numbers, and the codes are asked for', async () => {
  const outside = shop();
  const shown = await card(outside, {}, bound());
  await shown.send('APPLY');
  await shown.send('HIDE');
  outside.answer([coupon(1, { state: 'refunding', outRefundNo: 'refund-1' }), coupon(2)]);
  await reportEnd(outside, sessionOf<RefundSession>(outside), { refund: { status: 'success', result: done } });
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
