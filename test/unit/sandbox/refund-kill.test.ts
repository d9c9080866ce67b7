import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { auditPeriod, refundDelay } from '../../../sandbox/ledger/refunds';
import { createSandbox } from '../../../sandbox/index';
import { hotpot, orderOf } from './kit';
import { run } from './process-kit';
import type { Running } from './process-kit';
import { byQuantity, refundOf } from './refund-kit';

const fileFor = (t: TestContext): string => {
  const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, 'sandbox.db');
};

const buy = async (server: Running): Promise<string> => {
  await server.post('/platform/user', { loggedIn: true });
  const { payOrderId, orderToken, outOrderNo } = await server.post(
    '/platform/createOrder',
    orderOf(hotpot, 2),
  );
  await server.post('/platform/cashier', { payOrderId, orderToken, outcome: 'paid' });
  return outOrderNo as string;
};

const apply = (server: Running, outOrderNo: string): Promise<Record<string, unknown>> =>
  server.post('/platform/applyRefund', refundOf({ outOrderNo }, byQuantity(1)));

/** Applies for a refund until the process dies at `moment`. */
const moments: [string, string[], string, (server: Running, outOrderNo: string) => Promise<unknown>][] = [
  ['before the developer has seen the refund', ['pre_create_refund', 'before'], 'applied', apply],
  [
    'after the developer has numbered it, before the answer arrived',
    ['pre_create_refund', 'after'],
    'applied',
    apply,
  ],
  [
    'after the merchant has agreed',
    [],
    'refunding',
    async (server, outOrderNo) => {
      const { outRefundNo } = await apply(server, outOrderNo);
      await server.post('/merchant/audit', { outRefundNo, decision: 'agree' });
      await server.kill();
    },
  ],
  [
    'after the money is back, before the developer was told',
    ['refund', 'before'],
    'refunded',
    async (server, outOrderNo) => {
      const { outRefundNo } = await apply(server, outOrderNo);
      await server.post('/merchant/audit', { outRefundNo, decision: 'agree' });
      await server.post('/sandbox/clock', { advanceMs: refundDelay });
    },
  ],
];

for (const [moment, fatal, state, goOn] of moments) {
  test(`killed ${moment}, the refund is ${state} and comes to its end, once`, async (t) => {
    const file = fileFor(t);
    const server = await run(file, ...fatal);
    const outOrderNo = await buy(server);
    // The request that the process dies in is never answered.
    await goOn(server, outOrderNo).catch(() => undefined);
    await server.ended;

    const sandbox = createSandbox({ store: file });
    t.after(() => sandbox.close());
    const { orderId } = sandbox.ledger.getByOutOrderNo(outOrderNo)!;
    const stateNow = (): string[] => sandbox.refunds.ofOrder(orderId).map((refund) => refund.state);
    assert.deepEqual(stateNow(), [state]);
    assert.deepEqual(
      sandbox.refunds.items(orderId).map((item) => item.refundableAmount),
      [0, hotpot.price],
    );
    await sandbox.advance(auditPeriod + refundDelay);
    assert.deepEqual(stateNow(), ['refunded']);
    assert.deepEqual(
      sandbox.ledger.items(orderId).map(({ refundedAmount, state: unit }) => [refundedAmount, unit]),
      [
        [hotpot.price, 'refunded'],
        [0, 'usable'],
      ],
    );
    const records = sandbox.callbacks.records(orderId).filter((record) => record.refundId !== undefined);
    assert.deepEqual(
      records.map((record) => [record.type, record.state]),
      [
        ['pre_create_refund', 'delivered'],
        ['refund', 'delivered'],
      ],
    );
    const { refunds, refundableQuantity } = await sandbox.merchant().getOrder({ outOrderNo });
    assert.deepEqual([refunds.length, refundableQuantity], [1, 1]);
    assert.equal((await sandbox.merchant().getRefund({ outRefundNo: refunds[0] })).refundStatus, 98);
  });
}
