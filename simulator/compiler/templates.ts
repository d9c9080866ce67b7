import path from 'node:path';
import { problem } from '../rules/diagnose';
import type { NameRead, TagFact, TemplateFacts, UnitFacts } from '../rules/facts';
import type { Diagnostics } from './diagnostics';
import {
  expressionModule,
  EXPRESSIONS,
  foreignNames,
  readBinding,
  type ExpressionCall,
  type BindingRange,
  type PlacedExpression,
} from './expressions';
import type { Unit } from './graph';
import type { UsedTags } from './loops';
import type { CompiledModule } from './modules';
import { asciiName, lettersIn } from './own-letters';
import { isInstalled, type Project } from './project';
import type { Realm } from './realm';
import { ScriptCache, TemplateScripts } from './scripts';
import {
  compileTemplates,
  EMPTY,
  type CompiledGroup,
  type EngineFinding,
  type Source,
} from './template-engine';
import { LineIndex, type Position, type Rewriter } from './text';
import { namesMade, namesRead } from './template-names';
import { convertTtml, type TemplateReference } from './ttml';

/** What the engine's compiler says about a tag that is not closed. */
const UNCLOSED = 'missing end tag';

/** What it says of a value without quotes, which it reads all the same: a rule names the attribute. */
const UNQUOTED = 'should be quoted';

/** Letters of a template with what is copied into it. */
const MOST_COPIED = 1_000_000;

/** Endings of templates of other platforms. */
const FOREIGN_TEMPLATES = ['.wxml', '.axml', '.swan', '.qml', '.jxml', '.html'];

interface Gathered {
  name: string;
  rewriter: Rewriter;
  uses: readonly TagFact[];
  reads: readonly NameRead[];
  /** SJS modules -> their ids. */
  modules: Map<string, string>;
  /** Ids of what it imports and includes. */
  targets: string[];
}

interface Include {
  from: string;
  target: string;
  reference: TemplateReference;
}

/** Templates of a program, gathered from its pages and components, and compiled as one group. */
export class Templates {
  private readonly scripts: TemplateScripts;
  private readonly gathered = new Map<string, Gathered | undefined>();
  /** Ids whose files are there. */
  private readonly found = new Set<string>();
  private readonly includes: Include[] = [];
  /** Engine script id -> text: what leads from a template to the functions of the program script. */
  private readonly links = new Map<string, string>();

  constructor(
    private readonly project: Project,
    private readonly diagnostics: Diagnostics,
    private readonly cache: TemplateCache,
    realm: Realm = 'sjs',
  ) {
    this.scripts = new TemplateScripts(project, diagnostics, cache.scripts, realm);
  }

  /** `code`: JavaScript text of an object: template id -> generator. `scripts`: the modules of SJS. */
  async compile(units: readonly Unit[]): Promise<{ code: string; scripts: CompiledModule[] }> {
    for (const { id, base, isPage } of units) {
      const found = await this.gather(id, `${base}.ttml`);
      if (found) continue;
      const foreign = FOREIGN_TEMPLATES.find((extension) => this.project.isFile(base + extension));
      const values = { kind: isPage ? 'page' : 'component', name: path.basename(base) };
      if (foreign === undefined) this.diagnostics.tell('template-missing', `${id}.ttml`, undefined, values);
      else
        this.diagnostics.tell('template-foreign', `${id}.ttml`, undefined, { ...values, extension: foreign });
    }
    this.cutCircles();
    const sources = [...this.gathered].map(([id, template]): Source => [
      id,
      template?.rewriter.code ?? EMPTY,
    ]);
    const { code, findings, dead } = this.cache.build(sources, [...this.links]);
    for (const [id, finding] of findings) this.report(id, finding);
    for (const id of dead)
      this.diagnostics.tell('template-dead', this.gathered.get(id)?.name ?? id, { line: 1, column: 1 });
    return { code, scripts: this.scripts.list };
  }

  private report(id: string, { level, message, startLine, startColumn }: EngineFinding): void {
    const template = this.gathered.get(id);
    if (!template || level === 'Note' || message === UNQUOTED) return;
    const at = template.rewriter.toSource({ line: startLine + 1, column: startColumn + 1 });
    // The engine closes it where it likes, which is hardly where the author meant to.
    const unclosed = message === UNCLOSED;
    const tag = template.uses.find((use) => use.at.line === at.line && use.at.column === at.column)?.name;
    const found =
      unclosed && tag !== undefined
        ? problem('template-unclosed', { tag })
        : problem(codeOf(message), { reason: message });
    this.diagnostics.tellProblem(
      found,
      template.name,
      at,
      level === 'Warn' && !unclosed ? 'warning' : 'error',
    );
  }

