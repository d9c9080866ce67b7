/**
 * `npm run mutants [-- NAME…]`: takes guards, transitions, effects and rules out of the machines, one at a
 * time, and expects the machines' tests to go red each time. A mutant that no test notices is printed and
 * fails the run. NAME chooses mutants by a part of their name.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import fg from 'fast-glob';
import { KIT_COMPONENTS } from '../src/contract/components';
import { MACHINES } from '../test/unit/machines/walk';
import { DOOR_MUTANTS } from './lib/door-mutants';
import { ROOT } from './lib/paths';
import { RULE_MUTANTS, type RuleMutant } from './lib/rule-mutants';
import { tableMutants } from './lib/table-mutants';

const OUT = join(ROOT, '.tmp/mutants');
const FIRST_FAILURE = join(ROOT, 'scripts/lib/first-failure.mjs');
const TESTS = `test/unit/{${KIT_COMPONENTS.join()},kit}/*.test.ts`;
/**
 * Random walks against the whole sandbox: seconds each, and its files are no part of a bundle. What a mutant
 * breaks has a test that says so.
 */
const PROPERTIES = '**/property.test.ts';
/** Reads the style sheets beside it, which no bundle has beside it. */
const SHEETS = '**/look.test.ts';
/** A run that takes longer hangs, which no test may: it counts as red. Ms. */
const LONGEST = 120_000;

/** The same words in the same order, however the formatter breaks them, and ends a broken list. */
function loosely(code: string): RegExp {
  const words = (code.match(/\w+|[^\w\s]/g) ?? []).map((word) =>
    /[)\]}]/.test(word) ? `,?\\s*\\${word}` : word.replace(/\W/, '\\$&'),
  );
  return new RegExp(words.join('\\s*'));
}

type LineMutant = Pick<RuleMutant, 'file' | 'find' | 'replace'>;

/** Puts the changed text in place of a source file's own. */
function changing({ file, find, replace }: LineMutant): Plugin {
  const path = join(ROOT, file);
  return {
    name: 'mutant',
    setup(context) {
      context.onLoad({ filter: /\.ts$/ }, ({ path: loaded }) => {
        if (loaded !== path) return undefined;
        return { contents: readFileSync(path, 'utf8').replace(loosely(find), () => replace), loader: 'ts' };
      });
    },
  };
}

/**
 * Each test file with what it imports, as one file; with `MUTANT` in the environment it first changes a
 * table.
 */
async function bundle(name: string, tests: readonly string[], plugins: Plugin[]): Promise<string[]> {
  return Promise.all(
    tests.map(async (test, index) => {
      const outfile = join(OUT, `${name}-${index}.mjs`);
      await build({
        stdin: { contents: `import './scripts/lib/mutate';\nimport './${test}';\n`, resolveDir: ROOT },
        outfile,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        // Tests that look for files look from where they stand.
        define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(ROOT, test)).href) },
        plugins,
        logLevel: 'error',
      });
      return outfile;
    }),
  );
}

function fails(file: string, mutant: string): Promise<boolean> {
  return new Promise((resolve) => {
    // The first red test is enough, and a timer that a test has left behind is not waited for.
    const args = [
      '--test-force-exit',
      `--test-reporter=${FIRST_FAILURE}`,
      '--test-reporter-destination=stdout',
      file,
    ];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, MUTANT: mutant },
      stdio: 'ignore',
      timeout: LONGEST,
    });
    child.on('close', (code) => resolve(code !== 0));
  });
}

/** Whether some test goes red. The file that did is tried first the next time. */
async function goesRed(files: string[], mutant = ''): Promise<boolean> {
  for (const file of [...files]) {
    if (!(await fails(file, mutant))) continue;
    files.sort((one, other) => Number(other === file) - Number(one === file));
    return true;
  }
  return false;
}

interface Job {
  name: string;
  run(): Promise<boolean>;
}

/** The mutants of one line that no longer fit their source. */
function stale(): LineMutant[] {
  return [...RULE_MUTANTS, ...DOOR_MUTANTS].filter(
    ({ file, find }) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(new RegExp(loosely(find), 'g'))].length !== 1,
  );
}

async function main(): Promise<number> {
  for (const { file, find } of stale())
    console.log(`scripts/lib/{rule,door}-mutants.ts: ${file} does not hold exactly once: ${find.trim()}`);
  if (stale().length) return 1;
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const tests = (await fg(TESTS, { cwd: ROOT, ignore: [PROPERTIES, SHEETS] })).sort();
  const plain = await bundle('plain', tests, []);
  for (const [index, file] of plain.entries()) {
    if (!(await fails(file, ''))) continue;
    console.log(`${tests[index]} is red before anything is taken out`);
    return 1;
  }
  /** The tests of a machine, those of its own folder first. */
  const about = (id: string): string[] => {
    const own = plain.filter((_, index) => tests[index]?.includes(`/${id}/`));
    return [...own, ...plain.filter((file) => !own.includes(file))];
  };
  const wanted = process.argv.slice(2);
  const jobs: Job[] = [
    ...MACHINES.flatMap((machine) => {
      const files = about(machine.id);
      return tableMutants(machine).map(({ name }) => ({ name, run: () => goesRed(files, name) }));
    }),
    ...RULE_MUTANTS.map((mutant, index) => ({
      name: `rule ${mutant.rule}: ${mutant.name}`,
      run: async () => goesRed(await bundle(`rule-${index}`, tests, [changing(mutant)])),
    })),
    ...DOOR_MUTANTS.map((mutant, index) => ({
      name: `rule of a door: ${mutant.name}`,
      // Green without the change, so that it is the change that is noticed.
      run: async () =>
        !(await goesRed(await bundle(`door-${index}-plain`, mutant.tests, []))) &&
        goesRed(await bundle(`door-${index}`, mutant.tests, [changing(mutant)])),
    })),
  ].filter(({ name }) => !wanted.length || wanted.some((part) => name.includes(part)));
  const survivors: string[] = [];
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let job = jobs[done++]; job; job = jobs[done++]) {
      if (!(await job.run())) {
        survivors.push(job.name);
        console.log(`survived: ${job.name}`);
      }
      if (done % 25 === 0) console.log(`${done} of ${jobs.length} mutants tried`);
    }
  };
  await Promise.all([worker(), worker()]);
  console.log(`${jobs.length - survivors.length} of ${jobs.length} mutants killed`);
  return survivors.length ? 1 : 0;
}

process.exitCode = await main();
