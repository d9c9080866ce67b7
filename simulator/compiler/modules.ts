import { Script } from 'node:vm';
import type { Program } from 'acorn';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { transform, type TransformFailure } from 'esbuild';
import { problem, wordsIn, type Place } from '../rules/diagnose';
import type { Diagnostics } from './diagnostics';
import { positionOf } from './esbuild-messages';
import { WEB_NAMES } from '../web-names';
import { parseJson } from './jsonc';
import type { Project } from './project';
import type { ScriptFacts } from '../rules/facts';
import { leftBehind, type SubPackage } from '../rules/packages';
import { nearestName } from '../rules/nearest';
import { isInstalled } from './project';
import { readExports, type Exports } from './read-exports';
import { readScript } from './read-script';
import { allowReturnThis, allowTypeTests, definesOf, THIS_GUARD, type Realm } from './realm';
import { parseModule, readRequires, type RequiredPath, type Requires } from './requires';
import type { Resolver } from './resolve';
import { guardThis } from './sloppy-this';
import { LineIndex, withoutOwnMap, type Position } from './text';

/** One logic module, ready to be put into the program script. */
export interface CompiledModule {
  id: string;
  /** What follows `function (require, module, exports) {`. */
  code: string;
  /** As written -> id, for every require and import. */
  requires: Record<string, string>;
  /** Source map of `code`, version 3. */
  map?: string;
  /** The script says that it has a map of its own. */
  isMapped?: boolean;
}

interface Transformed {
  code: string;
  map?: string;
  /** Where the places of `requires` are in the source. */
  requiresMap?: string;
  isMapped?: boolean;
  requires?: Requires;
  /** What it gives to others. */
  exports?: Exports;
  /** What the rules want to know of a script of the program's own. */
  facts?: ReturnType<typeof readScript>;
  failures: { message: string; at: Position | undefined }[];
}

/** Transforms by file name and text: a rebuild pays for what changed. */
export class ModuleCache {
  private readonly entries = new Map<string, { text: string; realm: Realm; result: Promise<Transformed> }>();

  transform(name: string, text: string, realm: Realm): Promise<Transformed> {
    const known = this.entries.get(name);
    if (known?.text === text && known.realm === realm) return known.result;
    const result = name.endsWith('.json') ? Promise.resolve(fromJson(text)) : fromScript(name, text, realm);
    this.entries.set(name, { text, realm, result });
    return result;
  }
}

function fromJson(text: string): Transformed {
  const { value, error } = parseJson(text);
  if (error) return { code: '', failures: [{ message: `not valid JSON: ${error.message}`, at: error.at }] };
  return { code: `module.exports = ${JSON.stringify(value)};`, failures: [] };
}

/** What is larger was made by a bundler, and nobody mends it by hand. */
const LARGEST_READ = 400_000;
/** What webpack leaves in its output, whose branches for other platforms never run here. */
const BUNDLED = /\b__webpack_(?:require|modules)__\b/;

/** Where scripts see what a browser has, its names are known, and text may become code. */
const seenIn = <F extends ScriptFacts>(realm: Realm, facts: F): F =>
  realm === 'web'
    ? { ...facts, unknown: facts.unknown.filter(({ name }) => !WEB_NAMES.includes(name)), codeTexts: [] }
    : facts;

