/**
 * A sandbox killed between any two of its writes, from the first order to the last code: the file is sound
 * and the order where the contract allows.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Sandbox } from '../../../sandbox/index';
import { auditPeriod, refundDelay } from '../../../sandbox/ledger/refunds';
import { assertAgreed, usesOf } from './flows';
import { hotpot, open } from './kit';
import { assertSound, fileOf, runToDeath } from './process-kit';
import { assertHonest } from './refund-invariants';

interface Told {
  write: number;
  step: string;
  outOrderNo?: string;
  outRefundNo?: string;
}

/**
 * Whatever was told before the death is in the file; of what was not told, at most the one step that was
 * under way.
 */
const assertKept = (sandbox: Sandbox, told: Told[]): void => {
  const count = (step: string): number => told.filter((each) => each.step === step).length;
  const orders = sandbox.ledger.list();
  assert.ok(orders.length === count('createOrder') || (orders.length === 1 && told.length === 0));
  if (orders.length === 0) return;
  const [{ orderId, outOrderNo, state, quantity }] = orders;
  for (const each of told) assert.equal(each.outOrderNo ?? outOrderNo, outOrderNo);
  assert.ok(state === 'paid' || (state === 'unpaid' && count('paid') === 0));
  assert.equal(sandbox.coupons.ofOrder(orderId).length, state === 'paid' ? quantity : 0);
  const [used, undone] = usesOf(sandbox, orderId);
  for (const [kept, known] of [
    [used, count('verify')],
    [undone, count('undo')],
  ])
    assert.ok(kept === known || kept === known + 1, `${kept} in the file, ${known} told`);
  const refunds = sandbox.refunds.ofOrder(orderId);
  assert.ok(refunds.length === count('applyRefund') || (refunds.length === 1 && count('undo') === 1));
  for (const { outRefundNo } of told.filter(({ step }) => step === 'applyRefund'))
    assert.equal(refunds[0].outRefundNo, outRefundNo);
  if (count('audit') > 0) assert.ok(['refunding', 'refunded'].includes(refunds[0].state));
  // Virtual time does not go back with the process.
  const times = sandbox.callbacks
    .records(orderId)
    .flatMap(({ attempts }) => attempts.map(({ time }) => time));
  assert.ok(Math.max(...times) <= sandbox.clock.now());
};

test('killed before any write of a purchase, a redemption and a refund, the file opens sound and everything comes to its end, once', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const flow = 'everything in turn';
  const { lines, signal } = await runToDeath(directory, flow);
  assert.equal(signal, 'SIGKILL');
  const told = lines.map((line) => JSON.parse(line) as Told);
  const last = told.at(-1)!.write;
  t.diagnostic(`killed before each of ${last - 1} writes, and after the last`);
  // Each step of the flow has been cut off before, and has come through.
  for (const step of ['createOrder', 'continueToPay', 'paid', 'verify', 'undo', 'applyRefund', 'audit']) {
    const through = new Set(told.filter((each) => each.step === step).map(({ write }) => write));
    assert.ok(through.size > 0 && through.size < last, step);
  }
  for (let write = 1; write <= last; write += 1) {
    await t.test(`before write ${write}`, async () => {
      const file = fileOf(directory, flow, write);
      assertSound(file);
      const sandbox = open({ store: file });
      try {
        assertKept(
          sandbox,
          told.filter((each) => each.write === write),
        );
        assertHonest(sandbox);
        await sandbox.advance(auditPeriod + refundDelay);
        assertHonest(sandbox);
        const [order] = sandbox.ledger.list();
        if (order) await assertAgreed(sandbox, order);
        else assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, 500);
      } finally {
        await sandbox.close();
      }
    });
  }
});
