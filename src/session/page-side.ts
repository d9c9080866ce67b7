import type { TradeError } from '../contract/codes';
import type { PayReport } from '../contract/events';
import type { Platform } from '../ports/platform';
import { all, keep, live, type Session } from './store';

/** The session of that id, from this life of the app or an earlier one. */
export function find(platform: Platform, id: string): Session | undefined {
  return all(platform)[id];
}

/** Tells the button how the running attempt ended, once; while no button listens the report waits in the store. */
export function report(platform: Platform, session: Session, end: PayReport): void {
  if (session.reported === session.attempts) return;
  session.reported = session.attempts;
  session.phase = 'open';
  session.stale = false;
  const listener = live().listeners[session.id];
  if (!listener) session.waiting.push(end);
  keep(platform, session);
  if (listener) listener(end);
}

/** Tells the button of an error that ends no attempt, if one listens. */
export function complain(session: Session, error: TradeError): void {
  const listener = live().listeners[session.id];
  if (listener) listener({ error });
}
