import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { merchantPlugin } from '../../../sandbox/index';
import { answerSchema as schemaOf, fileProblems, openApiFile as file } from '../kit/openapi';
import { signHeaders } from '../../../sandbox/callbacks/envelope';
import { cake, course, create, hotpot, tell } from './kit';
import { serve } from './http-kit';
import { apply } from './refund-kit';

/** Properties that the file does not name count as well. */
const problems = (schema: object, value: unknown): string[] => fileProblems(schema, value, 'closed');

test('the OpenAPI file names exactly the routes that the reference merchant serves', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const routes = served.routes.filter(
    (route) => route.includes(' /merchant/') && !route.includes('*') && !route.startsWith('HEAD'),
  );
  const named = Object.entries(file.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  assert.deepEqual(routes.sort(), named.sort());
});

test('every answer of the reference merchant has the shape that the OpenAPI file gives it', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const paid = await create(served.sandbox, hotpot, 2);
  tell(served.sandbox, paid, 'paid');
  const { outRefundNo } = await apply(served.sandbox, paid);
  const unpaid = await create(served.sandbox, cake);
  await served.sandbox.idle();
  const queries: [string, string][] = [
    ['/merchant/goods', `goodsId=${course.goodsId}&goodsType=1&bizLine=2`],
    ['/merchant/ability', 'goodsId=own-cake-001&goodsType=2'],
    ['/merchant/order', `outOrderNo=${paid.outOrderNo}`],
    ['/merchant/order', `outOrderNo=${unpaid.outOrderNo}`],
    ['/merchant/order/latest', `goodsId=${hotpot.goodsId}&since=0`],
    ['/merchant/order/latest', `goodsId=${hotpot.goodsId}&since=${served.sandbox.clock.now() + 1}`],
    ['/merchant/refund', `outRefundNo=${outRefundNo}`],
    ['/merchant/coupons', `outOrderNo=${paid.outOrderNo}`],
    ['/merchant/subject', ''],
    ['/merchant/marketing', 'goodsId=x&quantity=1&totalAmount=5000'],
    ['/merchant/changes', ''],
    ['/merchant/changes', 'after=0'],
    ['/merchant/orders', ''],
    ['/merchant/catalogue', ''],
  ];
  const asked = new Set<string>();
  const post = async (path: string, payload: unknown, headers = {}): Promise<Record<string, unknown>> => {
    const { status, body } = await served.post(path, payload, headers);
    asked.add(`post ${path}`);
    assert.deepEqual(problems(schemaOf('post', path, status), body), [], path);
    return body;
  };
  for (const [path, query] of queries) {
    asked.add(`get ${path}`);
    const { status, body } = await served.get(`${path}?${query}`);
    assert.equal(status, 200, path);
    assert.deepEqual(problems(schemaOf('get', path), body), [], path);
  }
  await post('/merchant/audit', { outRefundNo, decision: 'agree' });
  const redeeming = '/merchant/coupons';
  const { coupons } = await served.sandbox.merchant().getCoupons(paid);
  const { verifyToken, certificates } = await post(`${redeeming}/prepare`, {
    code: coupons.find(({ state }) => state === 'usable')!.code,
  });
  const { results } = await post(`${redeeming}/verify`, { verifyToken, certificates });
  await post(`${redeeming}/undo`, { verifyId: (results as { verifyId: string }[])[0].verifyId });
  const draft = {
    goodsId: 'a',
    goodsType: 2,
    goodsName: '卡',
    goodsPhoto: '/a.svg',
    price: 100,
    quantity: 1,
    totalAmount: 100,
  };
  await post('/merchant/sign', draft);
  const [, { body: payment }] = served.sandbox.callbacks.records(paid.orderId);
  const headers = signHeaders(payment, served.sandbox.clock.now(), served.sandbox.keys.platform.privateKey);
  assert.equal((await post('/merchant/callback', payment, headers)).err_no, 0);
  assert.equal((await post('/merchant/callback', payment.replace('{', '{ '), headers)).err_no, 401);
  const all = Object.entries(file.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  assert.deepEqual([...asked].sort(), all.sort());
});

