/**
 * The files of one mini-program: a tree in memory, kept over reloads in the browser's storage. Paths of
 * package files and temporary files (`blob:`) can be read, and nothing else of the machine.
 */
import { ApiError } from './callback';
import { fromBase64, toBase64 } from './file-text';
import { isMediaFile } from '../media-files';
import { own } from '../record';

/** Where a mini-program may write. */
export const USER_DATA_PATH = 'ttfile://user';

const SCHEME = 'ttfile://';
/** As on a device: what one mini-program may keep. */
const LIMIT_BYTES = 10 * 1024 * 1024;

interface FileEntry {
  /** null: a folder. */
  bytes: Uint8Array<ArrayBuffer> | null;
  time: number;
}

const missing = (path: string): ApiError => new ApiError(`no such file or directory, "${path}"`);

/** `ttfile://user//a/../b/` -> `ttfile://user/b`; what leaves the tree is refused. */
export function normalPath(path: unknown): string {
  if (typeof path !== 'string' || path === '')
    throw new ApiError('parameter error: the path should be a non-empty String');
  if (!path.startsWith(SCHEME)) return path;
  const parts: string[] = [];
  for (const part of path.slice(SCHEME.length).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return SCHEME + parts.join('/');
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

export class FileTree {
  private readonly entries = new Map<string, FileEntry>();
  private readonly urls = new Map<string, string>();
  private readonly prefix: string;

  constructor(
    private readonly storage: Storage,
    appid: string,
    private readonly onLoss: (error: unknown) => void = () => undefined,
  ) {
    this.prefix = `trade-sim:file:${appid}:`;
    this.entries.set(USER_DATA_PATH, { bytes: null, time: 0 });
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
    for (const key of keys) if (key.startsWith(this.prefix)) this.restore(key);
  }

  find(path: unknown): FileEntry | undefined {
    return this.entries.get(normalPath(path));
  }

  has(path: unknown): boolean {
    return this.find(path) !== undefined;
  }

  read(path: unknown): Uint8Array<ArrayBuffer> {
    const entry = this.find(path);
    if (!entry) throw missing(String(path));
    if (!entry.bytes) throw new ApiError(`illegal operation on a directory, open "${String(path)}"`);
    return entry.bytes;
  }

  write(path: unknown, bytes: Uint8Array<ArrayBuffer>): void {
    const name = this.writable(path);
    if (this.entries.get(name)?.bytes === null)
      throw new ApiError(`illegal operation on a directory, open "${name}"`);
    this.mustBeFolder(parentOf(name));
    const others = this.size - (this.entries.get(name)?.bytes?.byteLength ?? 0);
    if (others + bytes.byteLength > LIMIT_BYTES)
      throw new ApiError(`user dir saved file size limit exceeded (${LIMIT_BYTES} bytes)`);
    this.put(name, bytes);
  }

  makeFolder(path: unknown, recursive: boolean): void {
    const name = this.writable(path);
    if (this.entries.has(name)) {
      if (recursive) return;
      throw new ApiError(`file already exists ${name}`);
    }
    const parent = parentOf(name);
    if (recursive && parent !== USER_DATA_PATH) this.makeFolder(parent, true);
    this.mustBeFolder(parent);
    this.put(name, null);
  }

  /** Names in a folder, sorted. */
  list(path: unknown): string[] {
    const folder = normalPath(path);
    this.mustBeFolder(folder);
    return [...this.entries.keys()]
      .filter((name) => name !== folder && parentOf(name) === folder)
      .map((name) => name.slice(folder.length + 1))
      .sort();
  }

  removeFolder(path: unknown, recursive: boolean): void {
    const name = this.writable(path);
    this.mustBeFolder(name);
    if (!recursive && this.list(name).length > 0) throw new ApiError(`directory not empty "${name}"`);
    for (const inner of this.below(name)) this.drop(inner);
  }

  unlink(path: unknown): void {
    const name = this.writable(path);
    const entry = this.entries.get(name);
    if (!entry) throw missing(name);
    if (!entry.bytes) throw new ApiError(`operation not permitted, unlink "${name}"`);
    this.drop(name);
  }

  rename(from: unknown, to: unknown): void {
    const old = this.writable(from);
    const fresh = this.writable(to);
    const moved = this.entries.get(old);
    if (!moved) throw missing(old);
    this.mustBeFolder(parentOf(fresh));
    if (fresh === old) return;
    if (fresh.startsWith(`${old}/`)) throw new ApiError(`invalid argument, rename "${old}" -> "${fresh}"`);
    const over = this.entries.get(fresh);
    if (over && (!over.bytes || !moved.bytes))
      throw new ApiError(`illegal operation on a directory, rename "${old}" -> "${fresh}"`);
    for (const name of this.below(old)) {
      const { bytes } = this.entries.get(name)!;
      this.drop(name);
      this.put(fresh + name.slice(old.length), bytes);
    }
  }

  /** Paths of a file or of a folder with all in it. */
  below(path: unknown): string[] {
    const name = normalPath(path);
    return [...this.entries.keys()].filter((other) => other === name || other.startsWith(`${name}/`));
  }

  get size(): number {
    let sum = 0;
    for (const { bytes } of this.entries.values()) sum += bytes?.byteLength ?? 0;
    return sum;
  }

  /** An address that the browser can load, of a file in the tree. */
  url(path: string): string | undefined {
    const name = normalPath(path);
    const bytes = this.entries.get(name)?.bytes;
    if (!bytes) return undefined;
    const known = this.urls.get(name) ?? URL.createObjectURL(new Blob([bytes], { type: typeOf(name) }));
    this.urls.set(name, known);
    return known;
  }

  private writable(path: unknown): string {
    const name = normalPath(path);
    if (name === USER_DATA_PATH || !name.startsWith(`${USER_DATA_PATH}/`))
      throw new ApiError(`permission denied, open "${String(path)}": write below tt.env.USER_DATA_PATH`);
    return name;
  }

  private mustBeFolder(path: string): void {
    const entry = this.entries.get(path);
    if (!entry) throw missing(path);
    if (entry.bytes) throw new ApiError(`not a directory "${path}"`);
  }

  private put(name: string, bytes: Uint8Array<ArrayBuffer> | null): void {
    this.forgetUrl(name);
    this.entries.set(name, { bytes, time: Date.now() });
    try {
      this.storage.setItem(this.prefix + name, bytes ? `f${toBase64(bytes)}` : 'd');
    } catch (error) {
      // The browser's storage is full: the file lasts until the next reload.
      this.onLoss(error);
    }
  }

  private drop(name: string): void {
    this.forgetUrl(name);
    this.entries.delete(name);
    this.storage.removeItem(this.prefix + name);
  }

  private forgetUrl(name: string): void {
    const url = this.urls.get(name);
    if (url !== undefined) URL.revokeObjectURL(url);
    this.urls.delete(name);
  }

  private restore(key: string): void {
    const text = this.storage.getItem(key) ?? '';
    try {
      this.entries.set(key.slice(this.prefix.length), {
        bytes: text.startsWith('f') ? fromBase64(text.slice(1)) : null,
        time: 0,
      });
    } catch {
      this.storage.removeItem(key);
    }
  }
}

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  json: 'application/json',
};
const typeOf = (name: string): string => own(TYPES, name.split('.').pop() ?? '') ?? '';

/** Routes of the server that are no files of the program. */
const OURS = /^\/(?:__|sandbox\/|platform\/|merchant\/)/;

/** Address of a file that is not in the tree: a temporary one, or one of the package. */
function addressOf(path: string): URL {
  const url = new URL(
    path.startsWith('blob:') || path.startsWith('data:') ? path : `/${path.replace(/^\/+/, '')}`,
    location.href,
  );
  if (url.protocol !== 'blob:' && url.protocol !== 'data:' && url.origin !== location.origin)
    throw new ApiError(`permission denied, open "${path}"`);
  // The server has more than files of the program; those all lie under names that say what they are.
  const isFile =
    url.protocol !== location.protocol || (isMediaFile(url.pathname) && !OURS.test(url.pathname));
  if (!isFile) throw missing(path);
  return url;
}

/** A file of any kind, read later. */
export async function readAny(tree: FileTree, path: string): Promise<Blob> {
  if (path.startsWith(SCHEME)) return new Blob([tree.read(path)], { type: typeOf(path) });
  const response = await fetch(addressOf(path));
  if (!response.ok) throw missing(path);
  return response.blob();
}

/** A file of any kind, read now: the synchronous functions have no other way. */
export function readAnySync(tree: FileTree, path: unknown): Uint8Array<ArrayBuffer> {
  const name = normalPath(path);
  if (name.startsWith(SCHEME)) return tree.read(name);
  const request = new XMLHttpRequest();
  request.open('GET', addressOf(name), false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  try {
    request.send();
  } catch {
    throw missing(name);
  }
  if (request.status !== 200) throw missing(name);
  return Uint8Array.from(request.responseText, (char) => char.charCodeAt(0) & 255);
}
