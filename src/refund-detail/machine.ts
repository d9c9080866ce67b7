import type { MachineDefinition } from '../machine/types';
import type { RefundDetailSchema } from './schema';

/** What the page is about may come late: until then it is waited for. */
const late = { effects: ['await'] } as const;

const given = { guard: 'isGiven', target: 'loading', effects: ['learnSubject'] } as const;

const again = { target: 'loading' } as const;

/** 退款详情页 (contract templates §4). Read-only. */
export const refundDetail: MachineDefinition<RefundDetailSchema> = {
  id: 'refund-detail',
  initial: 'idle',
  states: {
    idle: {
      on: {
        PROPS: [given, late],
        OPEN: { target: 'loading', effects: ['learnSubject'] },
        OVERDUE: { target: 'loading' },
      },
    },
    loading: {
      entry: ['load'],
      on: {
        LOADED: [{ guard: 'refused', target: 'broken', effects: ['complain'] }, { target: 'shown' }],
        THROWN: { target: 'broken' },
      },
    },
    broken: { on: { PROPS: { guard: 'isGiven', target: 'loading' }, REFRESH: again, SHOW: again } },
    shown: { on: { REFRESH: again, SHOW: again } },
  },
  on: { SUBJECT: {} },
};
