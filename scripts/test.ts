/**
 * `npm test [-- SUITE… PATH…]`: everything that must hold, in sequence, with live output. Ends with exactly one line
 * `N passed, N failed`; exit 1 if anything failed. A gate that is no test suite (types, lint, size, …) counts as one test. Names of
 * suites run only those; paths choose test files in them.
 */
import { findBrowser, NO_BROWSER } from './lib/browser';
import { run } from './lib/run';
import { runJest, runNodeSuite, type Count } from './lib/suites';
import { forgetTitles } from './lib/titles';

const started = Date.now();
const browser = findBrowser();
const env: NodeJS.ProcessEnv = browser ? { CHROMIUM_PATH: browser } : {};

/** Runs an npm script as one test. */
async function gate(script: string, ...args: string[]): Promise<Count> {
  const { code } = await run('npm', ['run', '--silent', script, ...(args.length ? ['--', ...args] : [])], { live: true, env });
  return code ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
}

interface Suite {
  run(paths: readonly string[]): Promise<Count>;
  browser?: boolean;
}

const SUITES: Record<string, Suite> = {
  typecheck: { run: () => gate('typecheck') },
  lint: { run: () => gate('lint') },
  docs: { run: () => gate('docs:check') },
  build: { run: () => gate('build') },
  unit: {
    run: (paths) => runNodeSuite({ name: 'unit', pattern: 'test/unit/**/*.test.{ts,tsx}', concurrency: 2, timeout: 300_000 }, paths, env),
  },
  component: { run: (paths) => runJest(paths) },
  'coverage:machines': { run: () => gate('coverage:machines') },
  // The rules of the machines; `npm run mutants` takes everything else out too, which takes minutes.
  mutants: { run: () => gate('mutants', 'rule ') },
  size: { run: () => gate('size') },
  es2015: { run: () => gate('check:es2015') },
  pack: { run: () => gate('test:pack'), browser: true },
  e2e: {
    run: (paths) => runNodeSuite({ name: 'e2e', pattern: 'test/e2e/**/*.test.ts', concurrency: 2, timeout: 600_000 }, paths, env),
    browser: true,
  },
  trace: { run: () => gate('trace', '--ran') },
};

const args = process.argv.slice(2);
const names = args.filter((arg) => arg in SUITES);
const paths = args.filter((arg) => !(arg in SUITES));
const chosen = Object.entries(SUITES).filter(([name]) => !names.length || names.includes(name));

if (!browser && chosen.some(([, suite]) => suite.browser)) {
  console.error(`test: ${NO_BROWSER}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
if (!names.length) forgetTitles();

const results: [name: string, count: Count, seconds: number][] = [];
for (const [name, suite] of chosen) {
  console.log(`\n=== ${name}`);
  const from = Date.now();
  const count = await suite.run(paths);
  results.push([name, count, (Date.now() - from) / 1000]);
}
console.log(`\n=== ${Math.round((Date.now() - started) / 1000)} s in all`);
for (const [name, { passed, failed }, seconds] of results) {
  console.log(
    `${failed ? 'FAILED' : 'ok    '} ${name.padEnd(18)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`,
  );
}
const total = (key: keyof Count): number => results.reduce((sum, [, count]) => sum + count[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') ? 1 : 0);
