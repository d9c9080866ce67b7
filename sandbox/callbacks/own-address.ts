/** Payment callbacks of an order that names an address of its own (`payNotifyUrl` of tt.requestOrder, jsapi §2.2). */
import type { Ledger } from '../ledger/ledger';
import type { Deliver, Trouble } from './delivery';
import type { CallbackType, Subject } from './log';

type TroubleOf = (type: CallbackType, subject: Subject) => Trouble;

/** What is done on purpose comes before the address. */
export const toOwnAddress =
  (ledger: Ledger, reach: (address: string) => Deliver, trouble: TroubleOf): TroubleOf =>
  (type, subject) => {
    const done = trouble(type, subject);
    const address = type === 'payment' ? ledger.get(subject.orderId)?.draft.payNotifyUrl : undefined;
    if (address === undefined) return done;
    // An address that may not be reached is a delivery that fails.
    const deliver: Deliver = async (headers, body) => reach(address)(headers, body);
    return { ...done, instead: (attempt) => done.instead?.(attempt) ?? deliver };
  };
