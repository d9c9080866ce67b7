import assert from 'node:assert/strict';
import test from 'node:test';
import { ACK_WINDOW, HANDLER_TIMEOUT } from '../../../src/contract/limits';
import { anchor } from '../../../src/handlers/anchor';
import type { OrderInfo } from '../../../src/ports/merchant';
import type { RefundSession } from '../../../src/ports/sessions';
import { report } from '../../../src/session/reports';
import { bound, done, handlerCalls, noAnswers, request } from '../kit/applyrefund';
import { button, reportEnd, sessionOf } from '../kit/button';
import { Deferred, refundable, rejection, serverError, settled, world, type World } from '../kit/world';

const APPLY = { mode: 1, orderStatus: 1, orderId: 'out-1' };

const shop = (part: Partial<OrderInfo> = {}): World =>
  world({ merchant: { getOrder: () => Promise.resolve(refundable(part)) } });

const refusals: [
  rules: string,
  what: string,
  part: Partial<OrderInfo> | typeof serverError,
  props: object,
  errNo: number,
][] = [
  ['PB-REFUND-01', 'a server failure', serverError, {}, 21528],
  ['PB-REFUND-02', 'rejected parameters', rejection, {}, 21529],
  ['PB-REFUND-03', 'an order without goods', { goods: undefined as never }, {}, 21530],
  ['PB-REFUND-04', 'an order of which nothing is refundable', { refundableQuantity: 0 }, {}, 21531],
  [
    'PB-REFUND-05',
    'an order without goods and of which nothing is refundable',
    { goods: undefined as never, refundableQuantity: 0 },
    {},
    21530,
  ],
  [
    'PB-LEGACY-05',
    'a legacy order of which nothing is refundable',
    { legacy: true, refundableQuantity: 0 },
    {},
    21531,
  ],
  ['PB-LEGACY-01] [PB-LEGACY-06', 'a legacy order without refund-total-amount', { legacy: true }, {}, 21524],
  ...[0, -1, 1.5, '20000', NaN].map((refundTotalAmount): (typeof refusals)[number] => [
    'PB-LEGACY-90] [PB-LEGACY-06',
    `a legacy order with refund-total-amount ${String(refundTotalAmount)}`,
    { legacy: true },
    { refundTotalAmount },
    21524,
  ]),
];

for (const [rules, what, part, props, errNo] of refusals) {
  test(`[${rules}] [PB-REFUND-06] ${what} is ${errNo}: applyrefund is not called, and nothing opens`, async () => {
    const outside =
      'kind' in part ? world({ merchant: { getOrder: () => Promise.reject(part) } }) : shop(part);
    const shown = await button(outside, { ...APPLY, ...props }, bound());
    await shown.tap();
    assert.deepEqual(shown.errors(), [errNo]);
    assert.equal(handlerCalls(outside), 0);
    assert.deepEqual(outside.opened, []);
    assert.equal(shown.machine.state, 'ordered');
  });
}

test('[PB-LEGACY-02] [PB-REFUND-08] a legacy order with refund-total-amount opens 退款申请页 with that amount', async () => {
  const outside = shop({ legacy: true });
  const shown = await button(outside, { ...APPLY, refundTotalAmount: 20000 }, bound());
  await shown.tap();
  assert.deepEqual(shown.errors(), []);
  assert.match(outside.opened[0] ?? '', /^\/apply\?session=/);
  assert.equal(request(outside).amount, 20000);
});

test('[PB-LEGACY-03] [PB-LEGACY-04] a new order needs no refund-total-amount', async () => {
  const outside = shop();
  const shown = await button(outside, APPLY, bound());
  await shown.tap();
  assert.deepEqual(shown.errors(), []);
  assert.equal(outside.opened.length, 1);
});

test('[PB-REFUND-07] applyrefund is told orderId, the property order-id', async () => {
  const details: Record<string, unknown>[] = [];
  const shown = await button(shop(), APPLY, {
    applyrefund: ({ detail }) => {
      details.push(detail);
      return {};
    },
  });
  await shown.tap();
  assert.equal(details.length, 1);
  assert.equal(details[0]?.orderId, 'out-1');
});

const matrix = [
  ...noAnswers({
    throws: 'PB-REFUND-10',
    rejects: 'PB-REFUND-11',
    'resolves no object': 'PB-REFUND-12',
    'resolves a list or null': 'PB-REFUND-13',
    'returns nothing': 'PB-REFUND-14',
    'no item': 'PB-ITEM-01',
    'no items': 'PB-ITEM-02',
    'items that are no list': 'PB-ITEM-03',
  }),
  ['PB-ITEM-04', 'resolves an item without itemOrderId', () => ({ itemOrderList: [{}] }), 21534],
  [
    'PB-ITEM-04',
    'resolves an item whose itemOrderId is a number',
    () => ({ itemOrderList: [{ itemOrderId: 1 }] }),
    21534,
  ],
  ...[0, -1, 1.5, '1', null].map(
    (refundAmount) =>
      [
        'PB-ITEM-05',
        `resolves an item with refundAmount ${JSON.stringify(refundAmount)}`,
        () => ({ itemOrderList: [{ itemOrderId: 'item-1', refundAmount }] }),
        21534,
      ] as const,
  ),
] as const;

