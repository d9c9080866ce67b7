/**
 * How much is kept of what no money hangs on: the newest of each kind, for the console. Orders, units,
 * payments, refunds, settlements, codes and redemptions are never dropped (docs/sandbox.md).
 */
import type { Store } from './store/store';

export interface Retention {
  /** Steps on the phone. */
  phoneSteps: number;
  /** Calls of JSAPIs and questions to the merchant. */
  calls: number;
  /** Callbacks that have ended, each with its attempts. One on its way is kept however old it is. */
  callbacks: number;
  /** Steps of orders, units, payments, refunds and settlements. */
  history: number;
}

export const RETENTION: Retention = {
  phoneSteps: 5_000,
  calls: 5_000,
  callbacks: 50_000,
  history: 200_000,
};

/** Rows that are taken away together at the most: a file that was full of them is cut little by little. */
const AT_ONCE = 50;

/** Writes between two looks: a look costs as much as the write. Of a short list every row counts. */
const between = (kept: number): number => Math.min(20, Math.max(1, Math.floor(kept / 100)));

/** Writes to each table since it was last trimmed. */
const writes = new WeakMap<Store, Map<string, number>>();

/** Takes the oldest away, now and then, as part of the transaction that has just added the newest. */
export const trim = (store: Store, table: string, key: string, kept: number, condition = 'TRUE'): void => {
  const counts = writes.get(store) ?? new Map<string, number>();
  writes.set(store, counts);
  const count = (counts.get(table) ?? 0) + 1;
  counts.set(table, count % between(kept));
  if (count < between(kept)) return;
  store.run(
    `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table}
       WHERE ${key} <= (SELECT MAX(${key}) FROM ${table}) - ? AND ${condition} ORDER BY ${key} LIMIT ${AT_ONCE})`,
    kept,
  );
};
