import assert from 'node:assert/strict';
import test from 'node:test';
import type { PayReport } from '../../../src/contract/events';
import { button, LIBRARY, reportEnd } from '../kit/button';
import { report } from '../../../src/session/reports';
import { settled, world } from '../kit/world';

const success = (code: number): PayReport => ({
  pay: { status: 'success', orderId: 'dy-1', outOrderNo: 'out-1', result: { code, orderId: 'dy-1' } },
});

const refusedOrder = (errNo: number): PayReport => ({
  error: { errNo, errMsg: 'createOrder:fail 访问未授权' },
  pay: { status: 'fail', orderId: '', outOrderNo: '', result: { errMsg: 'createOrder:fail 访问未授权' } },
});

for (const [rule, code] of [
  ['08', 0],
  ['09', 1],
  ['10', 2],
  ['11', 3],
  ['12', 4],
  ['13', 9],
] as const) {
  test(`[PB-PAY-${rule}] [PB-PAY-15] code ${code} reaches bind:pay as it is`, async () => {
    const outside = world();
    const shown = await button(outside, LIBRARY);
    await shown.tap();
    await reportEnd(outside, shown.session(), success(code));
    assert.deepEqual(shown.heard, [{ event: 'pay', detail: success(code).pay }]);
  });
}

for (const errNo of [21517, 21518]) {
  test(`[PB-PAY-04] [PB-PAY-05] [PB-PAY-06] [PB-PAY-07] ${errNo} is told by bind:error, then by bind:pay without numbers and code`, async () => {
    const outside = world();
    const shown = await button(outside, LIBRARY);
    await shown.tap();
    await reportEnd(outside, shown.session(), refusedOrder(errNo));
    assert.deepEqual(
      shown.heard.map(({ event }) => event),
      ['error', 'pay'],
    );
    assert.equal(shown.heard[0]?.detail.errNo, errNo);
    assert.deepEqual(shown.heard[1]?.detail, refusedOrder(errNo).pay);
  });
}

test('[PB-PAY-16] one attempt is reported once, however often its end arrives', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY);
  await shown.tap();
  const session = shown.session();
  await reportEnd(outside, session, success(0));
  report(outside.platform, session, success(0));
  await settled();
  assert.equal(shown.heard.length, 1);
});

test('[PB-PAY-17] leaving 提单页 without paying fires nothing', async () => {
  const shown = await button(world(), LIBRARY);
  await shown.tap();
  shown.machine.send('SHOW');
  await settled();
  assert.deepEqual(shown.heard, []);
  assert.equal(shown.machine.state, 'ready');
});

test('[PB-ERROR-02] a subject that cannot be fetched is told by bind:error 21536 alone', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY);
  await shown.tap();
  const { complain } = await import('../../../src/session/reports');
  complain(shown.session(), { errNo: 21536, errMsg: 'down' });
  await settled();
  assert.deepEqual(shown.heard, [{ event: 'error', detail: { errNo: 21536, errMsg: 'down' } }]);
});

test('a change of goods while 提单页 is open loses no payment', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY);
  await shown.tap();
  const session = shown.session();
  await shown.set({ goodsId: 'another' });
  await reportEnd(outside, session, success(0));
  assert.deepEqual(shown.heard, [{ event: 'pay', detail: success(0).pay }]);
});

test('a payment that ends after the button has left is told to the next button of the same goods, once', async () => {
  const outside = world();
  const first = await button(outside, LIBRARY);
  await first.tap();
  const session = first.session();
  first.leave();
  await reportEnd(outside, session, success(0));
  assert.deepEqual(first.heard, []);
  const other = await button(outside, { ...LIBRARY, goodsId: 'another' });
  assert.deepEqual(other.heard, []);
  const second = await button(outside, LIBRARY);
  assert.deepEqual(second.heard, [{ event: 'pay', detail: success(0).pay }]);
  const third = await button(outside, LIBRARY);
  assert.deepEqual(third.heard, []);
});

test('a report that waited survives the app: the next life tells it once', async () => {
  const outside = world();
  const first = await button(outside, LIBRARY);
  await first.tap();
  const session = first.session();
  first.leave();
  await reportEnd(outside, session, success(4));
  outside.restart();
  const second = await button(outside, LIBRARY);
  assert.deepEqual(second.heard, [{ event: 'pay', detail: success(4).pay }]);
  outside.restart();
  const third = await button(outside, LIBRARY);
  assert.deepEqual(third.heard, []);
});
