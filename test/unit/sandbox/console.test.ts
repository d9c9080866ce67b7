import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { OrderPage } from '../../../sandbox/console/orders';
import { attemptTimeline } from '../../../sandbox/console/timeline';
import type { TimelineEntry, TimelineSources } from '../../../sandbox/console/timeline';
import { ERRORS } from '../../../src/contract/errors';
import { APIS } from '../../../src/contract/jsapi';
import { createSandbox } from '../../../sandbox/index';
import { serve } from './http-kit';
import type { Served } from './http-kit';
import { create, hotpot, open, orderOf, tell } from './kit';
import { agree, apply, buy } from './refund-kit';

const page = async (served: Served, query: string): Promise<OrderPage> =>
  (await served.get(`/sandbox/orders?${query}`)).body as unknown as OrderPage;
const timeline = async (served: Served, query: string): Promise<TimelineEntry[]> =>
  (await served.get(`/sandbox/timeline?${query}`)).body as unknown as TimelineEntry[];
const numbers = ({ orders }: OrderPage): string[] => orders.map(({ outOrderNo }) => outOrderNo);

/** Bought, paid, and one of its units applied for. */
const buyAndRefund = async ({ sandbox }: Served, quantity = 2) => {
  const ticket = await buy(sandbox, quantity);
  return { ...ticket, ...(await apply(sandbox, ticket)) };
};

test('orders are listed newest first, a page at a time, by cursor or by position, also where many were made in one millisecond', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const made: string[] = [];
  for (let count = 0; count < 7; count += 1) made.unshift((await create(served.sandbox)).outOrderNo);
  const first = await page(served, 'limit=3');
  assert.deepEqual([numbers(first), first.total], [made.slice(0, 3), 7]);
  assert.deepEqual(
    numbers(await page(served, `limit=3&before=${first.orders[2]!.orderId}`)),
    made.slice(3, 6),
  );
  assert.deepEqual(numbers(await page(served, 'limit=3&offset=5')), made.slice(5));
  assert.deepEqual((await page(served, 'offset=7')).orders, []);
});

test('a list is narrowed by state and found by any number, by goods id and by goods name', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  const bought = await buyAndRefund(served);
  const { outOrderNo } = bought;
  const unpaid = await create(sandbox, { goodsId: 'own-50%_off', price: 100 });
  assert.deepEqual(numbers(await page(served, 'state=unpaid')), [unpaid.outOrderNo]);
  assert.deepEqual(numbers(await page(served, 'state=refund')), [outOrderNo]);
  assert.deepEqual((await page(served, 'state=paid')).orders[0]!.refunds, {
    auditing: 1,
    refunding: 0,
    refunded: 0,
  });
  const [item] = sandbox.ledger.items(bought.orderId);
  const keys = [
    bought.orderId,
    outOrderNo.slice(2),
    item!.itemOrderId,
    item!.code!,
    bought.payOrderId,
    bought.refundId,
    bought.outRefundNo,
  ];
  for (const key of keys) assert.deepEqual(numbers(await page(served, `query=${key}`)), [outOrderNo], key);
  assert.deepEqual(numbers(await page(served, `query=${encodeURIComponent('50%_')}`)), [unpaid.outOrderNo]);
  assert.equal((await page(served, `query=${encodeURIComponent('%')}`)).total, 1, 'a sign is only a sign');
  assert.equal(
    (
      await page(
        served,
        `query=${encodeURIComponent(sandbox.ledger.get(bought.orderId)!.draft.goods.goodsName)}`,
      )
    ).total,
    1,
  );
  assert.equal((await page(served, 'query=nothing-like-it')).total, 0);
});

