/** The store in a SQLite file: one process, no server to run. */
import Database from 'libsql';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { Kysely, SqliteDialect } from 'kysely';
import { KyselyStore } from './kysely-store';
import type { Tables } from './tables';
import type { ShopStore } from './types';

/** How long another process may hold the file, ms. */
const patience = 5000;

/** libsql as Kysely wants a driver: statements that say whether they give rows, and parameters as a list. */
const driver = (db: Database.Database): SqliteDatabase => ({
  close: () => void db.close(),
  prepare(text: string): SqliteStatement {
    const statement = db.prepare(text);
    return {
      reader: statement.reader,
      all: (parameters) => statement.all(...parameters),
      run: (parameters) => statement.run(...parameters),
      iterate: (parameters) => statement.iterate(...parameters) as IterableIterator<unknown>,
    };
  },
});

/**
 * @param file path, or `:memory:`. The directory must be there
 * @throws Error when it cannot be opened or is no database
 */
export const openSqlite = async (file: string): Promise<ShopStore> => {
  const db = new Database(file);
  // On the disk before a callback is answered: an acknowledged callback survives a power cut.
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', `busy_timeout = ${patience}`])
    db.pragma(pragma);
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: driver(db) }) });
  const store = new KyselyStore({ db: kysely, postgres: false });
  await store.migrate();
  return store;
};
