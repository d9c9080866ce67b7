/** Killed at random moments under eight lanes. `npm run kills` does it a hundred times and more. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'libsql';
import { Facts, problemsOf } from './kill-facts';
import { hotpot, open } from './kit';
import { killAgainAndAgain } from './kill-lanes';

test('twenty kills at random moments, under eight lanes at once: nothing that was answered is lost, nothing is there twice', async () => {
  const { problems, paid, refunds, redemptions, settlements, answers } = await killAgainAndAgain({
    kills: 20,
    seed: 4713,
  });
  assert.deepEqual(problems, []);
  // The lanes did get through to what can go wrong.
  assert.ok(answers >= 100 && paid > 20 && refunds > 0 && redemptions > 0 && settlements > 0);
});

test('what the kills look for is seen where it is wrong', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'trade-facts-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'ledger.db');
  const sandbox = open({ store: file });
  const facts = new Facts();
  const { order } = await sandbox.byHand.buy({ goodsId: hotpot.goodsId, quantity: 2 });
  facts.orders.set(order.outOrderNo, 'paid');
  sandbox.byHand.redeem(order.orderId, 1).results.forEach(({ verifyId }) => facts.redemptions.add(verifyId!));
  const refunded = await sandbox.byHand.refund(order.orderId, { quantity: 1, audit: 'agree' });
  refunded.refunds.forEach(({ outRefundNo, amount }) => facts.refunds.set(outRefundNo!, amount));
  await sandbox.advance(10_000);
  await sandbox.close();
  assert.deepEqual(problemsOf(file, facts), []);
  const seen = (damage: string, repair: string, wanted: RegExp): void => {
    const change = (sql: string): void => {
      const db = new Database(file);
      db.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
      db.close();
    };
    change(damage);
    assert.match(problemsOf(file, facts).join('\n'), wanted, damage);
    change(repair);
    assert.deepEqual(problemsOf(file, facts), [], repair);
  };
  seen(
    'UPDATE stock SET remaining = remaining + 1',
    'UPDATE stock SET remaining = remaining - 1',
    /the shelf/,
  );
  seen(
    'UPDATE coupons SET used_times = 1 - used_times',
    'UPDATE coupons SET used_times = 1 - used_times',
    /a code was used/,
  );
  seen(
    "UPDATE callbacks SET type = 'payment_' WHERE type = 'payment'",
    "UPDATE callbacks SET type = 'payment' WHERE type = 'payment_'",
    /not one payment callback/,
  );
  seen(
    "UPDATE callbacks SET type = 'refund_' WHERE type = 'refund'",
    "UPDATE callbacks SET type = 'refund' WHERE type = 'refund_'",
    /not one callback/,
  );
  seen(
    "UPDATE item_orders SET state = 'unpaid' WHERE state = 'redeemed'",
    "UPDATE item_orders SET state = 'redeemed' WHERE state = 'unpaid'",
    /does not go with its order/,
  );
  seen(
    "UPDATE redemptions SET verify_id = '_' || verify_id",
    'UPDATE redemptions SET verify_id = substr(verify_id, 2)',
    /redemption \d+ is gone/,
  );
  seen(
    'UPDATE refunds SET amount = amount - 1',
    'UPDATE refunds SET amount = amount + 1',
    /refund R\d+ of 19800 is 19799/,
  );
  seen(
    "UPDATE orders SET out_order_no = 'x'",
    `UPDATE orders SET out_order_no = '${order.outOrderNo}'`,
    /was told to be paid, and is undefined/,
  );
});
