import type { Level } from '../protocol';
import type { Place, Problem } from './diagnose';
import type { Code, ValuesArgument } from './findings';

/** Where a rule says what it has found. */
export interface Tell {
  tell<C extends Code>(code: C, file: string, at?: Place, ...values: ValuesArgument<C>): void;
  tellProblem(found: Problem, file: string, at?: Place, level?: Level): void;
}
