/** Which server of this machine stands in for which address: `--map` and trade-sim.config.json. */
import { isLoopback } from '../../../src/contract/loopback';
import { problem, wordsIn, type Problem } from '../../rules/diagnose';
import type { Language } from '../../words/language';
import { UsageError } from '../arguments';

export interface HostMap {
  /** As a request's address begins: `https://api.example.com/`, with a path if it has one. */
  from: string;
  /** Where it leads: an http or https address of this machine, `/` at the end. */
  to: string;
}

/** A map that cannot be used: what is wrong, and what to write. */
export class MapError extends Error {
  constructor(readonly problem: Problem) {
    super(wordsIn('en', problem).message);
  }

  /** The one line about a `--map`. */
  line(text: string, language: Language): string {
    const { message, fix } = wordsIn(language, this.problem);
    return `--map ${text}: ${message}${language === 'zh' ? '。' : '. '}${fix}`;
  }
}

const EXAMPLE = 'https://api.example.com=http://127.0.0.1:8080';

/** A socket is asked for at the address that pages have. */
const WEB: Record<string, string> = {
  'ws:': 'http:',
  'wss:': 'https:',
  'http:': 'http:',
  'https:': 'https:',
};

function base(text: string, side: 'from' | 'to'): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new MapError(problem(`map-${side}-address`, { text, example: EXAMPLE }));
  }
  const protocol = WEB[url.protocol];
  if (protocol === undefined || url.host === '') throw new MapError(problem(`map-${side}-web`, { text }));
  if (url.username !== '' || url.password !== '')
    throw new MapError(problem('map-password', { origin: url.origin }));
  if (url.hostname.includes('*')) throw new MapError(problem('map-star', { host: url.hostname }));
  if (url.search !== '' || url.hash !== '') throw new MapError(problem('map-query', { text }));
  const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  return new URL(`${protocol}//${url.host}${path}`);
}

/** @throws MapError */
export function mapOf(from: string, to: string, allowRemote: boolean): HostMap {
  const source = base(from, 'from');
  const target = base(to, 'to');
  if (!allowRemote && !isLoopback(target.hostname))
    throw new MapError(problem('map-remote', { origin: target.origin }));
  return { from: source.href, to: target.href };
}

/** The value of `--map`. @throws UsageError */
export function mapFrom(text: string, allowRemote: boolean): HostMap {
  const [, from, to] = /^(.*?)=((?:https?|wss?):\/\/.*)$/i.exec(text) ?? [];
  try {
    if (from === undefined || to === undefined) throw new MapError(problem('map-form', { example: EXAMPLE }));
    return mapOf(from, to, allowRemote);
  } catch (error) {
    if (error instanceof MapError)
      throw new UsageError({ en: error.line(text, 'en'), zh: error.line(text, 'zh') });
    throw error;
  }
}

/** Two maps of one address: the second would never be used. */
export const twice = (maps: readonly HostMap[]): HostMap | undefined =>
  maps.find(({ from }, index) => maps.findIndex((other) => other.from === from) < index);

/** The address of the pages' kind: a socket's is compared as one. */
export function webAddress(url: URL): URL {
  const address = new URL(url);
  const protocol = WEB[url.protocol];
  return protocol === undefined || protocol === url.protocol
    ? address
    : new URL(`${protocol}${address.href.slice(url.protocol.length)}`);
}

/** `url` with the beginning `to` in place of `from`; undefined if it does not begin so. */
function swap({ href }: URL, from: string, to: string): URL | undefined {
  if (href.startsWith(from)) return new URL(to + href.slice(from.length));
  // The path that is mapped is there without its '/', too.
  const bare = from.slice(0, -1);
  const isWhole = href === bare || href.startsWith(`${bare}?`);
  return isWhole ? new URL(to.slice(0, -1) + href.slice(bare.length)) : undefined;
}

/** Where a request goes: the map with the longest beginning that fits. `url`: of the pages' kind. */
export function mapped(maps: readonly HostMap[], url: URL): URL | undefined {
  const [map] = maps
    .filter(({ from }) => swap(url, from, from) !== undefined)
    .sort((one, other) => other.from.length - one.from.length);
  return map && swap(url, map.from, map.to);
}

/**
 * The address as the program knows it, for one that the server itself has written: it knows only where it
 * listens. `by`: the address that was asked, whose map comes first.
 */
export function unmapped(maps: readonly HostMap[], url: URL, by: URL): URL {
  const own = maps.filter(({ from }) => swap(by, from, from) !== undefined);
  for (const { from, to } of [...own, ...maps]) {
    const back = swap(url, to, from);
    if (back) return back;
  }
  return url;
}
