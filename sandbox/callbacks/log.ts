/**
 * Every callback and every attempt to deliver it, as the database keeps them. It sends nothing. Times in ms.
 */
import type { CallbackType } from '../../src/contract/callbacks';
import { RETENTION, trim } from '../retention';
import type { Store } from '../store/store';
import { stored } from '../store/stored';

/** Whom a callback is about. */
export interface Subject {
  orderId: string;
  refundId?: string;
}

/**
 * `refused`: the developer's server said no, which is final. `failed`: nobody answered so that it could be
 * taken.
 */
type CallbackState = 'pending' | 'delivered' | 'refused' | 'failed';

export interface CallbackRecord extends Subject {
  callbackId: number;
  type: CallbackType;
  body: string;
  state: CallbackState;
  createTime: number;
  nextTime?: number;
  attempts: CallbackAttempt[];
}

interface CallbackAttempt {
  attempt: number;
  time: number;
  headers: Record<string, string>;
  status?: number;
  answer?: string;
  /** Why the answer does not count, or why there is none. */
  problem?: string;
  /** A person sent it: it is no step of the ladder. */
  byHand?: true;
}

export interface CallbackRow {
  callback_id: number;
  type: CallbackType;
  order_id: string;
  refund_id: string | null;
  body: string;
  state: CallbackState;
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
  by_hand: number;
}

export const subjectOf = (row: CallbackRow): Subject => ({
  orderId: row.order_id,
  refundId: row.refund_id ?? undefined,
});

const toAttempt = (row: AttemptRow): CallbackAttempt => ({
  attempt: row.attempt,
  time: row.time,
  headers: stored<Record<string, string>>(row.headers, `callback_attempts.headers ${row.attempt}`),
  status: row.status ?? undefined,
  answer: row.answer ?? undefined,
  problem: row.problem ?? undefined,
  ...(row.by_hand === 1 ? { byHand: true as const } : {}),
});

const toRecord = (row: CallbackRow, attempts: CallbackAttempt[]): CallbackRecord => ({
  callbackId: row.callback_id,
  type: row.type,
  ...subjectOf(row),
  body: row.body,
  state: row.state,
  createTime: row.create_time,
  nextTime: row.next_time ?? undefined,
  attempts,
});

/** Pending, and not waiting for a later callback to be sent first. */
const sendable = `state = 'pending' AND next_time IS NOT NULL
  AND (after_id IS NULL OR EXISTS (SELECT 1 FROM callback_attempts a WHERE a.callback_id = callbacks.after_id))`;

export class CallbackLog {
  constructor(
    private readonly store: Store,
    /** So many of the newest are kept, and all that have not ended. */
    private readonly kept = RETENTION.callbacks,
  ) {}

  /**
   * @param nextTime `null`: it is asked at once, not sent by the clock
   * @param wait so many ms longer it lets the next callback go first, if one comes
   */
  add(
    type: CallbackType,
    subject: Subject,
    body: string,
    createTime: number,
    nextTime: number | null,
    wait = 0,
  ): number {
    return this.store.transaction(() => {
      this.store.run(
        `INSERT INTO callbacks (type, order_id, refund_id, body, state, create_time, next_time) VALUES (?, ?, ?, ?, 'pending', ?, ?)`,
        type,
        subject.orderId,
        subject.refundId ?? null,
        body,
        createTime,
        nextTime,
      );
      const { id } = this.store.get<{ id: number }>('SELECT last_insert_rowid() AS id')!;
      trim(this.store, 'callbacks', 'callback_id', this.kept, "state <> 'pending'");
      const overtaken = this.store.run(
        `UPDATE callbacks SET held = 0, after_id = ?, next_time = ? WHERE held = 1 AND state = 'pending'`,
        id,
        nextTime ?? createTime,
      );
      // Of two that wait, the later one goes first, and waits no more.
      if (wait > 0 && overtaken === 0)
        this.store.run(
          'UPDATE callbacks SET held = 1, next_time = next_time + ? WHERE callback_id = ?',
          wait,
          id,
        );
      return id;
    });
  }

