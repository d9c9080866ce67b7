/** What a disk, another program and a damaged file do to the ledger, and what a caller then hears. */
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import Database from 'libsql';
import { createClock, createSandbox, type Sandbox } from '../../../sandbox';
import { StoreError } from '../../../sandbox/store/errors';
import { cake, create, hotpot, open, orderOf, start, storeOf } from './kit';

const fileOf = (t: TestContext, name = 'ledger.db'): string => {
  const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, name);
};

/** As full as a disk without room: the file may not grow any more. */
const fill = (sandbox: Sandbox, full: boolean): void => {
  const { page_count: pages } = storeOf(sandbox).get<{ page_count: number }>('PRAGMA page_count')!;
  storeOf(sandbox).get(`PRAGMA max_page_count = ${full ? pages : 1_000_000}`);
};

test('a full disk ends a purchase in its documented code, loses nothing that was answered, and works again with room', async (t) => {
  const sandbox = open({ store: fileOf(t) });
  t.after(() => sandbox.close());
  const kept = await create(sandbox, cake);
  fill(sandbox, true);
  let failed;
  for (let tries = 0; failed === undefined && tries < 200; tries += 1) {
    const answer = await sandbox.call('createOrder', orderOf(cake));
    if (!answer.ok) failed = answer;
  }
  assert.equal(failed?.errNo, 10401);
  const problem = sandbox.events.since().find(({ kind }) => kind === 'problem');
  assert.match(problem?.text ?? '', /the disk is full/);
  fill(sandbox, false);
  assert.equal(sandbox.ledger.get(kept.orderId)?.state, 'unpaid');
  assert.equal((await sandbox.call('createOrder', orderOf(cake))).ok, true);
});

test('a transaction that the disk refuses says that the disk is full, and not that there is no transaction', (t) => {
  const sandbox = open({ store: fileOf(t) });
  t.after(() => sandbox.close());
  fill(sandbox, true);
  assert.throws(
    () =>
      storeOf(sandbox).transaction(() => {
        for (let index = 0; index < 500; index += 1) storeOf(sandbox).setMeta(`m${index}`, 'x'.repeat(4000));
      }),
    (error) => error instanceof StoreError && error.reason === 'full',
  );
});

test('a ledger that another program holds locked is a documented failure at once, and serves again afterwards', async (t) => {
  const file = fileOf(t);
  const sandbox = open({ store: file });
  t.after(() => sandbox.close());
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  const answer = await sandbox.call('createOrder', orderOf(hotpot));
  assert.equal(answer.ok, false);
  assert.equal(!answer.ok && answer.errNo, 10401);
  assert.ok(sandbox.events.since().some(({ text }) => text.includes('holds the ledger locked')));
  other.exec('COMMIT');
  other.close();
  assert.equal((await sandbox.call('createOrder', orderOf(hotpot))).ok, true);
});

/** A ledger with some orders, closed. */
const written = async (t: TestContext): Promise<string> => {
  const file = fileOf(t);
  const sandbox = open({ store: file });
  for (let index = 0; index < 30; index += 1) await create(sandbox, cake);
  await sandbox.close();
  return file;
};

test('a file with bytes turned over is refused when it is opened, with what to do', async (t) => {
  const file = await written(t);
  const bytes = readFileSync(file);
  for (let at = 3 * 4096; at < bytes.length; at += 997) bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(file, bytes);
  assert.throws(() => createSandbox({ store: file }), /is damaged: restore a copy, or name another file/);
  assert.deepEqual(readFileSync(file), bytes);
});

test('a file that was cut off is refused when it is opened', async (t) => {
  const file = await written(t);
  truncateSync(file, 5 * 4096);
  assert.throws(() => createSandbox({ store: file }), /is damaged/);
});

test("a ledger in a folder of our own is nobody else's to read and nothing to commit", async (t) => {
  const folder = join(fileOf(t, 'shop'), '.trade-sim');
  const file = join(folder, 'ledger.db');
  const sandbox = open({ store: file });
  await create(sandbox, cake);
  for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db.lock'])
    assert.equal(statSync(join(folder, name)).mode & 0o077, 0, name);
  assert.equal(readFileSync(join(folder, '.gitignore'), 'utf8'), '*\n');
  await sandbox.close();
});

test('a folder that was there before gets no .gitignore of ours', async (t) => {
  const file = fileOf(t);
  await createSandbox({ store: file }).close();
  assert.equal(existsSync(join(file, '../.gitignore')), false);
});

test('a folder that cannot be made says so, and how to go on without it', (t) => {
  const file = fileOf(t);
  writeFileSync(file, '');
  assert.throws(() => createSandbox({ store: join(file, 'inside.db') }), /cannot open the sandbox file/);
});

test('a clock never goes back, also when the machine has been put back between two runs', async (t) => {
  const file = fileOf(t);
  const first = open({ store: file });
  const { orderId } = await create(first, cake);
  await first.close();
  const threeDays = 3 * 86_400_000;
  const second = createSandbox({ store: file, clock: createClock({ start: start - threeDays }) });
  t.after(() => second.close());
  assert.ok(second.clock.now() >= first.clock.now());
  second.setLoggedIn(true);
  const later = await create(second, cake);
  const [newest] = second.ledger.list(1);
  assert.equal(newest?.orderId, later.orderId);
  assert.ok(later.orderId > orderId);
});
