/**
 * Sends callbacks to the developer's server, keeps every attempt, and tries again on the documented ladder
 * (templates §5).
 */
import { RETRY_LADDER } from '../../src/contract/callbacks';
import type { Clock } from '../clock';
import type { EventLog } from '../events';
import type { TradeVersion } from '../ledger/types';
import type { Store } from '../store/store';
import { stored } from '../store/stored';
import { ecpayEnvelope } from '../../server/ecpay';
import { envelope, signHeadersAside } from './envelope';
import { CallbackLog, subjectOf } from './log';
import type { CallbackType } from '../../src/contract/callbacks';
import type { CallbackRecord, CallbackRow, Subject } from './log';
import type { Keys } from './keys';
import type { Deliver, HttpReply, Judge, Trouble, Verdict } from './types';
import type { Secrets } from '../server-api/secrets';

/** How long a callback waits for another one to overtake it, ms. */
export const reorderWait = 60_000;

/** 担保支付's signature lies in the body. */
const signsItself = (body: string): boolean => 'msg_signature' in stored<object>(body, 'callbacks.body');

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const getLost: Deliver = () => Promise.reject(new Error('lost on the way'));

/** One delivery. */
interface Attempt {
  deliver: Deliver;
  /** Whether the answer can be taken. @default as the judge reads it */
  read?(reply: HttpReply): Verdict;
  /** A person sends it: it is no step of the ladder. */
  byHand?: boolean;
  /** Writes what follows from the reply, or from there being none. */
  conclude?(reply: HttpReply | undefined): void;
}

interface Attempted {
  /** Absent: nobody answered. */
  reply?: HttpReply;
  /** Why the answer does not count, or why there is none. */
  problem?: string;
}

interface CallbackParts {
  store: Store;
  clock: Clock;
  events: EventLog;
  keys: Keys;
  secrets: Secrets;
  /** The server that such a callback goes to. */
  server(type: CallbackType, subject: Subject): Deliver;
  /** What is done on purpose to the deliveries of such a callback. */
  trouble(type: CallbackType, subject: Subject): Trouble;
  judge: Judge;
  /** How many callbacks are kept. */
  kept?: number;
}

export class Callbacks {
  readonly log: CallbackLog;
  private readonly sending = new Map<number, Promise<HttpReply | undefined>>();
  private readonly asking = new Set<Promise<unknown>>();
  /** Who waits for a delayed callback, to be told its reply. */
  private readonly awaited = new Map<number, (reply?: HttpReply) => void>();
  /** Delayed questions. */
  private readonly waiting = new Set<() => void>();

  constructor(private readonly parts: CallbackParts) {
    this.log = new CallbackLog(parts.store, parts.kept);
  }

  /**
   * Sends once and waits for the reply: for callbacks whose answer decides. Rejects when nobody answers.
   * `instead` replaces the server; `read` tells whether the answer can be taken, when more than its own shape
   * decides that.
   */
  ask(
    type: CallbackType,
    version: TradeVersion,
    orderId: string,
    msg: unknown,
    { instead, read }: { instead?: Deliver; read?: (reply: HttpReply) => Verdict } = {},
  ): Promise<HttpReply> {
    const callbackId = this.log.add(
      type,
      { orderId },
      this.bodyOf(version, type, msg),
      this.parts.clock.now(),
      null,
    );
    const verdictOf = read ?? ((reply: HttpReply) => this.parts.judge.read(type, { orderId }, reply));
    const asked = this.askOnce(
      callbackId,
      this.parts.trouble(type, { orderId }),
      instead ?? this.parts.server(type, { orderId }),
      verdictOf,
    );
    this.asking.add(asked);
    return asked.finally(() => this.asking.delete(asked));
  }

  /**
   * Puts a callback on its way as part of the caller's transaction; it is sent, and sent again, by the clock.
   * Answers its id.
   */
  queue(type: CallbackType, version: TradeVersion, subject: Subject, msg: unknown): number {
    const { reorder = false, delayMs = 0 } = this.parts.trouble(type, subject);
    const now = this.parts.clock.now();
    return this.log.add(
      type,
      subject,
      this.bodyOf(version, type, msg),
      now,
      now + delayMs,
      reorder ? reorderWait : 0,
    );
  }

