import { existsSync, readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import type { FileSize } from '../rules/facts';
import { nearestName } from '../rules/nearest';
import { Diagnostics } from './diagnostics';
import { parseJson, type JsonResult } from './jsonc';
import { readPlainFile, textOf, unreadable } from './read-file';

/** A folder that a package name stands for. */
interface PackageRoot {
  name: string;
  dir: string;
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/** Whether `file` is `dir` or lies below it. */
export const isInside = (dir: string, file: string): boolean => {
  const relative = path.relative(dir, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
};

/** Whether a file, by its name, is a package's: what is wrong with it is not for this program to mend. */
export const isInstalled = (name: string): boolean =>
  /^npm:|(?:^|\/)(?:miniprogram_npm|node_modules)\//.test(name);

/** The path with all links followed; undefined if nothing is there. */
export function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    // Not there, a link in a circle, a name that no file can have.
    return undefined;
  }
}

/** What lies at a path, links followed. */
function lookAt(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/**
 * The files of one program: its own folder, and the packages that an alias or node_modules brings in. Links
 * are followed before anything is read: what lies outside of these folders is never read. Remembers what was
 * read.
 */
export class Project {
  readonly root: string;
  readonly packages: PackageRoot[];
  readonly files = new Set<string>();
  private readonly texts = new Map<string, string | undefined>();
  private readonly jsons = new Map<string, JsonResult | undefined>();
  private readonly known = new Map<string, boolean>();
  private readonly invented = new Set<string>();
  private readonly realDirs = new Map<string, string>();

  constructor(
    root: string,
    aliases: Record<string, string> = {},
    private readonly findings: Diagnostics = new Diagnostics(),
  ) {
    this.root = path.resolve(root);
    this.packages = Object.entries(aliases).map(([name, dir]) => ({ name, dir: path.resolve(dir) }));
  }

  /** The package that an alias name or `npm:` id belongs to. */
  alias(name: string): PackageRoot | undefined {
    return this.packages.find((one) => one.name === name);
  }

  /** Lets files of an installed package be read. */
  addPackage(name: string, dir: string): void {
    if (!this.contains(dir)) this.packages.push({ name, dir });
  }

  /** The program's own folder, or the package, that a path lies in by its name. */
  private owner(file: string): PackageRoot | undefined {
    if (isInside(this.root, file)) return { name: '', dir: this.root };
    return this.packages.find(({ dir }) => isInside(dir, file));
  }

  contains(file: string): boolean {
    return this.owner(file) !== undefined;
  }

  /** What diagnostics and source maps call a file: `pages/a/a.ts`, `npm:<package>/src/x.ts`. */
  nameOf(file: string): string {
    const owner = this.owner(file);
    if (!owner) return path.basename(file);
    const relative = path.relative(owner.dir, file).split(path.sep).join('/');
    return owner.name === '' ? relative : `npm:${owner.name}/${relative}`;
  }

  private real(dir: string): string {
    const known = this.realDirs.get(dir) ?? realPath(dir) ?? dir;
    this.realDirs.set(dir, known);
    return known;
  }

  /** Whether a path, with its links followed, still lies in a folder of this program. */
  private isOurs(file: string): boolean {
    if (!this.contains(file)) return false;
    const real = realPath(file);
    if (real === undefined) return false;
    const dirs = [this.root, ...this.packages.map(({ dir }) => dir)];
    if (dirs.some((dir) => isInside(this.real(dir), real))) return true;
    this.findings.tell('link-outside', this.nameOf(file));
    return false;
  }

  isFile(file: string): boolean {
    const known = this.known.get(file);
    if (known !== undefined) return known;
    const found = this.contains(file) && lookAt(file)?.isFile() === true && this.isOurs(file);
    this.known.set(file, found);
    return found;
  }

  /** Says so if a folder, or what is neither, has a name that a file of the program has to have. */
  tellFolder(file: string): void {
    const found = this.contains(file) ? lookAt(file) : undefined;
    if (!found || found.isFile()) return;
    this.findings.tell(found.isDirectory() ? 'file-folder' : 'file-special', this.nameOf(file));
  }

  read(file: string): string | undefined {
    if (!this.texts.has(file)) this.texts.set(file, this.load(file));
    const text = this.texts.get(file);
    if (text !== undefined && !this.invented.has(file)) this.files.add(file);
    return text;
  }

  /** Whether a file, by its name, is one that the simulator made up. */
  isInvented(name: string): boolean {
    return this.invented.has(path.join(this.root, name));
  }

  /** A file that is on no disk. */
  invent(file: string, text: string): void {
    this.texts.set(file, text);
    this.known.set(file, true);
    this.invented.add(file);
  }

  private load(file: string): string | undefined {
    if (!this.isFile(file)) {
      this.tellFolder(file);
      return undefined;
    }
    try {
      return this.decode(
        file,
        // A link that was turned since it was looked at leads out after all.
        readPlainFile(file, ({ dev, ino }) => {
          const now = this.isOurs(file) ? lookAt(file) : undefined;
          return now?.dev === dev && now.ino === ino;
        }),
      );
    } catch (error) {
      // Gone or turned since: an editor may replace a file at any moment.
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'EMOVED')
        this.findings.tellProblem(unreadable(file, error), this.nameOf(file));
      return undefined;
    }
  }

  private decode(file: string, bytes: Buffer): string {
    if (bytes.includes(0)) {
      this.findings.tell('file-binary', this.nameOf(file));
      return '';
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      this.findings.tell('file-encoding', this.nameOf(file));
      return bytes.toString('utf8').replace(BYTE_ORDER_MARK, '');
    }
  }

  /** A JSON file's contents, its problems reported once; undefined when there is no such file. */
  readJson(file: string, diagnostics: Diagnostics): JsonResult | undefined {
    if (this.jsons.has(file)) return this.jsons.get(file);
    const text = this.read(file);
    const result = text === undefined ? undefined : parseJson(text);
    this.jsons.set(file, result);
    if (result?.error)
      diagnostics.tell('json-syntax', this.nameOf(file), result.error.at, { reason: result.error.message });
    else if (result?.lenient)
      diagnostics.tell(
        result.lenient.what === 'comment' ? 'json-comment' : 'json-trailing-comma',
        this.nameOf(file),
        result.lenient.at,
      );
    return result;
  }

  /** Names of what lies in a folder. */
  namesIn(dir: string): string[] {
    return this.contains(dir) ? entriesOf(dir).map(({ name }) => name) : [];
  }

  /** A file with almost the name of one that is not there, without its extension. */
  nearest(base: string, wanted: RegExp): string | undefined {
    const dir = path.dirname(base);
    const stems = (from: string): string[] =>
      this.namesIn(from)
        .filter((name) => wanted.test(name))
        .map((name) => name.replace(/\.\w+$/, ''));
    const found = nearestName(path.basename(base), stems(dir));
    if (found !== undefined) return this.nameOf(path.join(dir, found));
    // The slip may be in the folder's name: pages/orderr/index.
    const parent = path.dirname(dir);
    const folder = nearestName(
      path.basename(dir),
      this.namesIn(parent).filter((name) => stems(path.join(parent, name)).includes(path.basename(base))),
    );
    return folder === undefined ? undefined : this.nameOf(path.join(parent, folder, path.basename(base)));
  }

  /** The program's own files whose names a test takes, at most `limit`; no hidden and no installed ones. */
  list(wanted: RegExp, limit: number): string[] {
    return this.walk(limit, ['node_modules', 'miniprogram_npm'], wanted);
  }

  /** Every file that could be uploaded, with its size. */
  sizes(limit: number): FileSize[] {
    return this.walk(limit, ['node_modules'], /./).map((file) => ({
      file: path.relative(this.root, file).split(path.sep).join('/'),
      bytes: lookAt(file)?.size ?? 0,
    }));
  }

  private walk(limit: number, without: readonly string[], wanted: RegExp): string[] {
    const found: string[] = [];
    const waiting = [this.root];
    for (let dir = waiting.shift(); dir !== undefined && found.length < limit; dir = waiting.shift()) {
      for (const entry of entriesOf(dir)) {
        const file = path.join(dir, entry.name);
        if (entry.name.startsWith('.') || without.includes(entry.name)) continue;
        if (entry.isDirectory()) waiting.push(file);
        else if (entry.isFile() && wanted.test(entry.name)) found.push(file);
      }
    }
    return found.slice(0, limit);
  }
}

function entriesOf(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** The nearest folder above `root` (or `root` itself) that packages are installed for. */
export function packagesTop(root: string): string {
  let nearest: string | undefined;
  for (let dir = path.resolve(root); ; dir = path.dirname(dir)) {
    const file = path.join(dir, 'package.json');
    if (existsSync(file)) {
      nearest ??= dir;
      if (hasWorkspaces(file) || existsSync(path.join(dir, 'pnpm-workspace.yaml'))) return dir;
    }
    if (dir === path.dirname(dir)) return nearest ?? path.resolve(root);
  }
}

function hasWorkspaces(file: string): boolean {
  const text = textOf(file);
  const value = text === undefined ? undefined : parseJson(text).value;
  return typeof value === 'object' && value !== null && 'workspaces' in value;
}

/** Whether a file belongs to the package as it is installed, and is no copy among a program's own files. */
export const isOfPackage = (id: string, name: string): boolean =>
  id.startsWith(`npm:${name}/`) ||
  /(?:^|\/)(?:miniprogram_npm|node_modules)\/([^/]+)\//.exec(id)?.[1] === name;
