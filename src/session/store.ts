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

export type Listener = (report: PayReport) => void;

interface Live {
  /** The one object of each session that this life of the app has begun or taken up. */
  sessions: Record<string, Session>;
  listeners: Record<string, Listener>;
}

const KEY = 'microapp-trade-kit:sessions';
/** No order stays payable longer (contract templates §5.1): older sessions are forgotten. Ms. */
const LONGEST = 48 * 3600e3;

export function live(): Live {
  const slot = anchor();
  return (slot.sessions || (slot.sessions = { sessions: {}, listeners: {} })) as Live;
}

/** All sessions: those of an earlier life of the app are taken up, and marked. */
export function all(platform: Platform): Record<string, Session> {
  const { sessions } = live();
  const found = (platform.load(KEY) || {}) as Record<string, Session>;
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
