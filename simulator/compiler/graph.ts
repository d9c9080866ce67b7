import path from 'node:path';
import type { DeclaredTag, PlaceOf } from '../rules/facts';
import { nearestName } from '../rules/nearest';
import { leftBehind, subPackagesOf, type SubPackage } from '../rules/packages';
import type { AppJson, CompiledProgram, PageJson } from '../protocol';
import { checkAppJson, checkUnitJson } from './check-json';
import type { Diagnostics } from './diagnostics';
import type { JsonResult } from './jsonc';
import { KIT, KIT_PAGES, KIT_TAG_URLS, KIT_TAGS, PLUGIN, PLUGIN_PAGES_URL } from './kit';
import { isInstalled, type Project } from './project';
import type { Resolver } from './resolve';
import { isPiece, nothingStandsIn, standIn } from './stand-in';
import type { Position } from './text';
import { isRecord } from '../record';

/** One page or component: its id and its files' path without extension. */
export interface Unit {
  id: string;
  base: string;
  isPage: boolean;
  /** Tags that its JSON and app.json declare, found or not, with the component's path as written. */
  urls: Map<string, string>;
}

/** What app.json and the pages' JSON say. */
export interface ProgramGraph {
  app: AppJson;
  pages: string[];
  /** Dependencies first. */
  units: Unit[];
  json: Record<string, PageJson>;
  external: Record<string, string>;
  /** Tags that JSON files declare, each once. */
  declared: DeclaredTag[];
  /** Places in app.json. */
  placeOf: PlaceOf;
  themes?: CompiledProgram['themes'];
}

/** Pages of a program, and components that one file declares: nobody has so many, and each is looked for. */
const MOST_NAMES = 2000;

/** A component of the kit among the program's own files, copied by a framework (mpx adds a hash). */
const COPY = new RegExp(`(?:^|/)${KIT}\\w*/(?:${[...KIT_TAGS, ...KIT_PAGES].join('|')})/index$`);
const isCopy = ({ id }: Unit): boolean => !isInstalled(id) && COPY.test(id);

