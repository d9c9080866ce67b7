/** Callbacks over HTTP to a developer's own server. */
import type { Deliver } from './delivery';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const timeoutMs = 5_000;
const longestReply = 64 * 1024;

/** @throws Error when the address is not of this machine and that has not been allowed */
export const forwardTo = (address: string, allowRemote: boolean): Deliver => {
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`cannot forward callbacks to ${address}: http or https only`);
  if (!allowRemote && !loopback.has(url.hostname))
    throw new Error(`cannot forward callbacks to ${address}: only addresses of this machine are allowed`);
  return async (headers, body) => {
    const reply = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    return { status: reply.status, body: (await reply.text()).slice(0, longestReply) };
  };
};
