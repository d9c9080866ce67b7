import type { MachineDefinition } from '../machine/types';

export type State = 'idle' | 'entering' | 'broken' | 'editing' | 'submitting' | 'failed' | 'done';

export type Event =
  /** The page has its query. */
  | 'OPEN'
  /** The visit is there: payload is `{visit}`, or `{error}` that says why not. */
  | 'ENTERED'
  /** The form was filled in: payload is its changed part. */
  | 'FILL'
  | 'SUBMIT'
  /** The application has ended: payload is a `TradeError`, or nothing. */
  | 'SETTLED'
  | 'RETRY';

export type Guard = 'refused' | 'isMade' | 'isIncomplete';

export type Effect = 'enter' | 'learnSubject' | 'fill' | 'toast' | 'submit' | 'showDetail';

/** 退款申请页 (contract templates §3). */
export const refundApply: MachineDefinition<State, Event, Guard, Effect> = {
  id: 'refund-apply',
  initial: 'idle',
  states: {
    idle: { on: { OPEN: { target: 'entering' } } },
    entering: {
      entry: ['enter'],
      on: {
        ENTERED: [
          { guard: 'refused', target: 'broken' },
          { guard: 'isMade', target: 'done' },
          { target: 'editing', effects: ['learnSubject'] },
        ],
      },
    },
    broken: { on: { RETRY: { target: 'entering' } } },
    editing: {
      on: {
        FILL: { effects: ['fill'] },
        SUBMIT: [{ guard: 'isIncomplete', effects: ['toast'] }, { target: 'submitting' }],
      },
    },
    submitting: {
      entry: ['submit'],
      on: { SETTLED: [{ guard: 'refused', target: 'failed' }, { target: 'done' }] },
    },
    // What was sent was complete, and can be sent again as it is.
    failed: {
      on: {
        FILL: { target: 'editing', effects: ['fill'] },
        SUBMIT: { target: 'submitting' },
      },
    },
    done: { entry: ['showDetail'] },
  },
};
