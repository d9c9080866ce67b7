/** A new native shop: the project's own example, under another name. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KIT } from '../compiler/kit';
import { Refused } from './refused';
import { tarballs } from './tarballs';
import { words } from './words';

/** In the repository and in the package alike. */
const EXAMPLES = path.resolve(import.meta.dirname, '../../examples');

/** What stays behind: what package managers and the simulator wrote, and the lock of the example. */
const LEFT = new Set(['node_modules', 'miniprogram_npm', '.trade-sim', 'package-lock.json']);

export interface NewShop {
  /** The folder to make. */
  dir: string;
  language: 'ts' | 'js';
  /** Version of the packages. */
  version: string;
  /** Folder with the packages' tarballs, while they are not on the registry. */
  packages?: string;
}

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
  [key: string]: unknown;
}

const TOOLS = ['microapp-trade-simulator', 'microapp-trade-sandbox'] as const;

/** What a new shop names. */
export const SHOP_PACKAGES = [KIT, ...TOOLS];

function manifestOf(example: Manifest, name: string, { dir, version, packages }: NewShop): Manifest {
  const found = packages === undefined ? undefined : tarballs(packages, dir, SHOP_PACKAGES);
  // A tarball does not know where those are that it needs: then the shop names all of them.
  const tools = found ? TOOLS : TOOLS.slice(0, 1);
  const of = (one: string): string => found?.[one] ?? version;
  return {
    ...example,
    name,
    scripts: { start: 'trade-sim dev .', ...example.scripts },
    dependencies: { ...example.dependencies, [KIT]: of(KIT) },
    devDependencies: {
      ...example.devDependencies,
      ...Object.fromEntries(tools.map((one) => [one, of(one)])),
    },
  };
}

/** A name that npm takes, of a folder's. */
const packageName = (folder: string): string =>
  path
    .basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, '-')
    .replace(/^[-._]+|-+$/g, '') || 'shop';

const readJson = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

const writeJson = (file: string, value: unknown): void =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

/** Answers the files that were written, as paths in the new folder. @throws Refused */
export function createShop(shop: NewShop): string[] {
  const { dir, language } = shop;
  const isFile = statSync(dir, { throwIfNoEntry: false })?.isFile() === true;
  if (isFile || (existsSync(dir) && readdirSync(dir).length > 0))
    throw new Refused(words['not-empty'], { dir });
  const example = path.join(EXAMPLES, `native-${language}`);
  const name = packageName(dir);
  // Before anything is written: what it needs may be missing.
  const manifest = manifestOf(readJson(path.join(example, 'package.json')) as Manifest, name, shop);
  mkdirSync(dir, { recursive: true });
  cpSync(example, dir, {
    recursive: true,
    filter: (file) =>
      !LEFT.has(path.basename(file)) && !file.endsWith('.tgz') && !/README/.test(path.basename(file)),
  });
  writeJson(path.join(dir, 'package.json'), manifest);
  const project = path.join(dir, 'project.config.json');
  writeJson(project, { ...readJson(project), projectname: name });
  writeFileSync(path.join(dir, '.gitignore'), 'node_modules/\nminiprogram_npm/\n.trade-sim/\n');
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(path.join(dir, file)).isFile())
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}
