import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../../../scripts/lib/browser';
import type { Diagnostic } from '../../../simulator/protocol';
import { startSimulator } from '../../../simulator/server';
import { newFolder, openProgram, writeFiles, type RunningProgram } from './program';

const FILES: Record<string, string> = {
  'app.json': '{"pages":["pages/a/a"]}',
  'app.js': 'App({})',
  'pages/a/a.json': '{"usingComponents":{"my-box":"/components/box/box"}}',
  'pages/a/a.ttml':
    '<button id="phone" open-type="getPhoneNumber" bind:getphonenumber="onPhone">phone</button>' +
    '<button id="im" open-type="im" bind:im="onIm">im</button><my-box id="box" bind:done="onDone"/><text id="said">{{said}}</text>',
  'pages/a/a.js': `Page({ data: { said: '' },
    onPhone({ detail }) { this.setData({ said: 'phone ' + JSON.stringify(detail) }); },
    onIm({ detail }) { this.setData({ said: 'im ' + JSON.stringify(detail) }); },
    onDone({ detail }) { this.setData({ said: 'done ' + JSON.stringify(detail) }); } });`,
  'components/box/box.json': '{"component":true}',
  'components/box/box.ttml': '<button id="inner" bindtap="go">go</button>',
  'components/box/box.js':
    "Component({ methods: { go() { this.triggerEvent('done', { ok: false, n: 1 }); } } });",
  'trade-sim.mock/a.json': JSON.stringify([
    { name: 'first', api: 'request', match: { url: '*/goods', query: { page: '1' } }, answer: { list: [1] } },
    { name: 'off', enabled: false, api: 'request', match: { url: '*/goods' }, answer: { list: ['off'] } },
    {
      name: 'any',
      api: 'request',
      match: { url: '*/goods' },
      template: { 'list|2': ['{{options.query.page}}'], code: 0 },
    },
    {
      api: 'request',
      match: { url: '*/nested', data: { user: { tags: ['vip', '*'] } } },
      answer: { statusCode: 403, header: { 'X-Why': 'vip' }, data: 'no' },
    },
    {
      api: 'request',
      match: { url: '*/steps' },
      sequence: [{ fail: 'timeout' }, { answer: { n: 2 }, delay: 20 }, { answer: { n: 3 } }],
    },
    { api: 'request', match: { url: '*/once' }, times: 1, answer: { n: 1 } },
    { api: 'request', match: { url: '*/once' }, answer: { n: 'later' } },
    { api: 'request', match: { url: '*/script' }, script: 'reply.ts' },
    { api: 'request', match: { url: '*/thrown' }, script: 'thrown.js' },
    { api: 'request', match: { url: '*/slow' }, delay: 60000, answer: {} },
    { api: 'getLocation', answer: { latitude: 1.5, longitude: 2.5 } },
    { api: 'checkSession', fail: { errMsg: 'session expired', errNo: 10405 } },
    { api: 'getStorageSync', match: { 0: 'mocked' }, answer: 'by rule' },
    { api: 'scanCode', answer: { result: 'code-1' } },
    { api: 'downloadFile', match: { url: '*/file' }, answer: { file: 'dot.txt' } },
    { api: 'uploadFile', match: { url: '*/up' }, answer: { data: { ok: true } } },
    {
      api: 'connectSocket',
      match: { url: 'wss://push.example.com/*' },
      answer: {
        messages: ['hello', { delay: 5, data: { n: 1 } }],
        replies: [
          { match: { ask: 'time' }, messages: ['first', { delay: 5, data: { time: 5 } }], times: 1 },
          { match: { ask: 'time' }, base64: 'AP8=' },
        ],
      },
    },
    { event: 'im', component: 'button', answer: { errMsg: 'im:fail mocked' } },
    { handler: 'onPhone', answer: { errMsg: 'getPhoneNumber:ok', code: 'mocked-code' } },
    { event: 'done', component: '*box*', match: { n: 1 }, template: { ok: true, n: '{{options.n}}' } },
  ]),
  'trade-sim.mock/b.ts': `
    import { price } from './lib/price';
    interface Call { count: number }
    export default [
      { name: 'typed', api: 'request', match: { url: (url: string) => url.endsWith('/typed'), method: 'POST' },
        respond: (options: { data: { id: string } }, { count }: Call) => ({ id: options.data.id, price, count }) },
      { api: 'getSystemInfoSync', respond: () => ({ brand: 'mock' }) },
    ];`,
  'trade-sim.mock/lib/price.ts': 'export const price: number = 19900;',
  'trade-sim.mock/reply.ts':
    'export default async (options: { url: string; query: object }) => ({ statusCode: 201, data: { path: options.url, ...options.query } });',
  'trade-sim.mock/thrown.js': 'module.exports = () => { throw new Error("out of stock") };',
  'trade-sim.mock/dot.txt': 'a file',
  'trade-sim.mock/recorded.json':
    '{"rules":[{"api":"request","match":{"url":"*"},"answer":{"recorded":true}}]}',
};

