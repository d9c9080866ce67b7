import { requestSubject } from '../mocks/match';
import { ApiError, asyncApi } from './callback';
import { leavePhone } from './connection';
import type { ApiOptions, HostContext, Result } from './context';
import { Listeners } from './listeners';
import type { Taken } from './mocks';
import { sideOf, type Noted } from './network-log';
import { numberOr, textOr } from './options';
import { isRecord } from '../record';
import { settled } from './reach';
import { isFault, type Wanted } from '../rules/answer-body';
import type { Problem } from '../rules/diagnose';
import { withTask } from './shape-stub';

/** ms, where neither the call nor app.json says otherwise. */
const TIMEOUT_MS = 60_000;

/** What the work of a task may tell while it runs. */
export interface Running {
  signal: AbortSignal;
  /** The request in the shell's panel. */
  noted: Noted;
  headers(received: Result): void;
  progress(made: Result): void;
  /** Something is wrong with the answer's body. */
  trouble(found: Problem, wanted: Wanted): void;
}

/** What a task does: on its way to a server, and where a mock rule has the answer. */
export interface Work {
  ask(options: ApiOptions, running: Running): Promise<Result>;
  mocked(answer: unknown, options: ApiOptions, running: Running): Promise<Result>;
}

/** `networkTimeout` of app.json for that API, or the platform's own. */
export function timeoutOf({ program }: Pick<HostContext, 'program'>, api: string): number {
  const { networkTimeout } = program.app;
  return numberOr(isRecord(networkTimeout) ? networkTimeout[api] : undefined, TIMEOUT_MS);
}

/** Waits; rejects when the task ends before. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

const textsOf = (header: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isRecord(header) ? header : {}).map(([name, value]) => [name, String(value)]),
  );

/** What a request would have sent. */
const sent = ({ data }: ApiOptions): string | ArrayBuffer | undefined =>
  data === undefined || typeof data === 'string' || data instanceof ArrayBuffer ? data : JSON.stringify(data);

async function answerBy(
  rule: Taken,
  { mocked }: Work,
  options: ApiOptions,
  running: Running,
): Promise<Result> {
  const { id, name } = rule;
  running.noted.note({
    by: 'mock',
    rule: { id, name },
    request: sideOf(textsOf(options.header), sent(options)),
  });
  await wait(rule.delay, running.signal);
  return mocked(await rule.give(), options, running);
}

/** `task` says nothing of an address before the call is made: what is wrong with it is the answer. */
const shownUrl = ({ url }: ApiOptions): string =>
  typeof url === 'string' && URL.canParse(url, location.href)
    ? new URL(url, location.href).href
    : String(url);

/** Shows it with the request, and as a problem of the place that asked where JSON was to come. */
function tellTrouble(
  { problems }: HostContext,
  noted: Noted,
  call: Error,
  found: Problem,
  wanted: Wanted,
): void {
  const fault = isFault(found, wanted);
  noted.note({ trouble: { ...found, isFault: fault } });
  if (fault) problems.report(call, { file: '', finding: found });
}

/**
 * Runs `work` and gives a task that can abort it. Without callbacks the task is a promise of the answer as
 * well.
 */
export function task(host: HostContext, api: string, options: unknown, work: Work): object {
  const control = new AbortController();
  const call = new Error();
  const calledAt = host.problems.calledAt(call.stack);
  const headers = new Listeners(host.problems, `${api}: onHeadersReceived`);
  const progress = new Listeners(host.problems, `${api}: onProgressUpdate`);
  const run = asyncApi(host, api, async (own) => {
    const method = textOr(own.method, api === 'uploadFile' ? 'POST' : 'GET').toUpperCase();
    const noted = host.network.begin(
      api,
      shownUrl(own),
      method,
      () => void task(host, api, { ...own }, work),
    );
    void calledAt.then((at) => at && noted.note({ at }));
    const running: Running = {
      signal: control.signal,
      noted,
      headers: (received) => headers.emit(received),
      progress: (made) => progress.emit(made),
      trouble: (found, wanted) => tellTrouble(host, noted, call, found, wanted),
    };
    const limit = numberOr(own.timeout, timeoutOf(host, api));
    const timer = setTimeout(() => control.abort(new ApiError('timeout')), limit);
    try {
      await leavePhone(control.signal);
      const rule = host.mocks.forApi(api, requestSubject(own, location.href));
      if (rule) return await answerBy(rule, work, own, running);
      return await work.ask(own, running).catch((error: unknown) => settled(error, control.signal));
    } catch (error) {
      const cause = control.signal.aborted ? (control.signal.reason as unknown) : error;
      const message = cause instanceof Error ? cause.message : String(cause);
      noted.end({ error: message });
      throw cause instanceof ApiError ? cause : new ApiError(message);
    } finally {
      clearTimeout(timer);
      noted.end();
    }
  });
  return withTask(run(options), {
    abort: () => control.abort(new ApiError('abort')),
    onHeadersReceived: headers.add,
    offHeadersReceived: headers.remove,
    onProgressUpdate: progress.add,
    offProgressUpdate: progress.remove,
  });
}
