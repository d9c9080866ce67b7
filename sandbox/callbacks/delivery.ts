/** Sends callbacks to the developer's server, keeps every attempt, and tries again on the documented ladder (templates §5). */
import { isAcknowledged, RETRY_LADDER } from '../../src/contract/callbacks';
import type { CallbackEnvelope } from '../../src/contract/callbacks';
import type { Clock } from '../clock';
import type { EventLog } from '../events';
import type { TradeVersion } from '../ledger/types';
import type { Store } from '../store/store';
import { envelope, signHeaders } from './envelope';
import type { Keys } from './keys';

export type CallbackType = CallbackEnvelope['type'];

export interface HttpReply {
  status: number;
  body: string;
}

/** How a callback reaches the developer's server. Rejects when nobody answers. */
export type Deliver = (headers: Record<string, string>, rawBody: string) => Promise<HttpReply>;

/** What is done on purpose to the deliveries of a callback. */
export interface Trouble {
  /** So many deliveries get lost on the way. */
  lost?: number;
  /** Delivered so many times. */
  copies?: number;
  /** First delivered so many ms later. */
  delayMs?: number;
  /** Answers in place of the developer's server; `attempt` counts from 0. */
  instead?(attempt: number): Deliver | undefined;
}

/** Whom a callback is about. */
export interface Subject {
  orderId: string;
  refundId?: string;
}

/**
 * What a reply comes to: it ends the delivery, or is no answer, and the callback is sent again. Runs in the transaction that ends the delivery, so
 * that what follows from the answer is as lasting as the answer.
 */
export type Judge = (type: CallbackType, subject: Subject, reply: HttpReply) => 'delivered' | 'refused' | 'again';

export interface CallbackRecord {
  callbackId: number;
  type: CallbackType;
  orderId: string;
  refundId?: string;
  body: string;
  state: 'pending' | 'delivered' | 'refused' | 'failed';
  createTime: number;
  nextTime?: number;
  attempts: CallbackAttempt[];
}

export interface CallbackAttempt {
  attempt: number;
  time: number;
  headers: Record<string, string>;
  status?: number;
  answer?: string;
  problem?: string;
}

interface CallbackRow {
  callback_id: number;
  type: string;
  order_id: string;
  refund_id: string | null;
  body: string;
  state: string;
  create_time: number;
  next_time: number | null;
}

interface AttemptRow {
  attempt: number;
  time: number;
  headers: string;
  status: number | null;
  answer: string | null;
  problem: string | null;
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const subjectOf = (row: CallbackRow): Subject => ({ orderId: row.order_id, refundId: row.refund_id ?? undefined });

export class Callbacks {
  private readonly sending = new Map<number, Promise<HttpReply | undefined>>();
  private readonly asking = new Set<Promise<unknown>>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly keys: Keys,
    private readonly deliver: Deliver,
    /** What a scenario does to the deliveries of such a callback. */
    private readonly trouble: (type: CallbackType, subject: Subject) => Trouble | undefined,
    private readonly judge: Judge,
  ) {}

  /** Sends once and waits for the reply: for callbacks whose answer decides. Rejects when nobody answers. `instead` replaces the server. */
  async ask(type: CallbackType, version: TradeVersion, orderId: string, msg: unknown, instead?: Deliver): Promise<HttpReply> {
    const callbackId = this.insert(type, version, { orderId }, msg, null);
    const attempt = this.attempt(callbackId, instead ?? this.deliver);
    this.asking.add(attempt);
    try {
      const reply = await attempt;
      this.settle(callbackId, isAcknowledged(reply.status, reply.body) ? 'delivered' : 'refused');
      return reply;
    } catch (error) {
      this.settle(callbackId, 'failed');
      throw error;
    } finally {
      this.asking.delete(attempt);
    }
  }

  /** Puts a callback on its way as part of the caller's transaction; it is sent, and sent again, by the clock. Answers its id. */
  queue(type: CallbackType, version: TradeVersion, subject: Subject, msg: unknown): number {
    const trouble = this.trouble(type, subject);
    return this.insert(type, version, subject, msg, this.clock.now() + (trouble?.delayMs ?? 0));
  }

  /** Sends a queued callback without waiting for the clock. Answers the reply, or `undefined` when nobody answered. */
  sendNow(callbackId: number): Promise<HttpReply | undefined> {
    return this.dispatch(this.mustGet(callbackId));
  }

  nextDue(): number | undefined {
    // Among the first few at least one is not on its way already.
    return this.store
      .all<{ callback_id: number; next_time: number }>(
        `SELECT callback_id, next_time FROM callbacks WHERE state = 'pending' AND next_time IS NOT NULL ORDER BY next_time LIMIT ?`,
        this.sending.size + 1,
      )
      .find((each) => !this.sending.has(each.callback_id))?.next_time;
  }