let browser: Browser;
let program: RunningProgram;

before(async () => {
  browser = await launch();
  program = await openProgram(browser, { files: FILES });
});
after(async () => {
  await program?.close();
  await browser?.close();
});

const API = 'https://api.example.com';
const ask = async (url: string, options: Record<string, unknown> = {}) =>
  (await program.call('request', { url: `${API}${url}`, ...options })).result;

describe('mock rules', () => {
  test('the first that matches wins; a switched-off one does not; recorded ones come last', async () => {
    assert.deepEqual((await ask('/goods?page=1')).data, { list: [1] });
    assert.deepEqual((await ask('/goods', { data: { page: 1 } })).data, { list: [1] });
    assert.deepEqual((await ask('/goods?page=7')).data, { list: ['7', '7'], code: 0 });
    assert.deepEqual((await ask('/anything')).data, { recorded: true });
    assert.equal((await ask('/goods?page=1')).errMsg, 'request:ok');
  });

  test('patterns reach into nested arguments; status, headers and text are given as asked for', async () => {
    const vip = await ask('/nested', { method: 'POST', data: { user: { tags: ['vip', 'x'], id: 5 } } });
    assert.deepEqual([vip.statusCode, vip.data, vip.header], [403, 'no', { 'X-Why': 'vip' }]);
    assert.deepEqual((await ask('/nested', { method: 'POST', data: { user: { tags: ['x'] } } })).data, {
      recorded: true,
    });
    const bytes = await program.frame.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const { tt } = globalThis as unknown as { tt: { request(options: object): void } };
          tt.request({
            url,
            responseType: 'arraybuffer',
            success: ({ data }: { data: ArrayBuffer }) => resolve(new TextDecoder().decode(data)),
          });
        }),
      `${API}/goods?page=1`,
    );
    assert.equal(bytes, '{"list":[1]}');
    assert.equal((await ask('/goods?page=1', { dataType: 'string' })).data, '{"list":[1]}');
  });

  test('sequences, counts, failures and delays', async () => {
    assert.equal((await ask('/steps')).errMsg, 'request:fail timeout');
    assert.deepEqual((await ask('/steps')).data, { n: 2 });
    assert.deepEqual((await ask('/steps')).data, { n: 3 });
    assert.deepEqual((await ask('/steps')).data, { n: 3 });
    assert.deepEqual((await ask('/once')).data, { n: 1 });
    assert.deepEqual((await ask('/once')).data, { n: 'later' });
    assert.equal((await ask('/slow', { timeout: 30 })).errMsg, 'request:fail timeout');
  });

  test('functions of files answer, in TypeScript too, and what they throw is the failure', async () => {
    const scripted = await ask('/script?a=1');
    assert.deepEqual([scripted.statusCode, scripted.data], [201, { path: `${API}/script`, a: '1' }]);
    assert.equal((await ask('/thrown')).errMsg, 'request:fail out of stock');
    assert.deepEqual((await ask('/typed', { method: 'POST', data: { id: 'x' } })).data, {
      id: 'x',
      price: 19900,
      count: 1,
    });
  });

  test('any JSAPI: with callbacks, at once, and one that the simulator does not have', async () => {
    assert.deepEqual((await program.call('getLocation')).result, {
      latitude: 1.5,
      longitude: 2.5,
      errMsg: 'getLocation:ok',
    });
    assert.deepEqual((await program.call('checkSession')).result, {
      errMsg: 'checkSession:fail session expired',
      errNo: 10405,
    });
    assert.equal((await program.call('scanCode')).result.result, 'code-1');
    const plain = await program.frame.evaluate(() => {
      const { tt } = globalThis as unknown as { tt: Record<string, (key?: string) => unknown> };
      return [tt.getStorageSync!('mocked'), tt.getStorageSync!('other'), tt.getSystemInfoSync!()];
    });
    assert.deepEqual(plain, ['by rule', '', { brand: 'mock' }]);
  });

  test('files down and up, and a socket that is played', async () => {
    const { result } = await program.call('downloadFile', { url: `${API}/file` });
    const text = await program.frame.evaluate(
      async (file) => (await fetch(file)).text(),
      String(result.tempFilePath),
    );
    assert.equal(text, 'a file');
    const up = await program.call('uploadFile', {
      url: `${API}/up`,
      filePath: result.tempFilePath,
      name: 'f',
    });
    assert.equal(up.result.data, '{"ok":true}');
    const heard = await program.frame.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          interface Task {
            onMessage(on: (message: { data: string | ArrayBuffer }) => void): void;
            onClose(on: () => void): void;
            send(options: object): void;
            close(options: object): void;
          }
          const { tt } = globalThis as unknown as { tt: { connectSocket(options: object): Task } };
          const task = tt.connectSocket({ url: 'wss://push.example.com/live' });
          const said: string[] = [];
          task.onMessage(({ data }) => {
            said.push(typeof data === 'string' ? data : [...new Uint8Array(data)].join());
            if (said.length === 2 || said.length === 4) task.send({ data: '{"ask":"time"}' });
            if (said.length === 5) task.close({});
          });
          task.onClose(() => resolve(said));
        }),
    );
    assert.deepEqual(heard, ['hello', '{"n":1}', 'first', '{"time":5}', '0,255']);
  });

  test('callbacks of tags, of components, and by the name of the page’s function', async () => {
    const said = program.page.locator('#said');
    await program.page.locator('#im').click();
    await said.getByText('im {"errMsg":"im:fail mocked"}').waitFor();
    await program.page.locator('#inner').click();
    await said.getByText('done {"ok":true,"n":1}').waitFor();
    await program.page.locator('#phone').click();
    await said.getByText('phone {"errMsg":"getPhoneNumber:ok","code":"mocked-code"}').waitFor();
  });

  test('the program sees nothing of the rules', async () => {
    assert.equal(await program.frame.evaluate(() => '__TRADE_SIM_MOCKS__' in globalThis), false);
  });
});

