import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fg from 'fast-glob';
import { ROOT } from './paths';
import { run, tool } from './run';
import { keepTitles } from './titles';

export interface Count {
  passed: number;
  failed: number;
}

const RESULTS = join(ROOT, '.tmp/results');

function resultFile(name: string): string {
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, name);
  rmSync(file, { force: true });
  return file;
}

interface Ended {
  name: string;
  suite: boolean;
  passed: boolean;
  /** Skipped or marked as todo. */
  left: boolean;
}

/** Counts what the reporter wrote. A test that is left out counts as failed: every test runs. */
export function countEnded(lines: string, code: number): Count & { titles: string[]; left: string[] } {
  const ended = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Ended);
  const tests = ended.filter(({ suite }) => !suite);
  const good = ended.filter(({ passed, left }) => passed && !left);
  const passed = good.filter(({ suite }) => !suite).length;
  const failed = tests.length - passed;
  return {
    passed,
    // A hook that throws, a file that cannot be loaded, or no test at all.
    failed: failed || (code === 0 && tests.length ? 0 : 1),
    titles: good.map(({ name }) => name),
    left: tests.filter(({ left }) => left).map(({ name }) => name),
  };
}

interface NodeSuite {
  name: string;
  pattern: string;
  /** Files at a time. */
  concurrency: number;
  /** One file may take this long, ms. */
  timeout: number;
}

/**
 * Runs test files of node:test, with live output. @param only paths that a file must begin with, when there
 * are any
 */
export async function runNodeSuite(
  { name, pattern, concurrency, timeout }: NodeSuite,
  only: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Count> {
  const files = (await fg(pattern, { cwd: ROOT }))
    .filter((file) => !only.length || only.some((path) => file.startsWith(path.replace(/^\.\//, ''))))
    .sort();
  if (!files.length) {
    console.log(`${name}: no test file`);
    return { passed: 0, failed: 1 };
  }
  const result = resultFile(`${name}.jsonl`);
  const { code } = await run(
    process.execPath,
    [
      '--import',
      'tsx',
      '--test',
      `--test-concurrency=${concurrency}`,
      `--test-timeout=${timeout}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${join(ROOT, 'scripts/lib/reporter.mjs')}`,
      `--test-reporter-destination=${result}`,
      ...files,
    ],
    { live: true, env: { TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.test.json'), ...env } },
  );
  const { passed, failed, titles, left } = countEnded(
    existsSync(result) ? readFileSync(result, 'utf8') : '',
    code,
  );
  for (const title of left) console.log(`${name}: left out, which counts as failed: ${title}`);
  keepTitles(name, titles);
  return { passed, failed };
}

interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
  success: boolean;
  testResults: { assertionResults: { fullName: string; status: string }[] }[];
}

/** Runs the component tests in jest, with live output. */
export async function runJest(only: readonly string[]): Promise<Count> {
  const file = resultFile('component.json');
  await tool(
    'jest',
    ['--config', 'jest.config.cjs', '--json', `--outputFile=${file}`, '--verbose', ...only],
    { live: 'stderr' },
  );
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const result = JSON.parse(readFileSync(file, 'utf8')) as JestResult;
  const passed = result.numPassedTests;
  const failed =
    result.numFailedTests + result.numPendingTests + result.numTodoTests + result.numRuntimeErrorTestSuites;
  keepTitles(
    'component',
    result.testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
    ),
  );
  return { passed, failed: failed || (result.success && passed ? 0 : 1) };
}
