import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { TestContext } from 'node:test';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

/** What `node` is given to run `trade-sim` from its sources. */
export const CLI = ['--import', 'tsx', path.join(REPOSITORY, 'simulator/server/cli.ts')];

/** Starts a command, in English wherever the test runs. */
export function run(
  t: TestContext,
  script: string[],
  args: string[],
): ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, [...script, ...args], {
    cwd: REPOSITORY,
    env: { ...process.env, CI: '1', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  return child as ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream };
}

/** Runs to its end: exit code, and what it printed. */
export async function output(
  t: TestContext,
  script: string[],
  args: string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = run(t, script, args);
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => (printed[name] += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...printed };
}
