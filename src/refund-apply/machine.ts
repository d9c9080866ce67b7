import type { MachineDefinition } from '../machine/types';
import type { RefundApplySchema } from './schema';

/** What the page is about may come late: until then it is waited for. */
const late = { effects: ['await'] } as const;

const given = { guard: 'isGiven', target: 'entering' } as const;

/** How the application ended is known. */
const settled = [{ guard: 'refused', target: 'failed' }, { target: 'done' }] as const;

/** 退款申请页 (contract templates §3). */
export const refundApply: MachineDefinition<RefundApplySchema> = {
  id: 'refund-apply',
  initial: 'idle',
  states: {
    idle: { on: { PROPS: [given, late], OPEN: { target: 'entering' }, OVERDUE: { target: 'entering' } } },
    entering: {
      entry: ['enter'],
      on: {
        ENTERED: [
          { guard: 'refused', target: 'broken' },
          { guard: 'isMade', target: 'done' },
          { target: 'editing', effects: ['learnSubject'] },
        ],
        THROWN: { target: 'broken' },
      },
    },
    broken: { on: { PROPS: given, RETRY: { target: 'entering' } } },
    editing: {
      on: {
        FILL: { effects: ['tidy'] },
        CUT: { effects: ['tellBounds'] },
        TIDY: {},
        REASON: {},
        FEE: {},
        SUBMIT: [{ guard: 'isIncomplete', effects: ['toast'] }, { target: 'submitting' }],
      },
    },
    submitting: {
      entry: ['submit', 'waitForEnd'],
      on: { SETTLED: settled, LATE: { target: 'unanswered' }, THROWN: { target: 'failed' } },
    },
    // Nothing is sent again while nobody knows whether the application is in.
    unanswered: { on: { SETTLED: settled, SUBMIT: { target: 'looking' } } },
    looking: {
      entry: ['look'],
      on: {
        SETTLED: settled,
        LOOKED: [
          { guard: 'isMade', target: 'done' },
          { target: 'unanswered', effects: ['tellUnknown'] },
        ],
        THROWN: { target: 'unanswered' },
      },
    },
    // What was sent was complete, and can be sent again as it is.
    failed: {
      on: {
        FILL: { target: 'editing', effects: ['tidy'] },
        CUT: { target: 'editing', effects: ['tellBounds'] },
        REASON: { target: 'editing' },
        FEE: { target: 'editing' },
        SUBMIT: { target: 'submitting' },
      },
    },
    done: { entry: ['showDetail'] },
  },
  on: { SUBJECT: {} },
};
