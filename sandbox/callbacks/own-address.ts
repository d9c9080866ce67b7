/**
 * Where a callback goes: to the address that its order or refund names itself, else to the configured server.
 * Addresses are named by `callbackUrl` of tt.createOrder (jsapi §1.1), `payNotifyUrl` of tt.requestOrder
 * (§2.2) and `notify_url` of the answer to pre_create_refund (templates §5.4).
 */
import type { Ledger } from '../ledger/ledger';
import type { Refunds } from '../ledger/refunds';
import type { Deliver } from './types';
import type { CallbackType } from '../../src/contract/callbacks';
import type { Subject } from './log';

interface Addressed {
  ledger: Ledger;
  refunds: Refunds;
  reach(address: string): Deliver;
}

const addressOf = (
  { ledger, refunds }: Addressed,
  type: CallbackType,
  { orderId, refundId }: Subject,
): string | undefined => {
  if (type === 'pre_create_order') return ledger.get(orderId)?.draft.callbackUrl;
  if (type === 'payment') return ledger.get(orderId)?.draft.payNotifyUrl;
  return type === 'refund' && refundId !== undefined ? refunds.get(refundId)?.draft.notifyUrl : undefined;
};

export const serverWith =
  (addressed: Addressed, configured: Deliver) =>
  (type: CallbackType, subject: Subject): Deliver => {
    const address = addressOf(addressed, type, subject);
    // An address that may not be reached is a delivery that fails.
    return address === undefined
      ? configured
      : Object.assign(
          async (headers: Record<string, string>, body: string) => addressed.reach(address)(headers, body),
          { ownClock: true as const },
        );
  };