  /** Reads a template and all that it imports and includes. False when there is no such file. */
  private async gather(id: string, file: string): Promise<boolean> {
    if (this.gathered.has(id)) return this.found.has(id);
    const source = this.project.read(file);
    this.gathered.set(id, undefined);
    if (source === undefined) return false;
    this.found.add(id);
    const name = this.project.nameOf(file);
    const converted = convertTtml(source, name, `/${path.posix.dirname(name)}/`, this.diagnostics);
    const { rewriter, tooDeep } = converted;
    if (tooDeep) {
      this.diagnostics.tell('template-deep', name, tooDeep);
      return true;
    }
    const targets: string[] = [];
    const index = new LineIndex(source);
    const modules = new Map<string, string>();
    const reads = namesRead(source, index, converted.bindings, converted.definitions);
    this.gathered.set(id, { name, rewriter, uses: converted.uses, reads, modules, targets });
    for (const { start, end } of converted.inlineScripts) {
      const script = await this.scripts.addInline(source, file, start, end);
      const module = moduleBefore(converted.uses, index.position(start));
      if (module !== undefined) modules.set(module, script);
      rewriter.replace(start, end, linkTo(script));
    }
    this.addExpressions(id, name, source, index, converted.bindings, rewriter);
    for (const reference of converted.references) {
      const isScript = reference.kind === 'script';
      const target = isScript
        ? await this.script(reference.path, file, reference.at)
        : await this.template(reference.path, file, name, reference.at);
      const module = isScript ? moduleBefore(converted.uses, reference.at) : undefined;
      if (module !== undefined) modules.set(module, target.slice(LINKED.length));
      if (reference.kind !== 'script') targets.push(target);
      if (reference.kind === 'include') this.includes.push({ from: id, target, reference });
      else rewriter.replace(reference.start, reference.end, `/${target}`);
    }
    return true;
  }

  /** Takes from the template the expressions that its engine would get wrong. */
  private addExpressions(
    id: string,
    name: string,
    source: string,
    index: LineIndex,
    bindings: readonly BindingRange[],
    rewriter: Rewriter,
  ): void {
    const calls: PlacedExpression[] = [];
    // A name of its own: what is included in a list stands in the other template with all that it names.
    const module = `${EXPRESSIONS}${this.gathered.size}`;
    for (const binding of bindings) {
      const own = readBinding(source, binding);
      for (const call of own) {
        const at = index.position(call.start);
        this.tellForeign(name, call, at);
        const names = call.names.map(asciiName).join(', ');
        rewriter.replace(call.start, call.end, `${module}.f${calls.length}(${names})`);
        calls.push({ ...call, at });
      }
      for (const { start, end, name } of lettersIn(source, binding, own))
        rewriter.replace(start, end, asciiName(name));
    }
    if (calls.length === 0) return;
    const link = `expressions/${id}`;
    this.links.set(link, `module.exports=${expressionModule(name, calls)}`);
    rewriter.replace(0, 0, `<wxs module="${module}" src="/${link}"/>`);
  }

  private tellForeign(name: string, call: ExpressionCall, at: Position): void {
    for (const foreign of foreignNames(call)) {
      this.diagnostics.once(`${name}:${foreign}`, 'template-foreign-name', name, at, {
        text: call.text,
        name: foreign,
      });
    }
  }

  /** A script's id in the engine's group; the module itself stands beside it in the program script. */
  private async script(spec: string, from: string, at: Position): Promise<string> {
    const id = await this.scripts.add(spec, from, at);
    const link = LINKED + id;
    this.links.set(link, linkTo(id));
    return link;
  }

  private async template(spec: string, from: string, name: string, at: Position): Promise<string> {
    const base = path
      .join(spec.startsWith('/') ? this.project.root : path.dirname(from), spec)
      .replace(/\.(?:ttml|wxml)$/, '');
    const id = this.project.contains(base) ? this.project.nameOf(base) : `outside/${path.basename(base)}`;
    if (!(await this.gather(id, `${base}.ttml`))) {
      this.diagnostics.tell('template-import', name, at, {
        spec,
        near: this.project.nearest(base, /\.ttml$/),
      });
    }
    return id;
  }

  /** A template, and those that it imports and includes. */
  private reached(id: string): Set<string> {
    const reached = new Set([id]);
    for (const next of reached)
      for (const target of this.gathered.get(next)?.targets ?? []) reached.add(target);
    return reached;
  }

  /** The tags that come into the template of a page or component. */
  tagsOf(id: string): UsedTags[] {
    return [...this.reached(id)].flatMap((one) => {
      const template = this.gathered.get(one);
      return template ? [{ file: template.name, tags: template.uses }] : [];
    });
  }

  /** The program's own templates, each with the pages and components that it comes into. */
  facts(units: ReadonlyMap<string, UnitFacts>): TemplateFacts[] {
    const users = new Map<string, UnitFacts[]>();
    for (const [id, unit] of units)
      for (const next of this.reached(id)) users.set(next, [...(users.get(next) ?? []), unit]);
    const facts: TemplateFacts[] = [];
    for (const [id, template] of this.gathered)
      if (template && users.has(id) && !isInstalled(template.name) && !this.project.isInvented(template.name))
        facts.push({
          file: template.name,
          tags: template.uses,
          users: users.get(id) ?? [],
          reads: template.reads,
          made: this.madeFor(id),
          modules: this.exportsOf(template),
        });
    return facts;
  }

