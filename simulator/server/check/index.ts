import path from 'node:path';
import { findProgramRoot } from '../../compiler/program-root';
import type { Diagnostic } from '../../protocol';
import { servedKit } from '../kit-sources';
import { inOrder } from './report';
import { scriptsIn, typeFindings } from './types';

export interface CheckOptions {
  dir: string;
  /** The least base library. */
  baseLibrary?: string;
  /** Ask the program's own compiler for type errors. */
  types: boolean;
}

/** Nothing is wrong with what only the simulator leaves out. */
const isWrong = ({ code }: Diagnostic): boolean => code !== 'not-shown';

/** Every finding of a program. Nothing of it runs but, with `types`, the TypeScript installed for it. */
export async function checkFolder({ dir, baseLibrary, types }: CheckOptions): Promise<{
  root: string;
  findings: Diagnostic[];
}> {
  const opened = path.resolve(dir);
  const { root } = findProgramRoot(opened);
  // Both at once: the types are checked on a thread of their own, which starts before the compiler is loaded.
  const typing = types ? typeFindings(root, opened, scriptsIn(root)) : [];
  const { compileProgram } = await import('../../compiler');
  const [compiled, typed] = await Promise.all([
    compileProgram({ root: opened, ...servedKit(), ...(baseLibrary !== undefined && { baseLibrary }) }),
    typing,
  ]);
  return { root, findings: inOrder([...compiled.program.diagnostics, ...typed].filter(isWrong)) };
}
