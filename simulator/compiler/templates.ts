import path from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import type { Diagnostics } from './diagnostics';
import type { Unit } from './graph';
import type { Project } from './project';
import { requiredScripts, TemplateScripts } from './scripts';
import { LineIndex, type Rewriter } from './text';
import { convertTtml } from './ttml';

/** A finding of the engine's template compiler; lines and columns count from 0. */
interface EngineFinding {
  level: 'Note' | 'Warn' | 'Error' | 'Fatal';
  message: string;
  startLine: number;
  startColumn: number;
}

const EMPTY = '<view></view>';
/** What the engine's compiler says about a tag that is not closed. */
const UNCLOSED = 'missing end tag';

/** Templates of a program, gathered from its pages and components, and compiled as one group. */
export class Templates {
  private readonly scripts: TemplateScripts;
  private readonly gathered = new Map<string, { name: string; rewriter: Rewriter } | undefined>();
  constructor(
    private readonly project: Project,
    private readonly diagnostics: Diagnostics,
  ) {
    this.scripts = new TemplateScripts(project, diagnostics);
  }

  /** JavaScript text of an object: template id -> generator. */
  async compile(units: readonly Unit[], cache: TemplateCache): Promise<string> {
    for (const { id, base, isPage } of units) {
      const found = await this.gather(id, `${base}.ttml`);
      if (found) continue;
      this.diagnostics.error(
        `${id}.ttml`,
        `the ${isPage ? 'page' : 'component'} has no template`,
        undefined,
        `Add ${path.basename(base)}.ttml.`,
      );
    }
    const sources = [...this.gathered].map(
      ([id, template]) => [id, template?.rewriter.code ?? EMPTY] as const,
    );
    const { code, findings } = cache.build(sources, [...this.scripts.code]);
    for (const [id, finding] of findings) this.report(id, finding);
    return code;
  }

  private report(id: string, { level, message, startLine, startColumn }: EngineFinding): void {
    const template = this.gathered.get(id);
    if (!template || level === 'Note') return;
    const at = template.rewriter.toSource({ line: startLine + 1, column: startColumn + 1 });
    // The engine closes it where it likes, which is hardly where the author meant to.
    const unclosed = message === UNCLOSED;
    const fix = unclosed ? 'Close this tag.' : 'Correct the template at this place.';
    this.diagnostics.add(
      level === 'Warn' && !unclosed ? 'warning' : 'error',
      template.name,
      message,
      at,
      fix,
    );
  }

  /** Reads a template and all that it imports and includes. False when there is no such file. */
  private async gather(id: string, file: string): Promise<boolean> {
    if (this.gathered.has(id)) return this.gathered.get(id) !== undefined;
    const source = this.project.read(file);
    this.gathered.set(id, undefined);
    if (source === undefined) return false;
    const name = this.project.nameOf(file);
    const { rewriter, references, inlineScripts } = convertTtml(
      source,
      name,
      `/${path.posix.dirname(name)}/`,
      this.diagnostics,
    );
    this.gathered.set(id, { name, rewriter });
    const index = new LineIndex(source);
    for (const { start, end } of inlineScripts) {
      const wrapped = await this.scripts.inline(source.slice(start, end), name, index.position(start));
      if (!wrapped) rewriter.blank(start, end);
      else {
        rewriter.replace(start, start, wrapped.open);
        for (const { start: from, end: to, spec } of requiredScripts(source, start, end)) {
          rewriter.replace(from, to, `/${await this.scripts.add(spec, file, index.position(from))}`);
        }
        rewriter.replace(end, end, wrapped.close);
      }
    }
    for (const reference of references) {
      const target =
        reference.kind === 'script'
          ? await this.scripts.add(reference.path, file, reference.at)
          : await this.template(reference.path, file, name, reference.at);
      rewriter.replace(reference.start, reference.end, `/${target}`);
    }
    return true;
  }

  private async template(
    spec: string,
    from: string,
    name: string,
    at: { line: number; column: number },
  ): Promise<string> {
    const base = path
      .join(spec.startsWith('/') ? this.project.root : path.dirname(from), spec)
      .replace(/\.(?:ttml|wxml)$/, '');
    const id = this.project.contains(base) ? this.project.nameOf(base) : `outside/${path.basename(base)}`;
    if (!(await this.gather(id, `${base}.ttml`))) {
      this.diagnostics.error(
        name,
        `cannot find template "${spec}"`,
        at,
        'Correct the path of the .ttml file.',
      );
    }
    return id;
  }
}

/** Remembers the last group: when no template changed, a rebuild does not compile them again. */
export class TemplateCache {
  private last: { key: string; code: string; findings: [string, EngineFinding][] } | undefined;

  build(
    templates: readonly (readonly [string, string])[],
    scripts: readonly (readonly [string, string])[],
  ): { code: string; findings: [string, EngineFinding][] } {
    const key = JSON.stringify([templates, scripts]);
    if (this.last?.key === key) return this.last;
    const group = TmplGroup.newDev();
    const findings: [string, EngineFinding][] = [];
    for (const [id, code] of templates)
      for (const finding of group.addTmpl(id, code) as Iterable<EngineFinding>) findings.push([id, finding]);
    for (const [id, code] of scripts) group.addScript(id, code);
    const code = group.getTmplGenObjectGroups();
    group.free();
    this.last = { key, code, findings };
    return this.last;
  }
}
