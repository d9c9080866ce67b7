import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostics } from './diagnostics';
import { parseJson } from './jsonc';
import { isInside, realPath, type Project } from './project';
import { isRecord } from '../record';
import { textOf } from './read-file';

/** One line of `paths`: what stands before and behind its star, and the folders it leads to. */
interface PathRule {
  before: string;
  after: string | undefined;
  targets: string[];
}

interface Config {
  compilerOptions?: { baseUrl?: unknown; paths?: unknown };
  extends?: unknown;
}

/** Splits a pattern at its star; without one it stands for itself. */
function ruleOf(pattern: string, targets: string[]): PathRule {
  const star = pattern.indexOf('*');
  return star < 0
    ? { before: pattern, after: undefined, targets }
    : { before: pattern.slice(0, star), after: pattern.slice(star + 1), targets };
}

/** Short names of folders: `paths` of tsconfig.json or jsconfig.json, and `resolveAlias` of app.json. */
export class PathAliases {
  private readonly rules: PathRule[] = [];

  constructor(
    private readonly project: Project,
    private readonly diagnostics: Diagnostics,
    opened: string,
  ) {
    const dirs = [...new Set([project.root, opened])];
    const file = dirs
      .flatMap((dir) => ['tsconfig.json', 'jsconfig.json'].map((name) => path.join(dir, name)))
      .find((one) => existsSync(one));
    if (file !== undefined) this.readConfig(file, opened);
    const app = project.readJson(path.join(project.root, 'app.json'), diagnostics)?.value;
    const aliases = isRecord(app) ? app.resolveAlias : undefined;
    if (isRecord(aliases))
      for (const [pattern, target] of Object.entries(aliases))
        if (typeof target === 'string') this.rules.push(ruleOf(pattern, [path.join(project.root, target)]));
  }

  private readConfig(file: string, opened: string, seen = new Set<string>()): void {
    const real = realPath(file);
    const realOpened = realPath(opened) ?? opened;
    if (real === undefined || seen.has(real) || !isInside(realOpened, real)) return;
    seen.add(real);
    const text = textOf(real);
    if (text === undefined) return this.project.tellFolder(file);
    const { value, error } = parseJson(text);
    if (error)
      this.diagnostics.tell(
        'paths-json',
        path.relative(this.project.root, file).split(path.sep).join('/'),
        error.at,
        { reason: error.message },
      );
    if (!isRecord(value)) return;
    const { compilerOptions, extends: parent } = value as Config;
    const base = path.resolve(
      path.dirname(file),
      typeof compilerOptions?.baseUrl === 'string' ? compilerOptions.baseUrl : '.',
    );
    const paths = compilerOptions?.paths;
    if (isRecord(paths))
      for (const [pattern, targets] of Object.entries(paths)) {
        const list = Array.isArray(targets) ? targets.filter((target) => typeof target === 'string') : [];
        this.rules.push(
          ruleOf(
            pattern,
            list.map((target) => path.resolve(base, target)),
          ),
        );
      }
    else if (typeof parent === 'string' && parent.startsWith('.'))
      this.readConfig(
        path.resolve(path.dirname(file), parent.endsWith('.json') ? parent : `${parent}.json`),
        opened,
        seen,
      );
    if (typeof compilerOptions?.baseUrl === 'string') this.rules.push(ruleOf('*', [path.join(base, '*')]));
  }

  /** Paths without extension that a name may stand for, best first. */
  bases(spec: string): string[] {
    const fitting = this.rules.filter(({ before, after }) =>
      after === undefined
        ? spec === before
        : spec.length >= before.length + after.length && spec.startsWith(before) && spec.endsWith(after),
    );
    return fitting
      .sort((a, b) => b.before.length - a.before.length)
      .flatMap(({ before, after, targets }) => {
        const star = after === undefined ? '' : spec.slice(before.length, spec.length - after.length);
        return targets.map((target) => target.replace('*', () => star));
      });
  }
}
