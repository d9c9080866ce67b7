import path from 'node:path';
import { isInside } from './project';
import { textOf } from './read-file';

interface Rule {
  pattern: RegExp;
  /** Lets in again what an earlier line leaves out. */
  isException: boolean;
}

const ESCAPED = /[.+^${}()|[\]\\]/g;

function ruleOf(line: string): Rule | undefined {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return undefined;
  const isException = text.startsWith('!');
  const body = (isException ? text.slice(1) : text).replace(/\/$/, '');
  const isAnchored = body.replace(/^\*\*\//, '').includes('/');
  const pattern = body
    .replace(/^\//, '')
    .replace(ESCAPED, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (star) =>
      star === '**/' ? '(?:.*/)?' : star === '**' ? '.*' : star === '*' ? '[^/]*' : '[^/]',
    );
  return { pattern: new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${pattern}(?:/.*)?$`), isException };
}

function rulesOf(dir: string): Rule[] {
  return (textOf(path.join(dir, '.gitignore')) ?? '')
    .split(/\r?\n/)
    .map(ruleOf)
    .filter((rule) => rule !== undefined);
}

/** Whether git leaves a file out, by the .gitignore files from `top` down to its folder. */
export function isIgnored(file: string, top: string): boolean {
  let ignored = false;
  const dirs: string[] = [];
  for (let dir = path.dirname(file); isInside(top, dir); dir = path.dirname(dir)) {
    dirs.unshift(dir);
    if (dir === path.dirname(dir)) break;
  }
  for (const dir of dirs) {
    const relative = path.relative(dir, file).split(path.sep).join('/');
    for (const { pattern, isException } of rulesOf(dir)) if (pattern.test(relative)) ignored = !isException;
  }
  return ignored;
}
