import type { Callbacks } from '../callbacks/delivery';
import type { Keys } from '../callbacks/keys';
import type { Catalogue } from '../catalogue/catalogue';
import type { Clock } from '../clock';
import type { EventLog } from '../events';
import type { Ledger } from '../ledger/ledger';
import type { Refunds } from '../ledger/refunds';
import type { Scenarios } from '../scenarios/scenarios';
import type { Users } from '../users';

/** What the JSAPIs work with. */
export interface PlatformContext {
  clock: Clock;
  ledger: Ledger;
  refunds: Refunds;
  catalogue: Catalogue;
  callbacks: Callbacks;
  scenarios: Scenarios;
  users: Users;
  keys: Keys;
  events: EventLog;
}

/** Who calls. */
export interface Caller {
  appId: string;
  /** Scenario named by the request's header. */
  scenario?: string;
}

/** Options of a JSAPI as they come: a JSON object, nothing else known. */
export type Options = Record<string, unknown>;

export type Handler = (
  context: PlatformContext,
  options: Options,
  caller: Caller,
) => Promise<Record<string, unknown>> | Record<string, unknown>;
