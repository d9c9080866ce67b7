/**
 * The schema, step by step. Append, never edit: a database remembers which steps it has taken. Written for
 * SQLite and PostgreSQL alike.
 */
import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from './tables';

const first: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('merchant_numbers')
      .addColumn('day', 'text', (column) => column.primaryKey())
      .addColumn('used', 'integer', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('merchant_orders')
      .addColumn('out_order_no', 'text', (column) => column.primaryKey())
      .addColumn('order_id', 'text', (column) => column.unique())
      .addColumn('goods_id', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) =>
        column.notNull().check(sql`state IN ('unpaid', 'paid', 'closed')`),
      )
      .addColumn('create_time', 'bigint', (column) => column.notNull())
      .addColumn('pay_expire_time', 'bigint', (column) => column.notNull())
      .addColumn('total_amount', 'bigint', (column) => column.notNull())
      .addColumn('discount_amount', 'bigint', (column) => column.notNull())
      .addColumn('goods', 'text', (column) => column.notNull())
      .addColumn('item_orders', 'text', (column) => column.notNull())
      .addColumn('cp_extra', 'text', (column) => column.notNull())
      .addColumn('phone_number', 'text')
      .addColumn('contact_name', 'text')
      .addColumn('note', 'text')
      .addColumn('open_id', 'text')
      .execute();
    await db.schema
      .createIndex('merchant_orders_by_time')
      .on('merchant_orders')
      .column('create_time')
      .execute();
    await db.schema
      .createIndex('merchant_orders_by_goods')
      .on('merchant_orders')
      .columns(['goods_id', 'create_time'])
      .execute();

    await db.schema
      .createTable('merchant_refunds')
      .addColumn('out_refund_no', 'text', (column) => column.primaryKey())
      .addColumn('refund_id', 'text', (column) => column.notNull().unique())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('out_order_no', 'text', (column) => column.notNull())
      .addColumn('status', 'integer', (column) => column.notNull().check(sql`status IN (1, 98, 99)`))
      .addColumn('audit_state', 'text', (column) => column.notNull())
      .addColumn('needs_audit', 'integer', (column) => column.notNull())
      .addColumn('amount', 'bigint', (column) => column.notNull())
      .addColumn('items', 'text', (column) => column.notNull())
      .addColumn('reasons', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('cp_extra', 'text', (column) => column.notNull())
      .addColumn('create_time', 'bigint', (column) => column.notNull())
      .addColumn('audit_time', 'bigint')
      .addColumn('end_time', 'bigint')
      .addColumn('message', 'text')
      .execute();
    await db.schema
      .createIndex('merchant_refunds_by_order')
      .on('merchant_refunds')
      .columns(['out_order_no', 'create_time'])
      .execute();

    await db.schema
      .createTable('merchant_money')
      .addColumn('kind', 'text', (column) => column.notNull().check(sql`kind IN ('payment', 'refund')`))
      .addColumn('number', 'text', (column) => column.notNull())
      .addColumn('out_order_no', 'text', (column) => column.notNull())
      .addColumn('amount', 'bigint', (column) => column.notNull().check(sql`amount >= 0`))
      .addColumn('time', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('merchant_money_once', ['kind', 'number'])
      .execute();
    await db.schema
      .createIndex('merchant_money_by_order')
      .on('merchant_money')
      .column('out_order_no')
      .execute();

    await db.schema
      .createTable('merchant_callbacks')
      .addColumn('callback_key', 'text', (column) => column.primaryKey())
      .addColumn('time', 'bigint', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('merchant_callbacks_by_time')
      .on('merchant_callbacks')
      .column('time')
      .execute();
  },
};

const events = (serial: 'bigserial' | 'integer'): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('merchant_events')
      .addColumn('event_id', serial, (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('create_time', 'bigint', (column) => column.notNull())
      .addColumn('due_time', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('done_time', 'bigint')
      .addColumn('problem', 'text')
      .addUniqueConstraint('merchant_events_once', ['kind', 'subject'])
      .execute();
    await sql`CREATE INDEX merchant_events_due ON merchant_events (due_time) WHERE done_time IS NULL`.execute(
      db,
    );
  },
});

/** @param postgres else SQLite */
export const migrationsFor = (postgres: boolean): Record<string, Migration> => ({
  '001-orders': first,
  '002-events': events(postgres ? 'bigserial' : 'integer'),
});

/** What an empty shop has none of; `merchant_numbers` stays, so that no number comes twice. */
export const shopTables = [
  'merchant_orders',
  'merchant_refunds',
  'merchant_money',
  'merchant_callbacks',
  'merchant_events',
] as const satisfies (keyof Tables)[];
