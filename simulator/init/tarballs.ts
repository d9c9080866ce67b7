import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

interface Wanting {
  dependencies?: Record<string, unknown>;
  devDependencies?: Record<string, unknown>;
}

/** What a folder's package.json asks for; nothing where there is none, or none that can be read. */
function wantedIn(dir: string): Record<string, unknown> {
  try {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(path.join(dir, 'package.json'), 'utf8'),
    ) as Wanting;
    return { ...dependencies, ...devDependencies };
  } catch {
    return {};
  }
}

/** Folders from one up to the root. */
function* upward(from: string): Generator<string> {
  for (let dir = from; ; dir = path.dirname(dir)) {
    yield dir;
    if (dir === path.dirname(dir)) return;
  }
}

/**
 * The folder of the tarballs from which a project around one of these folders has its packages. Whoever
 * installed so gets the same for what is made: a registry may have others of that name, or none.
 * @param names all of them must lie there
 */
export function installedFrom(starts: readonly string[], names: readonly string[]): string | undefined {
  for (const start of starts)
    for (const dir of upward(start)) {
      const wanted = wantedIn(dir);
      const address = names
        .map((name) => wanted[name])
        .find((one): one is string => typeof one === 'string' && /^file:.*\.tgz$/.test(one));
      if (address === undefined) continue;
      const folder = path.resolve(dir, path.dirname(address.slice('file:'.length)));
      const files = existsSync(folder) ? readdirSync(folder) : [];
      if (names.every((name) => files.some((file) => file.startsWith(`${name}-`) && file.endsWith('.tgz'))))
        return folder;
    }
  return undefined;
}