test('a file with a mistake is named with its line, and the others are used', async () => {
  const broken = await openProgram(browser, {
    files: {
      ...FILES,
      'trade-sim.mock/x.json':
        '[\n  { "api": "request", "answer": 1,\n    "matsch": {} },\n  {"api" "request"}\n]',
      'trade-sim.mock/y.json':
        '{\n "rules": [\n  { "api": "request", "match": { "url": { "$regex": "(" } }, "answer": 1 } ] }',
      'trade-sim.mock/z.ts': 'export default [\n  { api: "request" answer: 1 },\n];',
      'trade-sim.mock/thrown2.ts': 'throw new Error("no rules today");\nexport default [];',
      'trade-sim.mock/far.ts': "import secret from '../../../../../../etc/hosts';\nexport default [secret];",
      'trade-sim.mock/wrong.js': 'module.exports = [{ api: "request", anwser: 1 }];',
    },
  });
  try {
    const simulator = await startSimulator({
      root: broken.dir,
      watch: false,
      onBuild: (list) => (told = list),
    });
    await simulator.close();
    const text = (told ?? []).map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n');
    assert.match(text, /^trade-sim\.mock\/x\.json:4: not valid JSON: expected ":"/m);
    assert.match(text, /^trade-sim\.mock\/y\.json:3: .*regular expression/im);
    assert.match(text, /^trade-sim\.mock\/z\.ts:2: Expected "}" but found "answer"/m);
    assert.match(text, /^trade-sim\.mock\/far\.ts:1: /m);
    const problems = (await broken.problems()).map(({ file, message }) => `${file}: ${message}`).join('\n');
    assert.match(problems, /trade-sim\.mock\/thrown2\.ts: .*no rules today/);
    assert.match(problems, /trade-sim\.mock\/wrong\.js: rule 1.*"anwser" is no part of a rule/);
    const { result } = await broken.call('request', { url: `${API}/goods?page=1` });
    assert.deepEqual(result.data, { list: [1] });
  } finally {
    await broken.close();
  }
});
let told: readonly Diagnostic[] | undefined;

test('an edit of a rule is in force without a restart', async () => {
  const dir = await newFolder();
  await writeFiles(dir, { ...FILES, 'trade-sim.mock/a.json': '[{"api":"request","answer":{"n":1}}]' });
  const edited = await openProgram(browser, { dir, watch: true });
  try {
    assert.deepEqual((await edited.call('request', { url: `${API}/x` })).result.data, { n: 1 });
    const again = edited.page.waitForEvent('load');
    await writeFile(path.join(dir, 'trade-sim.mock/a.json'), '[{"api":"request","answer":{"n":2}}]');
    await again;
    await edited.page.locator('html[data-ready]').waitFor();
    assert.deepEqual((await edited.call('request', { url: `${API}/x` })).result.data, { n: 2 });
  } finally {
    await edited.close();
  }
});
