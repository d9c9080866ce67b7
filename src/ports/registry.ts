/**
 * What the copies of the kit in one mini-program share, and where it hangs: on `tt`, else on the App object.
 * The simulator reads it there.
 */
import type { Report } from '../contract/events';
import type { Visit } from './sessions';

/** Ends in the version of the shapes below: copies with other shapes do not meet. */
export const REGISTRY_KEY = '__microappTradeKit1__';

/** Functions by event name, as given to `defineHandlers` or to the property `handlers`. */
export type HandlerSet = Record<string, unknown>;

/** One question a component has asked and still waits for. */
export interface Pending {
  /** The component that asked. */
  readonly asker: object;
  /** A handler has the event. */
  acked?: boolean;
  /** What the handler is called, where that is known. */
  handler?: string;
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

/** Gets the result of a visit. */
export interface Listening {
  /** The component that listens. */
  owner: object;
  tell(report: Report): void;
}

/** The hand-over between buttons and pages, as far as it is not stored. */
export interface LiveSessions {
  /** The one object of each visit that this life of the app has begun or taken up. */
  sessions: Record<string, Visit>;
  /** By visit. */
  listeners: Record<string, Listening>;
  /** Which visit made an order, by the developer's number. */
  makers: Map<string, string>;
}

/** State that every copy of the library in one mini-program shares. */
export interface Registry {
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
  /** What the methods of pages and components are called, as far as an adapter has seen them. */
  methods?: Set<string>;
  /** Instances whose handlers appear at run time (uni-app). */
  live: Set<object>;
  /** What `setup()` was given. */
  config?: unknown;
  sessions?: LiveSessions;
}
