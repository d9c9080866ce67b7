import path from 'node:path';
import { KIT, KIT_PAGES, KIT_TAG_URLS, KIT_TAGS, packagePaths, PLUGIN_PAGES_URL } from './kit';
import type { Project } from './project';
import type { Diagnostics } from './diagnostics';

export type Resolved = { file: string } | { problem: string; fix?: string };

const SCRIPT_EXTENSIONS = ['.ts', '.js'];
const COMPONENT_EXTENSIONS = ['.json', '.ttml', '.ts', '.js'];

/** Splits `@scope/name/a/b` and `name/a/b` into package and rest. */
function splitPackage(spec: string): { name: string; sub: string } {
  const parts = spec.split('/');
  const length = spec.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, length).join('/'), sub: parts.slice(length).join('/') };
}

/** Finds the files that `require`, `import` and `usingComponents` name. */
export class Resolver {
  constructor(
    private readonly project: Project,
    private readonly diagnostics: Diagnostics,
    /** True: a copy in miniprogram_npm beats an alias of the same name. */
    private readonly preferInstalled: boolean,
  ) {}

  /** `spec` as written in `from`, both of them JavaScript or TypeScript. */
  module(spec: string, from: string): Resolved {
    const dir = path.dirname(from);
    if (spec.startsWith('./') || spec.startsWith('../') || spec === '.' || spec === '..')
      return this.script(path.join(dir, spec), spec);
    if (spec.startsWith('/')) return this.script(path.join(this.project.root, spec), spec);
    for (const base of this.packageBases(spec, dir)) {
      const file = this.scriptFile(base);
      if (file !== undefined) return { file };
    }
    // Programs also write a path from the project root, or beside the file, without a leading dot.
    const bare = this.scriptFile(path.join(this.project.root, spec)) ?? this.scriptFile(path.join(dir, spec));
    if (bare !== undefined) return { file: bare };
    const { name } = splitPackage(spec);
    return this.project.isFile(path.join(this.project.root, 'node_modules', name, 'package.json'))
      ? {
          problem: `cannot find package "${name}" in miniprogram_npm`,
          fix: 'It is installed in node_modules: build npm into miniprogram_npm.',
        }
      : { problem: `cannot find module "${spec}"` };
  }

  /** A component's or page's files without extension. `from`: the JSON file that names it. */
  component(url: string, from: string): Resolved {
    const scheme = url.indexOf('://');
    if (scheme > 0) return this.external(url);
    const bases = url.startsWith('/')
      ? [path.join(this.project.root, url)]
      : url.startsWith('.')
        ? [path.join(path.dirname(from), url)]
        : [
            path.join(path.dirname(from), url),
            ...this.packageBases(url, path.dirname(from)),
            path.join(this.project.root, url),
          ];
    for (const base of bases) {
      const found = this.componentBase(base);
      if (found !== undefined) return { file: found };
    }
    return {
      problem: `no component at "${url}"`,
      fix: 'Correct the path: a component is a folder path with its file name, without extension.',
    };
  }

  /** A page or component of the kit by its name, if the kit is there and has it. */
  kit(name: string): string | undefined {
    for (const base of this.packageBases(`${KIT}/${name}`, this.project.root)) {
      const found = this.componentBase(base);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private external(url: string): Resolved {
    const missingKit = { problem: `"${url}" is served by ${KIT}, which has no such component here` };
    for (const prefix of [...KIT_TAG_URLS, PLUGIN_PAGES_URL]) {
      if (!url.startsWith(prefix)) continue;
      const name = url.slice(prefix.length);
      const known: readonly string[] = prefix === PLUGIN_PAGES_URL ? KIT_PAGES : KIT_TAGS;
      if (!known.includes(name))
        return {
          problem: `"${url}" is not known to the simulator`,
          fix: `Known there: ${known.join(', ')}.`,
        };
      const file = this.kit(name);
      return file === undefined ? missingKit : { file };
    }
    if (!url.startsWith('ext://')) return { problem: `"${url}": the simulator has no such plugin` };
    const { name, sub } = splitPackage(url.slice('ext://'.length));
    for (const dir of this.packageDirs(name, this.project.root)) {
      const json = this.project.readJson(path.join(dir, 'package.json'), this.diagnostics)?.value as
        { exports?: { components?: Record<string, unknown>; pages?: Record<string, unknown> } } | undefined;
      const target = json?.exports?.components?.[sub] ?? json?.exports?.pages?.[sub];
      if (typeof target === 'string') {
        const file = this.componentBase(path.join(dir, target));
        return file === undefined
          ? { problem: `"${url}" leads to ${target}, and there is no component there` }
          : { file };
      }
      // Sources under an alias have no exports yet: those are made when the package is built.
      const source = this.project.alias(name)?.dir === dir ? this.componentAt(dir, sub) : undefined;
      if (source !== undefined) return { file: source };
    }
    return {
      problem: `"${url}": no package "${name}" that exports a component "${sub}"`,
      fix: 'Build npm into miniprogram_npm, and check exports.components in its package.json.',
    };
  }

  /** Folders that a package name may stand for, best first. */
  private packageDirs(name: string, from: string): string[] {
    const installed: string[] = [];
    for (let dir = from; this.project.contains(dir); dir = path.dirname(dir))
      installed.push(path.join(dir, 'miniprogram_npm', name));
    const alias = this.project.alias(name);
    if (!alias) return installed;
    return this.preferInstalled ? [...installed, alias.dir] : [alias.dir, ...installed];
  }

  private componentAt(dir: string, sub: string): string | undefined {
    for (const inner of packagePaths(this.project, dir, sub)) {
      const found = this.componentBase(path.join(dir, inner));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private packageBases(spec: string, from: string): string[] {
    const { name, sub } = splitPackage(spec);
    return this.packageDirs(name, from).flatMap((dir) =>
      packagePaths(this.project, dir, sub).map((inner) => path.join(dir, inner)),
    );
  }

  private script(base: string, spec: string): Resolved {
    if (!this.project.contains(base)) return { problem: `"${spec}" leads out of the mini-program` };
    const file = this.scriptFile(base);
    return file === undefined ? { problem: `cannot find module "${spec}"` } : { file };
  }

  private scriptFile(base: string): string | undefined {
    const candidates = /\.(?:js|ts|json|sjs)$/.test(base) ? [base] : [];
    if (base.endsWith('.js')) candidates.push(`${base.slice(0, -3)}.ts`);
    for (const extension of [...SCRIPT_EXTENSIONS, '.json']) candidates.push(base + extension);
    const main = this.project.isFile(path.join(base, 'package.json'))
      ? (
          this.project.readJson(path.join(base, 'package.json'), this.diagnostics)?.value as
            { main?: unknown } | undefined
        )?.main
      : undefined;
    if (typeof main === 'string')
      for (const extension of ['', ...SCRIPT_EXTENSIONS, '/index.js'])
        candidates.push(path.join(base, main) + extension);
    for (const extension of SCRIPT_EXTENSIONS) candidates.push(path.join(base, `index${extension}`));
    return candidates.find((file) => this.project.isFile(file));
  }

  /** The script of a page or component, given its path without extension. */
  scriptOf(base: string): string | undefined {
    return SCRIPT_EXTENSIONS.map((extension) => base + extension).find((file) => this.project.isFile(file));
  }

  componentBase(base: string): string | undefined {
    const bare = base.replace(/\.(?:json|ttml|js|ts)$/, '');
    return [bare, path.join(bare, 'index')].find(
      (one) =>
        this.project.contains(one) &&
        COMPONENT_EXTENSIONS.some((extension) => this.project.isFile(one + extension)),
    );
  }
}
