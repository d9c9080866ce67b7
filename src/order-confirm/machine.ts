import type { MachineDefinition } from '../machine/types';
import type { OrderConfirmSchema } from './schema';

/** What the page is about may come late: until then it is waited for. */
const late = { effects: ['await'] } as const;

const given = { guard: 'isGiven', target: 'entering' } as const;

/** What has changed is shown before anything is ordered. */
const changed = { guard: 'isChanged', target: 'editing', effects: ['tellChange', 'price'] } as const;

/** 提单页 (contract templates §2). */
export const orderConfirm: MachineDefinition<OrderConfirmSchema> = {
  id: 'order-confirm',
  initial: 'idle',
  states: {
    idle: { on: { PROPS: [given, late], OPEN: { target: 'entering' }, OVERDUE: { target: 'entering' } } },
    entering: {
      entry: ['enter'],
      on: {
        ENTERED: [
          { guard: 'refused', target: 'broken', effects: ['complain'] },
          { guard: 'isResumed', target: 'confirming', effects: ['learnSubject', 'confirm'] },
          { target: 'editing', effects: ['learnSubject', 'lookBefore', 'price'] },
        ],
        THROWN: { target: 'broken' },
      },
    },
    broken: { on: { PROPS: given, OPEN: given, RETRY: { target: 'entering' } } },
    editing: {
      on: {
        FILL: { effects: ['tidy', 'price'] },
        CUT: { effects: ['tellBounds', 'price'] },
        TIDY: {},
        PHONE: { effects: ['askPhone'] },
        NUMBER: {},
        SUBMIT: [
          { guard: 'isIncomplete', effects: ['toast'] },
          { guard: 'isOld', target: 'renewing' },
          { guard: 'isUnpriced', target: 'pricing' },
          { target: 'submitting' },
        ],
        SHOW: { guard: 'isOld', effects: ['renew'] },
        RENEWED: changed,
        PRICED: {},
        // Of a cashier that was not waited for any longer.
        SETTLED: [{ guard: 'isPaid', target: 'paid' }, { effects: ['price'] }],
      },
    },
    renewing: {
      entry: ['renew'],
      on: {
        RENEWED: [changed, { guard: 'isUnpriced', target: 'pricing' }, { target: 'submitting' }],
        PRICED: {},
        THROWN: { target: 'submitting' },
      },
    },
    pricing: {
      entry: ['waitForPrice'],
      on: {
        PRICED: { target: 'submitting' },
        LATE: { target: 'submitting' },
        THROWN: { target: 'submitting' },
      },
    },
    submitting: {
      entry: ['submit', 'waitForEnd'],
      on: {
        RETURNED: { target: 'confirming' },
        LATE: { target: 'unanswered' },
        THROWN: { target: 'editing' },
      },
    },
    // Behind a cashier, or after one that never said how it ended: nothing is sent again.
    unanswered: {
      on: {
        RETURNED: { target: 'confirming' },
        SUBMIT: [{ guard: 'isLeft', target: 'confirming', effects: ['confirm'] }, { target: 'looking' }],
      },
    },
    looking: {
      entry: ['look'],
      on: {
        RETURNED: { target: 'confirming' },
        LOOKED: [
          { guard: 'isPaid', target: 'paid' },
          { guard: 'isPayable', target: 'editing', effects: ['price'] },
          { target: 'unanswered', effects: ['tellUnknown'] },
        ],
        THROWN: { target: 'unanswered' },
      },
    },
    confirming: {
      on: {
        SETTLED: [
          { guard: 'isPaid', target: 'paid' },
          { target: 'editing', effects: ['price'] },
        ],
        LOOKED: { target: 'unanswered', effects: ['tellUnknown'] },
        THROWN: { target: 'editing' },
      },
    },
    paid: {},
  },
  on: { SUBJECT: {} },
};
