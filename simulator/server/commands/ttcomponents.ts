import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { KIT } from '../../compiler/kit';
import { readArguments } from '../arguments';
import { say } from '../terminal';
import { grammarOf, type Command } from './command';

export interface TtcomponentsArguments {
  dir: string;
}

const grammar = grammarOf({
  name: 'ttcomponents',
  summary:
    'Copies the components of the installed kit, and nothing else of it, to where uni-app takes native components from.',
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
    if (at === path.dirname(at))
      throw new Error(
        `${dir}: ${KIT} is not installed there. Install it (npm install ${KIT}), then run this again.`,
      );
  }
}

/** The folder of sources: `src` in a project of the CLI, the project itself in one of HBuilderX. */
function sourcesOf(dir: string): string {
  for (const sources of [path.join(dir, 'src'), dir])
    if (existsSync(path.join(sources, 'pages.json'))) return sources;
  throw new Error(`${dir}: no pages.json, here or in src. Name the folder of a uni-app project.`);
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
      throw new Error(`${place} is a link: remove it, nothing is written through one.`);
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
    say(`${files} files of ${KIT} ${version} are in ${path.relative(process.cwd(), folder) || folder}.`);
    say(
      `In pages.json: "usingComponents": { "pay-button-sdk": "/ttcomponents/${KIT}/pay-button/index" }. Run it again after each update of the kit.`,
    );
    return Promise.resolve(0);
  },
};
