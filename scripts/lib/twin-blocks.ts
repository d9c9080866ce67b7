/** A Markdown page as what has to be the same in every language: its sections, tables, codes and numbers. */
import MarkdownIt from 'markdown-it';
import { numberOf } from '../../simulator/server/contract/markdown';

type Token = ReturnType<MarkdownIt['parse']>[number];

/** What a text holds that a translation keeps: code, names, marks, numbers and targets of links. */
export interface Leaf {
  /** 1 for the first line of the page. */
  line: number;
  kept: readonly string[];
  /** The sentence itself, without code. */
  words: string;
}

export type Block =
  | ({ kind: 'paragraph' | 'item' } & Leaf)
  | { kind: 'code'; line: number; text: string }
  | { kind: 'table'; line: number; rows: readonly (readonly Leaf[])[] };

export interface Section extends Leaf {
  /** 1 for `#`. */
  level: number;
  /** `4.3`; a heading that begins with none has none. */
  number: string | undefined;
  blocks: readonly Block[];
}

/** Ids, sections, identifiers, names in capitals, and numbers that stand by themselves. */
const KEPT =
  /D-[A-Z]\d+|§\d+(?:\.\d+)*|\btt\.\w+|\b[A-Za-z]\w*_\w*|\b[a-z][a-z\d]*[A-Z]\w*|\b(?!README\b)[A-Z]{4,}(?=s?\b)|(?<![\w.])\d+(?:\.\d+)*(?!\w)/g;

const COMMENT = /<!--[^]*?-->/g;
const blank = (text: string): string => text.replace(/[^\n]/g, '');

const markdown = new MarkdownIt();
// Targets are compared as they are written.
markdown.normalizeLink = (target) => target;

function leafOf(token: Token, line: number, goal: (href: string) => string): Leaf {
  const kept: string[] = [];
  let words = '';
  for (const child of token.children ?? []) {
    if (child.type === 'code_inline') kept.push(`\`${child.content}\``);
    else if (child.type === 'link_open') kept.push(`link to ${goal(child.attrGet('href') ?? '')}`);
    else if (child.type === 'softbreak') words += ' ';
    else if (child.type === 'text') {
      kept.push(...(child.content.match(KEPT) ?? []));
      words += child.content;
    }
  }
  return { line, kept, words };
}

/**
 * The sections of a page; what stands before its first heading belongs to none.
 * @param goal a link's target in the form in which those of two languages are alike
 */
export function sectionsOf(text: string, goal: (href: string) => string): Section[] {
  const sections: (Section & { blocks: Block[] })[] = [];
  let line = 1;
  let rows: Leaf[][] | undefined;
  let items = 0;
  let heading: string | undefined;
  const add = (block: Block): unknown => sections.at(-1)?.blocks.push(block);
  for (const token of markdown.parse(text.replace(COMMENT, blank), {})) {
    if (token.map) line = token.map[0] + 1;
    if (token.type === 'heading_open') heading = token.tag;
    else if (token.type === 'list_item_open') items += 1;
    else if (token.type === 'list_item_close') items -= 1;
    else if (token.type === 'table_open') add({ kind: 'table', line, rows: (rows = []) });
    else if (token.type === 'table_close') rows = undefined;
    else if (token.type === 'tr_open') rows?.push([]);
    else if (token.type === 'fence' || token.type === 'code_block')
      add({ kind: 'code', line, text: token.content });
    else if (token.type === 'inline') {
      const leaf = leafOf(token, line, goal);
      if (heading !== undefined) {
        const number = numberOf(token.content);
        sections.push({ ...leaf, level: Number(heading.slice(1)), number, blocks: [] });
        heading = undefined;
      } else if (rows) rows.at(-1)?.push(leaf);
      else add({ kind: items > 0 ? 'item' : 'paragraph', ...leaf });
    }
  }
  return sections;
}
