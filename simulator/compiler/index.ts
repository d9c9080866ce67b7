import path from 'node:path';
import type { AppJson, CompiledProgram } from '../protocol';
import { checkFacts } from '../rules/check';
import { withoutWrong } from '../rules/option-values';
import { subPackagesOf } from '../rules/packages';
import { Diagnostics } from './diagnostics';
import { gatherFacts } from './facts';
import { placesOf, type UnitPlace } from './places';
import { emit } from './emit';
import { GraphBuilder } from './graph';
import { BOOT_ID, bootSource, KIT, KIT_PAGES, PLUGIN_PAGES_URL } from './kit';
import { checkLoops, loopsOf } from './loops';
import { ModuleCache, moduleId, Modules, type CompiledModule } from './modules';
import { findProgramRoot } from './program-root';
import { isRecord } from '../record';
import { isInside, isOfPackage, Project } from './project';
import { Resolver } from './resolve';
import { buildSheets, sheetsAgain, type Sheet } from './sheets';
import { TemplateCache, Templates } from './templates';

export interface CompileOptions {
  /**
   * The mini-program's folder: the one with app.json, or with a project.config.json whose `miniprogramRoot`
   * leads there.
   */
  root: string;
  /**
   * Package name -> the folder of its sources. Ids of what is reached through one begin with `npm:<name>/`.
   */
  aliases?: Record<string, string>;
  /**
   * Whether a package in the program's own miniprogram_npm beats an alias of the same name.
   * @default true, but for a program inside the aliased folder: there the sources are wanted.
   */
  preferInstalled?: boolean;
  /**
   * Lets scripts see what a browser has. Also `tradeSim.webGlobals` of project.config.json.
   * @default false: as on a device
   */
  webGlobals?: boolean;
  /**
   * The least base library that the program is for: what is newer is reported. Also `tradeSim.baseLibrary` or
   * `libVersion` of project.config.json.
   */
  baseLibrary?: string;
}

export interface CompileResult {
  /** JavaScript that defines `window.__TRADE_SIM_PROGRAM__` (`ProgramBundle`). */
  bundle: string;
  /** Source map of `bundle`; its sources are named as in diagnostics. */
  map: string;
  program: CompiledProgram;
  /** The same in two builds that differ in sheets and findings only. */
  logic: string;
  /** Absolute paths of every file read. */
  files: string[];
  /** The folder that holds app.json. */
  root: string;
  /** Whether the program's scripts see what a browser has. */
  webGlobals: boolean;
  /** Scripts of pages and components. */
  places: ReadonlyMap<string, UnitPlace>;
}

export interface Compiler {
  compile(): Promise<CompileResult>;
  /**
   * The sheets that hang on files that changed since the last build, without the rest of the program and
   * without findings. Unit id -> CSS as in `CompiledProgram.styles`; undefined if more than sheets may hang
   * on these files.
   */
  restyled(changed: readonly string[]): Record<string, string> | undefined;
}

/** Adds the kit's set-up in front of `app`, for a program that only uses the official names. */
function addBoot(
  modules: CompiledModule[],
  external: Record<string, string>,
  kit: { main: string; auto: string },
): void {
  const pages = Object.fromEntries(
    KIT_PAGES.filter((name) => external[PLUGIN_PAGES_URL + name]).map((name) => [
      name,
      PLUGIN_PAGES_URL + name,
    ]),
  );
  modules.push({
    id: BOOT_ID,
    code: bootSource(pages),
    requires: { [KIT]: kit.main, [`${KIT}/auto`]: kit.auto },
  });
  const app = modules.find(({ id }) => id === 'app');
  // A kit that cannot start must not stop the program's own App.
  const first = `try { require(${JSON.stringify(BOOT_ID)}); } catch (error) { setTimeout(() => { throw error; }); }`;
  const entry = app ?? { id: 'app', code: 'App({});', requires: {} };
  if (!app) modules.push(entry);
  modules.push({ ...entry, id: 'virtual:app' });
  Object.assign(entry, {
    code: `${first}\nmodule.exports = require('virtual:app');`,
    requires: { [BOOT_ID]: BOOT_ID, 'virtual:app': 'virtual:app' },
  });
  delete entry.map;
}

