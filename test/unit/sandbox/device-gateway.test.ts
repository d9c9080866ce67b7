/** The way in for devices: who gets in, and what is behind it. */
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import Fastify from 'fastify';
import { deviceGatewayPlugin, Pairing, type Sandbox } from '../../../sandbox/index';
import { cake, open, orderOf } from './kit';
import { serve } from './http-kit';

const OWN = '192.168.1.10:5201';

interface Answered {
  status: number;
  headers: Record<string, unknown>;
  body: {
    errMsg?: string;
    errNo?: number;
    session?: string;
    loggedIn?: boolean;
    data?: string;
    byteAuthorization?: string;
  };
}
type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'OPTIONS' | 'PROPFIND',
  url: string,
  headers?: Record<string, string>,
  payload?: object,
) => Promise<Answered>;

async function gateway(
  t: TestContext,
  sandbox: Sandbox = open(),
): Promise<{ sandbox: Sandbox; pairing: Pairing; ask: Ask; session(): Promise<string> }> {
  const pairing = new Pairing();
  const app = Fastify();
  await app.register(deviceGatewayPlugin(sandbox, { pairing, own: () => OWN }));
  t.after(async () => {
    await app.close();
    await sandbox.close();
  });
  const ask: Ask = async (method, url, headers = {}, payload) => {
    // The typings know fewer methods than the parser.
    const answer = await app.inject({
      method: method as 'GET',
      url,
      headers: { host: OWN, ...headers },
      ...(payload ? { payload } : {}),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === '' ? {} : answer.json(),
    };
  };
  const session = async (): Promise<string> =>
    (await ask('POST', '/pair', {}, { token: pairing.newToken() })).body.session!;
  return { sandbox, pairing, ask, session };
}

describe('a token', () => {
  test('buys one session, once', async (t) => {
    const { pairing, ask } = await gateway(t);
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
    const { pairing, ask, session } = await gateway(t);
    const first = await session();
    const old = pairing.newToken();
    const second = await session();
    assert.equal((await ask('POST', '/pair', {}, { token: old })).status, 403);
    for (const one of [first, second])
      assert.equal((await ask('GET', '/platform/user', { 'x-trade-session': one })).status, 200);
  });

  test('that is wrong, missing or no text is refused, and spends nothing', async (t) => {
    const { pairing, ask } = await gateway(t);
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
      const isText = typeof wrong === 'string';
      assert.equal(status, isText ? 403 : 400, JSON.stringify(wrong));
      assert.match(body.errMsg!, isText ? /wrong or has been used/ : /token should be string/);
    }
    assert.equal((await ask('POST', '/pair', {}, { token })).status, 200);
  });

  test('and the session that it buys are in no log, no timeline and no export', async (t) => {
    const { sandbox, pairing, ask } = await gateway(t);
    const [old, token] = [pairing.newToken(), pairing.newToken()];
    const { session = '' } = (await ask('POST', '/pair', {}, { token })).body;
    const headers = { 'x-trade-session': session, 'x-trade-attempt': 'a-1' };
    const told = [
      await ask('POST', '/pair', {}, { token: old }),
      await ask('POST', `/pair?token=${old}`, {}, { token }),
      await ask('GET', `/nowhere?session=${session}`, headers),
      await ask('POST', '/platform/createOrder', headers, {}),
      await ask('GET', '/merchant/subject', headers),
    ];
    const kept = JSON.stringify([
      told,
      sandbox.events.since(),
      sandbox.console.attempt('a-1'),
      sandbox.export(),
    ]);
    assert.match(kept, /a device was paired/);
    for (const secret of [old, token, session]) assert.ok(!kept.includes(secret));
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
    const { ask, session } = await gateway(t);
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
    assert.equal((await ask('PROPFIND', '/')).status, 401);
    assert.equal((await ask('PROPFIND', '/', { host: 'evil.example' })).status, 403);
  });

  test('nothing long is read: a token is short', async (t) => {
    const { pairing, ask } = await gateway(t);
    const token = pairing.newToken();
    assert.equal((await ask('POST', '/pair', {}, { token, more: 'x'.repeat(2000) })).status, 413);
    assert.equal((await ask('POST', '/platform/createOrder', {}, { more: 'x'.repeat(2000) })).status, 401);
    assert.equal((await ask('POST', '/pair', {}, { token })).status, 200);
  });
});

