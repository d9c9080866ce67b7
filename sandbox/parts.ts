/**
 * What the trade platform is made of, and how it hangs together. What one can do with it is in sandbox.ts.
 */
import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { judgeWith } from './callbacks/answers';
import { forwardTo } from './callbacks/forward';
import { Callbacks } from './callbacks/delivery';
import type { Deliver } from './callbacks/types';
import { FaultSwitches } from './callbacks/faults';
import { serverWith } from './callbacks/own-address';
import { troubleWith } from './callbacks/troubles';
import { Keys } from './callbacks/keys';
import { Catalogue } from './catalogue/catalogue';
import type { SandboxGoods } from './catalogue/goods';
import { readGoods } from './catalogue/goods';
import type { Clock } from './clock';
import { createClock } from './clock';
import { Consequences } from './consequences';
import { Console } from './console/console';
import { Journal } from './console/journal';
import { Coupons } from './coupons/coupons';
import { Links } from './coupons/links';
import { createCouponApi } from './coupons/open-api';
import { Redeeming } from './coupons/redeeming';
import { EventLog } from './events';
import { ApplicationKeys } from './jsapi/application-keys';
import type { Merging, PlatformContext } from './jsapi/context';
import type { OpenApi } from './jsapi/open-api';
import { createOpenApi } from './jsapi/open-api';
import { Deliveries } from './ledger/deliveries';
import { Ledger } from './ledger/ledger';
import { Refunds } from './ledger/refunds';
import { Settlements } from './ledger/settlements';
import { ReferenceMerchant } from './merchant/merchant';
import type { Retention } from './retention';
import { RETENTION } from './retention';
import { Scenarios } from './scenarios/scenarios';
import { Scheduler } from './scheduler';
import { Secrets } from './server-api/secrets';
import { ServerApi } from './server-api/server-api';
import { Tokens } from './server-api/tokens';
import type { Store } from './store/store';
import { openStore } from './store/store';
import { KeptTime } from './time';
import { Users } from './users';

export interface SandboxOptions {
  /** Path of the database file, or `:memory:`. */
  store: string;
  /** The mini-program that calls when nobody says otherwise. @default `defaultAppId` */
  appId?: string;
  /** @default real time */
  clock?: Clock;
  /**
   * Address of a developer's own server that gets the callbacks instead of the reference merchant. Loopback
   * only, unless `allowRemote`.
   */
  forward?: string;
  allowRemote?: boolean;
  /** How far the app is merged into life service (融合). @default "none" */
  merging?: Merging;
  /** Accepts orders of several skus, as an official example has it (decision D-Q5). @default false */
  severalSkus?: boolean;
  /**
   * Skus (skuId) that are tickets outside the POI library: an order of one needs its ticket's name and date.
   * @default none
   */
  tickets?: readonly string[];
  /**
   * Goods that are sold beside those the sandbox comes with, or in place of one of the same id
   * (`SandboxGoods`, docs/sandbox.md). @default none
   */
  goods?: readonly SandboxGoods[];
  /**
   * How to reach an address that an order names itself. @default by HTTP, on the loopback only unless
   * `allowRemote`
   */
  reach?: Reach;
  /** How much is kept of what no money hangs on (docs/sandbox.md). @default `RETENTION` */
  retention?: Partial<Retention>;
  /** Whose callbacks the reference merchant believes, PEM. @default this sandbox's own platform */
  platformKey?: string;
}

type Reach = (address: string) => Deliver;

/** Any app may call, unless one is named: what an app id looks like. */
const appIdShape = /^tt[0-9a-z]{6,30}$/;

export const defaultAppId = 'tt0123456789abcdef01';

export interface Parts {
  appId: string;
  clock: Clock;
  store: Store;
  time: KeptTime;
  events: EventLog;
  scenarios: Scenarios;
  ledger: Ledger;
  refunds: Refunds;
  settlements: Settlements;
  deliveries: Deliveries;
  coupons: Coupons;
  catalogue: Catalogue;
  callbacks: Callbacks;
  faults: FaultSwitches;
  users: Users;
  keys: Keys;
  /** What requestOrder's signatures are verified with. */
  applicationKeys: ApplicationKeys;
  /** What the app's server and the platform share, beside the keys. */
  secrets: Secrets;
  openApi: OpenApi;
  /** What a developer's server calls. */
  serverApi: ServerApi;
  /** The reference merchant itself, out of reach of the scenarios: its lists, and its callback receiver. */
  shop: ReferenceMerchant;
  /** What the phone did and what was asked of the platform. */
  journal: Journal;
  /** What a person looks at. */
  console: Console;
  consequences: Consequences;
  scheduler: Scheduler;
  /** What the JSAPIs work with. */
  context: PlatformContext;
}

