/**
 * `check-merchant` on a server that answers rightly and sends it wrongly: not whole, not as UTF-8,
 * compressed, sent on, not at all. The first line that fails says which, with a fix, in both languages.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { checkMerchant, type CheckResult } from '../../../sandbox/index';
import { createHandler } from '../../../server/index';
import { merchantIn } from '../../../simulator/server/commands/merchant-words';
import { cake, platform, shopFor } from './kit';

/** The right answer, and the connection that it would be sent on. */
interface Exchange {
  path: string;
  status: number;
  body: Buffer;
  request: IncomingMessage;
  response: ServerResponse;
}
type Sender = (exchange: Exchange) => void;
type Fields = Record<string, unknown>;

const send = (
  { response, status }: Exchange,
  body: string | Buffer,
  headers: Record<string, string> = {},
  as = status,
): void => void response.writeHead(as, { 'content-type': 'application/json', ...headers }).end(body);

const right: Sender = (exchange) => send(exchange, exchange.body);

/** Head and body as they are, past what Node would put right. */
const raw = ({ request }: Exchange, text: string | Buffer): void => void request.socket.end(text);

/** Only what is answered with 200 at a question. */
const questions =
  (sender: (exchange: Exchange, value: unknown) => void): Sender =>
  (exchange) => {
    const { path, status, body } = exchange;
    if (path === '/callback' || status !== 200) right(exchange);
    else sender(exchange, JSON.parse(body.toString()));
  };
const changed = (path: string, change: (body: Fields) => unknown): Sender =>
  questions((exchange, value) =>
    exchange.path === path && value !== null
      ? send(exchange, JSON.stringify(change(value as Fields)))
      : right(exchange),
  );

