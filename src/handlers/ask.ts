import { ACK_WINDOW, LATE_WINDOW } from '../contract/limits';
import { wait } from '../ticker';
import type { HandlerSet, Pending } from './anchor';
import { anchor } from './anchor';
import { nearest } from './nearest';
import { report } from './report';

/** How a question to the page ended. */
export type Answer =
  /** Nobody acknowledged the event: no handler, or one whose return value is lost (see `missingText`). */
  | { kind: 'missing'; near?: string }
  /** What the handler returned, or what its promise resolved. Unchecked. */
  | { kind: 'value'; value: unknown }
  /** The handler threw, or its promise rejected: `reason` may be `undefined`. */
  | { kind: 'failed'; reason: unknown }
  /** The handler acknowledged, and then nothing for the whole waiting time. */
  | { kind: 'timeout' };

/** The component instance that asks. The same object must be passed to `cancel`. */
export interface Asker {
  /** `handlers` is read with each question: key of a registered set, or an object of functions. */
  data: { handlers?: unknown };
  triggerEvent(name: string, detail: object): void;
}

const setOf = ({ data: { handlers } }: Asker): HandlerSet | undefined =>
  (typeof handlers === 'string' ? anchor().sets.get(handlers) : handlers) as HandlerSet | undefined;

/** Reads what is the page's own. Where that throws, it counts as nothing and is reported. */
function read<T>(event: string, part: string, look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    report({ component: 'page', state: '', event, part, error });
    return undefined;
  }
}

/** A function of a set, as its method, with an event like the host's. */
interface Registered {
  name: string;
  run(detail: object): unknown;
}

/** Looked up once for each question: a set may give another function, or none, the next time. */
function registered(asker: Asker, event: string): Registered | undefined {
  return read(event, `handlers.${event}`, () => {
    const set = setOf(asker);
    const handler = set && (set[event] as ((e: object) => unknown) | undefined);
    return typeof handler === 'function'
      ? { name: String(handler.name), run: (detail) => handler.call(set, { type: event, detail }) }
      : undefined;
  });
}

/** A handler that is there, and may be the one that was meant. */
export const nearTo = (asker: Asker, event: string): string | undefined =>
  read(event, 'handlers', () =>
    nearest(event, Object.keys(setOf(asker) || {}).concat(Array.from(anchor().methods || []))),
  );

/**
 * Without the id of a question: a handler that passes on the detail of its event must not send it to
 * anybody's server.
 */
function withoutId(value: unknown): unknown {
  let found = false;
  const copy = (key: string, member: unknown): unknown => {
    if (key !== '__rid') return member;
    found = true;
    return undefined;
  };
  try {
    const text = JSON.stringify(value, copy);
    return found ? JSON.parse(text) : value;
  } catch {
    // It does not survive JSON: whoever checks it says so.
    return value;
  }
}

/** A question that is over: nobody waits for it, and a handler that takes it late is reported. */
function over(rid: string, asker: Asker, event: string): void {
  const { pending } = anchor();
  const end = wait(LATE_WINDOW, () => pending.delete(rid));
  const free = (): void => {
    if (pending.delete(rid)) end();
  };
  const ack = (): void => {
    free();
    console.error(
      `[microapp-trade-kit] bind:${event} has the event too late, and its answer is not used: import microapp-trade-kit/auto or /taro in the app entry`,
    );
  };
  pending.set(rid, { asker, ack, answer: () => undefined, free });
}