  /** Names that its own tags make, and those of the templates that include it. */
  private madeFor(id: string): Set<string> {
    const around = new Set([id]);
    for (const inner of around)
      for (const { from, target } of this.includes) if (target === inner) around.add(from);
    return new Set([...around].flatMap((one) => [...namesMade(this.gathered.get(one)?.uses ?? [])]));
  }

  private exportsOf({ modules }: Gathered): Map<string, ReadonlySet<string>> {
    const known = new Map<string, ReadonlySet<string>>();
    for (const [module, script] of modules) {
      const names = this.scripts.exportsOf(script);
      if (names) known.set(module, names);
    }
    return known;
  }

  /** Puts the includes in place, but for one of each circle: an engine would go round for ever. */
  private cutCircles(): void {
    const placed = new Map<string, Set<string>>();
    const kept: Include[] = [];
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
      if (from === to) return true;
      if (seen.has(from)) return false;
      seen.add(from);
      return [...(placed.get(from) ?? [])].some((next) => reaches(next, to, seen));
    };
    for (const include of this.includes) {
      const { from, target, reference } = include;
      const template = this.gathered.get(from);
      if (!template) continue;
      if (reaches(target, from)) {
        this.diagnostics.tell('template-circle', template.name, reference.at, { spec: reference.path });
        template.rewriter.replace(reference.start, reference.end, `/${this.nothing()}`);
        continue;
      }
      placed.set(from, (placed.get(from) ?? new Set()).add(target));
      kept.push(include);
    }
    this.placeIncludes(kept);
  }

  /**
   * An include is the other file's text at its place. The engine's own sees the data of the page alone: where
   * there is more to be seen, the text itself is put there, with what it includes. `includes`: no circles.
   */
  private placeIncludes(includes: readonly Include[]): void {
    const copied = new Set<string>();
    const copy = (id: string): void => {
      if (copied.has(id)) return;
      copied.add(id);
      for (const { from, target } of includes) if (from === id) copy(target);
    };
    for (const { target, reference } of includes) if (reference.tag?.isScoped) copy(target);
    const done = new Set<string>();
    const fill = (id: string): void => {
      if (done.has(id)) return;
      done.add(id);
      for (const include of includes) {
        if (include.from !== id) continue;
        fill(include.target);
        const isCopy = include.reference.tag?.isScoped === true || copied.has(id);
        this.placeInclude(include, isCopy);
      }
    };
    for (const { from } of includes) fill(from);
  }

  private placeInclude({ from, target, reference }: Include, isCopy: boolean): void {
    const rewriter = this.gathered.get(from)?.rewriter;
    const { tag, start, end } = reference;
    if (!rewriter) return;
    if (!isCopy || !tag) {
      rewriter.replace(start, end, `/${target}`);
      return;
    }
    const code = this.gathered.get(target)?.rewriter.code ?? '';
    const isTooLong = rewriter.code.length + code.length > MOST_COPIED;
    if (isTooLong)
      this.diagnostics.tell('template-deep', this.gathered.get(from)?.name ?? from, reference.at);
    rewriter.replace(...tag.name, 'block');
    rewriter.blank(...tag.src);
    const isSelfClosed = tag.close[1] - tag.close[0] === 2;
    rewriter.replace(...tag.close, `${isSelfClosed ? '>' : ''}${isTooLong ? '' : code}</block>`);
  }

  /** The id of a template with nothing in it. */
  private nothing(): string {
    const id = 'outside/nothing';
    this.gathered.set(id, undefined);
    return id;
  }
}

/** In front of the id of a script that has a file of its own. */
const LINKED = 'scripts/';

/** The name of the SJS module whose tag is the last one before a place. */
function moduleBefore(uses: readonly TagFact[], { line, column }: Position): string | undefined {
  const tag = uses.findLast(
    ({ name, at }) =>
      (name === 'sjs' || name === 'wxs') && (at.line < line || (at.line === line && at.column < column)),
  );
  return tag?.attributes.find(({ name }) => name === 'module')?.value;
}

const linkTo = (id: string): string =>
  `module.exports=$lazy(${JSON.stringify(id).replaceAll('<', '\\u003c')})`;

/** The kind of a finding of the engine's template compiler: what to do about it depends on it. */
function codeOf(
  message: string,
): 'template-expression' | 'template-end' | 'template-markup' | 'template-children' {
  if (/^child nodes/.test(message)) return 'template-children';
  if (/expression|literal|operator|bracket|parenthesis|escape/.test(message)) return 'template-expression';
  return /end tag|start tag|tag name/.test(message) ? 'template-end' : 'template-markup';
}

/** Remembers the last group: when no template changed, a rebuild does not compile them again. */
export class TemplateCache {
  readonly scripts = new ScriptCache();
  private last: { key: string; built: CompiledGroup & { dead: string[] } } | undefined;

  build(templates: readonly Source[], scripts: readonly Source[]): CompiledGroup & { dead: string[] } {
    const key = JSON.stringify([templates, scripts]);
    if (this.last?.key !== key) this.last = { key, built: compileTemplates(templates, scripts) };
    return this.last.built;
  }
}
