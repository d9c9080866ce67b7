/** `npm create microapp-trade <name>`: what `trade-sim create` does, as a package of its own. */
import { helpOf } from '../server/arguments';
import { runCommandLine } from '../server/command-line';
import { create } from '../server/commands/create';
import { language, say } from '../server/terminal';

/** npm takes options for its own that stand before `--`. */
const spelled = (text: string): string =>
  text.replace(/trade-sim create (\S+)/g, 'npm create microapp-trade $1 --').replace(/ --$/gm, '');

async function main(argv: readonly string[]): Promise<number | undefined> {
  if (!argv.some((word) => word === '--help' || word === '-h')) return create.run(create.read(argv));
  say(spelled(helpOf(create, language())));
  return undefined;
}

void runCommandLine(process.argv.slice(2), main, spelled);
