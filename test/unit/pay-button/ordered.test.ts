import assert from 'node:assert/strict';
import test from 'node:test';
import type { OrderInfo } from '../../../src/ports/merchant';
import type { PayOutcome } from '../../../src/ports/platform';
import { setup } from '../../../src/setup';
import { button, LIBRARY, noPage, sessionOf } from '../kit/button';
import {
  Deferred,
  order,
  paid,
  refund,
  refundable,
  rejection,
  serverError,
  settled,
  world,
} from '../kit/world';

const CONTINUE = { mode: 1, orderStatus: 0, orderId: 'out-1' };
const APPLY = { mode: 1, orderStatus: 1, orderId: 'out-1' };
const VIEW = { mode: 1, orderStatus: 2, refundId: 'refund-1' };

const bound = { applyrefund: (): object => ({ a: 1 }) };
const queries = (calls: string[]): string[] =>
  calls.filter((call) => call === 'getOrder' || call === 'getRefund');

test('[PB-STATUS-01] [PB-MODE-01] a button without order-status goes on paying', async () => {
  const shown = await button(world(), { orderId: 'out-1' });
  assert.equal(shown.data.label, '继续支付');
  assert.deepEqual(shown.errors(), []);
});

for (const [rule, orderStatus, label] of [
  ['04', 0, '继续支付'],
  ['05', 1, '申请退款'],
  ['06', 2, '退款中'],
  ['06', 3, '退款成功'],
  ['06', 4, '退款失败'],
] as const) {
  test(`[PB-STATUS-${rule}] order-status ${orderStatus} reads ${label}, also while a tap is on its way`, async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const shown = await button(world({ merchant: { getOrder: never, getRefund: never } }), {
      mode: 1,
      orderStatus,
      orderId: 'out-1',
      refundId: 'refund-1',
    });
    assert.equal(shown.data.label, label);
    assert.equal(shown.data.busy, false);
    await shown.tap();
    assert.equal(shown.data.label, label);
    assert.equal(shown.data.busy, true);
  });
}

test('[PB-STATUS-90] an illegal order-status is told when it is set, and at each tap', async () => {
  const shown = await button(world(), { ...CONTINUE, orderStatus: 7 });
  await shown.tap();
  await shown.tap();
  assert.deepEqual(shown.errors(), [21521, 21521, 21521]);
});

for (const [rule, props] of [
  ['PB-ORDERID-01', CONTINUE],
  ['PB-ORDERID-02', APPLY],
] as const) {
  for (const orderId of ['', undefined, 'x'.repeat(65), 42]) {
    test(`[${rule}] [PB-ORDERID-03] [PB-ORDERID-04] order-status ${props.orderStatus} with order-id ${JSON.stringify(orderId)?.slice(0, 9)}: 21522 at the tap, and no query`, async () => {
      const outside = world();
      const shown = await button(outside, { ...props, orderId });
      assert.deepEqual(shown.errors(), []);
      await shown.tap();
      assert.deepEqual(shown.errors(), [21522]);
      assert.deepEqual(outside.calls, []);
      await shown.tap();
      assert.deepEqual(shown.errors(), [21522, 21522]);
    });
  }
}

for (const orderStatus of [2, 3, 4]) {
  for (const refundId of ['', undefined, 42]) {
    test(`[PB-REFUNDID-01] [PB-REFUNDID-02] [PB-REFUNDID-03] order-status ${orderStatus} with refund-id ${JSON.stringify(refundId)}: 21523 at the tap, and no query`, async () => {
      const outside = world();
      const shown = await button(outside, { ...VIEW, orderStatus, refundId });
      assert.deepEqual(shown.errors(), []);
      await shown.tap();
      assert.deepEqual(shown.errors(), [21523]);
      assert.deepEqual(outside.calls, []);
    });
  }

  test(`[PB-ORDERID-05] [PB-DETAIL-01] order-status ${orderStatus} needs no order-id, and opens 退款详情页`, async () => {
    const asked: unknown[] = [];
    const outside = world({
      merchant: {
        getRefund: (query) => {
          asked.push(query);
          return Promise.resolve(refund());
        },
      },
    });
    const shown = await button(outside, { ...VIEW, orderStatus, refundId: 'r&1' });
    await shown.tap();
    assert.deepEqual(shown.errors(), []);
    assert.deepEqual(asked, [{ outRefundNo: 'r&1' }]);
    assert.match(outside.opened[0] ?? '', /^\/detail\?.*&refundId=r%261$/);
    assert.deepEqual(queries(outside.calls), ['getRefund']);
  });
}