  find(callbackId: number): CallbackRow | undefined {
    return this.store.get<CallbackRow>('SELECT * FROM callbacks WHERE callback_id = ?', callbackId);
  }

  /** The earliest to be sent that is not among `sending`. */
  nextDue(sending: ReadonlySet<number>): number | undefined {
    // Among the first few at least one is not on its way already.
    return this.store
      .all<{ callback_id: number; next_time: number }>(
        `SELECT callback_id, next_time FROM callbacks WHERE ${sendable} ORDER BY next_time LIMIT ?`,
        sending.size + 1,
      )
      .find((each) => !sending.has(each.callback_id))?.next_time;
  }

  due(now: number): CallbackRow[] {
    return this.store.all<CallbackRow>(
      `SELECT * FROM callbacks WHERE ${sendable} AND next_time <= ? ORDER BY next_time, callback_id`,
      now,
    );
  }

  /** Attempts on the ladder; those made by hand do not count. */
  attemptsOf(callbackId: number): number {
    return this.store.get<{ n: number }>(
      'SELECT COUNT(*) AS n FROM callback_attempts WHERE callback_id = ? AND by_hand = 0',
      callbackId,
    )!.n;
  }

  /** Answers its number, counted from 1. A reset meanwhile has emptied the books: then nothing is written. */
  addAttempt(callbackId: number, made: Omit<CallbackAttempt, 'attempt'>): number {
    return this.store.transaction(() => {
      const { n } = this.store.get<{ n: number }>(
        'SELECT COUNT(*) AS n FROM callback_attempts WHERE callback_id = ?',
        callbackId,
      )!;
      this.store.run(
        `INSERT INTO callback_attempts (callback_id, attempt, time, headers, status, answer, problem, by_hand)
         SELECT callback_id, ?, ?, ?, ?, ?, ?, ? FROM callbacks WHERE callback_id = ?`,
        n + 1,
        made.time,
        JSON.stringify(made.headers),
        made.status ?? null,
        // The driver reads a text up to its first NUL.
        made.answer?.replaceAll('\0', '\ufffd') ?? null,
        made.problem ?? null,
        Number(made.byHand === true),
        callbackId,
      );
      return n + 1;
    });
  }

  settle(callbackId: number, state: CallbackState): void {
    this.store.run(
      'UPDATE callbacks SET state = ?, next_time = NULL, held = 0 WHERE callback_id = ?',
      state,
      callbackId,
    );
  }

  plan(callbackId: number, nextTime: number): void {
    this.store.run(
      'UPDATE callbacks SET next_time = ?, held = 0 WHERE callback_id = ?',
      nextTime,
      callbackId,
    );
  }

  /** What was being asked when the process died was never answered. */
  failAsked(): void {
    this.store.run(`UPDATE callbacks SET state = 'failed' WHERE state = 'pending' AND next_time IS NULL`);
  }

  record(row: CallbackRow): CallbackRecord {
    return this.withAttempts([row])[0]!;
  }

  /** Callbacks of an order (or the newest of all), oldest first, with every attempt. */
  records(orderId?: string, limit = 200): CallbackRecord[] {
    const rows =
      orderId === undefined
        ? this.store
            .all<CallbackRow>('SELECT * FROM callbacks ORDER BY callback_id DESC LIMIT ?', limit)
            .reverse()
        : this.store.all<CallbackRow>(
            'SELECT * FROM callbacks WHERE order_id = ? ORDER BY callback_id',
            orderId,
          );
    return this.withAttempts(rows);
  }

  /** One query for the attempts of all. */
  private withAttempts(rows: CallbackRow[]): CallbackRecord[] {
    const attempts = new Map<number, CallbackAttempt[]>();
    this.store
      .all<AttemptRow & { callback_id: number }>(
        `SELECT * FROM callback_attempts WHERE callback_id IN (SELECT value FROM json_each(?))
         ORDER BY callback_id, attempt`,
        JSON.stringify(rows.map((row) => row.callback_id)),
      )
      .forEach((row) =>
        attempts.set(row.callback_id, [...(attempts.get(row.callback_id) ?? []), toAttempt(row)]),
      );
    return rows.map((row) => toRecord(row, attempts.get(row.callback_id) ?? []));
  }
}
