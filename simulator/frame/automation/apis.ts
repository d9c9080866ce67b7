/** `tt` as a test calls and replaces it. */
import type { Tt } from '../../host';
import { nearestName } from '../../rules/nearest';

/** What stands in for an API: its answer, or a function that gives it. */
export type Mock = unknown;

type Api = (...args: unknown[]) => unknown;
interface Callbacks {
  success?(result: unknown): void;
  fail?(error: unknown): void;
  complete?(result: unknown): void;
}

const originals = new WeakMap<object, Map<string, unknown>>();

function apiOf(tt: Tt, name: string): Api {
  const api = (tt as unknown as Record<string, unknown>)[name];
  if (typeof api === 'function') return api as Api;
  const near = nearestName(name, Object.keys(tt));
  throw new Error(`tt has no ${name}${near === undefined ? '' : `: did you mean ${near}?`}`);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** @throws when an API of a plug-in is meant: that of the program is another one */
export function refusePlugin(pluginId: unknown): void {
  if (pluginId !== undefined) throw new Error('plug-ins have no APIs of their own in the simulator');
}

/** Calls an API and waits for its answer. @throws its errMsg when it fails */
export function callApi(tt: Tt, name: string, args: unknown[]): Promise<unknown> {
  const api = apiOf(tt, name);
  const [options, ...more] = args;
  if (name.endsWith('Sync') || (args.length > 0 && !isObject(options))) return Promise.resolve(api(...args));
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void =>
      reject(new Error(isObject(error) && 'errMsg' in error ? String(error.errMsg) : String(error)));
    const made = api({ ...(options as object | undefined), success: resolve, fail }, ...more);
    if (made instanceof Promise) made.then(resolve, fail);
    // What answers at once and takes no callbacks, such as getMenuButtonBoundingClientRect.
    else if (isObject(made) && !('abort' in made) && !('onProgressUpdate' in made)) resolve(made);
    else if (made !== undefined && !isObject(made)) resolve(made);
  });
}

/** Gives a result to the callbacks of a call, or as a promise where it has none. */
function settle(options: unknown, answer: Promise<unknown>): Promise<unknown> | undefined {
  const { success, fail, complete } = (isObject(options) ? options : {}) as Callbacks;
  if (!success && !fail && !complete) return answer;
  answer.then(
    (result) => {
      const failed = isObject(result) && 'errMsg' in result && /:fail/.test(String(result.errMsg));
      (failed ? fail : success)?.(result);
      complete?.(result);
    },
    (error: unknown) => {
      fail?.(error);
      complete?.(error);
    },
  );
  return undefined;
}

/** Puts `mock` in the place of an API, or the API back where `on` is false. */
export function mockApi(tt: Tt, name: string, on: boolean, mock: Mock, args: unknown[]): void {
  const target = tt as unknown as Record<string, unknown>;
  const known = originals.get(tt) ?? new Map<string, unknown>();
  originals.set(tt, known);
  if (!on) {
    if (known.has(name)) target[name] = known.get(name);
    return;
  }
  if (!known.has(name)) known.set(name, apiOf(tt, name));
  const origin = known.get(name) as Api;
  target[name] = (...given: unknown[]): unknown => {
    const make = (): unknown =>
      typeof mock === 'function' ? (mock as Api).apply({ origin }, [...given, ...args]) : mock;
    return name.endsWith('Sync') ? make() : settle(given[0], new Promise((resolve) => resolve(make())));
  };
}
