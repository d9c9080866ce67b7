import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { helpOf, summaryOf, UsageError, usageOf } from '../../../simulator/server/arguments';
import { COMMAND_NAMES, loadCommands } from '../../../simulator/server/commands';
import { checkMerchantCommand } from '../../../simulator/server/commands/check-merchant';
import { dev } from '../../../simulator/server/commands/dev';
import { merchant } from '../../../simulator/server/commands/merchant';
import { findKit } from '../../../simulator/server/kit-sources';
import { browserOpener } from '../../../simulator/server/open-browser';
import { checkProgram, toLine } from '../../../simulator/server/program-check';
import { addFiles, onePage, writeProgram } from './compiler-helpers';
import { CLI, output, run } from './cli-runs';
import { get } from './server-helpers';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
const BIN = [path.join(REPOSITORY, 'simulator/bin/trade-sim.mjs')];

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

test('dev prints what a component tells its page went wrong, once the phone reports it', async (t) => {
  const root = writeProgram(t, onePage({}));
  const child = run(t, CLI, ['dev', root, '--port', '0', '--no-open', '--db', ':memory:']);
  const printed: string[] = [];
  const out = createInterface(child.stdout).on('line', (line) => printed.push(line));
  await once(out, 'line');
  const step = (kind: string, name: string, detail: object) => ({
    attempt: 'a',
    kind,
    name,
    place: 'pay-button',
    data: JSON.stringify(detail),
    age: 0,
  });
  const answer = await fetch(new URL('/sandbox/steps', printed[0]), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      steps: [
        step('event', 'pay', { status: 'success' }),
        step('event', 'error', {
          errNo: 21505,
          errMsg: 'getGoods: currentPrice should be integer (分), but got 19.8\nmore',
        }),
      ],
    }),
  });
  assert.equal(answer.status, 200, await answer.text());
  while (printed.length < 2) await once(out, 'line');
  assert.match(
    printed[1]!,
    /^\d\d:\d\d:\d\d\.\d{3} problem {2}pay-button: 21505 getGoods: currentPrice .* got 19\.8$/,
  );
});

test('dev prints one url line, serves program and sandbox, names a broken file with its line, and ends cleanly', async (t) => {
  const root = writeProgram(t, onePage({ 'pages/a/a.js': 'Page({\n  a: ,\n});' }));
  const db = path.join(root, '.trade-sim/ledger.db');
  const child = run(t, CLI, ['dev', root, '--port', '0', '--no-open', '--db', db]);
  const printed: string[] = [];
  const complained: string[] = [];
  const out = createInterface(child.stdout).on('line', (line) => printed.push(line));
  // Findings in the kit's own sources are not this test's.
  const err = createInterface(child.stderr).on(
    'line',
    (line) => line.startsWith('npm:') || complained.push(line),
  );
  await once(out, 'line');
  const [url = ''] = printed;
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  assert.equal((await get(url, '/')).status, 200);
  assert.match((await get(url, '/program.js')).body, /__TRADE_SIM_PROGRAM__/);
  const catalogue = await get(url, '/merchant/catalogue');
  assert.ok((JSON.parse(catalogue.body) as unknown[]).length > 0);
  assert.ok(existsSync(db));
  while (complained.length < 1) await once(err, 'line');

  addFiles(root, { 'pages/a/a.js': 'Page({', 'pages/a/a.json': '{' });
  while (complained.length < 3) await once(err, 'line');
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 0);
  assert.deepEqual(printed, [url]);
  const fix =
    'Look here and just before for a bracket, quote or comma that is missing or one too many; until then this file only throws.';
  assert.equal(complained[0], `pages/a/a.js:2:6: error script-syntax: Unexpected ",". ${fix}`);
  assert.deepEqual(complained.slice(1).sort(), [
    `pages/a/a.js:1:7: error script-syntax: Expected identifier but found end of file. ${fix}`,
    'pages/a/a.json:1:2: error json-syntax: not valid JSON: expected "," or "}", found the end of the file. Put keys and texts in double quotes, one comma between two items, and none behind the last.',
  ]);
  await assert.rejects(get(url, '/'));
});

test('a taken port is one line and exit code 1', async (t) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  const root = writeProgram(t, onePage({}));
  assert.deepEqual(
    await output(t, CLI, ['dev', root, '--port', String(port), '--no-open', '--db', ':memory:']),
    {
      code: 1,
      stdout: '',
      stderr: `Port ${port} is taken: stop the other program or pass --port <n>.\n`,
    },
  );
});

