/** Looks for links from a text of one language to a page of the other. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { links, type DeadLink } from './links';

/** For those who change the project; in English only, as docs/zh/README.md says. */
export const CONTRIBUTORS: ReadonlySet<string> = new Set([
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/decisions.md',
  'docs/design.md',
]);

/** The first pages of the two languages lead to each other. */
const SWITCHES: ReadonlySet<string> = new Set([
  'README.md',
  'README.zh-CN.md',
  'docs/README.md',
  'docs/zh/README.md',
]);

const isChinese = (file: string): boolean => file.startsWith('docs/zh/') || file === 'README.zh-CN.md';

/** A line of source that says something in Chinese and names a page; comments are for contributors. */
const NAMED = /^(?!\s*(?:\*|\/[*/]|en: )).*\p{Script=Han}.*?(docs\/(?!zh\/)[\w/-]+\.md)/u;

/** Every Chinese text of the source files (paths relative to `root`) that names an English page. */
export const foreignNames = (root: string, files: readonly string[]): DeadLink[] =>
  files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((text, index) => {
        const target = NAMED.exec(text)?.[1];
        return target === undefined || CONTRIBUTORS.has(target)
          ? []
          : [{ file, line: index + 1, target, why: 'a page for English readers' }];
      }),
  );

/** Every link of the Markdown files (paths relative to `root`) that changes the reader's language. */
export function foreignLinks(root: string, files: readonly string[]): DeadLink[] {
  return files
    .filter((file) => !CONTRIBUTORS.has(file))
    .flatMap((file) =>
      links(readFileSync(join(root, file), 'utf8')).flatMap(({ line, target }) => {
        const path = target.split('#')[0] ?? '';
        const goal = posix.join(posix.dirname(file), decodeURIComponent(path));
        const stays =
          !path.endsWith('.md') ||
          isChinese(goal) === isChinese(file) ||
          CONTRIBUTORS.has(goal) ||
          (SWITCHES.has(file) && SWITCHES.has(goal));
        return stays
          ? []
          : [{ file, line, target, why: `a page for ${isChinese(goal) ? 'Chinese' : 'English'} readers` }];
      }),
    );
}
