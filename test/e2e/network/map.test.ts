import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { eventually } from '../eventually';
import { launch } from '../../../scripts/lib/browser';
import { mapFrom } from '../../../simulator/server/network/maps';
import { DOT, SESSION, startOwnServer, type OwnServer } from './own-server';
import { openProgram, SHOP, type RunningProgram } from './program';

const API = 'https://api.example.com';
let browser: Browser;
let own: OwnServer;
let program: RunningProgram;

before(async () => {
  browser = await launch();
  own = await startOwnServer();
  program = await openProgram(browser, {
    network: {
      maps: [mapFrom(`${API}=${own.url}`, false), mapFrom(`https://static.example.com=${own.url}`, false)],
    },
  });
});
after(async () => {
  await program?.close();
  await own?.close();
  await browser?.close();
});

/** The newest request of that path that the server got. */
const last = (path: string) => own.seen.findLast(({ url }) => url.startsWith(path))!;
const request = (path: string, options: Record<string, unknown> = {}) =>
  program.call('request', { url: `${API}${path}`, ...options });

describe('a mapped server', () => {
  test('answers the program without CORS: the session of its cookies, packed bodies, headers as they came', async () => {
    await program.page.getByText('双人火锅 19900').waitFor();
    await eventually(async () => assert.equal(await program.page.locator('#name').innerText(), '小明'));
    const { headers } = last('/me');
    assert.match(headers.cookie ?? '', new RegExp(`sid=${SESSION}`));
    assert.equal(headers['x-forwarded-host'], 'api.example.com');
    assert.equal(headers['x-forwarded-proto'], 'https');
    assert.match(headers.referer ?? '', /^https:\/\/tmaservice\.developer\.toutiao\.com\?appid=/);
    const { result } = await request('/goods');
    assert.equal((result.header as Record<string, string>)['X-Total'], '2');
    assert.equal((await request('/login')).result.statusCode, 200);
    assert.match(String(Object.values((await request('/login')).result.header as object)), /sid=/);
    assert.deepEqual(await program.problems(), []);
  });

  test('a cookie that the program sends itself comes before the kept one', async () => {
    await request('/me', { header: { Cookie: 'theme=dark; extra=1' } });
    assert.match(last('/me').headers.cookie ?? '', /theme=dark/);
    assert.match(last('/me').headers.cookie ?? '', /extra=1/);
    assert.match(last('/me').headers.cookie ?? '', /sid=/);
    assert.doesNotMatch(last('/me').headers.cookie ?? '', /theme=light/);
  });

  test('redirects to what is mapped are followed, by their address or by the server’s own', async () => {
    assert.equal(((await request('/old-goods')).result.data as { list: unknown[] }).list.length, 1);
    assert.equal(((await request('/to-other-host')).result.data as { list: unknown[] }).list.length, 2);
    const { result } = await request('/to-own-port', { method: 'POST', data: { a: 1 } });
    const { method, body } = result.data as { method: string; body: string };
    assert.equal(method, 'POST');
    assert.equal(Buffer.from(body, 'base64').toString(), '{"a":1}');
  });

  test('redirects to anywhere else are refused, and nobody is asked', async () => {
    for (const [path, host] of [
      ['/to-nowhere', 'evil.example'],
      ['/to-neighbour', '127.0.0.1:1'],
    ]) {
      const { outcome, result } = await request(path!);
      assert.equal(outcome, 'fail');
      assert.match(
        String(result.errMsg),
        /request:fail redirected to .*, and offline: .* is not mapped\. .*--map/,
      );
      assert.ok(String(result.errMsg).includes(host!));
    }
    assert.match(String((await request('/circle')).result.errMsg), /redirects in a circle/);
  });

  test('methods, queries and bodies arrive as they are written', async () => {
    const echo = async (options: Record<string, unknown>) => {
      const { data } = (await request('/echo', options)).result;
      const { body, ...rest } = data as { method: string; url: string; type: string; body: string };
      return { ...rest, body: Buffer.from(body, 'base64').toString() };
    };
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      assert.equal((await echo({ method })).method, method);
    assert.equal((await request('/echo', { method: 'HEAD' })).result.statusCode, 200);
    assert.match(
      String((await request('/echo', { method: 'TRACE' })).result.errMsg),
      /method "TRACE" is not supported/,
    );
    assert.equal((await echo({ data: { q: '火锅 & 茶' } })).url, '/echo?q=%E7%81%AB%E9%94%85+%26+%E8%8C%B6');
    assert.deepEqual(await echo({ method: 'POST', data: { b: '值' } }), {
      method: 'POST',
      url: '/echo',
      type: 'application/json',
      body: '{"b":"值"}',
    });
    const form = await echo({
      method: 'POST',
      header: { 'Content-Type': 'application/x-www-form-urlencoded' },
      data: { a: '1 2' },
    });
    assert.equal(form.body, 'a=1+2');
    const bytes = await program.frame.evaluate(
      (url) =>
        new Promise<number[]>((resolve) => {
          const { tt } = globalThis as unknown as { tt: { request(options: object): void } };
          tt.request({
            url,
            method: 'POST',
            header: { 'content-type': 'application/octet-stream' },
            data: new Uint8Array([0, 10, 255, 1]).buffer,
            responseType: 'arraybuffer',
            success: ({ data }: { data: ArrayBuffer }) => resolve([...new Uint8Array(data)]),
          });
        }),
      `${API}/echo`,
    );
    assert.deepEqual(last('/echo').body, Buffer.from([0, 10, 255, 1]));
    assert.match(Buffer.from(bytes).toString(), /"body":"AAr\/AQ=="/);
  });

  test('an unhappy status is an answer; no server, no HTTP, half an answer and none in time are failures', async () => {
    const { outcome, result } = await request('/teapot');
    assert.deepEqual([outcome, result.statusCode, result.data], ['success', 418, 'short and stout']);
    const failed = async (path: string, options = {}) => String((await request(path, options)).result.errMsg);
    assert.match(await failed('/garbage'), /does not answer in HTTP/);
    assert.match(await failed('/breaks'), /the answer broke off/);
    assert.equal(await failed('/never', { timeout: 300 }), 'request:fail timeout');
    const aborted = program.frame.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const { tt } = globalThis as unknown as { tt: { request(options: object): { abort(): void } } };
          tt.request({ url, fail: ({ errMsg }: { errMsg: string }) => resolve(errMsg) }).abort();
        }),
      `${API}/never`,
    );
    assert.equal(await aborted, 'request:fail abort');
  });

  test('an answer of 200 MB is broken off, and the next request is answered', async () => {
    assert.match(
      String((await request('/huge')).result.errMsg),
      /broke off.*larger than the simulator carries/,
    );
    assert.equal((await request('/goods')).result.statusCode, 200);
  });

  test('files go up and come down', async () => {
    const { result } = await program.call('downloadFile', { url: `${API}/dot.png` });
    assert.equal(result.statusCode, 200);
    const size = await program.frame.evaluate(
      async (path) => (await (await fetch(path)).arrayBuffer()).byteLength,
      String(result.tempFilePath),
    );
    assert.equal(size, DOT.length);
    const sent = await program.call('uploadFile', {
      url: `${API}/upload`,
      filePath: result.tempFilePath,
      name: 'picture',
      formData: { a: '茶' },
      header: { 'x-own': 'yes' },
    });
    const answer = JSON.parse(String(sent.result.data)) as { size: number; isForm: boolean };
    assert.equal(answer.isForm, true);
    assert.ok(answer.size > DOT.length);
    assert.ok(last('/upload').body.includes(DOT));
    assert.ok(last('/upload').body.includes('name="picture"'));
    assert.equal(last('/upload').headers['x-own'], 'yes');
  });

  test('sockets too, with header and cookies', async () => {
    const said = await program.frame.evaluate(
      () =>
        new Promise<unknown>((resolve) => {
          interface Task {
            onOpen(on: () => void): void;
            onMessage(on: (message: { data: string }) => void): void;
            onClose(on: (end: { code: number }) => void): void;
            send(options: object): void;
            close(options: object): void;
          }
          const { tt } = globalThis as unknown as { tt: { connectSocket(options: object): Task } };
          const task = tt.connectSocket({
            url: 'wss://api.example.com/live?room=1',
            header: { Authorization: 'mine' },
            fail: (error: unknown) => resolve(error),
          });
          let heard = '';
          task.onOpen(() => task.send({ data: '你好' }));
          task.onMessage(({ data }) => {
            heard = data;
            task.close({});
          });
          task.onClose(() => resolve(heard));
        }),
    );
    assert.equal(said, 'echo 你好');
    const { url, headers } = own.seen.findLast(({ method }) => method === 'SOCKET')!;
    assert.equal(url, '/live?room=1');
    assert.equal(headers.authorization, 'mine');
    assert.match(headers.cookie ?? '', /sid=/);
    // A cookie of the handshake is the program's, and none of the page that the simulator is.
    assert.deepEqual(await program.page.context().cookies(), []);
    await request('/me');
    assert.match(last('/me').headers.cookie ?? '', /live=1/);
  });

  test('nobody else is asked: other hosts and ports, and the shell of the simulator', async () => {
    const failed = async (url: string) => String((await program.call('request', { url })).result.errMsg);
    assert.match(
      await failed('https://other.example.com/x'),
      /^request:fail offline: .*--map https:\/\/other\.example\.com=/,
    );
    assert.match(await failed('https://api.example.com.evil.example/x'), /^request:fail offline: /);
    assert.match(await failed('https://api.example.com:8443/x'), /^request:fail offline: /);
    // Its own host is the simulator's, whose routes are for the shell.
    const { result } = await program.call('request', { url: `${program.simulator.url}/sandbox/state` });
    assert.match(String(result.errMsg), /request:fail/);
  });
});

test('a server whose cookies a device would drop is told of, once', async () => {
  const { cookie: _cookie, ...app } = JSON.parse(SHOP['app.json']!) as Record<string, unknown>;
  const bare = await openProgram(browser, {
    files: { ...SHOP, 'app.json': JSON.stringify(app) },
    network: { maps: [mapFrom(`${API}=${own.url}`, false)] },
  });
  try {
    await bare.page.getByText('双人火锅 19900').waitFor();
    await bare.call('request', { url: `${API}/login` });
    const told = (await bare.problems()).filter(({ fix }) => fix?.includes('enableStore'));
    assert.equal(told.length, 1);
  } finally {
    await bare.close();
  }
});
