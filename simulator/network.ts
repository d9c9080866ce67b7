/** Requests on their way to a server: what frame, dev server and shell tell each other. */
import type { Problem } from './rules/diagnose';

/** First line of the body of `POST /__net/request`, as JSON; behind it follows the request's own body. */
export interface NetworkAsk {
  /** The API that asks. */
  api: string;
  /** The address as the program wrote it, absolute. */
  url: string;
  method: string;
  header: Record<string, string>;
}

/** How the dev server reached whoever answered. */
export interface Route {
  /** The address behind the map; absent for one that was reached as written. */
  target?: string;
  /** Addresses that redirects led to, as the program would see them. */
  redirects: string[];
  /** Cookies that the answer set. */
  cookies: number;
}

/** Header of the dev server's answer: JSON of this, percent-encoded. */
export const ANSWER_HEADER = 'x-trade-sim-answer';

export type NetworkAnswer =
  | ({ statusCode: number; header: Record<string, string> } & Route)
  /** No answer, and why. `refused`: nobody was asked. */
  | { error: string; refused: boolean };

/** Bytes of a body that pass through the dev server, either way. */
export const LARGEST_BODY = 64 * 1024 * 1024;

/** What the frame may send without asking whether it is mapped: told when it is loaded. */
export interface NetworkRules {
  /** Beginnings of addresses that go through the dev server, `https://api.example.com/`. */
  mapped: string[];
  /** Every address may be asked. */
  remote: boolean;
}

/** One side of a request, as the shell shows it. */
export interface NetworkSide {
  header: Record<string, string>;
  /** Text of the body, its beginning where it is long; absent for bytes that are no text. */
  body?: string;
  /** The body is longer than what is given of it. */
  cut?: boolean;
  /** Bytes. */
  size: number;
}

/** A finding about an answer's body, whose words are in the table of findings. */
export interface AnswerTrouble extends Problem {
  /** Whoever asked wanted something else; otherwise it is a fact to know. */
  isFault: boolean;
}

/** Who answered: a mock rule, a mapped server, a server asked as written, the simulator, or nobody. */
export type AnsweredBy = 'mock' | 'map' | 'direct' | 'remote' | 'own' | 'nobody';

/** A request of the program, told again whenever more is known of it. */
export interface NetworkEntry {
  id: number;
  api: string;
  method: string;
  url: string;
  /** The page that was shown. */
  page: string;
  /** Time, ms. */
  started: number;
  /** ms; absent while it runs. */
  took?: number;
  statusCode?: number;
  by: AnsweredBy;
  /** The mock rule that answered. */
  rule?: { id: string; name: string };
  target?: string;
  redirects?: string[];
  request: NetworkSide;
  answer?: NetworkSide;
  /** What is wrong with the answer's body. */
  trouble?: AnswerTrouble;
  error?: string;
  /** Where the program asked. */
  at?: { file: string; line: number; column: number };
  /** Of a socket: how many messages went and came, and the newest of them. */
  messages?: { out: number; in: number; last: { out: boolean; text: string }[] };
}

/** Runs a file of the mock folder as a module of CommonJS. */
type MockLoader = (module: { exports: unknown }, exports: unknown) => void;

/** What `/__net/mocks.js` defines as `window.__TRADE_SIM_MOCKS__`. */
export interface MockBundle {
  /** In the order in which their rules are tried. */
  files: { file: string; rules?: unknown; load?: MockLoader }[];
  /** Files that rules name as their answer. */
  scripts: Record<string, MockLoader>;
  /** Ids of rules that a person has switched off for this run. */
  off: string[];
}

/** A rule as the shell lists it. */
export interface MockInfo {
  /** `<file>#<index>` */
  id: string;
  file: string;
  index: number;
  on: boolean;
  /** How often it has answered. */
  count: number;
  name: string;
  /** The API, event or handler. */
  kind: string;
}

/** `GET /__net/state`, for the shell. */
export interface NetworkState {
  maps: { from: string; to: string }[];
  remote: boolean;
  recording: boolean;
  /** Rules of JSON files as they are written; those of scripts are known to the frame alone. */
  rules: { id: string; text: string }[];
}
