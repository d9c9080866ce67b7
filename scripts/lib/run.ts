import { spawn } from 'node:child_process';
import { ROOT } from './paths';

export interface Ran {
  /** Exit code; 1 when the command could not be started or was killed. */
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Print what the command prints, while it prints it: all of it, or its messages only. */
  live?: boolean | 'stderr';
}

/**
 * Runs a command without a shell and waits for its end. Never rejects: a command that cannot be started ends
 * with code 1.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (options.live === true) process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      if (options.live) process.stderr.write(chunk);
    });
    child.on('error', (error) => resolve({ code: 1, stdout, stderr: `${stderr}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

/** Runs `node_modules/.bin/<tool>`. */
export function tool(name: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return run(`${ROOT}/node_modules/.bin/${name}`, args, options);
}
