import path from 'node:path';
import { Script } from 'node:vm';
import { parse, type AnyNode, type Program } from 'acorn';
import { transform, type TransformFailure } from 'esbuild';
import { problem } from '../rules/diagnose';
import type { Diagnostics } from './diagnostics';
import { positionOf } from './esbuild-messages';
import type { CompiledModule } from './modules';
import { isInstalled, type Project } from './project';
import { readExports } from './read-exports';
import { allowTypeTests, definesOf, THIS_GUARD, type Realm } from './realm';
import { parseModule } from './requires';
import { readSjs, type SjsSlip } from './sjs-rules';
import { guardThis } from './sloppy-this';
import { sjsFunction } from './template-support';
import { withoutOwnMap, LineIndex, Rewriter, type Position } from './text';
import { walk } from './walk';

const REQUIRE = /\brequire\((["'])([^"'\n]+)\1\)/g;

interface Compiled {
  code: string;
  map: string;
  failures: { message: string; at: Position | undefined }[];
  slips: SjsSlip[];
  /** What templates can call; undefined where nobody can say. */
  exports?: ReadonlySet<string>;
}

/** Undefined for what is no script: esbuild reads it next, and says what is wrong. */
function parsed(source: string): Program | undefined {
  try {
    return parse(source, { ecmaVersion: 'latest', sourceType: 'module', allowReturnOutsideFunction: true });
  } catch {
    return undefined;
  }
}

/**
 * `value.constructor` is the name of a type in SJS, and not a function: `value.constructor === 'Array'` is
 * how its scripts ask for one.
 */
function nameConstructors(source: string, program: Program): string {
  const rewriter = new Rewriter(source);
  const written = new Set<AnyNode>();
  walk(program, (node) => {
    if (node.type === 'AssignmentExpression') written.add(node.left);
    if (node.type === 'UpdateExpression') written.add(node.argument);
    if (node.type !== 'MemberExpression' || written.has(node) || node.object.type === 'Super') return;
    const { property, computed } = node;
    const isConstructor = computed
      ? property.type === 'Literal' && property.value === 'constructor'
      : property.type === 'Identifier' && property.name === 'constructor';
    if (!isConstructor) return;
    // The object may stand in brackets, which are no part of its node.
    const gap = source.slice(node.object.end, property.start);
    const operator = node.object.end + gap.search(/(?:\?\.|\.|\[)[^.[)]*$/);
    rewriter.replace(node.start, node.start, '$ctor(');
    rewriter.replace(operator, node.end, ')');
  });
  return rewriter.code;
}

async function compileScript(name: string, text: string, realm: Realm): Promise<Compiled> {
  const program = parsed(text);
  const slips = program ? readSjs(program) : [];
  const given = program && readExports(program);
  try {
    const made = await transform(withoutOwnMap(program ? nameConstructors(text, program) : text), {
      define: definesOf(realm),
      format: 'cjs',
      loader: 'js',
      target: 'es2022',
      sourcemap: 'external',
      sourcefile: name,
      logLevel: 'silent',
      tsconfigRaw: '{}',
    });
    const typed = { code: allowTypeTests(made.code), map: made.map };
    const { code, map } = guardThis(parseModule(typed.code), typed, THIS_GUARD[realm]);
    // The program is one script: what one module cannot be must not break the others.
    new Script(sjsFunction(code), { filename: name });
    return { code, map, failures: [], slips, ...(given && !given.isOpen && { exports: given.names }) };
  } catch (error) {
    if (error instanceof SyntaxError)
      return { code: '', map: '', failures: [{ message: error.message, at: undefined }], slips };
    const { errors } = error as Partial<TransformFailure>;
    if (!errors) return { code: '', map: '', failures: [{ message: String(error), at: undefined }], slips };
    return {
      code: '',
      map: '',
      failures: errors.map(({ text: message, location }) => ({ message, at: positionOf(location) })),
      slips,
    };
  }
}

/** Compiles by name and text: a rebuild pays for what changed. */
export class ScriptCache {
  private readonly entries = new Map<string, { text: string; realm: Realm; result: Promise<Compiled> }>();

  compile(id: string, name: string, text: string, realm: Realm): Promise<Compiled> {
    const known = this.entries.get(id);
    if (known?.text === text && known.realm === realm) return known.result;
    const result = compileScript(name, text, realm);
    this.entries.set(id, { text, realm, result });
    return result;
  }
}

/** The template scripts (`.sjs`, and `<sjs>` with a body) of a program. */
export class TemplateScripts {
  private readonly modules = new Map<string, CompiledModule>();
  private readonly exported = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly project: Project,
    private readonly diagnostics: Diagnostics,
    private readonly cache: ScriptCache,
    private readonly realm: Realm,
  ) {}

  /** All modules, by their ids in the program script. */
  get list(): CompiledModule[] {
    return [...this.modules.values()];
  }

  /** What the script with this id exports; undefined where nobody can say. */
  exportsOf(id: string): ReadonlySet<string> | undefined {
    return this.exported.get(id);
  }

  /** Adds a file and all it requires; returns its id. `from`: the file that names it, at `at`. */
  async add(spec: string, from: string, at: Position | undefined): Promise<string> {
    const base = path
      .join(spec.startsWith('/') ? this.project.root : path.dirname(from), spec)
      .replace(/\.(?:sjs|wxs)$/, '');
    const id = this.project.contains(base) ? this.project.nameOf(base) : `outside/${path.basename(base)}`;
    if (this.modules.has(id)) return id;
    this.modules.set(id, { id, code: 'module.exports = {};', requires: {} });
    const file = [`${base}.sjs`, `${base}.wxs`].find((one) => this.project.isFile(one));
    const text = file === undefined ? undefined : this.project.read(file);
    if (file === undefined || text === undefined) {
      this.diagnostics.tell('sjs-missing', this.project.nameOf(from), at, {
        spec,
        near: this.project.nearest(base, /\.(?:sjs|wxs)$/),
      });
      return id;
    }
    await this.compile(id, file, text, text);
    return id;
  }

  /**
   * Adds the body of an `<sjs>` that stands in `file` from `start` on; returns its id. A body that does not
   * parse becomes an empty module.
   */
  async addInline(source: string, file: string, start: number, end: number): Promise<string> {
    const name = this.project.nameOf(file);
    const { line, column } = new LineIndex(source).position(start);
    const id = `${name}#${start}`;
    // Lines and columns of the module are those of the template.
    const text = `${'\n'.repeat(line - 1)}${' '.repeat(column - 1)}${source.slice(start, end)}`;
    this.modules.set(id, { id, code: 'module.exports = {};', requires: {} });
    await this.compile(id, file, text, source);
    return id;
  }

  private tellSlip({ code, values }: SjsSlip, name: string, at: Position): void {
    this.diagnostics.tellProblem(problem(code, values as never), name, at, 'warning');
  }

  private async compile(id: string, file: string, text: string, source: string): Promise<void> {
    const name = this.project.nameOf(file);
    const {
      code,
      map,
      failures,
      slips,
      exports: given,
    } = await this.cache.compile(id, name, text, this.realm);
    if (!isInstalled(name))
      for (const slip of slips) this.tellSlip(slip, name, new LineIndex(text).position(slip.start));
    for (const { message, at } of failures)
      this.diagnostics.tell('sjs-syntax', name, at, { reason: message });
    if (failures.length > 0) return;
    if (given) this.exported.set(id, given);
    const requires: Record<string, string> = {};
    for (const [, , inner = ''] of code.matchAll(REQUIRE)) {
      const offset = source.indexOf(inner);
      const at = offset < 0 ? undefined : new LineIndex(source).position(offset);
      requires[inner] = await this.add(inner, file, at);
    }
    this.modules.set(id, { id, code, requires, map });
  }
}
