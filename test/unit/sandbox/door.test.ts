/** The way in for devices: who gets in, and what is behind it. */
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import Fastify from 'fastify';
import { doorPlugin, Pairing } from '../../../sandbox/index';
import { open } from './kit';
import { serve } from './http-kit';

const OWN = '192.168.1.10:5201';

interface Answered {
  status: number;
  body: { errMsg?: string; session?: string; loggedIn?: boolean };
}
type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'OPTIONS',
  url: string,
  headers?: Record<string, string>,
  payload?: object,
) => Promise<Answered>;

async function door(t: TestContext): Promise<{ pairing: Pairing; ask: Ask; session(): Promise<string> }> {
  const sandbox = open();
  const pairing = new Pairing();
  const app = Fastify();
  await app.register(doorPlugin(sandbox, { pairing, own: () => OWN }));
  t.after(async () => {
    await app.close();
    await sandbox.close();
  });
  const ask: Ask = async (method, url, headers = {}, payload) => {
    const answer = await app.inject({ method, url, headers: { host: OWN, ...headers }, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() };
  };
  const session = async (): Promise<string> => (await ask('POST', '/pair', {}, { token: pairing.newToken() })).body.session!;
  return { pairing, ask, session };
}

describe('a token', () => {
  test('buys one session, once', async (t) => {
    const { pairing, ask } = await door(t);
    const token = pairing.newToken();
    assert.match(token, /^[\w-]{22}$/);
    const { status, body } = await ask('POST', '/pair', {}, { token });
    assert.equal(status, 200);
    assert.match(body.session!, /^[\w-]{22}$/);
    assert.notEqual(body.session, token);
    assert.equal((await ask('GET', '/platform/user', { 'x-trade-session': body.session! })).status, 200);
    assert.equal((await ask('POST', '/pair', {}, { token })).status, 403);
    assert.equal((await ask('GET', '/platform/user', { 'x-trade-session': body.session! })).status, 200);
  });

  test('is void when a newer one has been handed out; the session of an older one stays', async (t) => {
    const { pairing, ask, session } = await door(t);
    const first = await session();
    const old = pairing.newToken();
    const second = await session();
    assert.equal((await ask('POST', '/pair', {}, { token: old })).status, 403);
    for (const one of [first, second]) assert.equal((await ask('GET', '/platform/user', { 'x-trade-session': one })).status, 200);
  });

  test('that is wrong, missing or no text is refused, and spends nothing', async (t) => {
    const { pairing, ask } = await door(t);
    assert.equal((await ask('POST', '/pair', {}, { token: '' })).status, 403);
    const token = pairing.newToken();
    for (const wrong of [
      '',
      token.slice(1),
      `${token}x`,
      token.toLowerCase() === token ? 'x' : token.toLowerCase(),
      1,
      null,
      [token],
      { token },
    ]) {
      const { status, body } = await ask('POST', '/pair', {}, { token: wrong });
      assert.equal(status, 403, JSON.stringify(wrong));
      assert.match(body.errMsg!, /wrong or has been used/);
    }
    assert.equal((await ask('POST', '/pair', {}, { token })).status, 200);
  });

  test('is asked for on the computer: a new one comes from there, to its own pages only', async (t) => {
    const sandbox = open();
    const served = await serve(sandbox);
    t.after(() => served.close());
    assert.equal((await served.post('/sandbox/pairing', {})).status, 404);
    const pairing = new Pairing();
    const home = await serve(sandbox, pairing);
    t.after(() => home.app.close());
    const { body } = await home.post('/sandbox/pairing', {});
    assert.ok(pairing.redeem(body.token as string));
    assert.equal((await home.post('/sandbox/pairing', {}, { origin: 'http://evil.example' })).status, 403);
    assert.equal((await home.post('/sandbox/pairing', {}, { host: OWN })).status, 403);
  });
});

describe('without a session', () => {
  test('every path is 401, whether it exists or not', async (t) => {
    const { ask, session } = await door(t);
    await session();
    for (const url of [
      '/',
      '/platform/user',
      '/merchant/orders',
      '/sandbox/state',
      '/nowhere',
      '/pair/',
      '/pair/x',
      '//pair',
      '/%70air/x',
    ]) {
      const guesses: Record<string, string>[] = [
        {},
        { 'x-trade-session': '' },
        { 'x-trade-session': 'guess' },
        { authorization: 'Bearer guess' },
      ];
      for (const headers of guesses) {
        assert.equal((await ask('GET', url, headers)).status, 401, `${url} ${JSON.stringify(headers)}`);
      }
    }
    assert.equal((await ask('POST', '/platform/user', {}, { loggedIn: true })).status, 401);
    assert.equal((await ask('GET', '/pair')).status, 401);
    assert.equal((await ask('OPTIONS', '/platform/user')).status, 401);
  });
});

describe('with a session', () => {
  test('a foreign Host or Origin is refused all the same', async (t) => {
    const { ask, session } = await door(t);
    const own = { 'x-trade-session': await session() };
    for (const host of ['evil.example', 'evil.example:5201', '127.0.0.1:5201', 'localhost:5201', '192.168.1.10', '192.168.1.10:5200', '']) {
      assert.equal((await ask('GET', '/platform/user', { ...own, host })).status, 403, host);
      assert.equal((await ask('POST', '/pair', { host }, { token: 'x' })).status, 403, host);
    }
    for (const origin of [
      'http://evil.example',
      'https://192.168.1.10:5201',
      'http://127.0.0.1:5200',
      'null',
      'https://tmaservice.developer.toutiao.com.evil.example',
    ])
      assert.equal((await ask('GET', '/platform/user', { ...own, origin })).status, 403, origin);
    for (const origin of [`http://${OWN}`, 'https://tmaservice.developer.toutiao.com'])
      assert.equal((await ask('GET', '/platform/user', { ...own, origin })).status, 200, origin);
  });

  test('the JSAPIs and the shop are there, the console and the streams are not', async (t) => {
    const { ask, session } = await door(t);
    const own = { 'x-trade-session': await session() };
    assert.deepEqual((await ask('GET', '/platform/user', own)).body, { loggedIn: true });
    assert.equal((await ask('GET', '/merchant/orders', own)).status, 200);
    assert.equal((await ask('POST', '/platform/createOrder', own, {})).status, 200);
    for (const [method, url] of [
      ['GET', '/sandbox/state'],
      ['GET', '/sandbox/events'],
      ['POST', '/sandbox/reset'],
      ['POST', '/sandbox/clock'],
      ['POST', '/sandbox/pairing'],
      ['GET', '/__events'],
      ['GET', '/program.js'],
      ['GET', '/'],
    ] as const)
      assert.equal((await ask(method, url, own, method === 'POST' ? {} : undefined)).status, 404, url);
  });

  test('bodies have the limits of the other listener', async (t) => {
    const { ask, session } = await door(t);
    const own = { 'x-trade-session': await session() };
    assert.equal((await ask('POST', '/platform/createOrder', own, { note: 'x'.repeat(300_000) })).status, 413);
    const deep: Record<string, unknown> = {};
    let level = deep;
    for (let depth = 0; depth < 100; depth += 1) level = level.a = {} as Record<string, unknown>;
    assert.equal((await ask('POST', '/platform/createOrder', own, deep)).status, 400);
  });
});
