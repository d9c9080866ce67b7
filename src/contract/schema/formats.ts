import { kindOf } from '../check';

/** The parsed value, or `undefined` where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The parsed value; a text that is no JSON stands for itself. */
export function jsonOrText(text: string): unknown {
  const value = parseJson(text);
  return value === undefined ? text : value;
}

/**
 * Whether some object in a JSON text names a key twice; `JSON.parse` would silently keep the last. The text
 * must be valid JSON.
 */
export function hasRepeatedKey(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  for (const token of text.match(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/g) ?? []) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token.endsWith(':')) {
      const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string;
      const keys = open[open.length - 1];
      if (keys?.has(key)) return true;
      keys?.add(key);
    }
  }
  return false;
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** A form of texts: what a message says that it should be, and the test. */
export interface Format {
  wanted: string;
  test: (text: string) => boolean;
}

/** Values that are accepted with a warning, and the warning. */
export interface Tolerance {
  warning: string;
  test: (value: unknown) => boolean;
}

export const FORMATS = {
  date: { wanted: 'a date YYYY-MM-DD', test: isDate },
  pagePath: { wanted: 'a page path without leading "/"', test: (path) => !path.startsWith('/') },
  entryPath: {
    wanted: 'a path of letters, digits, "_" and "/" without leading "/"',
    test: (path) => /^\w[\w/]*$/.test(path),
  },
  jsonObject: {
    wanted: 'the JSON text of an object with unique keys',
    test: (json) => kindOf(parseJson(json)) === 'object' && !hasRepeatedKey(json),
  },
  json: { wanted: 'JSON text', test: (json) => parseJson(json) !== undefined },
  visible: {
    wanted: 'without control characters',
    // eslint-disable-next-line no-control-regex
    test: (text) => !/[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/.test(text),
  },
  url: { wanted: 'an http or https URL', test: (url) => /^https?:\/\/[^/]/.test(url) },
  https: { wanted: 'an https URL', test: (url) => /^https:\/\/[^/]/.test(url) },
} satisfies Record<string, Format>;

export const TOLERANCES = {
  absent: { warning: 'is left out, as in an official example', test: (value) => value === undefined },
  empty: { warning: 'is empty, as in the official examples', test: (value) => value === '' },
  object: {
    warning: 'is an object instead of its JSON text, as in the official examples',
    test: (value) => kindOf(value) === 'object',
  },
  seconds: {
    warning: 'has 10 digits: taken as seconds, but the contract wants milliseconds',
    test: (value) => Number.isInteger(value) && String(value).length === 10 && (value as number) > 0,
  },
} satisfies Record<string, Tolerance>;
