import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { build } from 'esbuild';
import { findBrowser } from '../../../scripts/lib/browser';
import type { CrawlReport, PageReport } from '../../../simulator/server/crawl/report';

const BIN = path.resolve(import.meta.dirname, '../../../simulator/bin/trade-sim.mjs');

function write(t: TestContext, files: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'trade-sim-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

async function crawl(
  t: TestContext,
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [BIN, 'crawl', ...args], {
    env: { ...process.env, CHROMIUM_PATH: findBrowser(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.stdout += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (printed.stderr += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...printed };
}

const PAGES = ['fine', 'throws', 'late', 'server', 'awaits', 'lacks', 'empty', 'loops', 'broken', 'picture'];
const PROGRAM: Record<string, string> = {
  'app.json': JSON.stringify({
    pages: [...PAGES.map((name) => `pages/${name}/a`)],
    subPackages: [{ root: 'sub', pages: ['页/p'] }],
  }),
  ...Object.fromEntries(PAGES.map((name) => [`pages/${name}/a.ttml`, '<view>shown</view>'])),
  'pages/fine/a.js': 'Page({});',
  'pages/throws/a.js': 'Page({\n  onLoad() { this.nothing.at(); },\n});',
  'pages/late/a.js': "Page({ onReady() { setTimeout(() => { throw new Error('later'); }, 50); } });",
  'pages/server/a.js': "Page({ onLoad() { tt.request({ url: 'https://api.shop.example.com/x' }); } });",
  'pages/awaits/a.js':
    "Page({ async onLoad() { await new Promise((ok, fail) => tt.request({ url: 'https://api.shop.example.com/y', success: ok, fail })); } });",
  'pages/lacks/a.js': 'Page({ onLoad() { tt.startFacialRecognitionVerify && 0; tt.getWifiList({}); } });',
  'pages/empty/a.js': 'Page({ data: { list: [] } });',
  'pages/empty/a.ttml': '<view tt:for="{{list}}">{{item}}</view><view style="width:10px;height:10px"/>',
  'pages/loops/a.js': 'Page({ onShow() { for (;;) ; } });',
  'pages/broken/a.ttml': '<view>{{ a b }}</view>',
  'pages/broken/a.js': 'Page({});',
  'pages/picture/a.js': 'Page({});',
  'pages/picture/a.ttml': '<image src="https://img.example.com/a.png" style="width:20px;height:20px"/>',
  'sub/页/p.ttml': '<view>sub</view>',
  'sub/页/p.js': 'Page({});',
};

test('every page is visited, and one line says what it is; a page that hangs costs its own time only', async (t) => {
  const root = write(t, PROGRAM);
  const pictures = path.join(root, '.pictures');
  const { code, stdout, stderr } = await crawl(t, [root, '--json', '--timeout', '6', '--pictures', pictures]);
  assert.equal(code, 1);
  const report = JSON.parse(stdout) as CrawlReport;
  assert.deepEqual(
    report.program.map(({ level, file, line }) => `${level} ${file}:${line}`),
    ['error pages/broken/a.ttml:1'],
  );
  const of = (page: string): PageReport => report.pages.find((one) => one.page === page)!;
  assert.deepEqual(
    report.pages.map(({ page }) => page),
    [...PAGES.map((name) => `pages/${name}/a`), 'sub/页/p'],
  );
  for (const page of [
    'pages/fine/a',
    'sub/页/p',
    'pages/picture/a',
    'pages/lacks/a',
    'pages/server/a',
    'pages/awaits/a',
  ])
    assert.deepEqual([of(page).opened, of(page).content, of(page).errors], [true, true, []], page);
  const place = (page: string): string =>
    of(page)
      .errors.map(({ file, line, message }) => `${file}:${line} ${message}`)
      .join();
  assert.match(place('pages/throws/a'), /^pages\/throws\/a\.js:2 onLoad of pages\/throws\/a: Cannot read/);
  assert.match(place('pages/late/a'), /^pages\/late\/a\.js:1 later$/);
  assert.match(place('pages/loops/a'), /did not come up within 6 s/);
  assert.equal(of('pages/loops/a').opened, false);
  assert.deepEqual(of('pages/server/a').servers, ['api.shop.example.com']);
  assert.deepEqual(of('pages/awaits/a').servers, ['api.shop.example.com']);
  assert.deepEqual(of('pages/lacks/a').missing, ['getWifiList']);
  assert.deepEqual([of('pages/empty/a').content, of('pages/empty/a').errors], [false, []]);
  for (const picture of ['pages-fine-a.png', 'sub-页-p.png'])
    assert.ok(statSync(path.join(pictures, picture)).size > 1000, picture);
  assert.equal(of('sub/页/p').wentTo, undefined);
  // The progress is not in the document's way.
  assert.match(stderr, /^ERROR {4}pages\/broken\/a\.ttml:1:12: /m);
  assert.match(stderr, /^\[1\/11\] ok {6}pages\/fine\/a {2}content; \d+ ms$/m);
  assert.match(
    stderr,
    /^\[2\/11\] ERROR {3}pages\/throws\/a {2}content; pages\/throws\/a\.js:2:\d+: onLoad/m,
  );
  assert.match(
    stderr,
    /^\[4\/11\] server {2}pages\/server\/a {2}content; asks api\.shop\.example\.com; \d+ ms$/m,
  );
  assert.match(stderr, /^\[7\/11\] empty {3}pages\/empty\/a {2}nothing to be seen; \d+ ms$/m);
});

test('what befalls the app, or another page, is told once and is no fault of the page', async (t) => {
  const root = write(t, {
    'app.json': '{"pages":["a/a","b/b","c/c"]}',
    'app.js': "App({ onLaunch() { throw new Error('no keys'); } });",
    'a/a.ttml': '<view>shown</view>',
    'a/a.js': 'Page({});',
    'b/b.ttml': '<view>shown</view>',
    'b/b.js': "throw new Error('b is broken'); Page({});",
    'c/c.ttml': '<view>shown <bad/></view>',
    'c/c.js': 'Page({});',
    'c/c.json': '{"usingComponents":{"bad":"/part/part"}}',
    'part/part.json': '{"component":true}',
    'part/part.ttml': '<view/>',
    'part/part.js': "throw new Error('part is broken'); Component({});",
  });
  const { code, stdout } = await crawl(t, [root]);
  const lines = stdout.trimEnd().split('\n');
  assert.deepEqual(
    lines.map(
      (line) => /^(ERROR {4}(?:app|part\/part|b\/b)|\[\d\/3\] \w+ +\w\/\w|pages: 3.*)/.exec(line)?.[1],
    ),
    [
      'ERROR    b/b',
      'ERROR    part/part',
      'ERROR    app',
      '[1/3] ok      a/a',
      '[2/3] ERROR   b/b',
      '[3/3] ERROR   c/c',
      'pages: 3; ok: 1, with errors: 2, empty: 0, in want of a server: 0, of options: 0; errors in files of the program: 3',
    ],
    stdout,
  );
  assert.equal(code, 1);
});

test('what a module throws is a fault of the pages whose components require it', async (t) => {
  const component = (name: string, module: string): Record<string, string> => ({
    [`${name}/${name}.json`]: '{"component":true}',
    [`${name}/${name}.ttml`]: '<view/>',
    [`${name}/${name}.js`]: `require('../lib/${module}');\nComponent({});`,
  });
  const page = (name: string, used?: string): Record<string, string> => ({
    [`${name}/${name}.ttml`]: `<view>shown ${used === undefined ? '' : `<${used}/>`}</view>`,
    [`${name}/${name}.js`]: 'Page({});',
    [`${name}/${name}.json`]: JSON.stringify(
      used === undefined ? {} : { usingComponents: { [used]: `/${used}/${used}` } },
    ),
  });
  const root = write(t, {
    'app.json': '{"pages":["a/a","b/b","c/c","d/d"]}',
    ...page('a'),
    ...page('b', 'ring'),
    ...page('c', 'first'),
    ...page('d', 'second'),
    ...component('ring', 'browser'),
    ...component('first', 'shared'),
    ...component('second', 'shared'),
    'lib/browser.js': 'global.nothing.at();',
    'lib/shared.js':
      '(function (root, make) {\n  module.exports = make();\n})(window, function () { return typeof window; });',
  });
  const { stdout } = await crawl(t, [root]);
  assert.deepEqual(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => /^(ERROR {4}lib\/\w+|\[\d\/4\] \w+ +\w\/\w|pages: 4; ok: \d)/.exec(line)?.[1]),
    [
      'ERROR    lib/browser',
      'ERROR    lib/shared',
      '[1/4] ok      a/a',
      '[2/4] ERROR   b/b',
      '[3/4] ERROR   c/c',
      '[4/4] ERROR   d/d',
      'pages: 4; ok: 1',
    ],
    stdout,
  );
});

test('a program without a fault ends with 0 and a summary', async (t) => {
  const root = write(t, {
    'app.json': '{"pages":["a/a"]}',
    'a/a.ttml': '<view>shown</view>',
    'a/a.js': 'Page({});',
  });
  const { code, stdout, stderr } = await crawl(t, [root]);
  assert.equal(stderr, '');
  assert.match(
    stdout,
    /^\[1\/1\] ok {6}a\/a {2}content; \d+ ms\npages: 1; ok: 1, with errors: 0, empty: 0, in want of a server: 0, of options: 0\n$/,
  );
  assert.equal(code, 0);
});

test('what a sheet draws is to be seen; a ground that fills the page, or what is not shown, is not', async (t) => {
  const shapes: Record<string, [ttml: string, ttss: string]> = {
    ring: ['<view class="ring"/>', '.ring { width: 20px; height: 20px; border: 2px solid #1989fa; }'],
    ground: ['<view class="g"/>', '.g { width: 20px; height: 20px; background: #07c160; }'],
    gradient: ['<view class="g"/>', '.g { height: 20px; background: linear-gradient(red, blue); }'],
    icon: ['<text class="i"/>', '.i::before { content: "\\e001"; }'],
    dots: [
      '<view class="d"/>',
      '.d::after { content: ""; display: block; width: 4px; height: 4px; background: red; }',
    ],
    page: ['<view class="p"/>', '.p { min-height: 100vh; background: #eee; }'],
    clear: [
      '<view class="c"/>',
      '.c { height: 20px; border: 1px solid transparent; background: rgba(0, 0, 0, 0); }',
    ],
    gone: ['<view class="i"/>', '.i { display: none; } .i::before { content: "x"; }'],
    room: ['<view class="r"/>', '.r::after { content: ""; display: block; height: 20px; clear: both; }'],
  };
  const names = Object.keys(shapes);
  const files = names.flatMap((name) => {
    const [ttml, ttss] = shapes[name]!;
    return [
      [`${name}/a.ttml`, ttml],
      [`${name}/a.ttss`, ttss],
      [`${name}/a.js`, 'Page({});'],
    ];
  });
  const app = JSON.stringify({ pages: names.map((name) => `${name}/a`) });
  const root = write(t, { 'app.json': app, ...(Object.fromEntries(files) as Record<string, string>) });
  const { code, stdout } = await crawl(t, [root, '--json']);
  assert.equal(code, 0);
  const { pages } = JSON.parse(stdout) as CrawlReport;
  assert.deepEqual(
    pages.filter(({ content }) => !content).map(({ page }) => page),
    ['page/a', 'clear/a', 'gone/a', 'room/a'],
  );
});

test('an empty page says what was printed as an error', async (t) => {
  const root = write(t, {
    'app.json': '{"pages":["a/a"]}',
    'a/a.ttml': '<view tt:for="{{list}}">{{item}}</view>',
    'a/a.js':
      "Page({ onLoad() { try { this.list.at(); } catch (error) { console.error(error.message + '\\nmore'); } } });",
  });
  const { code, stdout } = await crawl(t, [root]);
  assert.match(
    stdout,
    /^\[1\/1\] empty {3}a\/a {2}nothing to be seen; console\.error said: Cannot read [^;\n]*; \d+ ms$/m,
  );
  assert.equal(code, 0);
});

test("a page that waits for the platform's cloud is in want of a server", async (t) => {
  const root = write(t, {
    'app.json': '{"pages":["a/a"]}',
    'app.js': "App({ cloud: tt.createCloud({ envID: 'e', serviceID: 's' }) });",
    'a/a.ttml': '<view tt:for="{{list}}">{{item}}</view>',
    'a/a.js':
      "Page({ data: { list: [] }, async onLoad() { const { data } = await getApp().cloud.callContainer({ path: '/list' }); this.setData({ list: data.list }); } });",
  });
  const { code, stdout } = await crawl(t, [root]);
  assert.match(stdout, /^\[1\/1\] server {2}a\/a {2}.*asks Douyin Cloud/);
  assert.equal(code, 0);
});

test('a page that is late once is looked at a second time', async (t) => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.setHeader('access-control-allow-origin', '*');
    response.end(asked === 1 ? 'hang' : 'go on');
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const root = write(t, {
    'app.json': '{"pages":["a/a"]}',
    'a/a.ttml': '<view>shown</view>',
    'a/a.js': `Page({ onLoad() { tt.request({ url: 'http://127.0.0.1:${port}/', dataType: 'text', success({ data }) { for (; data === 'hang'; ); } }); } });`,
  });
  const { code, stdout } = await crawl(t, [root, '--timeout', '10']);
  assert.match(stdout, /^\[1\/1\] ok {6}a\/a {2}content/);
  assert.deepEqual([code, asked], [0, 2]);
});

test('without a browser, and with a wrong time, one line says what to do', async (t) => {
  const root = write(t, { 'app.json': '{"pages":["a/a"]}' });
  const none = await crawl(t, [root], { CHROMIUM_PATH: '/nowhere/chromium' });
  assert.deepEqual([none.code, none.stdout], [1, '']);
  assert.match(
    none.stderr,
    /^trade-sim crawl: no Chromium found: install one .* or set CHROMIUM_PATH .*\.\n$/,
  );
  const wrong = await crawl(t, [root, '--timeout', 'soon']);
  assert.deepEqual([wrong.code, wrong.stderr], [1, '--timeout soon: a number of seconds from 1 to 600.\n']);
});

test('an error in a built script is told at the source that its own map names, and at the built line', async (t) => {
  const sources = write(t, {
    'src/a.ts':
      "import { run } from 'lib';\n\nPage({\n  onLoad(): void {\n    run(() => undefined as unknown as () => void);\n  },\n});\n",
    'node_modules/lib/index.js': 'export function run(of) {\n  of()();\n}\n',
  });
  const { outputFiles } = await build({
    entryPoints: [path.join(sources, 'src/a.ts')],
    bundle: true,
    sourcemap: 'inline',
    outdir: path.join(sources, 'dist'),
    write: false,
  });
  const root = write(t, {
    'app.json': '{"pages":["a"]}',
    'a.ttml': '<view>a</view>',
    'a.js': outputFiles[0]!.text,
  });
  const { code, stdout } = await crawl(t, [root, '--json']);
  assert.equal(code, 1);
  const [page] = (JSON.parse(stdout) as CrawlReport).pages;
  const [error] = page!.errors;
  assert.deepEqual(error?.origin, { name: 'src/a.ts', line: 5, column: 5 });
  const built = outputFiles[0]!.text.split('\n')[error.line! - 1];
  assert.deepEqual([error.file, built?.trim()], ['a.js', 'run(() => void 0);']);
  assert.match(error.stack!, /node_modules\/lib\/index\.js:2:\d+ < a\.js:\d+:\d+/);
});

const JUDGED = [
  [
    'asks',
    'a/a',
    "Page({ onLoad() { tt.request({ url: 'https://api.shop.example.com/x', complete: (r) => r.data.list.length }); } });",
  ],
  [
    'both',
    'b/b',
    "Page({ onLoad() { tt.request({ url: 'https://api.shop.example.com/x', fail() {} }); undefined.own; } });",
  ],
  ['parses', 'c/c', 'Page({ onLoad({ goods }) { this.setData({ price: JSON.parse(goods).price.low }); } });'],
  ['lists', 'd/d', 'Page({ data: { list: [] }, onLoad(o) { if (o.id) this.setData({ list: [o.id] }); } });'],
  ['optional', 'e/e', 'Page({ onLoad(o) { if (o.from) this.from = o.from; this.nothing.at(); } });'],
  [
    'near',
    'f/f',
    "Page({ onLoad() { tt.request({ url: 'http://127.0.0.1:9/x', fail: (e) => e.data.list }); } });",
  ],
  ['moves', 'g/g', "Page({ onLoad() { tt.reLaunch({ url: '/d/d?id=7' }); } });"],
  [
    'logs in',
    'h/h',
    'Page({ data: { list: [] }, onLoad() { tt.login({ success: ({ code }) => this.setData({ list: [code.length] }) }); } });',
  ],
] as const;

test('what only comes of a missing answer or option is no fault of the page, and what stays is one', async (t) => {
  const root = write(t, {
    'app.json': JSON.stringify({ pages: JUDGED.map(([, page]) => page) }),
    'app.js':
      "App({ onLaunch() { tt.request({ url: 'https://login.shop.example.com/x', fail: (e) => e.data.token }); } });",
    ...Object.fromEntries(JUDGED.map(([, page, script]) => [`${page}.js`, script])),
    ...Object.fromEntries(
      JUDGED.map(([name, page]) => [
        `${page}.ttml`,
        /lists|logs/.test(name) ? '<view tt:for="{{list}}">{{item}}</view>' : `<view>${name}</view>`,
      ]),
    ),
  });
  const { code, stdout, stderr } = await crawl(t, [
    root,
    '--json',
    '--query',
    'c/c?goods={"price":{"low":1}}',
  ]);
  const report = JSON.parse(stdout) as CrawlReport;
  const of = (name: string): PageReport =>
    report.pages.find(({ page }) => page === JUDGED.find(([one]) => one === name)![1])!;
  const said = (name: string): string[] => of(name).consequences.map(({ message }) => message);
  assert.equal(code, 1);
  assert.deepEqual(of('asks').errors, []);
  assert.match(said('asks').join(), /reading 'list'/);
  assert.match(
    of('both')
      .errors.map(({ message }) => message)
      .join(),
    /reading 'own'/,
  );
  assert.deepEqual([of('parses').errors, said('parses')], [[], []]);
  assert.deepEqual([of('lists').content, of('lists').openedWith], [true, 'id=1']);
  assert.match(
    of('optional')
      .errors.map(({ message }) => message)
      .join(),
    /reading 'at'/,
  );
  assert.deepEqual(of('optional').missedOptions, ['from']);
  assert.deepEqual([of('near').errors, of('near').servers.includes('127.0.0.1:9')], [[], true]);
  assert.equal(of('moves').wentTo, 'd/d');
  assert.equal(of('logs in').content, true);
  assert.deepEqual(report.program, []);
  assert.match(report.consequences.map(({ message }) => message).join(), /reading 'token'/);
  assert.match(stderr, /^server {3}without an answer or option: app\.js:1:\d+: /m);
  assert.match(stderr, /^\[7\/8\] server {2}g\/g {2}content; it went on to d\/d; asks/m);
});

test('a page whose options nobody can guess asks for them, and takes them from --query', async (t) => {
  const root = write(t, {
    'app.json': '{"pages":["a/a"]}',
    'a/a.ttml': '<view>{{price}}</view>',
    'a/a.js': 'Page({ onLoad({ goods }) { this.setData({ price: JSON.parse(goods).price.low }); } });',
  });
  const alone = await crawl(t, [root]);
  assert.match(
    alone.stdout,
    /^\[1\/1\] options a\/a {2}nothing to be seen; without an answer or option: a\/a\.js:1:\d+: .*it asks for options that it was opened without: goods \(--query gives them\)/,
  );
  assert.equal(alone.code, 0);
  const given = await crawl(t, [root, '--query', 'a/a?goods={"price":{"low":1}}']);
  assert.match(given.stdout, /^\[1\/1\] ok {6}a\/a {2}content/);
  const wrong = await crawl(t, [root, '--query', 'b/b?x=1']);
  assert.match(wrong.stderr, /--query b\/b: the mini-program has no such page/);
  assert.equal(wrong.code, 1);
});

const MILD = {
  // A library that tries what a browser has, and goes on without it.
  tries: [
    '<view>{{ kind }}</view>',
    `const isWeb = typeof window === 'object';
    let kind = isWeb ? 'web' : 'window';
    try { window.addEventListener('resize', null); } catch (error) { kind = 'none'; }
    Page({ data: { kind } });`,
  ],
  // The component says that it is ready later than its first place is drawn.
  places: [
    '<movable-area style="width:100px;height:100px"><movable-view style="width:10px;height:10px" x="20" y="20" bind:change="moved">m</movable-view></movable-area>',
    'Page({ onReady() { this.area = { limit: 5 }; }, moved() { this.past = this.area.limit; } });',
  ],
  // Handlers that get their names as the page is made.
  names: [
    '<view bindtap="_tap">named</view>',
    "Page({ onLoad() { ['tap'].forEach((name) => { this['_' + name] = () => {}; }); } });",
  ],
} as const;

test('what a device passes over is no error', async (t) => {
  const root = write(t, {
    'app.json': JSON.stringify({ pages: Object.keys(MILD).map((name) => `${name}/a`) }),
    ...Object.fromEntries(
      Object.entries(MILD).flatMap(([name, [template, script]]) => [
        [`${name}/a.ttml`, template],
        [`${name}/a.js`, script],
      ]),
    ),
  });
  const { code, stdout } = await crawl(t, [root, '--json']);
  const report = JSON.parse(stdout) as CrawlReport;
  assert.deepEqual(
    [...report.program, ...report.pages.flatMap(({ errors }) => errors)].filter(
      ({ level }) => level === 'error',
    ),
    [],
  );
  const [tries] = report.pages.filter(({ page }) => page === 'tries/a');
  assert.match(tries!.warnings.map(({ message }) => message).join(), /window belongs to a browser/);
  assert.equal(code, 0);
});
