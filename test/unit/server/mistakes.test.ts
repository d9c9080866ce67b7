/** `check-merchant` on a server with each of the mistakes that servers have: the right line for each. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import Fastify from 'fastify';
import { checkMerchant } from '../../../sandbox/index';
import type { CheckResult } from '../../../sandbox/index';
import { createHandler } from '../../../server/index';
import type { Handler } from '../../../server/index';
import { shopPlugin } from '../../../server/fastify';
import { signHeaders } from '../../../sandbox/callbacks/envelope';
import type { ShopOptions } from '../../../server/options';
import { cake, platform, shopFor } from './kit';

type Fields = Record<string, unknown>;
/** A right server with something around it. */
type Mistake = (right: Handler) => Handler;

const check = async (
  t: TestContext,
  mistake: Mistake = (right) => right,
  options: Partial<ShopOptions> = {},
): Promise<CheckResult[]> => {
  const { shop } = await shopFor(t, { now: () => Date.now(), ...options });
  const app = Fastify();
  await app.register(shopPlugin(mistake(createHandler(shop, { tell: () => undefined }))));
  t.after(() => app.close());
  const baseUrl = `${await app.listen({ port: 0, host: '127.0.0.1' })}/merchant`;
  const results: CheckResult[] = [];
  for await (const result of checkMerchant({
    baseUrl,
    callbackUrl: `${baseUrl}/callback`,
    platformKey: platform.privateKey,
    goods: { ...cake },
    requestOrder: true,
  }))
    results.push(result);
  return results;
};

const pathOf = (request: Request): string => new URL(request.url).pathname.replace('/merchant', '');

/** Changes what the server answers at a path, where it answers 200. */
const answers =
  (path: string, change: (body: Fields) => unknown): Mistake =>
  (right) =>
  async (request) => {
    const response = await right(request);
    if (pathOf(request) !== path || response.status !== 200) return response;
    const body = (await response.json()) as Fields | null;
    return Response.json(body && change(body));
  };
const fields = (path: string, changed: Fields): Mistake => answers(path, (body) => ({ ...body, ...changed }));

/** Answers a type of callbacks in another way; `again` gives the message to the right server. */
const callbacks =
  (type: string, answer: (msg: Fields, again: () => Promise<Response>) => Promise<Response>): Mistake =>
  (right) =>
  async (request) => {
    if (pathOf(request) !== '/callback') return right(request);
    const body = await request.text();
    const again = (): Promise<Response> =>
      right(new Request(request.url, { method: 'POST', headers: request.headers, body }));
    const { type: got, msg } = JSON.parse(body) as { type: string; msg: string };
    return got === type ? answer(JSON.parse(msg) as Fields, again) : again();
  };

/** What the server would verify is made right before it looks: it verifies nothing, or too little. */
const believes =
  (when: (request: Request) => boolean): Mistake =>
  (right) =>
  async (request) => {
    if (pathOf(request) !== '/callback' || !when(request)) return right(request);
    const body = await request.text();
    const headers = signHeaders(body, Date.now(), platform.privateKey);
    return right(new Request(request.url, { method: 'POST', headers, body }));
  };

const statusIs =
  (path: string, status: number, body?: unknown): Mistake =>
  (right) =>
  async (request) => {
    const response = await right(request);
    return pathOf(request) === path && response.status === 400
      ? Response.json(body ?? (await response.json()), { status })
      : response;
  };

const paidAnyway: Mistake = (right) => {
  let cancelled = false;
  return async (request) => {
    const answer = await callbacks('payment', async (msg, again) => {
      cancelled ||= msg.status === 'CANCEL';
      return again();
    })(right)(request);
    return cancelled
      ? answers('/order', (body) => ({ ...body, state: 'closed' }))(async () => answer)(request)
      : answer;
  };
};