describe('a page in a browser', () => {
  const preflight = (origin: string): Record<string, string> => ({
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,x-trade-session',
  });

  test('of a server of its own machine, as a simulator is, may ask and read', async (t) => {
    const { pairing, ask, session } = await gateway(t);
    const own = { 'x-trade-session': await session() };
    for (const origin of [
      'http://127.0.0.1:5200',
      'http://localhost:5200',
      'http://[::1]:5200',
      `http://${OWN}`,
    ]) {
      const leave = await ask('OPTIONS', '/platform/createOrder', preflight(origin));
      assert.equal(leave.status, 204, origin);
      assert.equal(leave.headers['access-control-allow-origin'], origin);
      assert.equal(leave.headers['access-control-allow-headers'], 'content-type, x-trade-session');
      assert.equal(leave.headers['access-control-allow-methods'], 'GET, POST');
      assert.equal(leave.headers.vary, 'Origin');
      const answer = await ask('GET', '/platform/user', { ...own, origin });
      assert.deepEqual([answer.status, answer.headers['access-control-allow-origin']], [200, origin]);
    }
    // Refusals are read, too: the page can say what is wrong.
    const origin = 'http://127.0.0.1:5200';
    const pairings = [
      await ask('POST', '/pair', { origin }, { token: pairing.newToken() }),
      await ask('POST', '/pair', { origin }, {}),
    ];
    for (const { status, headers } of [...pairings, await ask('GET', '/platform/user', { origin })])
      assert.equal(headers['access-control-allow-origin'], origin, String(status));
  });

  test('has to show a session all the same: a browser adds none by itself', async (t) => {
    const { ask, session } = await gateway(t);
    await session();
    const origin = 'http://127.0.0.1:5200';
    for (const path of ['/platform/user', '/merchant/orders', '/sandbox/export', '/nowhere'])
      assert.equal((await ask('GET', path, { origin })).status, 401, path);
    assert.equal(
      (await ask('GET', '/platform/user', { origin })).headers['access-control-allow-credentials'],
      undefined,
    );
  });

  test('of any other site gets neither leave nor an answer that it can read', async (t) => {
    const { ask, session } = await gateway(t);
    const own = { 'x-trade-session': await session() };
    for (const origin of [
      'http://evil.example',
      'https://127.0.0.1.evil.example',
      'http://localhost.evil.example',
      'null',
    ]) {
      for (const asked of [
        await ask('OPTIONS', '/platform/createOrder', preflight(origin)),
        await ask('OPTIONS', '/pair', preflight(origin)),
        await ask('GET', '/platform/user', { ...own, origin }),
      ]) {
        assert.equal(asked.status, 403, origin);
        assert.equal(asked.headers['access-control-allow-origin'], undefined, origin);
      }
    }
  });
});

