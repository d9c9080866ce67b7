/** What the operations of the server interfaces work with. */
import type { Family, FamilyName, Operation } from '../../src/contract/open-api';
import type { Coupons } from '../coupons/coupons';
import type { CouponApi } from '../coupons/open-api';
import type { Clock } from '../clock';
import type { Keys } from '../callbacks/keys';
import type { EventLog } from '../events';
import type { Journal } from '../console/journal';
import type { ApplicationKeys } from '../jsapi/application-keys';
import type { OpenApi } from '../jsapi/open-api';
import type { Ledger } from '../ledger/ledger';
import type { Deliveries } from '../ledger/deliveries';
import type { Refunds } from '../ledger/refunds';
import type { Settlements } from '../ledger/settlements';
import type { Scenarios } from '../scenarios/scenarios';
import type { Users } from '../users';
import type { Secrets } from './secrets';
import type { Tokens } from './tokens';

export interface ServerWorld {
  clock: Clock;
  ledger: Ledger;
  refunds: Refunds;
  settlements: Settlements;
  deliveries: Deliveries;
  coupons: Coupons;
  users: Users;
  keys: Keys;
  applicationKeys: ApplicationKeys;
  secrets: Secrets;
  tokens: Tokens;
  scenarios: Scenarios;
  openApi: OpenApi & { coupons: CouponApi };
  events: EventLog;
  journal: Journal;
  /** Whether there is such a mini-program. */
  knowsApp(appId: string): boolean;
}

/** One request, known to be from the app's server and of the contract's shape. */
export interface ServerCall {
  appId: string;
  body: Record<string, unknown>;
  scenario?: string;
}

/** What a success carries: an object, or where the operation says so a list. */
export type Carried = Record<string, unknown> | readonly unknown[];

export type ServerHandler = (world: ServerWorld, call: ServerCall) => Carried;

/** Handlers by the id of their operation. */
export const handlersOf = (
  families: Partial<Record<FamilyName, Record<string, ServerHandler>>>,
): Record<string, ServerHandler> =>
  Object.fromEntries(
    Object.entries(families).flatMap(([family, handlers]) =>
      Object.entries(handlers).map(([name, handler]) => [`${family}.${name}`, handler] as const),
    ),
  );

export const text = (body: Record<string, unknown>, name: string): string | undefined =>
  body[name] as string | undefined;

/** An operation's documented failure. */
export class ServerFailure extends Error {
  constructor(
    readonly code: number,
    /** Follows the documented text of the code. */
    readonly details?: string,
    /** Instead of it. */
    readonly text?: string,
  ) {
    super(text ?? details ?? String(code));
  }
}

export interface Answered {
  operation?: Operation;
  family: Family;
  code: number;
  text: string;
  data: Carried;
}
