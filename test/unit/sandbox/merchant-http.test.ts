import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cake, course, create, hotpot, tell } from './kit';
import { serve } from './http-kit';
import { apply } from './refund-kit';

interface Schema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

const file = JSON.parse(readFileSync(new URL('../../../sandbox/merchant/openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, { responses: Record<string, { content: { 'application/json': { schema: Schema } } }> }>>;
  components: { schemas: Record<string, Schema> };
};

const kind = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;

/** Where a value leaves its schema; properties the file does not name count as well. */
const problems = (schema: Schema, value: unknown, path = '$'): string[] => {
  if (schema.nullable && value === null) return [];
  if (schema.$ref) return problems(file.components.schemas[schema.$ref.split('/').at(-1)!], value, path);
  if (kind(value) !== schema.type) return [`${path} is ${kind(value)}, not ${schema.type}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${path} is ${String(value)}`];
  if (schema.items) return (value as unknown[]).flatMap((item, index) => problems(schema.items!, item, `${path}[${index}]`));
  if (!schema.properties) return [];
  const object = value as Record<string, unknown>;
  return [
    ...(schema.required ?? []).filter((name) => !(name in object)).map((name) => `${path}.${name} is missing`),
    ...Object.entries(object).flatMap(([name, inner]) =>
      schema.properties![name] ? problems(schema.properties![name], inner, `${path}.${name}`) : [`${path}.${name} is not in the file`],
    ),
  ];
};

const schemaOf = (method: string, path: string): Schema => file.paths[path][method].responses['200'].content['application/json'].schema;

test('the OpenAPI file names exactly the routes that the reference merchant serves', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const routes = served.routes.filter((route) => route.includes(' /merchant/') && !route.includes('*') && !route.startsWith('HEAD'));
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
    ['/merchant/orders', ''],
    ['/merchant/catalogue', ''],
  ];
  for (const [path, query] of queries) {
    const { status, body } = await served.get(`${path}?${query}`);
    assert.equal(status, 200, path);
    assert.deepEqual(problems(schemaOf('get', path), body), [], path);
  }
  const audited = await served.post('/merchant/audit', { outRefundNo, decision: 'agree' });
  assert.deepEqual(problems(schemaOf('post', '/merchant/audit'), audited.body), []);
  const redeeming = '/merchant/coupons';
  const { coupons } = await served.sandbox.merchant().getCoupons(paid);
  const { body: prepared } = await served.post(`${redeeming}/prepare`, { code: coupons.find(({ state }) => state === 'usable')!.code });
  assert.deepEqual(problems(schemaOf('post', `${redeeming}/prepare`), prepared), []);
  const { verifyToken, certificates } = prepared;
  const verified = await served.post(`${redeeming}/verify`, { verifyToken, certificates });
  assert.deepEqual(problems(schemaOf('post', `${redeeming}/verify`), verified.body), []);
  const [{ verifyId }] = verified.body.results as { verifyId: string }[];
  const undone = await served.post(`${redeeming}/undo`, { verifyId });
  assert.deepEqual(problems(schemaOf('post', `${redeeming}/undo`), undone.body), []);
  const draft = { goodsId: 'a', goodsType: 2, goodsName: '卡', goodsPhoto: '/a.svg', price: 100, quantity: 1, totalAmount: 100 };
  const signed = await served.post('/merchant/sign', draft);
  assert.deepEqual(problems(schemaOf('post', '/merchant/sign'), signed.body), []);
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
  assert.equal((await served.get(`/merchant/order?outOrderNo=${ticket.outOrderNo}`)).body.orderId, ticket.orderId);
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
  assert.deepEqual(body.goodsLabels, [{ type: 'REFUND_ANYTIME' }, { type: 'EXPIRED_RETURNS' }, { type: 'RESERVATION_FREE' }]);
});