test('conditions of the command are in the address, and what does not fit is one line and exit code 1', async (t) => {
  const root = writeProgram(t, {
    ...onePage({}),
    'trade-sim.config.json': '{ "conditions": { "device": "se", "network": "slow" } }',
  });
  const dev = ['dev', root, '--port', '0', '--no-open', '--db', ':memory:'];
  const child = run(t, CLI, [...dev, '--network', '4g', '--dark', '--login', 'in', '--query', 'id=1']);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  assert.match(
    String(line),
    /^http:\/\/127\.0\.0\.1:\d+\/\?device=se&theme=dark&network=4g&login=in&query=id%3D1\n/,
  );
  const url = String(line).split('/?')[0]!;
  const html = await (await fetch(`${url}/`)).text();
  assert.match(
    html,
    /data-conditions="\?device=se&#38;theme=dark&#38;network=4g&#38;login=in&#38;query=id%3D1"/,
  );
  assert.deepEqual(await (await fetch(`${url}/platform/user`)).json(), { loggedIn: true });
  child.kill('SIGTERM');
  assert.deepEqual(await output(t, CLI, [...dev, '--page', 'pages/b/b']), {
    code: 1,
    stdout: '',
    stderr: '--page pages/b/b: the mini-program has no such page. Did you mean pages/a/a?\n',
  });
  writeFileSync(path.join(root, 'trade-sim.config.json'), '{\n "conditions": { "network": "5g" }\n}');
  const wrong = await output(t, CLI, dev);
  assert.equal(wrong.code, 1);
  assert.match(
    wrong.stderr,
    /trade-sim\.config\.json:2:\d+: "network" does not take "5g"\. Write <wifi\|4g\|slow\|offline>/,
  );
  assert.equal(wrong.stderr.trim().split('\n').length, 1);
});

test('the installed command runs too: a folder that is not there is one line and exit code 1', async (t) => {
  assert.deepEqual(await output(t, BIN, ['dev', 'no-such-folder', '--no-open']), {
    code: 1,
    stdout: '',
    stderr: 'no-such-folder: no such folder. Name the folder of a mini-program.\n',
  });
});

test('what cannot be shown at all is one line with file, line and fix', (t) => {
  const problem = (files: Record<string, string>): string => {
    const root = writeProgram(t, files);
    try {
      checkProgram(root);
      return 'fine';
    } catch (error) {
      assert.ok(error instanceof UsageError);
      assert.doesNotMatch(error.message, /\n/);
      return error.message.replaceAll(root, 'ROOT');
    }
  };
  assert.equal(problem(onePage({})), 'fine');
  assert.equal(
    problem({}),
    'ROOT/app.json: no such file. A mini-program has an app.json; set "miniprogramRoot" in project.config.json if it lies in a sub-folder.',
  );
  assert.equal(
    problem({ 'app.json': '{\n  "pages": ["a"\n}' }),
    'ROOT/app.json:3:1: not valid JSON: expected ",", found "}". Put keys and texts in double quotes, one comma between two items, and none behind the last.',
  );
  assert.equal(
    problem({ 'app.json': '{\n  "pages": []\n}' }),
    'ROOT/app.json:2:3: names no page. List at least one page in "pages".',
  );
  assert.equal(
    problem({ 'app.json': 'null' }),
    'ROOT/app.json:1:1: names no page. List at least one page in "pages".',
  );
  assert.equal(
    problem({ 'project.config.json': '{"miniprogramRoot":"gone"}' }),
    'ROOT/project.config.json: "miniprogramRoot" is not a folder in this project: gone. Build the project first if a build makes that folder. Otherwise name one below project.config.json, without a link that leads elsewhere; "./" is this folder.',
  );
  assert.equal(
    problem({ 'project.config.json': '{,}' }),
    'ROOT/project.config.json:1:2: not valid JSON: expected a value, found ",". Put keys and texts in double quotes, one comma between two items, and none behind the last.',
  );
  assert.equal(
    problem({ 'project.config.json': '{"miniprogramRoot":"mini"}', 'mini/app.json': '{' }),
    'ROOT/mini/app.json:1:2: not valid JSON: expected "," or "}", found the end of the file. Put keys and texts in double quotes, one comma between two items, and none behind the last.',
  );
});

