/**
 * Copies the documentation into the folder that the site is built from. `docs/zh/x.md` becomes `/x`,
 * `docs/x.md` becomes `/en/x`; README.md of a folder is its index. Links lead to the pages of the site, and
 * there to the anchors that its headings have: of a numbered section its number, the same in every language.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import fg from 'fast-glob';
import { placeOf } from '../../simulator/server/contract/markdown';
import { headings } from '../lib/links';

/** Pages outside docs/ that the site has: file -> page without `.md`. */
const AROUND: Record<string, string> = {
  'README.zh-CN.md': 'readme',
  'README.md': 'en/readme',
  'CONTRIBUTING.md': 'en/contributing',
  'SECURITY.md': 'en/security',
  'CHANGELOG.md': 'en/changelog',
};

/** The page that a Markdown file of the repository becomes, without `.md`; undefined: it has none. */
export function pageOf(file: string): string | undefined {
  if (file in AROUND) return AROUND[file];
  const [, inside] = /^docs\/(.+)\.md$/.exec(file) ?? [];
  if (inside === undefined) return undefined;
  const page = inside.startsWith('zh/') ? inside.slice('zh/'.length) : `en/${inside}`;
  return page.replace(/(^|\/)README$/, '$1index');
}

/** The anchor on the site of the heading that GitHub gives another one. */
function anchorIn(text: string, anchor: string): string {
  const heading = headings(text).find((one) => one.anchor === decodeURIComponent(anchor));
  return heading === undefined ? anchor : placeOf(heading.text);
}

/** What a page of the site is made of. */
interface Source {
  /** Without `.md`. */
  page: string;
  text: string;
}

/** A link of `file`, as it is written on the site. `pages`: by their files. */
function linked(file: string, target: string, pages: ReadonlyMap<string, Source>): string | undefined {
  if (/^[a-z]+:/i.test(target)) return target;
  const [path = '', anchor] = target.split('#');
  const at = (source: Source | undefined): string =>
    anchor === undefined ? '' : `#${source ? anchorIn(source.text, anchor) : anchor}`;
  if (path === '') return at(pages.get(file));
  const goal = posix.normalize(posix.join(posix.dirname(file), decodeURIComponent(path)));
  const source = pages.get(goal) ?? pages.get(posix.join(goal, 'README.md'));
  if (source !== undefined) return `/${source.page}.md${at(source)}`;
  if (/^docs\/.*\.(?:png|svg|json)$/.test(goal)) return `/${goal.slice('docs/'.length)}`;
  return undefined;
}

/** Markdown as the site shows it: a link to a source file, which the site has not, is its text alone. */
export function staged(file: string, text: string, pages: ReadonlyMap<string, Source>): string {
  let fenced = false;
  return text
    .replace(/^<!--.*?-->\n/, '')
    .split('\n')
    .map((line) => {
      if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
      if (fenced) return line;
      return line.replace(
        /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)/g,
        (whole: string, picture: string, words: string, target: string) => {
          const goal = linked(file, target, pages);
          if (goal === undefined) return words;
          return goal === target ? whole : `${picture}[${words}](${goal})`;
        },
      );
    })
    .join('\n');
}

/** Title of a page: its first heading. */
const titleOf = (text: string): string => headings(text)[0]?.text ?? '';

/**
 * Pages for what is written in the other language alone: the switch of the language leads to them, and
 * they lead back. The search leaves them out.
 */
export function standIns(sources: readonly Source[]): Source[] {
  const known = new Set(sources.map(({ page }) => page));
  return sources.flatMap(({ page, text }) => {
    const isEnglish = page.startsWith('en/');
    const other = isEnglish ? page.slice('en/'.length) : `en/${page}`;
    if (known.has(other)) return [];
    const [note, link] = isEnglish
      ? ['本页目前只有英文版。', '阅读英文版']
      : ['This page is written in Chinese only.', 'Read it in Chinese'];
    const body = `# ${titleOf(text)}\n\n${note}\n\n[${link}](/${page}.md)\n`;
    return [{ page: other, text: `---\nsearch: false\nstandIn: true\n---\n\n${body}` }];
  });
}

/** Replaces `into` by the pages and pictures of the documentation. Returns the pages. */
export function stage(root: string, into: string): string[] {
  const files = fg
    .sync(['docs/**/*.md', ...Object.keys(AROUND)], { cwd: root, ignore: ['docs/.*/**'] })
    .sort();
  const pages = new Map(
    files.map((file) => [file, { page: pageOf(file)!, text: readFileSync(join(root, file), 'utf8') }]),
  );
  rmSync(into, { recursive: true, force: true });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), text);
  };
  for (const [file, { page, text }] of pages) write(`${page}.md`, staged(file, text, pages));
  for (const { page, text } of standIns([...pages.values()])) write(`${page}.md`, text);
  for (const file of fg.sync(['docs/**/*.{png,svg,json}'], {
    cwd: root,
    ignore: ['docs/contract/rules/**'],
  })) {
    const target = join(into, 'public', file.slice('docs/'.length));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(root, file), target);
  }
  if (!existsSync(join(into, 'index.md')))
    throw new Error('docs/zh/README.md is missing: the site begins there');
  return [...pages.values()].map(({ page }) => page);
}
