/** V8: whatever a callback is answered badly with is failed in the timeline, says why, and comes again. */
import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { serve, type Served } from './http-kit';
import { create, hotpot, open, tell, type Answer } from './kit';

const GOOD = '{"err_no":0,"err_tips":"success"}';

const http = (body: string | Buffer, status = '200 OK', more = ''): Buffer =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 ${status}\r\nconnection: close\r\n${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n`,
    ),
    Buffer.from(body),
  ]);

const chunked = (...chunks: string[]): string =>
  `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}`;

/** Goes on until the other side has had enough. */
const forEver = (socket: Socket, piece: string, every: number): void => {
  const timer = setInterval(() => socket.write(piece), every);
  socket.on('close', () => clearInterval(timer));
};

/** What a server does with the connection of a callback, and what the timeline says of it. */
type Way = Buffer | string | ((socket: Socket) => void);

const WAYS: Record<string, [Way, RegExp]> = {
  'HTTP 500': [http(GOOD, '500 Oops'), /^status should be 200, but got 500$/],
  'HTTP 503 and a page': [http('<html>busy</html>', '503 Busy'), /but got 503/],
  'HTTP 404': [http('<html>nothing here</html>', '404 Not Found'), /but got 404/],
  'HTTP 401': [http(GOOD, '401 No'), /but got 401/],
  'HTTP 429': [http(GOOD, '429 Slow'), /but got 429/],
  'HTTP 201 and a right body': [http(GOOD, '201 Created'), /but got 201/],
  'HTTP 204': ['HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n', /but got 204/],
  'HTTP 304': ['HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n', /but got 304/],
  'a redirect': [http('', '302 Found', 'location: http://127.0.0.1:9/\r\n'), /redirect/],
  'a permanent redirect': [http(GOOD, '308 Moved', 'location: /there\r\n'), /redirect/],
  'another protocol': [
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
    /HTTP 101, another protocol/,
  ],
  'an empty body': [http(''), /but got an empty body/],
  blanks: [http(' \n '), /but got an empty body/],
  text: [http('success'), /no JSON: "success"/],
  'a page': [http('<!doctype html><p>login'), /a page of HTML or XML/],
  'a byte order mark': [http(`\ufeff${GOOD}`), /byte order mark/],
  'compressed bytes': [http(gzipSync(GOOD), '200 OK', 'content-encoding: gzip\r\n'), /compressed bytes/],
  'two answers': [http(GOOD + GOOD), /no JSON/],
  'JSON with a comma too many': [http('{"err_no":0,}'), /no JSON/],
  'a NUL': [http('{"err_no":0,"err_tips":"a\0b"}'), /no JSON/],
  null: [http('null'), /but got null/],
  'a list': [http(`[${GOOD}]`), /but got array/],
  'err_no 1': [http('{"err_no":1,"err_tips":"busy"}'), /^err_no should be 0, but got 1 \(busy\)$/],
  'err_no as text': [http('{"err_no":"0","err_tips":"success"}'), /err_no should be integer, but got string/],
  'err_no null': [http('{"err_no":null}'), /err_no should be integer, but got null/],
  'err_no half': [http('{"err_no":0.5}'), /err_no should be integer/],
  'err_no beyond numbers': [http('{"err_no":1e400}'), /err_no should be integer/],
  'other names': [http('{"errNo":0,"errTips":"success"}'), /err_no should be integer, but got undefined/],
  'err_no twice': [http('{"err_no":1,"err_no":0}'), /each name once/],
  'err_tips as a number': [http('{"err_no":0,"err_tips":5}'), /err_tips should be string/],
  'err_tips null': [http('{"err_no":0,"err_tips":null}'), /err_tips should be string/],
  'a body of which only the beginning is right': [http(GOOD + ' '.repeat(70_000)), /more than 65536 bytes/],
  'a body without an end': [
    (socket) => {
      socket.write(chunked(GOOD));
      forEver(socket, `400\r\n${' '.repeat(1024)}\r\n`, 1);
    },
    /more than 65536 bytes/,
  ],
  'chunks for ever': [
    (socket) => {
      socket.write(chunked(GOOD));
      forEver(socket, '1\r\n \r\n', 50);
    },
    /no answer within 5 s/,
  ],
  'nothing at all': [() => undefined, /no answer within 5 s/],
  'a hundred headers and no end': [
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      forEver(socket, 'x-more: 1\r\n', 50);
    },
    /no answer within 5 s/,
  ],
  'headers without measure': [
    http(GOOD, '200 OK', `x-long: ${'x'.repeat(70_000)}\r\n`),
    /headers are too long/,
  ],
  'a connection that is reset': [(socket) => void socket.resetAndDestroy(), /connection broke.*ECONNRESET/],
  'a connection that is closed': [(socket) => void socket.end(), /connection broke/],
  'a body that is cut': [
    (socket) => void socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n${GOOD}`),
    /connection broke/,
  ],
  'chunks that are cut': [(socket) => void socket.end(chunked(GOOD)), /connection broke/],
  'no HTTP': ['hello\r\n\r\n', /no HTTP answer/],
  'JSON without HTTP': [GOOD, /no HTTP answer/],
  'two lengths': [
    `HTTP/1.1 200 OK\r\ncontent-length: 33\r\ncontent-length: 3\r\n\r\n${GOOD}`,
    /no HTTP answer/,
  ],
};

