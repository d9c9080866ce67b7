import type { NetworkEntry, NetworkRules } from '../network';
import type { CompiledProgram } from '../protocol';
import type { AppLife, LaunchOptions } from '../runtime/app';
import type { Crossing } from '../runtime/crossing';
import type { Log } from '../runtime/log';
import type { Bars } from '../runtime/navigation-bar';
import type { Problems } from '../runtime/problems';
import type { Router } from '../runtime/router';
import type { TradeTrace } from '../runtime/trade-trace';
import type { FileTree } from './files';
import type { MockTable } from './mocks';
import type { NetworkLog } from './network-log';
import type { Person } from './person';
import type { Toasts } from './ui';

/** The client that is simulated. */
export interface HostProfile {
  /** Base library version, as `getSystemInfo` tells it. */
  libVersion: string;
  /** Version of the Douyin app. */
  appVersion: string;
  /** Whether the mini-program has the industry SDK permission. */
  industrySdk: boolean;
  /**
   * Whether `tt` has the JSAPIs of the trade at all: the official devtools have none for a developer who is
   * not logged in.
   */
  tradeApis: boolean;
}

/** One call of a `tt` API, for tests and the inspector. */
export interface ApiCall {
  api: string;
  options: unknown;
  outcome?: 'success' | 'fail';
  result?: Record<string, unknown>;
  /** The server that nobody reached, where that is why it failed. */
  server?: string;
}

/** What the runtime gives to the simulated `tt`. */
export interface HostParts {
  program: CompiledProgram;
  profile: HostProfile;
  router: Router;
  bars: Bars;
  app: AppLife;
  launch: LaunchOptions;
  problems: Problems;
  log: Log;
  calls: ApiCall[];
  /** Told of the trade JSAPIs, for the console's timeline. */
  trace?: Pick<TradeTrace, 'called'>;
  /** How answers get to the program. */
  crossing?: Crossing;
  /** Where panels, toasts and dialogs are put. */
  layer: HTMLElement;
  /** Whether the shell is around the frame: a person looks at it. */
  attached?: boolean;
  /** Runs a script of the program by its id. */
  runModule?(id: string): unknown;
  /** Tells the shell that the keyboard came up, or went. */
  tellKeyboard?(height: number): void;
  /** Tells the shell of a request. */
  tellRequest?(entry: NetworkEntry): void;
  mocks: MockTable;
}

/** What the families of `tt` may use: the runtime's parts, and what they share among themselves. */
export interface HostContext extends HostParts {
  files: FileTree;
  person: Person;
  toasts: Toasts;
  network: NetworkLog;
  networkRules: NetworkRules;
  /** A server keeps cookies with a program that says nothing of them: told once. */
  cookieWarning(): void;
}

/** Options of an asynchronous API, callbacks taken off. */
export type ApiOptions = Readonly<Record<string, unknown>>;
export type Result = Record<string, unknown>;

/** An API with success, fail and complete. It throws or rejects with an `ApiError` to fail. */
export type AsyncApi = (options: ApiOptions) => Result | void | Promise<Result | void>;

/** A synchronous API, or one that hands out an object. */
type PlainApi = (...args: never[]) => unknown;

/** APIs that belong together. */
export interface Family {
  calls?: Record<string, AsyncApi>;
  plain?: Record<string, PlainApi>;
  /** What is there without a call: `tt.env`. */
  values?: Record<string, unknown>;
}
