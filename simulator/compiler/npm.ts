import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostics } from './diagnostics';
import { isInside, packagesTop, realPath, type Project } from './project';

interface PackageJson {
  main?: unknown;
  module?: unknown;
  miniprogram?: unknown;
  exports?: unknown;
}

/** Which condition of `exports` is taken, best first. */
const CONDITIONS = ['require', 'default', 'import', 'browser'];

function pick(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  for (const condition of CONDITIONS) {
    const found = pick((target as Record<string, unknown>)[condition]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What `exports` of a package.json says of a subpath. */
function exported(exports: unknown, sub: string): string | undefined {
  if (typeof exports === 'string') return sub === '' ? exports : undefined;
  if (typeof exports !== 'object' || exports === null) return undefined;
  const table = exports as Record<string, unknown>;
  if (sub === '') return pick('.' in table ? table['.'] : table);
  return pick(table[`./${sub}`]);
}

/** Packages that are installed in node_modules: of the program, or of a folder above that holds it. */
export class InstalledPackages {
  private readonly top: string;
  private readonly realTop: string;
  private readonly found = new Map<string, string | undefined>();

  constructor(
    private readonly project: Project,
    private readonly diagnostics: Diagnostics,
    /** The folder that the program was opened by: the one with project.config.json. */
    opened: string,
  ) {
    this.top = packagesTop(isInside(opened, project.root) ? opened : project.root);
    this.realTop = realPath(this.top) ?? this.top;
  }

  /** The folder of a package, as seen from a folder. */
  dir(name: string, from: string): string | undefined {
    const key = `${name}\n${from}`;
    if (!this.found.has(key)) this.found.set(key, this.search(name, from));
    return this.found.get(key);
  }

  private search(name: string, from: string): string | undefined {
    if (!/^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name) || name.startsWith('.')) return undefined;
    // A package of a linked store finds its own beside where it really is.
    for (const start of [from, realPath(from) ?? from]) {
      const top = isInside(this.top, start) ? this.top : this.realTop;
      for (let dir = start; isInside(top, dir); dir = path.dirname(dir)) {
        const folder = path.join(dir, 'node_modules', name);
        const real = realPath(folder);
        if (real === undefined || !existsSync(path.join(real, 'package.json'))) continue;
        if (!isInside(this.realTop, real)) continue;
        this.project.addPackage(name, folder);
        return folder;
      }
    }
    return undefined;
  }

  /** Where to look for `<package>/<sub>` in a package's folder, best first. */
  bases(dir: string, sub: string): string[] {
    const json = (this.project.readJson(path.join(dir, 'package.json'), this.diagnostics)?.value ??
      {}) as PackageJson;
    const built = typeof json.miniprogram === 'string' ? json.miniprogram : 'miniprogram_dist';
    const inner = path.join(dir, built);
    const plain = path.join(dir, sub);
    const target = exported(json.exports, sub);
    const bases = existsSync(inner) && isInside(dir, inner) ? [path.join(inner, sub)] : [];
    if (sub !== '' || typeof json.main === 'string') bases.push(plain);
    if (target !== undefined) bases.push(path.join(dir, target));
    if (sub === '' && typeof json.module === 'string') bases.push(path.join(dir, json.module));
    bases.push(plain);
    return bases;
  }
}
