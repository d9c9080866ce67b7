/** What a disk, another program and a damaged file do to the ledger, and what a caller then hears. */
import assert from 'node:assert/strict';
import {
  copyFileSync,
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
import { cake, create, hotpot, open, orderOf, start, storeOf, tell } from './kit';

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

test('R1: a full disk ends a purchase in its documented code, loses nothing that was answered, and works again with room', async (t) => {
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

test('R1: a transaction that the disk refuses says that the disk is full, and not that there is no transaction', (t) => {
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

test('R4: a ledger that another program holds locked is a documented failure at once, and serves again afterwards', async (t) => {
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

test('R3: a file with bytes turned over is refused when it is opened, with what to do', async (t) => {
  const file = await written(t);
  rmSync(`${file}.seal`);
  const bytes = readFileSync(file);
  for (let at = 3 * 4096; at < bytes.length; at += 997) bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(file, bytes);
  assert.throws(() => createSandbox({ store: file }), /is damaged: restore a copy, or name another file/);
  assert.deepEqual(readFileSync(file), bytes);
});

test('R3: one byte turned over is found wherever it is, also inside a text that SQLite reads all the same', async (t) => {
  const file = await written(t);
  const whole = readFileSync(file);
  // Past the count of changes in the header, by which a copy put in its place is told.
  for (let at = 28; at < whole.length; at += 4099) {
    const bytes = Buffer.from(whole);
    bytes[at] = bytes[at]! ^ 0x01;
    writeFileSync(file, bytes);
    assert.throws(
      () => createSandbox({ store: file }),
      (error) =>
        error instanceof StoreError &&
        error.reason === 'changed' &&
        /have changed since it was closed: restore a copy.*delete .*ledger\.db\.seal/.test(error.message),
      `byte ${at}`,
    );
    assert.deepEqual(readFileSync(file), bytes);
  }
  writeFileSync(file, whole);
  await createSandbox({ store: file }).close();
});

test('R3: a text that is no UTF-8 any more is told at opening, where no seal tells it', async (t) => {
  const file = await written(t);
  const bytes = readFileSync(file);
  const at = bytes.lastIndexOf(cake.goodsId);
  assert.ok(at > 0);
  bytes[at] = 0xff;
  writeFileSync(file, bytes);
  rmSync(`${file}.seal`);
  assert.throws(() => createSandbox({ store: file }), /is damaged: restore a copy.*is no UTF-8/);
});

test('R3: a row whose JSON has changed is named where it is read, and not a fault of the code', async (t) => {
  const file = await written(t);
  const other = new Database(file);
  other.exec('UPDATE orders SET draft = substr(draft, 2)');
  other.close();
  const sandbox = createSandbox({ store: file });
  t.after(() => sandbox.close());
  assert.throws(
    () => sandbox.ledger.list(),
    (error) =>
      error instanceof StoreError && /^orders\.draft \d+ is damaged .*: restore a copy/.test(error.message),
  );
});

test('R3: an older copy put in its place, one that another program wrote to, and one without its seal are opened', async (t) => {
  const file = await written(t);
  const older = readFileSync(file);
  const again = open({ store: file });
  await create(again, cake);
  await again.close();
  writeFileSync(file, older);
  await createSandbox({ store: file }).close();
  const other = new Database(file);
  other.exec("UPDATE meta SET value = 'x' WHERE key = 'nobody'; CREATE TABLE theirs (a); DROP TABLE theirs");
  other.close();
  await createSandbox({ store: file }).close();
  rmSync(`${file}.seal`);
  const bytes = readFileSync(file);
  await createSandbox({ store: file }).close();
  writeFileSync(`${file}.seal`, 'null');
  writeFileSync(file, bytes);
  await createSandbox({ store: file }).close();
});

test('R3: a file that was cut off is refused when it is opened', async (t) => {
  const file = await written(t);
  rmSync(`${file}.seal`);
  truncateSync(file, 5 * 4096);
  assert.throws(() => createSandbox({ store: file }), /is damaged/);
});

test("S10: a ledger in a folder of our own is nobody else's to read and nothing to commit", async (t) => {
  const folder = join(fileOf(t, 'shop'), '.trade-sim');
  const file = join(folder, 'ledger.db');
  const sandbox = open({ store: file });
  await create(sandbox, cake);
  for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db.lock'])
    assert.equal(statSync(join(folder, name)).mode & 0o077, 0, name);
  assert.equal(readFileSync(join(folder, '.gitignore'), 'utf8'), '*\n');
  await sandbox.close();
});

test('S10: a folder that was there before gets no .gitignore of ours', async (t) => {
  const file = fileOf(t);
  await createSandbox({ store: file }).close();
  assert.equal(existsSync(join(file, '../.gitignore')), false);
});

test('a folder that cannot be made says so, and how to go on without it', (t) => {
  const file = fileOf(t);
  writeFileSync(file, '');
  assert.throws(() => createSandbox({ store: join(file, 'inside.db') }), /cannot open the sandbox file/);
});

test('R2: a clock never goes back, also when the machine has been put back between two runs', async (t) => {
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

/** The file as a process leaves it that is killed now, opened on a machine that was put back three days. */
const killedAndPutBack = (t: TestContext, file: string): Sandbox => {
  const copy = fileOf(t);
  for (const part of ['', '-wal']) copyFileSync(`${file}${part}`, `${copy}${part}`);
  const sandbox = createSandbox({ store: copy, clock: createClock({ start: start - 3 * 86_400_000 }) });
  t.after(() => sandbox.close());
  return sandbox;
};

test('R2: a machine put back over a kill neither takes the clock back before the newest attempt of a callback nor loses the resends that are pending', async (t) => {
  const file = fileOf(t);
  const sandbox = open({ store: file });
  t.after(() => sandbox.close());
  const ticket = await create(sandbox, cake);
  const { orderId } = ticket;
  sandbox.shop.receive = () => Promise.resolve({ status: 502, body: '' });
  tell(sandbox, ticket, 'paid');
  await sandbox.idle();
  // As real time does, which no caller moves.
  await sandbox.clock.advance(30_000);
  const [pending] = sandbox.callbacks.records(orderId).filter(({ type }) => type === 'payment');
  assert.equal(pending?.attempts.length, 3);
  for (let restart = 0; restart < 2; restart += 1) {
    const again = killedAndPutBack(t, file);
    assert.ok(again.clock.now() >= pending.attempts.at(-1)!.time);
    await again.idle();
    await again.clock.advance(pending.nextTime! - again.clock.now());
    const [sent] = again.callbacks.records(orderId).filter(({ type }) => type === 'payment');
    assert.equal(sent?.state, 'delivered');
    const times = sent.attempts.map(({ time }) => time);
    assert.deepEqual(times, [...times].sort());
  }
});

test('R2: the file follows the clock though nothing happens: what had expired before a kill stays expired', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const file = fileOf(t);
  const sandbox = open({ store: file });
  t.after(() => sandbox.close());
  await create(sandbox, cake);
  await sandbox.clock.advance(5 * 3_600_000);
  t.mock.timers.tick(10_000);
  assert.ok(killedAndPutBack(t, file).clock.now() >= start + 5 * 3_600_000);
});

test('R4: a ledger that is locked when it is opened is refused at once, and opens when the lock is gone', async (t) => {
  const file = fileOf(t);
  await open({ store: file }).close();
  const other = new Database(file);
  t.after(() => other.close());
  for (const lock of ['EXCLUSIVE', 'IMMEDIATE']) {
    other.exec(`BEGIN ${lock}`);
    assert.throws(
      () => createSandbox({ store: file }),
      (error) => error instanceof StoreError && /locked.*close it there, and try again/.test(error.message),
      lock,
    );
    other.exec('ROLLBACK');
    await open({ store: file }).close();
  }
});

test('R4: what a lock or a full disk stops in the middle is refused by name and changes nothing: import, reset, switches, clock', async (t) => {
  const file = fileOf(t);
  const sandbox = open({ store: file });
  const other = new Database(file);
  t.after(async () => {
    other.close();
    await sandbox.close();
  });
  const { order } = await sandbox.byHand.buy({ goodsId: hotpot.goodsId });
  const elsewhere = open();
  t.after(() => elsewhere.close());
  for (let index = 0; index < 300; index += 1)
    elsewhere.journal.addStep({ attempt: `a-${index}`, kind: 'tap', name: 'tap', data: 'x'.repeat(2000) });
  const large = JSON.parse(JSON.stringify(elsewhere.export())) as Record<string, unknown>;
  sandbox.chooseScenario('pay.failed');
  const before = JSON.stringify(sandbox.export());
  const works: Record<string, () => unknown> = {
    export: () => sandbox.export(),
    import: () => sandbox.import(large),
    reset: () => sandbox.reset(),
    'the switches': () => sandbox.setFaults({ payment: { drop: 1 } }),
    "the phone's clock": () => sandbox.setSkew(1000),
    'a redemption': () => sandbox.byHand.redeem(order.orderId),
    'a callback by hand': () => sandbox.resend(1),
  };
  const refused = async (reason: string): Promise<void> => {
    for (const [name, work] of Object.entries(works))
      await assert.rejects(
        async () => work(),
        (error) => error instanceof StoreError && error.reason === reason,
        name,
      );
  };
  other.exec('BEGIN IMMEDIATE');
  await refused('locked');
  other.exec('ROLLBACK');
  assert.equal(JSON.stringify(sandbox.export()), before);
  assert.equal(sandbox.getFaults().payment.drop, 0);
  assert.equal(sandbox.scenarios.active, 'pay.failed');

  // A disk without room for the document; reading it out needs none.
  fill(sandbox, true);
  assert.equal(JSON.stringify(sandbox.export()), before);
  await assert.rejects(
    async () => sandbox.import(large),
    (error) => error instanceof StoreError && error.reason === 'full',
  );
  fill(sandbox, false);
  assert.equal(JSON.stringify(sandbox.export()), before);
  assert.equal(sandbox.byHand.redeem(order.orderId).results[0]?.resultCode, 0);
  await sandbox.import(large);
  assert.equal(sandbox.journal.stepsOf('a-299').length, 1);
});
