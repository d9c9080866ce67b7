/**
 * tt.completePaySync and tt.completeRefundSync: what a template page tells the button that waits for it
 * (contract jsapi §6).
 */
import type { Report } from '../../src/contract/events';
import { REGISTRY_KEY, type Listening, type LiveSessions, type Registry } from '../../src/ports/registry';
import type { Visit } from '../../src/ports/sessions';
import { isRecord } from '../record';

/** What the kit's buttons wait for. */
function waiting(): LiveSessions {
  const { tt } = globalThis as unknown as { tt?: Record<string, Partial<Registry> | undefined> };
  return tt?.[REGISTRY_KEY]?.sessions ?? { sessions: {}, listeners: {}, makers: new Map() };
}

const isRefund = (visit: Visit): boolean => 'refund' in visit;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The button that works on that order, else the one that opened a page last. */
function listenerOf(kind: 'pay' | 'refund', orderId: string): Listening | undefined {
  const { sessions, listeners } = waiting();
  const visits = Object.values(sessions)
    .filter((visit) => isRefund(visit) === (kind === 'refund') && listeners[visit.id])
    .sort((one, other) => other.since - one.since);
  const visit = visits.find((each) => orderId !== '' && each.orderId === orderId) ?? visits[0];
  return visit && listeners[visit.id];
}

/** Hands the result over. Answers what was wrong, or nothing. */
export function handBack(kind: 'pay' | 'refund', options: unknown): string | undefined {
  const { orderId: outer, result } = isRecord(options) ? options : {};
  if (
    !isRecord(result) ||
    (result.status !== 'success' && result.status !== 'fail') ||
    !isRecord(result.result)
  )
    return 'result should be {status: success or fail, result: object}';
  const listener = listenerOf(kind, text(outer) || text(result.orderId));
  if (!listener) return 'no button waits for it';
  const { status, result: inner } = result;
  const told =
    kind === 'pay'
      ? { status, orderId: text(result.orderId), outOrderNo: text(result.outOrderNo), result: inner }
      : { status, result: inner };
  listener.tell({ [kind]: told } as unknown as Report);
  return undefined;
}
