/**
 * One run of the multi-instance test: PostgreSQL, instances of the example behind a balancer, purchases with
 * doubled and reordered callbacks, killed instances, and a crash of the database. Answers what it found, or
 * rejects with the first thing that was lost or came twice.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../../server/store/postgres';
import type { Instances } from './instances';
import { startInstances } from './instances';
import type { Postgres } from './postgres';
import { startPostgres } from './postgres';
import type { Played } from './purchases';
import { dice, playPurchases } from './purchases';

export interface FleetOptions {
  instances: number;
  purchases: number;
  /** Instances killed on the way, spread evenly. */
  kills: number;
  /** Crashes of the database on the way. */
  crashes: number;
  seed: number;
}

export interface FleetResult {
  paid: number;
  refunded: number;
  /** 分 */
  income: number;
  callbacks: number;
  again: number;
  /** Events that the warehouse was told, and how many of them more than once. */
  events: number;
  repeated: number;
  seconds: number;
}

/** The shop's warehouse: hands out once what it is told twice. */
const startWarehouse = async () => {
  const told = new Map<string, number>();
  const server = createServer((request, response) => {
    const key = String(request.headers['idempotency-key']);
    told.set(key, (told.get(key) ?? 0) + 1);
    request.resume().once('end', () => response.writeHead(204).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    told,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** What the warehouse must have been told of all that was played. */
const eventsOf = ({ expected }: Played): Set<string> =>
  new Set(
    expected.flatMap(({ outOrderNo, state, refund }) => [
      `order.${state}:${outOrderNo}`,
      ...(refund
        ? [
            `refund.requested:${refund.outRefundNo}`,
            `refund.${refund.status === 98 ? 'refunded' : 'failed'}:${refund.outRefundNo}`,
          ]
        : []),
    ]),
  );

/** Where both ends of one payment were told, the one that does not count may have come first. */
const allowed = (key: string, due: ReadonlySet<string>): boolean =>
  due.has(key) ||
  due.has(key.replace('order.closed:', 'order.paid:')) ||
  due.has(key.replace('refund.failed:', 'refund.refunded:'));

const until = async (holds: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 1200 && !holds(); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
};

/** Every order, refund and 分 in the books is what was played. */
const checkBooks = async (url: string, { expected }: Played): Promise<void> => {
  const store = await openPostgres(url);
  try {
    const movements = await store.movements();
    const moved = new Map(movements.map(({ kind, number, amount }) => [`${kind} ${number}`, amount]));
    assert.equal(moved.size, movements.length, 'money moved twice');
    const due = new Map<string, number>();
    for (const { outOrderNo, state, amount, refund } of expected) {
      if (state === 'paid') due.set(`payment ${outOrderNo}`, amount);
      if (refund?.status === 98) due.set(`refund ${refund.outRefundNo}`, refund.amount);
      assert.equal((await store.order(outOrderNo))?.state, state, outOrderNo);
      const refunds = await store.refundsOf(outOrderNo);
      assert.deepEqual(
        refunds.map(({ outRefundNo, status }) => [outRefundNo, status]),
        refund ? [[refund.outRefundNo, refund.status]] : [],
      );
    }
    assert.deepEqual(new Map([...moved].sort()), new Map([...due].sort()));
    assert.equal((await store.orders(expected.length + 10)).length, expected.length, 'orders');
  } finally {
    await store.close();
  }
};

/** The shop answers what its books hold, through the balancer. */
const askOrders = async (
  base: string,
  { expected }: Played,
  roll: (sides: number) => number,
): Promise<void> => {
  for (let asked = 0; asked < 20; asked += 1) {
    const { outOrderNo, state, amount, refund } = expected[roll(expected.length)];
    const reply = await fetch(`${base}/order?outOrderNo=${outOrderNo}`);
    assert.equal(reply.status, 200);
    const order = (await reply.json()) as { state: string; totalAmount: number; refunds: string[] };
    assert.deepEqual(
      [order.state, order.totalAmount, order.refunds],
      [state, amount, refund ? [refund.outRefundNo] : []],
    );
  }
};

export const runFleet = async (options: FleetOptions): Promise<FleetResult> => {
  const { instances: count, purchases, kills, crashes, seed } = options;
  const platform = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const application = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const folder = mkdtempSync(join(tmpdir(), 'trade-fleet-'));
  const pem = (name: string, text: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const warehouse = await startWarehouse();
  let database: Postgres | undefined;
  let instances: Instances | undefined;
  try {
    database = await startPostgres();
    instances = await startInstances(count, {
      DATABASE: database.url,
      WAREHOUSE_URL: warehouse.url,
      PLATFORM_KEY: pem('platform.pem', platform.publicKey.export({ type: 'spki', format: 'pem' })),
      APPLICATION_KEY: pem(
        'application.pem',
        application.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      ),
    });
    const { kill, url } = instances;
    const { crash } = database;
    const roll = dice(seed + 1);
    /** After so many purchases, what happens. One at a time: what is killed is up again before the next. */
    const plan = [
      ...Array.from({ length: kills }, (_, index) => ({
        at: Math.floor((purchases * (index + 1)) / (kills + 1)),
        act: () => kill(roll(count)),
      })),
      ...Array.from({ length: crashes }, (_, index) => ({
        at: Math.floor((purchases * (index + 0.5)) / crashes),
        act: crash,
      })),
    ].sort((a, b) => a.at - b.at);
    let trouble: Promise<void> = Promise.resolve();
    const from = performance.now();
    const played = await playPurchases(
      { callbackUrl: `${url}/merchant/callback`, platformKey: platform.privateKey },
      { count: purchases, seed },
      (done) => {
        while (plan[0] && plan[0].at <= done) {
          const { act } = plan.shift()!;
          trouble = trouble.then(act);
        }
      },
    );
    const seconds = (performance.now() - from) / 1000;
    await trouble;
    instances.assertAlive();
    await checkBooks(database.url, played);
    await askOrders(`${url}/merchant`, played, roll);
    const due = eventsOf(played);
    const { told } = warehouse;
    // What a killed instance had taken comes again after its lease.
    await until(() => [...due].every((key) => told.has(key)));
    assert.deepEqual(
      [...due].filter((key) => !told.has(key)),
      [],
      'events were lost',
    );
    assert.deepEqual(
      [...told.keys()].filter((key) => !allowed(key, due)),
      [],
      'events of nothing that happened',
    );
    const paid = played.expected.filter(({ state }) => state === 'paid');
    const refunded = paid.flatMap(({ refund }) => (refund?.status === 98 ? [refund.amount] : []));
    const sum = (amounts: number[]): number => amounts.reduce((all, amount) => all + amount, 0);
    return {
      paid: paid.length,
      refunded: refunded.length,
      income: sum(paid.map(({ amount }) => amount)) - sum(refunded),
      callbacks: played.sent,
      again: played.again,
      events: told.size,
      repeated: [...told.values()].filter((times) => times > 1).length,
      seconds,
    };
  } finally {
    await instances?.stop();
    await database?.stop();
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
