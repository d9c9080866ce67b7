/** What TypeScript finds in the scripts of the documents, against the packages as they are published. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { placeOf, type Block } from './blocks';

interface Setting {
  extension: string;
  options: ts.CompilerOptions;
  /** What the reader has in place of these names. */
  yours: string;
}

type TypedKind = 'mini' | 'react' | 'node' | 'commonjs';

const GOODS = "import('microapp-trade-kit').GoodsInfo";
const YOURS = `declare function fetchGoods(goodsId: string): Promise<${GOODS}>;
declare function login(): Promise<unknown>;
`;

const SETTINGS: Record<TypedKind, Setting> = {
  mini: {
    extension: 'js',
    options: {
      lib: ['lib.es2020.d.ts'],
      types: ['@douyin-microapp/typings', 'microapp-trade-kit/typings'],
    },
    yours: `${YOURS}declare const token: string;
declare const baseUrl: string;
`,
  },
  react: {
    extension: 'tsx',
    options: {
      lib: ['lib.es2020.d.ts', 'lib.dom.d.ts'],
      types: [],
      jsx: ts.JsxEmit.ReactJSX,
    },
    yours: `/// <reference types="microapp-trade-kit/react" />
declare const getGoodsInfo: () => ${GOODS};
declare const placeOrder: () => Promise<unknown>;
declare const onPay: (event: { detail: import('microapp-trade-kit').PayDetail }) => void;
declare const goodsId: string;
`,
  },
  node: {
    extension: 'mts',
    options: { lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], types: ['node'] },
    yours: '',
  },
  commonjs: {
    extension: 'js',
    // Scripts that are shown as they are written: nobody asks whether an element is there.
    options: { lib: ['lib.es2023.d.ts'], types: ['node'], strictNullChecks: false },
    yours: '',
  },
};

const COMMON: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  noImplicitAny: false,
  useUnknownInCatchVariables: false,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  esModuleInterop: true,
  skipLibCheck: true,
};

/** Names of `yours` that no block of this kind has any more. */
export function idleNames(kind: TypedKind, blocks: readonly Block[]): string[] {
  const names = [...SETTINGS[kind].yours.matchAll(/^declare (?:const|function) (\w+)/gm)].map(
    ([, name]) => name!,
  );
  return names.filter((name) => !blocks.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text)));
}

/** Problems by block. @param scratch a folder with the packages */
export function typeProblems(
  scratch: string,
  kind: TypedKind,
  blocks: readonly Block[],
): Map<Block, string[]> {
  const { extension, options, yours } = SETTINGS[kind];
  writeFileSync(join(scratch, `${kind}-yours.d.ts`), yours);
  const files = blocks.map((block, index) => {
    const file = join(scratch, `${kind}-${index}.${block.language === 'js' ? block.language : extension}`);
    const written = block.language === 'ts' && kind === 'mini' ? file.replace(/\.js$/, '.ts') : file;
    writeFileSync(written, `${block.text}\nexport {};\n`);
    return written;
  });
  const program = ts.createProgram([join(scratch, `${kind}-yours.d.ts`), ...files], {
    ...COMMON,
    ...options,
  });
  return new Map(
    blocks.map((block, index) => {
      const source = program.getSourceFile(files[index]!)!;
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      const lines = found.map(({ start, messageText }) => {
        const line = source.getLineAndCharacterOfPosition(start ?? 0).line + 1;
        return `${placeOf({ ...block, line: block.line + line })}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      });
      return [block, lines];
    }),
  );
}
