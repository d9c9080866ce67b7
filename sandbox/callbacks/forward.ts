/** Callbacks over HTTP to a developer's own server. */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isLoopback } from '../../src/contract/loopback';
import type { Deliver, HttpReply } from './types';

const TIMEOUT = 5_000;
const longestReply = 64 * 1024;

const refuse = (address: string, why: string): never => {
  throw new Error(`cannot forward callbacks to ${address}: ${why}`);
};

const parse = (address: string): URL => {
  try {
    return new URL(address);
  } catch {
    return refuse(address, 'no address. Write it as http://127.0.0.1:8080/path');
  }
};

/**
 * Where callbacks go. Path and query stay as they are given.
 * @throws Error when the address is not of this machine and that has not been allowed, or cannot be called at
 *   all
 */
export const forwardAddress = (address: string, allowRemote: boolean): URL => {
  const url = parse(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse(address, 'http or https only');
  if (url.username !== '' || url.password !== '')
    return refuse(address, 'leave the user name out, the signature says who sends');
  if (!allowRemote && !isLoopback(url.hostname))
    return refuse(
      address,
      'only addresses of this machine are allowed. Use 127.0.0.1, or allow others with --allow-remote',
    );
  url.hash = '';
  return url;
};

/** Reads no more than is kept, however much is sent. */
const readSome = async (reply: IncomingMessage): Promise<Pick<HttpReply, 'body' | 'cut'>> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestReply) break;
  }
  const body = Buffer.concat(chunks).subarray(0, longestReply).toString();
  return length > longestReply ? { body, cut: true } : { body };
};

const agents = {
  'http:': new HttpAgent({ keepAlive: true }),
  'https:': new HttpsAgent({ keepAlive: true }),
};

interface Message {
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
}

/** One request. A connection that was kept open and is closed at the other end is no answer: a new one is. */
const post = (url: URL, message: Message, fresh = false): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { headers, body, signal } = message;
    const isSecure = url.protocol === 'https:';
    const request = (isSecure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: fresh ? false : agents[isSecure ? 'https:' : 'http:'],
      signal,
    });
    request.once('response', resolve);
    request.on('error', (error: Error & { code?: string }) => {
      if (!fresh && request.reusedSocket && error.code === 'ECONNRESET')
        post(url, message, true).then(resolve, reject);
      else reject(error);
    });
    // For a 101 Node emits neither 'response' nor 'error', and hands over the socket.
    request.once('upgrade', (_reply, socket) => {
      socket.destroy();
      reject(new Error('HTTP 101, another protocol: a callback is answered by HTTP 200'));
    });
    request.end(body);
  });

/** What a code of the system means here. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, 'nothing listens there'],
  [/^(?:ECONNRESET|EPIPE)$/, 'the connection broke before the answer was whole'],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'no such host'],
  [/^HPE_HEADER_OVERFLOW$/, 'its headers are too long'],
  [/^HPE_/, 'what came is no HTTP answer'],
  [/CERT|SIGNED/, 'its certificate is not trusted'],
  [/^ERR_SSL_|^EPROTO$/, 'it does not speak TLS there'],
];

/** `aborted` says nothing; that time ran out does. */
const plainly = (error: unknown, signal: AbortSignal, timeout: number): never => {
  if (signal.aborted) throw new Error(`no answer within ${timeout / 1000} s`);
  const { code, message } = error as Error & { code?: string };
  if (code === undefined) throw error;
  const meaning = MEANINGS.find(([pattern]) => pattern.test(code))?.[1] ?? message;
  throw new Error(`${meaning} (${code})`);
};

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/**
 * @param timeout ms, for the whole of an answer
 * @throws Error as `forwardAddress` does
 */
export const forwardTo = (address: string, allowRemote: boolean, timeout = TIMEOUT): Deliver => {
  const url = forwardAddress(address, allowRemote);
  const deliver: Deliver = async (headers, body) => {
    const signal = AbortSignal.timeout(timeout);
    try {
      const reply = await post(url, { headers, body, signal });
      const { statusCode: status = 0 } = reply;
      if (isRedirect(status)) {
        reply.destroy();
        throw new Error(`HTTP ${status}, a redirect: a callback is not sent on`);
      }
      return { status, ...(await readSome(reply)) };
    } catch (error) {
      return plainly(error, signal, timeout);
    }
  };
  return Object.assign(deliver, { ownClock: true as const });
};
