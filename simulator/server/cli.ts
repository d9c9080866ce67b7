import { helpOf, summaryOf, UsageError, usageOf } from './arguments';
import { runCommandLine } from './command-line';
import { COMMAND_NAMES, isCommandName, loadCommand, loadCommands } from './commands';
import type { AnyCommand } from './commands/command';
import { ownVersion } from './kit-sources';
import { language, say } from './terminal';
import { words } from './words';

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

const isVersion = (word: string): boolean => word === '--version' || word === '-v';

/** Every command with what it does. */
const overview = async (): Promise<string> =>
  [
    words['usage-all'][language()],
    '  trade-sim --version',
    ...(await loadCommands()).flatMap((command) => [
      `  ${usageOf(command)}`,
      `      ${summaryOf(command, language())}`,
    ]),
    words['lang-help'][language()],
  ].join('\n');

function find(name: string | undefined): Promise<AnyCommand> {
  if (name !== undefined && isCommandName(name)) return loadCommand(name);
  const names = COMMAND_NAMES.join(', ');
  throw name === undefined
    ? new UsageError(words['no-command'], { names })
    : new UsageError(words['unknown-command'], { name: JSON.stringify(name), names });
}

async function main(argv: readonly string[]): Promise<number | undefined> {
  const [name, ...rest] = argv;
  if (name !== undefined && isHelp(name)) say(await overview());
  else if (name !== undefined && isVersion(name)) say(ownVersion());
  else {
    const command = await find(name);
    if (!rest.some(isHelp)) return command.start(rest);
    say(helpOf(command, language()));
  }
  return undefined;
}

void runCommandLine(process.argv.slice(2), main);