test('arguments: defaults, every option, and mistakes that show the usage', () => {
  assert.deepEqual(dev.read(['demo']), {
    dir: 'demo',
    port: 5200,
    open: true,
    watch: true,
    types: true,
    quiet: false,
    conditions: {},
    maps: [],
    record: false,
    db: '.trade-sim/ledger.db',
    appId: undefined,
    forwardTo: undefined,
    allowRemote: false,
    merging: undefined,
    severalSkus: false,
    tickets: [],
    goods: undefined,
  });
  const all = [
    '--port',
    '0',
    'demo',
    '--no-open',
    '--no-watch',
    '--no-types',
    '--db',
    ':memory:',
    '--forward-to',
    'http://a/b?c=1',
    '--allow-remote',
    '--map',
    'https://a.example=http://b.example:1',
    '--record',
  ];
  const platform = [
    '--merging',
    'full',
    '--several-skus',
    '--ticket',
    's1',
    '--ticket',
    's2',
    '--goods',
    'goods.json',
  ];
  assert.deepEqual(dev.read([...all, ...platform]), {
    dir: 'demo',
    port: 0,
    open: false,
    watch: false,
    types: false,
    quiet: false,
    conditions: {},
    maps: [{ from: 'https://a.example/', to: 'http://b.example:1/' }],
    record: true,
    db: ':memory:',
    appId: undefined,
    forwardTo: 'http://a/b?c=1',
    allowRemote: true,
    merging: 'full',
    severalSkus: true,
    tickets: ['s1', 's2'],
    goods: 'goods.json',
  });
  assert.throws(() => dev.read(['a', '--merging', 'half']), {
    message: '--merging half: one of none, account, full.',
  });
  assert.throws(() => dev.read(['a', '--map', 'https://a.example=http://b.example']), {
    message: /^--map https:\/\/a\.example=http:\/\/b\.example: .*another machine.*--allow-remote/,
  });
  const twice = [
    '--map',
    'https://a.example=http://127.0.0.1:1',
    '--map',
    'https://a.example/=http://127.0.0.1:2',
  ];
  assert.throws(() => dev.read(['a', ...twice]), { message: /mapped twice/ });
  for (const wrong of [[], ['a', 'b'], ['a', '--what'], ['a', '--port']]) {
    assert.throws(() => dev.read(wrong), {
      constructor: UsageError,
      message: /^[^\n]*Usage: trade-sim dev <dir> \[--port <n>\][^\n]*$/,
    });
  }
  for (const port of ['x', '-1', '65536', '1.5'])
    assert.throws(() => dev.read(['a', `--port=${port}`]), {
      message: `--port ${port}: a port is a number from 0 (any) to 65535.`,
    });
});

test('a command that does not exist is one line that lists the commands; help shows each with its options', async (t) => {
  const names = COMMAND_NAMES.join(', ');
  assert.deepEqual(await output(t, CLI, ['build', 'demo']), {
    code: 1,
    stdout: '',
    stderr: `No command "build". Commands: ${names}; --help shows what each takes.\n`,
  });
  assert.equal(
    (await output(t, CLI, [])).stderr,
    `No command. Commands: ${names}; --help shows what each takes.\n`,
  );
  const all = await output(t, CLI, ['--help']);
  assert.equal(all.code, 0);
  for (const command of await loadCommands()) {
    const summary = summaryOf(command, 'en');
    assert.ok(all.stdout.includes(`  ${usageOf(command)}\n      ${summary}\n`), command.name);
    const help = helpOf(command, 'en');
    for (const [name, option] of Object.entries(command.options)) {
      const text = typeof option.help === 'string' ? option.help : option.help.en;
      assert.match(help, new RegExp(`^  --${name}\\b.*  ${escape(text)}$`, 'm'));
    }
  }
  assert.deepEqual(await output(t, CLI, ['dev', '--help']), {
    code: 0,
    stdout: `${helpOf(dev, 'en')}\n`,
    stderr: '',
  });
});

test('a browser is opened where someone can see it', () => {
  assert.equal(browserOpener('linux', {}), undefined);
  assert.deepEqual(browserOpener('linux', { DISPLAY: ':0' }), ['xdg-open']);
  assert.deepEqual(browserOpener('linux', { WAYLAND_DISPLAY: 'wayland-0' }), ['xdg-open']);
  assert.equal(browserOpener('darwin', { CI: 'true' }), undefined);
  assert.deepEqual(browserOpener('darwin', {}), ['open']);
  assert.equal(browserOpener('aix', {}), undefined);
  // No shell: an address has `&` in it, which begins another command there.
  assert.deepEqual(browserOpener('win32', {}), ['rundll32', 'url.dll,FileProtocolHandler']);
});

test('the kit is the repository around the simulator, or the package installed beside it', (t) => {
  assert.equal(findKit(), REPOSITORY);
  const root = writeProgram(t, {
    'node_modules/microapp-trade-kit/package.json': '{"name":"microapp-trade-kit"}',
    'node_modules/microapp-trade-simulator/server/x': '',
  });
  assert.equal(
    findKit(path.join(root, 'node_modules/microapp-trade-simulator/server')),
    path.join(root, 'node_modules/microapp-trade-kit'),
  );
});

