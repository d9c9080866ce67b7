import type { Platform } from '../ports/platform';
import type { Session, Visit } from '../ports/sessions';
import { all, keep } from './store';

/** Begins a visit about `subject` that carries `what`: its id goes into the page's url. */
export function begin<T extends object>(platform: Platform, subject: string, what: T): Visit & T {
  const now = platform.now();
  const visit: Visit & T = Object.assign(
    {
      id: `${now}-${Math.random().toString(36).slice(2)}`,
      subject,
      since: now,
      phase: 'open' as const,
      orderId: '',
      outOrderNo: '',
      attempts: 0,
      reported: 0,
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

/** Begins an attempt to pay or to apply: stored before anything is sent. */
export function attempt(platform: Platform, visit: Visit): void {
  visit.phase = 'paying';
  visit.attempts++;
  keep(platform, visit);
}
