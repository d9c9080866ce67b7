import { readFileSync } from 'node:fs';
import { helpOf, NobodyThereError, UsageError, usageOf } from './arguments';
import { COMMANDS } from './commands';
import type { AnyCommand } from './commands/command';
import { complain, say } from './terminal';

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

const isVersion = (word: string): boolean => word === '--version' || word === '-v';

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;

/** Every command with what it does. */
const overview = (): string =>
  [
    'Usage:',
    '  trade-sim --version',
    ...COMMANDS.flatMap((command) => [`  ${usageOf(command)}`, `      ${command.summary}`]),
  ].join('\n');

function find(name: string | undefined): AnyCommand {
  const command = COMMANDS.find((each) => each.name === name);
  if (command) return command;
  const names = COMMANDS.map((each) => each.name).join(', ');
  throw new UsageError(
    `${name === undefined ? 'No command' : `No command ${JSON.stringify(name)}`}. Commands: ${names}; --help shows what each takes.`,
  );
}

async function main([name, ...rest]: readonly string[]): Promise<void> {
  try {
    if (name !== undefined && isHelp(name)) return say(overview());
    if (name !== undefined && isVersion(name)) return say(version());
    const command = find(name);
    if (rest.some(isHelp)) return say(helpOf(command));
    const code = await command.start(rest);
    // Not process.exit: what was printed into a pipe has to arrive.
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    process.exit(error instanceof NobodyThereError ? NobodyThereError.exitCode : 1);
  }
}

void main(process.argv.slice(2));
