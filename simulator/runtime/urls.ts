import { own } from '../record';

export interface PageUrl {
  /** Page id: a path without leading slash, or `npm:<package>/<path>`. */
  path: string;
  query: Record<string, string>;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const USER_PAGE = /^usr:\/\//;

/** `%zz` must not stop a navigation: what cannot be decoded is taken as it is written. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function parseQuery(text: string): Record<string, string> {
  const pairs = text.split('&').filter((pair) => pair !== '');
  // Every name is an ordinary one, `__proto__` too.
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    }),
  );
}

export function formatQuery(query: Record<string, string>): string {
  return Object.entries(query)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&');
}

/** Joins `relative` to the folder of the page `from`; `..` never leaves the root. */
export function joinPath(from: string, relative: string): string {
  const parts = relative.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/**
 * A url as a mini-program writes it: absolute, relative to the current page, `ext://` (a page of `external`)
 * or `usr://` (an absolute path of the mini-program, as seen from a plugin's page). Returns a path that no
 * page may have: the caller checks.
 */
export function resolvePageUrl(url: string, from: string, external: Record<string, string>): PageUrl {
  const at = url.indexOf('?');
  const location = at < 0 ? url : url.slice(0, at);
  const query = parseQuery(at < 0 ? '' : url.slice(at + 1).replace(/#.*$/, ''));
  const known = own(external, location);
  if (known !== undefined) return { path: known, query };
  if (USER_PAGE.test(location)) return { path: joinPath('', location.replace(USER_PAGE, '/')), query };
  if (SCHEME.test(location)) return { path: location, query };
  const path = joinPath(from, location).replace(/\.(html|ttml)$/, '');
  return { path, query };
}
