/**
 * `npm test [-- SUITE… PATH…]`: everything that must hold, stage after stage. Ends with exactly one line
 * `N passed, N failed`; exit 1 if anything failed. A gate that is no test suite (types, lint, size, …) counts
 * as one test. Names of suites run only those; paths choose test files in them.
 */
import { findBrowser, NO_BROWSER } from './lib/browser';
import { conformance } from './lib/conformance';
import { npm } from './lib/run';
import { runJest, runNodeSuite, type Count } from './lib/suites';
import { forgetTitles } from './lib/titles';

const started = Date.now();
const browser = findBrowser();
const env: NodeJS.ProcessEnv = browser ? { CHROMIUM_PATH: browser } : {};

/**
 * Runs an npm script as one test. What it says is printed when it has ended: another one may run beside it.
 */
async function gate(script: string, ...args: string[]): Promise<Count> {
  const { code, stdout, stderr } = await npm(
    ['run', '--silent', script, ...(args.length ? ['--', ...args] : [])],
    {
      env,
    },
  );
  process.stdout.write(`\n=== ${script}\n${stdout}${stderr}`);
  return code ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
}

interface Suite {
  run(paths: readonly string[]): Promise<Count>;
  browser?: boolean;
}

/**
 * What is in one stage needs nothing of each other and runs two at a time; what takes both cores has a stage
 * of its own.
 */
const STAGES: Record<string, Suite>[] = [
  {
    lint: { run: () => gate('lint') },
    typecheck: { run: () => gate('typecheck') },
    docs: { run: () => gate('docs:check') },
    build: { run: () => gate('build') },
  },
  {
    component: { run: (paths) => runJest(paths) },
    pack: { run: () => gate('test:pack'), browser: true },
    'coverage:machines': { run: () => gate('coverage:machines') },
    size: { run: () => gate('size') },
    es2015: { run: () => gate('check:es2015') },
    site: { run: () => gate('docs:site') },
  },
  // All three use what `pack` made.
  {
    snippets: {
      run: (paths) =>
        runNodeSuite(
          { name: 'snippets', pattern: 'test/snippets/**/*.test.ts', concurrency: 2, timeout: 400_000 },
          paths,
          env,
        ),
      browser: true,
    },
    types: { run: () => gate('test:types') },
    wechat: { run: () => gate('test:wechat') },
  },
  {
    unit: {
      run: (paths) =>
        runNodeSuite(
          { name: 'unit', pattern: 'test/unit/**/*.test.{ts,tsx}', concurrency: 2, timeout: 300_000 },
          paths,
          env,
        ),
    },
  },
  // The rules of the machines; `npm run mutants` takes everything else out too, which takes minutes.
  { mutants: { run: () => gate('mutants', 'rule ') } },
  {
    e2e: {
      run: (paths) =>
        runNodeSuite(
          { name: 'e2e', pattern: 'test/e2e/**/*.test.ts', concurrency: 2, timeout: 600_000 },
          paths,
          env,
        ),
      browser: true,
    },
  },
  { conformance: { run: (paths) => conformance(paths), browser: true } },
  { frameworks: { run: () => gate('test:frameworks'), browser: true } },
  { trace: { run: () => gate('trace', '--ran') } },
];
const SUITES: Record<string, Suite> = Object.assign({}, ...STAGES) as Record<string, Suite>;

const args = process.argv.slice(2);
const names = args.filter((arg) => arg in SUITES);
const paths = args.filter((arg) => !(arg in SUITES));
const chosen = Object.keys(SUITES).filter((name) => !names.length || names.includes(name));

if (!browser && chosen.some((name) => SUITES[name]?.browser)) {
  console.error(`test: ${NO_BROWSER}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
if (!names.length) forgetTitles();

const results: [name: string, count: Count, seconds: number][] = [];
async function take(queue: string[]): Promise<void> {
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    console.log(`\n=== ${name} begins`);
    const from = Date.now();
    const count = await SUITES[name]!.run(paths);
    results.push([name, count, (Date.now() - from) / 1000]);
  }
}
for (const stage of STAGES) {
  const queue = Object.keys(stage).filter((name) => chosen.includes(name));
  await Promise.all([take(queue), take(queue)]);
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
