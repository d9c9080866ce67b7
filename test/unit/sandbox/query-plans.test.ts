/**
 * What is asked again and again reads no table from end to end, however large it has become: the plan of each
 * query is asked of the database itself.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listOrders, MOST_FOUND } from '../../../sandbox/console/orders';
import { openStore, type Store, type Value } from '../../../sandbox/store/store';
import { cake, create, hotpot, open, partsOf, storeOf, tell } from './kit';
import { buy } from './refund-kit';

/** Tables that grow with the orders. */
const GROWING =
  /^(orders|item_orders|payments|refunds|refund_items|callbacks|callback_attempts|history|coupons|coupon_links|redemptions|verify_tokens|login_codes|merchant_orders|merchant_refunds|merchant_tokens|api_calls|phone_steps|settlements|settlement_items|deliveries)$/;

/** The steps of each query that `work` asks, whose plan reads or sorts a growing table whole. */
const badPlans = (store: Store, work: () => void): string[] => {
  const asked = new Map<string, Value[]>();
  const originals = { all: store.all, get: store.get, run: store.run };
  const noting =
    <T>(original: (sql: string, ...values: Value[]) => T) =>
    (sql: string, ...values: Value[]): T => {
      asked.set(sql, values);
      return original(sql, ...values);
    };
  Object.assign(store, {
    all: noting(originals.all),
    get: noting(originals.get),
    run: noting(originals.run),
  });
  try {
    work();
  } finally {
    Object.assign(store, originals);
  }
  return [...asked]
    .filter(([sql]) => /^\s*(SELECT|WITH|UPDATE|DELETE)/i.test(sql))
    .flatMap(([sql, values]) => {
      const plan = store
        .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values)
        .map(({ detail }) => detail);
      // The newest few by their number: the scan ends with the limit.
      const ends = /LIMIT/.test(sql) && !plan.some((detail) => detail.includes('TEMP B-TREE'));
      return plan
        .filter((detail) => GROWING.test(/^SCAN (\w+)$/.exec(detail)?.[1] ?? '') && !ends)
        .map((detail) => `${detail}: ${sql.replace(/\s+/g, ' ')}`);
    });
};

test('what the clock asks after every step, and the pages of the console, read no growing table whole', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  await buy(sandbox, 2);
  await create(sandbox, hotpot);
  const { store, settlements, deliveries } = partsOf(sandbox);
  const cases: Record<string, () => void> = {
    'ledger.nextDue': () => sandbox.ledger.nextDue(),
    'ledger.runDue': () => sandbox.ledger.runDue(),
    'refunds.nextDue': () => sandbox.refunds.nextDue(),
    'refunds.runDue': () => sandbox.refunds.runDue(),
    'settlements.nextDue': () => settlements.nextDue(),
    'settlements.runDue': () => settlements.runDue(),
    'settlements of an order': () => settlements.items(sandbox.ledger.list(1)[0]!),
    'settlements by number': () => settlements.getByOutSettleNo('app', 'none'),
    'deliveries by token': () => deliveries.find('none', 'none'),
    'coupons.byVerification': () => sandbox.coupons.byVerification('none'),
    'coupons.nextDue': () => sandbox.coupons.nextDue(),
    'coupons.runDue': () => sandbox.coupons.runDue(),
    'coupons.newest': () => sandbox.coupons.newest(20),
    'callbacks.nextDue': () => sandbox.callbacks.nextDue(),
    'callbacks.records': () => sandbox.callbacks.records(undefined, 200),
    'ledger.counts': () => sandbox.ledger.counts(),
    'ledger.list': () => sandbox.ledger.list(),
    login: () => sandbox.users.login(true),
    orders: () => sandbox.console.orders({ limit: 60 }),
    'orders paid': () => sandbox.console.orders({ limit: 60, state: 'paid' }),
    'orders far': () => sandbox.console.orders({ limit: 60, offset: 1000 }),
    'search part': () => sandbox.console.orders({ limit: 60, query: '2026' }),
    'search short': () => sandbox.console.orders({ limit: 60, query: '20' }),
    'search name': () => sandbox.console.orders({ limit: 60, query: '火锅' }),
  };
  for (const [name, work] of Object.entries(cases)) assert.deepEqual(badPlans(store, work), [], name);
});

