import type { MachineDefinition } from '../machine/types';

export type State = 'idle' | 'loading' | 'broken' | 'shown';

export type Event =
  /** The page has its query. */
  | 'OPEN'
  /** The refund was fetched: payload is `{refund}` or `{error}`. */
  | 'LOADED'
  /** Ask again: after a failure, or for news. */
  | 'REFRESH';

export type Guard = 'refused';

export type Effect = 'load' | 'learnSubject' | 'complain';

/** 退款详情页 (contract templates §4). Read-only. */
export const refundDetail: MachineDefinition<State, Event, Guard, Effect> = {
  id: 'refund-detail',
  initial: 'idle',
  states: {
    idle: { on: { OPEN: { target: 'loading', effects: ['learnSubject'] } } },
    loading: {
      entry: ['load'],
      on: { LOADED: [{ guard: 'refused', target: 'broken', effects: ['complain'] }, { target: 'shown' }] },
    },
    broken: { on: { REFRESH: { target: 'loading' } } },
    shown: { on: { REFRESH: { target: 'loading' } } },
  },
};