describe('with a session', () => {
  test('a foreign Host or Origin is refused all the same', async (t) => {
    const { ask, session } = await gateway(t);
    const own = { 'x-trade-session': await session() };
    for (const host of [
      'evil.example',
      'evil.example:5201',
      '127.0.0.1:5201',
      'localhost:5201',
      '192.168.1.10',
      '192.168.1.10:5200',
      '',
    ]) {
      assert.equal((await ask('GET', '/platform/user', { ...own, host })).status, 403, host);
      assert.equal((await ask('POST', '/pair', { host }, { token: 'x' })).status, 403, host);
    }
    for (const origin of [
      'http://evil.example',
      'https://192.168.1.10:5201',
      'http://192.168.1.11:5201',
      'null',
      'https://tmaservice.developer.toutiao.com.evil.example',
    ])
      assert.equal((await ask('GET', '/platform/user', { ...own, origin })).status, 403, origin);
    for (const origin of [`http://${OWN}`, 'https://tmaservice.developer.toutiao.com'])
      assert.equal((await ask('GET', '/platform/user', { ...own, origin })).status, 200, origin);
  });

  test('the JSAPIs and the shop are there', async (t) => {
    const { ask, session } = await gateway(t);
    const own = { 'x-trade-session': await session() };
    assert.deepEqual((await ask('GET', '/platform/user', own)).body, { loggedIn: true });
    assert.equal((await ask('GET', '/merchant/orders', own)).status, 200);
    assert.equal((await ask('POST', '/platform/createOrder', own, {})).status, 200);
  });

  test('of the other listener nothing else is: no console, no state, no clock, nothing that servers call', async (t) => {
    const { ask, session } = await gateway(t);
    const own = { 'x-trade-session': await session() };
    const home = await serve();
    t.after(() => home.close());
    const hidden: string[] = [];
    for (const route of home.routes) {
      const [method, path = ''] = route.split(' ') as ['GET' | 'POST', string];
      if (method !== 'GET' && method !== 'POST') continue;
      const url = path.replace('/*', '/nowhere').replace(/:\w+/g, '1');
      const { status, body } = await ask(method, url, own, method === 'POST' ? {} : undefined);
      if (status === 404 && !path.endsWith('*') && path !== '/platform/:api') hidden.push(route);
      else if (path.startsWith('/sandbox'))
        assert.deepEqual([status, body], [404, { errMsg: `no route ${method} ${url}` }]);
    }
    const expected = home.routes.filter((route) =>
      /^(GET|POST) \/(?:sandbox\/[^*]|(?:api|oauth)\/(?!.*\*))/.test(route),
    );
    assert.ok(
      expected.length > 20 &&
        expected.includes('GET /sandbox/export') &&
        expected.includes('POST /sandbox/import'),
    );
    assert.deepEqual(
      hidden.sort(),
      [...expected, 'POST /platform/merchant_audit_callback', 'POST /merchant/callback'].sort(),
    );
    for (const path of [
      '/',
      '/__events',
      '/program.js',
      '/runtime.js',
      '/frame.html',
      '/app.ts',
      '/../package.json',
      '/%2e%2e/package.json',
    ])
      assert.equal((await ask('GET', path, own)).status, 404, path);
  });

  test('S2: no order names an address that the computer would then call: that takes a signature which the shop does not give', async (t) => {
    const { sandbox, ask, session } = await gateway(t);
    const own = { 'x-trade-session': await session() };
    const address = 'https://127.0.0.1:2375/containers/prune';
    const draft = {
      goodsId: '7001',
      goodsName: '会员',
      goodsPhoto: '/a.svg',
      goodsType: 2,
      price: 100,
      quantity: 1,
      totalAmount: 100,
    };
    const { data, byteAuthorization } = (
      await ask('POST', '/merchant/sign', own, { ...draft, payNotifyUrl: address })
    ).body;
    assert.ok(data && !data.includes(address));
    const forged = JSON.stringify({ ...(JSON.parse(data) as object), payNotifyUrl: address });
    assert.equal(
      (await ask('POST', '/platform/requestOrder', own, { data: forged, byteAuthorization })).body.errNo,
      11004,
    );
    assert.equal(
      (await ask('POST', '/platform/createOrder', own, { ...orderOf(cake), callbackUrl: address })).body
        .errNo,
      undefined,
    );
    assert.ok(!JSON.stringify([sandbox.ledger.list(), sandbox.callbacks.records()]).includes(address));
    assert.equal(sandbox.ledger.list().length, 1);
  });

  test('bodies have the limits of the other listener', async (t) => {
    const { ask, session } = await gateway(t);
    const own = { 'x-trade-session': await session() };
    assert.equal(
      (await ask('POST', '/platform/createOrder', own, { note: 'x'.repeat(300_000) })).status,
      413,
    );
    const deep: Record<string, unknown> = {};
    let level = deep;
    for (let depth = 0; depth < 100; depth += 1) level = level.a = {} as Record<string, unknown>;
    assert.equal((await ask('POST', '/platform/createOrder', own, deep)).status, 400);
  });
});

describe('an address that a device names', () => {
  const options = orderOf(cake, 1, { callbackUrl: 'http://127.0.0.1:6379/' });
  const withReach = (called: string[]): Sandbox =>
    open({
      merging: 'account',
      reach: (address) => () => {
        called.push(address);
        return Promise.reject(new Error('ECONNREFUSED'));
      },
    });

  test('S2: is not called, and nothing of what is there comes back: the configured server is asked', async (t) => {
    const called: string[] = [];
    const { sandbox, ask, session } = await gateway(t, withReach(called));
    const { body } = await ask(
      'POST',
      '/platform/createOrder',
      { 'x-trade-session': await session() },
      options,
    );
    assert.equal(body.errMsg, 'createOrder:ok');
    assert.deepEqual(called, []);
    assert.ok(
      sandbox.events.since().some(({ kind, text }) => kind === 'problem' && /--forward-to/.test(text)),
    );
    await sandbox.idle();
    assert.deepEqual(called, []);
  });

  test('a page of this machine may name its own', async (t) => {
    const called: string[] = [];
    const sandbox = withReach(called);
    t.after(() => sandbox.close());
    assert.equal((await sandbox.call('createOrder', options)).ok, false);
    assert.deepEqual(called, ['http://127.0.0.1:6379/']);
  });
});