/** What everything else stands on. */
const baseOf = (options: SandboxOptions, store: Store) => {
  const clock = options.clock ?? createClock();
  const time = new KeptTime(store, clock);
  const retention = { ...RETENTION, ...options.retention };
  const keys = new Keys(store);
  return {
    appId: options.appId ?? defaultAppId,
    clock,
    store,
    time,
    events: new EventLog(() => clock.now()),
    scenarios: new Scenarios(),
    keys,
    applicationKeys: new ApplicationKeys(store, keys),
    secrets: new Secrets(store),
    users: new Users(store, clock),
    faults: new FaultSwitches(store),
    retention,
    journal: new Journal(store, clock, retention),
  };
};
type Base = ReturnType<typeof baseOf>;

/** Orders, refunds, settlements and codes. */
const booksOf = ({ store, clock, scenarios, retention }: Base, goods: readonly SandboxGoods[]) => {
  const ledger = new Ledger(store, clock, retention.history);
  const refunds = new Refunds(
    store,
    clock,
    ledger,
    (refund) => scenarios.at('settlement', { order: refund.scenario })?.arrives ?? true,
  );
  const coupons = new Coupons(
    store,
    clock,
    ledger,
    refunds,
    (order) => scenarios.at('validity', { order: order.scenario })?.validity,
  );
  const settlements = new Settlements(store, clock, ledger, refunds);
  const deliveries = new Deliveries(store, clock, ledger);
  const catalogue = new Catalogue(store, clock, goods);
  const links = new Links(store, clock);
  const redeeming = new Redeeming(store, clock, ledger, coupons, links);
  const openApi = createOpenApi({
    ledger,
    refunds,
    catalogue,
    coupons: createCouponApi({ ledger, refunds, coupons, links, redeeming }),
  });
  return { ledger, refunds, settlements, deliveries, coupons, catalogue, openApi };
};
type Books = ReturnType<typeof booksOf>;

const shopOf = ({ appId, store, clock, keys, secrets, events }: Base, books: Books, trusted?: KeyObject) =>
  new ReferenceMerchant({
    store,
    now: () => clock.now(),
    openApi: books.openApi,
    catalogue: () => books.catalogue.list(),
    platformKey: () => trusted ?? keys.platform.publicKey,
    callbackToken: () => secrets.callbackToken,
    applicationKey: () => keys.application.privateKey,
    appId,
    tell: (problem) => events.add('problem', problem),
  });

/** @param deliver the developer's server, where nothing names another one */
const callbacksOf = (base: Base, { ledger, refunds }: Books, deliver: Deliver, reach: Reach): Callbacks => {
  const { store, clock, events, keys, secrets, scenarios, faults } = base;
  return new Callbacks({
    store,
    clock,
    events,
    keys,
    secrets,
    server: serverWith({ ledger, refunds, reach }, deliver),
    trouble: troubleWith({ scenarios, ledger, refunds, faults }),
    judge: judgeWith(refunds),
    kept: base.retention.callbacks,
  });
};

const report =
  (events: EventLog) =>
  (error: unknown): void =>
    events.add(
      'problem',
      `what was due broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );

/** What can be wrong with options is found before a file is opened. */
const read = ({ goods = [], platformKey, forward, allowRemote = false, reach }: SandboxOptions) => ({
  goods: readGoods(goods),
  trusted: platformKey === undefined ? undefined : createPublicKey(platformKey),
  forward: forward === undefined ? undefined : forwardTo(forward, allowRemote),
  reach: reach ?? ((address: string) => forwardTo(address, allowRemote)),
});

const assembleOn = (store: Store, options: SandboxOptions, given: ReturnType<typeof read>): Parts => {
  const { merging = 'none', severalSkus = false, tickets, appId: only } = options;
  const { goods, trusted, forward, reach } = given;
  const base = baseOf(options, store);
  const books = booksOf(base, goods);
  const shop = shopOf(base, books, trusted);
  const deliver = forward ?? (async (headers, body) => shop.receive(headers, body));
  const callbacks = callbacksOf(base, books, deliver, reach);
  const known = { ...base, ...books, callbacks };
  const consequences = new Consequences(known);
  consequences.listen();
  callbacks.recover();
  const { clock, time, events } = base;
  const scheduler = new Scheduler(clock, [time, ...consequences.sources()], report(events));
  store.onCommit(() => scheduler.wake());
  scheduler.poke();
  time.start();
  return {
    ...known,
    shop,
    consequences,
    scheduler,
    context: { ...known, merging, severalSkus, tickets: new Set(tickets), reach },
    console: new Console(store, known),
    serverApi: new ServerApi({
      ...known,
      tokens: new Tokens(store, clock),
      knowsApp: (appId) => (only === undefined ? appIdShape.test(appId) : appId === only),
    }),
  };
};

/** @throws Error for goods, keys and files that cannot be used */
export const assemble = (options: SandboxOptions): Parts => {
  const given = read(options);
  const store = openStore(options.store, { alone: true });
  try {
    return assembleOn(store, options, given);
  } catch (error) {
    // Else the file would stay ours, and could not be opened once it can be written again.
    store.close();
    throw error;
  }
};
