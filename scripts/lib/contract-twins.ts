/**
 * Holds the two languages of the documents together: of all pages their sections and the rows of their
 * tables, and of the contract, docs/contract/x.md and docs/zh/contract/x.md, every fact.
 *
 * For whoever writes a page: translate block by block. Headings keep their level and their number (the
 * number is the anchor), tables their columns and rows, lists their items, fenced code everything. In each
 * paragraph, item and cell these stay, in their order: code between backticks, which the evidence marks are,
 * too; numbers in digits; ids such as D-Q1 and §4.3; identifiers such as orderId, order_id, tt.pay, SUCCESS;
 * the page and the section that a link leads to. Write a number as a word where the other language does.
 */
import { posix } from 'node:path';
import { headings } from './links';
import { sectionsOf, type Block, type Leaf, type Section } from './twin-blocks';

interface Page {
  /** Path from the repository's root. */
  file: string;
  text: string;
}

/** The English page of a Chinese one. */
export const englishOf = (file: string): string => file.replace(/^docs\/zh\//, 'docs/');

/** The Chinese page of an English one. */
export const chineseOf = (file: string): string => file.replace(/^docs\//, 'docs/zh/');

/** Where a link leads, the same for both languages: a section by its place among the headings of its page. */
const goalOf =
  (page: Page, read: (file: string) => string | undefined) =>
  (href: string): string => {
    if (/^[a-z]+:/i.test(href)) return href;
    const [path = '', anchor] = href.split('#');
    const file = path ? posix.join(posix.dirname(page.file), path) : page.file;
    const goal = englishOf(file);
    if (anchor === undefined) return goal;
    const text = file === page.file ? page.text : read(file);
    const place = headings(text ?? '').findIndex((one) => one.anchor === decodeURIComponent(anchor));
    return `${goal}, heading ${place + 1}`;
  };

/** What of `some` is not in `others`, each as often as it stands there. */
function beyond(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** A sentence of five and more small words of the Latin alphabet. */
const ENGLISH = /(?:\b[a-z]+[,;:]? ){4}[a-z]+\b/;

/** What a cell says alone, and the same in Chinese. */
const ANSWERS: Readonly<Record<string, string>> = { yes: '是', no: '否' };

/** Whether a cell says nothing, or has a dash alone. */
const isBlank = ({ kept, words }: Leaf): boolean => kept.length === 0 && !/[\p{L}\p{N}]/u.test(words);

function cellProblems(english: Leaf, chinese: Leaf): string[] {
  if (isBlank(english) !== isBlank(chinese))
    return [isBlank(chinese) ? 'is empty' : 'says something, and nothing in English'];
  const wanted = english.kept.length === 0 ? ANSWERS[english.words.trim()] : undefined;
  return wanted === undefined || wanted === chinese.words.trim() ? [] : [`is not ${wanted}`];
}

function leafProblems(english: Leaf, chinese: Leaf): string[] {
  const lacking = beyond(english.kept, chinese.kept);
  const added = beyond(chinese.kept, english.kept);
  const isSame = lacking.length + added.length === 0;
  const at = isSame ? english.kept.findIndex((one, index) => one !== chinese.kept[index]) : -1;
  return [
    ...(lacking.length ? [`lacks ${lacking.join(', ')}`] : []),
    ...(added.length ? [`has ${added.join(', ')}, which the English page has not`] : []),
    ...(at < 0 ? [] : [`has ${chinese.kept[at]} where the English page has ${english.kept[at]}`]),
    ...(ENGLISH.test(chinese.words) ? [`is not translated: "${ENGLISH.exec(chinese.words)?.[0]}"`] : []),
  ];
}

/** How many tables with how many rows each section has. */
const outlineOf = (sections: readonly Section[]): string[] =>
  sections.map(({ level, blocks }) =>
    [
      '#'.repeat(level),
      ...blocks.flatMap((block) => (block.kind === 'table' ? [`table of ${block.rows.length - 1}`] : [])),
    ].join(' '),
  );

/**
 * For pages that are written freely in each language: the same sections, and tables of as many rows.
 * @returns the first difference, if there is one
 */
export function outlineProblems(english: Page, chinese: Page): string[] {
  const [en, zh] = [english, chinese].map(({ text }) => sectionsOf(text, (href) => href)) as [
    Section[],
    Section[],
  ];
  const [wanted, had] = [outlineOf(en), outlineOf(zh)];
  const at = Array.from({ length: Math.max(wanted.length, had.length) }).findIndex(
    (_, index) => wanted[index] !== had[index],
  );
  if (at < 0) return [];
  const said = (sections: readonly Section[], outline: readonly string[]): string =>
    sections[at] ? `"${outline[at]} ${sections[at].words}"` : 'missing';
  return [
    `${chinese.file}:${zh[at]?.line ?? 1}: section ${at + 1} is ${said(zh, had)}, in English it is ${said(en, wanted)} (${english.file}:${en[at]?.line ?? 1})`,
  ];
}

const shapeOf = (blocks: readonly Block[]): string => blocks.map(({ kind }) => kind).join(', ') || 'nothing';

/** @returns problems, each with the line of the Chinese page and of the English one */
export function twinProblems(
  english: Page,
  chinese: Page,
  read: (file: string) => string | undefined,
): string[] {
  const found: string[] = [];
  const report = (en: { line: number }, zh: { line: number }, what: string): unknown =>
    found.push(`${chinese.file}:${zh.line}: ${what} (${english.file}:${en.line})`);
  const compare = (en: Leaf, zh: Leaf, where: string): void => {
    for (const problem of leafProblems(en, zh)) report(en, zh, `${where} ${problem}`);
  };

  const compareTables = (
    en: Extract<Block, { kind: 'table' }>,
    zh: Extract<Block, { kind: 'table' }>,
  ): void => {
    if (en.rows.length !== zh.rows.length)
      return void report(
        en,
        zh,
        `the table has ${zh.rows.length - 1} rows, the English one ${en.rows.length - 1}`,
      );
    en.rows.forEach((row, index) => {
      const other = zh.rows[index]!;
      if (row.length !== other.length) report(row[0]!, other[0]!, `the row has ${other.length} cells`);
      else
        row.forEach((cell, column) => {
          const where = `row ${index}, cell ${column + 1}`;
          compare(cell, other[column]!, where);
          for (const problem of cellProblems(cell, other[column]!))
            report(cell, other[column]!, `${where} ${problem}`);
        });
    });
  };

  const compareBlocks = (en: Block, zh: Block): void => {
    if (en.kind === 'table' && zh.kind === 'table') compareTables(en, zh);
    else if (en.kind === 'code' && zh.kind === 'code') {
      if (en.text !== zh.text) report(en, zh, 'the code is another');
    } else if ('kept' in en && 'kept' in zh) compare(en, zh, `the ${zh.kind}`);
  };

  const titles = (sections: readonly Section[]): string[] =>
    sections.map(({ level, number = '' }) => `${'#'.repeat(level)} ${number}`);
  const en = sectionsOf(english.text, goalOf(english, read));
  const zh = sectionsOf(chinese.text, goalOf(chinese, read));
  const [wanted, had] = [titles(en), titles(zh)];
  const off = wanted.findIndex((title, index) => title !== had[index]);
  if (off >= 0 || wanted.length !== had.length) {
    const at = off >= 0 ? off : wanted.length;
    const what = `heading ${at + 1} is "${had[at] ?? 'missing'}", in English it is "${wanted[at] ?? 'missing'}"`;
    return [...found, `${chinese.file}:${zh[at]?.line ?? 1}: ${what} (${english.file}:${en[at]?.line ?? 1})`];
  }
  en.forEach((section, index) => {
    const other = zh[index]!;
    compare(section, other, 'the heading');
    const shapes = [shapeOf(section.blocks), shapeOf(other.blocks)];
    if (shapes[0] !== shapes[1])
      report(section, other, `the section holds ${shapes[1]}; in English ${shapes[0]}`);
    else section.blocks.forEach((block, at) => compareBlocks(block, other.blocks[at]!));
  });
  return found;
}
