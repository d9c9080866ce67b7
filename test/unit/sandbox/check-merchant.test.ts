import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import Fastify from 'fastify';
import { checkMerchant, createSandbox, merchantPlugin } from '../../../sandbox/index';
import type { CheckResult, Sandbox } from '../../../sandbox/index';
import { hotpot } from './kit';

interface Question {
  method: string;
  path: string;
  query: URLSearchParams;
  type?: string;
  msg?: Record<string, unknown>;
  headers: Record<string, string>;
  body: string;
}

interface Answer {
  status: number;
  body: string;
}

/**
 * Spoils one thing of the reference merchant's answers. `usual` asks it, also for something else than what
 * was asked.
 */
type Spoil = (question: Question, usual: (changed?: Partial<Question>) => Promise<Answer>) => Promise<Answer>;

/** The reference merchant behind a server that may spoil its answers. */
const serve = async (
  t: TestContext,
  spoil: Spoil = (_question, usual) => usual(),
): Promise<{ sandbox: Sandbox; baseUrl: string }> => {
  const sandbox = createSandbox({ store: ':memory:' });
  const app = Fastify();
  await app.register(merchantPlugin(sandbox));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname: path, searchParams: query } = new URL(request.url!, 'http://127.0.0.1');
      const body = Buffer.concat(chunks).toString();
      const call = path.endsWith('/callback')
        ? (JSON.parse(body) as { type: string; msg: string })
        : undefined;
      const question: Question = {
        method: request.method!,
        path,
        query,
        type: call?.type,
        msg: call && (JSON.parse(call.msg) as Record<string, unknown>),
        headers: request.headers as Record<string, string>,
        body,
      };
      const usual = async (changed: Partial<Question> = {}): Promise<Answer> => {
        const { method, path: url, headers, body: payload, query: asked } = { ...question, ...changed };
        const text = asked.toString();
        const reply = await app.inject({
          method: method as 'GET',
          url: text ? `${url}?${text}` : url,
          headers,
          payload: method === 'POST' ? payload : undefined,
        });
        return { status: reply.statusCode, body: reply.body };
      };
      void spoil(question, usual).then((answer) =>
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await app.close();
    await sandbox.close();
  });
  return { sandbox, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/merchant` };
};

const check = async ({ sandbox, baseUrl }: { sandbox: Sandbox; baseUrl: string }): Promise<CheckResult[]> => {
  const results: CheckResult[] = [];
  const goods = { ...hotpot, goodsType: 1 };
  const { privateKey: platformKey } = sandbox.keys.platform;
  for await (const result of checkMerchant({
    baseUrl,
    callbackUrl: `${baseUrl}/callback`,
    platformKey,
    goods,
    requestOrder: true,
  }))
    results.push(result);
  return results;
};

const failed = (results: CheckResult[]): string[] =>
  results.filter(({ problem }) => problem !== undefined).map(({ name }) => name);

test('[TP-CALLBACK-03] the reference merchant passes every check', async (t) => {
  const results = await check(await serve(t));
  assert.deepEqual(
    results.filter(({ problem }) => problem !== undefined),
    [],
  );
  t.diagnostic(`${results.length} checks`);
});

const json = (status: number, body: unknown): Promise<Answer> =>
  Promise.resolve({ status, body: JSON.stringify(body) });
const on =
  (path: string, answer: Spoil): Spoil =>
  (question, usual) =>
    question.path === `/merchant${path}` ? answer(question, usual) : usual();
const onCallback =
  (type: string, answer: Spoil): Spoil =>
  (question, usual) =>
    question.type === type ? answer(question, usual) : usual();
const patch =
  (path: string, fields: Record<string, unknown>): Spoil =>
  (question, usual) =>
    on(path, async () => {
      const answer = await usual();
      return answer.status === 200 && answer.body !== 'null'
        ? json(200, { ...(JSON.parse(answer.body) as object), ...fields })
        : answer;
    })(question, usual);
const done = { err_no: 0, err_tips: 'success' };

/** A merchant that takes whatever comes, signed or not: it signs it again itself. */
const credulous =
  (sign: () => Sandbox): Spoil =>
  async (question, usual) => {
    if (question.type === undefined) return usual();
    const { signHeaders } = await import('../../../sandbox/callbacks/envelope');
    return usual({ headers: signHeaders(question.body, Date.now(), sign().keys.platform.privateKey) });
  };

let count = 0;
const breaks: [string, Spoil, RegExp][] = [
  [
    'goods without a price',
    patch('/goods', { currentPrice: undefined }),
    /^GET \/goods: goods of the library$/,
  ],
  ['other goods', patch('/goods', { goodsId: 'other' }), /^GET \/goods: goods of the library$/],
  [
    '200 for unknown goods',
    on('/goods', (_q, usual) => usual().then((a) => (a.status === 200 ? a : { ...a, status: 200 }))),
    /unknown goods/,
  ],
  [
    '5xx for bad parameters',
    on('/ability', (_q, usual) => usual().then((a) => (a.status === 200 ? a : { ...a, status: 500 }))),
    /goodsType/,
  ],
  [
    'a refusal without errMsg',
    on('/refund', (_q, usual) => usual().then((a) => (a.status === 200 ? a : { status: 404, body: '{}' }))),
    /unknown/,
  ],
  [
    'a page for a name',
    on('/subject', () => Promise.resolve({ status: 200, body: '<html>' })),
    /^GET \/subject/,
  ],
  ['lines that do not add up', patch('/marketing', { totalDiscountAmount: 1 }), /^GET \/marketing/],
  [
    'an empty object for no order',
    on('/order/latest', (_q, usual) => usual().then((a) => (a.body === 'null' ? { ...a, body: '{}' } : a))),
    /latest: null/,
  ],
  ['money as text', patch('/order', { totalAmount: '39600' }), /^GET \/order: the order/],
  [
    'a new number for each question',
    onCallback('pre_create_order', (_q, usual) =>
      usual().then((a) =>
        a.status === 200
          ? {
              status: 200,
              body: a.body.replace(/"out_order_no":"([^"]+)"/, `"out_order_no":"$1-${++count}"`),
            }
          : a,
      ),
    ),
    /pre_create_order: a second one/,
  ],
  [
    'an order without a number',
    onCallback('pre_create_order', (_q, usual) =>
      usual().then((a) => (a.status === 200 ? { status: 200, body: JSON.stringify(done) } : a)),
    ),
    /pre_create_order: answered/,
  ],
  [
    '"ok" for a payment',
    onCallback('payment', (_q, usual) =>
      usual().then((a) => (a.status === 200 ? { status: 200, body: 'ok' } : a)),
    ),
    /SUCCESS makes the order paid/,
  ],
  [
    'a refund without a number',
    onCallback('pre_create_refund', () => json(200, { ...done, data: {} })),
    /pre_create_refund: answered/,
  ],
  ['a refund that never ends', patch('/refund', { refundStatus: 1 }), /callback refund: SUCCESS/],
  ['data without the number', patch('/sign', { data: '{}' }), /^POST \/sign: data/],
];
for (const [name, spoil, expected] of breaks) {
  test(`${name}: found, with what to do`, async (t) => {
    const results = await check(await serve(t, spoil));
    const names = failed(results);
    assert.ok(
      names.some((each) => expected.test(each)),
      JSON.stringify(names),
    );
    assert.ok(results.filter(({ problem }) => problem).every(({ fix, problem }) => fix && problem));
  });
}

test('a server that does not verify signatures is found out by each forged callback', async (t) => {
  const platform: { sandbox?: Sandbox } = {};
  const served = await serve(
    t,
    credulous(() => platform.sandbox!),
  );
  platform.sandbox = served.sandbox;
  assert.deepEqual(failed(await check(served)).slice(0, 2), [
    'callback: one that was changed after it was signed is refused',
    'callback: one without signature is refused',
  ]);
});

test('a server that pays on acknowledging alone, or unpays on a late CANCEL, is found out', async (t) => {
  const deaf = await serve(
    t,
    onCallback('payment', (_question, usual) =>
      usual({ headers: {} }).then((): Answer => ({ status: 200, body: JSON.stringify(done) })),
    ),
  );
  assert.ok(failed(await check(deaf)).includes('callback payment: SUCCESS makes the order paid'));
  let cancelled = false;
  const fickle = await serve(t, async (question, usual) => {
    const answer = await usual();
    if (question.msg?.status === 'CANCEL') cancelled = true;
    return cancelled && question.path === '/merchant/order' && answer.status === 200
      ? { ...answer, body: answer.body.replace('"state":"paid"', '"state":"closed"') }
      : answer;
  });
  assert.ok(failed(await check(fickle)).includes('callback payment: a late CANCEL leaves a paid order paid'));
});

test('a server that is down fails every check, and each says so', async () => {
  const sandbox = createSandbox({ store: ':memory:' });
  const { privateKey: platformKey } = sandbox.keys.platform;
  const baseUrl = 'http://127.0.0.1:1/merchant';
  const results: CheckResult[] = [];
  const goods = { ...hotpot, goodsType: 1 };
  for await (const result of checkMerchant({
    baseUrl,
    callbackUrl: baseUrl,
    platformKey,
    goods,
    requestOrder: false,
  }))
    results.push(result);
  await sandbox.close();
  assert.match(results[0].problem!, /no answer/);
  assert.match(results[0].fix!, /^Start your server/);
  assert.deepEqual(failed(results).length, results.length);
});

test('every wrong field of an answer is named at once, with what the mistake probably is', async (t) => {
  const spoil = patch('/goods', {
    currentPrice: 19.8,
    saleEnd: 1_798_675_200,
    goodsId: 42,
    stock: '7',
    goodsName: undefined,
  });
  const [{ problem }] = await check(await serve(t, spoil));
  assert.deepEqual(problem?.split('; '), [
    'goodsId should be string, but got 42 (send it as text: long numbers lose digits)',
    'goodsName should be string, but got undefined',
    'currentPrice should be integer (分), but got 19.8 (yuan: send 分)',
    'stock should be integer, but got "7" (a number in quotes)',
    'saleEnd should be ms since 1970, but got 1798675200 (seconds: send ms)',
  ]);
});