for (const [rules, what, handler, errNo] of matrix) {
  test(`[${rules}] [PB-REFUND-16] an applyrefund that ${what} is ${errNo}: nothing opens, and a tap asks again`, async () => {
    const outside = shop();
    const shown = await button(outside, APPLY, { applyrefund: handler });
    await shown.tap();
    assert.deepEqual(shown.errors(), [errNo]);
    assert.equal(typeof shown.heard[0]?.detail.errMsg, 'string');
    assert.deepEqual(outside.opened, []);
    await shown.tap();
    assert.equal(handlerCalls(outside), 2);
  });
}

test('[PB-REFUND-15] the errMsg of 21534 for a non-object is the documented one', async () => {
  const shown = await button(
    shop(),
    APPLY,
    bound(() => 'x'),
  );
  await shown.tap();
  assert.equal(shown.heard[0]?.detail.errMsg, 'The return value of bind:applyrefund should be an object');
});

const items = [{ itemOrderId: 'item-1', refundAmount: 100, deductFeeAmount: 3 }];

for (const [rules, what, handler, params] of [
  ['PB-REFUND-08', 'a promise of {}', () => Promise.resolve({}), {}],
  ['PB-PASS-90', 'a plain object', () => ({ a: 1 }), { a: 1 }],
  ['PB-PASS-01', 'a promise of {a: 1}', () => Promise.resolve({ a: 1 }), { a: 1 }],
  [
    'PB-ITEM-01] [PB-ITEM-09] [PB-PASS-04',
    'a list of one item with further keys',
    () => ({ itemOrderList: items }),
    { itemOrderList: items },
  ],
] as const) {
  test(`[${rules}] an applyrefund that gives ${what} opens 退款申请页 with it`, async () => {
    const outside = shop();
    const shown = await button(outside, APPLY, { applyrefund: handler });
    await shown.tap();
    assert.deepEqual(shown.errors(), []);
    assert.match(outside.opened[0] ?? '', /^\/apply\?session=/);
    assert.deepEqual(request(outside).params, params);
    assert.equal(request(outside).order.outOrderNo, 'out-1');
  });
}

test('[PB-REFUND-18] of an answer given twice the first value counts, and one page opens', async () => {
  const outside = shop();
  const shown = await button(
    outside,
    APPLY,
    bound(
      () =>
        new Promise((resolve, reject) => {
          resolve({ a: 1 });
          resolve({ a: 2 });
          reject(new Error('late'));
        }),
    ),
  );
  await shown.tap();
  assert.equal(outside.opened.length, 1);
  assert.deepEqual(request(outside).params, { a: 1 });
});

test('[PB-REFUND-19] ten taps in one turn, and one while applyrefund is pending, call it once', async () => {
  const outside = shop();
  const answer = new Deferred<object>();
  const shown = await button(
    outside,
    APPLY,
    bound(() => answer.promise),
  );
  for (let taps = 0; taps < 10; taps++) shown.machine.send('TAP');
  await settled();
  await shown.tap();
  assert.equal(handlerCalls(outside), 1);
  assert.equal(shown.data.busy, true);
  answer.resolve({});
  await settled();
  assert.equal(outside.opened.length, 1);
});

test('[PB-WAIT-03] [PB-REFUND-17] an applyrefund that never settles is 21533 after 60 s; a late answer opens nothing', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answer = new Deferred<object>();
  const outside = shop();
  const shown = await button(
    outside,
    APPLY,
    bound(() => answer.promise),
  );
  await shown.tap();
  t.mock.timers.tick(HANDLER_TIMEOUT - 1);
  await settled();
  assert.deepEqual(shown.errors(), []);
  assert.equal(shown.data.busy, true);
  t.mock.timers.tick(1);
  await settled();
  assert.deepEqual(shown.errors(), [21533]);
  answer.resolve({});
  await settled();
  assert.deepEqual(outside.opened, []);
  await shown.tap();
  assert.equal(handlerCalls(outside), 2);
});

test('handler-timeout changes how long applyrefund is waited for', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const shown = await button(
    shop(),
    { ...APPLY, handlerTimeout: 500 },
    bound(() => new Promise(() => undefined)),
  );
  await shown.tap();
  t.mock.timers.tick(500);
  await settled();
  assert.deepEqual(shown.errors(), [21533]);
});

for (const [what, part, state] of [
  ['mode', { mode: 2 }, 'waiting'],
  ['order-status', { orderStatus: 2, refundId: 'refund-1' }, 'ordered'],
  ['order-id', { orderId: 'out-2' }, 'ordered'],
  ['apply-refund-params', { applyRefundParams: { b: 1 } }, 'ordered'],
] as const) {
  test(`a change of ${what} while applyrefund is pending drops its answer`, async () => {
    const answer = new Deferred<object>();
    const outside = shop();
    const shown = await button(
      outside,
      APPLY,
      bound(() => answer.promise),
    );
    await shown.tap();
    await shown.set(part);
    answer.resolve({});
    await settled();
    assert.deepEqual(outside.opened, []);
    assert.equal(shown.machine.state, state);
  });
}

