import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { createSandbox, Pairing } from '../../../sandbox';
import { UsageError } from '../../../simulator/server/arguments';
import { dev } from '../../../simulator/server/commands/dev';
import { gatewayPort, hostFrom, nameOf, openDeviceGateway } from '../../../simulator/server/device-gateway';
import { onePage, writeProgram } from './compiler-helpers';
import { get } from './server-helpers';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

test('one address, never all of them; its port is the next', () => {
  for (const address of ['127.0.0.1', '192.168.1.10', '::1', 'fd00::2'])
    assert.equal(hostFrom(address), address);
  for (const name of ['', 'localhost', 'example.com', '192.168.1', '192.168.1.10:80', 'fe80::1%lo', '[::1]'])
    assert.throws(() => hostFrom(name), {
      constructor: UsageError,
      message: /^--host .*: not an IP address\. Name one address of this machine/,
    });
  for (const all of ['0.0.0.0', '::', '::0', '0:0:0:0:0:0:0:0', '::ffff:0.0.0.0'])
    assert.throws(() => hostFrom(all), {
      constructor: UsageError,
      message: /that would be every network of this machine/,
    });
  assert.deepEqual([gatewayPort(5200), gatewayPort(0), gatewayPort(65534)], [5201, 0, 65535]);
  assert.throws(() => gatewayPort(65535), UsageError);
});

test('the argument is checked before anything is opened; without it there is no gateway', () => {
  assert.equal(dev.read(['demo']).devices, undefined);
  assert.deepEqual(dev.read(['demo', '--host', '127.0.0.2', '--port', '6000']).devices, {
    host: '127.0.0.2',
    port: 6001,
  });
  assert.throws(() => dev.read(['demo', '--host', '0.0.0.0']), UsageError);
  assert.throws(() => dev.read(['demo', '--host']), UsageError);
});

test('an address that this machine does not have, and a taken port, are one line with the fix', async (t) => {
  const sandbox = createSandbox({ store: ':memory:' });
  t.after(() => sandbox.close());
  await assert.rejects(openDeviceGateway(sandbox, new Pairing(), { host: '203.0.113.9', port: 0 }), {
    message: /^--host 203\.0\.113\.9: this machine does not have that address\. Name one/,
  });
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.2', resolve));
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  await assert.rejects(openDeviceGateway(sandbox, new Pairing(), { host: '127.0.0.2', port }), {
    message: `Port ${port} is taken: stop the other program or pass --port <n>.`,
  });
});

test('IPv6: a Host header has the address in brackets, in its short form', () => {
  assert.deepEqual(
    [nameOf('0:0:0:0:0:0:0:1'), nameOf('FD00::2'), nameOf('127.0.0.2')],
    ['[::1]', '[fd00::2]', '127.0.0.2'],
  );
});

test('dev --host prints where and the token, the device gets in with it and to nothing else, and 127.0.0.1 stays as it was', async (t) => {
  const root = writeProgram(t, onePage({}));
  const cli = path.join(REPOSITORY, 'simulator/server/cli.ts');
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      cli,
      'dev',
      root,
      '--port',
      '0',
      '--no-open',
      '--no-watch',
      '--db',
      ':memory:',
      '--host',
      '127.0.0.2',
    ],
    { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  t.after(() => child.kill('SIGKILL'));
  const printed: string[] = [];
  const out = createInterface(child.stdout).on('line', (line) => printed.push(line));
  while (printed.length < 2) await once(out, 'line');
  const [home = '', line = ''] = printed;
  const found = /^For one device: \{ baseUrl: '(http:\/\/127\.0\.0\.2:\d+)', token: '([\w-]{22})' \}$/.exec(
    line,
  );
  assert.ok(found, line);
  const [, gateway = '', token = ''] = found;
  assert.match(home, /^http:\/\/127\.0\.0\.1:\d+\/$/);

  assert.equal((await get(gateway, '/merchant/orders')).status, 401);
  // Its own simulator, which builds the program anew as soon as the token is in it, does not spend it.
  for (const name of ['127.0.0.1', 'localhost']) {
    const origin = `http://${name}:${new URL(home).port}`;
    const refused = await fetch(`${gateway}/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ token }),
    });
    assert.deepEqual([refused.status, refused.headers.get('access-control-allow-origin')], [403, origin]);
    assert.match(
      await refused.text(),
      /this simulator has the sandbox itself: take microapp-trade-kit\/sandbox out of setup\(\) here/,
    );
  }
  const paired = await fetch(`${gateway}/pair`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const { session } = (await paired.json()) as { session: string };
  const own = { 'x-trade-session': session, host: new URL(gateway).host };
  assert.equal((await get(gateway, '/merchant/orders', own)).status, 200);
  for (const hidden of ['/', '/program.js', '/sandbox/state', '/__events'])
    assert.equal((await get(gateway, hidden, own)).status, 404, hidden);

  const { port } = new URL(home);
  await assert.rejects(get(`http://127.0.0.2:${port}`, '/'), { code: 'ECONNREFUSED' });
  await assert.rejects(get(`http://127.0.0.1:${new URL(gateway).port}`, '/'), { code: 'ECONNREFUSED' });
  assert.equal(
    (await get(home, '/merchant/orders', { host: new URL(gateway).host, 'x-trade-session': session })).status,
    403,
  );
  assert.equal((await get(home, '/', { host: `127.0.0.1:${port}` })).status, 200);
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 0);
});
