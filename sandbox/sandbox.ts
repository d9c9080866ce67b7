/** The trade platform as a library: everything behind the simulated `tt`, without HTTP. */
import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Merchant, RefundInfo } from '../src/ports/merchant';
import { judgeWith } from './callbacks/answers';
import { forwardTo } from './callbacks/forward';
import { Callbacks } from './callbacks/delivery';
import type { Deliver } from './callbacks/delivery';
import type { Faults } from './callbacks/faults';
import { FaultSwitches } from './callbacks/faults';
import type { CallbackRecord } from './callbacks/log';
import { toOwnAddress } from './callbacks/own-address';
import { troubleWith } from './callbacks/troubles';
import { Keys } from './callbacks/keys';
import { Catalogue } from './catalogue/catalogue';
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
import { BadRequest } from './failures';
import type { AuditReply } from './jsapi/audit';
import { auditRefund } from './jsapi/audit';
import type { CashierAnswer } from './jsapi/cashier';
import { tellCashier } from './jsapi/cashier';
import { ApplicationKeys } from './jsapi/application-keys';
import type { Caller, Merging, Options, PlatformContext } from './jsapi/context';
import { legacyDraft } from './jsapi/draft';
import type { OpenApi } from './jsapi/open-api';
import { createOpenApi } from './jsapi/open-api';
import type { ApiAnswer } from './jsapi/platform';
import { callApi } from './jsapi/platform';
import { placeOrder } from './jsapi/place-order';
import { Ledger } from './ledger/ledger';
import { Refunds } from './ledger/refunds';
import type { Order } from './ledger/types';
import type { PreparedCoupons, Scanned, ToVerify, UndoneCoupon, VerifiedCoupons } from './merchant/coupons';
import { ReferenceMerchant } from './merchant/merchant';
import type { Decision } from './merchant/refunds';
import { TroubledMerchant } from './merchant/troubled';
import { Scenarios } from './scenarios/scenarios';
import type { Due } from './scheduler';
import { Scheduler } from './scheduler';
import { openStore } from './store/store';
import type { SandboxState } from './transfer';
import { exportState, importState } from './transfer';
import { Users } from './users';

export interface SandboxOptions {
  /** Path of the database file, or `:memory:`. */
  store: string;
  /** @default real time */
  clock?: Clock;
  /** Address of a developer's own server that gets the callbacks instead of the reference merchant. Loopback only, unless `allowRemote`. */
  forward?: string;
  allowRemote?: boolean;
  /** How far the app is merged into life service (融合). @default "none" */
  merging?: Merging;
  /** How to reach an address that an order names itself. @default by HTTP, on the loopback only unless `allowRemote` */
  reach?: (address: string) => Deliver;
  /** Whose callbacks the reference merchant believes, PEM. @default this sandbox's own platform */
  platformKey?: string;
}

/** The mini-program that calls when nobody says otherwise. */
export const defaultAppId = 'tt0123456789abcdef01';

export class Sandbox {
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
  /** What the phone did and what was asked of the platform. */
  readonly journal: Journal;
  /** What a person looks at. */
  readonly console: Console;
  private readonly store;
  private readonly faults: FaultSwitches;
  private readonly consequences: Consequences;
  private readonly scheduler: Scheduler;
  private readonly calling = new Set<Promise<ApiAnswer>>();
  private readonly context: PlatformContext;

  constructor(options: SandboxOptions) {
    const deliver: Deliver =
      options.forward === undefined
        ? (headers, body) => Promise.resolve(this.shop.receive(headers, body))
        : forwardTo(options.forward, options.allowRemote ?? false);
    const trusted = options.platformKey === undefined ? undefined : createPublicKey(options.platformKey);
    this.clock = options.clock ?? createClock();
    this.store = openStore(options.store);
    this.restoreClock();
    const now = (): number => this.clock.now();
    this.events = new EventLog(now);
    this.keys = new Keys(this.store);
    this.applicationKeys = new ApplicationKeys(this.store, this.keys);
    this.ledger = new Ledger(this.store, this.clock);
    this.catalogue = new Catalogue(this.store, this.clock);
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
    const trouble = troubleWith({ scenarios: this.scenarios, ledger: this.ledger, refunds: this.refunds, faults: this.faults });
    this.callbacks = new Callbacks({
      store: this.store,
      clock: this.clock,
      events: this.events,
      keys: this.keys,
      deliver,
      trouble: toOwnAddress(this.ledger, reach, trouble),
      judge: judgeWith(this.refunds),
      poke: () => this.scheduler.poke(),
    });
    this.journal = new Journal(this.store, this.clock);
    const { clock, ledger, refunds, catalogue, callbacks, scenarios, users, keys, applicationKeys, events, journal } = this;
    const platform = { keys, applicationKeys, merging: options.merging ?? 'none', reach };
    this.context = { clock, ledger, refunds, catalogue, callbacks, scenarios, users, events, journal, ...platform };
    this.console = new Console(this.store, this);
    this.openApi = createOpenApi({ ...this.context, coupons: createCouponApi({ ledger, refunds, coupons, links, redeeming }) });
    this.shop = new ReferenceMerchant({
      store: this.store,
      now,
      openApi: this.openApi,
      catalogue: () => this.catalogue.list(),
      platformKey: () => trusted ?? this.keys.platform.publicKey,
      applicationKey: () => this.keys.application.privateKey,
      appId: defaultAppId,
    });
    this.consequences = new Consequences(this);
    this.consequences.listen();
    this.callbacks.recover();
    this.scheduler = new Scheduler(this.clock, [this.keeping, ...this.consequences.sources()]);
    this.scheduler.poke();
  }