test('a button that leaves while applyrefund is pending opens nothing', async () => {
  const answer = new Deferred<object>();
  const outside = shop();
  const shown = await button(
    outside,
    APPLY,
    bound(() => answer.promise),
  );
  await shown.tap();
  shown.leave();
  answer.resolve({});
  await settled();
  assert.deepEqual(outside.opened, []);
});

for (const adapter of ['auto', undefined] as const) {
  test(`[PB-REFUND-09] [PB-PASS-06] D9: without applyrefund (${adapter ?? 'no adapter'}) 退款申请页 opens without anything to pass through`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    if (adapter) anchor().auto = adapter;
    t.after(() => delete anchor().auto);
    const outside = shop();
    const shown = await button(outside, APPLY);
    await shown.tap();
    assert.deepEqual(outside.opened, []);
    for (let windows = 0; windows < 2; windows++) {
      t.mock.timers.tick(ACK_WINDOW);
      await settled();
    }
    assert.deepEqual(shown.errors(), []);
    assert.equal(outside.opened.length, 1);
    assert.ok(!('params' in request(outside)) || request(outside).params === undefined);
  });
}

test('[PB-REFUND-09] that applyrefund is not bound is found out before the tap, which then waits for nothing', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  anchor().auto = 'auto';
  t.after(() => delete anchor().auto);
  const outside = shop();
  const shown = await button(outside, APPLY);
  for (let windows = 0; windows < 2; windows++) {
    t.mock.timers.tick(ACK_WINDOW);
    await settled();
  }
  await shown.tap();
  assert.equal(outside.opened.length, 1);
});

test('[PB-PASS-07] without applyrefund, apply-refund-params plays its part', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const outside = shop();
  const shown = await button(outside, { ...APPLY, applyRefundParams: { a: 1 } });
  await shown.tap();
  for (let windows = 0; windows < 2; windows++) {
    t.mock.timers.tick(ACK_WINDOW);
    await settled();
  }
  assert.deepEqual(request(outside).params, { a: 1 });
});

test('[PB-PASS-07] wrong apply-refund-params are 21534', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const outside = shop();
  const shown = await button(outside, { ...APPLY, applyRefundParams: { itemOrderList: [] } });
  await shown.tap();
  for (let windows = 0; windows < 2; windows++) {
    t.mock.timers.tick(ACK_WINDOW);
    await settled();
  }
  assert.deepEqual(shown.errors(), [21534]);
  assert.deepEqual(outside.opened, []);
});

test('[PB-PASS-91] a bound applyrefund wins over apply-refund-params, also when it fails', async () => {
  const outside = shop();
  const shown = await button(
    outside,
    { ...APPLY, applyRefundParams: { b: 2 } },
    bound(() => ({ a: 1 })),
  );
  await shown.tap();
  assert.deepEqual(request(outside).params, { a: 1 });
  const failing = await button(
    outside,
    { ...APPLY, applyRefundParams: { b: 2 } },
    bound(() => Promise.reject()),
  );
  await failing.tap();
  assert.deepEqual(failing.errors(), [21533]);
});

test('[PB-BINDREFUND-02] [PB-BINDREFUND-03] [PB-BINDREFUND-04] a submitted application is told once, with its three numbers', async () => {
  const outside = shop();
  const shown = await button(outside, APPLY, bound());
  await shown.tap();
  const session = sessionOf<RefundSession>(outside);
  await reportEnd(outside, session, { refund: { status: 'success', result: done } });
  report(outside.platform, session, { refund: { status: 'fail', result: { errMsg: 'late' } } });
  await settled();
  assert.deepEqual(shown.heard, [{ event: 'refund', detail: { status: 'success', result: done } }]);
});

test('[PB-REFUND-20] [PB-REFUND-90] [PB-BINDREFUND-01] a failed application is told by bind:error 21535, then by bind:refund', async () => {
  const outside = shop();
  const shown = await button(outside, APPLY, bound());
  await shown.tap();
  await reportEnd(outside, sessionOf<RefundSession>(outside), {
    error: { errNo: 21535, errMsg: 'applyRefund:fail' },
    refund: { status: 'fail', result: { errMsg: 'applyRefund:fail' } },
  });
  assert.deepEqual(shown.heard, [
    { event: 'error', detail: { errNo: 21535, errMsg: 'applyRefund:fail' } },
    { event: 'refund', detail: { status: 'fail', result: { errMsg: 'applyRefund:fail' } } },
  ]);
});

test('an application that ends after the button has left is told to the next button of that order, once', async () => {
  const outside = shop();
  const first = await button(outside, APPLY, bound());
  await first.tap();
  const session = sessionOf<RefundSession>(outside);
  first.leave();
  await reportEnd(outside, session, { refund: { status: 'success', result: done } });
  outside.restart();
  const second = await button(outside, APPLY);
  const third = await button(outside, APPLY);
  assert.deepEqual([first.heard.length, second.heard.length, third.heard.length], [0, 1, 0]);
});
