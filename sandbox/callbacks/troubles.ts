/**
 * What is done on purpose to the deliveries of a callback: by its order's scenario first, else by the
 * switches.
 */
import type { Ledger } from '../ledger/ledger';
import type { Refunds } from '../ledger/refunds';
import type { Scenarios } from '../scenarios/scenarios';
import type { Trouble } from './types';
import type { FaultSwitches } from './faults';
import type { CallbackType } from '../../src/contract/callbacks';
import type { Subject } from './log';
import { replacement } from './replacement';

interface TroubleSources {
  scenarios: Scenarios;
  ledger: Ledger;
  refunds: Refunds;
  faults: FaultSwitches;
}

const ofScenario = (
  { scenarios, ledger, refunds }: TroubleSources,
  type: CallbackType,
  { orderId, refundId }: Subject,
): Trouble => {
  if (type === 'payment') return scenarios.at('payment', { order: ledger.get(orderId)?.scenario }) ?? {};
  const order = refundId === undefined ? undefined : refunds.get(refundId)?.scenario;
  if (type === 'refund') return scenarios.at('refund', { order }) ?? {};
  const answer = type === 'pre_create_refund' ? scenarios.at('prerefund', { order }) : undefined;
  return answer
    ? { instead: (attempt) => (attempt < (answer.attempts ?? Infinity) ? replacement(answer) : undefined) }
    : {};
};

export const troubleWith =
  (sources: TroubleSources) =>
  (type: CallbackType, subject: Subject): Trouble => ({
    ...sources.faults.of(type),
    ...ofScenario(sources, type, subject),
  });
