/** Type errors of a program's TypeScript, found by the program's own compiler on a thread of its own. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { KIT } from '../../compiler/kit';
import { Project } from '../../compiler/project';
import type { Diagnostic } from '../../protocol';
import { located, problem } from '../../rules/diagnose';
import { findKit } from '../kit-sources';

/** What the thread is asked to check. */
interface TypeQuestion {
  /** The compiler's script. */
  compiler: string;
  /** The folder with app.json. */
  root: string;
  /** tsconfig.json, where the project has one. */
  config?: string;
  /** The kit's repository, for a program that the package is not installed in. */
  kit?: string;
  /** The program's scripts, for a project without one. */
  files: readonly string[];
  /** Where the compiler keeps what it has found. */
  cache?: string;
}

/** One error of the compiler; `file` from the root, none for one of the configuration. */
interface TypeFinding {
  code: number;
  reason: string;
  file?: string;
  line?: number;
  column?: number;
}

/** A module as the program's own scripts would find it. */
function resolveFrom(root: string, spec: string): string | undefined {
  try {
    return createRequire(path.join(root, 'app.js')).resolve(spec);
  } catch {
    return undefined;
  }
}

/** tsconfig.json of the program, or of a folder between it and the one that was opened. */
function configOf(root: string, opened: string): string | undefined {
  for (let dir = root; ; dir = path.dirname(dir)) {
    const file = path.join(dir, 'tsconfig.json');
    if (existsSync(file)) return file;
    if (dir === opened || dir === path.dirname(dir)) return undefined;
  }
}

/** Where tools keep such things: in the packages of the program, which are there as its compiler is. */
function cacheOf(root: string, question: Omit<TypeQuestion, 'files' | 'cache'>): string | undefined {
  for (let dir = root; ; dir = path.dirname(dir)) {
    const packages = path.join(dir, 'node_modules');
    if (existsSync(packages)) {
      const key = createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 12);
      return path.join(packages, '.cache/trade-sim', `${key}.tsbuildinfo`);
    }
    if (dir === path.dirname(dir)) return undefined;
  }
}

function ask(question: TypeQuestion): Promise<TypeFinding[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./type-worker.mjs', import.meta.url), { workerData: question });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the compiler ended with code ${code}`)));
  });
}

/** Names of the TypeScript of a program, from its root. */
export function scriptsIn(root: string): string[] {
  const project = new Project(root);
  return project.list(/(?<!\.d)\.ts$/, 3000).map((file) => project.nameOf(file));
}

/**
 * The script of the compiler that `typeFindings` would run, where the program has TypeScript and a compiler.
 * It is a file of the program's own packages, so whoever runs it tells the person before.
 */
export function compilerOf(root: string): string | undefined {
  const compiler = resolveFrom(root, 'typescript');
  return compiler === undefined || scriptsIn(root).length === 0 ? undefined : compiler;
}

/** What to do depends on the kind of the error. */
const KINDS: readonly (readonly [readonly number[], TypeCode])[] = [
  [[2304, 2307, 2552, 2503, 2305, 2614, 2724, 7016], 'type-name'],
  [[2339, 2551, 2353, 2561], 'type-member'],
  [[2322, 2345, 2741, 2739, 2740, 2416, 2769], 'type-value'],
  [[2554, 2555, 2575], 'type-arguments'],
];

type TypeCode = 'type-error' | 'type-name' | 'type-member' | 'type-value' | 'type-arguments';

const kindOf = (code: number): TypeCode => KINDS.find(([codes]) => codes.includes(code))?.[1] ?? 'type-error';

const nameOf = (root: string, file: string): string => path.relative(root, file).split(path.sep).join('/');

/**
 * The type errors of a program; that they could not be looked for is a finding as well. Never rejects.
 *
 * @param files names of the program's scripts, from its root
 * @param opened the folder that was named: the one with project.config.json
 */
export async function typeFindings(
  root: string,
  opened: string,
  files: readonly string[],
): Promise<Diagnostic[]> {
  const scripts = files.filter((file) => file.endsWith('.ts'));
  if (scripts.length === 0) return [];
  const compiler = resolveFrom(root, 'typescript');
  if (compiler === undefined) return [located(problem('type-compiler'), scripts[0] ?? '')];
  const config = configOf(root, opened);
  const kit = resolveFrom(root, `${KIT}/package.json`) === undefined ? findKit() : undefined;
  const question = {
    compiler,
    root,
    ...(config !== undefined && { config }),
    ...(kit !== undefined && { kit }),
  };
  const cache = cacheOf(root, question);
  let found: TypeFinding[];
  try {
    found = await ask({
      ...question,
      files: scripts.map((file) => path.join(root, file)),
      ...(cache !== undefined && { cache }),
    });
  } catch (error) {
    return [located(problem('type-failed', { reason: String(error) }), scripts[0] ?? '')];
  }
  return found.map(({ code, reason, file, line, column }) => {
    const at = line === undefined ? undefined : { line, column: column ?? 1 };
    return file === undefined
      ? located(
          problem('type-config', { code: `TS${code}`, reason }),
          nameOf(root, config ?? 'tsconfig.json'),
          at,
        )
      : located(problem(kindOf(code), { code: `TS${code}`, reason }), file, at);
  });
}
