/**
 * Markdown -> HTML for the contract's pages. Markup in the text is text: no character of it becomes a tag.
 */
import MarkdownIt from 'markdown-it';

type Token = ReturnType<MarkdownIt['parse']>[number];

/** Where a link of the text leads; `undefined`: nowhere, its words stay. */
type ResolveLink = (target: string) => string | undefined;

/** The anchor of a heading, as GitHub makes it. */
export const slugOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replace(/ /g, '-');

const markdown = new MarkdownIt({ html: false });
export const { escapeHtml } = markdown.utils;

// The caller decides where links lead; its answers are only escaped.
markdown.validateLink = () => true;
markdown.normalizeLink = (target) => target;

/** The number that a section's heading begins with: its anchor in every language. */
export const numberOf = (heading: string): string | undefined => /^(\d+(?:\.\d+)*)\.? /.exec(heading)?.[1];

/** The anchor of a heading on a page of ours: the number of the section, else as GitHub makes it. */
export const placeOf = (heading: string): string => numberOf(heading) ?? slugOf(heading);

/** The same page in another language. */
export interface Twin {
  href: string;
  /** Tag of its language. */
  lang: string;
  /** Its language, in that language. */
  name: string;
}

interface Env {
  link: ResolveLink;
  twin: Twin | undefined;
}

/** Anchors of the headings: GitHub's, and the number of a section where the heading begins with one. */
function nameHeading(heading: Token, text: string, taken: Set<string>): void {
  const slug = slugOf(text);
  let id = slug;
  for (let count = 1; taken.has(id); count += 1) id = `${slug}-${count}`;
  taken.add(id);
  heading.attrSet('id', id);
  heading.meta = numberOf(text);
}

function follow(tokens: Token[], link: ResolveLink): void {
  let leads = true;
  for (const token of tokens) {
    if (token.type === 'link_open') {
      const href = link(token.attrGet('href') ?? '');
      leads = href !== undefined;
      if (leads) token.attrSet('href', href!);
    }
    if (token.type === 'link_open' || token.type === 'link_close') token.hidden = !leads;
  }
}

markdown.core.ruler.push('places', ({ tokens, env }) => {
  const taken = new Set<string>();
  let heading = '';
  let tables = 0;
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open') {
      const text = tokens[index + 1]!.content;
      nameHeading(token, text, taken);
      tokens[index + 2]!.meta = token.meta as unknown;
      heading = text.replace(/[`*]/g, '');
      tables = 0;
    } else if (token.type === 'table_open') {
      tables += 1;
      token.meta = tables === 1 ? heading : `${heading} (${tables})`;
    } else if (token.type === 'th_open') token.attrSet('scope', 'col');
    else if (token.children) follow(token.children, (env as Env).link);
  });
});

// What is wider than the window scrolls by itself, with the keyboard too.
Object.assign(markdown.renderer.rules, {
  heading_open: (tokens, index, options, env, self) => {
    const number: unknown = tokens[index]!.meta;
    if (typeof number !== 'string') return self.renderToken(tokens, index, options);
    const open = (env as Env).twin ? '<div class="section">' : '';
    return `${open}${self.renderToken(tokens, index, options)}<span id="${number}"></span>`;
  },
  // No script runs here that could carry the section over to the switch of the page: each has its own.
  heading_close: (tokens, index, options, env, self) => {
    const number: unknown = tokens[index]!.meta;
    const { twin } = env as Env;
    const close = self.renderToken(tokens, index, options);
    if (typeof number !== 'string' || !twin) return close;
    const { href, lang, name } = twin;
    return `${close.trimEnd()}<a href="${href}#${number}" hreflang="${lang}" lang="${lang}" aria-label="${name}: ${number}">${name}</a></div>\n`;
  },
  table_open: (tokens, index) =>
    `<div class="table" tabindex="0" role="region" aria-label="${escapeHtml(String(tokens[index]!.meta))}"><table>\n`,
  table_close: () => '</table></div>\n',
  fence: (tokens, index) => `<pre tabindex="0"><code>${escapeHtml(tokens[index]!.content)}</code></pre>\n`,
} satisfies MarkdownIt['renderer']['rules']);

/** Comments that generated documents begin with are left out. */
const COMMENT = /^<!--.*-->$/gm;

/** `twin`: the same page in another language, which each numbered section gets a link to. */
export const toHtml = (text: string, link: ResolveLink, twin?: Twin): string =>
  markdown.render(text.replace(COMMENT, ''), { link, twin } satisfies Env);
