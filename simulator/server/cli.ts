import { helpOf, NobodyThereError, summaryOf, UsageError, usageOf } from './arguments';
import { COMMAND_NAMES, isCommandName, loadCommand, loadCommands } from './commands';
import type { AnyCommand } from './commands/command';
import { languageOf } from '../words/language';
import { ownVersion } from './kit-sources';
import { complain, language, say, speak } from './terminal';
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

/** Takes `--lang` out of the arguments, wherever it stands: every command has it. */
function withoutLanguage(argv: readonly string[]): string[] {
  const rest: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    const [, given] = /^--lang(?:=(.*))?$/.exec(word) ?? [];
    if (word !== '--lang' && given === undefined) rest.push(word);
    else {
      const text = given ?? argv[++index] ?? '';
      const asked = languageOf(text);
      if (asked === undefined) throw new UsageError(words['option-lang'], { text });
      speak(asked);
    }
  }
  return rest;
}

async function main(argv: readonly string[]): Promise<void> {
  try {
    const [name, ...rest] = withoutLanguage(argv);
    if (name !== undefined && isHelp(name)) return say(await overview());
    if (name !== undefined && isVersion(name)) return say(ownVersion());
    const command = await find(name);
    if (rest.some(isHelp)) return say(helpOf(command, language()));
    const code = await command.start(rest);
    // Not process.exit: what was printed into a pipe has to arrive.
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    if (error instanceof UsageError) complain(error.in(language()));
    else complain(error instanceof Error ? error.message : String(error));
    process.exit(error instanceof NobodyThereError ? NobodyThereError.exitCode : 1);
  }
}

void main(process.argv.slice(2));
