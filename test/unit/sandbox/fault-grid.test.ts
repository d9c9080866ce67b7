/**
 * Each fault × each flow: it ends in the right final state, nothing lost, nothing double. Processes killed in
 * the middle of a flow are in kill-steps.test.ts.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { HttpReply } from '../../../sandbox/callbacks/types';
import type { CallbackType } from '../../../src/contract/callbacks';
import { auditPeriod, refundDelay } from '../../../sandbox/ledger/refunds';
import type { Sandbox } from '../../../sandbox/index';
import type { Numbers, End } from './flows';
import { assertEnd, flows } from './flows';
import { open } from './kit';
import { assertSound, fileOf, runToDeath } from './process-kit';

const hour = 3_600_000;

/**
 * Callbacks of news; the questions before them have rows of their own in faults.test.ts, preorder.test.ts and
 * refund-callbacks.test.ts.
 */
const news: CallbackType[] = ['payment', 'refund'];

/** The merchant answers news with this for a while; answers how it becomes well again. */
const spoil = (sandbox: Sandbox, answer: () => HttpReply): (() => void) => {
  const usual = sandbox.shop.receive.bind(sandbox.shop);
  sandbox.shop.receive = async (headers, body) =>
    news.includes((JSON.parse(body) as { type: CallbackType }).type) ? answer() : usual(headers, body);
  return () => void (sandbox.shop.receive = usual);
};

const switches = (sandbox: Sandbox, fault: Record<string, unknown>): (() => void) => {
  sandbox.setFaults(Object.fromEntries(news.map((type) => [type, fault])));
  return () => void sandbox.setFaults(Object.fromEntries(news.map((type) => [type, null])));
};

/** Begins a fault; answers how it ends. */
const faults: [string, (sandbox: Sandbox) => () => void][] = [
  ['delay', (sandbox) => switches(sandbox, { delayMs: 20 * 60_000 })],
  ['drop', (sandbox) => switches(sandbox, { drop: 5 })],
  ['duplicate', (sandbox) => switches(sandbox, { duplicate: 3 })],
  ['reorder', (sandbox) => switches(sandbox, { reorder: true })],
  [
    'everything at once',
    (sandbox) => switches(sandbox, { delayMs: 60_000, drop: 2, duplicate: 2, reorder: true }),
  ],
  [
    'merchant refuses',
    (sandbox) => spoil(sandbox, () => ({ status: 200, body: '{"err_no":1,"err_tips":"later"}' })),
  ],
  ['merchant answers garbage', (sandbox) => spoil(sandbox, () => ({ status: 200, body: '<html>' }))],
  [
    'merchant down',
    (sandbox) =>
      spoil(sandbox, () => {
        throw new Error('connection refused');
      }),
  ],
];

/** Time enough for every callback, audit and refund. */
const calmDown = (sandbox: Sandbox): Promise<number> => sandbox.advance(auditPeriod + refundDelay + hour);

for (const [fault, begin] of faults) {
  for (const [flow, run] of Object.entries(flows)) {
    test(`${fault} × ${flow}: right in the end, nothing lost, nothing double`, async (t) => {
      const sandbox = open();
      t.after(() => sandbox.close());
      const finish = begin(sandbox);
      const { order, end } = await run(sandbox);
      await sandbox.advance(10 * 60_000);
      finish();
      await calmDown(sandbox);
      await assertEnd(sandbox, order, end);
    });
  }
}

test('server killed and restarted × every flow: right in the end, nothing lost, nothing double', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  // One process has just told every flow's last answer when it is killed.
  const { lines, signal } = await runToDeath(directory);
  assert.equal(signal, 'SIGKILL');
  const ends = lines.map((line) => JSON.parse(line) as { flow: string; order: Numbers; end: End });
  assert.deepEqual(
    ends.map(({ flow }) => flow),
    Object.keys(flows),
  );
  for (const { flow, order, end } of ends) {
    await t.test(flow, async () => {
      const file = fileOf(directory, flow);
      assertSound(file);
      const sandbox = open({ store: file });
      try {
        await calmDown(sandbox);
        await assertEnd(sandbox, order, end);
      } finally {
        await sandbox.close();
      }
    });
  }
});
