/**
 * The books of the reference merchant: the server kit's store, in the sandbox's own file. Each statement runs
 * at once, so that no other step of the sandbox can come between those that belong together.
 */
import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  QueryResult,
  RootOperationNode,
} from 'kysely';
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { ShopStore } from '../../server/index';
import { KyselyStore } from '../../server/index';
import type { Store, Value } from '../store/store';

const givesRows = (query: RootOperationNode): boolean =>
  query.kind === 'SelectQueryNode' || ('returning' in query && query.returning !== undefined);

const connectionOf = (store: Store): DatabaseConnection => ({
  executeQuery: <R>({ query, sql, parameters }: CompiledQuery): Promise<QueryResult<R>> =>
    new Promise((resolve) => {
      const values = parameters as readonly Value[];
      resolve(
        givesRows(query)
          ? { rows: store.all<R>(sql, ...values) }
          : { rows: [], numAffectedRows: BigInt(store.run(sql, ...values)) },
      );
    }),
  streamQuery() {
    throw new Error('rows are not streamed here');
  },
});

const noTransaction = (): Promise<void> => Promise.reject(new Error('transactions are those of the store'));
const nothing = (): Promise<void> => Promise.resolve();

const driverOf = (store: Store): Driver => ({
  init: nothing,
  acquireConnection: () => Promise.resolve(connectionOf(store)),
  releaseConnection: nothing,
  beginTransaction: noTransaction,
  commitTransaction: noTransaction,
  rollbackTransaction: noTransaction,
  destroy: nothing,
});

const dialectOf = (store: Store): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => driverOf(store),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

/** The sandbox's own migrations make the tables. Nobody works on the shop's events here: none is kept. */
export const shopStoreIn = (store: Store): ShopStore =>
  new KyselyStore({
    db: new Kysely({ dialect: dialectOf(store) }),
    postgres: false,
    events: false,
    atomically: (statements) =>
      new Promise((resolve) => {
        resolve(
          store.transaction(() =>
            statements.map(({ sql, parameters }) => store.run(sql, ...(parameters as readonly Value[]))),
          ),
        );
      }),
  });
