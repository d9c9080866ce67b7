import type { NamesIn, Text, Value } from '../../words/table';
import { ANSWER_FINDINGS } from './answers';
import { CONFIG_FINDINGS } from './config';
import { DATA_FINDINGS } from './data';
import { FILE_FINDINGS } from './files';
import { HABIT_FINDINGS } from './habits';
import { SCRIPT_FINDINGS } from './scripts';
import { MOCK_FINDINGS } from './mocks';
import { RUN_FINDINGS } from './running';
import type { FindingWords } from './shape';
import { STYLE_FINDINGS } from './styles';
import { TEMPLATE_FINDINGS } from './templates';
import { TRADE_FINDINGS } from './trade';

/** All that compiler, rules and the running frame can say of a program. The key is a code for good. */
export const FINDINGS = {
  ...FILE_FINDINGS,
  ...TEMPLATE_FINDINGS,
  ...STYLE_FINDINGS,
  ...SCRIPT_FINDINGS,
  ...DATA_FINDINGS,
  ...TRADE_FINDINGS,
  ...RUN_FINDINGS,
  ...ANSWER_FINDINGS,
  ...CONFIG_FINDINGS,
  ...MOCK_FINDINGS,
  ...HABIT_FINDINGS,
};

export type Code = keyof typeof FINDINGS;

export const isCode = (code: string): code is Code => Object.hasOwn(FINDINGS, code);

export const wordsOf = (code: Code): FindingWords => FINDINGS[code];

type NamesOf<T> = T extends Text ? NamesIn<T['en']> : never;
type Near = { near?: string | undefined };

/** The values that a finding's texts have places for. */
export type ValuesFor<C extends Code> = Readonly<
  Record<NamesOf<(typeof FINDINGS)[C]['message']> | NamesOf<(typeof FINDINGS)[C]['fix']>, Value> & Near
>;

/** None where a text has no place for any. */
export type ValuesArgument<C extends Code> = [
  NamesOf<(typeof FINDINGS)[C]['message']> | NamesOf<(typeof FINDINGS)[C]['fix']>,
] extends [never]
  ? [values?: Near]
  : [values: ValuesFor<C>];
