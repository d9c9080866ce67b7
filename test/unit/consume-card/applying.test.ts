/**
 * From 申请退款 on the card to the page that it opens: what is asked of the shop and of the page, and what opens
 * nothing.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { ACK_WINDOW, HANDLER_TIMEOUT } from '../../../src/contract/limits';
import { anchor } from '../../../src/handlers/anchor';
import type { OrderInfo } from '../../../src/ports/merchant';
import { bound, handlerCalls, noAnswers, request } from '../kit/applyrefund';
import { coupon, Deferred, refundable, rejection, serverError, settled } from '../kit/world';
import { asks, card, refundShop as shop, shopOf } from './card';

const refusals: [rule: string, what: string, part: Partial<OrderInfo> | typeof serverError, errNo: number][] =
  [
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
    assert.deepEqual(
      [handlerCalls(outside), outside.opened, shown.machine.state, asks(outside)],
      [0, [], 'shown', 2],
    );
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

const matrix = noAnswers({
  throws: 'CC-REFUND-09',
  rejects: 'CC-REFUND-10',
  'resolves no object': 'CC-REFUND-11',
  'resolves a list or null': 'CC-REFUND-12',
  'returns nothing': 'CC-REFUND-11',
  'no item': 'CC-PASS-03',
  'no items': 'CC-PASS-03',
  'items that are no list': 'CC-PASS-03',
});

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

test('where an adapter is installed, whether applyrefund is bound is found out while the codes are shown: 申请退款 opens its page at once', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  anchor().auto = 'auto';
  t.after(() => delete anchor().auto);
  const outside = shop();
  const shown = await card(outside);
  for (let windows = 0; windows < 2; windows++) {
    t.mock.timers.tick(ACK_WINDOW);
    await settled();
  }
  await shown.send('APPLY');
  assert.deepEqual([shown.machine.state, outside.opened.length], ['away', 1]);
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

test('a page that cannot be opened leaves the card usable, and says why to user and page', async (t) => {
  t.mock.method(console, 'error', () => undefined);
  const outside = shop();
  outside.navigate = Promise.reject(new Error('no such page'));
  const shown = await card(outside, {}, bound());
  await shown.send('APPLY');
  assert.deepEqual([shown.errors(), shown.machine.state], [[0], 'shown']);
  assert.match(String(shown.heard[0]?.detail.errMsg), /\/apply cannot be opened: no such page/);
  assert.deepEqual(outside.toasts, ['页面无法打开，请返回后重试']);
});
