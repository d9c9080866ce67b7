import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { KIT } from '../compiler/kit';
import { Refused } from './refused';
import { words } from './words';

/** `file:` addresses of tarballs in a folder, as seen from another. */
export function tarballs(folder: string, from: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const file = existsSync(folder)
        ? readdirSync(folder).find(
            (one) => one.startsWith(`${name}-`) && /^\d[^/]*\.tgz$/.test(one.slice(name.length + 1)),
          )
        : undefined;
      if (file === undefined) throw new Refused(words['no-tarball'], { folder, name });
      const relative = path.relative(from, path.join(folder, file)).split(path.sep).join('/');
      return [name, `file:${relative}`];
    }),
  );
}

/** The address of the kit's tarball in a folder. @throws Refused */
export const kitAddress = (folder: string, from: string): string => tarballs(folder, from, [KIT])[KIT]!;
