/** One line for each thing that happens in the sandbox: what `listen` and `dev` print. */
import type { SandboxEvent } from 'microapp-trade-sandbox';
import type { PhoneStep } from 'microapp-trade-sandbox/shapes';
import { jsonOrText } from '../../src/contract/schema/formats';
import { isRecord } from '../record';
import { eventIn, kinds } from '../words/event-words';
import type { Language } from '../words/language';
import { plain } from './terminal';

const two = (number: number): string => String(number).padStart(2, '0');

/** Local time of this machine, as the clock of the sandbox has it. */
const timeOf = (ms: number): string => {
  const time = new Date(ms);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, '0')}`;
};

/** A Chinese sign is as wide as two others. */
const padded = (label: string, width: number): string =>
  label + ' '.repeat(Math.max(0, width - label.replace(/[\u3400-\u9fff]/g, 'xx').length));

const labelled = (time: number, kind: keyof typeof kinds, text: string, language: Language): string =>
  `${timeOf(time)} ${padded(kinds[kind][language], 8)} ${plain(text)}`;

export const lineOf = ({ time, kind, text }: SandboxEvent, language: Language): string =>
  labelled(time, kind, eventIn(language, text.split('\n')[0]!), language);

/** What a component told its page with `bind:error`: number and words as the page gets them. */
export function failureLine(
  { kind, name, place = '', data = '' }: PhoneStep,
  time: number,
  language: Language,
): string | undefined {
  if (kind !== 'event' || name !== 'error') return undefined;
  const detail = jsonOrText(data);
  if (!isRecord(detail) || typeof detail.errMsg !== 'string') return undefined;
  const text = `${place}: ${String(detail.errNo)} ${detail.errMsg}`;
  return labelled(time, 'problem', text.split('\n')[0]!, language);
}

const failed = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'answer' in data &&
  (data.answer as { ok?: boolean } | null)?.ok === false;

/** What whoever develops wants to see go by: purchases, callbacks, and whatever went wrong. */
export const isNews = ({ kind, data }: SandboxEvent): boolean =>
  kind === 'ledger' ||
  kind === 'callback' ||
  kind === 'problem' ||
  kind === 'server' ||
  (kind === 'api' && failed(data));