test('a port is written in digits', () => {
  const port = (text: string) => dev.read(['.', '--port', text]).port;
  assert.equal(port('8080'), 8080);
  for (const text of ['', ' ', '1e3', '0x50', '80.0', '-1', '65536'])
    assert.throws(() => port(text), UsageError, JSON.stringify(text));
});

test('a finding is one line whatever its message', () => {
  assert.equal(
    toLine({ level: 'error', file: 'a.js', line: 2, column: 3, message: 'one\ntwo', fix: 'Do it.' }),
    'a.js:2:3: one two. Do it.',
  );
  assert.equal(toLine({ level: 'error', file: 'a.js', message: 'one' }), 'a.js: one');
});

test('merchant runs the reference merchant alone; check-merchant finds nothing there, and exits 1 where nobody answers', async (t) => {
  const db = path.join(writeProgram(t, {}), 'merchant.db');
  const child = run(t, CLI, ['merchant', '--port', '0', '--db', db]);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const [url = ''] = /^http:\/\/127\.0\.0\.1:\d+\/merchant/.exec(line) ?? [];
  assert.equal((await get(url, '/sandbox/state')).status, 404);
  assert.equal((await get(url, '/merchant/subject', { host: 'evil.example' })).status, 403);
  const good = await output(t, CLI, ['check-merchant', url, '--db', db, '--request-order']);
  assert.equal(good.code, 0, good.stdout);
  assert.match(good.stdout, /^ok {4}GET \/goods: goods of the library\n[^]*\n\d+ passed, 0 failed\n$/);
  // Signed by a platform that the merchant does not know.
  const stranger = await output(t, CLI, ['check-merchant', url, '--db', ':memory:']);
  assert.equal(stranger.code, 1);
  assert.match(stranger.stdout, /^FAIL {2}callback pre_create_order: [^\n]*HTTP 401[^\n]*trade-sim keys/m);
  // What the two usual mistakes want is an option.
  const elsewhere = await output(t, CLI, [
    'check-merchant',
    url,
    '--db',
    db,
    '--callback',
    `${url}/nowhere`,
    '--goods-id',
    '1',
  ]);
  assert.match(elsewhere.stdout, /^FAIL {2}GET \/goods: goods of the library: HTTP 4[^\n]*--goods-id/m);
  assert.match(
    elsewhere.stdout,
    /^FAIL {2}callback pre_create_order: [^\n]*HTTP 404 at http:[^\n]*\/nowhere\.[^\n]*--callback/m,
  );
  const { stdout: key } = await output(t, CLI, ['keys', '--db', db]);
  assert.match(key, /^-----BEGIN PUBLIC KEY-----\n[^]+-----END PUBLIC KEY-----\n$/);
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'close'), [0, null]);
});

test('check-merchant: what it is given, and mistakes as one line with the fix', async () => {
  const { headers, ...rest } = checkMerchantCommand.read([
    'http://127.0.0.1:8080/m/',
    '--header',
    'authorization: Bearer a:b',
    '--price',
    '5',
  ]);
  assert.deepEqual(headers, { authorization: 'Bearer a:b' });
  assert.deepEqual(
    [rest.baseUrl, rest.callbackUrl],
    ['http://127.0.0.1:8080/m', 'http://127.0.0.1:8080/m/callback'],
  );
  assert.deepEqual(rest.goods, { goodsId: '7301245789012345678', goodsType: 1, price: 5 });
  for (const [wrong, text] of [
    [['nowhere'], /no address\. Write it as http/],
    [['file:///etc/passwd'], /no address/],
    [['http://a', '--callback', 'x'], /--callback x: no address/],
    [['http://a', '--price', '1.5'], /--price 1\.5: a whole number/],
    [['http://a', '--goods-type', '3'], /--goods-type 3/],
    [['http://a', '--header', 'x'], /--header x: write it as/],
    [[], /Usage: trade-sim check-merchant <url>/],
  ] as const)
    assert.throws(() => checkMerchantCommand.read(wrong), { constructor: UsageError, message: text });
  await assert.rejects(merchant.run(merchant.read(['--platform', 'nowhere'])), {
    message: /--platform nowhere: no simulator answers there\. Start one/,
  });
});

test('each command is loaded under its own name', async () => {
  assert.deepEqual(
    (await loadCommands()).map(({ name }) => name),
    COMMAND_NAMES,
  );
});
