import { createSandbox, sandboxPlugin } from 'microapp-trade-sandbox';
import { KIT } from '../compiler/kit';
import type { Diagnostic } from '../protocol';
import { parseArguments, USAGE, type DevArguments } from './arguments';
import { startSimulator, type Simulator } from './index';
import { findKit } from './kit-sources';
import { openBrowser } from './open-browser';
import { checkProgram, toLine } from './program-check';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Prints each error once, until it is gone. */
function errorPrinter(): (diagnostics: readonly Diagnostic[]) => void {
  let shown = new Set<string>();
  return (diagnostics) => {
    const lines = diagnostics.filter(({ level }) => level === 'error').map(toLine);
    for (const line of lines) if (!shown.has(line)) complain(line);
    shown = new Set(lines);
  };
}

function closeOnSignal(close: () => Promise<void>): void {
  let closing = false;
  const stop = (): void => {
    if (closing) process.exit(1);
    closing = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function dev({ dir, port, open, watch, db }: DevArguments): Promise<void> {
  checkProgram(dir);
  const sandbox = createSandbox({ store: db });
  const kit = findKit();
  let simulator: Simulator;
  try {
    simulator = await startSimulator({
      root: dir,
      port,
      watch,
      aliases: kit === undefined ? {} : { [KIT]: kit },
      sandbox: sandboxPlugin(sandbox),
      onBuild: errorPrinter(),
    });
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  closeOnSignal(async () => {
    await simulator.close();
    await sandbox.close();
  });
  say(`${simulator.url}/`);
  if (open) openBrowser(`${simulator.url}/`);
}

async function main(argv: readonly string[]): Promise<void> {
  if (argv.includes('--help') || argv.includes('-h')) return say(USAGE);
  try {
    await dev(parseArguments(argv));
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

void main(process.argv.slice(2));
