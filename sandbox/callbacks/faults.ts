/** The switches for what goes wrong with callbacks on their way. They last as long as the file. */
import { mismatch } from '../../src/contract/check';
import { CALLBACK_TYPES, type CallbackType } from '../../src/contract/callbacks';
import { FAULT, overtaken, type Fault, type FaultChange, type Faults } from '../../src/contract/faults';
import { problemsOf } from '../../src/contract/schema/walk';
import { BadRequest } from '../failures';
import type { Store } from '../store/store';
import { stored } from '../store/stored';
import type { Trouble } from './types';

const none: Fault = { delayMs: 0, drop: 0, duplicate: 0, reorder: false };

const isType = (name: string): name is CallbackType => CALLBACK_TYPES.some((type) => type === name);

/** @throws BadRequest naming the switch that is wrong */
const checkedFault = (type: CallbackType, change: unknown): FaultChange => {
  const switches = Object.keys(FAULT.fields);
  const unknown = Object.keys(Object(change) as object).find((name) => !switches.includes(name));
  if (unknown !== undefined)
    throw new BadRequest(
      `no switch ${JSON.stringify(`${type}.${unknown}`)}: there are ${switches.join(', ')}`,
    );
  const problem = problemsOf(FAULT, change)[0] ?? overtaken(type, change as FaultChange);
  if (problem) {
    const path = problem.path ? `${type}.${problem.path}` : type;
    throw new BadRequest(mismatch(path, problem.wanted, problem.got));
  }
  return change as FaultChange;
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
    next[type] = fields === null ? { ...none } : { ...next[type], ...checkedFault(type, fields) };
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
    const next = changedFaults(this.current, change);
    this.store.setMeta('faults', JSON.stringify(next));
    this.current = next;
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
    return changedFaults(off, stored(this.store.getMeta('faults') ?? '{}', 'meta.faults'));
  }
}