test('[PB-REFUNDID-04] order-status 0 and 1 need no refund-id', async () => {
  for (const props of [CONTINUE, APPLY]) {
    const shown = await button(
      world({ merchant: { getOrder: () => Promise.resolve(refundable()) } }),
      props,
      bound,
    );
    await shown.tap();
    assert.deepEqual(shown.errors(), []);
  }
});

for (const failure of [serverError, rejection]) {
  test(`[PB-DETAIL-02] [PB-DETAIL-03] [PB-REFUNDID-05] a refund query that fails (${failure.kind}) is 21532, and opens nothing`, async () => {
    const outside = world({ merchant: { getRefund: () => Promise.reject(failure) } });
    const shown = await button(outside, { ...VIEW, refundId: 'out-1' });
    await shown.tap();
    assert.deepEqual(shown.errors(), [21532]);
    assert.deepEqual(outside.opened, []);
    await shown.tap();
    assert.deepEqual(shown.errors(), [21532, 21532]);
  });
}

test('[TP-DETAIL-06] viewing a refund fires nothing, and the next tap views it again', async () => {
  const outside = world();
  const shown = await button(outside, VIEW);
  await shown.tap();
  await shown.tap();
  assert.equal(outside.opened.length, 1);
  shown.machine.send('SHOW');
  assert.equal(shown.machine.state, 'ordered');
  await shown.tap();
  assert.equal(outside.opened.length, 2);
  assert.deepEqual(shown.heard, []);
});

test('[PB-DETAIL-04] [PB-ERROR-02] what 退款详情页 complains of reaches bind:error', async () => {
  const outside = world();
  const shown = await button(outside, VIEW);
  await shown.tap();
  const { complain } = await import('../../../src/session/reports');
  complain(shown.session(), { errNo: 21537, errMsg: 'down' });
  await settled();
  assert.deepEqual(shown.heard, [{ event: 'error', detail: { errNo: 21537, errMsg: 'down' } }]);
});

test('[PB-CONTINUE-01] [PB-CONTINUE-05] [PB-CONTINUE-06] [PB-ORDERID-06] 继续支付 asks for the order, opens the cashier and no page, and tells bind:pay', async () => {
  const asked: unknown[] = [];
  const outside = world({
    merchant: {
      getOrder: (query) => {
        asked.push(query);
        return Promise.resolve(order({ state: asked.length > 1 ? 'paid' : 'unpaid' }));
      },
    },
  });
  const shown = await button(outside, CONTINUE);
  await shown.tap();
  assert.deepEqual(outside.calls, ['getOrder', 'continueToPay', 'getOrder', 'pay']);
  assert.deepEqual(asked[0], { outOrderNo: 'out-1' });
  assert.deepEqual(outside.opened, []);
  assert.deepEqual(shown.heard, [
    {
      event: 'pay',
      detail: {
        status: 'success',
        orderId: 'dy-1',
        outOrderNo: 'out-1',
        result: { code: 0, orderId: 'dy-1' },
      },
    },
  ]);
  assert.equal(shown.machine.state, 'ordered');
});

for (const [rule, failure, errNo] of [
  ['PB-CONTINUE-02', serverError, 21526],
  ['PB-CONTINUE-03', rejection, 21527],
] as const) {
  test(`[${rule}] [PB-CONTINUE-04] an order query that fails (${failure.kind}) is ${errNo}, and opens no cashier`, async () => {
    const outside = world({ merchant: { getOrder: () => Promise.reject(failure) } });
    const shown = await button(outside, CONTINUE);
    await shown.tap();
    assert.deepEqual(shown.heard, [{ event: 'error', detail: { errNo, errMsg: failure.errMsg } }]);
    assert.deepEqual(outside.calls, ['getOrder']);
    assert.equal(shown.machine.state, 'ordered');
  });
}

const broken: [what: string, getOrder: (() => Promise<never>) | undefined, errNo: number][] = [
  ['answers null', () => Promise.resolve(null as never), 21527],
  [
    'throws',
    () => {
      throw new Error('no network');
    },
    21526,
  ],
  ['rejects with nothing', () => Promise.reject(undefined), 21526],
  ['is not there', undefined, 21526],
];

