import { checkApp } from './app';
import { checkAttributeValues } from './attribute-values';
import type { ProgramFacts } from './facts';
import { checkHabits } from './habits';
import { checkHandlers } from './handlers';
import { checkLocalFiles } from './local-files';
import { checkMarkup } from './markup';
import { checkOfficial, checkReserved } from './official';
import { checkScripts } from './scripts';
import { checkSetup } from './setup';
import { checkShown } from './not-shown';
import type { Tell } from './tell';
import { checkTemplateData } from './template-data';
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
  checkAttributeValues,
  checkTemplateData,
  checkLocalFiles,
  checkShown,
];

/** Holds a program against every rule. */
export function checkFacts(facts: ProgramFacts, tell: Tell): void {
  for (const rule of RULES) rule(facts, tell);
}
