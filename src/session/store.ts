import { anchor } from '../handlers/anchor';
import type { Platform } from '../ports/platform';
import type { LiveSessions } from '../ports/registry';
import type { Visit } from '../ports/sessions';
import { serverTime } from '../ticker';
import { entriesOf, visitOf } from './stored';

const KEY = 'microapp-trade-kit:sessions';
/**
 * No order stays payable longer (contract templates §5.1): older visits of earlier lives of the app are
 * forgotten, by the server's clock alone (decision D-E250). Ms.
 */
const LONGEST = 48 * 3600e3;
/** How many of them are kept, whatever their age. */
const MOST = 50;

/** What is not stored: which object each visit is, and who listens to it. */
export function live(): LiveSessions {
  const slot = anchor();
  return slot.sessions || (slot.sessions = { sessions: {}, listeners: {}, makers: new Map() });
}

/** Remembers which order a visit to 提单页 has made: no other one may take it for its own. */
function remember(visit: Visit): void {
  const number = visit.outOrderNo || visit.closedOrderNo;
  if (number && 'goods' in visit) live().makers.set(number, visit.id);
}

/** The order of a visit is known now. One that is closed is paid by nobody: the visit may make another. */
export function know(visit: Visit, orderId: string, outOrderNo: string, closed: boolean): void {
  visit.orderId = orderId;
  visit.outOrderNo = closed ? '' : outOrderNo;
  if (closed) visit.closedOrderNo = outOrderNo;
  remember(visit);
}

/** All visits: those of an earlier life of the app are taken up, and marked. */
export function all(platform: Platform): Record<string, Visit> {
  const { sessions } = live();
  const found = entriesOf(platform.load(KEY), KEY);
  Object.keys(found).forEach((id) => {
    const visit = sessions[id] ? undefined : visitOf(found[id], id);
    if (visit) remember((sessions[id] = Object.assign(visit, { stale: true, earlier: true })));
  });
  return sessions;
}

/** Stores a visit as it is now, and forgets those that have nothing left to tell. */
export function keep(platform: Platform, visit: Visit): void {
  const sessions = all(platform);
  sessions[visit.id] = visit;
  const now = serverTime();
  const earlier = Object.keys(sessions)
    .map((id) => sessions[id])
    .filter((one) => one !== visit && one.earlier)
    .sort((one, other) => other.since - one.since);
  const old = earlier.filter(
    ({ serverSince: since }, index) => index >= MOST || (now && since && now - since > LONGEST),
  );
  const unknown = (subject: string): boolean =>
    Object.keys(sessions).some((id) => {
      const { phase, outOrderNo, subject: about } = sessions[id];
      return phase === 'paying' && !outOrderNo && about === subject;
    });
  Object.keys(sessions).forEach((id) => {
    const one = sessions[id];
    // What made an order is kept while nobody knows what another visit to the same goods has made.
    const idle =
      one !== visit && one.phase === 'open' && !one.waiting.length && !(one.orderId && unknown(one.subject));
    if (idle || old.indexOf(one) >= 0) delete sessions[id];
  });
  platform.save(KEY, sessions);
}
