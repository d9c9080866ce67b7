/** A request as text: for a terminal, for a rule. */
import type { NetworkEntry } from '../../network';
import { jsonOrText } from '../../../src/contract/schema/formats';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** One command that sends the same request. A body that is not known in full is left out, and said so. */
export function curlOf({ method, url, request }: NetworkEntry): string {
  const parts = [`curl ${quoted(url)}`];
  if (method !== 'GET') parts.push(`-X ${method.replace(/[^A-Z]/g, '')}`);
  for (const [name, value] of Object.entries(request.header)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  const hasBody = method !== 'GET' && method !== 'HEAD' && request.size > 0;
  if (hasBody && request.body !== undefined && !request.cut) parts.push(`--data-raw ${quoted(request.body)}`);
  return parts.join(' \\\n  ') + (hasBody && (request.body === undefined || request.cut) ? '  # + body' : '');
}

const escaped = (text: string): string => text.replaceAll('*', '\\*');

const answerOf = (text = ''): unknown => (text === '' ? {} : jsonOrText(text));

/** A rule for requests like this one, with the answer that it had. */
export function ruleOf({ api, method, url, statusCode, answer, request }: NetworkEntry): string {
  const isKnown = URL.canParse(url);
  const { origin, pathname } = isKnown ? new URL(url) : { origin: '', pathname: url };
  const place = /^wss?:/.test(url) ? url.replace(/[?#].*$/, '') : `${origin}${pathname}`;
  const isSocket = api === 'connectSocket';
  const own = isKnown && request.header['x-trade-attempt'] !== undefined ? pathname : place;
  const rule = {
    name: `${isSocket ? 'socket' : method} ${pathname}`,
    api,
    match: { url: escaped(own), ...(api === 'request' && { method }) },
    answer: isSocket
      ? { messages: [], replies: [] }
      : { statusCode: statusCode ?? 200, data: answerOf(answer?.cut ? undefined : answer?.body) },
  };
  return JSON.stringify(rule, null, 2);
}

/** 999 B, 1.2 KB, 3.4 MB */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${size.toFixed(1)} ${unit}`;
}

/** Nobody answered, or not in time, with a status of an error, or with a body that is not what was wanted. */
export const isFailed = ({ error, statusCode, trouble }: NetworkEntry): boolean =>
  error !== undefined || (statusCode ?? 0) >= 400 || trouble?.isFault === true;
