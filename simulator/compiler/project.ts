import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostics } from './diagnostics';
import { parseJson, type JsonResult } from './jsonc';

/** A folder that a package name stands for. */
export interface PackageRoot {
  name: string;
  dir: string;
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/** Whether `file` is `dir` or lies below it. */
export const isInside = (dir: string, file: string): boolean => {
  const relative = path.relative(dir, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
};

/**
 * The files of one program: its own folder, and the packages that an alias brings in. Remembers what was
 * read.
 */
export class Project {
  readonly root: string;
  readonly packages: PackageRoot[];
  readonly files = new Set<string>();
  private readonly texts = new Map<string, string | undefined>();
  private readonly jsons = new Map<string, JsonResult | undefined>();

  constructor(root: string, aliases: Record<string, string> = {}) {
    this.root = path.resolve(root);
    this.packages = Object.entries(aliases).map(([name, dir]) => ({ name, dir: path.resolve(dir) }));
  }

  /** The package that an alias name or `npm:` id belongs to. */
  alias(name: string): PackageRoot | undefined {
    return this.packages.find((one) => one.name === name);
  }

  /**
   * The program's own folder, or the aliased package, that holds a file; nothing outside of them is ever
   * read.
   */
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

  isFile(file: string): boolean {
    return (
      this.contains(file) && existsSync(file) && statSync(file, { throwIfNoEntry: false })?.isFile() === true
    );
  }

  read(file: string): string | undefined {
    if (!this.texts.has(file)) this.texts.set(file, this.load(file));
    const text = this.texts.get(file);
    if (text !== undefined) this.files.add(file);
    return text;
  }

  private load(file: string): string | undefined {
    if (!this.isFile(file)) return undefined;
    try {
      return readFileSync(file, 'utf8').replace(BYTE_ORDER_MARK, '');
    } catch {
      // Not readable, or gone since: an editor may replace a file at any moment.
      return undefined;
    }
  }

  /** A JSON file's contents, its problems reported once; undefined when there is no such file. */
  readJson(file: string, diagnostics: Diagnostics): JsonResult | undefined {
    if (this.jsons.has(file)) return this.jsons.get(file);
    const text = this.read(file);
    const result = text === undefined ? undefined : parseJson(text);
    this.jsons.set(file, result);
    if (result?.error)
      diagnostics.error(
        this.nameOf(file),
        `not valid JSON: ${result.error.message}`,
        result.error.at,
        'Correct this line.',
      );
    else if (result?.lenient) {
      diagnostics.warn(
        this.nameOf(file),
        `a ${result.lenient.what} is not JSON; read over here`,
        result.lenient.at,
        `Remove the ${result.lenient.what}.`,
      );
    }
    return result;
  }
}
