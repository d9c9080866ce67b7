/**
 * A shop's backend: the questions of microapp-trade-kit and the platform's callbacks below /merchant, on
 * SQLite or PostgreSQL. Start as many as you like on one PostgreSQL: they share nothing else.
 */
import Fastify from 'fastify';
import type { ShopEvent, ShopStore } from 'microapp-trade-server';
import { createHandler, createShop, httpPlatform, workOn } from 'microapp-trade-server';
import { shopPlugin } from 'microapp-trade-server/fastify';
import { goodsOf, libraryGoods, offer } from './goods';
import { peopleRoutes, tokenOf } from './people';
import { readSession } from './session';
import type { Settings } from './settings';
import { readSettings, SettingsError } from './settings';

const isPostgres = (database: string): boolean => /^postgres(ql)?:/.test(database);

/** Each driver is loaded only where it is used. */
const openStore = async (database: string): Promise<ShopStore> =>
  isPostgres(database)
    ? (await import('microapp-trade-server/postgres')).openPostgres(database)
    : (await import('microapp-trade-server/sqlite')).openSqlite(database);

const shopOf = (settings: Settings, store: ShopStore) => {
  const { appId, platformKey, applicationKey: privateKey, keyVersion, platformUrl } = settings;
  return createShop({
    store,
    appId,
    subject: '示例餐饮有限公司',
    goods: goodsOf,
    library: ({ goodsId }) => libraryGoods(goodsId, Date.now()),
    marketing: ({ totalAmount }) => offer(totalAmount),
    platformKeys: [platformKey],
    signing: { privateKey, keyVersion, sku: { type: 401, tagGroupId: 'tag_group_7272625659888041996' } },
    ...(platformUrl
      ? { platform: httpPlatform({ baseUrl: platformUrl, appId, privateKey, keyVersion }) }
      : {}),
  });
};

/** The warehouse knows an order by its number: it hands out once what it is told twice. */
const tellWarehouse =
  ({ warehouseUrl }: Settings) =>
  async ({ kind, subject }: ShopEvent): Promise<void> => {
    if (!warehouseUrl) return console.log(`${kind} ${subject}`);
    const reply = await fetch(warehouseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `${kind}:${subject}` },
      body: JSON.stringify({ kind, subject }),
      signal: AbortSignal.timeout(5000),
    });
    if (!reply.ok) throw new Error(`the warehouse answered HTTP ${reply.status}`);
  };

const start = async (settings: Settings): Promise<void> => {
  const { host, port, base, sessionSecret: secret } = settings;
  const store = await openStore(settings.database);
  const shop = shopOf(settings, store);
  const handler = createHandler(shop, {
    base,
    // Pages of a simulator on this machine; a phone sends no origin.
    origins: (origin) => /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin),
    ...(secret
      ? {
          buyer: (request: Request) => {
            const session = tokenOf(request.headers.get('authorization'));
            return session === undefined ? undefined : readSession(secret, session, Date.now());
          },
        }
      : {}),
  });
  const worker = workOn(store, tellWarehouse(settings), {
    every: 500,
    // The lease is longer than a whole batch can take.
    batch: 5,
    lease: 30_000,
  });
  const app = Fastify({ requestTimeout: 15_000, forceCloseConnections: 'idle' });
  // For the balancer: it must not send callbacks to a server whose database is away.
  app.get('/health', async () => ({ ok: true, orders: (await store.orders(1)).length }));
  peopleRoutes(app, shop, settings);
  await app.register(shopPlugin(handler, base));
  const stop = async (): Promise<void> => {
    await app.close();
    await worker.stop();
    await store.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  console.log(`${await app.listen({ host, port })}${base} (callbacks: ${base}/callback)`);
};

try {
  await start(readSettings());
} catch (error) {
  console.error(error instanceof SettingsError ? error.message : `server: ${(error as Error).message}`);
  process.exitCode = 1;
}
