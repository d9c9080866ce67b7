/** One file, one sandbox: two would send each callback twice and trip over each other's steps. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { platformKeyOf } from '../../../sandbox/callbacks/keys';

const fileOf = (t: TestContext): string => {
  const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, 'ledger.db');
};

test('a file that a sandbox has open is refused in one line that says what to do; once that one is closed it opens', async (t) => {
  const file = fileOf(t);
  const first = createSandbox({ store: file });
  assert.throws(
    () => createSandbox({ store: file }),
    ({ message }: Error) =>
      message.startsWith(`cannot open the sandbox file ${file}: another simulator has it open`) &&
      !message.includes('\n'),
  );
  // The one that has it goes on.
  first.setLoggedIn(true);
  await first.close();
  const second = createSandbox({ store: file });
  assert.equal(second.users.loggedIn, true);
  await second.close();
});

test('a file that cannot be opened is not held', async (t) => {
  const file = fileOf(t);
  writeFileSync(file, 'no database, and long enough to be looked at as one: '.repeat(40));
  assert.throws(() => createSandbox({ store: file }), /cannot open the sandbox file/);
  assert.match(readFileSync(file, 'utf8'), /^no database/);
  rmSync(file);
  await createSandbox({ store: file }).close();
});

test('a lock file that something else was written to is made anew, and a folder is told from a file', async (t) => {
  const file = fileOf(t);
  writeFileSync(`${file}.lock`, 'garbage '.repeat(200));
  const first = createSandbox({ store: file });
  assert.throws(() => createSandbox({ store: file }), /another simulator has it open/);
  await first.close();
  assert.throws(() => createSandbox({ store: dirname(file) }), /it is a folder: name a file in it/);
});

test('the key of a file can be read while a sandbox has it open', async (t) => {
  const file = fileOf(t);
  const sandbox: Sandbox = createSandbox({ store: file });
  t.after(() => sandbox.close());
  assert.equal(
    platformKeyOf(file).publicKey.export({ type: 'spki', format: 'pem' }),
    sandbox.keys.platform.publicKey.export({ type: 'spki', format: 'pem' }),
  );
});

test('sandboxes in memory do not meet', async (t) => {
  const [one, other] = [createSandbox({ store: ':memory:' }), createSandbox({ store: ':memory:' })];
  t.after(() => Promise.all([one.close(), other.close()]));
  one.setLoggedIn(true);
  assert.equal(other.users.loggedIn, false);
});
