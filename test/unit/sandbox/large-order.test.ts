/** Orders at the edge of what one may hold: many units, and amounts at the end of the whole numbers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_QUANTITY } from '../../../src/contract/limits';
import { signOrder } from '../../../sandbox/merchant/sign';
import type { Sandbox } from '../../../sandbox/index';
import { auditPeriod, refundDelay } from '../../../sandbox/ledger/refunds';
import type { Value } from '../../../sandbox/store/store';
import { codes, states, verify } from './coupon-kit';
import { hotpot, open, orderOf, said, start, storeOf } from './kit';
import { agree, apply, buy, byQuantity, live } from './refund-kit';

const own = { goodsId: 'own-of-nobody', price: 1 };

/** How many rows the ledger hands out from now on. */
const countRows = (sandbox: Sandbox): { rows: () => number; stop: () => void } => {
  const store = storeOf(sandbox);
  const { get, all } = store;
  let rows = 0;
  store.get = <Row>(sql: string, ...values: Value[]) => {
    rows += 1;
    return get<Row>(sql, ...values);
  };
  store.all = <Row>(sql: string, ...values: Value[]) => {
    const found = all<Row>(sql, ...values);
    rows += found.length;
    return found;
  };
  return { rows: () => rows, stop: () => void Object.assign(store, { get, all }) };
};

test('an order of more units than there may be is refused before it has numbers, also when its entries only come to it together', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const [entry] = orderOf(own).goodsList as Record<string, unknown>[];
  const tooMany = async (quantities: number[]): Promise<string> => {
    const goodsList = quantities.map((quantity) => ({ ...entry, quantity }));
    const totalAmount = quantities.reduce((sum, quantity) => sum + quantity, 0);
    const answer = await sandbox.call('createOrder', { goodsList, payment: { totalAmount } });
    assert.ok(!answer.ok && answer.errNo === 10000);
    return said(answer);
  };
  assert.match(
    await tooMany([MAX_QUANTITY + 1]),
    /goodsList\[0\]\.quantity should be integer, 1 to 99999, but got 100000/,
  );
  assert.match(await tooMany([Number.MAX_SAFE_INTEGER]), /goodsList\[0\]\.quantity/);
  assert.match(
    await tooMany([MAX_QUANTITY, 1]),
    /quantity should be integer from 1 to 99999, but got 100000/,
  );
  assert.deepEqual(sandbox.callbacks.records(), []);
});

test('an amount that is no exact number of 分 any more is refused', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  for (const price of [2 ** 53, 1e300]) {
    const answer = await sandbox.call('createOrder', orderOf({ ...own, price }));
    assert.match(said(answer), /^createOrder:fail 参数错误: goodsList\[0\]\.price should be integer/);
  }
  // The signed total fits, but not what the goods come to.
  const draft = {
    goodsId: 's',
    goodsType: 2,
    goodsName: 's',
    goodsPhoto: '/s.svg',
    price: 2 ** 53 - 1,
    quantity: 100,
    totalAmount: 3,
  };
  const by = { now: start, appId: 'tt0123456789abcdef01', privateKey: sandbox.keys.application.privateKey };
  const { data, byteAuthorization } = signOrder(draft, 'OWN-1', by);
  assert.match(
    said(await sandbox.call('requestOrder', { data, byteAuthorization })),
    /totalAmount should be integer from 0 to/,
  );
  assert.deepEqual(sandbox.ledger.list(), []);
});

test('an order of hundreds of units is shown, redeemed and refunded in full, 分 by 分', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const quantity = 400;
  const totalDiscountAmount = 333;
  const order = await buy(sandbox, quantity, hotpot, {
    payment: { totalAmount: hotpot.price * quantity, totalDiscountAmount },
  });
  const [first] = await codes(sandbox, order);
  const { results } = verify(sandbox, sandbox.prepare({ code: first.code }), 100);
  assert.ok(results.every(({ verifyId }) => verifyId !== undefined));
  const redeemed = sandbox.ledger.items(order.orderId).slice(0, 100);
  await agree(sandbox, await apply(sandbox, order, byQuantity(quantity - 100)));
  await sandbox.advance(auditPeriod + refundDelay);
  const kept = redeemed.reduce((sum, { paidAmount }) => sum + paidAmount, 0);
  assert.equal(live(sandbox, order.orderId), hotpot.price * quantity - totalDiscountAmount - kept);
  const shown = await states(sandbox, order);
  assert.deepEqual(
    [
      shown.filter((state) => state === 'redeemed').length,
      shown.filter((state) => state === 'refunded').length,
    ],
    [100, 300],
  );
  // The codes are shown in the order of their units, however many there are.
  assert.deepEqual(
    (await codes(sandbox, order)).map(({ code }) => code),
    sandbox.ledger.items(order.orderId).map(({ code }) => code),
  );
});

test('what showing the codes of an order asks of the ledger grows with its units, and no faster', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const asked = async (quantity: number): Promise<number> => {
    const order = await buy(sandbox, quantity, hotpot);
    const { rows, stop } = countRows(sandbox);
    await codes(sandbox, order);
    stop();
    return rows();
  };
  const [few, many] = [await asked(50), await asked(200)];
  assert.ok(many < few * 4.5, `${few} rows for 50 units, ${many} for 200`);
});
