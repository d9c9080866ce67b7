/** The write-ahead log is copied into the file by another thread, and what goes wrong there harms nobody. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import Database from 'libsql';
import { openStore } from '../../../sandbox/store/store';
import { Checkpoints } from '../../../sandbox/store/checkpoints';

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
  const checkpoints = new Checkpoints(join(folderOf(t), 'no', 'such', 'folder.db'));
  for (let round = 0; round < 2; round += 1) {
    for (let index = 0; index < 100; index += 1) checkpoints.committed();
    await checkpoints.idle();
  }
  checkpoints.close();
});