const started = async (t: TestContext, server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

const listenerOf = async (
  t: TestContext,
  sender: Sender,
): Promise<(request: IncomingMessage, response: ServerResponse) => void> => {
  const { shop } = await shopFor(t, { now: () => Date.now() });
  const handler = createHandler(shop, { tell: () => undefined });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const url = new URL(request.url!, 'http://shop.test');
    const asked = new Request(url.href, {
      method: request.method,
      headers: Object.entries(request.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
      body: request.method === 'POST' ? Buffer.concat(chunks) : undefined,
    });
    const reply = await handler(asked);
    const body = Buffer.from(await reply.arrayBuffer());
    sender({ path: url.pathname.replace('/merchant', ''), status: reply.status, body, request, response });
  };
  return (request, response) => void answer(request, response);
};

/** What fails, in order. An answer may take long enough for a busy machine, where it is to come at all. */
const failures = async (baseUrl: string, timeout = 10_000): Promise<CheckResult[]> => {
  const results: CheckResult[] = [];
  for await (const result of checkMerchant({
    baseUrl,
    callbackUrl: `${baseUrl}/callback`,
    platformKey: platform.privateKey,
    goods: { ...cake },
    requestOrder: true,
    timeout,
  }))
    results.push(result);
  return results.filter(({ problem }) => problem !== undefined);
};

const HAN = /\p{Script=Han}/u;
const saysFirst = (found: CheckResult[], says: RegExp): void => {
  const [first] = found;
  assert.ok(first, 'nothing failed');
  const { problem = '', fix = '' } = first;
  assert.match(`${problem} — ${fix}`, says);
  for (const text of [problem, fix]) assert.match(merchantIn('zh', text), HAN, text);
};

const serve = async (t: TestContext, sender: Sender): Promise<string> =>
  `http://127.0.0.1:${await started(t, createServer(await listenerOf(t, sender)))}/merchant`;

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** [the mistake, how it sends, what the first line says and to do] */
const MISTAKES: [string, Sender, RegExp][] = [
  ['a byte order mark', (it) => send(it, `\ufeff${it.body.toString()}`), /byte order mark — .*without it/],
  [
    'gzip that nobody asked for',
    (it) => send(it, gzipSync(it.body), { 'content-encoding': 'gzip' }),
    /compressed \(gzip\).*— Compress only where/,
  ],
  [
    'gzip that no header names',
    (it) => send(it, gzipSync(it.body)),
    /is gzip, and no Content-Encoding says so — Send the text/,
  ],
  [
    'a header that says gzip',
    (it) => send(it, it.body, { 'content-encoding': 'gzip' }),
    /Content-Encoding is gzip, but the body is not .*— Leave/,
  ],
  [
    'a redirect to https',
    (it) => send(it, '', { location: `https://shop.test/merchant${it.path}` }, 301),
    /HTTP 301, a redirect to https:.*— Name the address/,
  ],
  [
    'a redirect to a slash at the end',
    (it) => send(it, '', { location: `/merchant${it.path}/` }, 308),
    /HTTP 308, a redirect to \/merchant\/goods\/ — Name the address/,
  ],
  [
    'a redirect to a login',
    (it) => send(it, '', { location: '/login' }, 302),
    /HTTP 302, a redirect to \/login — .*--header/,
  ],
  ['a redirect without a target', (it) => send(it, '', {}, 302), /HTTP 302, a redirect to nowhere/],
  ['a page with 200', (it) => send(it, '<!doctype html>', {}, 200), /HTTP 200 <!doctype html> — A page came/],
  [
    'JSON in a text',
    (it) => send(it, JSON.stringify(it.body.toString())),
    /JSON as text: .*— Send the object/,
  ],
  ['204 for what there is', questions((it) => send(it, '', {}, 204)), /^HTTP 204 — Answer HTTP 200/],
  ['nothing with 200', questions((it) => send(it, '')), /an empty answer — Answer HTTP 200 with JSON/],
  [
    'nothing for null',
    questions((it, value) => (value === null ? send(it, '') : right(it))),
    /an empty answer — Answer null, as JSON text/,
  ],
  [
    'GBK',
    (it) => send(it, Buffer.from(it.body.toString().replace('示例', '\xca\xbe\xc0\xfd'), 'latin1')),
    /not UTF-8: .*— Write JSON as UTF-8/,
  ],
  [
    'Windows-1252',
    questions((it) =>
      it.path === '/subject' ? send(it, Buffer.from('{"name":"Café"}', 'latin1')) : right(it),
    ),
    /not UTF-8: .*Caf.*— Write JSON as UTF-8/,
  ],
  [
    'UTF-16',
    (it) => send(it, Buffer.from(`\ufeff${it.body.toString()}`, 'utf16le')),
    /not UTF-8: .*— Write JSON as UTF-8/,
  ],
  [
    'whole 元',
    changed('/order', (body) => ({ ...body, totalAmount: Number(body.totalAmount) / 100 })),
    /totalAmount is 176, not 17600 — These are 元: send 分/,
  ],
  [
    '元 of a refund',
    changed('/refund', (body) => ({ ...body, refundAmount: Number(body.refundAmount) / 100 })),
    /refundAmount is 88, not 8800 — These are 元/,
  ],
  [
    'null for a list',
    changed('/order', (body) => ({ ...body, refunds: null })),
    /refunds should be array, but got null — A list with nothing in it is \[\]/,
  ],
  [
    'no list',
    changed('/order', ({ refunds, ...body }) => (void refunds, body)),
    /refunds should be array, but got undefined — A list with nothing in it/,
  ],
  [
    'holes in a list',
    changed('/order', (body) => ({ ...body, itemOrders: [null] })),
    /itemOrders\[0\] should be object, but got null \(leave out/,
  ],
  [
    "a framework's envelope",
    questions((it, value) => send(it, JSON.stringify({ code: 0, message: '', data: value }))),
    /able should be boolean, but got undefined \(answer with what is in data/,
  ],
  [
    'an envelope of another name',
    questions((it, value) => send(it, JSON.stringify({ success: true, meta: {}, payload: value }))),
    /answer with what is in payload, without/,
  ],
  [
    'null in an envelope',
    questions((it, value) => (value === null ? send(it, '{"code":0,"data":null}') : right(it))),
    /the answer is \{"code":0,"data":null\}, not null — Answer null/,
  ],
  [
    'names with underscores',
    questions((it, value) =>
      send(
        it,
        JSON.stringify(
          value &&
            Object.fromEntries(Object.entries(value).map(([name, each]) => [snake(name), each as unknown])),
        ),
      ),
    ),
    /it is called discountId, not discount_id/,
  ],
  [
    'an answer that stops',
    ({ response, status, body }) => {
      response.writeHead(status, { 'content-length': body.length });
      response.write(body.subarray(0, -1), () => response.destroy());
    },
    /stopped in the middle .*— Send the answer whole/,
  ],
  [
    'chunks without a last one',
    ({ response, status, body }) => {
      response.writeHead(status);
      response.write(body, () => response.destroy());
    },
    /stopped in the middle .*the last chunk/,
  ],
  [
    'Content-Length in characters',
    (it) =>
      raw(
        it,
        `HTTP/1.1 ${it.status} x\r\ncontent-length: ${it.body.toString().length}\r\n\r\n${it.body.toString()}`,
      ),
    /stops within a character, after 13 bytes — Content-Length counts bytes/,
  ],
  [
    'JSON that is cut',
    questions((it) => send(it, it.body.subarray(0, -1))),
    /the JSON stops after \d+ characters: .*— Content-Length counts bytes/,
  ],
  [
    'an answer without end',
    ({ response }) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, ' ')));
        response.once('drain', more);
      };
      more();
    },
    /longer than 1 MB — .*end the answer/,
  ],
  [
    '500 with the right body',
    questions((it) => send(it, it.body, {}, 500)),
    /HTTP 500 \{"able".*— Answer HTTP 200/,
  ],
  [
    'a connection that is reset',
    ({ request }) => void request.socket.resetAndDestroy(),
    /closed without an answer/,
  ],
  [
    'a connection that is closed',
    ({ request }) => void request.socket.destroy(),
    /closed without.*server's log/,
  ],
  [
    'two lengths',
    (it) => raw(it, 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'),
    /no HTTP answer \(HPE_\w+\) — .*two Content-Length/,
  ],
  ['another protocol', (it) => raw(it, '220 mail.shop.test ESMTP\r\n'), /no HTTP answer .*another protocol/],
  [
    'an Origin is wanted',
    (it) => send(it, '{"message":"forbidden"}', {}, 403),
    /HTTP 403 .*— Let it in: a phone sends no Origin/,
  ],
  ['CORS only', (it) => send(it, 'Not allowed by CORS', {}, 500), /HTTP 500 Not allowed by CORS — Let it in/],
  [
    'a session is wanted',
    questions((it) => send(it, '{"errMsg":"log in"}', {}, 401)),
    /HTTP 401 .*bring one: --header/,
  ],
  [
    'another route',
    questions((it) => send(it, 'Cannot GET', {}, 404)),
    /HTTP 404 Cannot GET — Mend the address/,
  ],
  [
    'a function around it',
    (it) => send(it, `callback(${it.body.toString()})`),
    /no JSON: callback\(.*— Answer with JSON, and nothing/,
  ],
  [
    'NaN',
    questions((it) => send(it, it.body.toString().replace(/"totalAmount":\d+/, '"totalAmount":NaN'))),
    /no JSON at: .*NaN.*— Answer with JSON, as a JSON library/,
  ],
];

for (const [name, sender, says] of MISTAKES)
  test(`${name}: the first line says so`, async (t) => {
    saysFirst(await failures(await serve(t, sender)), says);
  });

test('what is slow, or does not end, is told apart', async (t) => {
  const none = await failures(await serve(t, () => undefined), 50);
  saysFirst(none, /no answer within 0\.05 s — Let http:\S+\/goods answer at once/);
  const begun = await failures(
    await serve(t, ({ response, body }) => void response.writeHead(200).write(body)),
    400,
  );
  assert.ok(begun.some(({ problem }) => problem === 'the answer had not ended after 0.4 s'));
});

const HARMLESS: [string, Sender][] = [
  ['another Content-Type', (it) => send(it, it.body, { 'content-type': 'text/plain' })],
  ['a line break at the end', (it) => send(it, `${it.body.toString()}\n`)],
  [
    'a connection that is not kept',
    ({ response, status, body }) => {
      response.writeHead(status, { 'content-length': body.length });
      response.end(body, () => response.destroy());
    },
  ],
];
for (const [name, sender] of HARMLESS)
  test(`${name} is no mistake`, async (t) => assert.deepEqual(await failures(await serve(t, sender)), []));

test('an address where nobody is, or another protocol, is told apart', async (t) => {
  const server = createServer(await listenerOf(t, right));
  const port = await started(t, server);
  saysFirst(await failures(`https://127.0.0.1:${port}/merchant`), /does not speak TLS there .*http:\/\//);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const found = await failures(`http://127.0.0.1:${port}/merchant`);
  saysFirst(found, /nothing listens there .*Start your server/);
  assert.equal(found.length, 1, 'what holds for every check is said once');
  saysFirst(await failures('http://no-such-host.invalid/merchant'), /no such host .*Mend the name/);
});

test('a certificate of its own is named, and http where TLS is spoken', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'trade-tls-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1'];
  execFileSync('openssl', [...asked, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const secure = createSecureServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    await listenerOf(t, right),
  );
  const port = await started(t, secure);
  saysFirst(
    await failures(`https://127.0.0.1:${port}/merchant`),
    /certificate is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\) — Phones refuse it/,
  );
  saysFirst(await failures(`http://127.0.0.1:${port}/merchant`), /closed without an answer .*write https:/);
});
