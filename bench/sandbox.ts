/**
 * `npm run bench:sandbox [-- --quick] [-- --plot <file.svg>]`: purchases through HTTP with their two
 * callbacks, on a ledger in a file that already holds 1,000, 10,000 and 100,000 orders. CPU time is that of
 * the sandbox's process alone: buyers and the developer's server are in another. Then the heap over 10,000
 * purchases, and what the console asks. Fails when a callback is lost, the heap grows by more than a
 * quarter, or a purchase costs more than a fifth more in the largest ledger than in the smallest.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Fastify from 'fastify';
import { createSandbox, sandboxPlugin, type Sandbox } from '../sandbox/index';
import { growLedger } from './grown-ledger';
import { plotOf, type Curve } from './plot';
import type { LoadOrder, LoadResult } from './sandbox-load';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, plot: { type: 'string' } } });
const SIZES = values.quick ? [100, 1_000] : [1_000, 10_000, 100_000];
/** Timed purchases in each ledger. */
const MEASURED = values.quick ? 100 : 1_000;
/** Purchases over which memory has to stay flat. */
const LONG = values.quick ? 500 : 10_000;
const LANES = 8;
/** Growth that still counts as flat: of the heap, and of a purchase's CPU time from the smallest ledger. */
const FLAT_HEAP = 1.25;
const FLAT_CPU = 1.2;
/** How often a question of the console is asked for one figure. */
const ASKED = 20;

const folder = mkdtempSync(join(tmpdir(), 'trade-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const load: ChildProcess = fork(join(import.meta.dirname, 'sandbox-load.ts'), {
  execArgv: ['--import', 'tsx'],
});
const [{ hook }] = (await once(load, 'message')) as [{ hook: string }];

async function buyMany(url: string, count: number): Promise<LoadResult> {
  const order: LoadOrder = { url, count, lanes: LANES };
  load.send(order);
  const [result] = (await once(load, 'message')) as [LoadResult];
  return result;
}

const cpuOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** CPU time of one call, ms. */
function cpuEach(work: () => unknown): number {
  work();
  const before = process.cpuUsage();
  for (let index = 0; index < ASKED; index += 1) work();
  return cpuOf(process.cpuUsage(before)) / ASKED;
}

/** What lives on the heap, MB. The database is not on it. */
function heap(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

async function withSandbox<T>(file: string, work: (sandbox: Sandbox, url: string) => Promise<T>): Promise<T> {
  const sandbox = createSandbox({ store: file, forward: hook });
  sandbox.setLoggedIn(true);
  const app = Fastify();
  await app.register(sandboxPlugin(sandbox));
  try {
    return await work(sandbox, await app.listen({ port: 0, host: '127.0.0.1' }));
  } finally {
    await app.close();
    await sandbox.close();
  }
}

const failures: string[] = [];
const curves: Record<string, Curve> = {};
const note = (name: string, size: number, value: number): void => {
  (curves[name] ??= { name, points: [] }).points.push([size, value]);
};

console.log(`${MEASURED} purchases with two callbacks each, through HTTP, ${LANES} at a time, on a file`);
for (const size of SIZES) {
  const file = join(folder, `${size}.db`);
  const unpaid = size / 10;
  await growLedger(file, { paid: size - unpaid, unpaid });
  await withSandbox(file, async (sandbox, url) => {
    await buyMany(url, MEASURED / 10);
    const before = process.cpuUsage();
    const { times } = await buyMany(url, MEASURED);
    await sandbox.idle();
    const cpu = cpuOf(process.cpuUsage(before)) / MEASURED;
    const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
    note('purchase', size, cpu);
    const questions: Record<string, () => unknown> = {
      'next due': () => sandbox.ledger.nextDue(),
      'order list': () => sandbox.console.orders({ limit: 60 }),
      'last page': () => sandbox.console.orders({ limit: 60, offset: size - 60 }),
      'search, number': () => sandbox.console.orders({ limit: 60, query: '00042' }),
      'search, name': () => sandbox.console.orders({ limit: 60, query: '火锅' }),
      'newest codes': () => sandbox.coupons.newest(20),
      '200 callbacks': () => sandbox.callbacks.records(undefined, 200),
    };
    console.log(
      `  ${size} orders: ${cpu.toFixed(1)} CPU-ms a purchase; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (wall)`,
    );
    for (const [name, work] of Object.entries(questions)) {
      const each = cpuEach(work);
      note(name, size, each);
      console.log(`    ${name.padEnd(16)} ${each.toFixed(2)} CPU-ms`);
    }
    const lost = sandbox.callbacks
      .records(undefined, 4 * MEASURED)
      .filter(({ state }) => state !== 'delivered').length;
    if (lost > 0) failures.push(`${lost} callbacks were not delivered among ${size} orders`);
  });
}
const cpu = curves.purchase!.points.map(([, value]) => value);
if (cpu.at(-1)! / cpu[0]! > FLAT_CPU)
  failures.push(`a purchase costs ${(cpu.at(-1)! / cpu[0]!).toFixed(2)} times as much in the largest ledger`);

await withSandbox(join(folder, 'long.db'), async (_sandbox, url) => {
  await buyMany(url, LONG / 2);
  const middle = heap();
  await buyMany(url, LONG / 2);
  const end = heap();
  console.log(
    `${LONG} purchases: heap ${middle.toFixed(1)} MB in the middle, ${end.toFixed(1)} MB at the end`,
  );
  if (end / middle > FLAT_HEAP) failures.push(`the heap grew ${(end / middle).toFixed(2)} times`);
});
load.disconnect();
if (values.plot !== undefined)
  writeFileSync(values.plot, plotOf('CPU ms by orders in the ledger', Object.values(curves)));
failures.forEach((each) => console.log(`bench: ${each}`));
process.exitCode = failures.length > 0 ? 1 : 0;
