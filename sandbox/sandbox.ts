/** The trade platform as a library: everything behind the simulated `tt`, without HTTP. */
import type { KeyObject } from 'node:crypto';
import type { Merchant, RefundInfo } from '../src/ports/merchant';
import type { Faults } from '../src/contract/faults';
import type { CallbackRecord } from './callbacks/log';
import { checked, type RefundDecision } from '../server/index';
import type { PreparedCoupons, UndoneCoupon, VerifiedCoupons } from '../src/contract/merchant/shop';
import { ByHand } from './by-hand';
import { BadRequest } from './failures';
import type { AuditReply } from './jsapi/audit';
import { auditRefund } from './jsapi/audit';
import type { CashierAnswer } from './jsapi/cashier';
import { tellCashier } from './jsapi/cashier';
import type { Caller, Options } from './jsapi/context';
import { legacyDraft } from './jsapi/draft';
import type { ApiAnswer } from './jsapi/platform';
import { callApi } from './jsapi/platform';
import { placeOrder } from './jsapi/place-order';
import type { Order } from './ledger/types';
import { ScenarioMerchant } from './merchant/scenario-merchant';
import type { SandboxState } from './transfer';
import { exportState, importState } from './transfer';
import type { ServerReply, ServerRequest } from './server-api/server-api';
import type { Parts, SandboxOptions } from './parts';
import { assemble, defaultAppId } from './parts';
import type { ServerSecrets } from './server-api/secrets';
import { secretsOf } from './server-api/secrets';

export type { SandboxOptions } from './parts';

export class Sandbox {
  readonly appId: Parts['appId'];
  readonly clock: Parts['clock'];
  readonly events: Parts['events'];
  readonly scenarios: Parts['scenarios'];
  readonly ledger: Parts['ledger'];
  readonly refunds: Parts['refunds'];
  readonly coupons: Parts['coupons'];
  readonly catalogue: Parts['catalogue'];
  readonly callbacks: Parts['callbacks'];
  readonly users: Parts['users'];
  readonly keys: Parts['keys'];
  readonly applicationKeys: Parts['applicationKeys'];
  readonly secrets: Parts['secrets'];
  readonly openApi: Parts['openApi'];
  readonly shop: Parts['shop'];
  readonly journal: Parts['journal'];
  readonly console: Parts['console'];
  /** What is done in the user's place. */
  readonly byHand = new ByHand(this);
  private readonly parts: Parts;
  private readonly calling = new Set<Promise<ApiAnswer>>();

  constructor(options: SandboxOptions) {
    const parts = assemble(options);
    this.parts = parts;
    this.appId = parts.appId;
    this.clock = parts.clock;
    this.events = parts.events;
    this.scenarios = parts.scenarios;
    this.ledger = parts.ledger;
    this.refunds = parts.refunds;
    this.coupons = parts.coupons;
    this.catalogue = parts.catalogue;
    this.callbacks = parts.callbacks;
    this.users = parts.users;
    this.keys = parts.keys;
    this.applicationKeys = parts.applicationKeys;
    this.secrets = parts.secrets;
    this.openApi = parts.openApi;
    this.shop = parts.shop;
    this.journal = parts.journal;
    this.console = parts.console;
  }

  /** The platform's public key: what a developer's server verifies callbacks with. */
  get platformKey(): KeyObject {
    return this.keys.platform.publicKey;
  }

  /**
   * One call of a JSAPI. Documented failures are answers; it throws `BadRequest` for what is no call at all.
   */
  async call(api: string, options: unknown, caller: Caller = { appId: this.appId }): Promise<ApiAnswer> {
    const calling = callApi(this.parts.context, api, options, caller);
    this.calling.add(calling);
    try {
      return await calling;
    } finally {
      this.calling.delete(calling);
    }
  }

  /** One message of the cashier panel. */
  cashier(options: Options, caller: Caller = { appId: this.appId }): CashierAnswer {
    return tellCashier(this.parts.context, options, caller);
  }

