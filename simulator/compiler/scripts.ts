import path from 'node:path';
import { transform, type TransformFailure } from 'esbuild';
import type { Diagnostics } from './diagnostics';
import { positionOf } from './esbuild-messages';
import type { Project } from './project';
import { LineIndex } from './text';

const REQUIRE = /\brequire\((["'])([^"'\n]+)\1\)/g;

/** The paths that a stretch of script text requires, and where they stand. */
export function requiredScripts(
  source: string,
  start: number,
  end: number,
): { spec: string; start: number; end: number }[] {
  return [...source.slice(start, end).matchAll(REQUIRE)].map((match) => {
    const spec = match[2] ?? '';
    const from = start + match.index + match[0].indexOf(spec, 'require('.length);
    return { spec, start: from, end: from + spec.length };
  });
}

/**
 * A script that fails to load leaves its functions undefined; it must not take the other templates with it.
 */
const OPEN = 'try{';
const CLOSE = '\n}catch(error){setTimeout(function(){throw error})}';

/** The template scripts (`.sjs`, and `<sjs>` with a body) of a program. */
export class TemplateScripts {
  readonly code = new Map<string, string>();

  constructor(
    private readonly project: Project,
    private readonly diagnostics: Diagnostics,
  ) {}

  /** Adds a file and all it requires; returns its id. `from`: the file that names it, at `at`. */
  async add(spec: string, from: string, at: { line: number; column: number } | undefined): Promise<string> {
    const base = path
      .join(spec.startsWith('/') ? this.project.root : path.dirname(from), spec)
      .replace(/\.(?:sjs|wxs)$/, '');
    const id = this.project.contains(base) ? this.project.nameOf(base) : `outside/${path.basename(base)}`;
    if (this.code.has(id)) return id;
    this.code.set(id, 'module.exports = {};');
    const file = [`${base}.sjs`, `${base}.wxs`].find((one) => this.project.isFile(one));
    const text = file === undefined ? undefined : this.project.read(file);
    if (file === undefined || text === undefined) {
      this.diagnostics.error(
        this.project.nameOf(from),
        `cannot find script "${spec}"`,
        at,
        'Correct the path of the .sjs file.',
      );
      return id;
    }
    const code = await this.compile(text, this.project.nameOf(file), { line: 1, column: 1 });
    if (code === undefined) return id;
    const targets = new Map<string, string>();
    for (const [, , inner = ''] of code.matchAll(REQUIRE)) {
      const offset = text.indexOf(inner);
      targets.set(
        inner,
        await this.add(inner, file, offset < 0 ? undefined : new LineIndex(text).position(offset)),
      );
    }
    const linked = code.replace(
      REQUIRE,
      (_, quote: string, inner: string) => `require(${JSON.stringify(`/${targets.get(inner)}`)})`,
    );
    this.code.set(id, OPEN + linked + CLOSE);
    return id;
  }

  /** The body of an `<sjs>`, ready to stand in its place; undefined when it does not parse. */
  async inline(
    body: string,
    name: string,
    start: { line: number; column: number },
  ): Promise<{ open: string; close: string } | undefined> {
    return (await this.compile(body, name, start)) === undefined ? undefined : { open: OPEN, close: CLOSE };
  }

  private async compile(
    text: string,
    name: string,
    start: { line: number; column: number },
  ): Promise<string | undefined> {
    try {
      return (await transform(text, { format: 'cjs', loader: 'js', logLevel: 'silent', tsconfigRaw: '{}' }))
        .code;
    } catch (error) {
      for (const { text: message, location } of (error as TransformFailure).errors) {
        const at = positionOf(location) ?? { line: 1, column: 1 };
        this.diagnostics.error(name, message, {
          line: start.line + at.line - 1,
          column: at.line === 1 ? start.column + at.column - 1 : at.column,
        });
      }
      return undefined;
    }
  }
}
