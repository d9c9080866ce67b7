/** Whether a call is what a rule is for. */
import { isRecord, own } from '../record';

/**
 * `*` for any letters, `\*` for the star itself. Part by part, each as early as it can be: no regular
 * expression, which would take for ever with many stars.
 */
export function isLike(text: string, pattern: string): boolean {
  if (!pattern.includes('*')) return text === pattern;
  const [first = '', ...rest] = pattern.split(/(?<!\\)\*/).map((part) => part.replaceAll('\\*', '*'));
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** Texts match numbers and flags as they are written: what comes in a query is text. */
const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function matchesWords(value: unknown, pattern: Record<string, unknown>): boolean {
  if (pattern.$any === true) return value !== undefined;
  if (pattern.$absent === true) return value === undefined;
  if (Array.isArray(pattern.$oneOf)) return pattern.$oneOf.some((one) => matches(value, one));
  if ('$exact' in pattern)
    return (
      isRecord(value) &&
      isRecord(pattern.$exact) &&
      Object.keys(value).every((key) => Object.hasOwn(pattern.$exact as object, key)) &&
      matches(value, pattern.$exact)
    );
  if ('$regex' in pattern) return isPlain(value) && new RegExp(String(pattern.$regex)).test(String(value));
  return true;
}

/**
 * An object's fields must each match, and there may be more; a list has as many items; a text may have `*`.
 * Nested as deep as the pattern is.
 */
export function matches(value: unknown, pattern: unknown): boolean {
  if (pattern === undefined) return true;
  if (pattern instanceof RegExp) return isPlain(value) && pattern.test(String(value));
  if (typeof pattern === 'function') return (pattern as (value: unknown) => unknown)(value) === true;
  if (Array.isArray(pattern))
    return (
      Array.isArray(value) &&
      value.length === pattern.length &&
      pattern.every((item, index) => matches(value[index], item))
    );
  if (isRecord(pattern)) {
    const words = Object.keys(pattern).some((key) => key.startsWith('$'));
    if (words) return matchesWords(value, pattern);
    return isRecord(value) && Object.entries(pattern).every(([key, part]) => matches(own(value, key), part));
  }
  if (typeof pattern === 'string') return isPlain(value) && isLike(String(value), pattern);
  return (
    Object.is(value, pattern) || (isPlain(pattern) && typeof value === 'string' && value === String(pattern))
  );
}

/** A body as it is compared: what is written as JSON by what it says. */
function dataOf(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' ? parsed : data;
  } catch {
    return data;
  }
}

const withoutCase = (header: unknown): unknown =>
  isRecord(header)
    ? Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]))
    : header;

/** Header names have no case, on either side. */
export const headersPlain = (pattern: unknown): unknown =>
  isRecord(pattern) && isRecord(pattern.header)
    ? { ...pattern, header: withoutCase(pattern.header) }
    : pattern;

/**
 * What a rule sees of a request: its options, the address without the query as `url`, and its parts: `host`,
 * `path`, `query` (with the data of a GET) and `method`.
 */
export function requestSubject(
  options: Readonly<Record<string, unknown>>,
  base: string,
): Record<string, unknown> {
  const subject: Record<string, unknown> = {
    ...options,
    method: typeof options.method === 'string' ? options.method.toUpperCase() : 'GET',
    data: dataOf(options.data),
    header: withoutCase(options.header),
  };
  if (typeof options.url !== 'string' || !URL.canParse(options.url, base)) return subject;
  const url = new URL(options.url, base);
  const query: Record<string, unknown> = Object.fromEntries(url.searchParams);
  if ((subject.method === 'GET' || subject.method === 'HEAD') && isRecord(options.data))
    for (const [key, value] of Object.entries(options.data))
      query[key] = isPlain(value) ? String(value) : value;
  const own = url.host === new URL(base).host;
  const place = own ? url.pathname : `${url.origin}${url.pathname}`;
  return { ...subject, url: place, host: url.host, path: url.pathname, query };
}
