import path from 'node:path';
import { statSync } from 'node:fs';
import { KIT } from '../../compiler/kit';
import { diffOf, planInit, uncommitted } from '../../init';
import { Refused } from '../../init/refused';
import { kitAddress } from '../../init/tarballs';
import { words } from '../../init/words';
import { sayIn } from '../../words/table';
import { onlyOne, readArguments, type Grammar } from '../arguments';
import { ownVersion } from '../kit-sources';
import { language, plain, say } from '../terminal';
import { grammarOf, type Command } from './command';
import { packagesOf, unlessRefused } from './create';

export interface InitArguments {
  dir: string;
  dryRun: boolean;
  force: boolean;
  packages?: string;
}

const grammar = grammarOf({
  name: 'init',
  summary: {
    en: 'Puts the components into a native, Taro, uni-app or mpx project: shows the diff, then writes it.',
    zh: '给原生、Taro、uni-app 或 mpx 项目接入组件：先显示差异，再写入。',
  },
  operands: [],
  more: 'dir',
  options: {
    'dry-run': { type: 'boolean', help: { en: 'show the diff and write nothing', zh: '只显示差异，不写入' } },
    force: {
      type: 'boolean',
      help: {
        en: 'write also where git knows of changes that are not committed',
        zh: '有未提交的改动时也写入',
      },
    },
    packages: {
      type: 'string',
      value: '<folder>',
      help: {
        en: 'take the kit from its tarball there (where this command came from)',
        zh: '从那里的压缩包安装组件库（默认与本命令同一来源）',
      },
    },
  },
  examples: ['init', 'init my-shop --dry-run'],
});

export const init: Command<InitArguments> = {
  ...grammar,

  read(argv) {
    const { operands, values } = readArguments(grammar, argv);
    const packages = packagesOf(values.packages, [KIT]);
    return {
      dir: path.resolve(onlyOne(grammar as Grammar, operands) ?? '.'),
      dryRun: values['dry-run'] === true,
      force: values.force === true,
      ...(packages !== undefined && { packages }),
    };
  },

  run({ dir, dryRun, force, packages }) {
    const tell = sayIn(words, language());
    unlessRefused(() => {
      if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw new Refused(words.unknown, { dir });
      const plan = planInit(dir, packages === undefined ? ownVersion() : kitAddress(packages, dir));
      say(tell('recognised', { framework: plan.framework }));
      if (plan.changes.length === 0) return say(tell('nothing-to-do'));
      for (const change of plan.changes) say(diffOf(change).split('\n').map(plain).join('\n'));
      if (dryRun) return say(tell('dry-run', { count: plan.changes.length }));
      const dirty = force ? [] : uncommitted(dir);
      if (dirty.length > 0) throw new Refused(words.dirty, { count: dirty.length });
      plan.save();
      say(tell('written', { count: plan.changes.length }));
      for (const text of plan.next) say(text[language()]);
    });
    return Promise.resolve(0);
  },
};
