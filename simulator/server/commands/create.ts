import path from 'node:path';
import { createShop, SHOP_PACKAGES, type NewShop } from '../../init/create';
import { Refused } from '../../init/refused';
import { installedFrom } from '../../init/tarballs';
import { words } from '../../init/words';
import { sayIn } from '../../words/table';
import { oneFrom, readArguments, UsageError } from '../arguments';
import { ownVersion } from '../kit-sources';
import { language, say } from '../terminal';
import { grammarOf, type Command } from './command';

const grammar = grammarOf({
  name: 'create',
  summary: {
    en: 'Makes a new native shop that sells in the simulator at once.',
    zh: '新建一个原生小店，在模拟器中立即可以买卖。',
  },
  operands: ['name'],
  options: {
    language: {
      type: 'string',
      value: '<ts|js>',
      help: { en: 'what its scripts are written in (ts)', zh: '脚本语言（默认 ts）' },
    },
    packages: {
      type: 'string',
      value: '<folder>',
      help: {
        en: 'take the packages from tarballs there (where this command came from)',
        zh: '从那里的压缩包安装（默认与本命令同一来源）',
      },
    },
  },
  examples: ['create my-shop', 'create my-shop --language js'],
});

/** The folder that `--packages` names, or that this command itself came from. */
export const packagesOf = (named: string | undefined, names: readonly string[]): string | undefined =>
  named === undefined ? installedFrom([import.meta.dirname, process.cwd()], names) : path.resolve(named);

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
    const { language: written = 'ts' } = values;
    const packages = packagesOf(values.packages, SHOP_PACKAGES);
    return {
      dir: path.resolve(operands[0]!),
      language: oneFrom('--language', written, ['ts', 'js'] as const),
      version: ownVersion(),
      ...(packages !== undefined && { packages }),
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
