/** A sandbox with its console, and the commands that speak to it, in the process of the test. */
import type { TestContext } from 'node:test';
import { createClock, createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import type { SandboxOptions } from '../../../sandbox/parts';
import { isCommandName, loadCommand } from '../../../simulator/server/commands';
import { startConsole } from '../../../simulator/server/console-server';
import { speak } from '../../../simulator/server/terminal';
import type { Language } from '../../../simulator/words/language';

export interface Printed {
  code: number | undefined;
  out: string;
  err: string;
}

/** In English, whatever the terminal of the test speaks. */
let spoken: Language = 'en';

/** What the commands of a test say from now on. */
export function speaking(t: TestContext, language: Language): void {
  spoken = language;
  t.after(() => void (spoken = 'en'));
}

/** Runs a command as from the shell. */
export async function shell(t: TestContext, name: string, ...argv: string[]): Promise<Printed> {
  const printed = { out: '', err: '' };
  const mocks = (['stdout', 'stderr'] as const).map((stream) => {
    const write = process[stream].write.bind(process[stream]);
    return t.mock.method(process[stream], 'write', (chunk: string | Uint8Array) => {
      // The test's own reports go the same way, as bytes.
      if (typeof chunk !== 'string') return write(chunk);
      printed[stream === 'stdout' ? 'out' : 'err'] += chunk;
      return true;
    });
  });
  try {
    speak(spoken);
    if (!isCommandName(name)) throw new Error(`no command ${name}`);
    const command = await loadCommand(name);
    return { code: await command.start(argv), ...printed };
  } finally {
    mocks.forEach(({ mock }) => mock.restore());
  }
}

export interface Running {
  sandbox: Sandbox;
  url: string;
  /** Runs a command against it. */
  run(name: string, ...argv: string[]): Promise<Printed>;
  /** The sandbox ends, as a person ends it. */
  stop(): Promise<void>;
  /** Runs it with `--json`: what it answered. */
  json<T = Record<string, unknown>>(name: string, ...argv: string[]): Promise<T>;
}

export async function running(t: TestContext, options: Partial<SandboxOptions> = {}): Promise<Running> {
  const sandbox = createSandbox({
    store: ':memory:',
    clock: createClock({ start: Date.UTC(2026, 10, 22, 2) }),
    ...options,
  });
  const server = await startConsole({ port: 0, sandbox: sandboxPlugin(sandbox) });
  let open = true;
  const stop = async (): Promise<void> => {
    if (open) await server.close();
    open = false;
  };
  t.after(async () => {
    await stop();
    await sandbox.close();
  });
  const run = async (name: string, ...argv: string[]): Promise<Printed> => {
    const printed = await shell(t, name, ...argv, '--url', server.url);
    return printed;
  };
  return {
    sandbox,
    url: server.url,
    run,
    stop,
    json: async <T>(name: string, ...argv: string[]) => {
      const { code, out, err } = await run(name, ...argv, '--json');
      if (code !== 0) throw new Error(`${name} ended with ${code}: ${err}`);
      return JSON.parse(out) as T;
    },
  };
}
