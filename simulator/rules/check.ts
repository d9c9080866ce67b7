import { checkApp } from './app';
import type { ProgramFacts } from './facts';
import { checkHabits } from './habits';
import { checkHandlers } from './handlers';
import { checkMarkup } from './markup';
import { checkOfficial, checkReserved } from './official';
import { checkScripts } from './scripts';
import { checkSetup } from './setup';
import type { Tell } from './tell';
import { checkTrade } from './trade';

const RULES: readonly ((facts: ProgramFacts, tell: Tell) => void)[] = [
  checkApp,
  checkReserved,
  checkOfficial,
  checkSetup,
  checkMarkup,
  checkTrade,
  checkHandlers,
  checkScripts,
  checkHabits,
];

/** Holds a program against every rule. */
export function checkFacts(facts: ProgramFacts, tell: Tell): void {
  for (const rule of RULES) rule(facts, tell);
}
