/**
 * What was asked of the platform, and what the phone says happened on its side: kept for the timeline, the
 * newest of it only.
 */
import type { Clock } from '../clock';
import type { Retention } from '../retention';
import { RETENTION, trim } from '../retention';
import type { Store, Value } from '../store/store';
import { stored } from '../store/stored';

/**
 * `tap` on a component; `ask` a handler of the page, and its `answer`, or `timeout` when it gave none in
 * time, or `missing` when there was none; `event` told to the page; `call` and `result` of a JSAPI.
 */
export const STEP_KINDS = ['tap', 'ask', 'answer', 'timeout', 'missing', 'event', 'call', 'result'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Whether a text may name an attempt. */
export const isAttempt = (text: unknown): text is string =>
  typeof text === 'string' && /^[\w-]{1,64}$/.test(text);

/** One step on the phone. */
export interface PhoneStep {
  /** Names the purchase that it belongs to: from one tap on a trade button to the next. */
  attempt: string;
  kind: StepKind;
  /** Of the event, handler or JSAPI. */
  name: string;
  /** The component, and what it said where it was tapped. */
  place?: string;
  failed?: boolean;
  /** The developer's order number, once it is known. */
  outOrderNo?: string;
  /** JSON text. */
  data?: string;
}

export interface KeptStep extends PhoneStep {
  stepId: number;
  /** Virtual time, ms. */
  time: number;
  failed: boolean;
}

/** When a step happened: so many ms ago, and the time of the machine that reports it. */
export interface StepTime {
  age: number;
  at?: number;
}

/**
 * One call of a JSAPI as the platform got it, or one question as the reference merchant got it: then `api` is
 * the path.
 */
export interface KeptCall {
  callId: number;
  /** Virtual time of its beginning, ms. */
  time: number;
  api: string;
  orderId?: string;
  attempt?: string;
  options: unknown;
  answer: Record<string, unknown>;
}

/** Whether it went to the merchant. */
export const isQuestion = ({ api }: KeptCall): boolean => api.startsWith('/');

export interface AttemptSummary {
  attempt: string;
  time: number;
  steps: number;
  outOrderNo?: string;
  /** Name of what began it, and where. */
  name: string;
  place?: string;
  failed: boolean;
}

interface StepRow {
  step_id: number;
  time: number;
  attempt: string;
  kind: string;
  name: string;
  place: string | null;
  failed: number;
  out_order_no: string | null;
  data: string | null;
}

interface CallRow {
  call_id: number;
  time: number;
  api: string;
  order_id: string | null;
  attempt: string | null;
  options: string;
  answer: string;
}

/** A report that seems to have been on its way for longer comes from a machine with another clock, ms. */
const longestTransit = 10_000;
const toStep = (row: StepRow): KeptStep => ({
  stepId: row.step_id,
  time: row.time,
  attempt: row.attempt,
  kind: row.kind as StepKind,
  name: row.name,
  place: row.place ?? undefined,
  failed: row.failed === 1,
  outOrderNo: row.out_order_no ?? undefined,
  data: row.data ?? undefined,
});

const toCall = (row: CallRow): KeptCall => ({
  callId: row.call_id,
  time: row.time,
  api: row.api,
  orderId: row.order_id ?? undefined,
  attempt: row.attempt ?? undefined,
  options: stored<unknown>(row.options, `api_calls.options ${row.call_id}`),
  answer: stored<Record<string, unknown>>(row.answer, `api_calls.answer ${row.call_id}`),
});

export class Journal {
  private readonly listeners = new Set<(step: PhoneStep, time: number) => void>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly kept: Pick<Retention, 'phoneSteps' | 'calls'> = RETENTION,
  ) {}

  addCall(call: Omit<KeptCall, 'callId'>): void {
    this.insert(
      ['api_calls', 'call_id', this.kept.calls],
      'INSERT INTO api_calls (time, api, order_id, attempt, options, answer) VALUES (?, ?, ?, ?, ?, ?)',
      call.time,
      call.api,
      call.orderId ?? null,
      call.attempt ?? null,
      JSON.stringify(call.options),
      JSON.stringify(call.answer),
    );
  }

  /**
   * A question of a purchase to the merchant. What a page asks over and over is kept when the answer is
   * another.
   */
  addQuestion(question: Omit<KeptCall, 'callId' | 'orderId'> & { attempt: string }): void {
    const { attempt, api, options, answer } = question;
    const before = this.store.get<{ answer: string }>(
      'SELECT answer FROM api_calls WHERE attempt = ? AND api = ? AND options = ? ORDER BY call_id DESC LIMIT 1',
      attempt,
      api,
      JSON.stringify(options),
    );
    if (before?.answer !== JSON.stringify(answer)) this.addCall(question);
  }

  /** `listener` is called with every step that the phone reports, and its virtual time. */
  onStep(listener: (step: PhoneStep, time: number) => void): void {
    this.listeners.add(listener);
  }

  addStep(step: PhoneStep, when: StepTime = { age: 0 }): void {
    const time = this.timeOf(when);
    this.insert(
      ['phone_steps', 'step_id', this.kept.phoneSteps],
      'INSERT INTO phone_steps (time, attempt, kind, name, place, failed, out_order_no, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      time,
      step.attempt,
      step.kind,
      step.name,
      step.place ?? null,
      Number(step.failed === true),
      step.outOrderNo ?? null,
      step.data ?? null,
    );
    this.listeners.forEach((listener) => listener(step, time));
  }

  /** Oldest first. */
  stepsOf(attempt: string): KeptStep[] {
    return this.store
      .all<StepRow>('SELECT * FROM phone_steps WHERE attempt = ? ORDER BY step_id', attempt)
      .map(toStep);
  }

  callsOf(by: { orderId: string } | { attempt: string }): KeptCall[] {
    const [column, value] = 'orderId' in by ? ['order_id', by.orderId] : ['attempt', by.attempt];
    return this.store
      .all<CallRow>(`SELECT * FROM api_calls WHERE ${column} = ? ORDER BY call_id`, value)
      .map(toCall);
  }

  /** The purchases that were about an order: those that called for it, and those whose button names it. */
  attemptsOf(orderId: string, outOrderNo: string): string[] {
    return this.store
      .all<{ attempt: string }>(
        `SELECT attempt FROM api_calls WHERE order_id = ? AND attempt IS NOT NULL
         UNION SELECT attempt FROM phone_steps WHERE out_order_no = ?`,
        orderId,
        outOrderNo,
      )
      .map(({ attempt }) => attempt);
  }

  /** Newest first. */
  attempts(limit: number): AttemptSummary[] {
    const rows = this.store.all<{
      attempt: string;
      first: number;
      steps: number;
      failed: number;
      out_order_no: string | null;
    }>(
      `SELECT attempt, MIN(step_id) AS first, COUNT(*) AS steps, MAX(failed) AS failed, MAX(out_order_no) AS out_order_no
       FROM phone_steps GROUP BY attempt ORDER BY first DESC LIMIT ?`,
      limit,
    );
    return rows.map((row) => {
      const first = toStep(
        this.store.get<StepRow>('SELECT * FROM phone_steps WHERE step_id = ?', row.first)!,
      );
      return {
        attempt: row.attempt,
        time: first.time,
        steps: row.steps,
        outOrderNo: row.out_order_no ?? undefined,
        name: first.name,
        place: first.place,
        failed: row.failed === 1,
      };
    });
  }

  /**
   * Virtual time of a step. Its age leaves out how long the report was on its way, so that a call could seem
   * later than what the platform did about it: the time of the machine is taken instead, where it can be that
   * of this machine.
   */
  private timeOf({ age, at }: StepTime): number {
    const latest = this.clock.now() - age;
    const exact = at === undefined ? NaN : at + this.clock.offset;
    return Math.round(exact <= latest && latest - exact <= longestTransit ? exact : latest);
  }

  private insert([table, key, kept]: [string, string, number], sql: string, ...values: Value[]): void {
    this.store.transaction(() => {
      this.store.run(sql, ...values);
      trim(this.store, table, key, kept);
    });
  }
}
