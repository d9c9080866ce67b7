import path from 'node:path';
import { isInside } from './project';
import { textOf } from './read-file';

interface Rule {
  /** Letters and wildcards: `?`, `*`, `**` and two stars with a slash. */
  tokens: string[];
  /** Lets in again what an earlier line leaves out. */
  isException: boolean;
}

/** These places and all behind them, up to one that stops. */
function onward(text: string, places: ReadonlySet<number>, stops: (letter: string) => boolean): Set<number> {
  const found = new Set<number>();
  for (const place of places)
    for (let at = place; at <= text.length && !found.has(at); at++) {
      found.add(at);
      if (stops(text.charAt(at))) break;
    }
  return found;
}

const never = (): boolean => false;
const isSlash = (letter: string): boolean => letter === '/';

/**
 * The places in a path that one token leads to from others. No regular expression is made of a line: one with
 * many stars, in a file that somebody else wrote, would never end.
 */
function follow(text: string, token: string, places: ReadonlySet<number>): Set<number> {
  if (token === '*') return onward(text, places, isSlash);
  if (token === '**') return onward(text, places, never);
  const isFolder = (place: number): boolean => places.has(place) || isSlash(text.charAt(place - 1));
  if (token === '**/') return new Set([...onward(text, places, never)].filter(isFolder));
  const fits = (letter: string): boolean => (token === '?' ? !isSlash(letter) : letter === token);
  return new Set([...places].filter((at) => at < text.length && fits(text.charAt(at))).map((at) => at + 1));
}

/** Whether a rule names a path, or a folder that it lies in. */
function isNamed(file: string, { tokens }: Rule): boolean {
  const ends = tokens.reduce<ReadonlySet<number>>((from, token) => follow(file, token, from), new Set([0]));
  return [...ends].some((place) => place === file.length || isSlash(file.charAt(place)));
}

function ruleOf(line: string): Rule | undefined {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return undefined;
  const isException = text.startsWith('!');
  const body = (isException ? text.slice(1) : text).replace(/\/$/, '');
  const isAnchored = body.replace(/^\*\*\//, '').includes('/');
  const tokens = body.replace(/^\//, '').match(/\*\*\/|\*\*|[^]/g) ?? [];
  return { tokens: isAnchored ? tokens : ['**/', ...tokens], isException };
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
    for (const rule of rulesOf(dir)) if (isNamed(relative, rule)) ignored = !rule.isException;
  }
  return ignored;
}
