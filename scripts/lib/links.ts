/** Looks for links and contract references that lead nowhere. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { slugOf } from '../../simulator/server/contract/markdown';

interface Link {
  /** 1 for the first line. */
  line: number;
  target: string;
}

export interface DeadLink extends Link {
  /** File the link stands in, relative to the root. */
  file: string;
  why: string;
}

/** The text without fenced code, line by line: what stands in code is not a link or a heading. */
function prose(text: string): string[] {
  let fenced = false;
  return text.split('\n').map((line) => {
    const fence = /^\s*(```|~~~)/.test(line);
    if (fence) fenced = !fenced;
    return fence || fenced ? '' : line;
  });
}

/** The links of a Markdown text that lead to a file or a heading of the repository. */
export function links(markdown: string): Link[] {
  return prose(markdown).flatMap((text, index) =>
    [...text.replace(/`[^`]*`/g, '').matchAll(/\]\(([^()\s]+)\)/g)]
      .map(([, target = '']) => ({ line: index + 1, target }))
      .filter(({ target }) => !/^[a-z]+:/i.test(target)),
  );
}

/** The headings of a Markdown text, without their marks, with the anchors that GitHub gives them. */
export function headings(markdown: string): { text: string; anchor: string }[] {
  const found: { text: string; anchor: string }[] = [];
  for (const line of prose(markdown)) {
    const heading = /^#{1,6}\s+(.*?)\s*$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    const slug = slugOf(text);
    let anchor = slug;
    for (let n = 1; found.some((one) => one.anchor === anchor); n++) anchor = `${slug}-${n}`;
    found.push({ text, anchor });
  }
  return found;
}

export const anchors = (markdown: string): Set<string> =>
  new Set(headings(markdown).map(({ anchor }) => anchor));

/**
 * Every relative link of the Markdown files (paths relative to `root`) whose file or heading does not exist.
 */
export function deadLinks(root: string, files: readonly string[]): DeadLink[] {
  const dead: DeadLink[] = [];
  const known = new Map<string, Set<string>>();
  const anchorsOf = (path: string): Set<string> => {
    const have = known.get(path) ?? anchors(readFileSync(path, 'utf8'));
    known.set(path, have);
    return have;
  };
  for (const file of files) {
    const path = resolve(root, file);
    for (const { line, target } of links(readFileSync(path, 'utf8'))) {
      const [to = '', anchor] = target.split('#');
      const goal = to ? join(dirname(path), decodeURIComponent(to)) : path;
      const report = (why: string): unknown => dead.push({ file, line, target, why });
      if (!existsSync(goal)) report(`no file ${relative(root, goal)}`);
      else if (
        anchor &&
        statSync(goal).isFile() &&
        goal.endsWith('.md') &&
        !anchorsOf(goal).has(anchor.toLowerCase())
      ) {
        report(`no heading #${anchor} in ${relative(root, goal)}`);
      }
    }
  }
  return dead;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Whether a part of a rule's `ref` ("§5.2", "§1.2 Goods", "§4 (1)", "Q11", "decisions", "intro") stands in
 * the text of its document.
 */
function stands(part: string, text: string): boolean {
  const question = /^Q\d+$/.exec(part);
  if (question) return text.includes(`| ${part} |`);
  if (part === 'decisions') return /^## Decisions$/m.test(text);
  if (part === 'intro') return true;
  const section = /^§([\d.]+)(?: (.+))?$/.exec(part);
  const detail = section ? section[2]?.replace(/[()]/g, '').replace(/^case /, '') : part;
  if (section?.[1] && !new RegExp(`^#+ ${escape(section[1])}\\.? `, 'm').test(text)) return false;
  return (
    detail === undefined ||
    new RegExp(`^(#### .*\\b${escape(detail)}\\b|\\| ${escape(detail)} \\||${escape(detail)}\\. )`, 'm').test(
      text,
    )
  );
}

/**
 * The parts of a rule's `ref` that its documents do not have; `read` gives a document's text by its name in
 * `ref`.
 */
export function deadParts(ref: string, read: (document: string) => string | undefined): string[] {
  let document = '';
  return ref
    .split(/[,;]\s*/)
    .map((piece) => {
      const named = /^([\w-]+\.md) (.+)$/.exec(piece);
      if (named?.[1]) document = named[1];
      const text = read(document);
      return text !== undefined && stands(named?.[2] ?? piece, text) ? [] : [piece];
    })
    .flat();
}
