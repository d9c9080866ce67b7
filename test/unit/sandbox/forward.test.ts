import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { forwardAddress, forwardTo } from '../../../sandbox/callbacks/forward';
import { createSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { hotpot, open, orderOf } from './kit';

/** A developer's own server; answers its address. */
const server = async (
  t: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> => {
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
};

const forwarding = (t: TestContext, forward: string): Sandbox => {
  const sandbox = open({ forward });
  t.after(() => sandbox.close());
  return sandbox;
};

const problemOf = (sandbox: Sandbox): string | undefined =>
  sandbox.callbacks.records()[0].attempts[0].problem;

test('the path and the query of the address stay as they are given', async (t) => {
  const urls: string[] = [];
  const base = await server(t, (request, response) => {
    urls.push(`${request.method} ${request.url}`);
    response.end(JSON.stringify({ err_no: 0, err_tips: 'success', data: { out_order_no: 'OWN-1' } }));
  });
  const sandbox = forwarding(t, `${base}/hook/pay?tenant=7&name=%E5%BA%97#part`);
  const answer = await sandbox.call('createOrder', orderOf(hotpot));
  assert.ok(answer.ok);
  assert.deepEqual(urls, ['POST /hook/pay?tenant=7&name=%E5%BA%97']);
});

test('only addresses of this machine, unless others are allowed: one line with the fix', () => {
  const wrong: [string, RegExp][] = [
    ['http://example.com/hook', /only addresses of this machine.*--allow-remote/],
    ['http://127.0.0.1.example.com/', /only addresses of this machine/],
    ['http://0.0.0.0:1/', /only addresses of this machine/],
    ['ftp://127.0.0.1/', /http or https only/],
    ['http://me:secret@127.0.0.1/', /user name/],
    ['127.0.0.1:8080', /cannot forward/],
    ['nowhere', /Write it as http:\/\/127\.0\.0\.1:8080\/path/],
  ];
  for (const [address, text] of wrong) {
    assert.throws(() => createSandbox({ store: ':memory:', forward: address }), { message: text });
    assert.throws(
      () => forwardAddress(address, false),
      (error: Error) => !error.message.includes('\n'),
    );
  }
  for (const address of [
    'http://127.0.0.1/',
    'http://127.1.2.3:80/',
    'http://localhost:1/a?b',
    'http://[::1]:8080/',
  ])
    assert.doesNotThrow(() => forwardAddress(address, false));
  assert.equal(forwardAddress('https://example.com/a?b=1', true).href, 'https://example.com/a?b=1');
});

test('[TP-PREORDER-08] what a server answers, and that it does not answer, has its documented effect and is told', async (t) => {
  const cases: [string, number, RegExp, (response: ServerResponse) => void][] = [
    ['a refusal', 21012, /卖完了/, (response) => response.end('{"err_no":5,"err_tips":"卖完了"}')],
    ['garbage', 21012, /answer/, (response) => response.end('<html>')],
    [
      'an order without a number',
      21012,
      /out_order_no/,
      (response) => response.end('{"err_no":0,"data":{}}'),
    ],
    ['HTTP 500', 21012, /500/, (response) => response.writeHead(500).end('{}')],
    [
      'a redirect',
      13000,
      /redirect/,
      (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
    ],
    ['a connection that breaks', 13000, /socket|ECONNRESET|closed/i, (response) => response.destroy()],
  ];
  for (const [name, errNo, text, reply] of cases) {
    const sandbox = forwarding(t, await server(t, (_request, response) => reply(response)));
    const answer = await sandbox.call('createOrder', orderOf(hotpot));
    assert.equal(answer.ok ? 0 : answer.errNo, errNo, name);
    assert.match(problemOf(sandbox) ?? '', text, name);
    assert.deepEqual(sandbox.ledger.list(), [], name);
  }
});

test('a server that is down is named by its cause', async (t) => {
  const sandbox = forwarding(t, 'http://127.0.0.1:9/');
  const answer = await sandbox.call('createOrder', orderOf(hotpot));
  assert.equal(answer.ok ? 0 : answer.errNo, 13000);
  assert.match(problemOf(sandbox) ?? '', /ECONNREFUSED|bad port/);
});

test('of an endless answer only the beginning is read', async (t) => {
  const base = await server(t, (_request, response) => {
    const write = (): void => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
    };
    response.on('drain', write);
    write();
  });
  const sandbox = forwarding(t, base);
  const answer = await sandbox.call('createOrder', orderOf(hotpot));
  assert.equal(answer.ok ? 0 : answer.errNo, 21012);
  assert.equal(sandbox.callbacks.records()[0].attempts[0].answer?.length, 65_536);
});

/** Writes a little now and then, and never ends. */
const drip = (response: ServerResponse, write: () => void): void => {
  const timer = setInterval(write, 5);
  response.on('close', () => clearInterval(timer));
};

test('a receiver that answers drop by drop is given up in time, whatever part of the answer drips', async (t) => {
  const ways: Record<string, (response: ServerResponse) => void> = {
    'nothing at all': () => undefined,
    'the headers': (response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\nx-slow: ');
      drip(response, () => response.socket?.write('x'));
    },
    'the body': (response) => drip(response, () => response.write(' ')),
  };
  for (const [what, reply] of Object.entries(ways)) {
    const base = await server(t, (_request, response) => reply(response));
    await assert.rejects(
      async () => forwardTo(base, false, 100)({}, '{}'),
      { message: 'no answer within 0.1 s' },
      what,
    );
  }
});

test('a connection that was kept open and is closed meanwhile costs no delivery', async (t) => {
  const requests = new Map<unknown, number>();
  const base = await server(t, (request, response) => {
    const count = (requests.get(request.socket) ?? 0) + 1;
    requests.set(request.socket, count);
    if (count > 1) request.socket.destroy();
    else response.end('{}');
  });
  const deliver = forwardTo(base, false);
  for (let sent = 0; sent < 3; sent += 1) assert.equal((await deliver({}, '{}')).status, 200);
});
