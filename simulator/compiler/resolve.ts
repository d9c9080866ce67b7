import { existsSync } from 'node:fs';
import path from 'node:path';
import { KIT, KIT_PAGES, KIT_TAG_URLS, KIT_TAGS, packagePaths, PLUGIN_PAGES_URL, SDK_URL } from './kit';
import { isIgnored } from './git-ignore';
import { InstalledPackages } from './npm';
import type { Project } from './project';
import type { Diagnostics } from './diagnostics';
import { problem, type Problem } from '../rules/diagnose';
import { KIT_COMPONENTS } from '../rules/kit';
import { nearestName } from '../rules/nearest';
import { PIECE_NAMES } from './stand-in';
import { PathAliases } from './ts-paths';

/**
 * `unbuilt`: the package, where the file is in node_modules, which a device has not. `ignored`: nothing is
 * there because git leaves it out, as settings and keys of one's own are.
 */
type Resolved = { file: string; unbuilt?: string } | { problem: Problem; ignored?: true };

const SCRIPT_EXTENSIONS = ['.ts', '.js'];
const COMPONENT_EXTENSIONS = ['.json', '.ttml', '.ts', '.js'];

/** What a plug-in of the platform is named by: the id of the mini-program that offers it. */
const PLUGIN_ID = /^tt[\da-f]{16,}:\/\//;

/** Splits `@scope/name/a/b` and `name/a/b` into package and rest. */
function splitPackage(spec: string): { name: string; sub: string } {
  const parts = spec.split('/');
  const length = spec.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, length).join('/'), sub: parts.slice(length).join('/') };
}

/** A package that asks for another has said so already. */
const unbuilt = (name: string, from: string): { unbuilt?: string } =>
  from.split(path.sep).includes('node_modules') ? {} : { unbuilt: name };

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
        return { file, ...unbuilt(name, from) };
      }
      return {
        problem: problem('module-script', { package: name, script: sub === '' ? 'index.js' : sub }),
      };
    }
    return this.nowhere(spec, path.join(this.project.root, spec));
  }

  private nowhere(spec: string, base: string): Resolved {
    const ignored = ['', '.js', '.ts', '.json', '/index.js', '/index.ts']
      .map((end) => base + end)
      .find((file) => isIgnored(file, this.opened));
    if (ignored !== undefined)
      return {
        problem: problem('module-ignored', {
          spec,
          file: path.relative(this.opened, ignored).split(path.sep).join('/'),
        }),
        ignored: true,
      };
    return {
      problem: problem('module-missing', { spec, near: this.project.nearest(base, /\.(?:js|ts|json)$/) }),
    };
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
      return { file: found, ...unbuilt(name, from) };
    }
    if (folder !== undefined) return { problem: problem('component-installed', { url, package: name }) };
    const kit = url.startsWith(`${KIT}/`) ? this.nearKit(url) : undefined;
    if (kit !== undefined) return { problem: problem('component-file', { url, near: kit }) };
    const base = path.join(url.startsWith('/') ? this.project.root : path.dirname(from), url);
    const near = this.project.nearest(base, /\.(?:ttml|js|ts)$/);
    const isPackage = near === undefined && /^(?:@[\w.-]+\/)?[\w.-]+\/\w/.test(url);
    const isFolder = existsSync(path.join(this.project.root, url.split('/')[0] ?? ''));
    return {
      problem:
        isPackage && !isFolder
          ? problem('component-package', { url, package: name })
          : problem('component-file', { url, near }),
    };
  }

  /** A component of the kit by almost this path. */
  private nearKit(url: string): string | undefined {
    const known = [...KIT_COMPONENTS.keys()].map((name) => `${KIT}/${name}/index`);
    return nearestName(url, known) ?? nearestName(`${url.replace(/\/+$/, '')}/index`, known);
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
    const missingKit = { problem: problem('plugin-kit', { url, kit: KIT }) };
    for (const prefix of [...KIT_TAG_URLS, PLUGIN_PAGES_URL]) {
      if (!url.startsWith(prefix)) continue;
      const name = url.slice(prefix.length);
      const ours: readonly string[] = prefix === PLUGIN_PAGES_URL ? KIT_PAGES : KIT_TAGS;
      const known = prefix === SDK_URL ? [...ours, ...PIECE_NAMES] : ours;
      if (!ours.includes(name))
        return {
          problem: problem('plugin-page-unknown', {
            url,
            known: known.join(', '),
            near: nearestName(name, known),
          }),
        };
      const file = this.kit(name);
      return file === undefined ? missingKit : { file };
    }
    if (PLUGIN_ID.test(url)) return { problem: problem('plugin-foreign', { url }) };
    if (!url.startsWith('ext://')) return { problem: problem('plugin-unknown', { url }) };
    const { name, sub } = splitPackage(url.slice('ext://'.length));
    for (const dir of this.packageDirs(name, this.project.root)) {
      const json = this.project.readJson(path.join(dir, 'package.json'), this.diagnostics)?.value as
        { exports?: { components?: Record<string, unknown>; pages?: Record<string, unknown> } } | undefined;
      const target = json?.exports?.components?.[sub] ?? json?.exports?.pages?.[sub];
      if (typeof target === 'string') {
        const file = this.componentBase(path.join(dir, target));
        return file === undefined ? { problem: problem('plugin-target', { url, target }) } : { file };
      }
      // Sources under an alias have no exports yet: those are made when the package is built.
      const source = this.project.alias(name)?.dir === dir ? this.componentAt(dir, sub) : undefined;
      if (source !== undefined) return { file: source };
    }
    return { problem: problem('plugin-export', { url, package: name, sub }) };
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
    if (!this.project.contains(base)) return { problem: problem('module-outside', { spec }) };
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
