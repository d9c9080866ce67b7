import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths';

export interface Ran {
  /** Exit code; 1 when the command could not be started or was killed. */
  code: number;
  stdout: string;
  stderr: string;
}

interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Print what the command prints, while it prints it: all of it, or its messages only. */
  live?: boolean | 'stderr';
  /** By way of the system's shell: arguments must then hold nothing that it reads. @default false */
  shell?: boolean;
}

/**
 * Runs a command and waits for its end. Never rejects: a command that cannot be started ends
 * with code 1.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: options.shell ?? false,
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

const WINDOWS = process.platform === 'win32';

/**
 * Runs npm. On Windows it is a batch file, which only a shell can start; npm tells its scripts where its own
 * script is, and that one Node runs everywhere.
 */
export function npm(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const script = process.env['npm_execpath'];
  return script?.endsWith('.js')
    ? run(process.execPath, [script, ...args], options)
    : run('npm', args, { ...options, shell: WINDOWS });
}

/** Runs `node_modules/.bin/<tool>`. */
export function tool(name: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const script = join(ROOT, 'node_modules/.bin', name);
  return WINDOWS ? run(`${script}.cmd`, args, { ...options, shell: true }) : run(script, args, options);
}
