/** Callbacks over HTTP to a developer's own server. */
import type { Deliver } from './delivery';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const timeoutMs = 5_000;
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
  if (!allowRemote && !loopback.test(url.hostname))
    return refuse(
      address,
      'only addresses of this machine are allowed. Use 127.0.0.1, or allow others with --allow-remote',
    );
  url.hash = '';
  return url;
};

interface Reader {
  read(): Promise<{ done: boolean; value?: Uint8Array }>;
  cancel(): Promise<void>;
}

/** Reads no more than is kept, however much is sent. */
const readSome = async (reply: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = reply.body?.getReader() as Reader | undefined;
  while (reader && length < longestReply) {
    const { done, value } = await reader.read();
    if (done || !value) break;
    chunks.push(value);
    length += value.length;
  }
  await reader?.cancel();
  return Buffer.concat(chunks).subarray(0, longestReply).toString();
};

/** `fetch failed` says nothing; its cause does. */
const plainly = (error: unknown): never => {
  const { name, message, cause } = error as Error & { cause?: Error & { code?: string } };
  if (name === 'TimeoutError') throw new Error(`no answer within ${timeoutMs / 1000} s`);
  throw new Error(cause?.code ?? cause?.message ?? message);
};

/** @throws Error as `forwardAddress` does */
export const forwardTo = (address: string, allowRemote: boolean): Deliver => {
  const url = forwardAddress(address, allowRemote);
  const deliver: Deliver = async (headers, body) => {
    try {
      const reply = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: reply.status, body: await readSome(reply) };
    } catch (error) {
      return plainly(error);
    }
  };
  return Object.assign(deliver, { ownClock: true as const });
};