const bookedTwice: Mistake = (right) => {
  let payments = 0;
  const counted = callbacks('payment', async (msg, again) => {
    const answer = await again();
    if (msg.status === 'SUCCESS' && answer.status === 200) payments += 1;
    return answer;
  })(right);
  return (request) =>
    answers('/order', (body) => ({ ...body, discountAmount: Math.max(0, payments - 1) }))(counted)(request);
};

const newNumbers: Mistake = (right) => {
  let count = 0;
  return callbacks('pre_create_order', async (_msg, again) => {
    const answer = (await (await again()).json()) as { data?: Fields };
    count += 1;
    return Response.json({
      ...answer,
      data: { ...answer.data, out_order_no: `${String(answer.data?.out_order_no)}-${count}` },
    });
  })(right);
};

const onceOnly: Mistake = (right) => {
  const seen = new Set<string | null>();
  return async (request) => {
    const nonce = request.headers.get('byte-nonce-str');
    if (pathOf(request) !== '/callback' || nonce === null) return right(request);
    if (seen.has(nonce)) return Response.json({ err_no: 401, err_tips: 'replay' }, { status: 401 });
    seen.add(nonce);
    return right(request);
  };
};

const parsedFirst: Mistake = (right) => async (request) => {
  if (pathOf(request) !== '/callback') return right(request);
  const body = JSON.stringify(JSON.parse(await request.text()), undefined, 1);
  return right(new Request(request.url, { method: 'POST', headers: request.headers, body }));
};

const merged = (body: Fields): Fields => {
  const [first] = body.itemOrders as Fields[];
  return first ? { ...body, itemOrders: [{ ...first, quantity: 2 }] } : body;
};

const unpaidRefund: Mistake = (right) => {
  let failed = false;
  const watched = callbacks('refund', async (msg, again) => {
    failed ||= msg.status === 'FAIL';
    return again();
  })(right);
  return (request) =>
    answers('/refund', (body) => (failed ? { ...body, refundStatus: 99 } : body))(watched)(request);
};

const page = (): Response => new Response('<!doctype html><title>Log in</title>');