  async runDue(): Promise<void> {
    const due = this.store.all<CallbackRow>(
      `SELECT * FROM callbacks WHERE state = 'pending' AND next_time <= ? ORDER BY next_time, callback_id`,
      this.clock.now(),
    );
    await Promise.all(due.map((row) => this.dispatch(row)));
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.sending.values(), ...this.asking]);
  }

  /** After a restart: what was being asked when the process died was never answered. */
  recover(): void {
    this.store.run(`UPDATE callbacks SET state = 'failed' WHERE state = 'pending' AND next_time IS NULL`);
  }

  /** Callbacks of an order (or the newest of all), oldest first, with every attempt. */
  records(orderId?: string, limit = 200): CallbackRecord[] {
    const rows =
      orderId === undefined
        ? this.store.all<CallbackRow>('SELECT * FROM callbacks ORDER BY callback_id DESC LIMIT ?', limit).reverse()
        : this.store.all<CallbackRow>('SELECT * FROM callbacks WHERE order_id = ? ORDER BY callback_id', orderId);
    return rows.map((row) => ({
      callbackId: row.callback_id,
      type: row.type as CallbackType,
      ...subjectOf(row),
      body: row.body,
      state: row.state as CallbackRecord['state'],
      createTime: row.create_time,
      nextTime: row.next_time ?? undefined,
      attempts: this.attempts(row.callback_id),
    }));
  }

  private attempts(callbackId: number): CallbackAttempt[] {
    return this.store.all<AttemptRow>('SELECT * FROM callback_attempts WHERE callback_id = ? ORDER BY attempt', callbackId).map((row) => ({
      attempt: row.attempt,
      time: row.time,
      headers: JSON.parse(row.headers) as Record<string, string>,
      status: row.status ?? undefined,
      answer: row.answer ?? undefined,
      problem: row.problem ?? undefined,
    }));
  }

  private mustGet(callbackId: number): CallbackRow {
    const row = this.store.get<CallbackRow>('SELECT * FROM callbacks WHERE callback_id = ?', callbackId);
    if (!row) throw new Error(`no callback ${callbackId}`);
    return row;
  }

  private insert(type: CallbackType, version: TradeVersion, subject: Subject, msg: unknown, nextTime: number | null): number {
    return this.store.transaction(() => {
      this.store.run(
        `INSERT INTO callbacks (type, order_id, refund_id, body, state, create_time, next_time) VALUES (?, ?, ?, ?, 'pending', ?, ?)`,
        type,
        subject.orderId,
        subject.refundId ?? null,
        envelope(version, type, msg),
        this.clock.now(),
        nextTime,
      );
      return this.store.get<{ id: number }>('SELECT last_insert_rowid() AS id')!.id;
    });
  }

  /** One that is on its way already is waited for. */
  private dispatch(row: CallbackRow): Promise<HttpReply | undefined> {
    const running = this.sending.get(row.callback_id) ?? this.send(row).finally(() => this.sending.delete(row.callback_id));
    this.sending.set(row.callback_id, running);
    return running;
  }

  private async send(row: CallbackRow): Promise<HttpReply | undefined> {
    const trouble = this.trouble(row.type as CallbackType, subjectOf(row));
    const attemptsBefore = this.attempts(row.callback_id).length;
    const lost = attemptsBefore < (trouble?.lost ?? 0);
    const deliver = trouble?.instead?.(attemptsBefore) ?? this.deliver;
    const reply = await this.attempt(row.callback_id, lost ? () => Promise.reject(new Error('lost on the way')) : deliver).catch(
      () => undefined,
    );
    if (!this.isEnded(row, attemptsBefore, reply)) return reply;
    for (let copy = 1; copy < (trouble?.copies ?? 1); copy += 1) await this.attempt(row.callback_id, deliver).catch(() => undefined);
    return reply;
  }

  /** Ends the delivery, or plans the next attempt. A reset meanwhile leaves nothing to end. */
  private isEnded(row: CallbackRow, attemptsBefore: number, reply: HttpReply | undefined): boolean {
    return this.store.transaction(() => {
      if (!this.store.get('SELECT 1 AS one FROM callbacks WHERE callback_id = ?', row.callback_id)) return false;
      const verdict = reply ? this.judge(row.type as CallbackType, subjectOf(row), reply) : 'again';
      const pause = RETRY_LADDER[attemptsBefore];
      if (verdict !== 'again') this.settle(row.callback_id, verdict);
      else if (pause === undefined) this.settle(row.callback_id, 'failed');
      else this.store.run('UPDATE callbacks SET next_time = ? WHERE callback_id = ?', this.clock.now() + pause, row.callback_id);
      return verdict !== 'again';
    });
  }

  private settle(callbackId: number, state: CallbackRecord['state']): void {
    this.store.run('UPDATE callbacks SET state = ?, next_time = NULL WHERE callback_id = ?', state, callbackId);
  }

  private async attempt(callbackId: number, deliver: Deliver): Promise<HttpReply> {
    const { body, type, order_id: orderId } = this.mustGet(callbackId);
    const time = this.clock.now();
    const headers = signHeaders(body, time, this.keys.platform.privateKey);
    const outcome = await Promise.resolve()
      .then(() => deliver(headers, body))
      .then(
        (reply) => ({ reply, problem: null }),
        (error: unknown) => ({ reply: undefined, problem: textOf(error) }),
      );
    const attempt = this.attempts(callbackId).length + 1;
    // A reset meanwhile has emptied the books: then nothing is written.
    this.store.run(
      `INSERT INTO callback_attempts (callback_id, attempt, time, headers, status, answer, problem)
       SELECT callback_id, ?, ?, ?, ?, ?, ? FROM callbacks WHERE callback_id = ?`,
      attempt,
      time,
      JSON.stringify(headers),
      outcome.reply?.status ?? null,
      outcome.reply?.body ?? null,
      outcome.problem,
      callbackId,
    );
    this.events.add('callback', `${type}, attempt ${attempt}: ${outcome.reply ? `HTTP ${outcome.reply.status}` : outcome.problem}`, {
      orderId,
      data: { callbackId, headers, body, answer: outcome.reply?.body },
    });
    if (!outcome.reply) throw new Error(outcome.problem ?? 'no reply');
    return outcome.reply;
  }
}
