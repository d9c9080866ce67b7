/**
 * The store over Kysely, for SQLite and PostgreSQL alike. What belongs together is written in one transaction
 * that reads nothing back into the program: each statement says itself when it applies, so that it may run on
 * several machines at once, and again after a crash.
 */
import type { CompiledQuery, Kysely, RawBuilder } from 'kysely';
import { Migrator, sql } from 'kysely';
import type { AuditState } from '../words';
import { migrationsFor } from './migrations';
import { orderRow, refundRow, toOrder, toRefund } from './rows';
import type { EventRow, Tables } from './tables';
import type {
  Answered,
  BookedOrder,
  BookedRefund,
  Movement,
  NewOrder,
  NewRefund,
  OrderEnd,
  RefundEnd,
  ShopEvent,
  ShopStore,
} from './types';

interface KyselyStoreOptions {
  db: Kysely<Tables>;
  postgres: boolean;
  /** Whether anybody asks for the events: without, none is kept. @default true */
  events?: boolean;
  /** All or none; answers how many rows each statement changed. @default a transaction of `db` */
  atomically?: (statements: readonly CompiledQuery[]) => Promise<number[]>;
}

/** Old answers are looked for once in so many new ones. */
const forgetEvery = 100;
const beijing = 8 * 60 * 60 * 1000;

const toEvent = (row: { [K in keyof EventRow]: K extends 'event_id' ? number : EventRow[K] }): ShopEvent => ({
  id: row.event_id,
  kind: row.kind as ShopEvent['kind'],
  subject: row.subject,
  createTime: row.create_time,
  attempts: row.attempts - 1,
});

export class KyselyStore implements ShopStore {
  private readonly db: Kysely<Tables>;
  /** Answers kept since the start. */
  private kept = 0;

  constructor(private readonly options: KyselyStoreOptions) {
    this.db = options.db;
  }