type Choose = (type: string, number: string) => Way | undefined;

const bodyOf = (request: string): string | undefined => {
  const [head = '', body = ''] = request.split('\r\n\r\n');
  return Buffer.byteLength(body) < Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Infinity)
    ? undefined
    : body;
};

/** A server that numbers orders from 0, and answers a callback as it is told, or well. */
const badServer = async (t: TestContext, choose: Choose): Promise<string> => {
  let orders = 0;
  const server = createServer((socket) => {
    let request = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      request += chunk.toString();
      const body = bodyOf(request);
      if (body === undefined) return;
      request = '';
      const { type, msg } = JSON.parse(body) as { type: string; msg: string };
      const { out_order_no: number = String(orders) } = JSON.parse(msg) as { out_order_no?: string };
      const way = choose(type, number);
      if (type === 'pre_create_order') orders += 1;
      const data = { out_order_no: number, out_refund_no: `R-${number}` };
      if (way === undefined) socket.end(http(JSON.stringify({ err_no: 0, err_tips: 'success', data })));
      else if (typeof way === 'function') way(socket);
      else socket.end(way);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

/** Badly the first time that a callback comes, and well from then on. */
const badlyOnce = (wayOf: Choose): Choose => {
  const seen = new Set<string>();
  return (type, number) => {
    const way = wayOf(type, number);
    if (way === undefined || seen.has(`${type} ${number}`)) return undefined;
    seen.add(`${type} ${number}`);
    return way;
  };
};

interface Told {
  type?: string;
  failed: boolean;
  problem?: string;
}

const attemptsOf = async (served: Served, orderId: string, type: string): Promise<Told[]> => {
  const { body } = await served.get(`/sandbox/timeline?orderId=${orderId}`);
  return (body as unknown as Told[]).filter((entry) => entry.type === type);
};

test('V8: a payment callback that was answered badly is failed in the timeline with its cause, and comes again', async (t) => {
  const ways = Object.entries(WAYS);
  const choose = badlyOnce((type, number) => (type === 'payment' ? ways[Number(number)]?.[1][0] : undefined));
  const served = await serve(open({ forward: await badServer(t, choose) }));
  t.after(() => served.close());
  const { sandbox } = served;
  const orders: Answer[] = [];
  for (let index = 0; index < ways.length; index += 1) orders.push(await create(sandbox, hotpot));
  orders.forEach((order) => tell(sandbox, order, 'paid'));
  await sandbox.idle();
  await sandbox.advance(12_000);
  for (const [index, [name, [, problem]]] of ways.entries()) {
    const attempts = await attemptsOf(served, orders[index]!.orderId, 'payment');
    assert.deepEqual(
      attempts.map(({ failed }) => failed),
      [true, false],
      `${name}: ${JSON.stringify(attempts)}`,
    );
    assert.match(attempts[0]!.problem ?? '', problem, name);
    const { orderId } = orders[index]!;
    const [record] = sandbox.callbacks.records(orderId).filter(({ type }) => type === 'payment');
    assert.equal(record?.state, 'delivered', name);
  }
});

const SOME = ['HTTP 500', 'an empty body', 'another protocol', 'a body that is cut', 'err_no twice'];

test('V8: an order whose question was answered badly is not made, and the question has failed', async (t) => {
  for (const name of SOME) {
    const [way, problem] = WAYS[name]!;
    const sandbox = open({ forward: await badServer(t, () => way) });
    t.after(() => sandbox.close());
    await assert.rejects(sandbox.byHand.buy({ goodsId: hotpot.goodsId }), name);
    const [question] = sandbox.callbacks.records();
    assert.equal(question?.state, 'failed', name);
    assert.match(question.attempts[0]?.problem ?? '', name === 'HTTP 500' ? /HTTP 500/ : problem, name);
    assert.deepEqual(sandbox.ledger.list(), [], name);
  }
});

test('V8: so are both callbacks of a refund, which goes on when they are answered', async (t) => {
  const types = ['pre_create_refund', 'refund'];
  const choose = badlyOnce((type, number) =>
    types.includes(type) ? WAYS[SOME[Number(number)]!]?.[0] : undefined,
  );
  const served = await serve(open({ forward: await badServer(t, choose) }));
  t.after(() => served.close());
  const { sandbox } = served;
  const orders: string[] = [];
  for (const name of SOME) {
    const { order } = await sandbox.byHand.buy({ goodsId: hotpot.goodsId });
    orders.push(order.orderId);
    // The person who applied is told that it failed: the number comes with a later attempt.
    await assert.rejects(sandbox.byHand.refund(order.orderId, {}), name);
  }
  // The time to audit them in goes by, which counts as a yes.
  for (let days = 0; days < 4; days += 1) await sandbox.advance(24 * 3_600_000);
  for (const [index, name] of SOME.entries())
    for (const type of types) {
      const attempts = await attemptsOf(served, orders[index]!, type);
      const failed = attempts.map((entry) => entry.failed);
      assert.deepEqual(failed, [true, false], `${name}, ${type}: ${JSON.stringify(attempts)}`);
    }
});