  /** One request of a developer's server (contract open-api). */
  serverCall(request: ServerRequest): Promise<ServerReply> {
    return this.parts.serverApi.answer(request);
  }

  /** The kit's `Merchant` port, with the chosen scenarios in the way. */
  merchant(requested?: string): Merchant {
    return new ScenarioMerchant(
      checked(this.shop),
      this.scenarios,
      (number) => this.scenarioOf(number),
      requested,
    );
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
    return this.parts.faults.all();
  }

  /**
   * Sets the switches that `change` names, `{payment: {drop: 2}}`; a type that is null has all of its own
   * off. @throws BadRequest
   */
  setFaults(change: Record<string, unknown>): Faults {
    const faults = this.parts.faults.set(change);
    this.events.add('scenario', 'callback switches', { data: faults });
    return faults;
  }

  /**
   * Sends a callback once more, past every switch and scenario. @throws BadRequest when there is none of that
   * id
   */
  async resend(callbackId: number): Promise<CallbackRecord> {
    if (!this.callbacks.log.find(callbackId)) throw new BadRequest(`no callback ${callbackId}`, 404);
    return this.callbacks.resend(callbackId);
  }

  /** The user gives up an unpaid order. @throws LedgerError when it is not unpaid */
  closeOrder(orderId: string): Order {
    return this.ledger.close(orderId, 'USER_CANCEL');
  }

  /** merchant_audit_callback: the decision of the developer's server about a refund. */
  auditCallback(body: Options): AuditReply {
    const reply = auditRefund(this.refunds, body);
    this.events.add('merchant', `merchant_audit_callback: ${reply.err_tips}`, { data: { body, reply } });
    return reply;
  }

  /** The reference merchant decides about a refund. Rejects with a `PortFailure` when it cannot. */
  audit(decision: unknown): Promise<RefundInfo> {
    return this.shop.audit(decision as RefundDecision);
  }

  /**
   * The shop scans a code. @throws PortFailure with the platform's `resultCode` when it cannot be redeemed
   */
  prepare(scanned: unknown): PreparedCoupons {
    const prepared = this.shop.coupons.prepare(scanned);
    const { orderId, certificates } = prepared;
    this.events.add(
      'merchant',
      `scanned a code of ${prepared.outOrderNo}: ${certificates.length} can be redeemed`,
      {
        orderId,
        data: prepared,
      },
    );
    return prepared;
  }

  /** The shop redeems what it prepared. @throws PortFailure when the call as a whole is refused */
  verify(body: unknown): VerifiedCoupons {
    const verified = this.shop.coupons.verify(body);
    verified.results.forEach((result) =>
      this.parts.consequences.tellCode(result.itemOrderId, result.resultMsg, result),
    );
    return verified;
  }

  /** The shop takes a redemption back, within the hour. @throws PortFailure */
  undo(body: unknown): UndoneCoupon {
    const undone = this.shop.coupons.undo(body);
    this.parts.consequences.tellCode(undone.itemOrderId, '已撤销核销', undone);
    return undone;
  }

  /** An order as trade template 1.0 left it: paid, and refunded by amount. */
  async makeLegacyOrder(goodsId?: string, quantity?: number): Promise<Order> {
    const { orderId, payOrderId } = await this.placeLegacyOrder(goodsId, quantity);
    this.ledger.endCashier(payOrderId, 'paid');
    await this.idle();
    return this.ledger.get(orderId)!;
  }

  /** The same with its cashier still open. */
  async placeLegacyOrder(
    goodsId?: string,
    quantity?: number,
  ): Promise<{ orderId: string; payOrderId: string }> {
    const draft = legacyDraft(this.parts.context, this.appId, goodsId, quantity);
    const { orderId, payOrderId } = await placeOrder(this.parts.context, draft);
    return { orderId: orderId as string, payOrderId: payOrderId as string };
  }

