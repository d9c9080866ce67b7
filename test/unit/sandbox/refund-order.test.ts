import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { refundDelay } from '../../../sandbox/ledger/refunds';
import type { Sandbox } from '../../../sandbox/index';
import { hotpot, lastMsg, open, said } from './kit';
import { agree, apply, buy, byQuantity, refunds, refuse } from './refund-kit';

const sandboxFor = (t: TestContext): Sandbox => {
  const sandbox = open();
  t.after(() => sandbox.close());
  return sandbox;
};

const query = async (
  sandbox: Sandbox,
  options: Record<string, unknown>,
): Promise<Record<string, unknown>> => {
  const answer = await sandbox.call('getRefundOrder', options);
  assert.ok(answer.ok, answer.errMsg);
  return answer;
};

test('[JS-GETREFUND-OPT-01] [JS-GETREFUND-OK-01] [JS-GETREFUND-OK-02] [JS-GETREFUND-OK-05] either number, or both, gives the stored refund', async (t) => {
  const sandbox = sandboxFor(t);
  const { refundId, outRefundNo } = await apply(sandbox, await buy(sandbox, 3), byQuantity(2));
  const both = await query(sandbox, { refundId, outRefundNo });
  assert.deepEqual(await query(sandbox, { refundId }), both);
  assert.deepEqual(await query(sandbox, { outRefundNo }), both);
  for (const name of ['refundWay', 'refundReason', 'refundTips', 'secretKey'])
    assert.equal(typeof both[name], 'string', name);
  const [{ draft, amount }] = refunds(sandbox);
  assert.deepEqual([both.refundId, both.refundAmount, both.refundQuantity], [refundId, amount, 2]);
  assert.deepEqual(
    both.itemOrderList,
    draft.items.map((item) => ({
      itemOrderId: item.itemOrderId,
      refundAmount: item.amount,
      userReservations: [{ userReserveIds: [] }],
    })),
  );
});

test('[JS-GETREFUND-OPT-02] no number, a number of another kind and numbers of two refunds fail', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 2);
  const [first, second] = [await apply(sandbox, order), await apply(sandbox, order)];
  for (const options of [
    {},
    { refundId: 5 },
    { outRefundNo: '' },
    { refundId: 'nope' },
    { refundId: first.refundId, outRefundNo: second.outRefundNo },
  ]) {
    const answer = await sandbox.call('getRefundOrder', options);
    assert.equal(answer.ok, false, JSON.stringify(options));
    assert.match(answer.errMsg, /^getRefundOrder:fail ./);
  }
});

test('[JS-GETREFUND-OK-03] [JS-GETREFUND-OK-04] status and steps move from refunding to refunded or failed', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox, 2);
  const [good, bad] = [await apply(sandbox, order), await apply(sandbox, order)];
  const seen: unknown[] = [];
  const look = async (refund: typeof good): Promise<void> => {
    const { refundStatus, refundSteps } = await query(sandbox, refund);
    seen.push([refundStatus, refundSteps]);
  };
  await look(good);
  await agree(sandbox, good);
  await look(good);
  await refuse(sandbox, bad);
  await look(bad);
  await sandbox.advance(refundDelay);
  await look(good);
  assert.deepEqual(seen, [
    [1, [2, 1, 0, 0]],
    [1, [2, 2, 1, 0]],
    [99, [2, 3, 0, 0]],
    [98, [2, 2, 2, 2]],
  ]);
});

const options = (outOrderNo: string): Record<string, unknown> => ({
  appId: 'tt0123456789abcdef01',
  reason: ['不想要了'],
  type: 1,
  outOrderNo,
  description: '',
  refundGoods: [{ goods_id: hotpot.goodsId, goods_id_type: 1, refund_quantity: 1 }],
});

test('[JS-INTERNAL-REFUND-01] createRefundOrder gives three numbers and passes its extra on', async (t) => {
  const sandbox = sandboxFor(t);
  const order = await buy(sandbox);
  const answer = await sandbox.call('createRefundOrder', { ...options(order.outOrderNo), extra: '{"a":1}' });
  assert.ok(answer.ok, answer.errMsg);
  for (const name of ['refundId', 'outRefundNo', 'orderId'])
    assert.match(String((answer as Record<string, unknown>)[name]), /./);
  assert.equal(lastMsg(sandbox, 'pre_create_refund').cp_extra, '{"a":1}');
});

test('[JS-INTERNAL-REFUND-02] each required option that is left out fails and stores nothing', async (t) => {
  const sandbox = sandboxFor(t);
  const whole = options((await buy(sandbox)).outOrderNo);
  const wrong = Object.keys(whole).map((name) => ({ ...whole, [name]: undefined }));
  const goods = Object.keys((whole.refundGoods as object[])[0]).map((name) => ({
    ...whole,
    refundGoods: [{ ...(whole.refundGoods as object[])[0], [name]: undefined }],
  }));
  for (const given of [
    ...wrong,
    ...goods,
    { ...whole, reason: [] },
    { ...whole, extra: {} },
    { ...whole, refundGoods: [] },
  ]) {
    const answer = await sandbox.call('createRefundOrder', given);
    assert.equal(!answer.ok && answer.errNo, 10000, JSON.stringify(given));
    assert.equal(answer.errMsg, 'createRefundOrder:fail 参数错误');
  }
  assert.deepEqual(refunds(sandbox), []);
});

test('a refused createRefundOrder names the field in its own words', async (t) => {
  const sandbox = sandboxFor(t);
  const whole = options((await buy(sandbox, 2)).outOrderNo);
  const goods = (whole.refundGoods as object[])[0];
  for (const [given, path] of [
    [{ reason: ['x'.repeat(61)] }, 'reason[0]'],
    [{ description: 'x'.repeat(201) }, 'description'],
    [{ refundGoods: [goods, { ...goods, refund_quantity: 2 }] }, 'refundGoods[1].refund_quantity'],
    [{ refundGoods: [{ ...goods, goods_id: 'other' }] }, 'refundGoods[0].goods_id'],
    [{ refundGoods: [] }, 'refundGoods'],
    [{ refundGoods: [], refundTotalAmount: 1 }, 'refundTotalAmount'],
  ] as const) {
    const answer = await sandbox.call('createRefundOrder', { ...whole, ...given });
    assert.ok(said(answer).startsWith(`createRefundOrder:fail 参数错误: ${path} should be `), said(answer));
  }
  assert.deepEqual(refunds(sandbox), []);
});

test('createRefundOrder refunds a legacy order by its amount, and no more than was paid', async (t) => {
  const sandbox = sandboxFor(t);
  const { outOrderNo, orderId } = await sandbox.makeLegacyOrder();
  const most = sandbox.refunds.items(orderId).reduce((sum, item) => sum + item.refundableAmount, 0);
  const tooMuch = await sandbox.call('createRefundOrder', {
    ...options(outOrderNo),
    refundGoods: [],
    refundTotalAmount: most + 1,
  });
  assert.match(
    said(tooMuch),
    new RegExp(`^createRefundOrder:fail 参数错误: refundTotalAmount should be at most ${most}, but got `),
  );
  const answer = await sandbox.call('createRefundOrder', {
    ...options(outOrderNo),
    refundGoods: [],
    refundTotalAmount: 20000,
  });
  assert.ok(answer.ok, answer.errMsg);
  assert.equal(refunds(sandbox)[0].amount, 20000);
});