/** Some pages or components, all components that they use, and theirs. */
export function unitsFrom(json: CompiledProgram['json'], ids: Iterable<string>): Set<string> {
  const units = new Set(ids);
  // A set is gone through to its end, with what is added on the way.
  for (const unit of units)
    for (const used of Object.values(json[unit]?.usingComponents ?? {})) units.add(used.replace(/^\//, ''));
  return units;
}

interface PageEntry {
  /** As written. */
  url: string;
  jsonPath: (string | number)[];
}

/** Walks app.json, its pages and every component they use. */
export class GraphBuilder {
  private readonly units = new Map<string, Unit>();
  private readonly order: Unit[] = [];
  private readonly json: Record<string, PageJson> = {};
  private readonly external: Record<string, string> = {};
  private readonly declared: DeclaredTag[] = [];
  private app: JsonResult | undefined;
  private packages: readonly SubPackage[] = [];
  private readonly appFile: string;

  constructor(
    private readonly project: Project,
    private readonly resolver: Resolver,
    private readonly diagnostics: Diagnostics,
  ) {
    this.appFile = path.join(project.root, 'app.json');
  }

  build(): ProgramGraph {
    this.app = this.project.readJson(this.appFile, this.diagnostics);
    if (!this.app) this.diagnostics.tell('app-json-missing', 'app.json');
    else checkAppJson(this.app, 'app.json', this.diagnostics);
    const app = isRecord(this.app?.value) ? this.app.value : {};
    this.packages = subPackagesOf(app);
    const kit = this.addKit();
    const pages: string[] = [];
    for (const entry of this.pageEntries(app)) {
      const id = this.addPage(entry);
      if (id !== undefined && !pages.includes(id)) pages.push(id);
    }
    if (this.app && !this.app.error && pages.length === 0)
      this.diagnostics.tell('pages-empty', 'app.json', this.app.positionOf('pages'));
    const tabBar = path.join(this.project.root, 'custom-tab-bar/index');
    if (isRecord(app.tabBar) && app.tabBar.custom === true && this.resolver.componentBase(tabBar) === tabBar)
      this.visit(tabBar, false);
    if (this.order.some(isCopy)) this.dropKit(pages);
    else this.addBuiltInTags(kit);
    for (const name of KIT_PAGES) {
      const id = this.external[PLUGIN_PAGES_URL + name];
      if (id !== undefined && !pages.includes(id)) pages.push(id);
    }
    this.checkTargets(app, pages);
    const names = Array.isArray(app.pages) ? app.pages.filter((page) => typeof page === 'string') : [];
    return {
      app: { ...app, pages: names },
      pages,
      units: this.order,
      json: this.json,
      external: this.external,
      declared: this.declared,
      placeOf: (...at) => this.app?.positionOf(...at) ?? { line: 1, column: 1 },
      ...this.themes(app),
    };
  }

  /** Values of `@name` by theme: `themeLocation` of app.json. */
  private themes(app: Record<string, unknown>): Pick<ProgramGraph, 'themes'> {
    if (typeof app.themeLocation !== 'string') return {};
    const file = path.join(this.project.root, app.themeLocation.replace(/^\/+/, ''));
    const value = this.project.readJson(file, this.diagnostics)?.value;
    if (isRecord(value)) return { themes: value as ProgramGraph['themes'] };
    this.diagnostics.tell('theme-file', 'app.json', this.app?.positionOf('themeLocation'), {
      url: app.themeLocation,
    });
    return {};
  }

  /** The kit's components under their official urls; tag -> component id. */
  private addKit(): Record<string, string> {
    const tags: Record<string, string> = {};
    for (const name of KIT_TAGS) {
      const base = this.resolver.kit(name);
      if (base === undefined) continue;
      const id = this.visit(base, false);
      tags[name] = id;
      for (const prefix of KIT_TAG_URLS) this.external[prefix + name] = id;
    }
    for (const name of KIT_PAGES) {
      const base = this.resolver.kit(name);
      if (base !== undefined) this.external[PLUGIN_PAGES_URL + name] = this.visit(base, false);
    }
    return tags;
  }

  /**
   * Takes the kit out again, but for what the program names: a build that carries a copy is the only one that
   * talks to the merchant.
   */
  private dropKit(pages: readonly string[]): void {
    const isOfKit = (id: string): boolean => id.startsWith(`npm:${KIT}/`);
    const wanted = unitsFrom(this.json, [
      ...pages,
      ...this.order.map(({ id }) => id).filter((id) => !isOfKit(id)),
    ]);
    this.order.splice(0, this.order.length, ...this.order.filter(({ id }) => wanted.has(id)));
    for (const [url, id] of Object.entries(this.external)) if (!wanted.has(id)) delete this.external[url];
    for (const id of Object.keys(this.json)) if (!wanted.has(id)) delete this.json[id];
  }

  /** `pay-button` and `consume-card` need no declaration: they are tags of the base library. */
  private addBuiltInTags(tags: Record<string, string>): void {
    const own = new Set(Object.values(tags));
    for (const { id } of this.order) {
      const using = this.json[id]?.usingComponents;
      if (!using || own.has(id)) continue;
      for (const [tag, target] of Object.entries(tags)) if (!(tag in using)) using[tag] = `/${target}`;
    }
  }

  /** Places of app.json that name a page must name one that is listed. */
  private checkTargets(app: Record<string, unknown>, pages: readonly string[]): void {
    const check = (target: unknown, ...at: (string | number)[]): void => {
      if (typeof target !== 'string' || pages.includes(target.replace(/^\/+/, ''))) return;
      this.diagnostics.tell('page-unlisted', 'app.json', this.app?.positionOf(...at), {
        key: at.join('.'),
        url: target,
        near: nearestName(target.replace(/^\/+/, ''), pages),
      });
    };
    check(app.entryPagePath, 'entryPagePath');
    const tabs = isRecord(app.tabBar) && Array.isArray(app.tabBar.list) ? (app.tabBar.list as unknown[]) : [];
    tabs.forEach((tab, index) => isRecord(tab) && check(tab.pagePath, 'tabBar', 'list', index, 'pagePath'));
  }

  /**
   * Pages of the trade plugin come with the plugin: on a device they are missing unless package.json declares
   * it.
   */
  private checkPlugin(at: Position | undefined): void {
    const file = path.join(this.project.root, 'package.json');
    const json = this.project.readJson(file, this.diagnostics)?.value as
      { ttPlugins?: { dependencies?: Record<string, unknown> } } | undefined;
    if (json?.ttPlugins?.dependencies?.[PLUGIN] !== undefined) return;
    this.diagnostics.tell('official-plugin', 'app.json', at, { plugin: PLUGIN });
  }

  private pageEntries(app: Record<string, unknown>): PageEntry[] {
    const entries: PageEntry[] = [];
    const addAll = (list: unknown, at: (string | number)[], root: string): void => {
      if (list !== undefined && !Array.isArray(list))
        return this.diagnostics.tell('json-list', 'app.json', this.app?.positionOf(...at), {
          key: at.join('.'),
        });
      ((list ?? []) as unknown[]).forEach((page, index) => {
        const jsonPath = [...at, index];
        if (typeof page === 'string')
          entries.push({ url: page.includes('://') ? page : path.posix.join(root, page), jsonPath });
        else this.diagnostics.tell('page-text', 'app.json', this.app?.positionOf(...jsonPath));
      });
    };
    addAll(app.pages, ['pages'], '');
    for (const key of ['subPackages', 'subpackages']) {
      const packages = app[key];
      if (!Array.isArray(packages)) continue;
      packages.forEach((one: unknown, index) => {
        if (isRecord(one) && typeof one.root === 'string') addAll(one.pages, [key, index, 'pages'], one.root);
        else this.diagnostics.tell('subpackage-shape', 'app.json', this.app?.positionOf(key, index));
      });
    }
    return this.notTooMany('pages', 'app.json', this.app?.positionOf('pages'), entries);
  }

  /** What an endless list has too much is left out, in one word: each would cost a look at the disk. */
  private notTooMany<T>(key: string, file: string, at: Position | undefined, names: T[]): T[] {
    if (names.length > MOST_NAMES)
      this.diagnostics.tell('json-many', file, at, { key, count: names.length, most: MOST_NAMES });
    return names.slice(0, MOST_NAMES);
  }

  private addPage({ url, jsonPath }: PageEntry): string | undefined {
    const at = this.app?.positionOf(...jsonPath);
    if (url.includes('://')) {
      const found = this.resolver.component(url, this.appFile);
      if (url.startsWith(PLUGIN_PAGES_URL)) this.checkPlugin(at);
      if ('file' in found) {
        this.external[url] = this.visit(found.file, true);
        return this.external[url];
      }
      this.diagnostics.tellProblem(found.problem, 'app.json', at, 'warning');
      this.external[url] = this.visit(standIn(this.project, url, true), true);
      return this.external[url];
    }
    const base = path.join(this.project.root, url.replace(/^\/+/, ''));
    if (this.project.contains(base) && this.resolver.componentBase(base) === base)
      return this.visit(base, true);
    this.diagnostics.tell('page-file', 'app.json', at, { url, near: this.nearPage(base) });
    return undefined;
  }

  /** A page that was probably meant: of another name, or written with its extension. */
  private nearPage(base: string): string | undefined {
    const bare = base.replace(/\.(?:ttml|js|ts|json|ttss)$/, '');
    const isPage = bare !== base && this.resolver.componentBase(bare) === bare;
    return isPage ? this.project.nameOf(bare) : this.project.nearest(base, /\.ttml$/);
  }

  private visit(base: string, isPage: boolean): string {
    const id = this.project.nameOf(base);
    if (this.units.has(id)) return id;
    const unit = { id, base, isPage, urls: new Map<string, string>() };
    this.units.set(id, unit);
    const file = `${base}.json`;
    const own = this.project.readJson(file, this.diagnostics);
    if (!isInstalled(id)) checkUnitJson(own, isPage, this.project.nameOf(file), this.diagnostics);
    const value = isRecord(own?.value) ? own.value : {};
    const json: PageJson = { ...value, usingComponents: {} };
    if (!isPage) json.component = true;
    this.json[id] = json;
    if (this.app) this.use(json, this.app, this.appFile, id);
    if (own) {
      this.use(json, own, file, id);
      this.useDefaults(json, own, file);
    }
    this.order.push(unit);
    return id;
  }

  /** Placeholders in a component's template (`componentGenerics`), with what stands in when nobody says. */
  private useDefaults(json: PageJson, source: JsonResult, file: string): void {
    const generics = isRecord(source.value) ? source.value.componentGenerics : undefined;
    if (!isRecord(generics)) return;
    const known: Record<string, unknown> = {};
    for (const [name, generic] of Object.entries(generics)) {
      const url = isRecord(generic) ? generic.default : undefined;
      known[name] = { default: `/${this.visit(nothingStandsIn(this.project), false)}` };
      if (typeof url !== 'string') continue;
      const found = this.resolver.component(url, file);
      if ('file' in found) known[name] = { default: `/${this.visit(found.file, false)}` };
      else
        this.diagnostics.tellProblem(
          found.problem,
          this.project.nameOf(file),
          source.positionOf('componentGenerics', name),
        );
    }
    json.componentGenerics = known;
  }

  private use(json: PageJson, source: JsonResult, file: string, user: string): void {
    const using = isRecord(source.value) ? source.value.usingComponents : undefined;
    if (using === undefined) return;
    const name = this.project.nameOf(file);
    if (!isRecord(using))
      return this.diagnostics.tell('using-object', name, source.positionOf('usingComponents'));
    const place = source.positionOf('usingComponents');
    for (const [tag, url] of this.notTooMany('usingComponents', name, place, Object.entries(using))) {
      const at = source.positionOf('usingComponents', tag);
      if (typeof url !== 'string') {
        this.diagnostics.tell('using-text', name, at, { tag });
        continue;
      }
      // What app.json declares is for the program's own files, not for packages.
      if (file === this.appFile && user.startsWith('npm:')) continue;
      this.units.get(user)?.urls.set(tag, url);
      if (!this.declared.some((one) => one.file === name && one.tag === tag))
        this.declared.push({ tag, url, file: name, at });
      const found = this.resolver.component(url, file);
      if ('problem' in found) {
        if (!isPiece(url)) this.diagnostics.tellProblem(found.problem, name, at);
        if (url.includes('://'))
          json.usingComponents[tag] = `/${this.visit(standIn(this.project, url, false), false)}`;
        continue;
      }
      if (found.unbuilt !== undefined)
        this.diagnostics.once(`unbuilt:${found.unbuilt}`, 'npm-unbuilt', name, at, {
          package: found.unbuilt,
        });
      const id = this.visit(found.file, false);
      const left = file === this.appFile ? undefined : leftBehind(this.packages, user, id);
      if (left)
        this.diagnostics.tell('independent-outside', name, at, { spec: url, root: left.root.slice(0, -1) });
      json.usingComponents[tag] = `/${id}`;
      if (url.includes('://')) this.external[url] = id;
    }
  }
}
