import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths';
import { npm } from './run';

/** Where the packages of a list are kept: anew when its lock changes. */
function folderOf(list: string): string {
  const lock = readFileSync(join(ROOT, list, 'package-lock.json'));
  const name = list.replace(/\W+/g, '-');
  return join(ROOT, '.tmp/installed', name, createHash('sha256').update(lock).digest('hex').slice(0, 12));
}

/** The node_modules of a list, if they are there. */
export function cached(list: string): string | undefined {
  const modules = join(folderOf(list), 'node_modules');
  return existsSync(modules) ? modules : undefined;
}

/**
 * The node_modules of packages that are too large for the root's own, or not for every system.
 * @param list a folder with package.json and package-lock.json, as a path in the repository
 */
export async function installed(list: string): Promise<string> {
  const known = cached(list);
  if (known !== undefined) return known;
  const folder = folderOf(list);
  rmSync(dirname(folder), { recursive: true, force: true });
  // Renamed when it is whole: what was stopped half way is no cache.
  const fresh = `${folder}-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(ROOT, list, file), join(fresh, file));
  const { code, stdout, stderr } = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: fresh,
  });
  if (code) throw new Error(`the packages of ${list}: ${stdout}${stderr}`);
  renameSync(fresh, folder);
  return join(folder, 'node_modules');
}
