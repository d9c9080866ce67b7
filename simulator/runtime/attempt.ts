/**
 * Which purchase the phone is busy with: from one tap on a trade button to the next. A number for the
 * console's timeline; nothing depends on it.
 */

const run = Math.random().toString(36).slice(2, 8);
let count = 0;
let current: string | undefined;

/** Another purchase begins. */
export function beginAttempt(): string {
  count += 1;
  current = `${run}-${count}`;
  return current;
}

/** The running one; one begins where a page calls a JSAPI without any button. */
export const currentAttempt = (): string => current ?? beginAttempt();

/** The header that ties a call of the platform to it. */
export const attemptHeader = (): Record<string, string> => ({ 'x-trade-attempt': currentAttempt() });
