import assert from 'node:assert/strict';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { create, open, orderOf, hotpot } from './kit';
import { serve } from './http-kit';
import type { Served } from './http-kit';

const raw = (served: Served, payload: string, type = 'application/json', url = '/platform/createOrder') =>
  served.app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });

const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
const bad: [string, number, RegExp, (served: Served) => Promise<{ statusCode: number; body: string }>][] = [
  ['a broken body', 400, /JSON|Unexpected|body/i, (s) => raw(s, '{"a":')],
  ['no body', 400, /body/, (s) => s.app.inject({ method: 'POST', url: '/platform/createOrder' })],
  ['a list', 400, /the body should be object, but got/, (s) => raw(s, '[]')],
  ['text', 400, /the body should be object, but got/, (s) => raw(s, 'hello', 'text/plain')],
  ['a form', 415, /media type/i, (s) => raw(s, 'a=1', 'application/x-www-form-urlencoded')],
  ['a huge body', 413, /too large/i, (s) => raw(s, JSON.stringify({ note: 'x'.repeat(300_000) }))],
  ['deep JSON', 400, /deeper than 64/, (s) => raw(s, deep)],
  ['__proto__', 400, /prototype|body/i, (s) => raw(s, '{"__proto__":{"a":1}}')],
  ['an unknown API', 404, /unknown API/, (s) => raw(s, '{}', 'application/json', '/platform/nope')],
  [
    'an API called __proto__',
    404,
    /unknown API/,
    (s) => raw(s, '{}', 'application/json', '/platform/__proto__'),
  ],
  [
    'traversal',
    404,
    /no route|unknown API/,
    (s) => raw(s, '{}', 'application/json', '/platform/..%2f..%2fetc'),
  ],
  ['an unknown merchant route', 404, /no route/, (s) => s.app.inject({ url: '/merchant/nope' })],
  ['an unknown sandbox route', 404, /no route/, (s) => s.app.inject({ url: '/sandbox/nope' })],
  [
    'a clock that goes back',
    400,
    /forward only/,
    (s) => raw(s, '{"advanceMs":-1}', 'application/json', '/sandbox/clock'),
  ],
  [
    'a clock moved by text',
    400,
    /advanceMs should be integer, but got "1"/,
    (s) => raw(s, '{"advanceMs":"1"}', 'application/json', '/sandbox/clock'),
  ],
  [
    'a user who is maybe logged in',
    400,
    /loggedIn/,
    (s) => raw(s, '{"loggedIn":1}', 'application/json', '/platform/user'),
  ],
  [
    'an unknown outcome',
    400,
    /outcome/,
    (s) => raw(s, '{"outcome":"x"}', 'application/json', '/platform/cashier'),
  ],
  ['closing no order', 404, /no order/, (s) => raw(s, '{}', 'application/json', '/sandbox/orders/1/close')],
  ['signing nothing', 400, /goodsId/, (s) => raw(s, '{}', 'application/json', '/merchant/sign')],
];
for (const [name, status, text, send] of bad) {
  test(`${name} gets ${status} and is told why`, async (t) => {
    const served = await serve();
    t.after(() => served.close());
    const response = await send(served);
    assert.equal(response.statusCode, status, response.body);
    assert.match((JSON.parse(response.body) as { errMsg: string }).errMsg, text);
  });
}