const IMPORTED = /\bimport\s+(?:type\s+)?([\w$*\s{},]+?)\s+from\s*["']([^"'\n]*)/g;

/** Names that a source imports, each with its first place; the default of a module as `default x`. */
function importsIn(text: string): Map<string, Place> {
  const index = new LineIndex(text);
  const places = new Map<string, Place>();
  for (const { 0: whole, 1: names = '', 2: spec, index: start } of text.matchAll(IMPORTED)) {
    const from = start + whole.indexOf(names);
    places.set(`default ${spec}`, index.position(from));
    for (const { 0: name, index: at } of names.matchAll(/[\w$]+/g))
      if (!places.has(name)) places.set(name, index.position(from + at));
  }
  return places;
}

function factsOf(
  name: string,
  text: string,
  program: Program,
  requires: readonly RequiredPath[],
  map: string,
): ReturnType<typeof readScript> {
  const trace = new TraceMap(map);
  const place = (line: number, column: number): Place => {
    const original = originalPositionFor(trace, { line, column });
    return original.line === null
      ? { line: 1, column: 1 }
      : { line: original.line, column: original.column + 1 };
  };
  const lines = text.split('\n');
  return readScript(
    name,
    program,
    {
      place: ({ loc }) => place(loc?.start.line ?? 1, loc?.start.column ?? 0),
      line: (line) => lines[line - 1] ?? '',
      imports: importsIn(text),
      words: new Set(text.match(/[A-Za-z_$][\w$]*/g)),
    },
    requires.map(({ spec, line, column }) => ({ name: spec, at: place(line, column) })),
  );
}

/**
 * A module's text as a function. The inner one lets a module declare `module`, `App` or `require` itself; the
 * code starts on a line of its own.
 */
export const moduleFunction = (code: string): string =>
  `(function (require, module, exports) { (() => {\n${code}\n})(); })`;

async function fromScript(name: string, text: string, realm: Realm): Promise<Transformed> {
  try {
    const { code: made, map } = await transform(withoutOwnMap(text), {
      format: 'cjs',
      loader: name.endsWith('.ts') ? 'ts' : 'js',
      target: 'es2022',
      supported: { 'dynamic-import': false },
      define: { 'process.env.NODE_ENV': '"development"', ...definesOf(realm) },
      sourcemap: 'external',
      sourcefile: name,
      logLevel: 'silent',
      tsconfigRaw: '{}',
    });
    const code = allowReturnThis(allowTypeTests(made));
    // The program is one script: what one module cannot be must not break the others.
    new Script(moduleFunction(code), { filename: name });
    const program = parseModule(code);
    const requires = program && readRequires(program, code);
    const isRead = program && !isInstalled(name) && code.length <= LARGEST_READ && !BUNDLED.test(text);
    return {
      ...guardThis(program, { code, map }, THIS_GUARD[realm]),
      requiresMap: map,
      isMapped: text.includes('sourceMappingURL='),
      ...(requires && { requires }),
      ...(program && { exports: readExports(program) }),
      ...(isRead && { facts: seenIn(realm, factsOf(name, text, program, requires?.list ?? [], map)) }),
      failures: [],
    };
  } catch (error) {
    if (error instanceof SyntaxError)
      return { code: '', failures: [{ message: error.message, at: undefined }] };
    const { errors } = error as Partial<TransformFailure>;
    if (!errors) return { code: '', failures: [{ message: String(error), at: undefined }] };
    return {
      code: '',
      failures: errors.map(({ text: message, location }) => ({ message, at: positionOf(location) })),
    };
  }
}

const throwing = (message: string): string => `throw new Error(${JSON.stringify(message)});`;

/** The id of a module: its name without .js or .ts; other kinds keep their extension. */
export function moduleId(project: Project, file: string): string {
  return project.nameOf(file).replace(/\.[jt]s$/, '');
}

/** At most so many files are looked at for a computed `require`. */
const MAX_SCRIPTS = 3000;

/** What a module leads to. */
interface Node {
  file: string;
  transformed: Transformed;
  /** As written -> id of a module. */
  edges: Record<string, string>;
}

/** Finds, resolves and transforms every module that the entries reach. */
export class Modules {
  /** Packages' names (or program paths) that the program's own files require. */
  readonly ownRequires = new Set<string>();
  private readonly nodes = new Map<string, Node>();
  private readonly missing = new Map<string, string>();

  constructor(
    private readonly project: Project,
    private readonly resolver: Resolver,
    private readonly diagnostics: Diagnostics,
    private readonly cache: ModuleCache,
    private readonly subPackages: readonly SubPackage[] = [],
    /** What the scripts may see. */
    private readonly realm: Realm = 'logic',
  ) {}

  async compile(entries: readonly string[]): Promise<CompiledModule[]> {
    await this.reach(entries, 'error');
    // A path that is put together at run time may lead to any script of the program.
    if ([...this.nodes.values()].some((node) => this.isComputed(node)))
      await this.reach(this.allScripts(), 'warning');
    this.checkNames();
    const modules = [...this.nodes.values()].map((node) => this.module(node));
    const stubs = [...this.missing].map(([id, code]) => ({ id, code, requires: {} }));
    return [...modules, ...stubs];
  }

  /** What the rules want to know of the program's own scripts. */
  get facts(): ScriptFacts[] {
    return [...this.nodes.values()].flatMap(({ transformed }) => transformed.facts ?? []);
  }

  private isComputed({ file, transformed }: Node): boolean {
    return !isInstalled(this.project.nameOf(file)) && transformed.requires?.isComputed === true;
  }

  private allScripts(): string[] {
    const files = this.project.list(/^(?!.*\.d\.ts$).*\.(?:js|ts)$/, MAX_SCRIPTS);
    const sources = new Set(files);
    return files.filter((file) => !file.endsWith('.js') || !sources.has(`${file.slice(0, -3)}.ts`));
  }

  /** Adds modules and all that they require; `level`: of what is wrong with them. */
  private async reach(entries: readonly string[], level: 'error' | 'warning'): Promise<void> {
    let files = [...new Set(entries)].filter((file) => !this.nodes.has(file));
    while (files.length > 0) {
      const added = await Promise.all(files.map((file) => this.add(file, level)));
      // In the order of the requires, whichever was ready first: two builds of the same files are the same.
      for (const node of added) this.nodes.set(node.file, node);
      const next = added.flatMap((node) => this.follow(node, level));
      files = [...new Set(next)].filter((file) => !this.nodes.has(file));
    }
  }

  private async add(file: string, level: 'error' | 'warning'): Promise<Node> {
    const name = this.project.nameOf(file);
    const transformed = await this.cache.transform(name, this.project.read(file) ?? '', this.realm);
    const node = { file, transformed, edges: {} };
    for (const { message, at } of transformed.failures)
      this.diagnostics.tellProblem(problem('script-syntax', { reason: message }), name, at, level);
    return node;
  }

  /** Resolves what a module requires; the files that it leads to. */
  private follow({ file, transformed, edges }: Node, level: 'error' | 'warning'): string[] {
    const { requires, requiresMap } = transformed;
    if (!requires) return [];
    const trace = requiresMap === undefined ? undefined : new TraceMap(requiresMap);
    const files: string[] = [];
    const name = this.project.nameOf(file);
    for (const { spec, line, column, isTried, isLazy } of requires.list) {
      if (!name.startsWith('npm:')) this.ownRequires.add(spec);
      const found = this.resolver.module(spec, file);
      const place = (): Position | undefined => {
        const original = trace && originalPositionFor(trace, { line, column });
        return original?.line == null ? undefined : { line: original.line, column: original.column + 1 };
      };
      if ('file' in found) {
        files.push(found.file);
        if (found.unbuilt !== undefined)
          this.diagnostics.once(`unbuilt:${found.unbuilt}`, 'npm-unbuilt', name, place(), {
            package: found.unbuilt,
          });
        edges[spec] = moduleId(this.project, found.file);
        if (!isLazy) this.checkPackage(name, edges[spec], spec, place);
        continue;
      }
      const id = `missing:${spec} in ${name}`;
      edges[spec] = id;
      this.missing.set(
        id,
        found.ignored ? 'module.exports = {};' : throwing(`${name}: ${wordsIn('en', found.problem).message}`),
      );
      const isMild = isTried || found.ignored === true;
      this.diagnostics.tellProblem(found.problem, name, place(), isMild ? 'warning' : level);
    }
    return files;
  }

  /** A sub-package is not there until it is loaded: only its own files, and lazy requires, may name it. */
  private checkPackage(from: string, to: string, spec: string, place: () => Position | undefined): void {
    const left = leftBehind(this.subPackages, from, to);
    if (left) {
      const root = left.root.slice(0, -1);
      return this.diagnostics.tell('independent-outside', from, place(), { spec, root });
    }
    const target = this.subPackages.find(({ root }) => to.startsWith(root))?.root;
    if (target === undefined || from.startsWith(target) || to.startsWith('npm:')) return;
    this.diagnostics.tell('subpackage-require', from, place(), { spec, root: target.slice(0, -1) });
  }

  /** Names that a module is asked for and does not give. */
  private checkNames(): void {
    const byId = new Map([...this.nodes.values()].map((node) => [moduleId(this.project, node.file), node]));
    const exportsOf = (node: Node | undefined, seen = new Set<Node>()): Exports | undefined => {
      const own = node?.transformed.exports;
      if (!node || !own || own.isOpen || seen.has(node)) return undefined;
      seen.add(node);
      const given = own.from.map((spec) => exportsOf(byId.get(node.edges[spec] ?? ''), seen));
      if (given.includes(undefined)) return undefined;
      return { ...own, names: new Set([...own.names, ...given.flatMap((one) => [...(one?.names ?? [])])]) };
    };
    const assigned = new Set(this.facts.flatMap((facts) => [...facts.assigned]));
    for (const { file, edges, transformed } of this.nodes.values())
      for (const { spec, name, at } of transformed.facts?.requiredNames ?? []) {
        const given = exportsOf(byId.get(edges[spec] ?? ''));
        // The default of a module that is none of ES is all of it.
        if (!given || given.names.has(name) || assigned.has(name) || (name === 'default' && !given.isEs))
          continue;
        const near = nearestName(name, given.names);
        this.diagnostics.tell('export-missing', this.project.nameOf(file), at, { spec, name, near });
      }
  }

  private module({ file, transformed, edges }: Node): CompiledModule {
    const id = moduleId(this.project, file);
    const name = this.project.nameOf(file);
    const { code, map, failures } = transformed;
    const [first] = failures;
    if (first)
      return {
        id,
        code: throwing(`${name}${first.at ? `:${first.at.line}:${first.at.column}` : ''}: ${first.message}`),
        requires: {},
      };
    if (map === undefined) return { id, code, requires: edges };
    return { id, code, requires: edges, map, isMapped: transformed.isMapped === true };
  }
}
