/** The tests that could notice a mutant, each with what it imports as one file. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { ROOT } from './paths';

export const OUT = join(ROOT, '.tmp/mutants');
const FIRST_FAILURE = join(ROOT, 'scripts/lib/first-failure.mjs');
/** A run that takes this long, and ten times what it took as it was, hangs. Ms. */
const LONGEST = 120_000;

/** One test file, green as it is. */
export interface Candidate {
  test: string;
  bundle: string;
  /** The sources it is made of. */
  sources: ReadonlySet<string>;
  /** Which parts of tables it comes by. */
  places: ReadonlySet<string>;
  /** How long it takes, ms. */
  ms: number;
  /** A run that takes this long hangs, ms. */
  longest: number;
}

/** Bundles a test; with `MUTANT` in the environment it first changes a table. Gives the sources in it. */
export async function bundle(test: string, outfile: string, plugins: Plugin[]): Promise<Set<string>> {
  const { metafile } = await build({
    stdin: { contents: `import './scripts/lib/mutate';\nimport './${test}';\n`, resolveDir: ROOT },
    outfile,
    bundle: true,
    metafile: true,
    absWorkingDir: ROOT,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Tests that look for files look from where they stand.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(ROOT, test)).href) },
    plugins,
    logLevel: 'error',
  });
  return new Set(Object.keys(metafile.inputs));
}

/** Runs one bundle: whether a test of it goes red, or it takes longer than it may, which counts as red. */
export function fails(file: string, env: Record<string, string>, longest?: number): Promise<boolean> {
  return new Promise((resolve) => {
    // The first red test is enough, and a timer that a test has left behind is not waited for.
    const args = [
      '--test-force-exit',
      `--test-reporter=${FIRST_FAILURE}`,
      '--test-reporter-destination=stdout',
      file,
    ];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: 'ignore',
      timeout: longest,
    });
    child.on('close', (code) => resolve(code !== 0));
  });
}

/** The test as it is; undefined where it is red before anything is taken out. */
export async function candidate(test: string, index: number): Promise<Candidate | undefined> {
  const file = join(OUT, `plain-${index}.mjs`);
  const places = join(OUT, `plain-${index}.json`);
  const sources = await bundle(test, file, []);
  const started = Date.now();
  // However slow this machine is: nothing hangs that nobody has changed.
  if (await fails(file, { MUTANT_PLACES: places })) return undefined;
  const ms = Date.now() - started;
  const found = existsSync(places) ? (JSON.parse(readFileSync(places, 'utf8')) as string[]) : [];
  return { test, bundle: file, sources, places: new Set(found), ms, longest: Math.max(LONGEST, 10 * ms) };
}
