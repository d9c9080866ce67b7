import type { MachineDefinition } from '../machine/types';
import {
  applying,
  asking,
  type RefundEffect,
  type RefundEvent,
  type RefundGuard,
  type RefundState,
} from '../refund/machine';

export type State =
  | 'idle'
  | 'checking'
  | 'invalid'
  | 'ordered'
  | 'preparing'
  | 'failed'
  | 'unable'
  | 'soon'
  | 'ready'
  | 'ended'
  | 'soldOut'
  | 'placing'
  | 'paying'
  | 'away'
  | RefundState;

export type Event =
  /** The properties are there, or changed. */
  | 'PROPS'
  | 'TAP'
  /** Properties and handlers were checked: payload is the first `TradeError`, or nothing. */
  | 'CHECKED'
  /** A query or `getgoodsinfo` was answered: payload is the part of the context that it fills. */
  | 'ANSWERED'
  /** `getgoodsinfo` turned out to be missing. */
  | 'MISSING'
  /** The sale begins, or ends. */
  | 'FLIP'
  /** The device clock was set, or the phone has slept: what time it is at the shop is not known any more. */
  | 'JUMPED'
  | 'PLACED'
  /** The cashier of an order that existed has ended; how, is reported. */
  | 'SETTLED'
  /** How an attempt to pay or a refund application ended: payload is a `Report`. */
  | 'REPORTED'
  | 'SHOW'
  | 'HIDE'
  | RefundEvent;

export type Guard =
  | RefundGuard
  | 'isOrdered'
  | 'isContinuing'
  | 'goodsFailed'
  | 'unanswered'
  | 'noAbility'
  | 'abilityFailed'
  | 'isSoon'
  | 'isEnded'
  | 'isSoldOut';

export type Effect =
  | 'check'
  | 'prepare'
  | 'takeUp'
  | 'watch'
  | 'unwatch'
  | 'askPlaceOrder'
  | 'continuePay'
  | 'reportAnswer'
  | 'reportEnd'
  | 'reportFetching'
  | 'reportFailure'
  | 'reportNoAbility'
  | RefundEffect;

type Definition = MachineDefinition<State, Event, Guard, Effect>;

/** Where the clock puts goods whose sale has begun (contract pay-button §6). */
const begun = [{ guard: 'isEnded', target: 'ended' }, { target: 'ready' }] as const;

/** Where the clock puts goods that are in stock. */
const onShelf = [{ guard: 'isSoon', target: 'soon' }, ...begun] as const;

/**
 * Where preparation stands after each answer: goods information fails first, then the ability, then what is
 * missing is waited for.
 */
const prepared = [
  { guard: 'goodsFailed', target: 'failed', effects: ['reportAnswer'] },
  { guard: 'noAbility', target: 'unable', effects: ['reportAnswer'] },
  { guard: 'unanswered' },
  { guard: 'isSoldOut', target: 'soldOut' },
  ...onShelf,
] as const;

/** When a page of the kit is gone, a button of an existing order is what it was before. */
const ordered = { guard: 'isOrdered', target: 'ordered' } as const;

/** The goods are asked for again, and with them the time. */
const anew = { target: 'preparing' } as const;

/** The clock is watched while the page is visible alone. */
const hidden = { effects: ['unwatch'] } as const;

/** The trade button: mode 2, 未下单 (contract pay-button §4, §6, §7), and mode 1, 已下单 (§8, §9). */
export const payButton: Definition = {
  id: 'pay-button',
  initial: 'idle',
  states: {
    idle: {},
    checking: {
      attempt: true,
      entry: ['unwatch', 'check'],
      on: {
        TAP: { effects: ['reportFetching'] },
        CHECKED: [
          { guard: 'refused', target: 'invalid', effects: ['report'] },
          { guard: 'isOrdered', target: 'ordered' },
          { target: 'preparing' },
        ],
      },
    },
    ordered: { on: { TAP: { target: 'asking' } } },
    asking: asking('ordered', [{ guard: 'isContinuing', target: 'paying' }]),
    applying: applying('ordered'),
    paying: { entry: ['continuePay'], on: { SETTLED: { target: 'ordered' } } },
    invalid: { on: { TAP: { target: 'checking' } } },
    preparing: {
      attempt: true,
      entry: ['prepare'],
      on: {
        TAP: { effects: ['reportFetching'] },
        ANSWERED: prepared,
        MISSING: { target: 'invalid', effects: ['report'] },
      },
    },
    failed: {
      on: {
        TAP: { target: 'preparing', effects: ['reportFailure'] },
        ANSWERED: { effects: ['reportAnswer'] },
        MISSING: { target: 'invalid', effects: ['report'] },
      },
    },
    unable: {
      on: {
        TAP: [
          { guard: 'abilityFailed', target: 'preparing', effects: ['reportNoAbility'] },
          { effects: ['reportNoAbility'] },
        ],
        ANSWERED: { guard: 'goodsFailed', target: 'failed', effects: ['reportAnswer'] },
        MISSING: { target: 'invalid', effects: ['report'] },
      },
    },
    soon: { entry: ['watch'], on: { FLIP: begun, JUMPED: anew, SHOW: onShelf, HIDE: hidden } },
    ended: { entry: ['watch'], on: { JUMPED: anew, SHOW: { target: 'ended' }, HIDE: hidden } },
    soldOut: {},
    ready: {
      entry: ['watch'],
      on: {
        TAP: [{ guard: 'isEnded', target: 'ended' }, { target: 'placing' }],
        FLIP: { target: 'ended' },
        JUMPED: anew,
        // Entered anew: the clock is watched again, and ends the shelf where it has to.
        SHOW: { target: 'ready' },
        HIDE: hidden,
      },
    },
    placing: {
      entry: ['unwatch', 'askPlaceOrder'],
      on: { PLACED: [{ guard: 'refused', target: 'ready', effects: ['report'] }, { target: 'opening' }] },
    },
    opening: {
      entry: ['openPage'],
      on: { OPENED: { target: 'away' }, STAYED: [ordered, ...begun] },
    },
    away: { on: { SHOW: [ordered, { target: 'ready' }] } },
  },
  on: {
    PROPS: { target: 'checking', effects: ['takeUp'] },
    REPORTED: { effects: ['reportEnd'] },
  },
};
