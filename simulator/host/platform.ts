import { attemptHeader } from '../runtime/attempt';
import { ApiError } from './callback';
import { leavePhone } from './connection';
import type { Result } from './context';
import { phoneHeaders, scenarioHeader } from './scenario';

/** What `POST /platform/:api` answers. */
export type PlatformAnswer = { ok: true } & Result;

/** Field by field what a refusal hands to `fail`. */
const FAILURE_FIELDS = ['errNo', 'errDetail', 'errLogId', 'orderId', 'outOrderNo'] as const;

/** errNo of a request that broke (contract jsapi §1.5). */
const BROKEN = 10401;

function isAnswer(value: unknown): value is { ok: boolean } & Result {
  return typeof value === 'object' && value !== null && typeof (value as { ok?: unknown }).ok === 'boolean';
}

/** How long a broken request is kept back, ms: one that breaks as the page leaves is no answer. */
const LEAVING = 200;

async function exchange(path: string, init?: RequestInit): Promise<unknown> {
  await leavePhone();
  const response = await fetch(`/platform/${path}`, init);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

const post = (path: string, body: unknown): Promise<unknown> =>
  exchange(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...scenarioHeader(location.search),
      ...phoneHeaders(location.search),
      ...attemptHeader(),
    },
    body: JSON.stringify(body),
  });

/** Sends a call of `api` to the sandbox platform. A refusal becomes the `ApiError` that `fail` gets. */
export async function callPlatform(api: string, body: unknown): Promise<PlatformAnswer> {
  let answer: unknown;
  try {
    answer = await post(encodeURIComponent(api), body);
  } catch (error) {
    // A program that is killed runs no more code: the timer of a page that leaves never fires.
    await new Promise((resolve) => setTimeout(resolve, LEAVING));
    throw new ApiError(`internal error (${error instanceof Error ? error.message : String(error)})`, {
      errNo: BROKEN,
    });
  }
  if (!isAnswer(answer)) throw new ApiError('internal error (unreadable answer)', { errNo: BROKEN });
  if (answer.ok) return answer as PlatformAnswer;
  const fields: Result = {};
  for (const name of FAILURE_FIELDS) if (answer[name] !== undefined) fields[name] = answer[name];
  // The documented text says what kind of failure it is; what exactly is wrong stands beside it.
  if (typeof answer.errDetail === 'string') console.warn(`${String(answer.errMsg)}: ${answer.errDetail}`);
  throw new ApiError(typeof answer.errMsg === 'string' ? answer.errMsg : 'unknown error', fields);
}

/** An answer's content without the envelope. */
export function payload({ ok: _ok, errMsg: _errMsg, ...content }: PlatformAnswer): Result {
  return content;
}

export async function isLoggedIn(): Promise<boolean> {
  const user = await exchange('user');
  return (user as { loggedIn?: unknown }).loggedIn === true;
}

export async function setLoggedIn(loggedIn: boolean): Promise<void> {
  await post('user', { loggedIn });
}
