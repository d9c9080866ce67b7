import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkLife } from '../../../sandbox/coupons/links';
import { refundDelay } from '../../../sandbox/ledger/refunds';
import { hotpot, create, open, start, tell } from './kit';
import { card, codes, day, hour, later, redeem, states, tonight } from './coupon-kit';
import { agree, apply, buy, refuse } from './refund-kit';

test('[CC-STATE-09] an order of three units has three item orders with one code of fifteen digits each', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 3);
  const { coupons, paid, title, refundableQuantity, now } = await sandbox.merchant().getCoupons(order);
  assert.deepEqual([paid, title, refundableQuantity, now], [true, '【川小馆】麻辣鸳鸯火锅四人餐', 3, start]);
  assert.deepEqual(
    coupons.map(({ itemOrderId }) => itemOrderId),
    sandbox.ledger.items(order.orderId).map(({ itemOrderId }) => itemOrderId),
  );
  for (const { code, qrPayload, qrValidTo, state, validFrom, validTo, ...rest } of coupons) {
    assert.match(code, /^[1-9]\d{14}$/);
    assert.match(qrPayload, /^https:\/\/v\.douyin\.com\/[A-Za-z0-9]+\/$/);
    assert.deepEqual(
      [qrValidTo, state, validFrom, validTo],
      [start + linkLife, 'usable', start, start + 180 * day],
    );
    assert.deepEqual(Object.keys(rest), ['itemOrderId']);
  }
  assert.equal(new Set(coupons.map(({ code }) => code)).size, 3);
  assert.equal(new Set(coupons.map(({ qrPayload }) => qrPayload)).size, 3);
});

test('codes of more units than one query may ask for come all the same, in order', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 45);
  const ids = (await codes(sandbox, order)).map(({ itemOrderId }) => itemOrderId);
  assert.deepEqual(
    ids,
    sandbox.ledger.items(order.orderId).map(({ itemOrderId }) => itemOrderId),
  );
  assert.throws(() => sandbox.openApi.coupons.queryItems(order.orderId, ids.slice(0, 21)), /at most 20/);
});

test('unpaid and closed orders, and orders whose codes the shop makes itself, have none; an unknown number is rejected', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const unpaid = await create(sandbox);
  const view = async ({ outOrderNo }: { outOrderNo: string }): Promise<unknown[]> => {
    const { paid, coupons } = await sandbox.merchant().getCoupons({ outOrderNo });
    return [paid, coupons];
  };
  assert.deepEqual(await view(unpaid), [false, []]);
  sandbox.closeOrder(unpaid.orderId);
  assert.deepEqual(await view(unpaid), [false, []]);
  const own = await create(sandbox, { goodsId: 'own-carwash-002', price: 10000 });
  tell(sandbox, own, 'paid');
  assert.deepEqual(await view(own), [true, []]);
  assert.deepEqual(sandbox.coupons.ofOrder(own.orderId), []);
  await assert.rejects(sandbox.merchant().getCoupons({ outOrderNo: 'T1' }), { kind: 'rejected' });
});

test('an order of trade template 1.0 has codes like any other', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await sandbox.makeLegacyOrder(undefined, 2);
  assert.deepEqual(await states(sandbox, order), ['usable', 'usable']);
  await redeem(sandbox, order);
  const { refundableQuantity, legacy } = await sandbox.merchant().getOrder(order);
  assert.deepEqual([legacy, refundableQuantity], [true, 1]);
});

test('[CC-STATE-05] a code is not yet valid before its time, usable from then to the end of it, and expired after', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const [soon, short] = [await buy(sandbox, 1, later), await buy(sandbox, 1, tonight)];
  const seen = async (): Promise<string[]> => [
    ...(await states(sandbox, soon)),
    ...(await states(sandbox, short)),
  ];
  assert.deepEqual(await seen(), ['notStarted', 'usable']);
  await sandbox.advance(2 * hour);
  assert.deepEqual(await seen(), ['notStarted', 'usable']);
  await sandbox.advance(1);
  assert.deepEqual(await seen(), ['notStarted', 'expired']);
  await sandbox.advance(3 * day - 2 * hour - 2);
  assert.deepEqual(await seen(), ['notStarted', 'expired']);
  await sandbox.advance(1);
  assert.deepEqual(await seen(), ['usable', 'expired']);
  await sandbox.advance(30 * day + 1);
  // Labelled 过期退: the platform begins the refund.
  assert.deepEqual(await seen(), ['refunding', 'expired']);
  const told = sandbox.events.since().filter(({ text }) => text.startsWith('code '));
  assert.deepEqual(
    told.map(({ time, orderId, text }) => [time, orderId, text.split(': ')[1]]),
    [
      [start + 2 * hour + 1, short.orderId, 'expired'],
      [start + 3 * day, soon.orderId, 'usable'],
      [start + 33 * day + 1, soon.orderId, 'expired'],
    ],
  );
});