test('the detail of an order has its parts and every step that they took', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const bought = await buyAndRefund(served);
  const { orderId, payOrderId, refundId } = bought;
  await agree(served.sandbox, bought);
  await served.sandbox.advance(60_000);
  const { status, body } = await served.get(`/sandbox/orders/${orderId}`);
  assert.equal(status, 200);
  for (const part of ['items', 'payments', 'refunds', 'callbacks'])
    assert.notEqual((body[part] as unknown[]).length, 0, part);
  const history = body.history as {
    subject: string;
    subjectId: string;
    from?: string;
    to: string;
    note?: string;
  }[];
  const steps = (subject: string, id: string) =>
    history
      .filter((step) => step.subject === subject && step.subjectId === id)
      .map(({ from = '', to, note = '' }) => [from, to, note]);
  assert.deepEqual(steps('order', orderId), [
    ['', 'unpaid', ''],
    ['unpaid', 'paid', ''],
  ]);
  assert.deepEqual(steps('payment', payOrderId), [
    ['', 'open', 'createOrder'],
    ['open', 'paid', ''],
  ]);
  assert.deepEqual(steps('refund', refundId), [
    ['', 'applied', 'applyRefund'],
    ['applied', 'auditing', ''],
    ['auditing', 'refunding', 'AGREE'],
    ['refunding', 'refunded', ''],
  ]);
  assert.equal((await served.get('/sandbox/orders/1')).status, 404);
});

test('the last step of everything in the ledger is the state it is in', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  await buyAndRefund(served, 3);
  const cancelled = await create(sandbox);
  tell(sandbox, cancelled, 'cancelled');
  sandbox.closeOrder(cancelled.orderId);
  tell(sandbox, await create(sandbox), 'unknown');
  await create(sandbox);
  await sandbox.advance(40 * 60_000);
  await sandbox.advance(4 * 24 * 60 * 60_000);
  for (const order of sandbox.console.latest()) {
    const last = new Map(order.history.map((step) => [`${step.subject} ${step.subjectId}`, step.to]));
    const states = [
      [`order ${order.orderId}`, order.state],
      ...order.items.map((item) => [`item ${item.itemOrderId}`, item.state] as const),
      ...order.payments.map((payment) => [`payment ${payment.payOrderId}`, payment.state] as const),
      ...order.refunds.map((refund) => [`refund ${refund.refundId}`, refund.state] as const),
    ];
    // A unit that was never paid nor closed has taken no step.
    for (const [name, state] of states) assert.equal(last.get(name!) ?? 'unpaid', state, name);
  }
});

test('a timeline tells a purchase from the tap to the callback, in the order of time', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  const step = (kind: string, name: string, more = {}) => ({ attempt: 'a-1', kind, name, age: 0, ...more });
  await served.post('/sandbox/steps', {
    steps: [
      step('tap', 'tap', { place: 'pay-button' }),
      step('ask', 'placeorder'),
      step('answer', 'placeorder'),
    ],
  });
  const { body } = await served.post('/platform/createOrder', orderOf(hotpot, 2), {
    'x-trade-attempt': 'a-1',
  });
  const orderId = body.orderId as string;
  await served.post('/platform/cashier', {
    payOrderId: body.payOrderId,
    orderToken: body.orderToken,
    outcome: 'paid',
  });
  await sandbox.idle();
  await served.post('/sandbox/steps', {
    steps: [step('result', 'createOrder', { outOrderNo: body.outOrderNo }), step('event', 'pay')],
  });
  const entries = await timeline(served, `orderId=${orderId}`);
  const told = entries.map((entry) =>
    entry.lane === 'phone'
      ? `${entry.kind} ${entry.name}`
      : entry.lane === 'platform'
        ? `platform ${entry.api}`
        : entry.lane === 'ledger'
          ? `${entry.subject} ${entry.to} ×${entry.subjectIds.length}`
          : entry.lane === 'callback'
            ? `callback ${entry.type} ${entry.attempt}`
            : entry.route,
  );
  assert.deepEqual(told.slice(0, 4), [
    'tap tap',
    'ask placeorder',
    'answer placeorder',
    'platform createOrder',
  ]);
  assert.deepEqual(told.slice(-2), ['result createOrder', 'event pay']);
  assert.ok(told.includes('callback pre_create_order 1') && told.includes('callback payment 1'));
  assert.ok(told.includes('order paid ×1') && told.includes('item usable ×2'), told.join());
  assert.deepEqual(await timeline(served, 'attempt=a-1'), entries);
  const [summary] = (await served.get('/sandbox/attempts')).body as unknown as Record<string, unknown>[];
  assert.deepEqual(
    [summary!.attempt, summary!.outOrderNo, summary!.place, summary!.steps],
    ['a-1', body.outOrderNo, 'pay-button', 5],
  );
});

