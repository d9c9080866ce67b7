/** Any request to any route: an answer that names what is wrong, never a fault of the server's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ApiName } from '../../../src/contract/jsapi/index';
import { APIS } from '../../../src/contract/jsapi/index';
import { create, hotpot, orderOf, tell } from './kit';
import { serve } from './http-kit';
import { OPTIONS } from './api-calls';
import { apply } from './refund-kit';

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const runs = 300;

/** Never answers by itself. */
const endless = '/sandbox/events';

// prettier-ignore
const names = [
  'goodsId', 'goodsType', 'outOrderNo', 'outRefundNo', 'orderId', 'since', 'name', 'names', 'set', 'advanceMs', 'to', 'skewMs', 'payment',
  'verifyToken', 'certificates', 'code', 'decision', 'format', 'version', 'tables', 'meta', 'goodsList', 'refundInfo', 'data', 'loggedIn',
  'payOrderId', 'orderToken', 'outcome', 'quantity', 'before', 'limit', 'query', 'steps', 'attempt',
];

/** A JSAPI that fails does so with a code of its own table. */
const assertDocumented = (api: string, body: string): void => {
  const { ok, errNo } = JSON.parse(body) as { ok?: boolean; errNo?: number };
  if (ok !== false || !Object.hasOwn(APIS, api)) return;
  assert.ok(
    APIS[api as ApiName].errors.some((row) => row.errNo === errNo),
    `${api}: ${body}`,
  );
};

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1.5,
    1e308,
    '',
    '0',
    '../../etc/passwd',
    '__proto__',
    '\u0000',
    '%00',
    [],
    {},
    [[]],
    'x'.repeat(70),
  ),
  fc.jsonValue({ maxDepth: 4 }),
);

test('no request to any route is answered with 5xx, and none crashes the server', async (t) => {
  t.diagnostic(`seed ${seed}: FUZZ_SEED=${seed} repeats this run`);
  const served = await serve();
  t.after(() => served.close());
  const { sandbox, app } = served;
  const order = await create(sandbox, hotpot, 2);
  tell(sandbox, order, 'paid');
  await sandbox.idle();
  const { outRefundNo } = await apply(sandbox, order);
  const known = fc.constantFrom<unknown>(
    order.orderId,
    order.outOrderNo,
    outRefundNo,
    order.payOrderId,
    order.orderToken,
    1,
    'payment',
  );
  const value = fc.oneof(odd, known);
  const routes = [...new Set(served.routes)].filter(
    (route) => !route.endsWith(endless) && !route.startsWith('HEAD'),
  );
  assert.ok(routes.length > 40, `${routes.length} routes`);
  const fields = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 8 })), value, {
    maxKeys: 6,
  });
  const body = fc.oneof(
    { weight: 4, arbitrary: fields },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fields.map((more) => ({ ...orderOf(hotpot), ...more })) },
  );
  const part = fc.oneof(
    fc.constantFrom(order.orderId, 'createOrder', 'applyRefund', '..%2f..%2fetc', '__proto__', 'constructor'),
    fc.string({ minLength: 1, maxLength: 20 }).map(encodeURIComponent),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      part,
      fields,
      body,
      async (route, inPath, query, payload) => {
        const [method, path] = route.split(' ');
        const url = path.replace(/:\w+|\*/g, inPath || 'x');
        const asked = new URLSearchParams(
          Object.entries(query).map(([name, each]): [string, string] => [name, String(JSON.stringify(each))]),
        );
        const response = await app.inject({
          method: method as 'POST',
          url: `${url}?${asked.toString()}`,
          headers: { 'content-type': 'application/json' },
          payload: method === 'POST' ? JSON.stringify(payload) : undefined,
        });
        sandbox.release();
        assert.ok(response.statusCode < 500, `${method} ${url}: ${response.statusCode} ${response.body}`);
        // A JSAPI that broke says so with the code of the platform's own faults.
        if (path.startsWith('/platform/'))
          assert.ok(
            !response.body.includes('internal error'),
            `${method} ${url} ${JSON.stringify(payload)}: ${response.body}`,
          );
        if (path === '/platform/:api') assertDocumented(inPath, response.body);
        if (response.statusCode >= 400) {
          // The server interfaces have a form of their own each.
          const told = response.json<Record<string, string> & { data?: { description: string } }>();
          const text = told.errMsg ?? told.err_tips ?? told.err_msg ?? told.data?.description ?? '';
          assert.ok(text.length > 0, response.body);
        }
      },
    ),
    { seed, numRuns: runs, endOnFailure: true },
  );
  assert.equal((await served.get('/sandbox/state')).status, 200);
});

/** Options of an API that are in order, with one value somewhere in them put wrong. */
const spoilt = (value: unknown, path: readonly number[], wrong: unknown): unknown => {
  const [at, ...rest] = path;
  if (at === undefined || typeof value !== 'object' || value === null) return wrong;
  const keys = Object.keys(value);
  if (keys.length === 0) return value;
  const key = keys[at % keys.length];
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  (copy as Record<string, unknown>)[key] = spoilt((value as Record<string, unknown>)[key], rest, wrong);
  return copy;
};

test('options of every JSAPI with one value put wrong at any depth fail by a documented code, or are in order all the same', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  const apis = Object.keys(APIS) as ApiName[];
  const options = new Map<ApiName, Record<string, unknown>>();
  for (const api of apis) options.set(api, await OPTIONS[api](sandbox));
  const wrong = fc.oneof(
    odd,
    fc.constantFrom<unknown>(2 ** 53, 1e15, -(2 ** 31), 1e9, 99_999, 'x'.repeat(5000)),
  );
  const depth = fc.array(fc.nat(30), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...apis), depth, wrong, async (api, path, value) => {
      const { status, body } = await served.post(`/platform/${api}`, spoilt(options.get(api), path, value));
      assert.equal(status, 200);
      assert.notEqual(body.errNo, 10401, `${api}: ${JSON.stringify(body)}`);
      assertDocumented(api, JSON.stringify(body));
    }),
    { seed, numRuns: runs, endOnFailure: true },
  );
});

test('whatever text is sent as a body is refused by name', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  for (const payload of [
    '',
    '{',
    'null',
    '1',
    '"x"',
    '[1,',
    '{"a":1}}',
    '\u0000',
    '{"__proto__":1}',
    '[]'.repeat(100),
  ])
    for (const url of [
      '/sandbox/faults',
      '/sandbox/import',
      '/sandbox/clock',
      '/merchant/sign',
      '/platform/createOrder',
      '/merchant/callback',
    ]) {
      const response = await served.app.inject({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': 'application/json' },
      });
      assert.ok(
        response.statusCode >= 400 && response.statusCode < 500,
        `${url} ${payload}: ${response.statusCode}`,
      );
    }
});

test('a foreign Host or Origin gets nothing from the event stream and the state either', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  for (const url of ['/sandbox/events', '/sandbox/export', '/merchant/callback', '/sandbox/faults'])
    for (const headers of [
      { host: 'evil.example' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ] as Record<string, string>[])
      assert.equal((await served.get(url, headers)).status, 403, `${url} ${JSON.stringify(headers)}`);
});
