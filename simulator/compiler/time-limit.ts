import { runInNewContext } from 'node:vm';

/** Something that a program's source keeps busy for longer than it may. */
export class OverTime extends Error {}

/**
 * Runs something that the source of a program drives and that may never end, such as a loop of a sheet; it
 * must not wait for anything. The engine stops it wherever it is.
 */
export function withinTime<T>(ms: number, work: () => T): T {
  const outcome: { value?: T } = {};
  const run = (): void => void (outcome.value = work());
  try {
    runInNewContext('run()', { run }, { timeout: ms });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new OverTime(`not done after ${ms / 1000} s`);
    throw error;
  }
  return outcome.value as T;
}
