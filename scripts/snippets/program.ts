/** A mini-program of the blocks that are pages: each compiled as its reader would have it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createCompiler } from '../../simulator/compiler';
import { KIT_COMPONENTS, KIT_PAGES } from '../../src/contract/components';
import { RELEASE } from '../release/made';
import type { Block } from './blocks';

/** Path in the program -> text. */
export type Files = Record<string, string>;

export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The components under the tags that the documents use, but for `pay-button`, which is the platform's. */
const TAGS = Object.fromEntries(
  KIT_COMPONENTS.flatMap((name) => {
    const path = `microapp-trade-kit/${name}/index`;
    return name === 'pay-button' || name === 'consume-card' ? [[`${name}-sdk`, path]] : [[name, path]];
  }),
);

/** What stands for the reader's own in scripts of pages; types.ts has their types. */
const YOURS: Record<string, string> = {
  fetchGoods: 'function fetchGoods() { return Promise.resolve({ minLimits: 1, maxLimits: 5 }); }',
  login: 'function login() { return Promise.resolve(); }',
};
const withYours = (script: string): string =>
  [script, ...Object.keys(YOURS).flatMap((name) => (script.includes(`${name}(`) ? [YOURS[name]] : []))].join(
    '\n',
  );

/** A page's script for markup alone: with the handlers that the markup names. */
function scriptFor(markup: string): string {
  const names = [...markup.matchAll(/\bbind:?[a-z]+="(\w+)"/g)].map(
    ([, name]) => `  ${name}() {\n    return Promise.resolve({});\n  },`,
  );
  return `Page({\n  data: {},\n${[...new Set(names)].join('\n')}\n});\n`;
}

/** Pages that the platform's own tags want. */
const OFFICIAL = KIT_PAGES.map((name) => `ext://microapp-trade-plugin/${name}`);

const PLUGIN = { 'microapp-trade-plugin': { version: '1.1.2', isDynamic: true } };

interface Page {
  blocks: Block[];
  markup: string;
  script: string;
  config?: string;
}

const isPage = ({ text }: Block): boolean => /^Page\(/m.test(text);

/** The pages of one section: markup, script and settings belong together in the order in which they stand. */
export function pagesOf(blocks: readonly Block[]): Page[] {
  const sections = new Map<string, Block[]>();
  for (const block of blocks) {
    const key = `${block.file} ${block.section}`;
    sections.set(key, [...(sections.get(key) ?? []), block]);
  }
  return [...sections.values()].flatMap((all) => {
    const markup = all.filter(({ language }) => language === 'html');
    const scripts = all.filter(isPage);
    const configs = all.filter(({ language }) => language === 'json');
    return Array.from(
      { length: Math.max(markup.length, scripts.length, configs.length) },
      (_, index): Page => {
        // One piece of markup may be shown with two scripts, and the other way round.
        const [view, script, config] = [markup, scripts, configs].map((one) => one[index] ?? one.at(-1));
        return {
          blocks: [view, script, config].filter((one) => one !== undefined),
          markup: view?.text ?? '<view />',
          script: script?.text ?? scriptFor(view?.text ?? ''),
          ...(config && { config: config.text }),
        };
      },
    );
  });
}

/** The files of a program with these pages; `pages/s0/index` is the first. */
export function programOf(pages: readonly Page[]): Files {
  return {
    'app.json': JSON.stringify({ pages: [...pages.map((_, index) => `pages/s${index}/index`), ...OFFICIAL] }),
    'app.js': `import 'microapp-trade-kit/auto';
import { setup } from 'microapp-trade-kit';
const page = '/pages/s0/index';
setup({ merchant: { baseUrl: '/merchant' }, pages: { orderConfirm: page, refundApply: page, refundDetail: page } });
App({});
`,
    'package.json': JSON.stringify({ ttPlugins: { dependencies: PLUGIN } }),
    ...Object.fromEntries(
      pages.flatMap(({ markup, script, config }, index) => {
        const own = config === undefined ? {} : (JSON.parse(config) as { usingComponents?: object });
        return [
          [`pages/s${index}/index.ttml`, markup],
          [`pages/s${index}/index.js`, withYours(script)],
          [
            `pages/s${index}/index.json`,
            JSON.stringify({ ...own, usingComponents: { ...TAGS, ...own.usingComponents } }),
          ],
        ];
      }),
    ),
  };
}

/** What the simulator finds in a program that lies there: file and sentence. */
export async function findingsIn(root: string): Promise<{ file: string; message: string }[]> {
  const { program } = await createCompiler({
    root,
    aliases: { 'microapp-trade-kit': join(RELEASE, 'microapp-trade-kit') },
  }).compile();
  return program.diagnostics.map(({ file, line, message, fix }) => ({
    file,
    message: `${file}:${line ?? 1}: ${message} ${fix ?? ''}`.trim(),
  }));
}
