/**
 * The whole state as data, out of one file and into another. Keys stay where they are: each sandbox signs
 * with its own.
 */
import { createHash } from 'node:crypto';
import { DERIVE, migrations } from './migrations';
import type { Store, Value } from './store';
import { resetTables } from './tables';

type Row = Record<string, Value>;

export interface Dump {
  meta: Record<string, string>;
  tables: Record<string, Row[]>;
}

/** The text says what is wrong with a dump. Nothing has been changed then. */
export class DumpError extends Error {}

export const dumpVersion = migrations.length;

/** Counters: a number that was given away is never given again, whichever file it came from. */
const counters = 'merchant_numbers';
const isCounter = (key: string): boolean => key.startsWith('number:');
const isOwn = (key: string): boolean => key.startsWith('key:') || key.startsWith('clock:');

/** Parents before what refers to them. */
const stateTables = [...resetTables].reverse();

/** Over content in the order it stands in: an edited or cut dump is told from a whole one. */
export const digestOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');

export const takeDump = (store: Store): Dump =>
  store.transaction(() => ({
    meta: Object.fromEntries(
      store
        .all<{ key: string; value: string }>('SELECT key, value FROM meta ORDER BY key')
        .filter(({ key }) => !isOwn(key))
        .map(({ key, value }) => [key, value]),
    ),
    tables: Object.fromEntries(
      [counters, ...stateTables].map((table) => [table, store.all<Row>(`SELECT * FROM ${table}`)]),
    ),
  }));

interface Column {
  name: string;
  type: string;
  notnull: number;
}

const fits = ({ type, notnull }: Column, value: unknown): boolean =>
  value === null
    ? notnull === 0
    : type === 'INTEGER'
      ? Number.isSafeInteger(value)
      : typeof value === 'string';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Columns that hold JSON, and of which kind: whoever reads them must find it. */
const json: Record<string, Record<string, 'object' | 'list' | 'any'>> = {
  orders: { draft: 'object', validity: 'object' },
  refunds: { draft: 'object' },
  settlements: { draft: 'object' },
  deliveries: { items: 'list' },
  callbacks: { body: 'object' },
  callback_attempts: { headers: 'object' },
  verify_tokens: { certificates: 'list', results: 'list' },
  merchant_orders: { goods: 'object', item_orders: 'list' },
  merchant_refunds: { items: 'list', reasons: 'list' },
  api_calls: { options: 'any', answer: 'object' },
};

const holdsJson = (text: Value, kind: 'object' | 'list' | 'any'): boolean => {
  if (text === null) return true;
  try {
    const value = JSON.parse(text as string) as unknown;
    return kind === 'any' || (kind === 'list' ? Array.isArray(value) : isObject(value));
  } catch {
    return false;
  }
};

/** The rows, each with exactly the table's columns. @throws DumpError naming the first that is not so */
const checkRows = (store: Store, table: string, rows: unknown): Row[] => {
  const columns = store.all<Column>(`PRAGMA table_info(${table})`);
  if (!Array.isArray(rows)) throw new DumpError(`tables.${table} must be a list of rows`);
  rows.forEach((row: unknown, index) => {
    const place = `tables.${table}[${index}]`;
    if (!isObject(row)) throw new DumpError(`${place} must be an object`);
    const wrong = columns.find((column) => !fits(column, row[column.name]));
    if (wrong)
      throw new DumpError(
        `${place}.${wrong.name} must be ${wrong.type === 'INTEGER' ? 'a whole number' : 'a text'}`,
      );
    const unread = Object.entries(json[table] ?? {}).find(
      ([name, kind]) => !holdsJson(row[name] as Value, kind),
    );
    if (unread)
      throw new DumpError(
        `${place}.${unread[0]} must be the JSON text of ${unread[1] === 'list' ? 'a list' : 'an object'}`,
      );
    if (Object.keys(row).length !== columns.length)
      throw new DumpError(`${place} has columns that the table does not have`);
  });
  return rows as Row[];
};

const checkDump = (store: Store, { meta, tables }: { meta?: unknown; tables?: unknown }): Dump => {
  if (!isObject(meta)) throw new DumpError('meta must be an object');
  const wrong = Object.entries(meta).find(([key, value]) => typeof value !== 'string' || isOwn(key));
  if (wrong) throw new DumpError(`meta.${wrong[0]} must be a text, and no key`);
  const uncountable = Object.entries(meta).find(
    ([key, value]) => isCounter(key) && !/^\d{1,15}$/.test(value as string),
  );
  if (uncountable) throw new DumpError(`meta.${uncountable[0]} must be a whole number`);
  if (!isObject(tables)) throw new DumpError('tables must be an object');
  const names = [counters, ...stateTables];
  const unknown = Object.keys(tables).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new DumpError(`no table ${JSON.stringify(unknown)}`);
  return {
    meta: meta as Record<string, string>,
    tables: Object.fromEntries(names.map((name) => [name, checkRows(store, name, tables[name])])),
  };
};

const insert = (store: Store, table: string, rows: Row[], ending = ''): void => {
  for (const row of rows) {
    const names = Object.keys(row);
    const holes = names.map(() => '?').join(', ');
    store.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${holes})${ending}`, ...Object.values(row));
  }
};

/**
 * Triggers guard single steps; rows of a later time pass through none of them. What they guard is checked at
 * the end instead.
 */
const withoutTriggers = (store: Store, work: () => void): void => {
  const triggers = store.all<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`,
  );
  triggers.forEach(({ name }) => store.run(`DROP TRIGGER ${name}`));
  work();
  triggers.forEach(({ sql }) => store.run(sql));
};

const statementsOf = (sql: string): string[] =>
  sql
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const putMeta = (store: Store, meta: Record<string, string>): void => {
  for (const { key } of store.all<{ key: string }>('SELECT key FROM meta'))
    if (!isOwn(key) && !isCounter(key)) store.run('DELETE FROM meta WHERE key = ?', key);
  for (const [key, value] of Object.entries(meta)) {
    store.setMeta(
      key,
      isCounter(key) ? String(Math.max(Number(value), Number(store.getMeta(key) ?? 0))) : value,
    );
  }
};

/**
 * Replaces everything in one transaction. @throws DumpError when it is no dump of this version, or
 * contradicts itself. @param contradictionIn the first thing that is wrong with rows that are written
 */
export const putDump = (
  store: Store,
  content: { meta?: unknown; tables?: unknown },
  contradictionIn: (store: Store) => string | undefined,
): void => {
  const { meta, tables } = checkDump(store, content);
  try {
    store.transaction(() => {
      resetTables.forEach((table) => store.run(`DELETE FROM ${table}`));
      withoutTriggers(store, () => stateTables.forEach((table) => insert(store, table, tables[table])));
      statementsOf(DERIVE).forEach((sql) => store.run(sql));
      insert(
        store,
        counters,
        tables[counters],
        ' ON CONFLICT (day) DO UPDATE SET used = MAX(used, excluded.used)',
      );
      const contradiction = contradictionIn(store);
      if (contradiction !== undefined) throw new DumpError(contradiction);
      putMeta(store, meta);
    });
  } catch (error) {
    throw error instanceof DumpError
      ? error
      : new DumpError(error instanceof Error ? error.message : String(error));
  }
};
