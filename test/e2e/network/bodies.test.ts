import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { eventually } from '../eventually';
import { launch } from '../../../scripts/lib/browser';
import { mapFrom } from '../../../simulator/server/network/maps';
import { openProgram, type RunningProgram } from './program';

/** Bodies of a server that are not what a shop's page wants: [path, what is sent, in English, in Chinese]. */
const GBK = Buffer.from('{"title":"').toString('latin1') + '\xcb\xab\xc8\xcb"}';
const BODIES: readonly (readonly [path: string, type: string, body: Buffer, en: RegExp, zh: RegExp])[] = [
  [
    'gbk',
    'application/json',
    Buffer.from(GBK, 'latin1'),
    /cannot be read as UTF-8, they look like GBK/,
    /看起来是 GBK/,
  ],
  ['nan', 'application/json', Buffer.from('{"price":NaN}'), /has NaN at 1:10/, /有 NaN/],
  [
    'cut',
    'application/json',
    Buffer.from('{"list":[{"id":"1"'),
    /ends after 18 bytes in the middle of an object/,
    /断在对象中间/,
  ],
  [
    'page',
    'text/html',
    Buffer.from('<!doctype html><h1>Log in</h1>'),
    /answers with HTML, not JSON/,
    /返回的是 HTML/,
  ],
  ['empty', 'application/json', Buffer.alloc(0), /an empty body \(HTTP 200\)/, /空内容/],
  ['bom', 'application/json', Buffer.from('\ufeff{"a":1}'), /byte order mark/, /BOM/],
  ['jsonp', 'text/javascript', Buffer.from('cb({"a":1})'), /answers with JSONP/, /JSONP/],
  [
    'packed',
    'application/json',
    gzipSync('{"a":1}'),
    /compressed \(gzip\), and no Content-Encoding/,
    /压缩过的/,
  ],
];
const CALLER = `Page({
  data: { done: false },
  go({ path, dataType }) {
    return new Promise((resolve) => tt.request({ url: 'https://api.example.com' + path, dataType, complete: resolve }));
  },
});
`;

let browser: Browser;
let server: Server;
const running: RunningProgram[] = [];

before(async () => {
  browser = await launch();
  server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    const found = BODIES.find(([name]) => name === path);
    const text = path === 'ok' ? 'ok' : '{"a":1}';
    if (path === 'unpacked') response.setHeader('content-encoding', 'gzip');
    response.setHeader(
      'content-type',
      found?.[1] ?? (path === 'as-page' ? 'text/html' : path === 'ok' ? 'text/plain' : 'application/json'),
    );
    response.end(found?.[2] ?? text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  for (const program of running) await program.close();
  server?.closeAllConnections();
  server?.close();
  await browser?.close();
});

async function opened(locale: string): Promise<RunningProgram> {
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const program = await openProgram(browser, {
    files: {
      'app.json': '{"pages":["pages/a/a"]}',
      'app.js': 'App({})',
      'pages/a/a.ttml': '<view>a</view>',
      'pages/a/a.js': CALLER,
    },
    shell: true,
    locale,
    network: { maps: [mapFrom(`https://api.example.com=${own}`, false)] },
  });
  running.push(program);
  return program;
}

interface Answer {
  data?: unknown;
  errMsg: string;
}

/** The page asks, so that it has the place. */
const ask = ({ frame }: RunningProgram, path: string, dataType?: string): Promise<Answer> =>
  frame.evaluate(
    (asked) => {
      const { __tradeSim } = globalThis as unknown as {
        __tradeSim: { pages(): { go(asked: object): Promise<Answer> }[] };
      };
      return __tradeSim.pages().at(-1)!.go(asked);
    },
    { path, ...(dataType !== undefined && { dataType }) },
  );

for (const [locale, tab, network, say] of [
  ['zh-CN', '控制台', '网络', 'zh'],
  ['en-US', 'Console', 'Network', 'en'],
] as const)
  test(`a body that is no JSON is told with its request and its place: ${locale}`, async () => {
    const program = await opened(locale);
    const { page } = program;
    for (const [path, , , en, zh] of BODIES) {
      await ask(program, `/${path}`);
      const said = say === 'en' ? en : zh;
      await page.getByRole('tab', { name: network, exact: true }).click();
      const row = page.locator('.requests > li', { hasText: `/${path}` }).first();
      await row.locator('summary').click();
      await row.locator('.facts').getByText(said).first().waitFor();
      await page.getByRole('tab', { name: tab }).click();
      const problem = page.locator('.problem', { hasText: said });
      await problem.waitFor();
      await eventually(async () => assert.match(await problem.innerText(), /pages\/a\/a\.js:4:\d+/));
    }
  });

test('what is meant so is no problem: a plain text, a text asked for, JSON under another type', async () => {
  const program = await opened('en-US');
  const { page } = program;
  const row = (path: string) => page.locator('.requests > li', { hasText: `/${path}` }).first();
  assert.equal((await ask(program, '/ok')).data, 'ok');
  assert.deepEqual((await ask(program, '/as-page')).data, { a: 1 });
  assert.match(String((await ask(program, '/page', 'text')).data), /^<!doctype/);
  await page.getByRole('tab', { name: 'Network', exact: true }).click();
  for (const [path, said] of [
    ['ok', /plain text, not JSON: ok/],
    ['as-page', /Content-Type says text\/html/],
    ['page', /answers with HTML/],
  ] as const) {
    await row(path).locator('summary').click();
    await row(path).locator('.facts').getByText(said).first().waitFor();
  }
  assert.deepEqual(await program.problems(), []);
});

test('a body that is not what Content-Encoding says fails, and says so', async () => {
  const program = await opened('zh-CN');
  assert.match((await ask(program, '/unpacked')).errMsg, /broke off: its Content-Encoding says gzip/);
  await program.page.getByRole('tab', { name: '网络', exact: true }).click();
  const row = program.page.locator('.requests > li', { hasText: '/unpacked' }).first();
  await row.locator('summary').click();
  await row.getByText('Content-Encoding 写的是 gzip，内容却不是').waitFor();
});