  /**
   * Sends a queued callback without waiting for the clock, unless it is delayed. Answers the reply, or
   * `undefined` when nobody answered.
   */
  sendNow(callbackId: number): Promise<HttpReply | undefined> {
    const row = this.mustGet(callbackId);
    if ((row.next_time ?? 0) <= this.parts.clock.now()) return this.dispatch(row);
    return new Promise<HttpReply | undefined>((resolve) => this.awaited.set(callbackId, resolve));
  }

  /**
   * Sends a callback once more, whatever has become of it, past every switch and scenario: the same body,
   * signed anew. One that nobody has taken yet can be taken now; one that has ended stays as it is. Answers
   * its record.
   */
  async resend(callbackId: number): Promise<CallbackRecord> {
    // One delivery after the other, however often somebody presses: the next one sees the result of this one.
    while (this.sending.has(callbackId)) await this.sending.get(callbackId);
    const row = this.mustGet(callbackId);
    const work = this.sendByHand(row).finally(() => this.sending.delete(callbackId));
    this.sending.set(callbackId, work);
    await work;
    const after = this.log.find(callbackId);
    return this.log.record(after ?? row);
  }

  nextDue(): number | undefined {
    return this.log.nextDue(new Set(this.sending.keys()));
  }

  async runDue(): Promise<void> {
    await Promise.all(this.log.due(this.parts.clock.now()).map((row) => this.dispatch(row)));
  }

  /**
   * Ends every wait for a delayed callback: a question is asked now, the answer of a queued one is not waited
   * for.
   */
  release(): void {
    this.waiting.forEach((go) => go());
    this.waiting.clear();
    this.awaited.forEach((tell) => tell());
    this.awaited.clear();
  }

