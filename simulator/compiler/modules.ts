import { Script } from 'node:vm';
import { build, transform, type BuildFailure, type Message, type TransformFailure } from 'esbuild';
import type { Diagnostics } from './diagnostics';
import { positionOf } from './esbuild-messages';
import { parseJson } from './jsonc';
import type { Project } from './project';
import type { Resolver } from './resolve';
import type { Position } from './text';

/** One logic module, ready to be put into the program script. */
export interface CompiledModule {
  id: string;
  /** What follows `function (require, module, exports) {`. */
  code: string;
  /** As written -> id, for every require and import. */
  requires: Record<string, string>;
  /** Source map of `code`, version 3. */
  map?: string;
}

interface Transformed {
  code: string;
  map?: string;
  failures: { message: string; at: Position | undefined }[];
}

/** Transforms by file name and text: a rebuild pays for what changed. */
export class ModuleCache {
  private readonly entries = new Map<string, { text: string; result: Promise<Transformed> }>();

  transform(name: string, text: string): Promise<Transformed> {
    const known = this.entries.get(name);
    if (known?.text === text) return known.result;
    const result = name.endsWith('.json') ? Promise.resolve(fromJson(text)) : fromScript(name, text);
    this.entries.set(name, { text, result });
    return result;
  }
}

function fromJson(text: string): Transformed {
  const { value, error } = parseJson(text);
  if (error) return { code: '', failures: [{ message: `not valid JSON: ${error.message}`, at: error.at }] };
  return { code: `module.exports = ${JSON.stringify(value)};`, failures: [] };
}

/**
 * A module's text as a function. The inner one lets a module declare `module`, `App` or `require` itself; the
 * code starts on a line of its own.
 */
export const moduleFunction = (code: string): string =>
  `(function (require, module, exports) { (() => {\n${code}\n})(); })`;

async function fromScript(name: string, text: string): Promise<Transformed> {
  try {
    const { code, map } = await transform(text, {
      format: 'cjs',
      loader: name.endsWith('.ts') ? 'ts' : 'js',
      target: 'es2022',
      supported: { 'dynamic-import': false },
      define: { 'process.env.NODE_ENV': '"development"' },
      sourcemap: 'external',
      sourcefile: name,
      logLevel: 'silent',
      tsconfigRaw: '{}',
    });
    // The program is one script: what one module cannot be must not break the others.
    new Script(moduleFunction(code), { filename: name });
    return { code, map, failures: [] };
  } catch (error) {
    if (error instanceof SyntaxError)
      return { code: '', failures: [{ message: error.message, at: undefined }] };
    const { errors } = error as TransformFailure;
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

const isOurs = ({ pluginName }: Message): boolean => pluginName !== '';

/** Finds, resolves and transforms every module that the entries reach. */
export class Modules {
  /** Packages' names (or program paths) that the program's own files require. */
  readonly ownRequires = new Set<string>();
  private readonly edges = new Map<string, Map<string, string>>();
  private readonly missing = new Map<string, string>();

  constructor(
    private readonly project: Project,
    private readonly resolver: Resolver,
    private readonly diagnostics: Diagnostics,
  ) {}

  async compile(entries: readonly string[], cache: ModuleCache): Promise<CompiledModule[]> {
    const warnings = await this.trace(entries);
    const files = new Set([...entries, ...[...this.edges.values()].flatMap((edges) => [...edges.values()])]);
    const modules = await Promise.all(
      [...files].filter((file) => !this.missing.has(file)).map((file) => this.module(file, cache)),
    );
    for (const { text, location, detail } of warnings) {
      const { file, fix } = detail as { file: string; fix?: string };
      this.diagnostics.error(this.project.nameOf(file), text, positionOf(location), fix);
    }
    return [
      ...modules,
      ...[...this.missing].map(([id, message]) => ({ id, code: throwing(message), requires: {} })),
    ];
  }

  /**
   * Follows require and import by letting esbuild parse the sources: it knows which `require` is the module's
   * own.
   */
  private async trace(entries: readonly string[]): Promise<Message[]> {
    if (entries.length === 0) return [];
    try {
      const { warnings } = await build({
        entryPoints: [...entries],
        bundle: true,
        write: false,
        outdir: this.project.root,
        format: 'cjs',
        platform: 'neutral',
        logLevel: 'silent',
        tsconfigRaw: '{}',
        plugins: [
          {
            name: 'mini-program',
            setup: ({ onResolve }) => {
              onResolve({ filter: /.*/ }, ({ path: spec, importer, kind }) =>
                kind === 'entry-point' ? { path: spec } : this.follow(spec, importer),
              );
            },
          },
        ],
      });
      return warnings.filter(isOurs);
    } catch (error) {
      const { errors, warnings } = error as BuildFailure;
      const fault = errors.find(isOurs);
      if (fault) throw fault.detail;
      // Syntax errors: every module is transformed on its own below, and says so itself.
      return warnings.filter(isOurs);
    }
  }

  private follow(
    spec: string,
    importer: string,
  ): { path: string; external?: boolean; warnings?: { text: string; detail: unknown }[] } {
    const edges = this.edges.get(importer) ?? new Map<string, string>();
    this.edges.set(importer, edges);
    if (!this.project.nameOf(importer).startsWith('npm:')) this.ownRequires.add(spec);
    const found = this.resolver.module(spec, importer);
    if ('file' in found) {
      edges.set(spec, found.file);
      return { path: found.file, external: !/\.[jt]s$/.test(found.file) };
    }
    const name = this.project.nameOf(importer);
    const id = `missing:${spec} in ${name}`;
    edges.set(spec, id);
    this.missing.set(id, `${name}: ${found.problem}`);
    return {
      path: spec,
      external: true,
      warnings: [{ text: found.problem, detail: { file: importer, fix: found.fix } }],
    };
  }

  private async module(file: string, cache: ModuleCache): Promise<CompiledModule> {
    const name = this.project.nameOf(file);
    const id = moduleId(this.project, file);
    const { code, map, failures } = await cache.transform(name, this.project.read(file) ?? '');
    for (const { message, at } of failures)
      this.diagnostics.error(
        name,
        message,
        at,
        'Correct this line: until then the file throws where it is required.',
      );
    const requires: Record<string, string> = {};
    for (const [spec, target] of this.edges.get(file) ?? [])
      requires[spec] = this.missing.has(target) ? target : moduleId(this.project, target);
    const [first] = failures;
    if (first)
      return {
        id,
        code: throwing(`${name}${first.at ? `:${first.at.line}:${first.at.column}` : ''}: ${first.message}`),
        requires: {},
      };
    return map === undefined ? { id, code, requires } : { id, code, requires, map };
  }
}