test('[CC-STATE-07] [CC-STATE-08] what the platform calls an item and its refund is what its code is shown as', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 4);
  const ids = sandbox.ledger.items(order.orderId).map(({ itemOrderId }) => itemOrderId);
  const one = (index: number) => ({ itemOrderList: [{ itemOrderId: ids[index] }] });
  await redeem(sandbox, order, 0);
  const [failing, paying] = [await apply(sandbox, order, one(1)), await apply(sandbox, order, one(2))];
  await refuse(sandbox, failing);
  await agree(sandbox, paying);
  const shown = async () => {
    const infos = sandbox.openApi.coupons.queryItems(order.orderId, ids);
    const coupons = await codes(sandbox, order);
    return coupons.map(({ state, outRefundNo, qrPayload }, index) => [
      infos[index].item_order_status,
      infos[index].refund_status,
      state,
      outRefundNo,
      qrPayload !== '',
    ]);
  };
  const before = [
    [3, undefined, 'redeemed', undefined, false],
    [2, 'FAIL', 'refundFailed', failing.outRefundNo, true],
  ];
  const last = [2, undefined, 'usable', undefined, true];
  assert.deepEqual(await shown(), [
    ...before,
    [2, 'PROCESSING', 'refunding', paying.outRefundNo, false],
    last,
  ]);
  await sandbox.advance(refundDelay);
  assert.deepEqual(await shown(), [...before, [4, 'SUCCESS', 'refunded', paying.outRefundNo, false], last]);
});

test('a card of several uses tells how many are left, and is redeemed with its last', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 1, card);
  for (let left = 5; left > 0; left -= 1) {
    const [{ state, usableTimes, totalTimes }] = await codes(sandbox, order);
    assert.deepEqual([state, usableTimes, totalTimes], ['usable', left, 5]);
    assert.equal((await redeem(sandbox, order)).resultCode, 0);
  }
  const [{ state, usableTimes }] = await codes(sandbox, order);
  assert.deepEqual([state, usableTimes], ['redeemed', 0]);
  assert.equal((await sandbox.merchant().getOrder(order)).refundableQuantity, 0);
});

test('the link of a code rotates on the clock, and the one before works until its own end', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox);
  const link = async (): Promise<string> => (await codes(sandbox, order))[0].qrPayload;
  const first = await link();
  assert.equal(await link(), first);
  await sandbox.advance(linkLife / 2 + 1);
  const second = await link();
  assert.notEqual(second, first);
  for (const each of [first, second]) assert.equal(sandbox.prepare({ link: each }).certificates.length, 1);
  await sandbox.advance(linkLife / 2 - 1);
  assert.throws(() => sandbox.prepare({ link: first }), /二维码数据已失效/);
  assert.equal(sandbox.prepare({ link: second.slice(0, -1) }).certificates.length, 1);
});

test('every step of a code is kept', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 1, tonight);
  const { itemOrderId, verifyId } = await redeem(sandbox, order);
  await sandbox.advance(60_000);
  sandbox.undo({ verifyId });
  const refund = await apply(sandbox, order, { itemOrderList: [{ itemOrderId }] });
  await sandbox.advance(1000);
  await refuse(sandbox, refund);
  await sandbox.advance(day);
  const shopName = '晚安便当（地铁口店）';
  const about = { refundId: refund.refundId, amount: tonight.price };
  assert.deepEqual(sandbox.coupons.history(itemOrderId), [
    { time: start, step: 'issued' },
    { time: start, step: 'redeemed', verifyId, shopName },
    { time: start + 60_000, step: 'undone', verifyId },
    { time: start + 60_000, step: 'refunding', ...about },
    { time: start + 61_000, step: 'refundFailed', ...about },
    { time: start + 2 * hour, step: 'expired' },
  ]);
  assert.deepEqual(sandbox.coupons.history('1'), []);
});

test('a reset leaves no code behind', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox, 2, hotpot);
  const [{ code }] = await codes(sandbox, order);
  await redeem(sandbox, order);
  sandbox.reset();
  assert.throws(() => sandbox.prepare({ code }), /无券信息/);
});
