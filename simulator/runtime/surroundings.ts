/** What the phone is like around the program: what the frame's address says, also after it has changed. */
import { conditionsIn, STANDARD, type Conditions } from '../conditions';
import { deviceById, turned, type Device } from '../devices';

let known: { search: string; conditions: Conditions } | undefined;
const listeners = new Set<(before: Conditions) => void>();

export function surroundings(): Conditions {
  const { search } = location;
  if (known?.search !== search) known = { search, conditions: { ...STANDARD, ...conditionsIn(search) } };
  return known.conditions;
}

/** Another address without loading anything anew: a reload finds it, too. */
export function changeSurroundings(search: string): void {
  const before = surroundings();
  history.replaceState(history.state, '', `${location.pathname}${search}`);
  for (const listener of listeners) listener(before);
}

/** Hears of each change. @returns ends it */
export function onSurroundings(listener: (before: Conditions) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const sizeListeners = new Set<() => void>();

/**
 * Hears of each new size of the window. In the shell, the conditions that led to it are known by then: a
 * program that hears of a size reads the phone at once.
 */
export function onResized(listener: () => void): void {
  sizeListeners.add(listener);
}

export function tellResized(): void {
  for (const listener of sizeListeners) listener();
}

/** The phone that is drawn around the frame, as it is held; none around a frame that is open alone. */
export function phone(attached: boolean, isTurned: boolean): Device | undefined {
  const named = conditionsIn(location.search).device;
  if (named === undefined && !attached) return undefined;
  const upright = deviceById(named ?? STANDARD.device);
  return isTurned ? turned(upright) : upright;
}

/** What a page says about how it may be held, and how the phone is held. */
export const isTurned = (pageOrientation: unknown): boolean =>
  pageOrientation === 'landscape' ||
  (pageOrientation === 'auto' && surroundings().orientation === 'landscape');