  /** The platform's public key: what a developer's server verifies callbacks with. */
  get platformKey(): KeyObject {
    return this.keys.platform.publicKey;
  }

  /** One call of a JSAPI. Documented failures are answers; it throws `BadRequest` for what is no call at all. */
  async call(api: string, options: unknown, caller: Caller = { appId: defaultAppId }): Promise<ApiAnswer> {
    const calling = callApi(this.context, api, options, caller);
    this.calling.add(calling);
    try {
      return await calling;
    } finally {
      this.calling.delete(calling);
      this.scheduler.poke();
    }
  }

  /** One message of the cashier panel. */
  cashier(options: Options, caller: Caller = { appId: defaultAppId }): CashierAnswer {
    try {
      return tellCashier(this.context, options, caller);
    } finally {
      this.scheduler.poke();
    }
  }

  /** The kit's `Merchant` port, with the chosen scenarios in the way. */
  merchant(requested?: string): Merchant {
    return new TroubledMerchant(this.shop, this.scenarios, (number) => this.scenarioOf(number), requested);
  }

  setLoggedIn(loggedIn: boolean): void {
    this.users.setLoggedIn(loggedIn);
    this.events.add('user', loggedIn ? 'logged in' : 'logged out');
  }

  /** A name, or a choice as text (scenarios/choice.ts). @throws BadRequest when it cannot be followed */
  chooseScenario(choice: string | null): void {
    this.scenarios.choose(choice);
    this.events.add('scenario', choice ?? 'none');
  }

  /** What goes wrong with callbacks on their way, by type. */
  getFaults(): Faults {
    return this.faults.all();
  }

  /** Sets the switches that `change` names, `{payment: {drop: 2}}`; a type that is null has all of its own off. @throws BadRequest */
  setFaults(change: Record<string, unknown>): Faults {
    const faults = this.faults.set(change);
    this.events.add('scenario', 'callback switches', { data: faults });
    return faults;
  }

  /** Sends a callback once more, past every switch and scenario. @throws BadRequest when there is none of that id */
  async resend(callbackId: number): Promise<CallbackRecord> {
    if (!this.callbacks.log.find(callbackId)) throw new BadRequest(`no callback ${callbackId}`, 404);
    try {
      return await this.callbacks.resend(callbackId);
    } finally {
      this.scheduler.poke();
    }
  }

  /** The user gives up an unpaid order. @throws LedgerError when it is not unpaid */
  closeOrder(orderId: string): Order {
    const order = this.ledger.close(orderId, 'USER_CANCEL');
    this.scheduler.poke();
    return order;
  }

  /** merchant_audit_callback: the decision of the developer's server about a refund. */
  auditCallback(body: Options): AuditReply {
    const reply = auditRefund(this.refunds, body);
    this.events.add('merchant', `merchant_audit_callback: ${reply.err_tips}`, { data: { body, reply } });
    this.scheduler.poke();
    return reply;
  }

  /** The reference merchant decides about a refund. Rejects with a `PortFailure` when it cannot. */
  async audit(decision: Decision): Promise<RefundInfo> {
    try {
      return await this.shop.audit(decision);
    } finally {
      this.scheduler.poke();
    }
  }

  /** The shop scans a code. @throws PortFailure with the platform's `resultCode` when it cannot be redeemed */
  prepare(scanned: Scanned): PreparedCoupons {
    const prepared = this.shop.coupons.prepare(scanned);
    const { orderId, certificates } = prepared;
    this.events.add('merchant', `scanned a code of ${prepared.outOrderNo}: ${certificates.length} can be redeemed`, {
      orderId,
      data: prepared,
    });
    return prepared;
  }

  /** The shop redeems what it prepared. @throws PortFailure when the call as a whole is refused */
  verify(body: ToVerify): VerifiedCoupons {
    const verified = this.shop.coupons.verify(body);
    verified.results.forEach((result) => this.consequences.tellCode(result.itemOrderId, result.resultMsg, result));
    this.scheduler.poke();
    return verified;
  }

