import { anchor } from './anchor';
import { isWrapped, withQuietReply, withReply } from './reply';

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type Options = Record<string, unknown>;

declare let Page: AnyFunction;
declare let Component: AnyFunction;
declare let Behavior: AnyFunction;

/** Called by the host, or (`__l`) by uni-app, never bound to an event of ours. */
const LIFECYCLE =
  /^(on(Load|Show|Ready|Hide|Unload|PullDownRefresh|ReachBottom|PageScroll|Resize|TabItemTap|Share\w*|AddToFavorites|SaveExitState)|__l)$/;

/**
 * Handlers that dispatch for a whole framework and lose the return value: Taro's and uni-app Vue 2's.
 * Wrapped, they would answer every question with `undefined`; probed, they would run user code.
 */
const DISPATCHERS = ['eh', '__e'];

/** A class is called with `new`: a wrapper would break it. */
function isClass(fn: object): boolean {
  const own = Object.getOwnPropertyDescriptor(fn, 'prototype');
  return !!own && (!own.writable || Object.getOwnPropertyNames(own.value as object).length > 1);
}

function capture(fn: AnyFunction): AnyFunction {
  const wrapped = withReply(fn);
  // uni-app calls what stands in `value` of the function, and swaps the handler by writing there
  if ('value' in fn) {
    const invoker = fn as { value?: unknown };
    const quieten = (value: unknown): void => {
      invoker.value = typeof value === 'function' ? withQuietReply(value as AnyFunction) : value;
    };
    quieten(invoker.value);
    Object.defineProperty(wrapped, 'value', {
      configurable: true,
      get: () => invoker.value,
      set: quieten,
    });
  }
  return wrapped;
}

function captureAll(owner: unknown, wanted: (name: string) => boolean): void {
  if (!owner || typeof owner !== 'object') return;
  const methods = owner as Options;
  Object.keys(methods).forEach((name) => {
    const own = Object.getOwnPropertyDescriptor(methods, name);
    const value: unknown = own && own.value;
    if (
      typeof value === 'function' &&
      own &&
      own.writable &&
      wanted(name) &&
      !isWrapped(value) &&
      !isClass(value)
    ) {
      methods[name] = capture(value as AnyFunction);
      const store = anchor();
      (store.methods = store.methods || new Set()).add(name);
    }
  });
}

function captureMethods(methods: unknown): void {
  if (methods && DISPATCHERS.some((name) => name in (methods as object))) {
    const store = anchor();
    if (store.auto === 'auto') {
      store.auto = undefined;
      console.warn(
        '[microapp-trade-kit] /auto cannot read what handlers return here: in Taro import microapp-trade-kit/taro in its place, in uni-app of Vue 2 use defineHandlers',
      );
    }
  } else {
    captureAll(methods, (name) => !LIFECYCLE.test(name));
  }
}

/** uni-app writes its handlers on the instance, as `e0`, `e1`, … (`e7_0` inside slots), at any render. */
function scan(): void {
  anchor().live.forEach((instance) => captureAll(instance, (name) => /^e\d/.test(name)));
}

/** Only uni-app's own components have such handlers; they are known by their method `__l`. */
function track(options: Options): void {
  const { methods } = options;
  if (!methods || typeof methods !== 'object' || !('__l' in methods)) return;
  const lifetimes = { ...(options.lifetimes as Record<string, AnyFunction | undefined>) };
  const { created, detached } = lifetimes;
  options.lifetimes = Object.assign(lifetimes, {
    created(this: object, ...args: unknown[]) {
      anchor().live.add(this);
      return created && created.apply(this, args);
    },
    detached(this: object, ...args: unknown[]) {
      anchor().live.delete(this);
      return detached && detached.apply(this, args);
    },
  });
}

function before(make: AnyFunction, prepare: (options: Options) => void): AnyFunction {
  const patched: AnyFunction = function (...args) {
    if (args[0] && typeof args[0] === 'object') prepare(args[0] as Options);
    return make.apply(this, args);
  };
  return Object.assign(patched, make);
}

/**
 * Makes ordinary handlers answer: from now on, methods given to `Page`, `Component` and `Behavior` are
 * wrapped by `withReply`. Does nothing when an adapter is installed already, or where there are no such
 * globals.
 */
export function installAuto(): void {
  const store = anchor();
  if (store.auto || typeof Page !== 'function' || typeof Component !== 'function') return;
  store.auto = 'auto';
  store.scan = scan;
  Page = before(Page, captureMethods);
  Component = before(Component, (options) => {
    captureMethods(options.methods);
    track(options);
  });
  if (typeof Behavior === 'function')
    Behavior = before(Behavior, (options) => captureMethods(options.methods));
}