/** Asks one question. Without `timeoutMs` it is a probe: the acknowledgement is the answer. */
function post(
  asker: Asker,
  event: string,
  detail: object,
  done: (answer: Answer) => void,
  timeoutMs?: number,
): void {
  const store = anchor();
  const { pending } = store;
  const rid = 'r' + ++store.seq;
  const handler = registered(asker, event);
  const full = Object.assign({}, detail, { __rid: rid });
  let stop = (): void => undefined;
  let locked: boolean | undefined;
  const within = (ms: number, then: () => void): void => {
    stop();
    stop = wait(ms, then);
  };
  const end = (answer?: Answer): void => {
    if (!pending.delete(rid)) return;
    stop();
    if (!answer) return;
    // First, as what was thrown may throw again where it is looked at.
    done(answer);
    if (answer.kind === 'failed') tell(answer.reason);
  };
  /** A mistake in the page's code: it is reported with its stack, which an errMsg has no room for. */
  const tell = (error: unknown): void => {
    const { handler: name } = entry;
    const part = `bind:${event}${name ? `="${name}"` : ''}`;
    read(event, part, () => {
      if (error instanceof Error) report({ component: 'page', state: '', event, part, error });
    });
  };
  const entry: Pending = {
    asker,
    ack() {
      if (timeoutMs === undefined) end({ kind: 'value', value: true });
      else if (!entry.acked) within(timeoutMs, () => end({ kind: 'timeout' }));
      entry.acked = true;
    },
    answer(value, explicit) {
      const counts = !locked;
      if (explicit) locked = true;
      entry.answered = true;
      const settle = (answer: Answer): void => {
        if (counts && (explicit || !locked)) end(answer);
      };
      // Not Promise.resolve: it reads the value, and throws where that does.
      new Promise((resolve) => resolve(value)).then(
        (settled) => settle({ kind: 'value', value: withoutId(settled) }),
        (reason) => settle({ kind: 'failed', reason }),
      );
    },
    free: end,
  };
  pending.set(rid, entry);
  try {
    if (handler) {
      entry.handler = handler.name;
      entry.ack();
      entry.answer(handler.run(full));
    } else {
      // Armed twice: after a busy time a thread may run its timers before the events that queued up.
      within(ACK_WINDOW, () =>
        within(ACK_WINDOW, () => {
          const near = nearTo(asker, event);
          end(near ? { kind: 'missing', near } : { kind: 'missing' });
          if (timeoutMs !== undefined) over(rid, asker, event);
        }),
      );
      if (store.scan) store.scan();
      asker.triggerEvent(event, full);
    }
  } catch (reason) {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- passed on as it was thrown
    entry.answer(Promise.reject(reason));
  }
}

/**
 * Asks the page's handler of `event` and waits for its answer. Never rejects.
 *
 * A registered set that has the event is called at once; otherwise the event is triggered, and a handler that
 * does not show itself within two windows of `ACK_WINDOW` ms is `missing`. `timeoutMs` counts from the moment
 * the handler is known to have the event; `own`, the property `handler-timeout`, is taken in its place where
 * it is a number of ms above 0. After `cancel(asker)` the promise stays pending. Contract pay-button §11,
 * README D1, D2, D6.
 */
export function ask(
  asker: Asker,
  event: string,
  detail: object,
  timeoutMs: number,
  own?: unknown,
): Promise<Answer> {
  const limit = typeof own === 'number' && own > 0 ? own : timeoutMs;
  return new Promise((resolve) => post(asker, event, detail, resolve, limit));
}

/**
 * Whether the page has a handler for `event`; calls no user code. `true`: a registered set has it, or an
 * adapter acknowledged a dry probe. `false`: an adapter is installed and nobody acknowledged. `undefined`: it
 * cannot be known, because without an adapter a probe would reach ordinary handlers.
 */
export function present(asker: Asker, event: string): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    if (registered(asker, event)) resolve(true);
    else if (anchor().auto)
      post(asker, event, { __probe: true }, (answer) => resolve(answer.kind === 'value'));
    else resolve(undefined);
  });
}

/**
 * Tells the page, expecting no answer. For `pay` resolves whether somebody listens, as `present` does (the
 * detail itself stays as documented); for other events `undefined`. What a handler throws is
 * reported: the component goes on.
 */
export function notify(asker: Asker, event: string, detail: object): Promise<boolean | undefined> {
  const heard = event === 'pay' ? present(asker, event) : Promise.resolve(undefined);
  const handler = registered(asker, event);
  new Promise((resolve) => resolve(handler ? handler.run(detail) : asker.triggerEvent(event, detail))).catch(
    (error: unknown) => report({ component: 'page', state: '', event, part: `bind:${event}`, error }),
  );
  return heard;
}

/** The errMsg of 21503, 21504 and 21516: an unbound handler and one whose return value is lost look alike. */
export const missingText = (event: string, near?: string): string =>
  `no bind:${event}, or its return value was lost: ${near ? `there is ${near}: is it the one that bind:${event}="…" should name, or the key ${event} of the set? Else ` : ''}import microapp-trade-kit/auto or /taro in the app entry, or wrap the handler with withReply`;