  /** Moves the clock on and runs everything due on the way, callbacks included. */
  async advance(ms: number): Promise<number> {
    this.parts.scheduler.poke();
    await this.callbacks.delivered();
    const now = await this.parts.time.advance(ms);
    this.events.add('clock', `moved on ${ms} ms`, { data: { now } });
    return now;
  }

  /** Moves the clock on to a moment. @throws BadRequest when it is past */
  async moveTo(time: number): Promise<number> {
    return this.advance(this.parts.time.until(time));
  }

  /** How far the clock of the simulated phone is ahead of the server's, ms. */
  get skew(): number {
    return this.parts.time.skew;
  }

  setSkew(ms: number): void {
    this.parts.time.setSkew(ms);
    this.events.add('clock', `the phone's clock is ${ms} ms ahead`, { data: { skewMs: ms } });
  }

  /** How far the phone's clock is ahead of the clock of this machine, ms; to the second, so that 0 is 0. */
  get deviceShift(): number {
    return this.parts.time.deviceShift;
  }

  /** The whole state, keys excepted. */
  export(): SandboxState {
    return exportState(this.parts.store, {
      time: this.clock.now(),
      openedAt: this.catalogue.openedAt,
      scenario: this.scenarios.active,
    });
  }

  /**
   * Replaces the whole state. A clock that is behind is put to the time of the export. @throws BadRequest;
   * then nothing has changed
   */
  async import(state: Record<string, unknown>): Promise<void> {
    this.release();
    // What is on its way belongs to the state that goes.
    await Promise.allSettled(this.calling);
    await this.callbacks.settled();
    const { scenario } = this.parts.store.transaction(() => {
      const imported = importState(this.parts.store, state, (name) => this.scenarios.has(name));
      this.parts.time.catchUp(imported.time);
      this.catalogue.reopen(imported.openedAt);
      return imported;
    });
    this.parts.faults.reload();
    this.callbacks.recover();
    this.scenarios.choose(scenario);
    this.events.add('reset', 'imported');
  }

  /** Waits until nothing is due any more at the present moment. */
  async idle(): Promise<void> {
    this.parts.scheduler.poke();
    // What real time has begun is waited for by nobody else.
    await this.clock.advance(0);
    await this.callbacks.delivered();
    await this.clock.advance(0);
  }

  /**
   * Back to full shelves and empty books, without scenario and switches. The clock, the keys and the numbers
   * used stay.
   */
  reset(): void {
    const { store, faults } = this.parts;
    try {
      store.transaction(() => {
        store.reset();
        faults.off();
        this.users.setLoggedIn(false);
        this.catalogue.reset();
      });
    } finally {
      // As the file has them, whether it was written or not.
      faults.reload();
    }
    this.scenarios.choose(null);
    this.callbacks.release();
    this.events.add('reset', 'reset');
  }

  /**
   * Lets go on whatever a scenario or a delay holds: nobody waits for it any more. Answers how many a
   * scenario held.
   */
  release(): number {
    this.callbacks.release();
    return this.scenarios.release();
  }

  /** Lets what is under way end, then closes the file. */
  async close(): Promise<void> {
    this.release();
    this.parts.scheduler.stop();
    await Promise.allSettled(this.calling);
    await this.callbacks.settled();
    this.parts.time.stop();
    await this.parts.store.idle();
    this.parts.store.close();
  }

  private scenarioOf(number: { outOrderNo: string } | { outRefundNo: string }): string | undefined {
    return 'outOrderNo' in number
      ? this.ledger.getByOutOrderNo(number.outOrderNo)?.scenario
      : this.refunds.getByOutRefundNo(number.outRefundNo)?.scenario;
  }
}

export const createSandbox = (options: SandboxOptions): Sandbox => new Sandbox(options);

/** What a server calls the platform of this file with. */
export const serverSecretsOf = (file: string): ServerSecrets => secretsOf(file, defaultAppId);
