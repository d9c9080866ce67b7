import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** What a mini-program may load by url. Its sources and configuration are not among them. */
const EXTENSIONS = new Set(
  (
    'png jpg jpeg gif webp svg bmp ico avif apng ' + // pictures
    'mp3 m4a aac wav ogg mp4 m4v mov webm ' + // sound and film
    'ttf otf woff woff2 eot ' + // fonts
    'txt csv pdf wasm br bin glb gltf'
  ) // data
    .split(' '),
);

/** A folder whose files are served, under a url prefix. */
export interface AssetRoot {
  /** `/`, or `/npm:<package>/`. */
  prefix: string;
  dir: string;
}

const isInside = (dir: string, file: string): boolean =>
  file.startsWith(dir.endsWith(path.sep) ? dir : dir + path.sep);

function realFile(file: string): string | undefined {
  try {
    const real = realpathSync(file);
    return statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
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
  if (!EXTENSIONS.has(path.extname(name).slice(1).toLowerCase())) return undefined;
  const root = roots
    .filter(({ prefix }) => name.startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
  if (!root) return undefined;
  const wanted = path.join(root.dir, name.slice(root.prefix.length));
  const file = realFile(wanted);
  return file !== undefined && isInside(realpathSync(root.dir), file) ? file : undefined;
}
