/**
 * What the trade platform is made of, and how it hangs together. What one can do with it is in sandbox.ts.
 */
import { createPublicKey } from 'node:crypto';
import { judgeWith } from './callbacks/answers';
import { forwardTo } from './callbacks/forward';
import { Callbacks } from './callbacks/delivery';
import type { Deliver } from './callbacks/delivery';
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
import { Ledger } from './ledger/ledger';
import { Refunds } from './ledger/refunds';
import { ReferenceMerchant } from './merchant/merchant';
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
  reach?: (address: string) => Deliver;
  /** Whose callbacks the reference merchant believes, PEM. @default this sandbox's own platform */
  platformKey?: string;
}

/** Any app may call, unless one is named: what an app id looks like. */
const appIdShape = /^tt[0-9a-z]{6,30}$/;

export const defaultAppId = 'tt0123456789abcdef01';

export class Parts {
  readonly appId: string;
  readonly clock: Clock;
  readonly events: EventLog;
  readonly scenarios = new Scenarios();
  readonly ledger: Ledger;
  readonly refunds: Refunds;
  readonly coupons: Coupons;
  readonly catalogue: Catalogue;
  readonly callbacks: Callbacks;
  readonly users: Users;
  readonly keys: Keys;
  /** What requestOrder's signatures are verified with. */
  readonly applicationKeys: ApplicationKeys;
  /** The reference merchant itself, out of reach of the scenarios: its lists, and its callback receiver. */
  readonly shop: ReferenceMerchant;
  readonly openApi: OpenApi;
  /** What the app's server and the platform share, beside the keys. */
  readonly secrets: Secrets;
  /** What a developer's server calls. */
  protected readonly serverApi: ServerApi;
  /** What the phone did and what was asked of the platform. */
  readonly journal: Journal;
  /** What a person looks at. */
  readonly console: Console;
  protected readonly store: Store;
  protected readonly faults: FaultSwitches;
  protected readonly consequences: Consequences;
  protected readonly scheduler: Scheduler;
  protected readonly time: KeptTime;
  protected readonly context: PlatformContext;

  constructor(options: SandboxOptions) {
    const deliver: Deliver =
      options.forward === undefined
        ? (headers, body) => Promise.resolve(this.shop.receive(headers, body))
        : forwardTo(options.forward, options.allowRemote ?? false);
    const trusted = options.platformKey === undefined ? undefined : createPublicKey(options.platformKey);
    const goods = readGoods(options.goods ?? []);
    this.appId = options.appId ?? defaultAppId;
    this.clock = options.clock ?? createClock();
    this.store = openStore(options.store, { alone: true });
    this.time = new KeptTime(this.store, this.clock);
    const now = (): number => this.clock.now();
    this.events = new EventLog(now);
    this.keys = new Keys(this.store);
    this.applicationKeys = new ApplicationKeys(this.store, this.keys);
    this.secrets = new Secrets(this.store);
    this.ledger = new Ledger(this.store, this.clock);
    this.catalogue = new Catalogue(this.store, this.clock, goods);
    this.users = new Users(this.store, this.clock);
    this.refunds = new Refunds(
      this.store,
      this.clock,
      this.ledger,
      (refund) => this.scenarios.at('settlement', { order: refund.scenario })?.arrives ?? true,
    );
    this.coupons = new Coupons(
      this.store,
      this.clock,
      this.ledger,
      this.refunds,
      (order) => this.scenarios.at('validity', { order: order.scenario })?.validity,
    );
    const links = new Links(this.store, this.clock);
    const { coupons } = this;
    const redeeming = new Redeeming(this.store, this.clock, this.ledger, coupons, links);
    this.faults = new FaultSwitches(this.store);
    const reach = options.reach ?? ((address: string) => forwardTo(address, options.allowRemote ?? false));
    this.callbacks = new Callbacks({
      store: this.store,
      clock: this.clock,
      events: this.events,
      keys: this.keys,
      secrets: this.secrets,
      server: serverWith({ ledger: this.ledger, refunds: this.refunds, reach }, deliver),
      trouble: troubleWith({
        scenarios: this.scenarios,
        ledger: this.ledger,
        refunds: this.refunds,
        faults: this.faults,
      }),
      judge: judgeWith(this.refunds),
      poke: () => this.scheduler.poke(),
    });
    this.journal = new Journal(this.store, this.clock);
    const {
      clock,
      ledger,
      refunds,
      catalogue,
      callbacks,
      scenarios,
      users,
      keys,
      applicationKeys,
      events,
      journal,
    } = this;
    const { merging = 'none', severalSkus = false, tickets } = options;
    const platform = { keys, applicationKeys, merging, severalSkus, tickets: new Set(tickets), reach };
    this.context = {
      clock,
      ledger,
      refunds,
      catalogue,
      callbacks,
      scenarios,
      users,
      events,
      journal,
      ...platform,
    };
    this.console = new Console(this.store, this);
    this.openApi = createOpenApi({
      ...this.context,
      coupons: createCouponApi({ ledger, refunds, coupons, links, redeeming }),
    });
    const only = options.appId;
    this.serverApi = new ServerApi({
      clock,
      ledger,
      refunds,
      users,
      keys,
      applicationKeys,
      scenarios,
      events,
      journal,
      openApi: this.openApi,
      secrets: this.secrets,
      tokens: new Tokens(this.store, this.clock),
      knowsApp: (appId) => (only === undefined ? appIdShape.test(appId) : appId === only),
    });
    this.shop = new ReferenceMerchant({
      store: this.store,
      now,
      openApi: this.openApi,
      catalogue: () => this.catalogue.list(),
      platformKey: () => trusted ?? this.keys.platform.publicKey,
      callbackToken: () => this.secrets.callbackToken,
      applicationKey: () => this.keys.application.privateKey,
      appId: this.appId,
    });
    this.consequences = new Consequences(this);
    this.consequences.listen();
    this.callbacks.recover();
    this.scheduler = new Scheduler(this.clock, [this.time, ...this.consequences.sources()], (error) =>
      this.events.add(
        'problem',
        `what was due broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
    );
    this.scheduler.poke();
  }
}
