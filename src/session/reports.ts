import { PayCode, type TradeError } from '../contract/codes';
import type { Report } from '../contract/events';
import { report as problem } from '../handlers/report';
import type { Platform } from '../ports/platform';
import type { Listening } from '../ports/registry';
import type { Visit } from '../ports/sessions';
import { keep, live } from './store';

/** Gives a component the reports of a visit that wait, and those to come. */
export function listen(platform: Platform, visit: Visit, owner: object, tell: Listening['tell']): void {
  live().listeners[visit.id] = { owner, tell };
  const waiting = visit.waiting.splice(0);
  if (waiting.length) keep(platform, visit);
  waiting.forEach((one) => safely({ owner, tell }, one));
}

/** Whether nobody else on a page waits for what comes of a visit. */
export function isFree({ id }: Visit, owner: object): boolean {
  const listener = live().listeners[id];
  return !listener || listener.owner === owner;
}

/** A component has left: what it would be told waits for the next one. */
export function leave(owner: object): void {
  const { listeners } = live();
  Object.keys(listeners).forEach((id) => {
    if (listeners[id].owner === owner) delete listeners[id];
  });
}

/** What a listener throws is reported as its own fault: the outcome counts as delivered. */
function safely({ tell }: Listening, what: Report): void {
  try {
    tell(what);
  } catch (error) {
    problem({ component: 'session', state: '', event: '', part: 'listener', error });
  }
}

/**
 * Tells how an attempt ended, by default the newest, once; while nobody listens the report waits in the
 * store. After a payment nothing else is told: an older attempt could only contradict it.
 */
export function report(platform: Platform, visit: Visit, end: Report, mine = visit.attempts): void {
  if (visit.untold.indexOf(mine) < 0) return;
  const { code } = ((end.pay && end.pay.result) || {}) as { code?: number };
  visit.untold = visit.stale || code === PayCode.Paid ? [] : visit.untold.filter((one) => one !== mine);
  visit.phase = visit.untold.length ? 'paying' : 'open';
  visit.stale = false;
  const listener = live().listeners[visit.id];
  if (!listener) visit.waiting.push(end);
  keep(platform, visit);
  if (listener) safely(listener, end);
}

/** Tells of an error that ends no attempt, if somebody listens. */
export function complain(visit: Pick<Visit, 'id'>, error: TradeError): void {
  const listener = live().listeners[visit.id];
  if (listener) safely(listener, { error });
}