test('options of any shape never break the server', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const values = [null, 0, -1, 1.5, '', 'x', true, [], [null], {}, { a: {} }];
  const { outOrderNo } = await served.sandbox.makeLegacyOrder();
  for (const api of [
    'createOrder',
    'createMerchantOrder',
    'requestOrder',
    'getOrderPayment',
    'pay',
    'continueToPay',
    'continueToPayLife',
    'applyRefund',
    'createRefundOrder',
    'getRefundOrder',
    'login',
  ]) {
    for (const value of values) {
      for (const name of [
        'goodsList',
        'skuList',
        'payment',
        'orderInfo',
        'orderId',
        'data',
        'byteAuthorization',
        'force',
        'reservationData',
        'refundInfo',
        'itemOrderList',
        'refundTotalAmount',
        'refundGoods',
        'refundId',
      ]) {
        const refund = {
          outOrderNo,
          refundInfo: { reason: ['不想要了'] },
          appId: 'a',
          reason: ['x'],
          type: 1,
          description: '',
        };
        const { status, body } = await served.post(`/platform/${api}`, {
          ...orderOf(hotpot),
          ...refund,
          [name]: value,
        });
        assert.equal(status, 200);
        assert.notEqual(body.errNo, 10401, `${api} ${name} ${JSON.stringify(value)}: ${String(body.errMsg)}`);
      }
    }
  }
});

test('a foreign Host or Origin is refused', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await served.get('/sandbox/state', headers)).status;
  assert.equal(await status({ host: 'evil.example' }), 403);
  assert.equal(await status({ host: '127.0.0.1.evil.example:80' }), 403);
  assert.equal(await status({ origin: 'http://evil.example' }), 403);
  assert.equal(await status({ origin: 'null' }), 403);
  assert.equal(await status({ host: '127.0.0.1:5173', origin: 'http://localhost:5173' }), 200);
  assert.equal(await status({ host: '[::1]:5173' }), 200);
});

test('state, orders, clock and reset over HTTP', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const ticket = await create(served.sandbox);
  assert.deepEqual((await served.get('/sandbox/state')).body.orders, { unpaid: 1, paid: 0, closed: 0 });
  const [order] = (await served.get('/sandbox/orders')).body as unknown as {
    orderId: string;
    items: unknown[];
    payments: unknown[];
    callbacks: unknown[];
  }[];
  assert.deepEqual(
    [order.orderId, order.items.length, order.payments.length, order.callbacks.length],
    [ticket.orderId, 1, 1, 1],
  );
  assert.equal(
    (await served.post('/sandbox/clock', { advanceMs: 300_000 })).body.now,
    served.sandbox.clock.now(),
  );
  assert.deepEqual((await served.get('/sandbox/state')).body.orders, { unpaid: 0, paid: 0, closed: 1 });
  assert.equal((await served.post(`/sandbox/orders/${ticket.orderId}/close`, {})).status, 409);
  assert.equal((await served.post('/sandbox/reset', {})).status, 200);
  assert.deepEqual((await served.get('/sandbox/state')).body.orders, { unpaid: 0, paid: 0, closed: 0 });
});

/** Reads server-sent events until `enough` says so. */
const stream = (
  port: number,
  headers: Record<string, string>,
  enough: (text: string) => boolean,
): Promise<{ text: string; response: IncomingMessage }> =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/sandbox/events', headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (enough(text)) resolve({ text, response });
      });
      response.on('error', reject);
    }).on('error', reject);
  });

test('the event log is replayed to a newcomer, and to one who comes back only from where it was', async () => {
  const sandbox = open();
  const served = await serve(sandbox);
  await served.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = served.app.server.address() as AddressInfo;
  await create(sandbox);
  const first = await stream(port, {}, (text) => text.includes('createOrder:ok'));
  assert.match(first.text, /event: callback/);
  const lastId = [...first.text.matchAll(/^id: (.+)$/gm)].at(-1)![1];
  sandbox.setLoggedIn(false);
  const second = await stream(port, { 'last-event-id': lastId }, (text) => text.includes('logged out'));
  assert.ok(!second.text.includes('createOrder:ok'));
  const stale = await stream(port, { 'last-event-id': 'otherrun-99' }, (text) => text.includes('logged out'));
  assert.ok(stale.text.includes('createOrder:ok'));
  const ended = Promise.all(
    [first, second, stale].map(({ response }) => new Promise((resolve) => response.on('close', resolve))),
  );
  // Closing the server would hang if the streams were not ended.
  await served.close();
  await ended;
});
