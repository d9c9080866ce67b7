import type { MachineDefinition } from '../machine/types';

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
  | 'opening'
  | 'away';

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
  | 'FLIP'
  | 'PLACED'
  | 'OPENED'
  /** 提单页 reports how an attempt to pay ended. */
  | 'PAID'
  | 'SHOW'
  | 'HIDE';

export type Guard = 'refused' | 'isOrdered' | 'goodsFailed' | 'unanswered' | 'noAbility' | 'abilityFailed' | 'isSoon' | 'isEnded' | 'isSoldOut';

export type Effect =
  | 'check'
  | 'prepare'
  | 'takeUp'
  | 'watch'
  | 'unwatch'
  | 'askPlaceOrder'
  | 'openPage'
  | 'report'
  | 'reportAnswer'
  | 'reportPay'
  | 'reportFetching'
  | 'reportFailure'
  | 'reportNoAbility';

type Definition = MachineDefinition<State, Event, Guard, Effect>;

/** Where the clock puts goods that are in stock (contract pay-button §6). */
const onShelf = [{ guard: 'isSoon', target: 'soon' }, { guard: 'isEnded', target: 'ended' }, { target: 'ready' }] as const;

/** Where preparation stands after each answer: goods information fails first, then the ability, then what is missing is waited for. */
const prepared = [
  { guard: 'goodsFailed', target: 'failed', effects: ['reportAnswer'] },
  { guard: 'noAbility', target: 'unable', effects: ['reportAnswer'] },
  { guard: 'unanswered' },
  { guard: 'isSoldOut', target: 'soldOut' },
  ...onShelf,
] as const;

/** The clock is watched while the page is visible, and looked at again when it comes back. */
const watching = { FLIP: onShelf, SHOW: onShelf, HIDE: { effects: ['unwatch'] } } as const;

/** The trade button in mode 2, 未下单 (contract pay-button §4, §6, §7). */
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
        CHECKED: [{ guard: 'refused', target: 'invalid', effects: ['report'] }, { guard: 'isOrdered', target: 'ordered' }, { target: 'preparing' }],
      },
    },
    ordered: {},
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
        TAP: [{ guard: 'abilityFailed', target: 'preparing', effects: ['reportNoAbility'] }, { effects: ['reportNoAbility'] }],
        ANSWERED: { guard: 'goodsFailed', target: 'failed', effects: ['reportAnswer'] },
        MISSING: { target: 'invalid', effects: ['report'] },
      },
    },
    soon: { entry: ['watch'], on: watching },
    ended: {},
    soldOut: {},
    ready: {
      entry: ['watch'],
      on: Object.assign({ TAP: [{ guard: 'isEnded', target: 'ended' }, { target: 'placing' }] } as const, watching),
    },
    placing: {
      attempt: true,
      entry: ['unwatch', 'askPlaceOrder'],
      on: { PLACED: [{ guard: 'refused', target: 'ready', effects: ['report'] }, { target: 'opening' }] },
    },
    opening: {
      entry: ['openPage'],
      on: { OPENED: [{ guard: 'refused', target: 'ready' }, { target: 'away' }] },
    },
    away: { on: { SHOW: onShelf } },
  },
  on: {
    PROPS: { target: 'checking', effects: ['takeUp'] },
    PAID: { effects: ['reportPay'] },
  },
};
