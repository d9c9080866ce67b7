/** The one module that knows the database. Rows leave it as plain objects. */
import type Database from 'libsql';
import { Checkpoints, COPY } from './checkpoints';
import { StoreError, storeErrorOf } from './errors';
import { openFile } from './open';
import { seal } from './seal';
import { derivedTables, resetTables } from './tables';

export type Value = string | number | null;

export interface Store {
  readonly inMemory: boolean;
  run(sql: string, ...values: Value[]): number;
  get<Row>(sql: string, ...values: Value[]): Row | undefined;
  all<Row>(sql: string, ...values: Value[]): Row[];
  /**
   * All or nothing, also when the process is killed. `work` is synchronous; inside another transaction it
   * joins that one.
   */
  transaction<T>(work: () => T): T;
  /** Calls `listener` after each write that has become lasting: a whole transaction, or one statement. */
  onCommit(listener: () => void): void;
  /** Small lasting values: keys, counters, the user. */
  getMeta(key: string): string | undefined;
  setMeta(key: string, value: string): void;
  /** The first of `count` numbers never given before under that name, counting from 1. @default count 1 */
  nextNumber(name: string, count?: number): number;
  /**
   * Empties orders, callbacks, stock and the merchant's books; counters and keys stay, so that no number
   * comes twice.
   */
  reset(): void;
  /** Resolves when no other thread works on the file. */
  idle(): Promise<void>;
  close(): void;
}

/** `.get()` of the driver adds an enumerable key of its own. */
const plain = <Row>(row: unknown): Row => {
  const { _metadata, ...rest } = row as Record<string, unknown>;
  void _metadata;
  return rest as Row;
};

/**
 * Puts what the log holds into the file, and takes the log and its index away. While somebody else reads the
 * ledger, and on a full disk, SQLite keeps them: the next opening finds everything all the same.
 */
const leaveOneFile = (db: Database.Database): void => {
  try {
    db.exec('PRAGMA journal_mode = DELETE');
  } catch (error) {
    if (!(storeErrorOf(error) instanceof StoreError)) throw error;
  }
};

/**
 * @param file path of the database, or `:memory:`
 * @param alone refuse a file that somebody else has opened alone
 */
export const openStore = (file: string, { alone = false } = {}): Store => {
  const { db, lock } = openFile(file, alone);
  const statements = new Map<string, Database.Statement<unknown[]>>();
  const listeners: (() => void)[] = [];
  const checkpoints =
    file === ':memory:' ? undefined : new Checkpoints(file, () => void db.prepare(COPY).all());
  let depth = 0;

  const committed = (): void => {
    checkpoints?.committed();
    listeners.forEach((listener) => listener());
  };

  const prepared = (sql: string): Database.Statement<unknown[]> => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };

  /** What the file refuses is a `StoreError`, whichever statement meets it. */
  const asked = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeErrorOf(error);
    }
  };

  const store: Store = {
    inMemory: file === ':memory:',
    run(sql, ...values) {
      // BEGIN meets a foreign lock: a statement that meets it stays open, and no COMMIT succeeds any more.
      if (depth === 0) return store.transaction(() => store.run(sql, ...values));
      return asked(() => prepared(sql).run(...values)).changes;
    },
    get: <Row>(sql: string, ...values: Value[]) => {
      const row = asked(() => prepared(sql).get(...values));
      return row === undefined ? undefined : plain<Row>(row);
    },
    all: <Row>(sql: string, ...values: Value[]) =>
      asked(() => prepared(sql).all(...values)).map((row) => plain<Row>(row)),
    transaction(work) {
      if (depth > 0) return work();
      asked(() => db.exec('BEGIN IMMEDIATE'));
      depth += 1;
      let result;
      try {
        result = work();
        if (result instanceof Promise) throw new TypeError('a transaction cannot wait');
        db.exec('COMMIT');
      } catch (error) {
        // A full disk has rolled it back already; a second ROLLBACK would hide why.
        if (db.inTransaction) db.exec('ROLLBACK');
        throw storeErrorOf(error);
      } finally {
        depth -= 1;
      }
      committed();
      return result;
    },
    onCommit(listener) {
      listeners.push(listener);
    },
    getMeta: (key) => store.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value,
    setMeta(key, value) {
      store.run(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        key,
        value,
      );
    },
    nextNumber: (name, count = 1) =>
      store.transaction(() => {
        const last = Number(store.getMeta(`number:${name}`) ?? 0);
        store.setMeta(`number:${name}`, String(last + count));
        return last + 1;
      }),
    reset() {
      store.transaction(() =>
        [...resetTables, ...derivedTables].forEach((table) => store.run(`DELETE FROM ${table}`)),
      );
    },
    idle: async () => checkpoints?.idle(),
    close() {
      checkpoints?.close();
      statements.clear();
      try {
        if (checkpoints) leaveOneFile(db);
      } finally {
        db.close();
        if (checkpoints) seal(file);
        lock?.close();
      }
    },
  };
  return store;
};
