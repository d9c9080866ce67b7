import type { CallbackEntry, LedgerEntry, PhoneEntry, TimelineEntry } from 'microapp-trade-sandbox/shapes';
import { shortDate } from '../format';
import { nameOf } from './names';
import { words as all } from './strings';

const words = all.timeline;

interface Payload {
  name: string;
  text: string;
}

const phoneTitle = ({ kind, name, place, failed }: PhoneEntry): string => {
  switch (kind) {
    case 'tap':
      return words.tap(place ?? name);
    case 'ask':
      return words.ask(name, place);
    case 'answer':
      return words.answer(name, failed, place);
    case 'timeout':
      return words.timeout(name, place);
    case 'missing':
      return words.missing(name, place);
    case 'event':
      return words.event(name, place);
    case 'call':
      return words.call(name);
    case 'result':
      return words.result(name, failed);
  }
};

/** `订单 待支付 → 已支付`, with the number of units where several took the step together. */
const ledgerTitle = ({ subject, subjectIds, from, to, note }: LedgerEntry): string => {
  const what = nameOf('subjects', subject) + (subjectIds.length > 1 ? ` ×${subjectIds.length}` : '');
  const step = [from, to].filter((state) => state !== undefined).map((state) => nameOf(subject, state));
  return `${what} ${step.join(' → ')}${note === undefined ? '' : `（${nameOf('notes', note)}）`}`;
};

export const outcomeOf = ({ status, problem }: Pick<CallbackEntry, 'status' | 'problem'>): string =>
  status === undefined ? (problem ?? all.order.callbacks.noAnswer) : `HTTP ${status}`;

export function titleOf(entry: TimelineEntry): string {
  switch (entry.lane) {
    case 'phone':
      return phoneTitle(entry);
    case 'platform':
      return words.platform(entry.api, entry.failed);
    case 'merchant':
      return words.merchant(entry.route, entry.failed);
    case 'ledger':
      return ledgerTitle(entry);
    case 'callback':
      return words.callback(entry.type, entry.attempt, outcomeOf(entry));
  }
}

const messageIn = (answer: unknown): string => {
  const { errMsg } = (answer ?? {}) as { errMsg?: unknown };
  return typeof errMsg === 'string' ? errMsg : '';
};

/** What stands under the title: numbers, places, what comes next. */
export function subtitleOf(entry: TimelineEntry): string {
  switch (entry.lane) {
    case 'phone':
      return '';
    case 'platform':
      return entry.failed ? messageIn(entry.answer) : '';
    case 'merchant':
      return entry.failed ? messageIn(entry.answer) : '';
    case 'ledger':
      return entry.subject === 'order' ? '' : entry.subjectIds.join(' ');
    case 'callback':
      return entry.nextTime === undefined ? '' : words.next(shortDate(entry.nextTime));
  }
}

/** What can be opened and copied. */
export function payloadsOf(entry: TimelineEntry): Payload[] {
  const { data, options, answer, headers, body } = words.payloads;
  const json = (name: string, value: unknown): Payload => ({ name, text: JSON.stringify(value) });
  switch (entry.lane) {
    case 'phone':
      return entry.data === undefined ? [] : [{ name: data, text: entry.data }];
    case 'platform':
    case 'merchant':
      return [json(options, entry.options), json(answer, entry.answer)];
    case 'ledger':
      return [];
    case 'callback':
      return [
        { name: body, text: entry.body },
        ...(entry.answer === undefined ? [] : [{ name: answer, text: entry.answer }]),
        json(headers, entry.headers),
      ];
  }
}
