/** Functions by event name, as given to `defineHandlers` or to the property `handlers`. */
export type HandlerSet = Record<string, unknown>;

/** One question a component has asked and still waits for. */
export interface Pending {
  /** The component that asked. */
  readonly asker: object;
  /** A handler has the event. */
  acked?: boolean;
  /** Somebody has given an answer, settled or not. */
  answered?: boolean;
  /**
   * Says that a handler has the event: the search for one ends, the wait for its answer begins. Further calls
   * do nothing.
   */
  ack(): void;
  /**
   * A value, or a promise of one. What `reply` gives is `explicit`: the first explicit answer counts and
   * beats what a handler returns; of returned values the first to settle counts.
   */
  answer(value: unknown, explicit?: boolean): void;
  /** Forget the question: no timer runs, no answer is delivered. */
  free(): void;
}

/** State that every copy of the library in one mini-program shares. */
export interface Anchor {
  /** Last number used, for correlation ids and keys. */
  seq: number;
  /** By correlation id. */
  pending: Map<string, Pending>;
  /** By key. */
  sets: Map<string, HandlerSet>;
  /** Which adapter is installed, if any. With one, a handler that is bound always acknowledges. */
  auto?: 'auto' | 'taro';
  /**
   * Brings handlers that appeared since the last event under the adapter; called before each event that asks.
   */
  scan?: () => void;
  /** Instances whose handlers appear at run time (uni-app). */
  live: Set<object>;
  /** What `setup()` was given. */
  config?: unknown;
  /** Hand-over between a button and its pages. */
  sessions?: unknown;
}

declare const tt: unknown;
declare const getApp: () => unknown;

/** Ends in the version of the shape above: copies with another shape do not meet. */
const KEY = '__microappTradeKit1__';

let unhung: Anchor | undefined;

const create = (): Anchor => ({ seq: 0, pending: new Map(), sets: new Map(), live: new Set() });

function on(host: () => unknown): Anchor | undefined {
  try {
    const slots = host() as Record<string, Anchor | undefined>;
    return slots[KEY] || ((slots[KEY] = unhung || create()), slots[KEY]);
  } catch {
    // no such host, or it refuses new members
    return undefined;
  }
}

/**
 * The one registry of this mini-program. Looked up at each call: module state is not shared between copies of
 * the library (uni-app has two), and nothing can be hung on the app before `App()` has run.
 */
export function anchor(): Anchor {
  return on(() => tt) || on(() => getApp()) || (unhung = unhung || create());
}
