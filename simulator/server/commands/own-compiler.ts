/** Tells that `check` and `dev` run one thing of a program outside of the browser: its own TypeScript. */
import path from 'node:path';
import { findProgramRoot } from '../../compiler/program-root';
import { sayIn } from '../../words/table';
import { compilerOf } from '../check/types';
import { complain, language, plain } from '../terminal';
import { words } from '../words';

/** One line on standard error, before anything runs; none where the program has no TypeScript. */
export function tellOwnCompiler(dir: string): void {
  const compiler = compilerOf(findProgramRoot(path.resolve(dir)).root);
  if (compiler === undefined) return;
  const near = path.relative(process.cwd(), compiler);
  const file = plain(near.startsWith('..') ? compiler : near);
  complain(sayIn(words, language())('types-by', { file }));
}
