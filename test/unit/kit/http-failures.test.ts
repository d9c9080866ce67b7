/** How requests to the developer's server fail, and what each failure is told as. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { anchor } from '../../../src/handlers/anchor';
import { config } from '../../../src/config';
import type { PortError } from '../../../src/ports/merchant';
import { setup } from '../../../src/setup';

interface Options {
  success(answer: unknown): void;
  fail(error?: unknown): void;
}

afterEach(() => {
  delete (globalThis as { tt?: unknown }).tt;
  delete anchor().config;
});

async function failure(answer: (options: Options) => void): Promise<Pick<PortError, 'kind' | 'errMsg'>> {
  (globalThis as { tt?: unknown }).tt = { request: answer, getStorageSync: () => '' };
  setup({ merchant: { baseUrl: 'https://shop.example.com/m' } });
  const { kind, errMsg } = await config().merchant.getSubject!().then(
    () => assert.fail('answered'),
    (error: PortError) => error,
  );
  return { kind, errMsg };
}

const URL = 'https://shop.example.com/m/subject';

const NO_ROUTE: [what: string, statusCode: number, data: unknown][] = [
  ['a page', 404, '<!DOCTYPE html><pre>Cannot GET /m/subject</pre>'],
  ['nothing', 404, ''],
  ['null', 404, null],
  [
    'the JSON of Fastify',
    404,
    { message: 'Route GET:/m/subject not found', error: 'Not Found', statusCode: 404 },
  ],
  ['the JSON of Spring', 404, { timestamp: 1, status: 404, error: 'Not Found', path: '/m/subject' }],
  ['the JSON of Django', 404, { detail: 'Not found.' }],
  ['an errMsg that is no text', 404, { errMsg: { code: 1 } }],
  ['a list', 404, []],
  ['another method', 405, { detail: 'Method "GET" not allowed.' }],
];

for (const [what, statusCode, data] of NO_ROUTE)
  test(`a ${statusCode} that says ${what} is a wrong address, and not unknown goods`, async () => {
    assert.deepEqual(await failure(({ success }) => success({ statusCode, data })), {
      kind: 'server',
      errMsg: `${URL}: HTTP ${statusCode}: no such address, check baseUrl`,
    });
  });

test('a 404 in the words of the server is its answer', async () => {
  const data = { errMsg: 'no such shop' };
  assert.deepEqual(await failure(({ success }) => success({ statusCode: 404, data })), {
    kind: 'rejected',
    errMsg: 'no such shop',
  });
});

const CAUSES: [said: string, meaning: string][] = [
  ['request:fail url not in domain list', 'add its domain to the request domains (开发设置)'],
  ['request:fail Unable to resolve host "shop.example.com": No address', 'no host has that name'],
  ['request:fail net::ERR_NAME_NOT_RESOLVED', 'no host has that name'],
  ['request:fail getaddrinfo ENOTFOUND shop.example.com', 'no host has that name'],
  ['request:fail ssl hand shake error', 'its certificate is not accepted'],
  ['request:fail net::ERR_CERT_AUTHORITY_INVALID', 'its certificate is not accepted'],
  ['request:fail net::ERR_CONNECTION_REFUSED', 'nothing listens there'],
  ['request:fail connect ECONNREFUSED 127.0.0.1:443', 'nothing listens there'],
];

for (const [said, meaning] of CAUSES)
  test(`${said} is told as: ${meaning}`, async () => {
    assert.deepEqual(await failure(({ fail }) => fail({ errMsg: said })), {
      kind: 'server',
      errMsg: `${URL}: ${said} (${meaning})`,
    });
  });

for (const [what, error, told] of [
  ['a timeout', { errMsg: 'request:fail timeout' }, 'request:fail timeout'],
  ['nothing', undefined, 'no reason'],
  ['a text', 'offline', 'offline'],
] as const)
  test(`a request that fails with ${what} names the address and nothing that is not known`, async () => {
    assert.equal((await failure(({ fail }) => fail(error))).errMsg, `${URL}: ${told}`);
  });

for (const answer of [undefined, null, 'text', 200, { statusCode: 200 }])
  test(`a host that answers ${JSON.stringify(answer)} throws nothing, and the question fails`, async () => {
    assert.equal((await failure(({ success }) => success(answer))).errMsg, `${URL}: no JSON`);
  });
