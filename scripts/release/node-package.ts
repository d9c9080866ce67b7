/**
 * Builds a package that runs in Node: one script a module, in the folders of the sources, as ESM and as
 * CommonJS side by side. What a module reads beside itself lies where it did.
 */
import { builtinModules } from 'node:module';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transform } from 'esbuild';
import fg from 'fast-glob';
import nodeResolve from '@rollup/plugin-node-resolve';
import { rollup, type LogLevel, type LogOrStringHandler, type Plugin, type RollupLog } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { ROOT } from '../lib/paths';
import type { Recipe } from './recipes';

const BUILTIN = new Set(builtinModules);

/** `node:fs`, `fs` and `fs/promises` are Node's; everything else that is not a path is a package. */
const packageOf = (id: string): string | undefined =>
  id.startsWith('node:') || BUILTIN.has(id)
    ? undefined
    : id
        .split('/')
        .slice(0, id.startsWith('@') ? 2 : 1)
        .join('/');

const isOutside = (id: string): boolean => !/^[./]|^[a-z]:[\\/]/i.test(id);

function onLog(level: LogLevel, log: RollupLog, handler: LogOrStringHandler): void {
  // An entry of types alone is empty as a script.
  if (log.code === 'EMPTY_BUNDLE') return;
  if (level === 'warn') throw new Error(`${log.code}: ${log.message}`);
  handler(level, log);
}

const stripTypes = (): Plugin => ({
  name: 'strip-types',
  async transform(code, id) {
    if (id.endsWith('.json')) return { code: `export default ${code}`, map: null };
    if (!/\.tsx?$/.test(id)) return undefined;
    const { code: plain } = await transform(code, {
      loader: id.endsWith('x') ? 'tsx' : 'ts',
      target: 'node20',
      sourcefile: id,
    });
    return { code: plain, map: null };
  },
});

/** CommonJS has its own names for where a module is. */
const placeInCommonJs = (): Plugin => ({
  name: 'place-in-commonjs',
  resolveImportMeta(property, { format }) {
    if (format !== 'cjs') return undefined;
    if (property === 'dirname') return '__dirname';
    if (property === 'url') return "require('node:url').pathToFileURL(__filename).href";
    throw new Error(`import.meta.${property} has no counterpart in CommonJS`);
  },
});

const SHEBANG = '#!/usr/bin/env node';

/** Writes the scripts of some entries in one format; answers the packages that they load. */
async function writeScripts(
  sources: readonly string[],
  folder: string,
  format: 'es' | 'cjs',
  commands: readonly string[] = [],
): Promise<string[]> {
  const bundle = await rollup({
    input: sources.map((file) => join(ROOT, file)),
    external: isOutside,
    plugins: [nodeResolve({ extensions: ['.ts', '.tsx', '.js'] }), stripTypes(), placeInCommonJs()],
    onLog,
  });
  try {
    const { output } = await bundle.write({
      dir: folder,
      format,
      preserveModules: true,
      preserveModulesRoot: ROOT,
      generatedCode: 'es2015',
      hoistTransitiveImports: false,
      exports: 'named',
      interop: 'auto',
      entryFileNames: `[name].${format === 'es' ? 'js' : 'cjs'}`,
      banner: ({ facadeModuleId }) =>
        commands.some((file) => facadeModuleId === join(ROOT, file)) ? SHEBANG : '',
    });
    const loaded = output.flatMap((one) =>
      one.type === 'chunk' ? [...one.imports, ...one.dynamicImports] : [],
    );
    const own = new Set(output.map(({ fileName }) => fileName));
    const outside = loaded.filter((id) => !own.has(id)).map(packageOf);
    return [...new Set(outside)].filter((name) => name !== undefined);
  } finally {
    await bundle.close();
  }
}

/**
 * One declaration file for each entry that can be imported, whole by itself, at the package's top: node10
 * finds it there by the entry's name.
 */
async function writeTypes(
  { entries, commands, commonJs, tsconfig }: Recipe,
  folder: string,
): Promise<string[]> {
  const used = new Set<string>();
  for (const [name, file] of Object.entries(entries)) {
    if (Object.values(commands ?? {}).includes(name)) continue;
    const bundle = await rollup({
      input: { [name]: join(ROOT, file) },
      external: isOutside,
      plugins: [dts({ tsconfig: join(ROOT, tsconfig) })],
      onLog,
    });
    try {
      for (const extension of commonJs ? ['d.ts', 'd.cts'] : ['d.ts']) {
        const { output } = await bundle.write({ dir: folder, entryFileNames: `[name].${extension}` });
        for (const id of output[0].imports) used.add(packageOf(id) ?? '@types/node');
      }
    } finally {
      await bundle.close();
    }
  }
  return [...used];
}

/** What the scripts read, and what a person does, each where the repository has it. */
function copyFiles({ files }: Recipe, folder: string): void {
  for (const file of fg.sync([...files], { cwd: ROOT, dot: false, ignore: ['**/node_modules/**'] })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
}

interface BuiltPackage {
  /** Packages that its scripts and its declarations name. */
  packages: string[];
}

/** @param folder an empty one, which becomes the package but for its package.json */
export async function buildNodePackage(recipe: Recipe, folder: string): Promise<BuiltPackage> {
  const commands = Object.values(recipe.commands ?? {}).map((name) => recipe.entries[name]!);
  const sources = Object.values(recipe.entries);
  const loaded = await writeScripts(sources, folder, 'es', commands);
  // A command is started, never required.
  const required = sources.filter((file) => !commands.includes(file));
  if (recipe.commonJs) await writeScripts(required, folder, 'cjs');
  const typed = await writeTypes(recipe, folder);
  copyFiles(recipe, folder);
  for (const [name, text] of Object.entries(recipe.texts?.() ?? {})) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { packages: [...new Set([...loaded, ...typed])].sort() };
}

/** The path of a source's script in the package, without its extension. */
export const scriptOf = (file: string): string =>
  `./${relative(ROOT, join(ROOT, file))
    .split('\\')
    .join('/')
    .replace(/\.tsx?$/, '')}`;
