import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionLifetime } from '../../../sandbox/users';
import { open } from './kit';

test('[JS-LOGIN-OK-01] a user who is logged in gets both codes', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const answer = await sandbox.call('login', {});
  assert.ok(answer.ok);
  assert.equal(answer.errMsg, 'login:ok');
  assert.equal(answer.isLogin, true);
  assert.equal(typeof answer.code, 'string');
  assert.notEqual(answer.code, '');
  assert.notEqual(answer.anonymousCode, '');
});

test('[JS-LOGIN-OK-02] with force false, a user who is not logged in gets the anonymous code only', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.setLoggedIn(false);
  const answer = await sandbox.call('login', { force: false });
  assert.ok(answer.ok);
  assert.equal(answer.isLogin, false);
  assert.notEqual(answer.anonymousCode, '');
  assert.equal((await sandbox.call('login', {})).ok, false);
});

test('[JS-LOGIN-CODE-01] codes are good for 3 minutes, and once', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const codes = async () =>
    (await sandbox.call('login', {})) as unknown as { code: string; anonymousCode: string };
  const early = await codes();
  await sandbox.advance(179_000);
  assert.equal(sandbox.users.exchange(early.code).openId, sandbox.users.openId);
  assert.equal(sandbox.users.exchange(early.anonymousCode).anonymous, true);
  assert.throws(() => sandbox.users.exchange(early.code), /已失效/);
  const late = await codes();
  await sandbox.advance(181_000);
  assert.throws(() => sandbox.users.exchange(late.code), /已失效/);
  assert.throws(() => sandbox.users.exchange(late.anonymousCode), /已失效/);
});

test('[JS-LOGIN-SESSION-01] a session lives from login until it expires or the user logs out', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const alive = async (): Promise<boolean> => (await sandbox.call('checkSession', {})).ok;
  assert.equal(await alive(), false);
  await sandbox.call('login', {});
  assert.equal(await alive(), true);
  await sandbox.advance(sessionLifetime - 1);
  assert.equal(await alive(), true);
  await sandbox.advance(1);
  assert.equal(await alive(), false);
  await sandbox.call('login', {});
  sandbox.setLoggedIn(false);
  assert.equal(await alive(), false);
});
