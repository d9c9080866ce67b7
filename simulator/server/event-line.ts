/** One line for each thing that happens in the sandbox: what `listen` and `dev` print. */
import type { SandboxEvent } from 'microapp-trade-sandbox';
import { plain } from './terminal';

const two = (number: number): string => String(number).padStart(2, '0');

/** Local time of this machine, as the clock of the sandbox has it. */
const timeOf = (ms: number): string => {
  const time = new Date(ms);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, '0')}`;
};

export const lineOf = ({ time, kind, text }: SandboxEvent): string =>
  `${timeOf(time)} ${kind.padEnd(8)} ${plain(text.split('\n')[0]!)}`;

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
