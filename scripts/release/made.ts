/** The packages in release/, made when they are not there yet. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/paths';
import { makeRelease } from './make';
import { manifestOf } from './manifest';
import { RECIPES } from './recipes';

export const RELEASE = join(ROOT, 'release');

/** Their names, the kit first. */
const PACKAGES = ['.', ...RECIPES.map(({ folder }) => folder)].map((folder) => manifestOf(folder).name);

/** Answers their names. */
export async function releaseMade(): Promise<readonly string[]> {
  if (!PACKAGES.every((name) => existsSync(join(RELEASE, name, 'package.json')))) await makeRelease(RELEASE);
  return PACKAGES;
}

/** Their tarballs, as absolute paths. @throws Error where one is missing */
export function tarballs(): Record<string, string> {
  const files = existsSync(RELEASE) ? readdirSync(RELEASE) : [];
  return Object.fromEntries(
    PACKAGES.map((name) => {
      const file = files.find((one) => one.startsWith(`${name}-`) && /-\d[^-]*\.tgz$/.test(one));
      if (file === undefined) throw new Error(`no tarball of ${name}: run "npm run release:pack"`);
      return [name, join(RELEASE, file)];
    }),
  );
}
