import type { LibraryGoods } from '../contract/goods-types';
import type { Platform } from '../ports/platform';
import type { Session, Visit } from '../ports/sessions';
import { serverTime } from '../ticker';
import { all, keep } from './store';

/** Begins a visit about `subject` that carries `what`: its id goes into the page's url. */
export function begin<T extends object>(platform: Platform, subject: string, what: T): Visit & T {
  const now = platform.now();
  const visit: Visit & T = Object.assign(
    {
      id: `${now}-${Math.random().toString(36).slice(2)}`,
      subject,
      since: now,
      serverSince: serverTime(),
      phase: 'open' as const,
      orderId: '',
      outOrderNo: '',
      attempts: 0,
      untold: [],
      waiting: [],
    },
    what,
  );
  keep(platform, visit);
  return visit;
}

/** The visit of that id, from this life of the app or an earlier one. */
export function find<V extends Visit = Session>(platform: Platform, id: string): V | undefined {
  return all(platform)[id] as V | undefined;
}

/**
 * Visits about `subject` that still have something to tell: reports not taken, or work whose end is not
 * known.
 */
export function unfinished(platform: Platform, subject: string): Visit[] {
  const sessions = all(platform);
  return Object.keys(sessions)
    .map((id) => sessions[id])
    .filter((one) => one.subject === subject && (one.waiting.length || one.phase === 'paying'));
}

/**
 * Takes over what the library says now of the goods of a visit. Gives whether the user has to see it: another
 * price, or less than `quantity` left.
 */
export function renew(platform: Platform, visit: Session, found: LibraryGoods, quantity: number): boolean {
  const { goods } = visit;
  const { currentPrice, stock } = found;
  const before = visit.libraryPrice === undefined ? goods.currentPrice : visit.libraryPrice;
  const price = goods.currentPrice === before ? currentPrice : goods.currentPrice;
  const changed = price !== goods.currentPrice || stock < quantity;
  visit.goods = Object.assign({}, goods, { currentPrice: price, stock });
  visit.libraryPrice = currentPrice;
  keep(platform, visit);
  return changed;
}

/** Begins an attempt to pay or to apply: stored before anything is sent. */
export function attempt(platform: Platform, visit: Visit): void {
  visit.phase = 'paying';
  visit.untold = visit.untold.concat(++visit.attempts);
  keep(platform, visit);
}
