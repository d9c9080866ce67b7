/** The write-ahead log is copied into the file by another thread, and what goes wrong there harms nobody. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import Database from 'libsql';
import { openStore } from '../../../sandbox/store/store';
import { Checkpoints } from '../../../sandbox/store/checkpoints';
import { hotpot, open } from './kit';
import { run } from './process-kit';

const folderOf = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'trade-checkpoints-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test('after enough commits the file itself holds what was written, and its reader waits for nobody', async (t) => {
  const file = join(folderOf(t), 'ledger.db');
  const store = openStore(file);
  t.after(() => store.close());
  const before = statSync(file).size;
  const write = (index: number): void => store.setMeta(`m${index}`, 'x'.repeat(50_000));
  for (let index = 0; index < 90; index += 1) write(index);
  assert.equal(statSync(file).size, before, 'no commit copied by itself');
  for (let index = 90; index < 110; index += 1) write(index);
  await store.idle();
  assert.ok(statSync(file).size > before + 90 * 50_000);
  store.setMeta('after', '1');
  assert.equal(store.getMeta('after'), '1');
});

test('while somebody writes all the time the log begins anew now and then, so that it stays small', async (t) => {
  const file = join(folderOf(t), 'ledger.db');
  const store = openStore(file);
  t.after(() => store.close());
  let writes = 0;
  const write = async (): Promise<void> => {
    store.setMeta('kept', 'x'.repeat(20_000 + (writes % 2)));
    writes += 1;
    // The copies' end is met between two writes, as it is between two requests.
    await new Promise(setImmediate);
  };
  // However long a copy takes on this machine, it is written all the while.
  for (let copies = 0; copies < 30; copies += 1) {
    for (let index = 0; index < 100; index += 1) await write();
    let isCopied = false;
    const copied = store.idle().then(() => {
      isCopied = true;
    });
    while (!isCopied) await write();
    await copied;
  }
  await store.idle();
  const written = writes * 20_000;
  assert.ok(
    statSync(`${file}-wal`).size < written / 2,
    `${statSync(`${file}-wal`).size} of ${written} bytes`,
  );
  assert.equal(store.getMeta('kept')?.length, 20_000 + ((writes - 1) % 2));
});

test('the index of numbers is put in order a little with every sixteenth order, never a lot at once', async (t) => {
  const file = join(folderOf(t), 'ledger.db');
  const sandbox = open({ store: file });
  t.after(() => sandbox.close());
  const db = new Database(file);
  t.after(() => db.close());
  const ask = (sql: string): unknown => db.prepare(sql).raw().all();
  assert.deepEqual(ask("SELECT v FROM order_numbers_config WHERE k = 'automerge'"), [[0]]);
  const waiting: number[] = [];
  for (let index = 1; index <= 192; index += 1) {
    await sandbox.byHand.buy({ goodsId: hotpot.goodsId });
    if (index % 16 === 0)
      waiting.push(Number((ask('SELECT COUNT(DISTINCT segid) FROM order_numbers_idx') as number[][])[0]![0]));
  }
  // Left alone they would be twelve by now, and sixteen of them one piece of work.
  assert.ok(Math.max(...waiting) <= 8, waiting.join(' '));
});

test('a reader that holds on to an old state keeps neither writes nor copies from going on', async (t) => {
  const file = join(folderOf(t), 'ledger.db');
  const store = openStore(file);
  t.after(() => store.close());
  store.setMeta('kept', 'old');
  const reader = new Database(file);
  t.after(() => reader.close());
  reader.exec('BEGIN');
  const read = (): unknown => reader.prepare("SELECT value FROM meta WHERE key = 'kept'").get();
  assert.equal((read() as { value: string }).value, 'old');
  for (let index = 0; index < 250; index += 1) store.setMeta('kept', `new ${index}`);
  await store.idle();
  assert.equal((read() as { value: string }).value, 'old');
  reader.exec('COMMIT');
  assert.equal((read() as { value: string }).value, 'new 249');
});

test('a file that cannot be opened for copying ends nothing: the next round tries again', async (t) => {
  const file = join(folderOf(t), 'late', 'ledger.db');
  const checkpoints = new Checkpoints(file, () => undefined);
  t.after(() => checkpoints.close());
  const round = async (): Promise<void> => {
    for (let index = 0; index < 100; index += 1) checkpoints.committed();
    await checkpoints.idle();
  };
  await round();
  mkdirSync(dirname(file));
  const writer = new Database(file);
  t.after(() => writer.close());
  writer.exec('PRAGMA journal_mode = WAL; CREATE TABLE kept (value TEXT)');
  const before = statSync(file).size;
  await round();
  assert.ok(statSync(file).size > before, 'what the log held was copied');
});

const besides = (file: string): string[] =>
  readdirSync(dirname(file))
    .filter((name) => /-(?:wal|shm|journal)$/.test(name))
    .sort();

test('a ledger that is closed is one file: the log and its index are gone, and what they held is in it', async (t) => {
  const file = join(folderOf(t), 'ledger.db');
  const sandbox = open({ store: file });
  const { order } = await sandbox.byHand.buy({ goodsId: hotpot.goodsId });
  assert.deepEqual(besides(file), ['ledger.db-shm', 'ledger.db-wal', 'ledger.db.lock-journal']);
  await sandbox.close();
  assert.deepEqual(besides(file), []);
  // Copied alone, it is the whole ledger.
  const copy = join(folderOf(t), 'copy.db');
  copyFileSync(file, copy);
  const again = open({ store: copy });
  assert.equal(again.ledger.get(order.orderId)?.state, 'paid');
  await again.close();
  assert.deepEqual(besides(copy), []);
});

test('what somebody else reads keeps its log until he has done, and loses nothing; so does what was killed', async (t) => {
  const file = join(folderOf(t), 'ledger.db');
  const store = openStore(file);
  store.setMeta('kept', 'old');
  // In a process of its own: a driver's closed reader is gone when its memory is.
  const code = `const db = new (require('libsql'))(${JSON.stringify(file)}); db.exec('BEGIN');
    db.prepare('SELECT * FROM meta').all(); console.log('reads'); setInterval(() => undefined, 1000)`;
  const reader = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(reader, 'exit');
  await once(reader.stdout, 'data');
  store.setMeta('kept', 'new');
  store.close();
  assert.deepEqual(besides(file), ['ledger.db-shm', 'ledger.db-wal']);
  reader.kill();
  await gone;
  const again = openStore(file);
  assert.equal(again.getMeta('kept'), 'new');
  again.close();

  const killed = join(folderOf(t), 'killed.db');
  const server = await run(killed);
  await server.post('/platform/user', { loggedIn: true });
  await server.post('/sandbox/purchases', { goodsId: hotpot.goodsId });
  await server.kill();
  assert.ok(besides(killed).includes('killed.db-wal'));
  const after = open({ store: killed });
  assert.equal(after.ledger.counts().paid, 1);
  await after.close();
  assert.deepEqual(besides(killed), []);
});
