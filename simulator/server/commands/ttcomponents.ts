import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { KIT } from '../../compiler/kit';
import { readArguments, UsageError } from '../arguments';
import { sayIn } from '../../words/table';
import { language, say } from '../terminal';
import { words } from '../words';
import { grammarOf, type Command } from './command';

export interface TtcomponentsArguments {
  dir: string;
}

const grammar = grammarOf({
  name: 'ttcomponents',
  summary: {
    en: 'Copies the components of the installed kit, and nothing else of it, to where uni-app takes native components from.',
    zh: '把已安装组件库中的组件复制到 uni-app 取用原生组件的位置，其他内容不复制。',
  },
  operands: ['dir'],
  options: {},
  examples: ['ttcomponents my-uniapp-shop'],
});

/** What a component is made of. Types, texts and what a bundler takes from the package stay away. */
const PARTS = /\.(?:js|json|ttml|ttss|sjs|png|svg)$/;

/** Folders of the package that hold no component and serve none. */
const APART = new Set(['taro', 'sandbox', 'types', 'node_modules']);

/** The installed package, here or in a workspace's root. */
function kitOf(dir: string): string {
  for (let at = dir; ; at = path.dirname(at)) {
    const kit = path.join(at, 'node_modules', KIT);
    if (existsSync(path.join(kit, 'package.json'))) return kit;
    if (at === path.dirname(at)) throw new UsageError(words['kit-missing'], { dir, kit: KIT });
  }
}

/** The folder of sources: `src` in a project of the CLI, the project itself in one of HBuilderX. */
function sourcesOf(dir: string): string {
  for (const sources of [path.join(dir, 'src'), dir])
    if (existsSync(path.join(sources, 'pages.json'))) return sources;
  throw new UsageError(words['pages-json-missing'], { dir });
}

function copyFolder(from: string, to: string): number {
  let count = 0;
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) count += copyFolder(source, target);
    else if (entry.isFile() && PARTS.test(entry.name) && entry.name !== 'package.json') {
      mkdirSync(to, { recursive: true });
      cpSync(source, target);
      count += 1;
    }
  }
  return count;
}

/** @returns the folder that was written, and the number of its files */
export function copyComponents(dir: string): { folder: string; files: number; version: string } {
  const sources = sourcesOf(dir);
  const kit = kitOf(dir);
  const { version } = JSON.parse(readFileSync(path.join(kit, 'package.json'), 'utf8')) as { version: string };
  const folder = path.join(sources, 'ttcomponents', KIT);
  for (const place of [path.dirname(folder), folder])
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink())
      throw new UsageError(words['is-link'], { place });
  // What an older kit had, and this one has not, must not stay.
  rmSync(folder, { recursive: true, force: true });
  let files = 0;
  for (const entry of readdirSync(kit, { withFileTypes: true }))
    if (entry.isDirectory() && !APART.has(entry.name))
      files += copyFolder(path.join(kit, entry.name), path.join(folder, entry.name));
  return { folder, files, version };
}

export const ttcomponents: Command<TtcomponentsArguments> = {
  ...grammar,

  read(argv) {
    const { operands } = readArguments(grammar, argv);
    return { dir: path.resolve(operands[0]!) };
  },

  run({ dir }) {
    const { folder, files, version } = copyComponents(dir);
    const tell = sayIn(words, language());
    say(tell('copied', { files, kit: KIT, version, folder: path.relative(process.cwd(), folder) || folder }));
    say(tell('copied-next', { kit: KIT }));
    return Promise.resolve(0);
  },
};
