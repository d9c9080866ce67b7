import { mismatch } from '../src/contract/check';
import type { Infer, ObjectField } from '../src/contract/schema/fields';
import { problemsOf } from '../src/contract/schema/walk';
import { rejected } from './failures';

/** The value as its shape has it. @throws PortFailure naming the first field that is wrong */
export const mustBe = <F extends ObjectField>(shape: F, value: unknown, whole = 'the query'): Infer<F> => {
  const [problem] = problemsOf(shape, value);
  if (problem) throw rejected(mismatch(problem.path || whole, problem.wanted, problem.got));
  return value as Infer<F>;
};
