/**
 * `npm run mutants [-- NAME…] [-- --part 2/5] [-- --anew]`: takes guards, transitions, effects and rules out
 * of the machines, one at a time, and expects the machines' tests to go red each time. A mutant that no test
 * notices is printed and fails the run. NAME chooses mutants by a part of their name, `--part` every fifth of
 * them. A run that was broken off goes on where it was, while neither sources nor tests have changed;
 * `--anew` begins again.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Plugin } from 'esbuild';
import fg from 'fast-glob';
import { KIT_COMPONENTS } from '../src/contract/components';
import { MACHINES } from '../test/unit/machines/walk';
import { DOOR_MUTANTS } from './lib/door-mutants';
import { bundle, candidate, fails, OUT, type Candidate } from './lib/mutant-tests';
import { ROOT } from './lib/paths';
import { RULE_MUTANTS, type RuleMutant } from './lib/rule-mutants';
import { tableMutants } from './lib/table-mutants';

const TESTS = `test/unit/{${KIT_COMPONENTS.join()},kit}/*.test.ts`;
/**
 * Random walks against the whole sandbox: seconds each, and its files are no part of a bundle. What a mutant
 * breaks has a test that says so.
 */
const PROPERTIES = '**/property.test.ts';
/** Reads the style sheets beside it, which no bundle has beside it. */
const SHEETS = '**/look.test.ts';
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

/** The mutants of one line that no longer fit their source. */
function stale(): LineMutant[] {
  return [...RULE_MUTANTS, ...DOOR_MUTANTS].filter(
    ({ file, find }) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(new RegExp(loosely(find), 'g'))].length !== 1,
  );
}

/** Where a run that was broken off goes on. */
const KNOWN = join(ROOT, '.tmp/mutants.json');

interface Job {
  name: string;
  /** Whether some test goes red. */
  run(): Promise<boolean>;
  /** What it came to is known while sources and tests stay as they are. */
  lasting: boolean;
}

/** Each job is done by one of two workers. */
async function byTwo<T>(all: readonly T[], run: (one: T, index: number) => Promise<void>): Promise<void> {
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let index = done++; index < all.length; index = done++) await run(all[index]!, index);
  };
  await Promise.all([worker(), worker()]);
}

/** Whether a test of these goes red. The file that did is tried first the next time. */
async function goesRed(
  files: Candidate[],
  red: (one: Candidate) => Promise<boolean>,
  count: Map<Candidate, number>,
): Promise<boolean> {
  const hits = (one: Candidate): number => count.get(one) ?? 0;
  // Those that notice much, and those that take little time, first.
  files.sort((one, other) => one.ms / (1 + hits(one)) - other.ms / (1 + hits(other)));
  for (const file of files) {
    if (!(await red(file))) continue;
    count.set(file, hits(file) + 1);
    return true;
  }
  return false;
}

function jobsOf(plain: readonly Candidate[]): Job[] {
  return [
    ...MACHINES.flatMap((machine) => {
      const count = new Map<Candidate, number>();
      return tableMutants(machine).map(({ name, place }) => ({
        name,
        lasting: true,
        run: () =>
          goesRed(
            plain.filter(({ places }) => places.has(place)),
            (one) => fails(one.bundle, { MUTANT: name }, one.longest),
            count,
          ),
      }));
    }),
    ...RULE_MUTANTS.map((mutant, index) => ({
      name: `rule ${mutant.rule}: ${mutant.name}`,
      lasting: true,
      run: () =>
        goesRed(
          plain.filter(({ sources }) => sources.has(mutant.file)),
          async (one) => {
            const file = join(OUT, `rule-${index}-${plain.indexOf(one)}.mjs`);
            await bundle(one.test, file, [changing(mutant)]);
            return fails(file, {}, one.longest);
          },
          new Map(),
        ),
    })),
    ...DOOR_MUTANTS.map((mutant, index) => ({
      name: `rule of a door: ${mutant.name}`,
      // Its tests are no part of what is looked at for changes.
      lasting: false,
      async run() {
        const red = async (name: string, plugins: Plugin[]): Promise<boolean> => {
          for (const [which, test] of mutant.tests.entries()) {
            const file = join(OUT, `${name}-${index}-${which}.mjs`);
            await bundle(test, file, plugins);
            if (await fails(file, {})) return true;
          }
          return false;
        };
        // Green without the change, so that it is the change that is noticed.
        return !(await red('door-plain', [])) && red('door', [changing(mutant)]);
      },
    })),
  ];
}

/** The mutants that are wanted: by a part of their name, and of these one part of several. */
function wantedOf<T extends { name: string }>(all: T[], names: readonly string[], part?: string): T[] {
  const [which, parts] = (part ?? '1/1').split('/').map(Number) as [number, number];
  if (!(which >= 1 && which <= parts)) throw new Error(`--part ${part}: e.g. --part 2/5`);
  return all
    .filter(({ name }) => !names.length || names.some((one) => name.includes(one)))
    .filter((_, index) => index % parts === which - 1);
}

type Known = Record<string, boolean>;

/** What is known of mutants of these sources and tests. */
function knownOf(key: string, anew: boolean): Known {
  if (anew || !existsSync(KNOWN)) return {};
  const found = JSON.parse(readFileSync(KNOWN, 'utf8')) as { key: string; known: Known };
  return found.key === key ? found.known : {};
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { part: { type: 'string' }, anew: { type: 'boolean' } },
  });
  for (const { file, find } of stale())
    console.log(`scripts/lib/{rule,door}-mutants.ts: ${file} does not hold exactly once: ${find.trim()}`);
  if (stale().length) return 1;
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const tests = (await fg(TESTS, { cwd: ROOT, ignore: [PROPERTIES, SHEETS] })).sort();
  const plain: Candidate[] = [];
  const red: string[] = [];
  await byTwo(tests, async (test, index) => {
    const found = await candidate(test, index);
    if (found) plain.push(found);
    else red.push(test);
  });
  for (const test of red) console.log(`${test} is red before anything is taken out`);
  if (red.length) return 1;
  const hash = createHash('sha256').update(JSON.stringify(RULE_MUTANTS));
  const bundles = plain.map((one) => readFileSync(one.bundle, 'utf8')).sort();
  const key = bundles.reduce((made, text) => made.update(text), hash).digest('hex');
  const known = knownOf(key, !!values.anew);
  const jobs = wantedOf(jobsOf(plain), positionals, values.part);
  const survivors: string[] = [];
  let tried = 0;
  await byTwo(jobs, async ({ name, run, lasting }) => {
    const killed = (lasting ? known[name] : undefined) ?? (await run());
    if (lasting)
      writeFileSync(KNOWN, JSON.stringify({ key, known: Object.assign(known, { [name]: killed }) }));
    if (!killed) {
      survivors.push(name);
      console.log(`survived: ${name}`);
    }
    if (++tried % 25 === 0) console.log(`${tried} of ${jobs.length} mutants tried`);
  });
  console.log(`${jobs.length - survivors.length} of ${jobs.length} mutants killed`);
  return survivors.length ? 1 : 0;
}

process.exitCode = await main();
