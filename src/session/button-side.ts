import type { ConfirmGoods } from '../contract/goods-types';
import type { Platform } from '../ports/platform';
import { all, keep, live, type Listener, type Session } from './store';

/** Hands goods over to 提单页: the session's id goes into the page's url. */
export function begin(platform: Platform, goods: ConfirmGoods): Session {
  const now = platform.now();
  const session: Session = {
    id: `${now}-${Math.random().toString(36).slice(2)}`,
    goods,
    since: now,
    phase: 'open',
    orderId: '',
    outOrderNo: '',
    attempts: 0,
    reported: 0,
    waiting: [],
  };
  keep(platform, session);
  return session;
}

/** Sessions of these goods that still have something to tell: reports not taken, or a payment whose end is not known. */
export function unfinished(platform: Platform, goodsId: string): Session[] {
  const sessions = all(platform);
  return Object.keys(sessions)
    .map((id) => sessions[id])
    .filter((one) => one.goods.goodsId === goodsId && (one.waiting.length || one.phase === 'paying'));
}

/** Gives `listener` the reports that wait, and those to come; returns what ends it. */
export function listen(platform: Platform, session: Session, listener: Listener): () => void {
  const { listeners } = live();
  listeners[session.id] = listener;
  const waiting = session.waiting.splice(0);
  if (waiting.length) keep(platform, session);
  waiting.forEach(listener);
  return () => {
    if (listeners[session.id] === listener) delete listeners[session.id];
  };
}
