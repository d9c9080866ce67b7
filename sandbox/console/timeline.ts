/** One purchase in one column: tap, handler, JSAPI, platform, ledger, callback, in order of virtual time. */
import type { CallbackRecord } from '../callbacks/log';
import type { Step, Subject } from '../ledger/history';
import { isQuestion } from './journal';
import type { Journal, KeptCall, KeptStep, StepKind } from './journal';

interface Entry {
  /** Unique in the timeline. */
  id: string;
  /** Virtual time, ms. */
  time: number;
  failed: boolean;
}

export interface PhoneEntry extends Entry {
  lane: 'phone';
  kind: StepKind;
  name: string;
  place?: string;
  attempt: string;
  /** JSON text. */
  data?: string;
}

interface PlatformEntry extends Entry {
  lane: 'platform';
  api: string;
  options: unknown;
  answer: Record<string, unknown>;
}

/** A question of the page to the reference merchant. */
interface MerchantEntry extends Entry {
  lane: 'merchant';
  /** Path of the route. */
  route: string;
  options: unknown;
  answer: unknown;
}

export interface LedgerEntry extends Entry {
  lane: 'ledger';
  subject: Subject;
  /** Several units that took the same step at once are one entry. */
  subjectIds: string[];
  from?: string;
  to: string;
  note?: string;
}

export interface CallbackEntry extends Entry {
  lane: 'callback';
  type: string;
  callbackId: number;
  attempt: number;
  /** Of the whole callback, as it stands now. */
  state: CallbackRecord['state'];
  /** When the next attempt is due, told with the last one. */
  nextTime?: number;
  headers: Record<string, string>;
  body: string;
  status?: number;
  answer?: string;
  problem?: string;
}

export type TimelineEntry = PhoneEntry | PlatformEntry | MerchantEntry | LedgerEntry | CallbackEntry;

/** What the timeline is made from. */
export interface TimelineSources {
  journal: Journal;
  history(orderId: string): Step[];
  callbacks(orderId: string): CallbackRecord[];
}

const ofStep = (step: KeptStep): PhoneEntry => ({
  id: `phone-${step.stepId}`,
  lane: 'phone',
  time: step.time,
  failed: step.failed,
  kind: step.kind,
  name: step.name,
  place: step.place,
  attempt: step.attempt,
  data: step.data,
});

const ofCall = (call: KeptCall): PlatformEntry => ({
  id: `platform-${call.callId}`,
  lane: 'platform',
  time: call.time,
  failed: call.answer.ok !== true,
  api: call.api,
  options: call.options,
  answer: call.answer,
});

const ofQuestion = (call: KeptCall): MerchantEntry => ({
  id: `merchant-${call.callId}`,
  lane: 'merchant',
  time: call.time,
  failed: call.answer.ok !== true,
  route: call.api,
  options: call.options,
  answer: call.answer.ok === true ? call.answer.body : call.answer.error,
});

/** A question names another order than the one that the timeline is of. */
const isAboutOther = (call: KeptCall, outOrderNo: string): boolean => {
  const named = (call.options as { outOrderNo?: unknown }).outOrderNo;
  return isQuestion(call) && named !== undefined && named !== outOrderNo;
};

const entryOf = (call: KeptCall): PlatformEntry | MerchantEntry =>
  isQuestion(call) ? ofQuestion(call) : ofCall(call);

const bad = new Set(['failed', 'refused', 'withdrawn', 'timedOut']);

const sameStep = (one: LedgerEntry | undefined, step: Step): boolean =>
  one?.subject === 'item' &&
  step.subject === 'item' &&
  one.time === step.time &&
  one.from === step.from &&
  one.to === step.to;

