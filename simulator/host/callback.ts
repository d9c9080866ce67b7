import { problem } from '../rules/diagnose';
import { copyOf } from '../rules/data';
import type { ApiCall, ApiOptions, AsyncApi, HostContext, Result } from './context';

/** Why an API fails: `message` goes behind `<api>:fail `, the fields go beside errMsg. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly fields: Result = {},
    /** The server that does not answer, where that is why. */
    readonly server?: string,
  ) {
    super(message);
  }
}

interface Callbacks {
  success?: unknown;
  fail?: unknown;
  complete?: unknown;
}

type Context = Pick<HostContext, 'calls' | 'log' | 'problems' | 'trace' | 'crossing'> &
  Partial<Pick<HostContext, 'mocks'>>;

/** They have an address, and ask the rules themselves. */
const TASKS = new Set(['request', 'uploadFile', 'downloadFile', 'connectSocket']);

const asResult = (given: unknown): Result =>
  typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Result) : { data: given };

/** The answer of a mock rule, or else that of the host. */
async function answered(
  { mocks }: Context,
  api: string,
  options: ApiOptions,
  work: AsyncApi,
): Promise<Result | void> {
  const rule = TASKS.has(api) ? undefined : mocks?.forApi(api, options);
  if (!rule) return work(options);
  if (rule.delay > 0) await new Promise((resolve) => setTimeout(resolve, rule.delay));
  return asResult(await rule.give());
}

/** The calls of a purchase: only these appear in the console's timeline. */
const TRADE_APIS =
  /^(?:login|pay|requestOrder|getOrderPayment|continueToPay(?:Life)?|create(?:Merchant|Refund)?Order|applyRefund|getRefundOrder)$/;

function split(options: unknown): { callbacks: Callbacks; rest: ApiOptions } {
  if (typeof options !== 'object' || options === null) return { callbacks: {}, rest: {} };
  const { success, fail, complete, ...rest } = options as Callbacks & Record<string, unknown>;
  return { callbacks: { success, fail, complete }, rest };
}

function failure(api: string, error: unknown): Result {
  const text = error instanceof Error ? error.message : String(error);
  const fields = error instanceof ApiError ? error.fields : {};
  return {
    ...fields,
    errMsg: text.startsWith(`${api}:fail`) ? text : `${api}:fail ${text || 'unknown error'}`,
  };
}

/** Functions and what is no plain object (a canvas, a buffer) go through as they are. */
const BY_VALUE = { json: false, instances: 'keep' } as const;

interface Ended {
  outcome: 'success' | 'fail';
  result: Result;
}

/** The answer as the program gets it: a copy, at once or with the next turn. */
function arrival({ crossing }: Context, { outcome, result }: Ended): Ended | Promise<Ended> {
  const copy = crossing ? (crossing.copy(copyOf(result, BY_VALUE)) as Result) : result;
  if (!crossing || crossing.delivery === 'sync') return { outcome, result: copy };
  return new Promise((resolve) => crossing.pass(() => resolve({ outcome, result: copy })));
}

/** One line of a call: what was asked where, and what came of it. */
function lineOf(api: string, { url, method }: ApiOptions, { outcome, result }: Ended): string {
  const words: unknown[] = [api];
  if (api === 'request') words.push(typeof method === 'string' ? method.toUpperCase() : 'GET');
  if (typeof url === 'string') words.push(url);
  words.push(outcome);
  if (typeof result.statusCode === 'number') words.push(result.statusCode);
  const { errMsg } = result;
  if (outcome === 'fail' && typeof errMsg === 'string') words.push(errMsg.replace(/^\w+:fail ?/, ''));
  return words.join(' ');
}

/**
 * Wraps an API in the documented convention: success or fail once, then complete with the same content, never
 * before the call has returned. Without any callback a promise is returned; if nobody looks at it, its
 * rejection is not an error of the program.
 */
export function asyncApi(
  context: Context,
  api: string,
  work: AsyncApi,
): (options?: unknown) => Promise<Result> | undefined {
  return (options) => {
    const { callbacks, rest: given } = split(options);
    // What the program does to its own object after the call does not change the call.
    const rest = copyOf(given, BY_VALUE) as ApiOptions;
    const call: ApiCall = { api, options: rest };
    const calledAt = context.problems.calledAt(new Error().stack);
    context.calls.push(call);
    const tellEnd = TRADE_APIS.test(api) ? context.trace?.called(api, rest) : undefined;
    const run = (callback: unknown, name: string, result: Result): void => {
      if (typeof callback !== 'function') return;
      try {
        (callback as (result: Result) => void)(result);
      } catch (error) {
        context.problems.report(error, {
          finding: (said) => problem('run-callback', { callback: name, api, error: said }),
        });
      }
    };
    const finish = (outcome: 'success' | 'fail', result: Result): void => {
      Object.assign(call, { outcome, result });
      const level = outcome === 'success' ? 'info' : 'warn';
      const line = lineOf(api, rest, { outcome, result });
      void calledAt.then((at) => context.log.write('api', level, line, { options: rest, result }, at));
      tellEnd?.(outcome === 'fail', result);
      run(callbacks[outcome], outcome, result);
      run(callbacks.complete, 'complete', result);
    };
    const settled = Promise.resolve()
      .then(() => answered(context, api, rest, work))
      .then(
        (result) => ({ outcome: 'success' as const, result: { ...result, errMsg: `${api}:ok` } }),
        (error: unknown) => {
          if (error instanceof ApiError && error.server !== undefined) call.server = error.server;
          return { outcome: 'fail' as const, result: failure(api, error) };
        },
      )
      .then(({ outcome, result }) => arrival(context, { outcome, result }))
      .then(({ outcome, result }) => {
        finish(outcome, result);
        return { outcome, result };
      });
    if (callbacks.success !== undefined || callbacks.fail !== undefined || callbacks.complete !== undefined) {
      void settled;
      return undefined;
    }
    const promise = settled.then(({ outcome, result }) =>
      outcome === 'success' ? result : Promise.reject(result as unknown as Error),
    );
    promise.catch(() => undefined);
    return promise;
  };
}

/** What a rule sees of a call with arguments: the options, or the arguments by their number. */
const subjectOf = (args: readonly unknown[]): unknown =>
  args.length === 1 && typeof args[0] === 'object' && args[0] !== null ? args[0] : { ...args };

/** A plain API: recorded, and what it throws is the caller's to catch. */
export function plainApi(
  context: Context,
  api: string,
  work: (...args: unknown[]) => unknown,
): (...args: unknown[]) => unknown {
  return (...args) => {
    const call: ApiCall = { api, options: args.length > 1 ? args : args[0] };
    context.calls.push(call);
    context.log.write('api', 'debug', api, args);
    const rule = TASKS.has(api) ? undefined : context.mocks?.forApi(api, subjectOf(args));
    return rule ? rule.give() : work(...args);
  };
}