test('one question tells which of the first four things somebody has done', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const progress = async () => (await served.get('/sandbox/progress')).body;
  const none = { buy: false, fail: false, redeem: false, refund: false };
  assert.deepEqual(await progress(), none);
  const bought = await served.post('/sandbox/purchases', {});
  const { orderId } = (bought.body as unknown as { order: { orderId: string } }).order;
  assert.deepEqual(await progress(), { ...none, buy: true });
  await served.post('/sandbox/steps', {
    steps: [{ attempt: 'a-1', kind: 'event', name: 'error', failed: true, age: 0 }],
  });
  assert.deepEqual(await progress(), { ...none, buy: true, fail: true });
  await served.post(`/sandbox/orders/${orderId}/redemptions`, { count: 1 });
  assert.deepEqual(await progress(), { ...none, buy: true, fail: true, redeem: true });
  const again = await served.post('/sandbox/purchases', {});
  const other = (again.body as unknown as { order: { orderId: string } }).order.orderId;
  await served.post(`/sandbox/orders/${other}/refunds`, {});
  assert.deepEqual(await progress(), { buy: true, fail: true, redeem: true, refund: true });
  served.sandbox.reset();
  assert.deepEqual(await progress(), none);
});

test('questions to the merchant are told within their purchase: once for the same answer, and not about another order', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const headers = { 'x-trade-attempt': 'a-3' };
  const mine = (await served.post('/platform/createOrder', orderOf(hotpot), headers)).body;
  const other = await create(served.sandbox);
  for (const path of [
    `order?outOrderNo=${String(mine.outOrderNo)}`,
    `order?outOrderNo=${String(mine.outOrderNo)}`,
    `order?outOrderNo=${other.outOrderNo}`,
    'goods?goodsId=none&goodsType=1',
    'orders',
  ])
    await served.get(`/merchant/${path}`, headers);
  await served.get(`/merchant/order?outOrderNo=${other.outOrderNo}`);
  const questions = async (query: string) =>
    (await timeline(served, query)).flatMap((entry) => (entry.lane === 'merchant' ? [entry] : []));
  const asked = await questions('attempt=a-3');
  assert.deepEqual(
    asked.map(({ route, options, failed }) => [
      route,
      (options as { outOrderNo?: string }).outOrderNo,
      failed,
    ]),
    [
      ['/merchant/order', mine.outOrderNo, false],
      ['/merchant/order', other.outOrderNo, false],
      ['/merchant/goods', undefined, true],
    ],
  );
  assert.equal((asked[0]!.answer as { outOrderNo: string }).outOrderNo, mine.outOrderNo);
  assert.equal(typeof (asked[2]!.answer as { errMsg: string }).errMsg, 'string');
  const ofOrder = await questions(`orderId=${String(mine.orderId)}`);
  assert.deepEqual(
    ofOrder.map(({ id }) => id),
    [asked[0]!.id, asked[2]!.id],
  );
  assert.deepEqual(await questions(`orderId=${other.orderId}`), []);
  tell(served.sandbox, mine as unknown as Parameters<typeof tell>[1], 'paid');
  await served.get(`/merchant/order?outOrderNo=${String(mine.outOrderNo)}`, headers);
  assert.equal((await questions('attempt=a-3')).length, 4, 'another answer is told again');
});