  async migrate(): Promise<void> {
    const migrator = new Migrator({
      db: this.db,
      provider: { getMigrations: () => Promise.resolve(migrationsFor(this.options.postgres)) },
      migrationTableName: 'merchant_migrations',
      migrationLockTableName: 'merchant_migrations_lock',
    });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error));
  }

  async openOrder(order: NewOrder, now: number): Promise<BookedOrder> {
    const { orderId } = order;
    const known = orderId === undefined ? undefined : await this.orderById(orderId);
    if (known) return known;
    const outOrderNo = await this.nextNumber('T', now);
    // Another machine may have opened it meanwhile: then its number counts, and this one is given to nobody.
    await this.db
      .insertInto('merchant_orders')
      .values(orderRow(order, outOrderNo))
      .onConflict((conflict) => conflict.column('order_id').doNothing())
      .execute();
    const opened = orderId === undefined ? await this.order(outOrderNo) : await this.orderById(orderId);
    return opened!;
  }

  async order(outOrderNo: string): Promise<BookedOrder | undefined> {
    const row = await this.db
      .selectFrom('merchant_orders')
      .selectAll()
      .where('out_order_no', '=', outOrderNo)
      .executeTakeFirst();
    return row && toOrder(row);
  }

  async orderById(orderId: string): Promise<BookedOrder | undefined> {
    const row = await this.db
      .selectFrom('merchant_orders')
      .selectAll()
      .where('order_id', '=', orderId)
      .executeTakeFirst();
    return row && toOrder(row);
  }

  async orders(limit: number): Promise<BookedOrder[]> {
    const rows = await this.db
      .selectFrom('merchant_orders')
      .selectAll()
      .orderBy('create_time', 'desc')
      .orderBy('out_order_no', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toOrder);
  }

  async latestOrder(goodsId: string, since: number, openId?: string): Promise<BookedOrder | undefined> {
    const row = await this.db
      .selectFrom('merchant_orders')
      .selectAll()
      .where('goods_id', '=', goodsId)
      .where('create_time', '>=', since)
      .$if(openId !== undefined, (query) => query.where('open_id', '=', openId!))
      .orderBy('create_time', 'desc')
      .orderBy('out_order_no', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && toOrder(row);
  }

  async settleOrder(outOrderNo: string, end: OrderEnd): Promise<boolean> {
    const { state, time, orderId, items, amount } = end;
    const earlier: readonly BookedOrder['state'][] = state === 'paid' ? ['unpaid', 'closed'] : ['unpaid'];
    const paid = sql`
      INSERT INTO merchant_money (kind, number, out_order_no, amount, time)
      SELECT 'payment', out_order_no, out_order_no,
        COALESCE(CAST(${amount ?? null} AS BIGINT), total_amount - discount_amount), CAST(${time} AS BIGINT)
      FROM merchant_orders WHERE out_order_no = ${outOrderNo} AND state IN (${sql.join(earlier)})
      ON CONFLICT DO NOTHING`;
    const event = sql`
      INSERT INTO merchant_events (kind, subject, create_time, due_time, attempts)
      SELECT CAST(${`order.${state}`} AS TEXT), out_order_no, CAST(${time} AS BIGINT), CAST(${time} AS BIGINT), 0
      FROM merchant_orders WHERE out_order_no = ${outOrderNo} AND state IN (${sql.join(earlier)})
      ON CONFLICT DO NOTHING`;
    const settled = this.db
      .updateTable('merchant_orders')
      .set((row) => ({
        state,
        order_id: row.fn.coalesce('order_id', row.val(orderId ?? null)),
        ...(items ? { item_orders: JSON.stringify(items) } : {}),
      }))
      .where('out_order_no', '=', outOrderNo)
      .where('state', 'in', earlier);
    return this.together([
      ...(state === 'paid' ? [paid.compile(this.db)] : []),
      ...this.wanted(event),
      settled.compile(),
    ]);
  }

  async openRefund(refund: NewRefund, now: number, given?: string): Promise<BookedRefund> {
    const known = await this.refundById(refund.refundId);
    if (known) return known;
    const outRefundNo = given ?? (await this.nextNumber('R', now));
    const opened = this.db
      .insertInto('merchant_refunds')
      .values(refundRow(refund, outRefundNo))
      .onConflict((conflict) => conflict.doNothing());
    const event = sql`
      INSERT INTO merchant_events (kind, subject, create_time, due_time, attempts)
      SELECT 'refund.requested', out_refund_no, CAST(${now} AS BIGINT), CAST(${now} AS BIGINT), 0
      FROM merchant_refunds WHERE out_refund_no = ${outRefundNo} AND needs_audit = 1
      ON CONFLICT DO NOTHING`;
    await this.together([opened.compile(), ...this.wanted(event)]);
    return ((await this.refundById(refund.refundId)) ?? (await this.refund(outRefundNo)))!;
  }

  async refund(outRefundNo: string): Promise<BookedRefund | undefined> {
    const row = await this.db
      .selectFrom('merchant_refunds')
      .selectAll()
      .where('out_refund_no', '=', outRefundNo)
      .executeTakeFirst();
    return row && toRefund(row);
  }

  async refundsOf(outOrderNo: string): Promise<BookedRefund[]> {
    const rows = await this.db
      .selectFrom('merchant_refunds')
      .selectAll()
      .where('out_order_no', '=', outOrderNo)
      .orderBy('create_time', 'desc')
      .orderBy('out_refund_no', 'desc')
      .execute();
    return rows.map(toRefund);
  }

  async auditRefund(outRefundNo: string, auditState: AuditState, time: number | undefined): Promise<void> {
    await this.db
      .updateTable('merchant_refunds')
      .set({ audit_state: auditState, audit_time: time ?? null })
      .where('out_refund_no', '=', outRefundNo)
      .where('audit_state', '=', 'TOAUDIT')
      .execute();
  }

  async settleRefund(outRefundNo: string, { status, time, message }: RefundEnd): Promise<boolean> {
    const earlier: readonly (1 | 99)[] = status === 98 ? [1, 99] : [1];
    const back = sql`
      INSERT INTO merchant_money (kind, number, out_order_no, amount, time)
      SELECT 'refund', out_refund_no, out_order_no, amount, CAST(${time} AS BIGINT)
      FROM merchant_refunds WHERE out_refund_no = ${outRefundNo} AND status IN (${sql.join(earlier)})
      ON CONFLICT DO NOTHING`;
    const kind = status === 98 ? 'refund.refunded' : 'refund.failed';
    const event = sql`
      INSERT INTO merchant_events (kind, subject, create_time, due_time, attempts)
      SELECT CAST(${kind} AS TEXT), out_refund_no, CAST(${time} AS BIGINT), CAST(${time} AS BIGINT), 0
      FROM merchant_refunds WHERE out_refund_no = ${outRefundNo} AND status IN (${sql.join(earlier)})
      ON CONFLICT DO NOTHING`;
    const settled = this.db
      .updateTable('merchant_refunds')
      .set({ status, end_time: time, message })
      .where('out_refund_no', '=', outRefundNo)
      .where('status', 'in', earlier);
    return this.together([
      ...(status === 98 ? [back.compile(this.db)] : []),
      ...this.wanted(event),
      settled.compile(),
    ]);
  }

  async movements(outOrderNo?: string): Promise<Movement[]> {
    const rows = await this.db
      .selectFrom('merchant_money')
      .selectAll()
      .$if(outOrderNo !== undefined, (query) => query.where('out_order_no', '=', outOrderNo!))
      .orderBy('time')
      .orderBy('number')
      .execute();
    return rows.map(({ out_order_no, ...row }) => ({ ...row, outOrderNo: out_order_no }));
  }

  async answered(key: string): Promise<Answered | undefined> {
    const row = await this.db
      .selectFrom('merchant_callbacks')
      .selectAll()
      .where('callback_key', '=', key)
      .executeTakeFirst();
    return row && { key, time: row.time, answer: row.answer };
  }

  async keepAnswer({ key, time, answer }: Answered, until: number): Promise<void> {
    await this.db
      .insertInto('merchant_callbacks')
      .values({ callback_key: key, time, answer })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    this.kept += 1;
    if (this.kept % forgetEvery === 0 && Number.isFinite(until))
      await this.db.deleteFrom('merchant_callbacks').where('time', '<', until).execute();
  }

  async takeEvents(limit: number, lease: number, now: number): Promise<ShopEvent[]> {
    const rows = await this.db
      .with('due', (db) =>
        db
          .selectFrom('merchant_events')
          .select('event_id')
          .where('done_time', 'is', null)
          .where('due_time', '<=', now)
          .orderBy('due_time')
          .limit(limit)
          // Other machines take other events at the same time. SQLite has one writer anyway.
          .$if(this.options.postgres, (query) => query.forUpdate().skipLocked()),
      )
      .updateTable('merchant_events')
      .set((row) => ({ due_time: now + lease, attempts: row('attempts', '+', 1) }))
      .where('event_id', 'in', (build) => build.selectFrom('due').select('event_id'))
      .returningAll()
      .execute();
    return rows.map(toEvent).sort((a, b) => a.id - b.id);
  }

  async eventDone(id: number, now: number): Promise<void> {
    await this.db
      .updateTable('merchant_events')
      .set({ done_time: now, problem: null })
      .where('event_id', '=', id)
      .execute();
  }

  async eventFailed(id: number, retryTime: number, message: string): Promise<void> {
    await this.db
      .updateTable('merchant_events')
      .set({ due_time: retryTime, problem: message })
      .where('event_id', '=', id)
      .where('done_time', 'is', null)
      .execute();
  }

  close(): Promise<void> {
    return this.db.destroy();
  }

  private async refundById(refundId: string): Promise<BookedRefund | undefined> {
    const row = await this.db
      .selectFrom('merchant_refunds')
      .selectAll()
      .where('refund_id', '=', refundId)
      .executeTakeFirst();
    return row && toRefund(row);
  }

  /** `T20261122000001`: a letter, the day in Beijing, then the day's count. Orders are T, refunds R. */
  private async nextNumber(letter: 'T' | 'R', now: number): Promise<string> {
    const day = new Date(now + beijing).toISOString().slice(0, 10).replaceAll('-', '');
    const { used } = await this.db
      .insertInto('merchant_numbers')
      .values({ day: letter === 'T' ? day : `${letter}${day}`, used: 1 })
      .onConflict((conflict) =>
        conflict.column('day').doUpdateSet((row) => ({ used: row('merchant_numbers.used', '+', 1) })),
      )
      .returning('used')
      .executeTakeFirstOrThrow();
    return `${letter}${day}${String(used).padStart(6, '0')}`;
  }

  /** The statement that keeps an event, where anybody asks for events. */
  private wanted(event: RawBuilder<unknown>): CompiledQuery[] {
    return this.options.events === false ? [] : [event.compile(this.db)];
  }

  /** All or none. Whether the last statement changed anything. */
  private async together(statements: readonly CompiledQuery[]): Promise<boolean> {
    const { atomically = (each) => this.transaction(each) } = this.options;
    const changed = await atomically(statements);
    return (changed.at(-1) ?? 0) > 0;
  }

  private transaction(statements: readonly CompiledQuery[]): Promise<number[]> {
    return this.db.transaction().execute(async (transaction) => {
      const changed: number[] = [];
      for (const statement of statements)
        changed.push(Number((await transaction.executeQuery(statement)).numAffectedRows ?? 0));
      return changed;
    });
  }
}
