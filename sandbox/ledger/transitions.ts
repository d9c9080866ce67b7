/** Every step that the state of an order, a unit or a payment may take. What is not here cannot happen. */
import type { ItemState, OrderState, PaymentState, RefundState } from './types';
import { LedgerError } from './types';

export const orderSteps: Record<OrderState, readonly OrderState[]> = {
  unpaid: ['paid', 'closed'],
  paid: [],
  closed: [],
};

export const itemSteps: Record<ItemState, readonly ItemState[]> = {
  unpaid: ['usable', 'closed'],
  closed: [],
  usable: ['redeemed', 'refunding'],
  // The shop may undo a redemption.
  redeemed: ['usable'],
  // A refund that was refused, or that left a part of the price, gives the unit back.
  refunding: ['refunded', 'usable'],
  // A use of a card (次卡) that a refund has begun is gone as a whole; what is left of its price can still go
  // back.
  refunded: ['refunding'],
};

export const paymentSteps: Record<PaymentState, readonly PaymentState[]> = {
  open: ['paid', 'timedOut', 'failed', 'closed', 'cancelled', 'processing'],
  processing: ['paid', 'failed'],
  paid: [],
  timedOut: [],
  failed: [],
  closed: [],
  cancelled: [],
};

export const refundSteps: Record<RefundState, readonly RefundState[]> = {
  applied: ['auditing', 'refunding'],
  auditing: ['refunding', 'refused'],
  refunding: ['refunded', 'failed'],
  refunded: [],
  refused: [],
  failed: [],
};

/** How a refund ends by which no money goes back: what it had set aside is free again. */
const WITHOUT_MONEY: readonly RefundState[] = ['refused', 'failed'];

/** Whether the money of a refund went back, or still may. */
export const holdsMoney = (state: RefundState): boolean => !WITHOUT_MONEY.includes(state);

/** The same as SQL. @param table name, or alias, of the refunds in the query */
export const holdingMoney = (table: string): string =>
  `${table}.state NOT IN (${WITHOUT_MONEY.map((state) => `'${state}'`).join(', ')})`;

/** @throws LedgerError when the step is not in the table */
export const checkStep = <S extends string>(
  steps: Record<S, readonly S[]>,
  what: string,
  from: S,
  to: S,
): void => {
  if (!steps[from].includes(to)) throw new LedgerError(`${what} is ${from} and cannot become ${to}`);
};
