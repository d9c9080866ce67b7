import { NobodyThereError, UsageError } from './arguments';
import { languageOf } from '../words/language';
import { complain, language, speak } from './terminal';
import { words } from './words';

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

/**
 * Reads the language, does the work, and ends with its exit code; an error is one line.
 * @param spelled how a line is shown that names a command
 */
export async function runCommandLine(
  argv: readonly string[],
  work: (rest: readonly string[]) => Promise<number | undefined>,
  spelled: (line: string) => string = (line) => line,
): Promise<void> {
  try {
    const code = await work(withoutLanguage(argv));
    // Not process.exit: what was printed into a pipe has to arrive.
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    const told = error instanceof UsageError ? error.in(language()) : undefined;
    complain(spelled(told ?? (error instanceof Error ? error.message : String(error))));
    process.exit(error instanceof NobodyThereError ? NobodyThereError.exitCode : 1);
  }
}
