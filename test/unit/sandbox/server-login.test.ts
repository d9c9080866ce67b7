/** A foreign backend learns over HTTP who its user is: code2Session (contract open-api §2.1). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appId, backend, codeOf, dataOf, textOf, type Backend } from './backend-kit';

type Json = Record<string, unknown>;

const LOGIN = 'login.jscode2session';

const codesOf = async ({ sandbox }: Backend): Promise<{ code: string; anonymousCode: string }> =>
  (await sandbox.call('login', { force: false })) as unknown as { code: string; anonymousCode: string };

const withSecret = ({ sandbox }: Backend, more: Json): Json => ({
  appid: appId,
  secret: sandbox.secrets.appSecret,
  ...more,
});

test('a code is the user, once; the session key is new at each login and the user the same', async (t) => {
  const shop = await backend(t);
  const { code, anonymousCode } = await codesOf(shop);
  const first = dataOf(await shop.call(LOGIN, withSecret(shop, { code, anonymous_code: anonymousCode })));
  assert.equal(first.openid, shop.sandbox.users.openId);
  assert.deepEqual(Object.keys(first).sort(), ['anonymous_openid', 'openid', 'session_key', 'unionid']);
  assert.equal(codeOf(await shop.call(LOGIN, withSecret(shop, { code }))), 40018);
  const next = await codesOf(shop);
  const second = dataOf(await shop.call(LOGIN, withSecret(shop, { code: next.code, anonymous_code: '' })));
  assert.equal(second.openid, first.openid);
  assert.equal(second.unionid, first.unionid);
  assert.notEqual(second.session_key, first.session_key);
  assert.equal(second.anonymous_openid, undefined);
});

test('whoever is not logged in has an anonymous code, which names the phone and no user', async (t) => {
  const shop = await backend(t);
  shop.sandbox.setLoggedIn(false);
  const { code, anonymousCode } = await codesOf(shop);
  assert.equal(code, '');
  const phone = dataOf(await shop.call(LOGIN, withSecret(shop, { code, anonymous_code: anonymousCode })));
  assert.deepEqual(Object.keys(phone), ['anonymous_openid']);
  assert.notEqual(phone.anonymous_openid, shop.sandbox.users.openId);
});

test('each way to be wrong has its documented code, and says what to do', async (t) => {
  const shop = await backend(t);
  const fresh = async (): Promise<string> => (await codesOf(shop)).code;
  const anonymous = async (): Promise<string> => (await codesOf(shop)).anonymousCode;
  const late = await codesOf(shop);
  await shop.sandbox.advance(3 * 60_000);
  const cases: [string, Json, number][] = [
    ['no code', withSecret(shop, {}), 40014],
    ['two empty codes', withSecret(shop, { code: '', anonymous_code: '' }), 40014],
    ['no app', { secret: shop.sandbox.secrets.appSecret, code: await fresh() }, 40014],
    ['no secret', { appid: appId, code: await fresh() }, 40014],
    ['a number as code', withSecret(shop, { code: 7 }), 40014],
    ['another app', withSecret(shop, { appid: 'wx0123456789', code: await fresh() }), 40015],
    ['another secret', { appid: appId, secret: 'x', code: await fresh() }, 40017],
    ['an unknown code', withSecret(shop, { code: 'x' }), 40018],
    ['an old code', withSecret(shop, { code: late.code }), 40018],
    ['an anonymous code as code', withSecret(shop, { code: await anonymous() }), 40018],
    ['an old anonymous code', withSecret(shop, { anonymous_code: late.anonymousCode }), 40019],
    ['a code as anonymous code', withSecret(shop, { anonymous_code: await fresh() }), 40019],
  ];
  for (const [what, body, code] of cases) {
    const answer = await shop.call(LOGIN, body);
    assert.equal(codeOf(answer), code, what);
    assert.equal(answer.data, undefined, what);
  }
  assert.match(textOf(await shop.call(LOGIN, { appid: appId, secret: 'x', code: 'x' })), /trade-sim keys/);
});

test('a wrong secret uses up no code, and a code that was tried beside a wrong one is used up', async (t) => {
  const shop = await backend(t);
  const { code, anonymousCode } = await codesOf(shop);
  assert.equal(codeOf(await shop.call(LOGIN, { appid: appId, secret: 'x', code })), 40017);
  assert.equal(codeOf(await shop.call(LOGIN, withSecret(shop, { code, anonymous_code: 'x' }))), 40019);
  assert.equal(codeOf(await shop.call(LOGIN, withSecret(shop, { code }))), 40018);
  assert.equal(codeOf(await shop.call(LOGIN, withSecret(shop, { anonymous_code: anonymousCode }))), 0);
});

test('the older route, by GET, and other methods are answered in this form and name what is there', async (t) => {
  const shop = await backend(t);
  for (const path of ['/api/apps/jscode2session?appid=x&code=y', '/api/apps/v2/jscode2session']) {
    const response = await fetch(`${shop.url}${path}`);
    const answer = (await response.json()) as Json;
    assert.equal(response.status, 404);
    assert.equal(codeOf(answer), 40014);
    assert.match(textOf(answer), /open-api\.json/);
  }
});
