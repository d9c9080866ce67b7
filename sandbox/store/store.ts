/** The one module that knows the database. Rows leave it as plain objects. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { migrations, resetTables } from './migrations';

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
  close(): void;
}

/** `.get()` of the driver adds an enumerable key of its own. */
const plain = <Row>(row: unknown): Row => {
  const { _metadata, ...rest } = row as Record<string, unknown>;
  void _metadata;
  return rest as Row;
};

const migrate = (db: Database.Database): void => {
  const [{ user_version: taken }] = db.prepare('PRAGMA user_version').all() as [{ user_version: number }];
  if (taken > migrations.length)
    throw new Error(
      `the sandbox file is of a newer version (${taken}, this one knows ${migrations.length}): update, or delete it`,
    );
  migrations.slice(taken).forEach((sql, index) => {
    db.exec(`BEGIN IMMEDIATE;${sql};PRAGMA user_version = ${taken + index + 1};COMMIT;`);
  });
};

/**
 * Holds a file beside the ledger's locked, which ends with the process whatever ends it. Others may go on
 * reading the ledger itself.
 */
const claim = (file: string): Database.Database => {
  const lock = new Database(`${file}.lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock.close();
    throw new Error(
      'another simulator has it open, and both would send its callbacks: stop that one, or name another file (trade-sim dev --db <file>)',
    );
  }
};

interface Opened {
  db: Database.Database;
  lock?: Database.Database;
}

const open = (file: string, alone: boolean): Opened => {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  let lock: Database.Database | undefined;
  try {
    if (alone && file !== ':memory:') lock = claim(file);
    const db = new Database(file);
    db.exec('PRAGMA busy_timeout = 5000');
    if (file !== ':memory:') db.exec('PRAGMA journal_mode = WAL');
    // NORMAL loses no commit when the process is killed; only a power cut could take the newest ones, and
    // never tears the file.
    db.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    migrate(db);
    return { db, lock };
  } catch (error) {
    lock?.close();
    throw new Error(
      `cannot open the sandbox file ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};

/**
 * @param file path of the database, or `:memory:`
 * @param alone refuse a file that somebody else has opened alone
 */
export const openStore = (file: string, { alone = false } = {}): Store => {
  const { db, lock } = open(file, alone);
  const statements = new Map<string, Database.Statement<unknown[]>>();
  let depth = 0;

  const prepared = (sql: string): Database.Statement<unknown[]> => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };

  const store: Store = {
    inMemory: file === ':memory:',
    run: (sql, ...values) => prepared(sql).run(...values).changes,
    get: <Row>(sql: string, ...values: Value[]) => {
      const row = prepared(sql).get(...values);
      return row === undefined ? undefined : plain<Row>(row);
    },
    all: <Row>(sql: string, ...values: Value[]) =>
      prepared(sql)
        .all(...values)
        .map((row) => plain<Row>(row)),
    transaction(work) {
      if (depth > 0) return work();
      db.exec('BEGIN IMMEDIATE');
      depth += 1;
      try {
        const result = work();
        if (result instanceof Promise) throw new TypeError('a transaction cannot wait');
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
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
      store.transaction(() => resetTables.forEach((table) => store.run(`DELETE FROM ${table}`)));
    },
    close() {
      statements.clear();
      db.close();
      lock?.close();
    },
  };
  return store;
};
