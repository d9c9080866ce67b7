import type { TradeError } from '../contract/codes';
import type { Report } from '../contract/events';
import type { Platform } from '../ports/platform';
import type { Session, Visit } from '../ports/sessions';
import { all, keep, live } from './store';

/** The visit of that id, from this life of the app or an earlier one. */
export function find<V extends Visit = Session>(platform: Platform, id: string): V | undefined {
  return all(platform)[id] as V | undefined;
}

/**
 * Tells the button how the running attempt ended, once; while no button listens the report waits in the
 * store.
 */
export function report(platform: Platform, visit: Visit, end: Report): void {
  if (visit.reported === visit.attempts) return;
  visit.reported = visit.attempts;
  visit.phase = 'open';
  visit.stale = false;
  const listener = live().listeners[visit.id];
  if (!listener) visit.waiting.push(end);
  keep(platform, visit);
  if (listener) listener(end);
}

/** Tells the button of an error that ends no attempt, if one listens. */
export function complain(visit: Pick<Visit, 'id'>, error: TradeError): void {
  const listener = live().listeners[visit.id];
  if (listener) listener({ error });
}
