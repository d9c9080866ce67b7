/** examples/server as it is started by hand, on SQLite. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import Fastify from 'fastify';
import { startInstances } from '../../../bench/fleet/instances';
import { issueSession } from '../../../examples/server/session';
import { checkMerchant, createSandbox, sandboxPlugin } from '../../../sandbox/index';

const folderFor = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'trade-example-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const application = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (folder: string, name: string, text: string | Buffer): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const listenOn = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

for (const goods of [
  { goodsId: 'own-cake', goodsType: 2, price: 8800 },
  { goodsId: '7001', goodsType: 1, price: 2800 },
])
  test(`the example passes check-merchant whole, with goods of type ${goods.goodsType}`, async (t) => {
    const folder = folderFor(t);
    const platform = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const server = await startInstances(1, {
      DATABASE: join(folder, 'shop.db'),
      PLATFORM_KEY: pem(folder, 'platform.pem', platform.publicKey.export({ type: 'spki', format: 'pem' })),
      APPLICATION_KEY: pem(
        folder,
        'application.pem',
        application.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      ),
    });
    t.after(() => server.stop());
    const baseUrl = `${server.url}/merchant`;
    let checks = 0;
    for await (const { name, problem, fix } of checkMerchant({
      baseUrl,
      callbackUrl: `${baseUrl}/callback`,
      platformKey: platform.privateKey,
      goods,
      requestOrder: true,
    })) {
      checks += 1;
      assert.equal(problem, undefined, `${name}: ${problem}. ${fix}`);
    }
    assert.ok(checks > 30, String(checks));
  });

test('a purchase in a sandbox: order, payment and refund reach the example, and a buyer sees his own order', async (t) => {
  const folder = folderFor(t);
  // The sandbox's platform is known to the server first, and the server's address to the sandbox.
  const file = join(folder, 'ledger.db');
  const keys = createSandbox({ store: file });
  const platformKey = keys.platformKey.export({ type: 'spki', format: 'pem' });
  const keyVersion = keys.applicationKeys.upload(
    application.publicKey.export({ type: 'spki', format: 'pem' }) as string,
  );
  const { appSecret } = keys.secrets;
  await keys.close();
  // Each needs the other's address: the sandbox's door opens when its platform stands behind it.
  const platform = Fastify();
  const door = createServer((request, response) => platform.routing(request, response));
  const platformUrl = await listenOn(door);
  const server = await startInstances(1, {
    DATABASE: join(folder, 'shop.db'),
    PLATFORM_KEY: pem(folder, 'platform.pem', platformKey),
    APPLICATION_KEY: pem(
      folder,
      'application.pem',
      application.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ),
    KEY_VERSION: String(keyVersion),
    SESSION_SECRET: 'secret',
    APP_SECRET: appSecret,
    LOGIN_URL: `${platformUrl}/api/apps/v2/jscode2session`,
    STAFF_TOKEN: 'staff',
    PLATFORM_URL: platformUrl,
  });
  const sandbox = createSandbox({ store: file, forward: `${server.url}/merchant/callback` });
  await platform.register(sandboxPlugin(sandbox));
  await platform.ready();
  t.after(async () => {
    await server.stop();
    door.close();
    await platform.close();
    await sandbox.close();
  });
  sandbox.setLoggedIn(true);
  const goods = {
    goodsId: 'own-cake',
    goodsType: 2,
    goodsName: '蛋糕',
    goodsPhoto: 'https://example.com/a.png',
  };
  const made = await sandbox.call('createOrder', {
    goodsList: [{ ...goods, quantity: 2, price: 8800, goodsLabels: ['随时退'] }],
    payment: { totalAmount: 17_600 },
  });
  assert.ok(made.ok, JSON.stringify(made));
  const { order } = await sandbox.byHand.pay(String(made.orderId));
  await sandbox.idle();
  const post = (path: string, body: unknown, token = ''): Promise<Response> =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  const { code } = (await sandbox.call('login', {})) as unknown as { code: string };
  const { session } = (await (await post('/login', { code })).json()) as { session: string };
  const another = issueSession('secret', '_000another', Date.now() + 60_000);
  const ask = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${server.url}/merchant/order?outOrderNo=${order.outOrderNo}`, { headers });
  const buyer = { authorization: `Bearer ${session}` };
  assert.equal(((await (await ask(buyer)).json()) as { state: string }).state, 'paid');
  assert.equal((await post('/login', { code })).status, 401);
  for (const wrong of [{}, { code: '' }]) assert.equal((await post('/login', wrong)).status, 400);
  // Orders are their buyers' own.
  assert.equal((await ask({})).status, 401);
  assert.equal((await ask({ authorization: 'Bearer a.b.c' })).status, 401);
  assert.equal((await ask({ authorization: `Bearer ${another}` })).status, 400);
  await sandbox.byHand.refund(order.orderId, { quantity: 1 });
  await sandbox.idle();
  const [{ outRefundNo }] = sandbox.refunds.list();
  assert.match(String(outRefundNo), /^R\d{14}$/);
  const decision = { outRefundNo, decision: 'agree' };
  for (const token of ['', 'staffs', 'secret'])
    assert.equal((await post('/staff/audit', decision, token)).status, 401);
  assert.equal((await post('/staff/audit', { outRefundNo, decision: 'maybe' }, 'staff')).status, 400);
  assert.equal((await post('/staff/audit', { ...decision, outRefundNo: 'R-none' }, 'staff')).status, 400);
  assert.equal((await post('/staff/audit', decision, 'staff')).status, 200);
  await sandbox.advance(20_000);
  const after = (await (await ask(buyer)).json()) as {
    refunds: string[];
    refundableQuantity: number;
  };
  assert.equal(after.refunds.length, 1);
  assert.equal(after.refundableQuantity, order.quantity - 1);
});

test('a missing key ends the example with one line that says what to do', async (t) => {
  const env = { ...process.env, NODE_OPTIONS: '', PLATFORM_KEY: '', DATABASE: ':memory:' };
  const { code, text } = await new Promise<{ code: unknown; text: string }>((resolve) =>
    execFile(
      process.execPath,
      ['--import', 'tsx', 'examples/server/server.ts'],
      { env },
      (error, _out, text) => resolve({ code: error?.code, text }),
    ),
  );
  t.diagnostic(text);
  assert.equal(code, 1);
  assert.match(text, /^PLATFORM_KEY is not set: trade-sim keys > platform\.pem[^\n]*\n$/);
});