  /** Resolves when what is being delivered now has an answer, or none. */
  async delivered(): Promise<void> {
    await Promise.allSettled(this.sending.values());
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.sending.values(), ...this.asking]);
  }

  /** After a restart: what was being asked when the process died was never answered. */
  recover(): void {
    this.log.failAsked();
  }

  /** Callbacks of an order (or the newest of all), oldest first, with every attempt. */
  records(orderId?: string, limit?: number): CallbackRecord[] {
    return this.log.records(orderId, limit);
  }

  /** 担保支付 signs inside the body, the newer systems in the headers of each attempt. */
  private bodyOf(version: TradeVersion, type: CallbackType, msg: unknown): string {
    const { clock, secrets } = this.parts;
    return version === '1.0'
      ? ecpayEnvelope(type, msg, clock.now(), secrets.callbackToken)
      : envelope(version, type, msg);
  }

  private mustGet(callbackId: number): CallbackRow {
    const row = this.log.find(callbackId);
    if (!row) throw new Error(`no callback ${callbackId}`);
    return row;
  }

  private async askOnce(
    callbackId: number,
    trouble: Trouble,
    deliver: Deliver,
    verdictOf: (reply: HttpReply) => Verdict,
  ): Promise<HttpReply> {
    if (trouble.delayMs) await this.delay(trouble.delayMs);
    try {
      const { reply, problem } = await this.attempt(callbackId, {
        deliver: trouble.lost ? getLost : deliver,
        read: verdictOf,
        conclude: (answered) => {
          const end = answered ? verdictOf(answered).end : 'again';
          this.log.settle(callbackId, end === 'again' ? 'failed' : end);
        },
      });
      if (!reply) throw new Error(problem ?? 'no reply');
      await this.sendCopies(callbackId, trouble, deliver);
      return reply;
    } catch (error) {
      this.log.settle(callbackId, 'failed');
      throw error;
    }
  }

  private delay(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.add(resolve);
      this.parts.clock.at(this.parts.clock.now() + ms, () => {
        this.waiting.delete(resolve);
        resolve();
      });
    });
  }

  /** One that is on its way already is waited for. */
  private dispatch(row: CallbackRow): Promise<HttpReply | undefined> {
    const callbackId = row.callback_id;
    const running =
      this.sending.get(callbackId) ?? this.send(row).finally(() => this.sending.delete(callbackId));
    this.sending.set(callbackId, running);
    const tell = (reply?: HttpReply): void => this.tellWaiting(callbackId, reply);
    void running.then(tell, () => tell());
    return running;
  }

  private tellWaiting(callbackId: number, reply?: HttpReply): void {
    const tell = this.awaited.get(callbackId);
    this.awaited.delete(callbackId);
    tell?.(reply);
  }

  private async sendByHand(row: CallbackRow): Promise<HttpReply | undefined> {
    const { callback_id: callbackId, type, state } = row;
    const server = this.parts.server(type, subjectOf(row));
    // The answer to an order's question was used, or missed, when the order was made.
    const canEnd = type !== 'pre_create_order' && (state === 'pending' || state === 'failed');
    let ended = false;
    const { reply } = await this.attempt(callbackId, {
      deliver: server,
      byHand: true,
      conclude: (answered) => {
        ended = canEnd && answered !== undefined && this.take(row, answered);
      },
    });
    // Whoever waits for a delivery that is put off has the answer now: that delivery will not come any more.
    if (ended) this.tellWaiting(callbackId, reply);
    return reply;
  }

  private async send(row: CallbackRow): Promise<HttpReply | undefined> {
    const { callback_id: callbackId, type } = row;
    const trouble = this.parts.trouble(type, subjectOf(row));
    const attemptsBefore = this.log.attemptsOf(callbackId);
    const lost = attemptsBefore < (trouble.lost ?? 0);
    const deliver = trouble.instead?.(attemptsBefore) ?? this.parts.server(type, subjectOf(row));
    let ended = false;
    const { reply } = await this.attempt(callbackId, {
      deliver: lost ? getLost : deliver,
      conclude: (answered) => {
        ended = answered !== undefined && this.take(row, answered);
        if (!ended) this.planNext(callbackId, RETRY_LADDER[attemptsBefore]);
      },
    });
    if (ended) await this.sendCopies(callbackId, trouble, deliver);
    return reply;
  }

  /** A reset meanwhile leaves nothing to copy. */
  private async sendCopies(callbackId: number, trouble: Trouble, deliver: Deliver): Promise<void> {
    for (let copy = 1; copy < (trouble.copies ?? 1) && this.log.find(callbackId); copy += 1)
      await this.attempt(callbackId, { deliver });
  }

  /** Whether the reply ends the delivery. A reset meanwhile leaves nothing to end. */
  private take(row: CallbackRow, reply: HttpReply): boolean {
    if (!this.log.find(row.callback_id)) return false;
    const end = this.parts.judge.take(row.type, subjectOf(row), reply);
    if (end !== 'again') this.log.settle(row.callback_id, end);
    return end !== 'again';
  }

  private planNext(callbackId: number, pause: number | undefined): void {
    if (pause === undefined) this.log.settle(callbackId, 'failed');
    else this.log.plan(callbackId, this.parts.clock.now() + pause);
  }

  /** Delivers once. What the answer leads to is written together with it. */
  private async attempt(
    callbackId: number,
    { deliver, read, byHand = false, conclude }: Attempt,
  ): Promise<Attempted> {
    const row = this.mustGet(callbackId);
    const { body, type, order_id: orderId } = row;
    const time = this.parts.clock.now();
    const headers = signsItself(body)
      ? { 'content-type': 'application/json' }
      : await signHeadersAside(
          body,
          deliver.ownClock ? Date.now() : time,
          this.parts.keys.platform.privateKey,
        );
    const attempted = await Promise.resolve()
      .then(() => deliver(headers, body))
      .then(
        (reply): Attempted => ({
          reply,
          problem: (read?.(reply) ?? this.parts.judge.read(type, subjectOf(row), reply)).problem,
        }),
        (error: unknown): Attempted => ({ problem: textOf(error) }),
      );
    const { reply, problem } = attempted;
    const made = {
      time,
      headers,
      status: reply?.status,
      answer: reply?.body,
      problem,
      ...(byHand ? { byHand: true as const } : {}),
    };
    const status = reply ? `HTTP ${reply.status}${problem === undefined ? '' : `, ${problem}`}` : problem;
    this.parts.store.transaction(() => {
      const attempt = this.log.addAttempt(callbackId, made);
      this.parts.events.add(
        'callback',
        `${type}, attempt ${attempt}${byHand ? ', by hand' : ''}: ${status}`,
        {
          orderId,
          data: { callbackId, headers, body, answer: reply?.body },
        },
      );
      conclude?.(reply);
    });
    return attempted;
  }
}
