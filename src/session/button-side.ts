import { config } from '../config';
import type { ConfirmGoods } from '../contract/goods-types';
import type { Platform } from '../ports/platform';
import type { Session, Sessions, Visit } from '../ports/sessions';
import { settle } from './outcome';
import { report } from './page-side';
import { all, keep, live, type Listener } from './store';

/** Begins a visit about `subject` that carries `what`: its id goes into the page's url. */
export function open<T extends object>(platform: Platform, subject: string, what: T): Visit & T {
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

/** Hands goods over to 提单页. */
export function begin(platform: Platform, goods: ConfirmGoods): Session {
  return open(platform, goods.goodsId, { goods });
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

/** Gives `listener` the reports that wait, and those to come; returns what ends it. */
export function listen(platform: Platform, visit: Visit, listener: Listener): () => void {
  const { listeners } = live();
  listeners[visit.id] = listener;
  const waiting = visit.waiting.splice(0);
  if (waiting.length) keep(platform, visit);
  waiting.forEach(listener);
  return () => {
    if (listeners[visit.id] === listener) delete listeners[visit.id];
  };
}

/**
 * The cashier for an order that exists. Runs to its end also when the button has left: its report waits then.
 */
function pay(visit: Visit): Promise<void> {
  const { platform } = config();
  const { orderId, outOrderNo } = visit;
  if (unfinished(platform, visit.subject).some((one) => one.phase === 'paying' && !one.stale))
    return Promise.resolve();
  visit.phase = 'paying';
  visit.attempts++;
  keep(platform, visit);
  return platform
    .continueToPay({ outOrderNo })
    .then((outcome) =>
      settle(
        config(),
        outcome.kind !== 'noOrder' && !outcome.orderId ? Object.assign({}, outcome, { orderId }) : outcome,
      ),
    )
    .then((end) => report(platform, visit, end));
}

/** What `setup` puts into the config for buttons. */
export const sessions: Sessions = {
  begin: (subject, what) => open(config().platform, subject, what),
  unfinished: (subject) => unfinished(config().platform, subject),
  listen: (visit, listener) => listen(config().platform, visit, listener),
  pay,
};
