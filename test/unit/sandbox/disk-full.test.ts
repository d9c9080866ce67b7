/**
 * A disk that is really full: a small tmpfs of its own, where mounting one is allowed; else the database is
 * held to its size, and the test says so.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { Facts, problemsOf } from './kill-facts';
import { cake, create, open, orderOf, storeOf, tell } from './kit';

/** Bytes. */
const DISK = 3 * 1024 * 1024;

interface Disk {
  file: string;
  /** Leaves no room, or gives it back. */
  fill(sandbox: Sandbox, full: boolean): void;
}

const mounted = (t: TestContext, folder: string): boolean => {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder]);
  if (status !== 0) {
    t.diagnostic(
      `no tmpfs can be mounted here (${String(stderr).trim()}): the database is held to its size instead`,
    );
    return false;
  }
  return true;
};

const diskOf = (t: TestContext): Disk => {
  const folder = mkdtempSync(join(tmpdir(), 'trade-disk-'));
  t.after(() => {
    // The driver lets go of a closed file only when its handle is collected.
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'ledger.db');
  const ballast = join(folder, 'ballast');
  if (mounted(t, folder))
    return {
      file,
      fill(_sandbox, full) {
        rmSync(ballast, { force: true });
        if (!full) return;
        const { bavail, bsize } = statfsSync(folder);
        writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      },
    };
  return {
    file,
    fill(sandbox, full) {
      const { page_count: pages } = storeOf(sandbox).get<{ page_count: number }>('PRAGMA page_count')!;
      storeOf(sandbox).get(`PRAGMA max_page_count = ${full ? pages : 1_000_000}`);
    },
  };
};

/** Buys until the disk refuses. Answers the code that the phone gets. */
const buyUntilRefused = async (sandbox: Sandbox, facts: Facts): Promise<number> => {
  for (let tries = 0; tries < 500; tries += 1) {
    const answer = await sandbox.call('createOrder', orderOf(cake));
    if (!answer.ok) return answer.errNo;
    const ticket = answer as unknown as Awaited<ReturnType<typeof create>>;
    facts.orders.set(ticket.outOrderNo, 'made');
    try {
      const told = tell(sandbox, ticket, 'paid');
      if (!told.ok) return told.errNo;
      facts.orders.set(ticket.outOrderNo, 'paid');
    } catch {
      // The cashier has no code of its own for a platform that cannot write.
      return 0;
    }
  }
  assert.fail('the disk was never full');
};

test('R1: a full disk loses nothing that was answered, says what is wrong, and the same process goes on when there is room', async (t) => {
  const disk = diskOf(t);
  const facts = new Facts();
  const sandbox = open({ store: disk.file });
  const first = await create(sandbox, cake);
  facts.orders.set(first.outOrderNo, 'made');
  disk.fill(sandbox, true);
  const code = await buyUntilRefused(sandbox, facts);
  assert.ok(code === 0 || code === 10401, String(code));
  const said = sandbox.events.since().filter(({ text }) => /the disk is full/.test(text));
  assert.ok(code === 0 || said.length > 0);
  // Refused again, and still nothing half written.
  await sandbox.call('createOrder', orderOf(cake));
  disk.fill(sandbox, false);
  const after = await create(sandbox, cake);
  tell(sandbox, after, 'paid');
  facts.orders.set(after.outOrderNo, 'paid');
  await sandbox.advance(300_000);
  await sandbox.close();
  assert.deepEqual(problemsOf(disk.file, facts), []);
});

test('R1: a ledger on a full disk can be opened, read and closed', async (t) => {
  const disk = diskOf(t);
  const facts = new Facts();
  const sandbox = open({ store: disk.file });
  const { orderId, outOrderNo } = await create(sandbox, cake);
  facts.orders.set(outOrderNo, 'made');
  disk.fill(sandbox, true);
  await sandbox.close();
  const again = createSandbox({ store: disk.file });
  assert.equal(again.ledger.get(orderId)?.outOrderNo, outOrderNo);
  await again.close();
  assert.deepEqual(problemsOf(disk.file, facts), []);
});
