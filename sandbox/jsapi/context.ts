import type { Callbacks } from '../callbacks/delivery';
import type { Deliver } from '../callbacks/types';
import type { Keys } from '../callbacks/keys';
import type { Catalogue } from '../catalogue/catalogue';
import type { Clock } from '../clock';
import type { Journal } from '../console/journal';
import type { EventLog } from '../events';
import type { Ledger } from '../ledger/ledger';
import type { Refunds } from '../ledger/refunds';
import type { Scenarios } from '../scenarios/scenarios';
import type { Users } from '../users';
import type { ApplicationKeys } from './application-keys';

export const MERGINGS = ['none', 'account', 'full'] as const;
export type Merging = (typeof MERGINGS)[number];

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
  applicationKeys: ApplicationKeys;
  /** How far the app is merged into life service: not at all, by account (账号融合), or fully (完全融合). */
  merging: Merging;
  /** Whether an order may be of several skus, as an official example has it (decision D-Q5). */
  severalSkus: boolean;
  /** Skus that are tickets outside the POI library. */
  tickets: ReadonlySet<string>;
  /** A server at an address that an order names itself. Throws where that must not be reached. */
  reach(address: string): Deliver;
  events: EventLog;
  journal: Journal;
  /** Told the number of the order that a call is about, also of one that then does not come to be. */
  about?(orderId: string): void;
}

/** Who calls. */
export interface Caller {
  appId: string;
  /** Scenario named by the request's header. */
  scenario?: string;
  /** Base library of the phone. @default the newest */
  baseLibrary?: string;
  /** The shop of the shelf or the live room that the user came from. */
  poiId?: string;
  /** The purchase on the phone that it belongs to: a number for the timeline, nothing depends on it. */
  attempt?: string;
  /** A device of the network: no address that it names is called, as nothing signs them. */
  device?: true;
}

/** Options of a JSAPI as they come: a JSON object, nothing else known. */
export type Options = Record<string, unknown>;

export type Handler = (
  context: PlatformContext,
  options: Options,
  caller: Caller,
) => Promise<Record<string, unknown>> | Record<string, unknown>;
