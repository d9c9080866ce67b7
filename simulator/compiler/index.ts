import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CompiledProgram } from '../protocol';
import { Diagnostics } from './diagnostics';
import { emit } from './emit';
import { GraphBuilder, type Unit } from './graph';
import { parseJson } from './jsonc';
import { BOOT_ID, bootSource, KIT, KIT_PAGES, PLUGIN_PAGES_URL } from './kit';
import { ModuleCache, moduleId, Modules, type CompiledModule } from './modules';
import { isInside, Project } from './project';
import { Resolver } from './resolve';
import { TemplateCache, Templates } from './templates';
import { Styles } from './ttss';

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
}

export interface CompileResult {
  /** JavaScript that defines `window.__TRADE_SIM_PROGRAM__` (`ProgramBundle`). */
  bundle: string;
  /** Source map of `bundle`; its sources are named as in diagnostics. */
  map: string;
  program: CompiledProgram;
  /** Absolute paths of every file read. */
  files: string[];
  /** The folder that holds app.json. */
  root: string;
}

export interface Compiler {
  compile(): Promise<CompileResult>;
}

interface ProjectConfig {
  appid?: unknown;
  miniprogramRoot?: unknown;
}

function readConfig(root: string, diagnostics: Diagnostics): ProjectConfig {
  const file = path.join(root, 'project.config.json');
  if (!existsSync(file)) return {};
  const { value, error } = parseJson(readFileSync(file, 'utf8'));
  if (error)
    diagnostics.error(
      'project.config.json',
      `not valid JSON: ${error.message}`,
      error.at,
      'Correct this line.',
    );
  return typeof value === 'object' && value !== null ? value : {};
}

/** The folder that holds app.json, following `miniprogramRoot`. */
export function findProgramRoot(
  root: string,
  diagnostics = new Diagnostics(),
): { root: string; appid: string } {
  const config = readConfig(root, diagnostics);
  const appid = typeof config.appid === 'string' ? config.appid : 'testAppId';
  if (typeof config.miniprogramRoot !== 'string') return { root, appid };
  const inner = path.resolve(root, config.miniprogramRoot);
  const usable = isInside(root, inner) && existsSync(inner) && statSync(inner).isDirectory();
  if (!usable)
    diagnostics.error(
      'project.config.json',
      `"miniprogramRoot" is not a folder in this project: ${config.miniprogramRoot}`,
    );
  return { root: usable ? inner : root, appid };
}

function buildStyles(
  project: Project,
  diagnostics: Diagnostics,
  units: readonly Unit[],
  json: CompiledProgram['json'],
): Record<string, string> {
  const sheets = new Styles(project, diagnostics);
  const styles: Record<string, string> = {};
  const app = sheets.compile(path.join(project.root, 'app.ttss'), false);
  if (app !== undefined) styles.app = app;
  for (const { id, base } of units) {
    const css = sheets.compile(`${base}.ttss`, json[id]?.component === true);
    if (css !== undefined) styles[id] = css;
    else if (!project.isFile(`${base}.ttss`)) {
      const other = ['.scss', '.less'].find((extension) => project.isFile(base + extension));
      if (other !== undefined)
        diagnostics.warn(
          `${id}${other}`,
          'only .ttss is read',
          undefined,
          `Compile it to ${path.basename(base)}.ttss.`,
        );
    }
  }
  return styles;
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

/** A compiler of one program that remembers what has not changed. */
export function createCompiler(options: CompileOptions): Compiler {
  const moduleCache = new ModuleCache();
  const templateCache = new TemplateCache();
  return {
    async compile() {
      const diagnostics = new Diagnostics();
      const { root, appid } = findProgramRoot(path.resolve(options.root), diagnostics);
      const project = new Project(root, options.aliases);
      const kitAlias = project.alias(KIT);
      const preferInstalled = options.preferInstalled ?? !(kitAlias && isInside(kitAlias.dir, root));
      const resolver = new Resolver(project, diagnostics, preferInstalled);
      const { app, pages, units, json, external } = new GraphBuilder(project, resolver, diagnostics).build();

      const appScript = resolver.scriptOf(path.join(root, 'app'));
      const main = resolver.module(KIT, path.join(root, 'app.js'));
      const auto = resolver.module(`${KIT}/auto`, path.join(root, 'app.js'));
      const boot = 'file' in main && 'file' in auto ? [main.file, auto.file] : [];
      const scripts = units.map(({ base }) => resolver.scriptOf(base));
      const own = [appScript, ...scripts].filter((file) => file !== undefined);
      const tracer = new Modules(project, resolver, diagnostics);
      const [templates, modules] = await Promise.all([
        new Templates(project, diagnostics, templateCache).compile(units),
        tracer.compile([...new Set([...own, ...boot])], moduleCache),
      ]);
      const usesKit = [...tracer.ownRequires].some((spec) => spec === KIT || spec.startsWith(`${KIT}/`));
      if (!usesKit && 'file' in main && 'file' in auto) {
        addBoot(modules, external, {
          main: moduleId(project, main.file),
          auto: moduleId(project, auto.file),
        });
      }
      const styles = buildStyles(project, diagnostics, units, json);
      const program: CompiledProgram = {
        appid,
        app,
        pages,
        order: units.map(({ id }) => id),
        json,
        styles,
        external,
        diagnostics: diagnostics.list,
      };
      return {
        ...emit(program, modules, templates.code, templates.scripts),
        program,
        files: [...project.files],
        root,
      };
    },
  };
}

export function compileProgram(options: CompileOptions): Promise<CompileResult> {
  return createCompiler(options).compile();
}
