import { engineComponentOf, instanceOf, type Instance } from './engine-internals';
import { pageOf } from './instance-ids';

/**
 * A page is among the open ones from when it is made: components read its route off `getCurrentPages()` in
 * `created`, when the engine has not handed the page over yet.
 */

interface Making {
  /** What the page has before anything of the program runs in it. */
  fields: object;
  instance?: Instance;
}

let making: Making | undefined;

/** Runs what makes a page. */
export function whileMaking<T>(fields: object, make: () => T): T {
  const before = making;
  making = { fields };
  try {
    return make();
  } finally {
    making = before;
  }
}

/** Called first thing when an instance is made: the first one of a page tells which page it is. */
export function notePageOf(instance: Instance): void {
  if (!making || making.instance) return;
  making.instance = Object.assign(instanceOf(pageOf(engineComponentOf(instance))), making.fields);
}

/** The page that is being made. */
export const pageInMaking = (): Instance | undefined => making?.instance;
