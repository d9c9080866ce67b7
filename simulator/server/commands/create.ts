import path from 'node:path';
import { createShop, type NewShop } from '../../init/create';
import { Refused } from '../../init/refused';
import { words } from '../../init/words';
import { sayIn } from '../../words/table';
import { oneFrom, readArguments, UsageError } from '../arguments';
import { ownVersion } from '../kit-sources';
import { language, say } from '../terminal';
import { grammarOf, type Command } from './command';

const grammar = grammarOf({
  name: 'create',
  summary: 'Makes a new native shop that sells in the simulator at once.',
  operands: ['name'],
  options: {
    language: { type: 'string', value: '<ts|js>', help: 'what its scripts are written in (ts)' },
    packages: {
      type: 'string',
      value: '<folder>',
      help: 'take the packages from tarballs there (the registry)',
    },
  },
  examples: ['create my-shop', 'create my-shop --language js'],
});

/** Does it, and turns what it refuses into one message. @throws UsageError */
export function unlessRefused<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Refused ? new UsageError(error.text, error.values) : error;
  }
}

export const create: Command<NewShop> = {
  ...grammar,

  read(argv) {
    const { operands, values } = readArguments(grammar, argv);
    const { language: written = 'ts', packages } = values;
    return {
      dir: path.resolve(operands[0]!),
      language: oneFrom('--language', written, ['ts', 'js'] as const),
      version: ownVersion(),
      ...(packages !== undefined && { packages: path.resolve(packages) }),
    };
  },

  run(shop) {
    const files = unlessRefused(() => createShop(shop));
    for (const file of files) say(`+ ${file}`);
    say('');
    say(sayIn(words, language())('created', { dir: path.relative(process.cwd(), shop.dir) || '.' }));
    return Promise.resolve(0);
  },
};
