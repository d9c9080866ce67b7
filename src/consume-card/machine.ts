import type { MachineDefinition } from '../machine/types';
import {
  applying,
  asking,
  type RefundEffect,
  type RefundEvent,
  type RefundGuard,
  type RefundState,
} from '../refund/machine';

export type State = 'idle' | 'invalid' | 'loading' | 'broken' | 'shown' | 'away' | RefundState;

export type Event =
  /** The properties are there, or changed. */
  | 'PROPS'
  /** The codes were fetched: payload is a `Loaded`. */
  | 'LOADED'
  /** The user asks for the codes again. */
  | 'REFRESH'
  /** The time for another look has come, while somebody has the codes open. */
  | 'POLL'
  /** The platform says that the codes have changed. */
  | 'PUSHED'
  /** A code has turned usable, or expired. */
  | 'FLIP'
  /** The list of codes is opened, and closed. */
  | 'OPEN'
  | 'CLOSE'
  /** A code is touched: payload is its item order. */
  | 'PICK'
  /** The large code is closed. */
  | 'PUT'
  | 'COPY'
  /** 申请退款. */
  | 'APPLY'
  /** The refund of a code is looked at: payload is its item order. */
  | 'DETAIL'
  /** How a refund application ended, or what a page could not do: payload is a `Report`. */
  | 'REPORTED'
  | 'SHOW'
  | 'HIDE'
  | RefundEvent;

export type Guard = RefundGuard | 'failed' | 'redeemed' | 'isBack' | 'isRefund' | 'isEnd';

export type Effect =
  | 'takeUp'
  | 'load'
  | 'watch'
  | 'unwatch'
  | 'look'
  | 'enlarge'
  | 'copy'
  | 'reportFailure'
  | 'reportRedeemed'
  | 'reportEnd'
  | RefundEffect;

/** Back on a page that was left, the codes may be other ones. */
const back = { guard: 'isBack', target: 'loading' } as const;

/** A refund that was applied for changes the codes (contract consume-card §5). */
const told = [
  { guard: 'isEnd', target: 'loading', effects: ['reportEnd'] },
  { effects: ['reportEnd'] },
] as const;

/** An order-id that cannot be is told at once (decision D-D3). */
const anew = [
  { guard: 'refused', target: 'invalid', effects: ['takeUp', 'report'] },
  { target: 'loading', effects: ['takeUp'] },
] as const;

/** What a card with codes on it takes. */
const usual = {
  OPEN: { target: 'loading' },
  PICK: [{ guard: 'isRefund', target: 'asking', effects: ['look'] }, { effects: ['enlarge', 'watch'] }],
  APPLY: { target: 'asking' },
  DETAIL: { target: 'asking', effects: ['look'] },
  PUSHED: { target: 'loading' },
  SHOW: back,
  REPORTED: told,
} as const;

/** The coupon card (contract consume-card §4, §5). */
export const consumeCard: MachineDefinition<State, Event, Guard, Effect> = {
  id: 'consume-card',
  initial: 'idle',
  states: {
    idle: { on: { PROPS: [{ guard: 'refused', target: 'invalid', effects: ['report'] }, anew[1]] } },
    invalid: { entry: ['unwatch'] },
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
      } as const),
    },
    broken: {
      entry: ['unwatch'],
      on: {
        REFRESH: { target: 'loading' },
        OPEN: { target: 'loading' },
        PUSHED: { target: 'loading' },
        SHOW: back,
        REPORTED: told,
      },
    },
    shown: {
      entry: ['watch'],
      on: Object.assign({}, usual, { REFRESH: { target: 'loading' }, POLL: { target: 'loading' } } as const),
    },
    asking: asking<'loading', never, never>('loading'),
    applying: applying('loading'),
    opening: { entry: ['openPage'], on: { OPENED: { target: 'away' }, STAYED: { target: 'loading' } } },
    away: { on: { SHOW: { target: 'loading' }, REPORTED: told } },
  },
  on: {
    PROPS: anew,
    FLIP: { effects: ['watch'] },
    OPEN: {},
    PICK: { effects: ['enlarge', 'watch'] },
    SHOW: { effects: ['watch'] },
    CLOSE: { effects: ['watch'] },
    PUT: { effects: ['watch'] },
    COPY: { effects: ['copy'] },
    REPORTED: { effects: ['reportEnd'] },
    HIDE: { effects: ['unwatch'] },
  },
};
