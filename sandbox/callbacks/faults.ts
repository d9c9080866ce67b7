/**
 * Switches for what goes wrong with callbacks on their way, one set for each type. They last as long as the
 * file.
 */
import { BadRequest } from '../failures';
import type { Store } from '../store/store';
import type { Trouble } from './delivery';
import { CALLBACK_TYPES } from './log';
import type { CallbackType } from './log';

export interface Fault {
  /** The first delivery comes so many ms later by the clock. */
  delayMs: number;
  /** So many deliveries of each callback get lost on the way. */
  drop: number;
  /** So many more copies of each callback arrive. */
  duplicate: number;
  /**
   * Each lets the next callback go first, if one comes within a minute. Not for questions: their answers are
   * waited for.
   */
  reorder: boolean;
}

export type Faults = Record<CallbackType, Fault>;

/** The longest delay is a week; more copies or losses than 20 are more than the ladder has steps. */
const most = { delayMs: 7 * 24 * 60 * 60 * 1000, drop: 20, duplicate: 20 };

const none: Fault = { delayMs: 0, drop: 0, duplicate: 0, reorder: false };

const asksAtOnce = (type: CallbackType): boolean =>
  type === 'pre_create_order' || type === 'pre_create_refund';

const isType = (name: string): name is CallbackType => CALLBACK_TYPES.some((type) => type === name);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const checkField = (type: CallbackType, name: string, value: unknown): string | undefined => {
  const field = `${type}.${name}`;
  if (name === 'reorder') {
    if (typeof value !== 'boolean') return `${field} must be true or false`;
    return value && asksAtOnce(type)
      ? `${field}: its answer is waited for, nothing can overtake it`
      : undefined;
  }
  if (!Object.hasOwn(most, name))
    return `no switch ${JSON.stringify(field)}: there are delayMs, drop, duplicate, reorder`;
  const limit = most[name as keyof typeof most];
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= limit
    ? undefined
    : `${field} must be a whole number from 0 to ${limit}`;
};

/**
 * The switches as they are after `change`, which names some of them; a type that is null has all of its own
 * off. @throws BadRequest
 */
export const changedFaults = (faults: Faults, change: Record<string, unknown>): Faults => {
  const next = { ...faults };
  for (const [type, fields] of Object.entries(change)) {
    if (!isType(type))
      throw new BadRequest(`no callback ${JSON.stringify(type)}: there are ${CALLBACK_TYPES.join(', ')}`);
    if (fields !== null && !isObject(fields))
      throw new BadRequest(`${type} must be an object of switches, or null`);
    for (const [name, value] of Object.entries(fields ?? {})) {
      const problem = checkField(type, name, value);
      if (problem) throw new BadRequest(problem);
    }
    next[type] = fields === null ? { ...none } : { ...next[type], ...fields };
  }
  return next;
};

export class FaultSwitches {
  private current: Faults;

  constructor(private readonly store: Store) {
    this.current = this.load();
  }

  all(): Faults {
    return structuredClone(this.current);
  }

  /** @throws BadRequest naming the switch that is wrong; then nothing changes */
  set(change: Record<string, unknown>): Faults {
    this.current = changedFaults(this.current, change);
    this.store.setMeta('faults', JSON.stringify(this.current));
    return this.all();
  }

  off(): void {
    this.set(Object.fromEntries(CALLBACK_TYPES.map((type) => [type, null])));
  }

  /** After the store's contents have been replaced. */
  reload(): void {
    this.current = this.load();
  }

  of(type: CallbackType): Trouble {
    const { delayMs, drop, duplicate, reorder } = this.current[type];
    return { delayMs, lost: drop, copies: 1 + duplicate, reorder };
  }

  private load(): Faults {
    const off = Object.fromEntries(CALLBACK_TYPES.map((type) => [type, { ...none }])) as Faults;
    return changedFaults(off, JSON.parse(this.store.getMeta('faults') ?? '{}') as Record<string, unknown>);
  }
}