test('in one millisecond the phone asks before the platform acts and hears of it after, its own steps as they were told', () => {
  const step = (stepId: number, kind: string, name: string) => ({
    stepId,
    kind,
    name,
    attempt: 'a',
    time: 5,
    failed: false,
  });
  const steps = [
    step(1, 'ask', 'placeorder'),
    step(2, 'call', 'login'),
    step(3, 'result', 'login'),
    step(4, 'answer', 'placeorder'),
  ];
  const calls = [{ callId: 1, time: 5, api: 'login', options: {}, answer: { ok: true } }];
  const journal = { stepsOf: () => steps, callsOf: () => calls } as unknown as TimelineSources['journal'];
  const entries = attemptTimeline({ journal, history: () => [], callbacks: () => [] }, 'a');
  assert.deepEqual(
    entries.map(({ id }) => id),
    ['phone-1', 'phone-2', 'platform-1', 'phone-3', 'phone-4'],
  );
});

test('an attempt that no order came of still shows what was answered, and the callback that refused it', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  served.sandbox.chooseScenario('preorder.refused');
  const { body } = await served.post('/platform/createOrder', orderOf(hotpot), { 'x-trade-attempt': 'a-2' });
  assert.equal(body.ok, false);
  const entries = await timeline(served, 'attempt=a-2');
  assert.deepEqual(
    entries.map(({ lane, failed }) => [lane, failed]),
    [
      ['platform', true],
      ['callback', true],
    ],
  );
});

test('a callback that was answered 200 and badly is failed in the timeline, and so is each later try', async (t) => {
  const answers = [
    '{"err_no":0,"err_tips":"success","data":{"out_order_no":"V8"}}',
    '{"err_no":1,"err_tips":"busy"}',
    'no JSON',
  ];
  const own = createServer((_request, response) =>
    response.end(answers.shift() ?? '{"err_no":0,"err_tips":"success"}'),
  );
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  const { port } = own.address() as AddressInfo;
  const served = await serve(open({ forward: `http://127.0.0.1:${port}/` }));
  t.after(async () => {
    await served.close();
    own.close();
  });
  const { sandbox } = served;
  const ticket = await create(sandbox);
  tell(sandbox, ticket, 'paid');
  await sandbox.advance(60 * 60_000);
  const entries = (await timeline(served, `orderId=${ticket.orderId}`)).filter(
    (entry) => entry.lane === 'callback' && entry.type === 'payment',
  );
  assert.deepEqual(
    entries.map(({ failed }) => failed),
    [true, true, false],
  );
});

test('time moved on between two steps keeps them apart, and every attempt of a callback has its place', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  sandbox.chooseScenario('callback.lost');
  const ticket = await create(sandbox);
  tell(sandbox, ticket, 'paid');
  await sandbox.advance(24 * 60 * 60_000);
  const entries = (await timeline(served, `orderId=${ticket.orderId}`)).filter(
    (entry) => entry.lane === 'callback' && entry.type === 'payment',
  );
  assert.ok(entries.length > 1);
  assert.deepEqual(
    entries.map(({ failed }) => failed),
    entries.map((_, index) => index < entries.length - 1),
  );
  assert.deepEqual(
    entries.map(({ time }) => time),
    entries.map(({ time }) => time).sort((a, b) => a - b),
  );
});

test('a step takes the time of its machine where that can be ours, and else the time of its report less its age', async (t) => {
  // A clock that runs: only such a one can be compared with a machine's.
  const sandbox = createSandbox({ store: ':memory:' });
  t.after(() => sandbox.close());
  await sandbox.advance(60 * 60_000);
  const timeOf = (when: { age: number; at?: number }): number => {
    sandbox.journal.addStep({ attempt: 'a', kind: 'tap', name: 'tap' }, when);
    return sandbox.journal.stepsOf('a').at(-1)!.time;
  };
  const at = Date.now() - 3_000;
  assert.equal(timeOf({ age: 10, at }), at + sandbox.clock.offset);
  const before = sandbox.clock.now();
  for (const other of [at - 60_000, at + 60_000, undefined]) {
    const time = timeOf({ age: 10, at: other });
    assert.ok(time >= before - 10 && time <= sandbox.clock.now(), String(other));
  }
});

