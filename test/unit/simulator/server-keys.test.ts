import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createSandbox } from '../../../sandbox';
import { writeProgram } from './compiler-helpers';
import { running, shell } from './verb-kit';

interface Told {
  appId: string;
  appSecret: string;
  salt: string;
  callbackToken: string;
  platformKey: string;
}

test('keys prints what a server verifies with, and with --server what it calls with: of a file, or of what runs', async (t) => {
  const db = path.join(writeProgram(t, {}), 'ledger.db');
  const { out } = await shell(t, 'keys', '--db', db);
  assert.match(out, /^-----BEGIN PUBLIC KEY-----\n[^]+-----END PUBLIC KEY-----\n$/);
  const kept = JSON.parse((await shell(t, 'keys', '--db', db, '--json')).out) as Told;
  const sandbox = createSandbox({ store: db });
  assert.deepEqual(
    [sandbox.secrets.appSecret, sandbox.secrets.salt, sandbox.secrets.callbackToken],
    [kept.appSecret, kept.salt, kept.callbackToken],
  );
  await sandbox.close();
  const other = await running(t);
  const told = await other.json<Told>('keys', '--running');
  assert.equal(told.salt, other.sandbox.secrets.salt);
  assert.notEqual(told.salt, kept.salt);
  const text = (await other.run('keys', '--running', '--server')).out;
  for (const value of [told.appId, told.appSecret, told.salt, told.callbackToken])
    assert.ok(text.includes(value));
});

test('keys --upload gives the version of a public key, and refuses what is none', async (t) => {
  const { run, sandbox } = await running(t);
  const folder = writeProgram(t, {});
  const file = path.join(folder, 'public.pem');
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(file, publicKey.export({ type: 'spki', format: 'pem' }));
  assert.equal((await run('keys', '--upload', file)).out, 'key_version 2\n');
  assert.equal(sandbox.applicationKeys.newest, 2);
  writeFileSync(file, 'no key');
  assert.equal((await run('keys', '--upload', file)).code, 1);
  assert.match(
    (await run('keys', '--upload', path.join(folder, 'gone.pem'))).err,
    /^--upload .*gone\.pem: ENOENT/,
  );
  assert.match((await run('keys', '--running', '--db', 'x')).err, /--db is for a sandbox that does not run/);
});
