/**
 * Two and four instances of examples/server on one PostgreSQL that this test starts. `npm run
 * bench:server` is the same with 2,000 purchases.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFleet } from '../../../bench/fleet/run';

for (const [instances, purchases] of [
  [2, 60],
  [4, 80],
])
  test(`${instances} instances, killed on the way, and a crash of the database: nothing lost, nothing twice`, async (t) => {
    const seed = Date.now() % 1_000_000;
    t.diagnostic(`seed ${seed}`);
    const result = await runFleet({ instances, purchases, kills: 2, crashes: 1, seed });
    t.diagnostic(JSON.stringify(result));
    assert.ok(result.paid > purchases / 2 && result.refunded > 0);
    assert.ok(result.callbacks > purchases * 3);
  });
