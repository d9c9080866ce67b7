/** The package.json of what is published: the workspace's own, without what only the workspace needs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/paths';
import { scriptOf } from './node-package';
import type { Recipe } from './recipes';

interface Manifest {
  name: string;
  version: string;
  description: string;
  license: string;
  engines: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

export const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;

/** For whoever writes TypeScript; it comes with what they write for Node. */
const NODE_TYPES = '@types/node';

interface Used {
  /** Packages that its scripts and declarations name. */
  packages: readonly string[];
  /** Packages that are in its scripts for the browser. */
  builtIn: readonly string[];
}

/** An entry in the order in which TypeScript and Node ask: types first. */
function exported(name: string, source: string, { commonJs }: Recipe): Record<string, unknown> {
  const script = scriptOf(source);
  const esm = { types: `./${name}.d.ts`, default: `${script}.js` };
  if (!commonJs) return esm;
  return { import: esm, require: { types: `./${name}.d.cts`, default: `${script}.cjs` } };
}

/**
 * All that its package.json names, but for what was built into scripts and is imported nowhere else.
 * @throws when its code names a package that its package.json does not
 */
function dependenciesOf(own: Manifest, { packages, builtIn }: Used): Record<string, string> {
  const known = own.dependencies ?? {};
  const all = { ...known, ...own.peerDependencies };
  const unknown = packages.filter((name) => !(name in all) && name !== NODE_TYPES);
  if (unknown.length > 0)
    throw new Error(`${own.name} uses ${unknown.join(', ')}, which its package.json does not name`);
  return Object.fromEntries(
    Object.entries(known).filter(([name]) => packages.includes(name) || !builtIn.includes(name)),
  );
}

/** Its own, and the types of Node for whoever writes TypeScript. */
function peersOf(
  own: Manifest,
  { packages }: Used,
): Pick<Manifest, 'peerDependencies' | 'peerDependenciesMeta'> {
  const types = packages.includes(NODE_TYPES);
  if (!types && !own.peerDependencies) return {};
  return {
    peerDependencies: { ...own.peerDependencies, ...(types && { [NODE_TYPES]: '>=20' }) },
    peerDependenciesMeta: { ...own.peerDependenciesMeta, ...(types && { [NODE_TYPES]: { optional: true } }) },
  };
}

/** @param more packages that it reaches without importing them */
export function published(
  recipe: Recipe,
  used: Used,
  more: Record<string, string> = {},
): Record<string, unknown> {
  const own = manifestOf(recipe.folder);
  const entries = Object.entries(recipe.entries).filter(
    ([name]) => !Object.values(recipe.commands ?? {}).includes(name),
  );
  const [first] = entries.map(([, source]) => scriptOf(source));
  return {
    name: own.name,
    version: own.version,
    description: own.description,
    keywords: recipe.keywords,
    license: own.license,
    type: 'module',
    engines: own.engines,
    ...(recipe.commands && {
      bin: Object.fromEntries(
        Object.entries(recipe.commands).map(([command, entry]) => [
          command,
          `${scriptOf(recipe.entries[entry]!).slice(2)}.js`,
        ]),
      ),
    }),
    // A package of commands alone has nothing to import.
    ...(first !== undefined && {
      main: `${first}.${recipe.commonJs ? 'cjs' : 'js'}`,
      types: './index.d.ts',
    }),
    exports: {
      ...Object.fromEntries(
        entries.flatMap(([name, source]) =>
          name === 'index'
            ? [['.', exported(name, source, recipe)]]
            : [
                [`./${name}`, exported(name, source, recipe)],
                [`./${name}.js`, exported(name, source, recipe)],
              ],
        ),
      ),
      './package.json': './package.json',
    },
    dependencies: { ...dependenciesOf(own, used), ...more },
    ...peersOf(own, used),
    // Yarn keeps packages in archives; this one hands folders of its own to other programs.
    preferUnplugged: true,
    publishConfig: { access: 'public' },
  };
}
