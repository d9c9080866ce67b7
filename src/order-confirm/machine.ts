import type { MachineDefinition } from '../machine/types';

export type State = 'idle' | 'entering' | 'broken' | 'editing' | 'submitting' | 'confirming' | 'paid';

export type Event =
  /** The page has its query. */
  | 'OPEN'
  /** The goods are there, or payload says why not. */
  | 'ENTERED'
  /** A field was filled in: payload is the changed part of the form. */
  | 'FILL'
  /** The user agreed to give the phone number: payload is `{iv, encryptedData}`. */
  | 'PHONE'
  | 'SUBMIT'
  /** The cashier is gone, or never came. */
  | 'RETURNED'
  /** Payload is the `PayReport` of this attempt. */
  | 'SETTLED'
  | 'RETRY';

export type Guard = 'refused' | 'isResumed' | 'isIncomplete' | 'isPaid';

export type Effect =
  'enter' | 'fill' | 'askPhone' | 'toast' | 'submit' | 'confirm' | 'complain' | 'learnSubject' | 'price';

/** 提单页 (contract templates §2). */
export const orderConfirm: MachineDefinition<State, Event, Guard, Effect> = {
  id: 'order-confirm',
  initial: 'idle',
  states: {
    idle: { on: { OPEN: { target: 'entering' } } },
    entering: {
      entry: ['enter'],
      on: {
        ENTERED: [
          { guard: 'refused', target: 'broken', effects: ['complain'] },
          { guard: 'isResumed', target: 'confirming', effects: ['learnSubject', 'confirm'] },
          { target: 'editing', effects: ['learnSubject', 'price'] },
        ],
      },
    },
    broken: { on: { RETRY: { target: 'entering' } } },
    editing: {
      on: {
        FILL: { effects: ['fill', 'price'] },
        PHONE: { effects: ['askPhone'] },
        SUBMIT: [{ guard: 'isIncomplete', effects: ['toast'] }, { target: 'submitting' }],
      },
    },
    submitting: {
      entry: ['submit'],
      on: { RETURNED: { target: 'confirming' } },
    },
    confirming: {
      on: {
        SETTLED: [
          { guard: 'isPaid', target: 'paid' },
          { target: 'editing', effects: ['price'] },
        ],
      },
    },
    paid: {},
  },
};
