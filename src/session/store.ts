import { anchor } from '../handlers/anchor';
import { report } from '../handlers/report';
import type { Platform } from '../ports/platform';
import type { LiveSessions } from '../ports/registry';
import type { Visit } from '../ports/sessions';

const KEY = 'microapp-trade-kit:sessions';
/** No order stays payable longer (contract templates §5.1): older visits are forgotten. Ms. */
const LONGEST = 48 * 3600e3;

/** What is not stored: which object each visit is, and who listens to it. */
export function live(): LiveSessions {
  const slot = anchor();
  return slot.sessions || (slot.sessions = { sessions: {}, listeners: {} });
}

/** All visits: those of an earlier life of the app are taken up, and marked. */
export function all(platform: Platform): Record<string, Visit> {
  const { sessions } = live();
  const found = (platform.load(KEY) || {}) as Record<string, Visit>;
  Object.keys(found).forEach((id) => {
    if (!sessions[id]) sessions[id] = Object.assign(found[id], { stale: true });
  });
  return sessions;
}

/** Stores a visit as it is now, and forgets those that have nothing left to tell. */
export function keep(platform: Platform, visit: Visit): void {
  const sessions = all(platform);
  sessions[visit.id] = visit;
  Object.keys(sessions).forEach((id) => {
    const one = sessions[id];
    const idle = one !== visit && one.phase === 'open' && !one.waiting.length;
    if (idle || platform.now() - one.since > LONGEST) delete sessions[id];
  });
  // An outcome is told also where it cannot be stored.
  try {
    platform.save(KEY, sessions);
  } catch (error) {
    report({ component: 'session', state: '', event: '', part: 'platform.save', error });
  }
}
