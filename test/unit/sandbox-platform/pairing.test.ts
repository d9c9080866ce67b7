import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import {
  sandboxLogin,
  sandboxMerchant,
  sandboxPlatform,
  sandboxPorts,
  sandboxRequest,
} from '../../../src/adapters/sandbox';
import { DOOR, HOME, phone, type Phone } from './phone';

let host: Phone;
afterEach(() => host.close());

const orders = (token: string): Promise<unknown[]> =>
  sandboxRequest({ baseUrl: DOOR, token }, 'GET', '/merchant/orders');

describe('a token', () => {
  test('buys one session for all requests that wait, and is kept for the next start', async () => {
    host = await phone();
    const token = host.pairing.newToken();
    assert.deepEqual(await Promise.all([orders(token), orders(token)]), [[], []]);
    assert.deepEqual(host.sent, [
      'POST /pair',
      'GET /merchant/orders +session',
      'GET /merchant/orders +session',
    ]);
    const [[, session] = []] = [...host.store];
    assert.equal(host.pairing.knows(String(session)), true);
    // Another token stands for a start that knows nothing but what was stored.
    host.sent = [];
    await orders('edited-meanwhile');
    assert.deepEqual(host.sent, ['GET /merchant/orders +session']);
  });

  test('that is wrong, or was used by another device, is refused in words', async () => {
    host = await phone();
    await assert.rejects(
      orders('wrong-token'),
      ({ kind, errMsg }) =>
        kind === 'server' && /does not take the token: .*\/sandbox\/pairing/.test(errMsg as string),
    );
    const token = host.pairing.newToken();
    assert.ok(host.pairing.redeem(token));
    await assert.rejects(orders(token), ({ errMsg }) => /has been used/.test(errMsg as string));
    assert.ok(host.sent.every((line) => line === 'POST /pair'));
  });

  test('of a sandbox that was started anew replaces a session that it does not know, once for all requests', async () => {
    host = await phone();
    host.store.set(`microapp-trade-kit:sandbox:${DOOR}`, 'of-an-earlier-run');
    const token = host.pairing.newToken();
    assert.deepEqual(await Promise.all([orders(token), orders(token)]), [[], []]);
    assert.equal(host.sent.filter((line) => line === 'POST /pair').length, 1);
  });

  test('none at the gateway: the refusal says what to do', async () => {
    host = await phone();
    await assert.rejects(sandboxRequest({ baseUrl: DOOR }, 'GET', '/merchant/orders'), ({ errMsg }) =>
      /pass the token/.test(errMsg as string),
    );
    assert.deepEqual(host.sent, ['GET /merchant/orders']);
  });

  test('storage that refuses costs a warning, not the request', async (t) => {
    host = await phone();
    const warn = t.mock.method(console, 'warn', () => undefined);
    (tt as unknown as Record<string, unknown>).setStorageSync = () => {
      throw new Error('full');
    };
    (tt as unknown as Record<string, unknown>).getStorageSync = () => {
      throw new Error('locked');
    };
    assert.deepEqual(await orders(host.pairing.newToken()), []);
    assert.equal(warn.mock.callCount(), 1);
  });
});

describe('a release build', () => {
  const REFUSED: [name: string, environment: unknown][] = [
    ['production', 'production'],
    ['an environment that is not documented', 'gray'],
    ['no environment', null],
    [
      'a host that cannot say',
      () => {
        throw new Error('101192');
      },
    ],
  ];
  for (const [name, environment] of REFUSED) {
    test(`${name}: nothing of the entry runs, and the message says what to do`, async () => {
      host = await phone(environment);
      const at = { baseUrl: HOME };
      const refusal = /refuses to run.*Remove the sandbox from setup\(\)/;
      assert.throws(() => sandboxPorts(at), refusal);
      assert.throws(() => sandboxPlatform(at), refusal);
      assert.throws(() => sandboxMerchant(at), refusal);
      assert.throws(() => sandboxLogin(at), refusal);
      assert.throws(() => sandboxRequest(at, 'GET', '/merchant/orders'), refusal);
      assert.deepEqual(host.sent, []);
    });
  }
  test('a host without tt.getEnvInfoSync is as good as unknown', async () => {
    host = await phone();
    delete (tt as unknown as Record<string, unknown>).getEnvInfoSync;
    assert.throws(() => sandboxPlatform({ baseUrl: HOME }), /says nothing, not development or preview/);
  });
  for (const environment of ['development', 'preview']) {
    test(`${environment} is none`, async () => {
      host = await phone(environment);
      assert.ok(sandboxPlatform({ baseUrl: HOME }));
    });
  }
});

test('an address that is none is refused at once', async () => {
  host = await phone();
  for (const baseUrl of ['', '/merchant', '127.0.0.1:5200', `${HOME}/`, `${HOME}/merchant`]) {
    assert.throws(
      () => sandboxPlatform({ baseUrl }),
      /an address as `trade-sim dev` prints it, without a path/,
    );
  }
});