test('every code of the contract is in the book, with scenarios that exist', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { components, apis } = served.sandbox.console.errors();
  assert.deepEqual(
    components.map(({ errNo }) => errNo),
    ERRORS.map(({ errNo }) => errNo),
  );
  assert.ok(components.find(({ errNo }) => errNo === 21505)!.scenarios.includes('library.server'));
  assert.ok(
    components.flatMap(({ scenarios }) => scenarios).every((name) => served.sandbox.scenarios.has(name)),
  );
  assert.deepEqual(Object.keys(apis), Object.keys(APIS));
  assert.deepEqual(
    (await served.get('/sandbox/errors')).body,
    JSON.parse(JSON.stringify(served.sandbox.console.errors())),
  );
});

test('a reset empties timelines too, and only the newest steps are kept', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  for (let count = 0; count < 5_020; count += 1)
    sandbox.journal.addStep({ attempt: `n-${count}`, kind: 'tap', name: 'tap' });
  assert.deepEqual([sandbox.journal.stepsOf('n-19').length, sandbox.journal.stepsOf('n-20').length], [0, 1]);
  const { orderId } = await create(sandbox);
  sandbox.reset();
  assert.deepEqual(
    [
      sandbox.console.attempts(),
      sandbox.ledger.history.ofOrder(orderId),
      sandbox.journal.callsOf({ orderId }),
    ],
    [[], [], []],
  );
});

const step = { attempt: 'a', kind: 'tap', name: 'tap', age: 0 };
const refused: [
  string,
  (served: Served) => Promise<{ status: number; body: Record<string, unknown> }>,
  RegExp,
][] = [
  [
    'an unknown state',
    (s) => s.get('/sandbox/orders?state=lost'),
    /state should be one of unpaid, paid, closed, refund, but got "lost"/,
  ],
  ['a limit of 0', (s) => s.get('/sandbox/orders?limit=0'), /limit should be >= 1, but got 0/],
  ['a limit of 501', (s) => s.get('/sandbox/orders?limit=501'), /limit should be <= 500, but got 501/],
  [
    'an offset that is text',
    (s) => s.get('/sandbox/orders?offset=x'),
    /offset should be integer, but got "x"/,
  ],
  ['a query given twice', (s) => s.get('/sandbox/orders?query=a&query=b'), /query should be string, but got/],
  [
    'a query of 201 characters',
    (s) => s.get(`/sandbox/orders?query=${'x'.repeat(201)}`),
    /query should be .*200 characters/,
  ],
  ['a timeline of nothing', (s) => s.get('/sandbox/timeline'), /orderId or attempt/],
  [
    'steps that are no list',
    (s) => s.post('/sandbox/steps', { steps: 1 }),
    /steps should be array, but got 1/,
  ],
  [
    'a step of an unknown kind',
    (s) => s.post('/sandbox/steps', { steps: [step, { ...step, kind: 'x' }] }),
    /steps\[1\]\.kind/,
  ],
  [
    'a step without an attempt',
    (s) => s.post('/sandbox/steps', { steps: [{ ...step, attempt: '<b>' }] }),
    /steps\[0\]\.attempt/,
  ],
  [
    'a step from the future',
    (s) => s.post('/sandbox/steps', { steps: [{ ...step, age: -1 }] }),
    /steps\[0\]\.age/,
  ],
  [
    'a step at no time',
    (s) => s.post('/sandbox/steps', { steps: [{ ...step, at: 'now' }] }),
    /steps\[0\]\.at/,
  ],
  [
    'a step with an object as data',
    (s) => s.post('/sandbox/steps', { steps: [{ ...step, data: {} }] }),
    /steps\[0\]\.data/,
  ],
];
for (const [name, ask, text] of refused) {
  test(`${name} is refused with what was wrong, and nothing is kept`, async (t) => {
    const served = await serve();
    t.after(() => served.close());
    const { status, body } = await ask(served);
    assert.equal(status, 400);
    assert.match(body.errMsg as string, text);
    assert.deepEqual(served.sandbox.console.attempts(), []);
  });
}
