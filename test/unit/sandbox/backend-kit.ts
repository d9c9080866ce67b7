/**
 * A shop's backend that knows nothing of the sandbox but the OpenAPI file, its keys, and HTTP: every answer
 * is held against the file's schema.
 */
import assert from 'node:assert/strict';
import { createHash, createSign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import Ajv from 'ajv/dist/2020';
import Fastify from 'fastify';
import { createClock, createSandbox, sandboxPlugin } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import type { SandboxOptions } from '../../../sandbox/parts';
import { TOKEN_MS } from '../../../src/contract/open-api';
import { start } from './kit';

type Json = Record<string, unknown>;

interface Operation {
  operationId: string;
  security?: Json[];
  description: string;
  responses: { 200: { content: { 'application/json': { schema: Json } } } };
}

const file = JSON.parse(
  readFileSync(new URL('../../../docs/contract/open-api.json', import.meta.url), 'utf8'),
) as { openapi: string; paths: Record<string, { post: Operation }> };

export const operations = Object.entries(file.paths).map(([path, { post }]) => ({ path, ...post }));

const ajv = new Ajv({ strict: false });

export const appId = 'tt0123456789abcdef01';

export interface Callback {
  headers: Record<string, unknown>;
  raw: string;
  type: string;
  msg: Json;
}

export interface Backend {
  sandbox: Sandbox;
  url: string;
  /** Calls an operation of the file, authorised as it says. */
  call(id: string, body: Json, more?: { headers?: Record<string, string>; sign?: boolean }): Promise<Json>;
  /** The same without looking at the answer's shape. */
  send(path: string, body: string, headers?: Record<string, string>): Promise<{ status: number; body: Json }>;
  byteAuthorization(uri: string, raw: string, change?: Partial<Signing>): string;
  sign(body: Json): string;
  callbacks: Callback[];
  /** What it answers to callbacks; by default each question gets a number. */
  answer: (callback: Callback) => Json;
  token(): Promise<string>;
}

interface Signing {
  appId: string;
  timestamp: number;
  nonce: string;
  version: number;
  key: KeyObject;
  uri: string;
}

/** The documented algorithm, written down once more: MD5 over the sorted values and the SALT. */
export const md5Sign = (body: Json, salt: string): string => {
  const values = Object.entries(body)
    .filter(([name]) => !['app_id', 'thirdparty_id', 'sign', 'other_settle_params'].includes(name))
    .map(([, value]) => String(value).trim())
    .filter((value) => value !== '' && value !== 'null');
  return createHash('md5')
    .update([...values, salt].sort().join('&'))
    .digest('hex');
};

/** The goods of a pre_create_order. */
const goodsOf = ({ item_order_info_list: items = [] }: Json): unknown[] => [
  ...new Set((items as Json[]).map(({ goods_id: id }) => id)),
];

export const backend = async (t: TestContext, options: Partial<SandboxOptions> = {}): Promise<Backend> => {
  const callbacks: Callback[] = [];
  let numbers = 0;
  const made: Pick<Backend, 'answer'> = {
    answer: ({ type, msg }) =>
      type === 'pre_create_order'
        ? {
            err_no: 0,
            err_tips: '',
            data: {
              out_order_no: `shop-order-${(numbers += 1)}`,
              order_entry_schema: { path: 'pages/order/order' },
              order_valid_time: goodsOf(msg).map((goods_id) => ({ goods_id, valid_duration: 86_400_000 })),
            },
          }
        : type === 'pre_create_refund'
          ? { err_no: 0, err_tips: '', data: { out_refund_no: `shop-refund-${(numbers += 1)}` } }
          : { err_no: 0, err_tips: 'success' },
  };
  const shop = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString();
      const { type, msg } = JSON.parse(raw) as { type: string; msg: string };
      const callback = { headers: request.headers, raw, type, msg: JSON.parse(msg) as Json };
      callbacks.push(callback);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(made.answer(callback)));
    });
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const sandbox = createSandbox({
    store: ':memory:',
    clock: createClock({ start }),
    forward: `http://127.0.0.1:${(shop.address() as AddressInfo).port}/callback`,
    ...options,
  });
  sandbox.setLoggedIn(true);
  const app = Fastify({ forceCloseConnections: true });
  await app.register(sandboxPlugin(sandbox));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  t.after(async () => {
    await app.close();
    await sandbox.close();
    shop.close();
    shop.closeAllConnections();
  });

  const send: Backend['send'] = async (path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: response.status, body: (await response.json()) as Json };
  };
  const byteAuthorization: Backend['byteAuthorization'] = (uri, raw, change = {}) => {
    const signing: Signing = {
      appId,
      timestamp: Math.floor(sandbox.clock.now() / 1000),
      nonce: 'DC10180A100073E70A48F195DA2AF2E6',
      version: 1,
      key: sandbox.keys.application.privateKey,
      uri,
      ...change,
    };
    const { timestamp, nonce, key } = signing;
    const signature = createSign('RSA-SHA256')
      .update(`POST\n${signing.uri}\n${timestamp}\n${nonce}\n${raw}\n`)
      .sign(key, 'base64');
    return `SHA256-RSA2048 appid="${signing.appId}",nonce_str="${nonce}",timestamp="${timestamp}",key_version="${signing.version}",signature="${signature}"`;
  };
  const sign = (body: Json): string => md5Sign(body, sandbox.secrets.salt);
  const token = async (): Promise<string> => {
    const answer = await call('token.client_token', {
      client_key: appId,
      client_secret: sandbox.secrets.appSecret,
      grant_type: 'client_credential',
    });
    return (answer.data as { access_token: string }).access_token;
  };
  let kept: { token: string; time: number } | undefined;
  const validToken = async (): Promise<string> => {
    const time = sandbox.clock.now();
    if (!kept || time >= kept.time + TOKEN_MS) kept = { token: await token(), time };
    return kept.token;
  };
  const call: Backend['call'] = async (id, given, { headers = {}, sign: signs = true } = {}) => {
    const found = operations.find(({ operationId }) => operationId === id);
    if (!found) throw new Error(`no ${id} in the file`);
    const body =
      id.startsWith('ecpay.') && signs
        ? { app_id: appId, ...given, sign: sign({ app_id: appId, ...given }) }
        : given;
    const raw = JSON.stringify(body);
    const [security] = found.security ?? [];
    const own: Record<string, string> = {};
    if (security && 'byteAuthorization' in security)
      own['byte-authorization'] = byteAuthorization(found.path, raw);
    if (security && 'accessToken' in security) own['access-token'] = await validToken();
    const { status, body: answer } = await send(found.path, raw, { ...own, ...headers });
    assert.equal(status, 200);
    const schema = found.responses[200].content['application/json'].schema;
    const code = codeOf(answer);
    // A failure carries no data: only its envelope is the schema's.
    const validate = ajv.compile(code === 0 ? schema : envelopeOnly(schema));
    assert.ok(validate(answer), `${id}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(answer)}`);
    return answer;
  };
  return Object.assign(made, { sandbox, url, call, send, byteAuthorization, sign, callbacks, token });
};

const envelopeOnly = (schema: Json): Json => {
  const { required = [], properties } = schema as { required?: string[]; properties: Record<string, Json> };
  const data = properties.data as { required?: string[]; properties?: Json; type?: string } | undefined;
  const inside = data?.type === 'array' ? { type: 'object' } : data;
  const own = data?.required?.filter((name) => name === 'error_code' || name === 'description');
  return {
    ...schema,
    required: required.filter((name) =>
      ['err_no', 'err_tips', 'err_msg', 'log_id', 'data', 'extra'].includes(name),
    ),
    properties: { ...properties, ...(inside ? { data: { ...inside, required: own } } : {}) },
  };
};

/** 0, or why it failed, whatever the family. */
export const codeOf = (answer: Json): number =>
  (answer.err_no ??
    (answer.extra as Json | undefined)?.error_code ??
    (answer.data as Json).error_code) as number;

export const textOf = (answer: Json): string =>
  (answer.err_tips ?? answer.err_msg ?? (answer.data as Json).description) as string;

/** What an answer carries, whatever the family. */
export const dataOf = (answer: Json): Json => (answer.data as Json | undefined) ?? answer;
