/**
 * The shop over HTTP, as one function of the web's standard: `(Request) => Promise<Response>`. It runs
 * wherever such functions run; server/fastify.ts mounts it on Fastify.
 */
import { randomUUID } from 'node:crypto';
import { QUESTIONS } from '../src/contract/merchant/questions';
import type { Question } from '../src/contract/merchant/questions';
import { parseJson } from '../src/contract/schema/formats';
import { kindOf } from '../src/contract/check';
import { PortFailure, rejected } from './failures';
import type { Later } from './options';
import { ask, checked, questionNames } from './questions';
import type { Shop } from './shop';

export interface HandlerOptions {
  /** Path of the questions; the callbacks are at `<base>/callback`. @default /merchant */
  base?: string;
  /**
   * The buyer that a request comes from, by your session. A buyer sees his own orders only; `undefined` is
   * refused with HTTP 401. @default nobody is asked, and every order can be seen by its number
   */
  buyer?(request: Request): Later<string | undefined>;
  /** Origins whose pages may ask (CORS): those of a simulator, which is a browser. @default none */
  origins?(origin: string): boolean;
  /** Told of faults, with the number that the answer carries as `errLogId`. @default console.error */
  tell?(problem: string): void;
}

export type Handler = (request: Request) => Promise<Response>;

/** Bytes of a request's body. */
export const LONGEST_BODY = 256 * 1024;

const json = (status: number, body: unknown): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });

const tooLong = (): PortFailure => rejected('the body is too long');

/** Reads no more than that: a body need not name its length. @throws PortFailure when it is longer */
const bytesOf = async ({ body, headers }: Request): Promise<Uint8Array> => {
  if (Number(headers.get('content-length') ?? 0) > LONGEST_BODY) throw tooLong();
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    pieces.push(read.value);
    length += read.value.length;
    if (length <= LONGEST_BODY) continue;
    await reader?.cancel();
    throw tooLong();
  }
  return Buffer.concat(pieces);
};

const textOf = async (request: Request): Promise<string> => {
  const bytes = await bytesOf(request);
  // A byte order mark is part of what was signed.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
};

const parametersOf = async (request: Request, question: Question): Promise<Record<string, unknown>> => {
  if (question.method !== 'POST') {
    const { searchParams } = new URL(request.url);
    // One that is given twice is a list, which is refused by its kind.
    return Object.fromEntries(
      [...searchParams.keys()].map((name) => {
        const values = searchParams.getAll(name);
        return [name, values.length > 1 ? values : values[0]];
      }),
    );
  }
  const body = parseJson(await textOf(request));
  if (kindOf(body) !== 'object') throw rejected('the body must be a JSON object');
  return body as Record<string, unknown>;
};

/** A browser asks first whether a page of another origin may ask. */
const leave = (origin: string, response: Response): Response => {
  response.headers.set('access-control-allow-origin', origin);
  response.headers.set('access-control-allow-headers', '*, authorization, content-type');
  response.headers.set('vary', 'origin');
  return response;
};

export const createHandler = (shop: Shop, options: HandlerOptions = {}): Handler => {
  const { base = '/merchant', buyer, origins, tell = console.error } = options;
  const byPath = new Map(questionNames.map((name) => [`${base}${QUESTIONS[name].path}`, name]));
  const open = checked(shop);

  const failure = (error: unknown): Response => {
    if (error instanceof PortFailure && error.kind === 'rejected')
      return json(400, { errMsg: error.errMsg, errLogId: error.errLogId });
    // The log has what broke; the answer has the number of its entry only.
    const errLogId = error instanceof PortFailure && error.errLogId ? error.errLogId : randomUUID();
    tell(`${errLogId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return json(500, { errMsg: `the shop's server broke: its log has ${errLogId}`, errLogId });
  };

  const callback = async (request: Request): Promise<Response> => {
    const { status, body } = await shop.receive(Object.fromEntries(request.headers), await textOf(request));
    return json(status, body);
  };

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === `${base}/callback` && request.method === 'POST') return callback(request);
    const name = byPath.get(pathname);
    const question: Question | undefined = name && QUESTIONS[name];
    if (!name || request.method !== (question?.method ?? 'GET'))
      return json(404, { errMsg: `no route ${request.method} ${pathname}` });
    const openId = await buyer?.(request);
    if (buyer && openId === undefined) return json(401, { errMsg: 'log in first' });
    const merchant = openId === undefined ? open : checked(shop.forBuyer(openId));
    const parameters = await parametersOf(request, question!);
    // No question: JSON has no way to say that there is no answer.
    return json(200, JSON.stringify((await ask(merchant, name, parameters)) ?? null));
  };

  return async (request) => {
    const origin = request.headers.get('origin');
    const allowed = origin !== null && origins?.(origin) === true;
    if (allowed && request.method === 'OPTIONS') return leave(origin, new Response(null, { status: 204 }));
    const response = await answer(request).catch(failure);
    return allowed ? leave(origin, response) : response;
  };
};
