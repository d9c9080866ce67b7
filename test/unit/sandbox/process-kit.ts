/** A sandbox in a process of its own, for tests that kill it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';

export interface Running {
  get(path: string): Promise<Record<string, unknown>>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Record<string, unknown>>;
  kill(): Promise<void>;
  /** Resolves when it has ended. */
  ended: Promise<unknown>;
}

const programOf = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}.ts`, import.meta.url));

export const run = async (file: string, ...fatal: string[]): Promise<Running> => {
  const child = spawn(process.execPath, ['--import', 'tsx', programOf('server'), file, ...fatal], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    get: async (path) =>
      (await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as Record<string, unknown>,
    post: async (path, body, headers = {}) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
  };
};

/** The file of a flow, or of a flow that ends before its write number `write`. */
export const fileOf = (directory: string, flow: string, write?: number): string =>
  join(directory, `${flow.replace(/\W/g, '-')}${write === undefined ? '' : `-${write}`}.db`);

/** Runs flows of flows.ts in fixtures/mortal.ts. Answers what it had told by the end, and what ended it. */
export const runToDeath = async (
  directory: string,
  ...more: string[]
): Promise<{ lines: string[]; signal: string | null }> => {
  const child = spawn(process.execPath, ['--import', 'tsx', programOf('mortal'), directory, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { lines, signal };
};

/** The database itself finds nothing wrong with the file. */
export const assertSound = (file: string): void => {
  const db = new Database(file);
  try {
    assert.deepEqual(db.prepare('PRAGMA integrity_check').pluck().all(), ['ok']);
    assert.deepEqual(db.prepare('PRAGMA foreign_key_check').all(), []);
  } finally {
    db.close();
  }
};
