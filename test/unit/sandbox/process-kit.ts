/** A sandbox in a process of its own, for tests that kill it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Running {
  get(path: string): Promise<Record<string, unknown>>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Record<string, unknown>>;
  kill(): Promise<void>;
  /** Resolves when it has ended. */
  ended: Promise<unknown>;
}

const program = fileURLToPath(new URL('./fixtures/server.ts', import.meta.url));

export const run = async (file: string, ...fatal: string[]): Promise<Running> => {
  const child = spawn(process.execPath, ['--import', 'tsx', program, file, ...fatal], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    get: async (path) => (await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as Record<string, unknown>,
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
