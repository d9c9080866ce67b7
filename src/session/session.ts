import type { TradeError } from '../contract/codes';
import type { PayReport } from '../contract/events';
import type { ConfirmGoods } from '../contract/goods-types';
import { anchor } from '../handlers/anchor';
import type { Platform } from '../ports/platform';

/** One visit to 提单页: what the button hands over, and what comes back. Stored before each step that money depends on. */
export interface Session {
  id: string;
  goods: ConfirmGoods;
  /** When it began, ms of the device clock. */
  since: number;
  /** `paying` is stored before an order is sent: found in the store later, it means that the app was left in the middle. */
  phase: 'open' | 'paying';
  orderId: string;
  outOrderNo: string;
  /** Attempts to pay so far. */
  attempts: number;
  /** Attempts whose end was reported: each is reported once. */
  reported: number;
  /** Reports that no button has taken yet. */
  waiting: PayReport[];
  /** Taken up from an earlier life of the app: no page of this life is at work on it. */
  stale?: boolean;
}

type Listener = (report: PayReport) => void;

interface Live {
  /** The one object of each session that this life of the app has begun or taken up. */
  sessions: Record<string, Session>;
  listeners: Record<string, Listener>;
}

const KEY = 'microapp-trade-kit:sessions';
/** No order stays payable longer (contract templates §5.1): older sessions are forgotten. Ms. */
const LONGEST = 48 * 3600e3;

function live(): Live {
  const slot = anchor();
  return (slot.sessions || (slot.sessions = { sessions: {}, listeners: {} })) as Live;
}

function stored(platform: Platform): Record<string, Session> {
  return (platform.load(KEY) as Record<string, Session> | undefined) || {};
}

/** All sessions: those of an earlier life of the app are taken up, and marked. */
function all(platform: Platform): Record<string, Session> {
  const { sessions } = live();
  const found = stored(platform);
  Object.keys(found).forEach((id) => {
    if (!sessions[id]) sessions[id] = Object.assign(found[id], { stale: true });
  });
  return sessions;
}

/** Stores a session as it is now, and forgets those that have nothing left to tell. */
export function keep(platform: Platform, session: Session): void {
  const sessions = all(platform);
  sessions[session.id] = session;
  Object.keys(sessions).forEach((id) => {
    const one = sessions[id];
    const idle = one !== session && one.phase === 'open' && !one.waiting.length;
    if (idle || platform.now() - one.since > LONGEST) delete sessions[id];
  });
  platform.save(KEY, sessions);
}

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

/** The session of that id, from this life of the app or an earlier one. */
export function find(platform: Platform, id: string): Session | undefined {
  return all(platform)[id];
}

/** Sessions of these goods that still have something to tell: reports not taken, or a payment whose end is not known. */
export function unfinished(platform: Platform, goodsId: string): Session[] {
  const sessions = all(platform);
  return Object.keys(sessions)
    .map((id) => sessions[id])
    .filter((one) => one.goods.goodsId === goodsId && (one.waiting.length || one.phase === 'paying'));
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
