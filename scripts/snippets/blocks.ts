/** The fenced blocks of the documents, and the mark that may stand before one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fg from 'fast-glob';
import { ROOT } from '../lib/paths';

/**
 * `<!-- snippet: … -->` on the line before a fence, or with one empty line between. Without a mark a block is
 * run as its language says (kinds.ts).
 */
type Mark =
  /** Files of a whole shop, `name/path`. */
  | { says: 'shop'; files: { shop: string; path: string }[] }
  /** These lines stand in that file, which another test runs. */
  | { says: 'as'; path: string }
  /** That test takes the block out of its document, and runs it. */
  | { says: 'by'; path: string }
  /** It cannot be run: why. */
  | { says: 'not'; reason: string };

export interface Block {
  /** As a path in the repository. */
  file: string;
  /** Line of the fence, 1 for the first. */
  line: number;
  language: string;
  text: string;
  /** Number of the headings before it: what stands in one section belongs together. */
  section: number;
  mark?: Mark;
}

export const placeOf = ({ file, line }: Block): string => `${file}:${line}`;

/** The documents: what a reader of the repository or of the site is shown. */
export const documents = (): string[] =>
  fg.sync(['*.md', 'docs/**/*.md', 'examples/*/*.md'], { cwd: ROOT, ignore: ['**/node_modules/**'] }).sort();

function markOf(words: string, place: string): Mark {
  const [says = '', ...rest] = words.trim().split(/\s+/);
  const all = rest.join(' ');
  if (says === 'shop' && rest.length > 0)
    return {
      says,
      files: rest.map((word) => {
        const [shop = '', ...path] = word.split('/');
        return { shop, path: path.join('/') };
      }),
    };
  if ((says === 'as' || says === 'by') && rest.length === 1) return { says, path: all };
  const [, reason] = /^run: (\S+ .+)$/.exec(all) ?? [];
  if (says === 'not' && reason !== undefined) return { says, reason };
  throw new Error(`${place}: "${words.trim()}" is no mark: shop FILES, as FILE, by TEST or not run: REASON`);
}

/** @throws Error at a mark that no block follows or that says nothing known, at a fence without an end */
export function blocksOf(file: string, text: string): Block[] {
  const blocks: Block[] = [];
  let mark: { words: string; line: number } | undefined;
  let open: { fence: string; block: Block; lines: string[]; indent: number } | undefined;
  let section = 0;
  text.split('\n').forEach((row, index) => {
    const line = index + 1;
    if (open) {
      if (row.trim() === open.fence) {
        open.block.text = open.lines.join('\n');
        blocks.push(open.block);
        open = undefined;
      } else open.lines.push(row.slice(open.indent));
      return;
    }
    const [, indent = '', fence, language = ''] = /^(\s*)(```+|~~~+)\s*(\S*)/.exec(row) ?? [];
    if (fence !== undefined) {
      const block: Block = { file, line, language, text: '', section };
      if (mark) block.mark = markOf(mark.words, `${file}:${mark.line}`);
      mark = undefined;
      open = { fence, block, lines: [], indent: indent.length };
      return;
    }
    if (mark && row.trim() !== '') throw new Error(`${file}:${mark.line}: no block follows this mark`);
    if (/^#{1,6} /.test(row)) section++;
    const [, words] = /^\s*<!-- snippet: (.*?)-->\s*$/.exec(row) ?? [];
    if (words !== undefined) mark = { words, line };
  });
  if (mark) throw new Error(`${file}:${mark.line}: no block follows this mark`);
  if (open) throw new Error(`${placeOf(open.block)}: this block has no end`);
  return blocks;
}

export const allBlocks = (): Block[] =>
  documents().flatMap((file) => blocksOf(file, readFileSync(join(ROOT, file), 'utf8')));