test('[PB-INIT-13] [PB-INIT-15] parameters that are rejected answer 4xx and say which', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const bad: [string, RegExp][] = [
    ['/merchant/goods', /goodsId/],
    ['/merchant/goods?goodsId=no-such-goods&goodsType=1&bizLine=1', /no-such-goods/],
    [`/merchant/goods?goodsId=${hotpot.goodsId}&goodsType=2&bizLine=1`, /goodsType/],
    [`/merchant/goods?goodsId=${hotpot.goodsId}&goodsType=1&bizLine=7`, /bizLine/],
    [`/merchant/goods?goodsId=${'x'.repeat(65)}&goodsType=1`, /goodsId/],
    ['/merchant/goods?goodsId=a&goodsId=b&goodsType=1', /goodsId/],
    ['/merchant/ability?goodsId=a&goodsType=x', /goodsType/],
    ['/merchant/refund?outRefundNo=R1', /R1/],
    ['/merchant/order/latest?goodsId=a', /since/],
  ];
  for (const [url, text] of bad) {
    const { status, body } = await served.get(url);
    assert.equal(status, 400, url);
    assert.match(String(body.errMsg), text, url);
  }
});

test("[PB-ORDERID-06] an order is found by the developer's number and not by Douyin's", async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const ticket = await create(served.sandbox);
  assert.equal(
    (await served.get(`/merchant/order?outOrderNo=${ticket.outOrderNo}`)).body.orderId,
    ticket.orderId,
  );
  assert.equal((await served.get(`/merchant/order?outOrderNo=${ticket.orderId}`)).status, 400);
});

test("[TP-FORM-04] the subject query answers the merchant's name", async (t) => {
  const served = await serve();
  t.after(() => served.close());
  assert.deepEqual((await served.get('/merchant/subject')).body, { name: '北京甜里商贸有限公司' });
});

test("[TP-CONFIRM-06] library goods carry the library's name, photo, price and labels", async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { body } = await served.get(`/merchant/goods?goodsId=${hotpot.goodsId}&goodsType=1&bizLine=1`);
  assert.equal(body.goodsName, '【川小馆】麻辣鸳鸯火锅四人餐');
  assert.equal(body.goodsPhoto, '/assets/goods/g-hotpot.svg');
  assert.equal(body.currentPrice, 19800);
  assert.deepEqual(body.goodsLabels, [
    { type: 'REFUND_ANYTIME' },
    { type: 'EXPIRED_RETURNS' },
    { type: 'RESERVATION_FREE' },
  ]);
});

test('as a server of its own it lets pages of this machine ask and read, such as those of a simulator, and no others', async (t) => {
  const served = await serve();
  const alone = Fastify();
  await alone.register(merchantPlugin(served.sandbox));
  t.after(() => Promise.all([alone.close(), served.close()]));
  const ask = async (
    app: FastifyInstance,
    method: 'GET' | 'OPTIONS',
    origin: string,
  ): Promise<[number, unknown]> => {
    const headers = {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    };
    const { statusCode, headers: answered } = await app.inject({
      method,
      url: '/merchant/catalogue',
      headers,
    });
    return [statusCode, answered['access-control-allow-origin']];
  };
  const page = 'http://127.0.0.1:5200';
  assert.deepEqual(await ask(alone, 'OPTIONS', page), [204, page]);
  assert.deepEqual(await ask(alone, 'GET', page), [200, page]);
  for (const method of ['OPTIONS', 'GET'] as const)
    assert.deepEqual(await ask(alone, method, 'http://evil.example'), [403, undefined], method);
  // Where the platform and the console are, a page reads what its own server serves and nothing else.
  assert.deepEqual(await ask(served.app, 'GET', page), [200, undefined]);
});

test("D6: Douyin's number of an order in place of the developer's is refused with the number that was meant", async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { orderId, outOrderNo } = await create(served.sandbox, cake);
  for (const path of ['order', 'coupons']) {
    const { status, body } = await served.get(`/merchant/${path}?outOrderNo=${orderId}`);
    assert.equal(Math.floor(status / 100), 4);
    const { errMsg } = body as { errMsg: string };
    assert.ok(
      errMsg.includes("is Douyin's order number") && errMsg.endsWith(`outOrderNo ${outOrderNo}`),
      errMsg,
    );
  }
});
