/** The store in PostgreSQL, which any number of servers may share. `pg` is yours to install: `npm i pg`. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { KyselyStore } from './kysely-store';
import type { Tables } from './tables';
import type { ShopStore } from './types';

/** bigint, which pg gives as text: amounts and times are far below 2^53. */
const int8 = 20;

export interface PostgresOptions {
  /** Connections that one server keeps. @default 10 */
  connections?: number;
  /** Told of connections that break while nobody uses them. @default console.error */
  tell?: (problem: Error) => void;
}

/** @throws Error when the database cannot be reached, or refuses the user */
export const openPostgres = async (
  connectionString: string,
  { connections = 10, tell = (problem) => console.error(problem.message) }: PostgresOptions = {},
): Promise<ShopStore> => {
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    connectionTimeoutMillis: 5000,
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === int8
          ? Number
          : (pg.types.getTypeParser(oid, format) as unknown)) as typeof pg.types.getTypeParser,
    },
  });
  // A restarted database ends idle connections: the pool opens others, and the process must not die of it.
  pool.on('error', tell);
  // One that breaks between two statements of a transaction tells nobody else: the next statement fails.
  pool.on('connect', (client) => client.on('error', tell));
  const store = new KyselyStore({
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    postgres: true,
  });
  try {
    await store.migrate();
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
};
