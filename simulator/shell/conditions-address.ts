/** Where the shell has its conditions from: its address first, then the command, then what was left here. */
import { conditionsFrom, conditionsIn, STANDARD, withConditions, type Conditions } from '../conditions';
import { isRecord } from '../record';

/** What the dev server wrote into the document. */
export interface Told {
  /** Id of the program: another one has other pages. */
  program: string;
  /** What the command was given. */
  conditions: Partial<Conditions>;
}

export const toldBy = (root: HTMLElement): Told => ({
  program: root.dataset.appId ?? '',
  conditions: conditionsIn(root.dataset.conditions ?? ''),
});

/** What was chosen here, and for which program. */
export interface Kept {
  program: string;
  conditions: Partial<Conditions>;
}

/** Those that mean something in one program only. */
const OF_A_PROGRAM = ['page', 'query'] as const;

export function readKept(stored: unknown): Kept {
  const { program, conditions } = isRecord(stored) ? stored : {};
  return {
    program: typeof program === 'string' ? program : '',
    conditions: conditionsFrom(isRecord(conditions) ? conditions : {}),
  };
}

export function conditionsAtStart(kept: Kept, told: Told, search: string): Conditions {
  const own = { ...kept.conditions };
  if (kept.program !== told.program) for (const name of OF_A_PROGRAM) delete own[name];
  return { ...STANDARD, ...own, ...told.conditions, ...conditionsIn(search) };
}

/** The address that leads to these conditions, whatever the command was given. */
export const addressWith = (search: string, conditions: Conditions, told: Told): string =>
  withConditions(search, conditions, { ...STANDARD, ...told.conditions });