/** [the mistake, the server with it, the check that finds it first, what its line says] */
const MISTAKES: [string, Mistake, RegExp, RegExp, Partial<ShopOptions>?][] = [
  [
    'the body is parsed and written again before it is verified',
    parsedFirst,
    /pre_create_order: answered/,
    /HTTP 401.*trade-sim keys/,
  ],
  ['nothing is verified', believes(() => true), /changed after it was signed/, /it was taken.*raw body/],
  [
    'only that there is a signature is looked at',
    believes((request) => request.headers.has('byte-signature')),
    /changed after it was signed/,
    /it was taken.*Verify Byte-Signature/,
  ],
  [
    'a request without signature is let through',
    believes((request) => !request.headers.has('byte-signature')),
    /without signature/,
    /it was taken/,
  ],
  [
    'base64 is decoded leniently',
    believes((request) => /AAAA$/.test(request.headers.get('byte-signature') ?? '')),
    /characters behind its signature/,
    /it was taken.*standard base64/,
  ],
  [
    'a signature counts for ever',
    (right) => right,
    /signed two days ago/,
    /it was taken.*Byte-Timestamp/,
    { tolerance: Infinity },
  ],
  [
    'the same callback again is refused as a replay',
    onceOnly,
    /same one again/,
    /HTTP 401.*answer it as before/,
  ],
  [
    'each question gets a new number',
    newNumbers,
    /a second one has the same number/,
    /One order_id is one order/,
  ],
  [
    'the price of the page is believed',
    (right) => right,
    /price that is not yours/,
    /it was taken.*your own list/,
    { goods: () => ({}) },
  ],
  [
    'money is in yuan',
    answers('/order', (body) => ({ ...body, totalAmount: 176.5 })),
    /^GET \/order: the order/,
    /yuan: send 分/,
  ],
  [
    'money is a text',
    answers('/order', (body) => ({ ...body, totalAmount: String(body.totalAmount) })),
    /^GET \/order: the order/,
    /a number in quotes/,
  ],
  [
    'times are in seconds',
    answers('/order', (body) => ({ ...body, createTime: Math.floor(Number(body.createTime) / 1000) })),
    /^GET \/order: the order/,
    /seconds: send ms/,
  ],
  [
    'what is not there is null',
    fields('/ability', { reason: null }),
    /^GET \/ability/,
    /leave out what is not there/,
  ],
  [
    'the whole order is one unit',
    answers('/order', merged),
    /^GET \/order: the order/,
    /Each unit of item_order_info_list/,
  ],
  [
    'unknown numbers are answered with 200',
    statusIs('/order', 200),
    /^GET \/order: an unknown number/,
    /HTTP 200.*4xx/,
  ],
  [
    'unknown numbers break the server',
    statusIs('/refund', 500),
    /^GET \/refund: an unknown number/,
    /HTTP 500.*4xx/,
  ],
  ['a refusal says nothing', statusIs('/coupons', 404, {}), /^GET \/coupons: an unknown number/, /no errMsg/],
  [
    'a login page is answered',
    (right) => (request) => (pathOf(request) === '/subject' ? Promise.resolve(page()) : right(request)),
    /^GET \/subject/,
    /no JSON: <!doctype html>/,
  ],
  [
    'a payment is acknowledged with "ok"',
    callbacks('payment', async (_msg, again) =>
      (await again()).status === 200 ? new Response('ok') : again(),
    ),
    /SUCCESS makes the order paid/,
    /err_no.*once you have booked it/,
  ],
  [
    'a payment is acknowledged and not booked',
    fields('/order', { state: 'unpaid' }),
    /SUCCESS makes the order paid/,
    /payment callback decides/,
  ],
  [
    'a second payment counts again',
    bookedTwice,
    /a second one is acknowledged and changes nothing/,
    /Settle an order once/,
  ],
  [
    'a late CANCEL closes a paid order',
    paidAnyway,
    /a late CANCEL leaves a paid order paid/,
    /Callbacks may arrive in any order/,
  ],
  [
    'an order does not list its refunds',
    fields('/order', { refunds: [] }),
    /^GET \/refund: the refund under way/,
    /List the refund numbers/,
  ],
  [
    'a unit under refund can be refunded again',
    answers('/order', (body) => ({ ...body, refundableQuantity: (body.itemOrders as Fields[]).length })),
    /^GET \/refund: the refund under way/,
    /set aside/,
  ],
  [
    'a refund is answered without a number',
    callbacks('pre_create_refund', async () => Response.json({ err_no: 0, err_tips: '', data: {} })),
    /pre_create_refund: answered/,
    /without a number the refund is stuck/,
  ],
  [
    'a late FAIL undoes a refund',
    unpaidRefund,
    /a later FAIL changes nothing/,
    /What is settled stays settled/,
  ],
  [
    'the signed order is written again',
    answers('/sign', (body) => ({ ...body, data: JSON.stringify({}) })),
    /^POST \/sign: data/,
    /byte for byte/,
  ],
  [
    'the authorization has another scheme',
    answers('/sign', (body) => ({
      ...body,
      byteAuthorization: String(body.byteAuthorization).replace('SHA256-RSA2048 ', 'Bearer '),
    })),
    /^POST \/sign: data/,
    /SHA256-RSA2048 appid=/,
  ],
];

test('a shop on the server kit passes every check', async (t) => {
  const results = await check(t);
  assert.deepEqual(
    results.filter(({ problem }) => problem !== undefined),
    [],
  );
  assert.ok(results.length > 30, String(results.length));
});

for (const [name, mistake, expected, says, options] of MISTAKES)
  test(`${name}: the right line says so`, async (t) => {
    const found = (await check(t, mistake, options)).filter(({ problem }) => problem !== undefined);
    const line = found.find((each) => expected.test(each.name));
    assert.ok(line, `not among ${JSON.stringify(found)}`);
    assert.equal(found[0], line, `found first: ${JSON.stringify(found[0])}`);
    assert.match(`${line.problem} — ${line.fix}`, says);
  });
