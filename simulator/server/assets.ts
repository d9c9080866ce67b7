import { statSync } from 'node:fs';
import path from 'node:path';
import { isInside, realPath } from '../compiler/project';
import { isMediaFile } from '../media-files';

/** A folder whose files are served, under a url prefix. */
export interface AssetRoot {
  /** `/`, or `/npm:<package>/`. */
  prefix: string;
  dir: string;
}

/**
 * The file behind a request's path, or undefined: only media under the root, no hidden file, no way out by
 * `..`, escapes or symbolic links.
 * @param url the path as it came, still escaped
 */
export function findAsset(roots: readonly AssetRoot[], url: string): string | undefined {
  let name: string;
  try {
    name = decodeURIComponent(url.split(/[?#]/)[0] ?? '');
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\') || name.split('/').some((part) => part.startsWith('.')))
    return undefined;
  if (!isMediaFile(name)) return undefined;
  const root = roots
    .filter(({ prefix }) => name.startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
  if (!root) return undefined;
  const dir = realPath(root.dir);
  const file = realPath(path.join(root.dir, name.slice(root.prefix.length)));
  if (dir === undefined || file === undefined || !isInside(dir, file)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? file : undefined;
}
