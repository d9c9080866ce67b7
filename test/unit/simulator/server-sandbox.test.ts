/** `trade-sim sandbox`: the platform alone, as a process of its own. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { helpOf } from '../../../simulator/server/arguments';
import { COMMAND_NAMES, loadCommands } from '../../../simulator/server/commands';
import { openSandbox } from '../../../simulator/server/commands/sandbox-options';
import { onePage, writeProgram } from './compiler-helpers';
import { get } from './server-helpers';
import { shell } from './verb-kit';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
const CLI = ['--import', 'tsx', path.join(REPOSITORY, 'simulator/server/cli.ts')];

type Child = ChildProcessByStdio<null, Readable, Readable>;

function spawned(t: TestContext, ...argv: string[]): Child {
  const child = spawn(process.execPath, [...CLI, ...argv], {
    cwd: REPOSITORY,
    env: { ...process.env, CI: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

async function ended(child: Child): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (printed.err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...printed };
}

test('sandbox needs no program: it prints its URL, has a console there, prints what happens, and ends cleanly', async (t) => {
  const db = path.join(writeProgram(t, {}), 'deep/ledger.db');
  const child = spawned(t, 'sandbox', '--port', '0', '--db', db);
  const printed: string[] = [];
  const out = createInterface(child.stdout).on('line', (line) => printed.push(line));
  await once(out, 'line');
  const [url = ''] = printed;
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  const page = await get(url, '/');
  assert.match(page.body, /<script src="\/console\.js">/);
  assert.equal((await get(url, '/', { host: 'evil.example' })).status, 403);
  assert.equal((await shell(t, 'buy', '--url', url)).code, 0);
  while (!printed.some((line) => line.includes('payment, attempt 1: HTTP 200'))) await once(out, 'line');
  assert.ok(printed.some((line) => /ledger +order \S+ created, unpaid$/.test(line)));
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'close'), [0, null]);
});

test('sandbox --forward-to brings callbacks to a server of any kind, and --quiet prints the URL only', async (t) => {
  const bodies: string[] = [];
  const { createServer: createHttp } = await import('node:http');
  const shop = createHttp((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += String(chunk)));
    request.on('end', () => {
      bodies.push(body);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          err_no: 0,
          err_tips: '',
          data: { out_order_no: 'mine-1', order_entry_schema: { path: 'pages/order/order' } },
        }),
      );
    });
  });
  shop.listen(0, '127.0.0.1');
  await once(shop, 'listening');
  t.after(() => shop.close());
  const { port } = shop.address() as AddressInfo;
  const child = spawned(
    t,
    ...['sandbox', '--port', '0', '--db', ':memory:', '--quiet'],
    ...['--forward-to', `http://127.0.0.1:${port}/callback`],
  );
  const printed: string[] = [];
  const out = createInterface(child.stdout).on('line', (line) => printed.push(line));
  await once(out, 'line');
  const { out: json } = await shell(t, 'buy', '--url', printed[0]!, '--json');
  assert.equal((JSON.parse(json) as { order: { outOrderNo: string } }).order.outOrderNo, 'mine-1');
  assert.deepEqual(
    bodies.map((body) => (JSON.parse(body) as { type: string }).type),
    ['pre_create_order', 'payment'],
  );
  child.kill('SIGINT');
  await once(child, 'close');
  assert.equal(printed.length, 1);
});

test('dev prints a purchase and its callbacks as they happen', async (t) => {
  const root = writeProgram(t, onePage({}));
  const child = spawned(t, 'dev', root, '--port', '0', '--no-open', '--no-watch', '--db', ':memory:');
  const printed: string[] = [];
  const out = createInterface(child.stdout).on('line', (line) => printed.push(line));
  await once(out, 'line');
  await shell(t, 'buy', '--url', printed[0]!);
  while (!printed.some((line) => line.includes('payment, attempt 1'))) await once(out, 'line');
  child.kill('SIGKILL');
});

test('a taken port, a damaged ledger and a folder that cannot be written are one line with a fix', async (t) => {
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  assert.deepEqual(await ended(spawned(t, 'sandbox', '--port', String(port), '--db', ':memory:')), {
    code: 1,
    out: '',
    err: `Port ${port} is taken: stop the other program or pass --port <n>.\n`,
  });
  const folder = writeProgram(t, {});
  const damaged = path.join(folder, 'damaged.db');
  writeFileSync(damaged, 'no database at all, but long enough to be read as one'.repeat(40));
  const asked = { allowRemote: false, severalSkus: false, tickets: [] };
  assert.throws(() => openSandbox({ ...asked, db: damaged }), {
    message: /damaged\.db: .*--db/,
  });
  // A file stands where a folder has to be made: refused to root as well, whom no mode stops.
  writeFileSync(path.join(folder, 'file'), '');
  assert.throws(() => openSandbox({ ...asked, db: path.join(folder, 'file/ledger.db') }), {
    message: /ledger\.db: .*--db/,
  });
  mkdirSync(path.join(folder, 'directory.db'));
  assert.throws(() => openSandbox({ ...asked, db: path.join(folder, 'directory.db') }), {
    message: /directory\.db: .*--db/,
  });
});

test('--version is that of the package, and every command has an example in its help', async (t) => {
  const { version } = JSON.parse(readFileSync(path.join(REPOSITORY, 'simulator/package.json'), 'utf8')) as {
    version: string;
  };
  assert.deepEqual(await ended(spawned(t, '--version')), { code: 0, out: `${version}\n`, err: '' });
  for (const command of await loadCommands())
    assert.match(helpOf(command, 'en'), /^Example: trade-sim \S+/m, `${command.name} shows no example`);
});

/** Told in docs/merchant.md; the last is the earlier name of `scenario`. */
const elsewhere = ['merchant', 'keys', 'trigger'];

test('both READMEs have a line for every command but the earlier name of one', () => {
  for (const file of ['README.md', 'README.zh-CN.md']) {
    const text = readFileSync(path.join(REPOSITORY, file), 'utf8');
    for (const name of COMMAND_NAMES)
      if (!elsewhere.includes(name))
        assert.match(text, new RegExp(`trade-sim ${name}\\b`), `${file}: ${name}`);
  }
});
