/**
 * Markdown -> HTML, as much of it as the contract is written in: headings, paragraphs, flat lists, tables, fenced code; code, strong, emphasis and links
 * within a line. Every character of the text is escaped, so that no text becomes markup.
 */

/** Where a link of the text leads; `undefined`: nowhere, its words stay. */
export type ResolveLink = (target: string) => string | undefined;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

/** The anchor of a heading, as GitHub makes it. */
export const slugOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replace(/ /g, '-');

/** The first that fits at a place: code, a link, strong, emphasis, a sign with a backslash. */
const INLINE =
  /(`+)(.+?)\1(?!`)|\[((?:[^\]`]|`[^`]*`)+)\]\(([^()\s]+)\)|\*\*(?=\S)(.+?)\*\*(?!\*)|\*(?=[^\s*])([^*]+)\*|\\([!-/:-@[-`{-~])/g;

function inline(text: string, link: ResolveLink): string {
  let html = '';
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    const [all, , code, words, target, strong, emphasis, sign] = found;
    html += escapeHtml(text.slice(end, found.index));
    end = found.index + all.length;
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (words !== undefined && target !== undefined) html += anchor(inline(words, link), link(target));
    else if (strong !== undefined) html += `<strong>${inline(strong, link)}</strong>`;
    else if (emphasis !== undefined) html += `<em>${inline(emphasis, link)}</em>`;
    else html += escapeHtml(sign ?? '');
  }
  return html + escapeHtml(text.slice(end));
}

const anchor = (words: string, href: string | undefined): string =>
  href === undefined ? words : `<a href="${escapeHtml(href)}">${words}</a>`;

/** Cells of a line of a table. A pipe with a backslash is a pipe, in code too. */
const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

const HEADING = /^(#{1,6}) +(.*)$/;
const BULLET = /^[*-] +(.*)$/;
const NUMBERED = /^\d+\. +(.*)$/;
const FENCE = /^```/;
const TABLE_LINE = /^\|/;
const COMMENT = /^<!--.*-->$/;
/** Ends a paragraph or an item that has no blank line behind it. */
const BLOCKS = [HEADING, BULLET, NUMBERED, FENCE, TABLE_LINE];

const beginsBlock = (line: string): boolean => BLOCKS.some((form) => form.test(line));

class Reader {
  private at = 0;
  private readonly lines: string[];
  private readonly slugs = new Set<string>();
  /** Of the last heading: it names the tables below it. */
  private heading = '';
  private tables = 0;

  constructor(
    markdown: string,
    private readonly link: ResolveLink,
  ) {
    this.lines = markdown.split(/\r?\n/);
  }

  html(): string {
    let html = '';
    while (this.at < this.lines.length) html += this.block(this.lines[this.at]!);
    return html;
  }

  private block(line: string): string {
    const heading = HEADING.exec(line);
    if (heading) return this.headed(heading[1]!.length, heading[2]!.trim());
    if (FENCE.test(line)) return this.fenced();
    if (TABLE_LINE.test(line)) return this.table();
    if (BULLET.test(line)) return this.list('ul', BULLET);
    if (NUMBERED.test(line)) return this.list('ol', NUMBERED);
    if (line.trim() !== '' && !COMMENT.test(line)) return `<p>${this.text(line)}</p>\n`;
    this.at += 1;
    return '';
  }

  /** A heading has the anchor that GitHub gives it; one that begins with a section's number has that number for an anchor too. */
  private headed(level: number, text: string): string {
    this.at += 1;
    this.heading = text.replace(/[`*]/g, '');
    this.tables = 0;
    const slug = slugOf(text);
    let id = slug;
    for (let count = 1; this.slugs.has(id); count += 1) id = `${slug}-${count}`;
    this.slugs.add(id);
    const number = /^(\d+(?:\.\d+)*)\.? /.exec(text)?.[1];
    const place = number === undefined ? '' : `<span id="${number}"></span>`;
    return `<h${level} id="${escapeHtml(id)}">${place}${inline(text, this.link)}</h${level}>\n`;
  }

  private fenced(): string {
    const from = this.at + 1;
    let to = from;
    while (to < this.lines.length && !FENCE.test(this.lines[to]!)) to += 1;
    this.at = to + 1;
    return `<pre tabindex="0"><code>${escapeHtml(this.lines.slice(from, to).join('\n'))}</code></pre>\n`;
  }

  private table(): string {
    const rows: string[][] = [];
    for (; this.at < this.lines.length && TABLE_LINE.test(this.lines[this.at]!); this.at += 1) rows.push(cellsOf(this.lines[this.at]!));
    const [heads = [], , ...body] = rows;
    const row = (cells: string[], tag: string): string =>
      `<tr>${cells.map((cell) => `<${tag}>${inline(cell, this.link)}</${tag.split(' ')[0]}>`).join('')}</tr>\n`;
    const table = `<table>\n<thead>${row(heads, 'th scope="col"')}</thead>\n<tbody>\n${body.map((cells) => row(cells, 'td')).join('')}</tbody>\n</table>`;
    this.tables += 1;
    const name = this.tables === 1 ? this.heading : `${this.heading} (${this.tables})`;
    return `<div class="table" tabindex="0" role="region" aria-label="${escapeHtml(name)}">${table}</div>\n`;
  }

  private list(tag: 'ul' | 'ol', form: RegExp): string {
    const items: string[] = [];
    for (;;) {
      const item = form.exec(this.lines[this.at] ?? '');
      if (!item) return `<${tag}>\n${items.map((text) => `<li>${text}</li>\n`).join('')}</${tag}>\n`;
      items.push(this.text(item[1]!));
      // Items may stand apart.
      if (this.lines[this.at]?.trim() === '' && form.test(this.lines[this.at + 1] ?? '')) this.at += 1;
    }
  }

  /** A line and those that go on with it. */
  private text(first: string): string {
    const lines = [first];
    for (this.at += 1; this.at < this.lines.length; this.at += 1) {
      const line = this.lines[this.at]!;
      if (line.trim() === '' || beginsBlock(line)) break;
      lines.push(line.trim());
    }
    return inline(lines.join('\n'), this.link);
  }
}

export const toHtml = (markdown: string, link: ResolveLink): string => new Reader(markdown, link).html();
