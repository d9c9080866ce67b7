import { readArguments, UsageError } from '../arguments';
import { checkFolder, type CheckOptions } from '../check';
import { countOf, documentFor, linesFor } from '../check/report';
import { sarifLog } from '../check/sarif';
import { ownVersion } from '../kit-sources';
import { checkProgram } from '../program-check';
import { language, say } from '../terminal';
import { words } from '../words';
import { tellOwnCompiler } from './own-compiler';
import { options as verbs } from './verb-words';
import { grammarOf, type Command } from './command';

export interface CheckArguments extends CheckOptions {
  form: 'lines' | 'json' | 'sarif';
}

const grammar = grammarOf({
  name: 'check',
  summary: {
    en: 'Finds what is wrong with a mini-program without running it; exit code 1 on errors.',
    zh: '不运行就找出小程序的问题；有错误时退出码为 1。',
  },
  operands: ['dir'],
  options: {
    json: {
      type: 'boolean',
      help: { en: 'print one JSON document in place of lines', zh: '输出一份 JSON，而不是逐行文字' },
    },
    sarif: {
      type: 'boolean',
      help: {
        en: 'print a SARIF 2.1.0 document in place of lines',
        zh: '输出 SARIF 2.1.0 文档，而不是逐行文字',
      },
    },
    lib: {
      type: 'string',
      value: '<version>',
      help: {
        en: 'the least base library that the program is for (tradeSim.baseLibrary of project.config.json)',
        zh: '小程序支持的最低基础库（project.config.json 的 tradeSim.baseLibrary）',
      },
    },
    'no-types': { type: 'boolean', help: verbs['no-types'] },
  },
  examples: ['check my-shop', 'check my-shop --sarif > check.sarif'],
});

function libraryFrom(text: string): string {
  if (!/^\d+(?:\.\d+){1,3}$/.test(text)) throw new UsageError(words['option-lib'], { text });
  return text;
}

export const check: Command<CheckArguments> = {
  ...grammar,

  read(argv) {
    const { operands, values } = readArguments(grammar, argv);
    if (values.json && values.sarif) throw new UsageError(words['option-both']);
    return {
      dir: operands[0]!,
      form: values.json ? 'json' : values.sarif ? 'sarif' : 'lines',
      types: values['no-types'] !== true,
      ...(values.lib === undefined ? {} : { baseLibrary: libraryFrom(values.lib) }),
    };
  },

  async run({ form, ...asked }) {
    checkProgram(asked.dir);
    if (asked.types) tellOwnCompiler(asked.dir);
    const { root, findings } = await checkFolder(asked);
    if (form === 'sarif')
      say(JSON.stringify(sarifLog(root, findings, language(), ownVersion()), undefined, 2));
    else if (form === 'json') say(JSON.stringify(documentFor(asked.dir, findings, language()), undefined, 2));
    else linesFor(asked.dir, findings, language()).forEach(say);
    return countOf(findings, 'error') > 0 ? 1 : 0;
  },
};