test('what every write takes away of old rows is found by its number', (t) => {
  const cases: ((sandbox: ReturnType<typeof open>) => void)[] = [
    ({ ledger }) => ledger.history.add({ orderId: 'none', subject: 'order', subjectId: 'none', to: 'paid' }),
    ({ journal }) => journal.addStep({ attempt: 'a', kind: 'tap', name: 'tap' }),
    ({ callbacks }) => callbacks.log.add('payment', { orderId: 'none' }, '{}', 0, null),
  ];
  for (const work of cases) {
    // The driver does not end the plan of a statement that writes: each has a file of its own, to which
    // nothing is written after it, as a sandbox would that is closed.
    const sandbox = open();
    t.after(() => storeOf(sandbox).close());
    assert.deepEqual(
      badPlans(storeOf(sandbox), () => work(sandbox)),
      [],
    );
  }
});

test('the next order that expires is found by the index of the unpaid alone', (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const store = storeOf(sandbox);
  let plan: string[] = [];
  const { get } = store;
  store.get = (sql, ...values) => {
    plan = store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail);
    return get(sql, ...values);
  };
  sandbox.ledger.nextDue();
  assert.ok(
    plan.some((detail) => detail.includes('orders_by_expiry')),
    plan.join('\n'),
  );
});

test('counts and search follow every step, a reset and an import', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const first = await create(sandbox, cake);
  const second = await create(sandbox, hotpot);
  tell(sandbox, second, 'paid');
  sandbox.closeOrder(first.orderId);
  assert.deepEqual(sandbox.ledger.counts(), { unpaid: 0, paid: 1, closed: 1 });
  const part = second.outOrderNo.slice(-6);
  const found = (): string[] =>
    sandbox.console.orders({ query: part }).orders.map(({ outOrderNo }) => outOrderNo);
  assert.deepEqual(found(), [second.outOrderNo]);
  const state = sandbox.export();
  sandbox.reset();
  assert.deepEqual(sandbox.ledger.counts(), { unpaid: 0, paid: 0, closed: 0 });
  assert.deepEqual(found(), []);
  await sandbox.import(state as unknown as Record<string, unknown>);
  assert.deepEqual(sandbox.ledger.counts(), { unpaid: 0, paid: 1, closed: 1 });
  assert.deepEqual(found(), [second.outOrderNo]);
});

test('a text is looked for literally: quotes, stars and words of the search language find what they stand in', (t) => {
  const store = openStore(':memory:');
  t.after(() => store.close());
  const add = (orderId: string, outOrderNo: string, time: number): void => {
    store.run(
      `INSERT INTO orders (order_id, out_order_no, api, app_id, open_id, version, state, goods_id, goods_type, quantity,
         total_amount, discount_amount, create_time, pay_expire_time, draft)
       VALUES (?, ?, 'a', 'b', 'c', 'd', 'unpaid', 'g-1', 2, 1, 1, 0, ?, ?, '{"goods":{"goodsName":"100% 牛肉 OR 面"}}')`,
      orderId,
      outOrderNo,
      time,
      time,
    );
  };
  add('1001', 'A"B*C-1', 1);
  add('1002', 'no-2', 2);
  const found = (query: string): string[] =>
    listOrders(store, { query }).orders.map(({ orderId }) => orderId);
  assert.deepEqual(found('"B*C'), ['1001']);
  assert.deepEqual(found('a"b*c'), []);
  assert.deepEqual(found('no-2'), ['1002']);
  assert.deepEqual(found('OR 面'), ['1002', '1001']);
  assert.deepEqual(found('100%'), ['1002', '1001']);
  assert.deepEqual(found('10'), ['1002', '1001']);
  assert.deepEqual(found('no'), ['1002']);
  assert.deepEqual(found('AND'), []);
  assert.deepEqual(
    listOrders(store, { query: '10', before: '1002' }).orders.map((each) => each.orderId),
    ['1001'],
  );
});

test('a search that finds more than it counts says so, and still gives the newest first', (t) => {
  const store = openStore(':memory:');
  t.after(() => store.close());
  store.transaction(() => {
    for (let index = 0; index < MOST_FOUND + 5; index += 1)
      store.run(
        `INSERT INTO orders (order_id, out_order_no, api, app_id, open_id, version, state, goods_id, goods_type, quantity,
           total_amount, discount_amount, create_time, pay_expire_time, draft)
         VALUES (?, ?, 'a', 'b', 'c', 'd', 'unpaid', 'g', 2, 1, 1, 0, ?, 1, '{}')`,
        String(10_000 + index),
        `out-${index}`,
        index,
      );
  });
  const page = listOrders(store, { query: 'out-', limit: 2 });
  assert.deepEqual([page.total, page.more], [MOST_FOUND, true]);
  assert.deepEqual(
    page.orders.map(({ orderId }) => orderId),
    [String(10_000 + MOST_FOUND + 4), String(10_000 + MOST_FOUND + 3)],
  );
});