  /** The shop takes a redemption back, within the hour. @throws PortFailure */
  undo(body: { verifyId?: unknown }): UndoneCoupon {
    const undone = this.shop.coupons.undo(body);
    this.consequences.tellCode(undone.itemOrderId, '已撤销核销', undone);
    return undone;
  }

  /** An order as trade template 1.0 left it: paid, and refunded by amount. */
  async makeLegacyOrder(goodsId?: string, quantity?: number): Promise<Order> {
    const { orderId, payOrderId } = await placeOrder(this.context, legacyDraft(this.context, defaultAppId, goodsId, quantity));
    this.ledger.endCashier(payOrderId as string, 'paid');
    await this.idle();
    return this.ledger.get(orderId as string)!;
  }

  /** Moves the clock on and runs everything due on the way, callbacks included. */
  async advance(ms: number): Promise<number> {
    this.scheduler.poke();
    const now = await this.clock.advance(ms);
    this.keepClock();
    this.events.add('clock', `moved on ${ms} ms`, { data: { now } });
    return now;
  }

  /** Moves the clock on to a moment. @throws BadRequest when it is past */
  async moveTo(time: number): Promise<number> {
    const ms = time - this.clock.now();
    if (ms < 0) throw new BadRequest(`the clock moves forward only: it is ${this.clock.now()}`);
    return this.advance(ms);
  }

  /** How far the clock of the simulated phone is ahead of the server's, ms. */
  get skew(): number {
    return Number(this.store.getMeta('user:clockSkew') ?? 0);
  }

  setSkew(ms: number): void {
    this.store.setMeta('user:clockSkew', String(ms));
    this.events.add('clock', `the phone's clock is ${ms} ms ahead`, { data: { skewMs: ms } });
  }

  /** How far the phone's clock is ahead of the clock of this machine, ms; to the second, so that 0 is 0. */
  get deviceShift(): number {
    return Math.round((this.clock.now() + this.skew - Date.now()) / 1000) * 1000;
  }

  /** The whole state, keys excepted. */
  export(): SandboxState {
    return exportState(this.store, { time: this.clock.now(), openedAt: this.catalogue.opened, scenario: this.scenarios.active });
  }

  /** Replaces the whole state. A clock that is behind is put to the time of the export. @throws BadRequest; then nothing has changed */
  async import(state: Record<string, unknown>): Promise<void> {
    this.release();
    // What is on its way belongs to the state that goes.
    await Promise.allSettled(this.calling);
    await this.callbacks.settled();
    const { time, openedAt, scenario } = importState(this.store, state, (name) => this.scenarios.has(name));
    this.clock.catchUp(time);
    this.keepClock();
    this.catalogue.reopen(openedAt);
    this.faults.reload();
    this.callbacks.recover();
    this.scenarios.choose(scenario);
    this.scheduler.poke();
    this.events.add('reset', 'imported');
  }

  /** Waits until nothing is due any more at the present moment. */
  async idle(): Promise<void> {
    this.scheduler.poke();
    await this.clock.advance(0);
  }

  /** Back to full shelves and empty books, without scenario and switches. The clock, the keys and the numbers used stay. */
  reset(): void {
    this.scenarios.choose(null);
    this.faults.off();
    this.callbacks.release();
    this.store.reset();
    this.users.setLoggedIn(false);
    this.catalogue.reset();
    this.scheduler.poke();
    this.events.add('reset', 'reset');
  }

  /** Lets go on whatever a scenario or a delay holds: nobody waits for it any more. Answers how many a scenario held. */
  release(): number {
    this.callbacks.release();
    return this.scenarios.release();
  }

  /** Lets what is under way end, then closes the file. */
  async close(): Promise<void> {
    this.release();
    this.scheduler.stop();
    await Promise.allSettled(this.calling);
    await this.callbacks.settled();
    this.store.close();
  }

  private scenarioOf(number: { outOrderNo: string } | { outRefundNo: string }): string | undefined {
    return 'outOrderNo' in number
      ? this.ledger.getByOutOrderNo(number.outOrderNo)?.scenario
      : this.refunds.getByOutRefundNo(number.outRefundNo)?.scenario;
  }

  private keepClock(): void {
    const offset = String(this.clock.offset);
    if (this.store.getMeta('clock:offset') !== offset) this.store.setMeta('clock:offset', offset);
  }

  /** Before anything that falls due is done, so that no step is later than the clock that a process killed after it leaves behind. */
  private readonly keeping: Due = { nextDue: () => undefined, runDue: () => this.keepClock() };

  /** The clock of a file never goes back, however far it had been moved. */
  private restoreClock(): void {
    const offset = Number(this.store.getMeta('clock:offset') ?? 0);
    this.clock.restore(offset);
  }
}

export const createSandbox = (options: SandboxOptions): Sandbox => new Sandbox(options);