for (const [what, getOrder, errNo] of broken) {
  test(`an order query that ${what} ends in ${errNo} and a usable button`, async () => {
    const outside = world({ merchant: { getOrder: getOrder as never } });
    const shown = await button(outside, CONTINUE);
    await shown.tap();
    assert.deepEqual(shown.errors(), [errNo]);
    assert.equal(shown.machine.state, 'ordered');
    assert.equal(typeof shown.heard[0]?.detail.errMsg, 'string');
  });
}

test('[PB-CONTINUE-07] ten taps in one turn, and one while the cashier is open, open one cashier', async () => {
  const outside = world();
  const answer = new Deferred<PayOutcome>();
  outside.outcomes.push(answer.promise);
  const shown = await button(outside, CONTINUE);
  for (let taps = 0; taps < 10; taps++) shown.machine.send('TAP');
  await settled();
  await shown.tap();
  assert.equal(shown.data.busy, true);
  answer.resolve(paid);
  await settled();
  assert.equal(outside.calls.filter((call) => call === 'continueToPay').length, 1);
  assert.equal(shown.heard.length, 1);
});

for (const [rule, errNo] of [
  ['18', 10000],
  ['19', 10001],
  ['20', 10002],
] as const) {
  test(`[PB-PAY-${rule}] the cashier's ${errNo} is told by bind:error, then by bind:pay with the numbers of the order`, async () => {
    const outside = world({ merchant: { getOrder: () => Promise.resolve(order()) } });
    outside.outcomes.push({
      kind: 'noCashier',
      error: { errNo, errMsg: 'continueToPay:fail' },
      orderId: '',
      outOrderNo: 'out-1',
    });
    const shown = await button(outside, CONTINUE);
    await shown.tap();
    assert.deepEqual(shown.heard, [
      { event: 'error', detail: { errNo, errMsg: 'continueToPay:fail' } },
      {
        event: 'pay',
        detail: {
          status: 'fail',
          orderId: 'dy-1',
          outOrderNo: 'out-1',
          result: { errMsg: 'continueToPay:fail' },
        },
      },
    ]);
  });
}

for (const code of [1, 2, 3, 4]) {
  test(`[PB-CONTINUE-06] the cashier's ${code} reaches bind:pay, and the next tap pays again`, async () => {
    const outside = world({ merchant: { getOrder: () => Promise.resolve(order()) } });
    outside.outcomes.push({ kind: 'cashier', code, orderId: 'dy-1', outOrderNo: 'out-1' });
    const shown = await button(outside, CONTINUE);
    await shown.tap();
    assert.deepEqual(shown.heard[0]?.detail.result, { code, orderId: 'dy-1' });
    await shown.tap();
    assert.equal(outside.calls.filter((call) => call === 'continueToPay').length, 2);
  });
}

test('a payment that ends after the button has left is told to the next button of that order, once, also in the next life', async () => {
  const outside = world();
  const answer = new Deferred<PayOutcome>();
  outside.outcomes.push(answer.promise);
  const first = await button(outside, CONTINUE);
  await first.tap();
  first.leave();
  answer.resolve(paid);
  await settled();
  assert.deepEqual(first.heard, []);
  outside.restart();
  const other = await button(outside, { ...CONTINUE, orderId: 'out-2' });
  assert.deepEqual(other.heard, []);
  const second = await button(outside, CONTINUE);
  assert.deepEqual(
    second.heard.map(({ event }) => event),
    ['pay'],
  );
  const third = await button(outside, CONTINUE);
  assert.deepEqual(third.heard, []);
});

test('an app that was killed in the cashier asks first: the button of that order is told, nothing is sent', async () => {
  const outside = world();
  outside.outcomes.push(new Promise(() => undefined));
  const first = await button(outside, CONTINUE);
  await first.tap();
  outside.restart();
  setup({});
  const second = await button(outside, CONTINUE);
  assert.deepEqual(
    second.heard.map(({ detail }) => detail.result),
    [{ code: 0, orderId: 'dy-1' }],
  );
  assert.equal(outside.calls.filter((call) => call === 'continueToPay').length, 1);
});

