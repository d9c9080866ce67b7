import { helpOf, NobodyThereError, UsageError, usageOf } from './arguments';
import { COMMANDS } from './commands';
import type { AnyCommand } from './commands/command';
import { languageOf } from '../words/language';
import { ownVersion } from './kit-sources';
import { complain, language, say, speak } from './terminal';
import { words } from './words';

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

const isVersion = (word: string): boolean => word === '--version' || word === '-v';

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
    if (name !== undefined && isHelp(name)) return say(overview());
    if (name !== undefined && isVersion(name)) return say(ownVersion());
    const command = find(name);
    if (rest.some(isHelp)) return say(helpOf(command));
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
