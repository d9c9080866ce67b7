import type { MachineDefinition } from '../machine/types';
import { applying, asking } from '../refund/machine';
import type { ConsumeCardSchema } from './schema';

/** Back on a page that was left, the codes may be other ones. */
const back = { guard: 'isBack', target: 'loading' } as const;

/** A refund that was applied for changes the codes (contract consume-card §5). */
const told = [
  { guard: 'isEnd', target: 'loading', effects: ['reportEnd'] },
  { effects: ['reportEnd'] },
] as const;

/** An order-id that cannot be one is an error (decision D-D3); one that is not there yet is waited for. */
const anew = [
  { guard: 'isAwaited', target: 'waiting', effects: ['takeUp'] },
  { guard: 'refused', target: 'invalid', effects: ['takeUp', 'report'] },
  { target: 'loading', effects: ['takeUp', 'probe'] },
] as const;

/** What a card with codes on it takes. */
const usual = {
  OPEN: { target: 'loading' },
  PICK: { guard: 'isRefund', effects: ['look'] },
  APPLY: { target: 'asking' },
  DETAIL: { effects: ['look'] },
  LOOK: { target: 'asking' },
  PUSHED: { target: 'loading' },
  SHOW: back,
  REPORTED: told,
} as const;

/** The coupon card (contract consume-card §4, §5). */
export const consumeCard: MachineDefinition<ConsumeCardSchema> = {
  id: 'consume-card',
  initial: 'idle',
  // The clock and the screen follow what is to be seen.
  everyStep: ['watch', 'light', 'reportUndrawn'],
  lasting: ['REPORTED', 'PUSHED', 'SIGHT', 'BOUND'],
  states: {
    idle: {},
    // The page that will have the order is still loading.
    waiting: { entry: ['await'], on: { OVERDUE: { target: 'invalid', effects: ['report'] } } },
    invalid: {},
    loading: {
      attempt: true,
      entry: ['load'],
      on: Object.assign({}, usual, {
        // A look is on its way already.
        OPEN: {},
        LOADED: [
          { guard: 'failed', target: 'broken', effects: ['reportFailure'] },
          { guard: 'redeemed', target: 'shown', effects: ['reportRedeemed'] },
          { target: 'shown' },
        ],
        THROWN: { target: 'broken', effects: ['reportFailure'] },
      } as const),
    },
    broken: {
      on: {
        REFRESH: { target: 'loading' },
        SAME: { guard: 'isRested', target: 'loading' },
        OPEN: { target: 'loading' },
        PUSHED: { target: 'loading' },
        SHOW: back,
        REPORTED: told,
      },
    },
    shown: {
      on: Object.assign({}, usual, { REFRESH: { target: 'loading' }, POLL: { target: 'loading' } } as const),
    },
    asking: asking<'loading', never, never>('loading'),
    applying: applying('loading'),
    opening: {
      entry: ['openPage'],
      on: {
        OPENED: { target: 'away' },
        STAYED: { target: 'loading' },
        THROWN: { target: 'loading' },
        // The page was opened, whether or not the host has said so.
        SHOW: { guard: 'isBack', target: 'loading' },
      },
    },
    away: { on: { SHOW: { target: 'loading' }, REPORTED: told } },
  },
  on: {
    PROPS: anew,
    FLIP: {},
    OPEN: {},
    PICK: {},
    SHOW: {},
    CLOSE: {},
    PUT: {},
    HIDE: {},
    SIGHT: {},
    COPY: { effects: ['copy'] },
    REPORTED: { effects: ['reportEnd'] },
    BOUND: {},
  },
};