test('a second button of the same order does not open the cashier that is open', async () => {
  const outside = world();
  outside.outcomes.push(new Promise(() => undefined));
  const first = await button(outside, CONTINUE);
  await first.tap();
  const second = await button(outside, CONTINUE);
  await second.tap();
  assert.equal(outside.calls.filter((call) => call === 'continueToPay').length, 1);
  assert.equal(second.machine.state, 'ordered');
});

const switches: [what: string, part: Record<string, unknown>, state: string][] = [
  ['mode', { mode: 2 }, 'waiting'],
  ['order-status', { orderStatus: 2 }, 'ordered'],
  ['order-id', { orderId: 'out-2' }, 'ordered'],
];

for (const [what, part, state] of switches) {
  for (const props of [CONTINUE, APPLY]) {
    test(`a change of ${what} while the order of order-status ${props.orderStatus} is fetched drops its answer`, async () => {
      const answer = new Deferred<OrderInfo>();
      const outside = world({ merchant: { getOrder: () => answer.promise } });
      const shown = await button(outside, props, bound);
      await shown.tap();
      await shown.set(part);
      const before = shown.errors();
      answer.resolve(refundable());
      await settled();
      assert.equal(shown.machine.state, state);
      assert.deepEqual(shown.errors(), before);
      assert.deepEqual(outside.calls, ['getOrder']);
    });
  }
}

test('a change of refund-id while a refund is fetched drops the answer; a tap asks for the new one', async () => {
  const asked: string[] = [];
  const late = new Deferred<never>();
  const outside = world({
    merchant: {
      getRefund: ({ outRefundNo }) => {
        asked.push(outRefundNo);
        return asked.length > 1 ? Promise.resolve(refund()) : late.promise;
      },
    },
  });
  const shown = await button(outside, VIEW);
  await shown.tap();
  await shown.set({ refundId: 'refund-2' });
  late.reject(serverError);
  await settled();
  assert.deepEqual(shown.errors(), []);
  await shown.tap();
  assert.deepEqual(asked, ['refund-1', 'refund-2']);
  assert.match(outside.opened[0] ?? '', /refundId=refund-2/);
});

test('a payment is told although the button has gone on to another order', async () => {
  const outside = world();
  const answer = new Deferred<PayOutcome>();
  outside.outcomes.push(answer.promise);
  const shown = await button(outside, CONTINUE);
  await shown.tap();
  await shown.set({ orderId: 'out-2' });
  answer.resolve(paid);
  await settled();
  assert.deepEqual(
    shown.heard.map(({ detail }) => detail.outOrderNo),
    ['out-1'],
  );
  assert.equal(shown.machine.state, 'ordered');
});

test('a button that leaves while an order is fetched does nothing more', async () => {
  const answer = new Deferred<OrderInfo>();
  const outside = world({ merchant: { getOrder: () => answer.promise } });
  const shown = await button(outside, CONTINUE);
  await shown.tap();
  shown.leave();
  answer.resolve(order());
  await settled();
  assert.deepEqual(outside.calls, ['getOrder']);
});

test('a page that cannot be opened leaves a usable button, and one complaint', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const outside = world();
  outside.navigate = Promise.reject({ errNo: 0, errMsg: 'navigateTo:fail no such page' });
  const shown = await button(outside, VIEW);
  await shown.tap();
  assert.equal(shown.machine.state, 'ordered');
  assert.deepEqual([outside.toasts.length, said.mock.callCount()], [1, 1]);
});

for (const props of [VIEW, LIBRARY])
  test(`whatever throws while a page is opened, a button of mode ${props.mode} can be tapped again`, async (t) => {
    t.mock.method(console, 'error', () => undefined);
    const outside = world();
    const shown = await button(outside, props);
    const mend = noPage(t);
    await shown.tap();
    assert.deepEqual([shown.data.busy, outside.opened], [false, []]);
    mend();
    await shown.tap();
    assert.deepEqual([outside.opened.length, shown.errors()], [1, []]);
  });

test('[PB-ERROR-03] no path of an ordered button fires a code that it does not have', async () => {
  const outside = world({
    merchant: { getOrder: () => Promise.reject(serverError), getRefund: () => Promise.reject(serverError) },
  });
  for (const props of [CONTINUE, APPLY, VIEW]) {
    const shown = await button(outside, props);
    await shown.tap();
    assert.ok(shown.errors().every((errNo) => [21526, 21528, 21532].includes(errNo)));
  }
  assert.throws(() => sessionOf(outside));
});