const ofHistory = (steps: Step[]): LedgerEntry[] =>
  steps.reduce<LedgerEntry[]>((entries, step) => {
    const last = entries.at(-1);
    if (last && sameStep(last, step)) last.subjectIds.push(step.subjectId);
    else {
      const { stepId, time, subject, subjectId, from, to, note } = step;
      entries.push({
        id: `ledger-${stepId}`,
        lane: 'ledger',
        time,
        failed: bad.has(to),
        subject,
        subjectIds: [subjectId],
        from,
        to,
        note,
      });
    }
    return entries;
  }, []);

const ofCallback = (record: CallbackRecord): CallbackEntry[] =>
  record.attempts.map((attempt, index) => ({
    id: `callback-${record.callbackId}-${attempt.attempt}`,
    lane: 'callback',
    time: attempt.time,
    // An answer that does not count carries its problem, also with HTTP 200. The last one may be on its way.
    failed:
      attempt.problem !== undefined ||
      (index === record.attempts.length - 1 && (record.state === 'failed' || record.state === 'refused')),
    type: record.type,
    callbackId: record.callbackId,
    attempt: attempt.attempt,
    state: record.state,
    nextTime: index === record.attempts.length - 1 ? record.nextTime : undefined,
    headers: attempt.headers,
    body: record.body,
    status: attempt.status,
    answer: attempt.answer,
    problem: attempt.problem,
  }));

const rank = { phone: 0, merchant: 1, platform: 1, callback: 2, ledger: 3 };
const hears = new Set<StepKind>(['result', 'event']);

/**
 * The phone's step comes before what the servers do: in the same millisecond it asks first, and hears of it
 * last.
 */
const isFirst = (step: PhoneEntry, other: TimelineEntry): boolean =>
  step.time < other.time || (step.time === other.time && !hears.has(step.kind));

/** By time. The phone's steps of one millisecond keep the order in which they were told. */
const inOrder = (entries: TimelineEntry[]): TimelineEntry[] => {
  const byTime = [...entries].sort((a, b) => a.time - b.time || rank[a.lane] - rank[b.lane]);
  const steps = byTime.filter((entry) => entry.lane === 'phone');
  const ordered = byTime
    .filter((entry) => entry.lane !== 'phone')
    .flatMap((entry) => {
      const before: TimelineEntry[] = [];
      while (steps.length > 0 && isFirst(steps[0]!, entry)) before.push(steps.shift()!);
      return [...before, entry];
    });
  return [...ordered, ...steps];
};

const unique = <T>(values: T[]): T[] => [...new Set(values)];

const ofOrders = (sources: TimelineSources, orderIds: string[]): TimelineEntry[] =>
  orderIds.flatMap((orderId) => [
    ...ofHistory(sources.history(orderId)),
    ...sources.callbacks(orderId).flatMap(ofCallback),
  ]);

/** Everything about an order: what its buttons did, what was called for it, what became of it. */
export const orderTimeline = (
  sources: TimelineSources,
  orderId: string,
  outOrderNo: string,
): TimelineEntry[] => {
  const { journal } = sources;
  const attempts = journal.attemptsOf(orderId, outOrderNo);
  const calls = [
    ...journal.callsOf({ orderId }),
    ...attempts.flatMap((attempt) => journal.callsOf({ attempt })),
  ].filter((call) => !isAboutOther(call, outOrderNo));
  return inOrder([
    ...attempts.flatMap((attempt) => journal.stepsOf(attempt)).map(ofStep),
    ...unique(calls.map(({ callId }) => callId)).map((id) =>
      entryOf(calls.find(({ callId }) => callId === id)!),
    ),
    ...ofOrders(sources, [orderId]),
  ]);
};

/** One attempt on the phone, with what it caused, whether or not an order came of it. */
export const attemptTimeline = (sources: TimelineSources, attempt: string): TimelineEntry[] => {
  const calls = sources.journal.callsOf({ attempt });
  const orderIds = unique(calls.map(({ orderId }) => orderId).filter((orderId) => orderId !== undefined));
  return inOrder([
    ...sources.journal.stepsOf(attempt).map(ofStep),
    ...calls.map(entryOf),
    ...ofOrders(sources, orderIds),
  ]);
};
