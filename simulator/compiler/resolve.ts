import path from 'node:path';
import { KIT, KIT_PAGES, KIT_TAG_URLS, KIT_TAGS, packagePaths, PLUGIN_PAGES_URL } from './kit';
import { isIgnored } from './git-ignore';
import { InstalledPackages } from './npm';
import type { Project } from './project';
import type { Diagnostics } from './diagnostics';
import { nearestName } from '../rules/nearest';
import { PathAliases } from './ts-paths';

/** `ignored`: nothing is there because git leaves it out, as settings and keys of one's own are. */
export type Resolved = { file: string } | { problem: string; fix?: string; ignored?: true };

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
  private readonly installed: InstalledPackages;
  private readonly paths: PathAliases;

  constructor(
    private readonly project: Project,
    private readonly diagnostics: Diagnostics,
    /** True: a copy in miniprogram_npm beats an alias of the same name. */
    private readonly preferInstalled: boolean,
    /** The folder that the program was opened by: the one with project.config.json. @default the program's */
    private readonly opened: string = project.root,
  ) {
    this.installed = new InstalledPackages(project, diagnostics, this.opened);
    this.paths = new PathAliases(project, diagnostics, this.opened);
  }

  /** `spec` as written in `from`, both of them JavaScript or TypeScript. */
  module(spec: string, from: string): Resolved {
    const dir = path.dirname(from);
    if (spec.startsWith('./') || spec.startsWith('../') || spec === '.' || spec === '..')
      return this.script(path.join(dir, spec), spec);
    if (spec.startsWith('/')) return this.script(path.join(this.project.root, spec), spec);
    for (const base of [...this.paths.bases(spec), ...this.packageBases(spec, dir)]) {
      const file = this.scriptFile(base);
      if (file !== undefined) return { file };
    }
    // Programs also write a path from the project root, or beside the file, without a leading dot.
    const bare = this.scriptFile(path.join(this.project.root, spec)) ?? this.scriptFile(path.join(dir, spec));
    if (bare !== undefined) return { file: bare };
    const { name, sub } = splitPackage(spec);
    const folder = this.installed.dir(name, dir);
    if (folder !== undefined) {
      for (const base of this.installed.bases(folder, sub)) {
        const file = this.scriptFile(base);
        if (file === undefined) continue;
        this.tellUnbuilt(name, from);
        return { file };
      }
      return {
        problem: `package "${name}" in node_modules has no script "${sub === '' ? 'index.js' : sub}"`,
        fix: 'Check main in its package.json, and whether it is a package for mini-programs.',
      };
    }
    return this.nowhere(spec, path.join(this.project.root, spec));
  }

  /** On a device there is no node_modules. */
  private tellUnbuilt(name: string, from: string): void {
    if (from.split(path.sep).includes('node_modules')) return;
    this.diagnostics.warnOnce(
      `unbuilt:${name}`,
      this.project.nameOf(from),
      `package "${name}" is taken from node_modules, which a device does not have`,
      undefined,
      'Build npm in the IDE (构建 npm), so that it is in miniprogram_npm.',
    );
  }

  private nowhere(spec: string, base: string): Resolved {
    const problem = `cannot find module "${spec}"`;
    const ignored = ['', '.js', '.ts', '.json', '/index.js', '/index.ts']
      .map((end) => base + end)
      .find((file) => isIgnored(file, this.opened));
    if (ignored !== undefined)
      return {
        problem: `${problem}: git ignores ${path.relative(this.opened, ignored).split(path.sep).join('/')}, and the copy is missing`,
        fix: 'Make the file, as the project says; an empty object stands for it here.',
        ignored: true,
      };
    const near = this.nearest(base);
    return {
      problem,
      fix:
        near === undefined
          ? 'Name a file of this program from here (./file) or from its root (/file), or build the package that it is in.'
          : `There is "${near}": did you mean that?`,
    };
  }

  /** A file with almost the name of one that is not there. */
  private nearest(base: string): string | undefined {
    const dir = path.dirname(base);
    if (!this.project.contains(dir)) return undefined;
    const names = this.project.namesIn(dir).filter((name) => /\.(?:js|ts|json)$/.test(name));
    const found = nearestName(
      path.basename(base),
      names.map((name) => name.replace(/\.\w+$/, '')),
    );
    return found === undefined ? undefined : this.project.nameOf(path.join(dir, found));
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
            ...this.paths.bases(url),
            ...this.packageBases(url, path.dirname(from)),
            path.join(this.project.root, url),
          ];
    for (const base of bases) {
      const found = this.componentBase(base);
      if (found !== undefined) return { file: found };
    }
    return this.installedComponent(url, from);
  }

  private installedComponent(url: string, from: string): Resolved {
    const { name, sub } = splitPackage(url);
    const folder = /^[./]/.test(url) ? undefined : this.installed.dir(name, path.dirname(from));
    for (const base of folder === undefined ? [] : this.installed.bases(folder, sub)) {
      const found = this.componentBase(base);
      if (found === undefined) continue;
      this.tellUnbuilt(name, from);
      return { file: found };
    }
    return {
      problem: `no component at "${url}"`,
      fix:
        folder === undefined
          ? 'A component is named by the path of its files without extension, from here (./x/x), from the root (/x/x), or in a package that is built into miniprogram_npm.'
          : `Package "${name}" is installed, but has no such component: look into its package.json for "miniprogram", the folder of its components, and build npm.`,
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
    return file === undefined ? this.nowhere(spec, base) : { file };
  }

  private scriptFile(base: string): string | undefined {
    const candidates = /\.(?:[cm]?js|ts|json|sjs)$/.test(base) ? [base] : [];
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
