import type { HandlerSet, Pending } from './anchor';
import { anchor } from './anchor';
import type { Handlers } from './types';

// An event that nobody gave a type has to be usable in the function: `never` would refuse `event.detail`.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above; a function with types keeps its own
type AnyFunction = (this: any, ...args: any[]) => unknown;

interface Carried {
  __rid?: string;
  __probe?: boolean;
}

const carriedBy = (event: unknown): Carried => ((event || {}) as { detail?: Carried }).detail || {};

/** The question that an event carries, if it carries one that is still open. */
export function questionOf(event: unknown): Pending | undefined {
  const { __rid: rid } = carriedBy(event);
  return rid === undefined ? undefined : anchor().pending.get(rid);
}

/** A probe asks whether a handler is there; no user code may see it. */
export function isProbe(event: unknown): boolean {
  return !!carriedBy(event).__probe;
}

/** Whether `withReply` has made this function, in whatever copy of the library. */
export function isWrapped(fn: object): boolean {
  return '__reply' in fn;
}

export function isQuiet(fn: object): boolean {
  return '__quiet' in fn;
}

/**
 * Wraps an event handler so that the component gets what it returns: a value or a promise. `this` and the
 * arguments stay what they are, and so does the return value; an event of another component passes through
 * untouched.
 *
 * @example Page({ onGoods: withReply(function (event) { return fetchGoods(event.detail.goodsId); }) })
 */
export function withReply<F extends AnyFunction>(fn: F): F {
  const wrapped = function (this: unknown, ...args: unknown[]): unknown {
    const question = questionOf(args[0]);
    if (question) {
      question.handler = fn.name;
      question.ack();
    }
    if (isProbe(args[0])) return undefined;
    if (!question) return Reflect.apply(fn, this, args);
    try {
      const result: unknown = Reflect.apply(fn, this, args);
      question.answer(result);
      return result;
    } catch (reason) {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- passed on as it was thrown
      question.answer(Promise.reject(reason));
      throw reason;
    }
  };
  return Object.assign(wrapped, fn, { __reply: true });
}

/**
 * As `withReply`, for Vue, which logs whatever a handler's promise rejects with: the component has the
 * refusal, and the framework gets a promise that only ends.
 */
export function withQuietReply<F extends AnyFunction>(fn: F): F {
  const run = withReply(fn) as unknown as (...args: unknown[]) => unknown;
  const quiet = function (this: unknown, ...args: unknown[]): unknown {
    const question = questionOf(args[0]);
    const result = run.apply(this, args);
    return question && result ? Promise.resolve(result).catch(() => undefined) : result;
  };
  return Object.assign(quiet, fn, { __reply: true, __quiet: true }) as unknown as F;
}

/**
 * Answers the question that `event` carries, from inside its handler. Call it before the handler returns;
 * give it a promise when the value comes later. The first answer counts, and it beats what the handler
 * returns. Does nothing on any other event.
 *
 * @example Page({ onGoods(event) { reply(event, fetchGoods(event.detail.goodsId)); } })
 */
export function reply(event: unknown, value: unknown): void {
  const question = questionOf(event);
  if (question) {
    question.ack();
    question.answer(value, true);
  }
}

/**
 * Registers a set of handlers and gives its key, for `handlers="{{key}}"`. Works in every framework, with no
 * adapter. Release it in `onUnload`.
 *
 * @example data: { key: defineHandlers({ getgoodsinfo: (event) => fetchGoods(event.detail.goodsId),
 *   placeorder: login, pay: onPay }) }
 */
export function defineHandlers(handlers: Handlers): string {
  const store = anchor();
  const key = 'h' + ++store.seq;
  store.sets.set(key, handlers as HandlerSet);
  return key;
}

/** Forgets a set. Buttons that still name its key behave as without one. */
export function releaseHandlers(key: string): void {
  anchor().sets.delete(key);
}
