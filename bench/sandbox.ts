/**
 * `npm run bench:sandbox [-- 1000]`: purchases through HTTP with their callbacks, in this process. Times are
 * of this machine and this run; the memory of the second half is compared with that of the first, and a
 * growth of more than a quarter fails.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { createSandbox, sandboxPlugin } from '../sandbox/index';

/**
 * Purchases over which memory has to stay flat; the first tenth is timed. Fewer, when a number is given, to
 * try the bench itself.
 */
const LONG = Number(process.argv[2] ?? 10_000);
const MEASURED = LONG / 10;
const LANES = 8;
/** Growth of memory from the middle to the end that still counts as flat. */
const FLAT = 1.25;

/** The developer's server: numbers orders, takes everything else. */
let numbered = 0;
const merchant = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    numbered += 1;
    const data = {
      out_order_no: `B${numbered}`,
      order_valid_time: [{ goods_id: 'bench-own', valid_duration: 86_400_000 }],
    };
    response.end(JSON.stringify({ err_no: 0, err_tips: 'success', data }));
  });
});
merchant.listen(0, '127.0.0.1');
await once(merchant, 'listening');

const sandbox = createSandbox({
  store: ':memory:',
  forward: `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/hook`,
});
sandbox.setLoggedIn(true);
const app = Fastify();
await app.register(sandboxPlugin(sandbox));
const url = await app.listen({ port: 0, host: '127.0.0.1' });

async function post(path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

const order = {
  goodsList: [
    {
      goodsId: 'bench-own',
      goodsType: 2,
      goodsName: '商品',
      goodsPhoto: '/a.png',
      price: 8800,
      quantity: 1,
      goodsLabels: ['随时退'],
    },
  ],
  payment: { totalAmount: 8800 },
};

/** Through HTTP, until it is paid. Answers how long it took, ms. */
async function buy(): Promise<number> {
  const before = performance.now();
  const { payOrderId, orderToken, errMsg } = await post('/platform/createOrder', order);
  const { code } = await post('/platform/cashier', { payOrderId, orderToken, outcome: 'paid' });
  if (code !== 0) throw new Error(`a purchase failed: ${String(errMsg)}`);
  return performance.now() - before;
}

async function buyMany(count: number): Promise<number[]> {
  const times: number[] = [];
  const lane = async (): Promise<void> => {
    while (times.length + LANES <= count) times.push(await buy());
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  while (times.length < count) times.push(await buy());
  await sandbox.idle();
  return times;
}

/** What lives on the heap, MB. The database is not on it. */
function heap(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

await buyMany(50);
const before = performance.now();
const times = (await buyMany(MEASURED)).sort((a, b) => a - b);
const seconds = (performance.now() - before) / 1000;
const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
console.log(`${MEASURED} purchases with two callbacks each, through HTTP, ${LANES} at a time`);
console.log(
  `  ${(MEASURED / seconds).toFixed(0)} purchases per second; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
);

await buyMany(LONG / 2 - MEASURED);
const middle = heap();
await buyMany(LONG / 2);
const end = heap();
console.log(`${LONG} purchases: heap ${middle.toFixed(1)} MB in the middle, ${end.toFixed(1)} MB at the end`);
const undelivered = sandbox.callbacks
  .records(undefined, 2 * LONG + 1000)
  .filter(({ state }) => state !== 'delivered').length;
console.log(`  orders ${JSON.stringify(sandbox.ledger.counts())}, callbacks not delivered: ${undelivered}`);
await app.close();
await sandbox.close();
merchant.close();
if (end / middle > FLAT || undelivered > 0) {
  console.log(
    end / middle > FLAT
      ? `bench: the heap grew ${(end / middle).toFixed(2)} times`
      : 'bench: callbacks were lost',
  );
  process.exit(1);
}
