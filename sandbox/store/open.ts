/** Opens the ledger's file: owner, rights, health, schema. */
import { isUtf8 } from 'node:buffer';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'libsql';
import { LOG_PAGES } from './checkpoints';
import { StoreError, storeErrorOf } from './errors';
import { migrations } from './migrations';
import { checkSeal } from './seal';

/** How long a statement waits for a foreign lock, ms. It blocks this process meanwhile. */
const LOCK_WAIT = 100;

/** The file holds private keys: nobody else of the machine reads it. */
const OWNER_ONLY = 0o600;

/** Whether it has tables of somebody else's: nothing may be written beside them. */
const isForeign = (db: Database.Database, taken: number): boolean => {
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as {
    name: string;
  }[];
  const isOurs = tables.some(({ name }) => name === 'item_orders');
  return taken === 0 ? tables.length > 0 : !isOurs;
};

const migrate = (db: Database.Database): void => {
  const [{ user_version: taken }] = db.prepare('PRAGMA user_version').all() as [{ user_version: number }];
  if (taken > migrations.length)
    throw new Error(
      `the sandbox file is of a newer version (${taken}, this one knows ${migrations.length}): update, or delete it`,
    );
  if (isForeign(db, taken))
    throw new Error('it is the database of another program: name another file with --db <file>');
  migrations.slice(taken).forEach((sql, index) => {
    db.exec(`BEGIN IMMEDIATE;${sql};PRAGMA user_version = ${taken + index + 1};COMMIT;`);
  });
};

/**
 * Holds a file beside the ledger's locked, which ends with the process whatever ends it. Others may go on
 * reading the ledger itself.
 */
const claim = (file: string): Database.Database => {
  const lockFile = ownerOnly(`${file}.lock`);
  const lock = new Database(lockFile);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (/not a database/i.test(String(error))) {
      // Nobody holds what is no database, and nothing stands in it.
      truncateSync(lockFile);
      return claim(file);
    }
    throw new StoreError(
      'taken',
      'another simulator has it open, and both would send its callbacks: stop that one, or name another file (trade-sim dev --db <file>)',
    );
  }
};

/** Creates the file if it is not there. SQLite gives its side files the same rights. */
const ownerOnly = (file: string): string => {
  closeSync(openSync(file, 'a', OWNER_ONLY));
  chmodSync(file, OWNER_ONLY);
  return file;
};

/** A ledger is nothing to commit: a folder of our own says so to git. */
const prepareFolder = (folder: string): void => {
  const isOurs = !existsSync(folder) || basename(folder) === '.trade-sim';
  mkdirSync(folder, { recursive: true });
  const ignore = join(folder, '.gitignore');
  if (isOurs && !existsSync(ignore)) writeFileSync(ignore, '*\n');
};

/** Reads every page, so that damage is found now and not in the middle of an order. */
const checkHealth = (db: Database.Database): void => {
  const [first] = db.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  if (first?.quick_check !== 'ok')
    throw storeErrorOf(new Error(`database disk image is malformed: ${first?.quick_check ?? 'unreadable'}`));
};

/** A larger file is not looked through, bytes: at 100,000 orders its opening took 20 s more. */
const SMALL = 64 * 2 ** 20;

/** Rows that are looked at together. */
const PAGE = 5_000;

/** The driver ends the process at a text that is no UTF-8, so that each is looked at as bytes before. */
const checkTexts = (db: Database.Database): void => {
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'sqlite%'",
    )
    .all() as { name: string }[];
  for (const { name } of tables) {
    const columns = db.prepare('SELECT name FROM pragma_table_info(?)').all(name) as { name: string }[];
    const bytes = columns.map((column) => `CAST("${column.name}" AS BLOB)`).join(', ');
    const texts = columns.map((column) => `typeof("${column.name}") = 'text'`).join(' OR ');
    const page = db.prepare(`SELECT ${bytes} FROM "${name}" WHERE ${texts} LIMIT ${PAGE} OFFSET ?`).raw();
    for (let from = 0; ; from += PAGE) {
      const rows = page.all(from) as (Buffer | null)[][];
      if (rows.some((row) => row.some((value) => value !== null && !isUtf8(value))))
        throw storeErrorOf(new Error(`database disk image is malformed: a text of ${name} is no UTF-8`));
      if (rows.length < PAGE) break;
    }
  }
};

interface OpenedFile {
  db: Database.Database;
  lock?: Database.Database;
}

/**
 * @param file path of the database, or `:memory:`
 * @param alone refuse a file that somebody else has opened alone
 * @throws StoreError when the file cannot be used, Error when it belongs to another process or version
 */
export const openFile = (file: string, alone: boolean): OpenedFile => {
  const inMemory = file === ':memory:';
  let lock: Database.Database | undefined;
  let db: Database.Database | undefined;
  try {
    if (!inMemory) prepareFolder(dirname(file));
    if (alone && !inMemory) lock = claim(file);
    const isWhole = inMemory || checkSeal(file);
    db = new Database(inMemory ? file : ownerOnly(file));
    db.exec(`PRAGMA busy_timeout = ${LOCK_WAIT}`);
    if (!inMemory)
      // Without a limit to its size: to cut the log takes 40 ms, in which nobody is answered.
      db.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
    // NORMAL loses no commit when the process is killed; only a power cut could take the newest ones, and
    // never tears the file.
    db.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    if (!inMemory) checkHealth(db);
    if (!isWhole && statSync(file).size <= SMALL) checkTexts(db);
    migrate(db);
    return { db, lock };
  } catch (error) {
    db?.close();
    lock?.close();
    const plain = storeErrorOf(error);
    const text = `cannot open the sandbox file ${file}: ${plain instanceof Error ? plain.message : String(plain)}`;
    throw plain instanceof StoreError ? new StoreError(plain.reason, text) : new Error(text);
  }
};
