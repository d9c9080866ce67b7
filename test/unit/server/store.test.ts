/** The store on both databases: what is told twice, at once or late counts once. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import Database from 'libsql';
import { startPostgres } from '../../../bench/fleet/postgres';
import type { Postgres } from '../../../bench/fleet/postgres';
import { createSandbox } from '../../../sandbox/index';
import { workOn } from '../../../server/index';
import type { ShopStore } from '../../../server/index';
import type { NewOrder, NewRefund } from '../../../server/store/types';
import { openPostgres } from '../../../server/store/postgres';
import { openSqlite } from '../../../server/store/sqlite';
import { start } from './kit';

const orderOf = (orderId: string | undefined, change: Partial<NewOrder> = {}): NewOrder => ({
  orderId,
  createTime: start,
  payExpireTime: start + 300_000,
  totalAmount: 8800,
  discountAmount: 100,
  goods: { goodsId: 'a', goodsType: 2, goodsName: '蛋糕', goodsPhoto: '', price: 8800, quantity: 1 },
  items: [{ itemOrderId: `${orderId}-0`, goodsId: 'a', price: 8800 }],
  cpExtra: '',
  ...change,
});
const refundOf = (refundId: string, outOrderNo: string): NewRefund => ({
  refundId,
  orderId: '1',
  outOrderNo,
  needsAudit: true,
  amount: 8700,
  items: [{ itemOrderId: '1-0', refundAmount: 8700 }],
  reasons: ['不想要了'],
  note: '',
  cpExtra: '',
  createTime: start,
});
const many = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const end = { time: start + 1 };

const suites: [name: string, open: () => Promise<[ShopStore, ShopStore]>, close: () => Promise<void>][] = [];

let postgres: Postgres | undefined;
suites.push([
  'PostgreSQL',
  async () => {
    postgres = await startPostgres();
    const { url } = postgres;
    // Two servers that start at once make the tables together.
    return Promise.all([openPostgres(url), openPostgres(url)]) as Promise<[ShopStore, ShopStore]>;
  },
  async () => postgres?.stop(),
]);
const folder = mkdtempSync(join(tmpdir(), 'trade-store-'));
suites.push([
  'SQLite',
  async () => {
    // One process has one connection to its file.
    const store = await openSqlite(join(folder, 'shop.db'));
    return [store, store];
  },
  async () => rmSync(folder, { recursive: true, force: true }),
]);

for (const [name, open, close] of suites)
  describe(name, () => {
    let one: ShopStore;
    let two: ShopStore;
    before(async () => ([one, two] = await open()));
    after(async () => {
      await one?.close();
      if (two !== one) await two?.close();
      await close();
    });
    const either = (index: number): ShopStore => (index % 2 ? one : two);

    test('an order that is opened many times at once has one number', async () => {
      const opened = await many(8, (index) => either(index).openOrder(orderOf('1'), start));
      assert.equal(new Set(opened.map(({ outOrderNo }) => outOrderNo)).size, 1);
      assert.deepEqual(await one.orderById('1'), opened[0]);
      assert.deepEqual((await one.order(opened[0].outOrderNo))?.goods.goodsName, '蛋糕');
      const others = await many(6, (index) => either(index).openOrder(orderOf(`many-${index}`), start));
      assert.equal(new Set(others.map(({ outOrderNo }) => outOrderNo)).size, 6);
      assert.ok(others.every(({ outOrderNo }) => /^T20261122\d{6}$/.test(outOrderNo)));
    });

    test('it is paid once however often that is told, and money moves once', async () => {
      const { outOrderNo } = await one.openOrder(orderOf('paid'), start);
      const settled = await many(8, (index) =>
        either(index).settleOrder(outOrderNo, { ...end, state: 'paid' }),
      );
      assert.equal(settled.filter(Boolean).length, 1);
      assert.equal(await two.settleOrder(outOrderNo, { ...end, state: 'closed' }), false);
      assert.equal((await one.order(outOrderNo))?.state, 'paid');
      assert.deepEqual(await one.movements(outOrderNo), [
        { kind: 'payment', number: outOrderNo, outOrderNo, amount: 8700, time: start + 1 },
      ]);
    });

    test('a paid order that was closed before is paid: the order of the news does not matter', async () => {
      const { outOrderNo } = await one.openOrder(orderOf('late'), start);
      assert.equal(await one.settleOrder(outOrderNo, { ...end, state: 'closed' }), true);
      assert.equal(await two.settleOrder(outOrderNo, { ...end, state: 'paid', amount: 8000 }), true);
      assert.equal((await one.movements(outOrderNo))[0].amount, 8000);
      const second = await one.openOrder(orderOf(undefined), start);
      await one.settleOrder(second.outOrderNo, { ...end, state: 'paid', orderId: 'late-number' });
      assert.equal((await two.orderById('late-number'))?.outOrderNo, second.outOrderNo);
    });

    test('a refund has one number, one decision and one end', async () => {
      const { outOrderNo } = await one.openOrder(orderOf('refunded'), start);
      const opened = await many(6, (index) => either(index).openRefund(refundOf('r1', outOrderNo), start));
      assert.equal(new Set(opened.map(({ outRefundNo }) => outRefundNo)).size, 1);
      const [{ outRefundNo }] = opened;
      await one.auditRefund(outRefundNo, 'AGREE', start + 5);
      await two.auditRefund(outRefundNo, 'DENY', start + 6);
      assert.equal((await one.refund(outRefundNo))?.auditState, 'AGREE');
      assert.equal(await one.settleRefund(outRefundNo, { ...end, status: 99, message: 'x' }), true);
      const settled = await many(6, (index) =>
        either(index).settleRefund(outRefundNo, { ...end, status: 98, message: '' }),
      );
      assert.equal(settled.filter(Boolean).length, 1);
      assert.equal(await one.settleRefund(outRefundNo, { ...end, status: 99, message: 'x' }), false);
      assert.deepEqual(await one.movements(outOrderNo), [
        { kind: 'refund', number: outRefundNo, outOrderNo, amount: 8700, time: start + 1 },
      ]);
      assert.deepEqual(
        (await two.refundsOf(outOrderNo)).map(({ status }) => status),
        [98],
      );
    });

    test('the newest order of a buyer is found', async () => {
      await one.openOrder(orderOf('b1', { openId: 'ann', createTime: start + 1000 }), start);
      const newest = await one.openOrder(orderOf('b2', { openId: 'bob', createTime: start + 2000 }), start);
      assert.equal((await two.latestOrder('a', start + 500))?.outOrderNo, newest.outOrderNo);
      assert.equal((await two.latestOrder('a', start + 500, 'ann'))?.orderId, 'b1');
      assert.equal(await two.latestOrder('a', start + 500, 'eve'), undefined);
      assert.equal(await two.latestOrder('a', start + 3000), undefined);
    });

    test('events are worked at by one at a time, come again when they fail, and are done once', async () => {
      for (const event of await one.takeEvents(1000, 0, start + 10)) await one.eventDone(event.id, start);
      const opened = await many(30, (index) => one.openOrder(orderOf(`event-${index}`), start));
      for (const { outOrderNo } of opened) await two.settleOrder(outOrderNo, { time: start, state: 'paid' });
      let now = start + 20;
      const done: string[] = [];
      const failedOnce = new Set<string>();
      const workers = [one, two].map((store) =>
        workOn(
          store,
          async ({ kind, subject, attempts }) => {
            assert.equal(kind, 'order.paid');
            assert.equal(attempts, failedOnce.has(subject) ? 1 : 0);
            if (Number(subject.slice(-1)) % 3 === 0 && !failedOnce.has(subject)) {
              failedOnce.add(subject);
              throw new Error('the warehouse is closed');
            }
            done.push(subject);
          },
          { every: 3_600_000, now: () => now, tell: () => undefined },
        ),
      );
      await Promise.all(workers.map((worker) => worker.run()));
      assert.ok(failedOnce.size > 0);
      assert.equal(done.length, 30 - failedOnce.size);
      now += 60_000;
      await Promise.all(workers.map((worker) => worker.run()));
      assert.deepEqual(done.toSorted(), opened.map(({ outOrderNo }) => outOrderNo).toSorted());
      await Promise.all(workers.map((worker) => worker.stop()));
    });

    test('an event whose worker died comes again after its lease', async () => {
      const { outOrderNo } = await one.openOrder(orderOf('lease'), start);
      await one.settleOrder(outOrderNo, { time: start, state: 'paid' });
      const now = start + 200_000;
      assert.equal((await one.takeEvents(10, 60_000, now)).length, 1);
      assert.equal((await two.takeEvents(10, 60_000, now + 59_999)).length, 0);
      const [again] = await two.takeEvents(10, 60_000, now + 60_000);
      assert.deepEqual([again.subject, again.attempts], [outOrderNo, 1]);
      await two.eventDone(again.id, now);
      assert.equal((await one.takeEvents(10, 60_000, now + 600_000)).length, 0);
    });

    test('tables are made once: opening it again changes nothing', async () => {
      const before = await one.orders(100);
      await one.migrate();
      assert.deepEqual(await one.orders(100), before);
    });
  });

test("the reference merchant's tables in the sandbox's file are those of the kit", async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'trade-tables-')), 'a.db');
  const sandbox = join(file, '../b.db');
  await (await openSqlite(file)).close();
  await createSandbox({ store: sandbox }).close();
  const columnsOf = (path: string) => {
    const db = new Database(path);
    const rows = <T>(sql: string): T[] => db.prepare(sql).all() as T[];
    const tables = [
      'merchant_numbers',
      'merchant_orders',
      'merchant_refunds',
      'merchant_money',
      'merchant_callbacks',
    ];
    const columns = tables.map((table) =>
      rows<{ name: string; notnull: number; pk: number; type: string }>(`PRAGMA table_info(${table})`)
        .map(({ name, notnull, pk, type }) => [
          name,
          pk > 0 || notnull === 1,
          pk,
          type.replace(/BIGINT/i, 'INTEGER').toUpperCase(),
        ])
        .sort(),
    );
    const unique = tables.map(
      (table) =>
        rows<{ unique: number }>(`PRAGMA index_list(${table})`).filter((index) => index.unique === 1).length,
    );
    db.close();
    return { columns, unique };
  };
  const own = columnsOf(sandbox);
  assert.ok(own.columns.every((columns) => columns.length > 1));
  assert.deepEqual(own, columnsOf(file));
  rmSync(join(file, '..'), { recursive: true, force: true });
});
