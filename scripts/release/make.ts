/** The packages as they are published: a folder and a tarball of each. */
import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BROWSER_BUNDLES } from '../../simulator/server/browser-code';
import { ROOT } from '../lib/paths';
import { npm } from '../lib/run';
import { licencesOf, partsOf } from './licences';
import { manifestOf, published } from './manifest';
import { buildNodePackage } from './node-package';
import { RECIPES, type Recipe } from './recipes';

const KIT = manifestOf('.');

/**
 * The simulator's code for the browser, so that neither its sources nor what they import have to be there.
 * Answers the packages in it.
 */
async function writeBrowserCode(folder: string): Promise<string[]> {
  mkdirSync(join(folder, 'simulator/browser'), { recursive: true });
  const inputs: string[] = [];
  for (const [name, bundle] of Object.entries(BROWSER_BUNDLES)) {
    const code = await bundle.release();
    inputs.push(...code.inputs);
    for (const kind of ['js', 'css'] as const)
      if (code[kind]) writeFileSync(join(folder, `simulator/browser/${name}.${kind}`), code[kind]);
  }
  const parts = partsOf(inputs);
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), licencesOf(parts));
  return parts.map(({ name }) => name);
}

function writeManifest(folder: string, manifest: Record<string, unknown>): void {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function build(recipe: Recipe, release: string): Promise<string> {
  const { name } = manifestOf(recipe.folder);
  const folder = join(release, name);
  mkdirSync(folder, { recursive: true });
  const { packages } = await buildNodePackage(recipe, folder);
  const isSimulator = recipe.folder === 'simulator';
  const builtIn = isSimulator ? await writeBrowserCode(folder) : [];
  for (const file of ['LICENSE', 'README.md', 'README.zh-CN.md'])
    cpSync(join(ROOT, file), join(folder, file));
  // The kit is served to programs, not imported.
  writeManifest(
    folder,
    published(recipe, { packages, builtIn }, isSimulator ? { [KIT.name]: KIT.version } : {}),
  );
  for (const entry of Object.values(recipe.commands ?? {})) {
    const script = join(folder, recipe.entries[entry]!.replace(/\.ts$/, '.js'));
    chmodSync(script, 0o755);
  }
  return folder;
}

/** Makes the folder anew. `npm run build` has to have made the kit. */
export async function makeRelease(release: string): Promise<void> {
  assert.ok(existsSync(join(ROOT, 'dist/package.json')), 'no kit: run `npm run build` first');
  rmSync(release, { recursive: true, force: true });
  const kit = join(release, KIT.name);
  cpSync(join(ROOT, 'dist'), kit, { recursive: true });
  const folders = [kit];
  for (const recipe of RECIPES) folders.push(await build(recipe, release));
  for (const folder of folders) {
    const { code, stdout, stderr } = await npm(['pack', '--json', '--pack-destination', release], {
      cwd: folder,
    });
    if (code) throw new Error(stdout + stderr);
    const [{ filename, entryCount, size, unpackedSize }] = JSON.parse(stdout) as [
      { filename: string; entryCount: number; size: number; unpackedSize: number },
    ];
    const kb = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;
    console.log(`${filename}  ${entryCount} files, ${kb(size)}, unpacked ${kb(unpackedSize)}`);
  }
}