/** Scripts below the folder that `workers` of app.json names: nothing requires them. */
function workerScripts(project: Project, { workers }: AppJson): string[] {
  const folder: unknown =
    typeof workers === 'object' && workers !== null ? (workers as { path?: unknown }).path : workers;
  if (typeof folder !== 'string' || folder === '') return [];
  const dir = path.join(project.root, folder);
  return project.list(/\.[jt]s$/, 500).filter((file) => isInside(dir, file));
}

/** A compiler of one program that remembers what has not changed. */
export function createCompiler(options: CompileOptions): Compiler {
  const moduleCache = new ModuleCache();
  const templateCache = new TemplateCache();
  let last: { root: string; sheets: readonly Sheet[] } | undefined;
  return {
    restyled(changed) {
      return last && sheetsAgain(new Project(last.root, options.aliases), last.sheets, changed);
    },

    async compile() {
      const diagnostics = new Diagnostics();
      const { root, appid, plugins, ...config } = findProgramRoot(path.resolve(options.root), diagnostics);
      const webGlobals = options.webGlobals ?? config.webGlobals;
      const project = new Project(root, options.aliases, diagnostics);
      const kitAlias = project.alias(KIT);
      const preferInstalled = options.preferInstalled ?? !(kitAlias && isInside(kitAlias.dir, root));
      const resolver = new Resolver(project, diagnostics, preferInstalled, path.resolve(options.root));
      const graph = new GraphBuilder(project, resolver, diagnostics).build();
      const { app, pages, units, json, external, themes } = graph;
      const subPackages = subPackagesOf(app);

      const appScript = resolver.scriptOf(path.join(root, 'app'));
      // A build that has the kit in its own files sets it up itself, and a package beside it is none of ours.
      const isServed = units.some(({ id }) => isOfPackage(id, KIT));
      const ofKit = (spec: string): string | undefined => {
        const found = isServed ? resolver.module(spec, path.join(root, 'app.js')) : undefined;
        return found && 'file' in found ? found.file : undefined;
      };
      const [main, auto] = [ofKit(KIT), ofKit(`${KIT}/auto`)];
      const boot = main !== undefined && auto !== undefined ? [main, auto] : [];
      const scripts = units.map(({ base }) => resolver.scriptOf(base));
      const own = [appScript, ...scripts, ...workerScripts(project, app)].filter(
        (file) => file !== undefined,
      );
      const tracer = new Modules(
        project,
        resolver,
        diagnostics,
        moduleCache,
        subPackages,
        webGlobals ? 'web' : 'logic',
      );
      const markup = new Templates(project, diagnostics, templateCache, webGlobals ? 'web' : 'sjs');
      const [templates, modules] = await Promise.all([
        markup.compile(units),
        tracer.compile([...new Set([...own, ...boot])]),
      ]);
      const usesKit = [...tracer.ownRequires].some((spec) => spec === KIT || spec.startsWith(`${KIT}/`));
      if (!usesKit && main !== undefined && auto !== undefined) {
        addBoot(modules, external, { main: moduleId(project, main), auto: moduleId(project, auto) });
      }
      const { styles, sheets } = buildSheets(project, diagnostics, graph, plugins);
      last = { root, sheets };
      const packageJson = project.readJson(path.join(root, 'package.json'), diagnostics)?.value;
      const facts = gatherFacts(
        {
          project,
          resolver,
          graph,
          scripts: tracer.facts,
          subPackages: subPackages.map(({ root: folder }) => folder),
          packageJson: isRecord(packageJson) ? packageJson : {},
          baseLibrary: options.baseLibrary ?? config.baseLibrary,
        },
        (users) => markup.facts(users),
      );
      checkFacts(facts, diagnostics);
      const loops = loopsOf(json, (id) => markup.tagsOf(id));
      checkLoops(loops, json, (id) => markup.tagsOf(id), diagnostics);
      diagnostics.withoutEchoes();
      const program: CompiledProgram = {
        appid,
        app: { ...withoutWrong(app), pages: app.pages },
        pages,
        order: units.map(({ id }) => id),
        json,
        styles,
        external,
        ...(themes ? { themes } : {}),
        loops,
        diagnostics: diagnostics.list,
      };
      return {
        ...emit(program, modules, templates.code, templates.scripts),
        program,
        files: [...project.files],
        root,
        webGlobals,
        places: placesOf(facts.units),
      };
    },
  };
}

export function compileProgram(options: CompileOptions): Promise<CompileResult> {
  return createCompiler(options).compile();
}
