import type { MachineDefinition } from '../machine/types';
import { applying, asking } from '../refund/machine';
import type { PayButtonSchema } from './schema';

/** Where the clock puts goods whose sale has begun (contract pay-button §6). */
const over = { guard: 'isEnded', target: 'ended' } as const;
const begun = [over, { target: 'ready' }] as const;

const soon = { guard: 'isSoon', target: 'soon' } as const;

/**
 * Where preparation stands after each answer: goods information fails first, then the ability, then what is
 * missing is waited for.
 */
const unprepared = [
  { guard: 'goodsFailed', target: 'failed', effects: ['reportAnswer'] },
  { guard: 'noAbility', target: 'unable', effects: ['reportAnswer'] },
  { guard: 'unanswered' },
  { guard: 'isSoldOut', target: 'soldOut' },
] as const;

/** When a page of the kit is gone, a button of an existing order is what it was before. */
const ordered = { guard: 'isOrdered', target: 'ordered' } as const;

/** Where a button stands whose page could not be opened. */
const home = [ordered, ...begun] as const;

/** Shown again after another page was open. */
const shown = [ordered, { guard: 'isOld', target: 'preparing' }, { target: 'ready' }] as const;

/** The goods are asked for again, and with them the time. */
const anew = { target: 'preparing' } as const;

/** What was known long ago is asked again (decision D-E122). */
const old = { guard: 'isOld', target: 'preparing' } as const;

/** The same properties, set again after a failure, try again. */
const same = { guard: 'isRested', target: 'checking' } as const;

/** The trade button: mode 2, 未下单 (contract pay-button §4, §6, §7), and mode 1, 已下单 (§8, §9). */
export const payButton: MachineDefinition<PayButtonSchema> = {
  id: 'pay-button',
  initial: 'idle',
  lasting: ['REPORTED'],
  states: {
    idle: {},
    // The page that will have the goods is still loading.
    waiting: {
      entry: ['await'],
      on: { TAP: { target: 'checking' }, OVERDUE: { target: 'checking' } },
    },
    checking: {
      attempt: true,
      entry: ['check'],
      on: {
        TAP: { effects: ['reportFetching'] },
        CHECKED: [
          { guard: 'refused', target: 'invalid', effects: ['report'] },
          { guard: 'isOrdered', target: 'ordered' },
          { target: 'preparing' },
        ],
        THROWN: { target: 'invalid' },
      },
    },
    ordered: { entry: ['probe'], on: { TAP: { target: 'asking' } } },
    asking: asking('ordered', [{ guard: 'isContinuing', target: 'paying' }]),
    applying: applying('ordered'),
    // A cashier that never says how it ended is asked about with the next tap.
    paying: {
      entry: ['continuePay', 'waitForEnd'],
      on: { SETTLED: { target: 'ordered' }, LATE: { target: 'ordered' }, THROWN: { target: 'ordered' } },
    },
    invalid: { on: { TAP: { target: 'checking' }, SAME: same } },
    preparing: {
      attempt: true,
      entry: ['prepare'],
      on: {
        TAP: { effects: ['reportFetching'] },
        ANSWERED: [...unprepared, soon, ...begun],
        MISSING: { target: 'invalid', effects: ['report'] },
        THROWN: { target: 'failed' },
      },
    },
    // The button was tapped, and what it knows is old: it goes on with what is true now.
    renewing: {
      attempt: true,
      entry: ['prepare'],
      on: {
        ANSWERED: [...unprepared, soon, over, { target: 'placing' }],
        MISSING: { target: 'invalid', effects: ['report'] },
        THROWN: { target: 'failed' },
      },
    },
    failed: {
      on: {
        SAME: same,
        SHOW: old,
        TAP: { target: 'preparing', effects: ['reportFailure'] },
        ANSWERED: { effects: ['reportAnswer'] },
        MISSING: { target: 'invalid', effects: ['report'] },
      },
    },
    unable: {
      on: {
        TAP: [
          { guard: 'abilityFailed', target: 'preparing', effects: ['reportNoAbility'] },
          { guard: 'isOld', target: 'preparing', effects: ['reportNoAbility'] },
          { effects: ['reportNoAbility'] },
        ],
        SAME: same,
        SHOW: old,
        ANSWERED: { guard: 'goodsFailed', target: 'failed', effects: ['reportAnswer'] },
        MISSING: { target: 'invalid', effects: ['report'] },
      },
    },
    soon: {
      entry: ['watch'],
      on: { FLIP: begun, JUMPED: anew, TAP: old, SHOW: [over, old, soon, { target: 'ready' }] },
    },
    ended: {
      entry: ['watch'],
      on: { JUMPED: anew, TAP: old, SHOW: [old, { target: 'ended' }] },
    },
    soldOut: { on: { TAP: old, SHOW: old } },
    ready: {
      entry: ['watch'],
      on: {
        TAP: [over, { guard: 'isOld', target: 'renewing' }, { target: 'placing' }],
        FLIP: { target: 'ended' },
        JUMPED: anew,
        // Entered anew: the clock is watched again, and ends the shelf where it has to.
        SHOW: [over, old, { target: 'ready' }],
      },
    },
    placing: {
      entry: ['askPlaceOrder'],
      on: {
        PLACED: [{ guard: 'refused', target: 'ready', effects: ['report'] }, { target: 'opening' }],
        THROWN: { target: 'ready' },
      },
    },
    opening: {
      entry: ['openPage'],
      // Shown again, the page was opened, whether or not the host has said so.
      on: { OPENED: { target: 'away' }, STAYED: home, THROWN: home, SHOW: shown },
    },
    away: { on: { SHOW: shown } },
  },
  on: {
    PROPS: [
      { guard: 'isAwaited', target: 'waiting' },
      { target: 'checking', effects: ['takeUp'] },
    ],
    REPORTED: { effects: ['reportEnd'] },
    BOUND: {},
    SHOW: {},
    // The clock is watched while the page is visible alone.
    HIDE: { effects: ['watch'] },
  },
};
