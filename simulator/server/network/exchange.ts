/** One request of the program, carried to whoever answers it. */
import { request as overHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { NetworkAsk, Route } from '../../network';
import type { Cookies } from './cookies';
import { isLoopback } from '../../../src/contract/loopback';
import { unmapped } from './maps';
import { destinationOf, RefusedError, type Destination, type Reach } from './reach';

/** As browsers: more than that is a circle. */
const MOST_REDIRECTS = 20;

/** Of one connection, and not of what is carried; `accept-encoding` is what we can read. */
const HOP_BY_HOP = new Set(
  (
    'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer ' +
    'transfer-encoding upgrade host content-length accept-encoding expect'
  ).split(' '),
);
export interface Exchange extends Route {
  statusCode: number;
  header: Record<string, string>;
  /** `Set-Cookie` of the answer and of what led to it, as they came. */
  setCookies: string[];
  /** Bytes that the answer says it has; 0 where it does not. */
  length: number;
  /** The decoded answer. */
  body: Readable;
}

export interface Carrier extends Reach {
  cookies: Cookies;
}

const METHOD = /^[A-Z]{1,20}$/;
const FORBIDDEN = new Set(['CONNECT', 'TRACE']);

/** What is sent, as far as a header may hold it. @throws RefusedError naming the header that may not */
export function headersOf(header: Record<string, string>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(header)) {
    const key = name.toLowerCase();
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(key))
      throw new RefusedError(`header "${name}" has a name that HTTP does not allow`);
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw new RefusedError(
        `header "${name}" has a sign that HTTP does not allow: encode it, as with encodeURIComponent`,
      );
    if (!HOP_BY_HOP.has(key)) headers[key] = value;
  }
  return headers;
}

function decoded(answer: IncomingMessage): Readable {
  const decoder = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  }[String(answer.headers['content-encoding'] ?? '').toLowerCase()];
  if (decoder === undefined) return answer;
  const stream = decoder();
  answer.on('error', (error) => stream.destroy(error));
  answer.on('aborted', () => stream.destroy(new Error('the answer broke off')));
  return answer.pipe(stream);
}

/** The answer's headers, their names as the server wrote them: programs read `Set-Cookie` and `X-Total`. */
function plainHeaders({ rawHeaders }: IncomingMessage): Record<string, string> {
  const headers = new Map<string, [name: string, value: string]>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before ? [before[0], `${before[1]}, ${value}`] : [name, value]);
  }
  return Object.fromEntries(headers.values());
}

/** Why nobody answered, in words that say what to do. */
function failureOf(error: NodeJS.ErrnoException, { target, mapped }: Destination, url: URL): Error {
  if (error instanceof RefusedError || error.name === 'AbortError') return error;
  const where = mapped ? `${target.origin} (where ${url.origin} is mapped to)` : target.origin;
  const hint = {
    ECONNREFUSED: `nothing listens at ${where}: start your server, or correct its address`,
    ENOTFOUND: `there is no host "${target.hostname}"`,
    ECONNRESET: `${where} closed the connection without an answer`,
  }[error.code ?? ''];
  const garbage = error.code?.startsWith('HPE_') === true;
  return new Error(
    hint ?? (garbage ? `${where} does not answer in HTTP (${error.message})` : `${where}: ${error.message}`),
  );
}

function once(
  destination: Destination,
  options: RequestOptions,
  body: Buffer | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { target, lookup } = destination;
  const isOwn = isLoopback(target.hostname);
  const send = target.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const sent = send(
      target,
      // Certificates of servers at hand are made by hand.
      { ...options, ...(lookup && { lookup }), agent: false, signal, rejectUnauthorized: !isOwn },
      resolve,
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Where an answer leads, as the program would write it. A server knows only where it listens. */
function nextUrl(location: string, url: URL, target: URL, reach: Reach): URL {
  let next: URL;
  try {
    next = new URL(location, url);
  } catch {
    throw new Error(`${url.origin} redirects to "${location}", which is no address`);
  }
  const own = next.origin === target.origin || isLoopback(next.hostname);
  return own ? unmapped(reach.maps, next, url) : next;
}

function nextDestination(url: URL, redirects: readonly string[], reach: Reach): Destination {
  try {
    return destinationOf(url, reach);
  } catch (error) {
    if (redirects.length === 0 || !(error instanceof RefusedError)) throw error;
    throw new RefusedError(`redirected to ${url.origin}, and ${error.message}`);
  }
}

/**
 * Asks, follows redirects as far as the maps go, keeps cookies. The caller reads the body or destroys it.
 * @throws RefusedError when nobody may be asked
 */
export async function exchange(
  ask: NetworkAsk,
  sent: Buffer | undefined,
  carrier: Carrier,
  signal: AbortSignal,
): Promise<Exchange> {
  let { method } = ask;
  if (!METHOD.test(method) || FORBIDDEN.has(method))
    throw new RefusedError(`method "${method}" is not supported`);
  let url = new URL(ask.url);
  let body = sent;
  const headers = headersOf(ask.header);
  const { cookie: ownCookie, ...rest } = headers;
  let cookie: string | undefined = ownCookie;
  const redirects: string[] = [];
  const setCookies: string[] = [];
  for (;;) {
    const destination = nextDestination(url, redirects, carrier);
    const { target } = destination;
    const kept = carrier.cookies.headerFor(url, cookie);
    const forwarded = destination.mapped
      ? {
          'x-forwarded-host': url.host,
          'x-forwarded-proto': url.protocol.replace(/^ws/, 'http').slice(0, -1),
        }
      : {};
    const length =
      body === undefined && /^(?:GET|HEAD|OPTIONS)$/.test(method)
        ? {}
        : { 'content-length': body?.length ?? 0 };
    let answer: IncomingMessage;
    try {
      answer = await once(
        destination,
        {
          method,
          headers: {
            ...rest,
            ...(kept !== undefined && { cookie: kept }),
            ...forwarded,
            ...length,
            'accept-encoding': 'gzip, deflate, br',
          },
        },
        body,
        signal,
      );
    } catch (error) {
      throw failureOf(error as NodeJS.ErrnoException, destination, url);
    }
    const fresh = answer.headers['set-cookie'] ?? [];
    carrier.cookies.keep(url, fresh);
    setCookies.push(...fresh);
    const {
      statusCode = 0,
      headers: { location },
    } = answer;
    if (!REDIRECTS.has(statusCode) || location === undefined)
      return {
        statusCode,
        header: plainHeaders(answer),
        setCookies,
        length: Number(answer.headers['content-length'] ?? 0) || 0,
        body: decoded(answer),
        redirects,
        cookies: setCookies.length,
        ...(destination.mapped && { target: target.href }),
      };
    answer.destroy();
    if (redirects.length >= MOST_REDIRECTS) throw new Error(`${url.origin} redirects in a circle`);
    const next = nextUrl(location, url, target, carrier);
    redirects.push(next.href);
    if (next.origin !== url.origin) {
      // What is meant for one server is not another's to read.
      delete rest.authorization;
      cookie = undefined;
    }
    if (statusCode === 303 ? method !== 'HEAD' : statusCode < 303 && method === 'POST') {
      method = 'GET';
      body = undefined;
      delete rest['content-type'];
    }
    url = next;
  }
}
