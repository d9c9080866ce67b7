/** What the site adds to Markdown. */
import type MarkdownIt from 'markdown-it';
import { escapeHtml } from '../simulator/server/contract/markdown';

/** The part of markdown-it that the plug-ins here change. */
export type Renderer = Pick<MarkdownIt, 'renderer'>;

/** A plug-in of markdown-it: `{{` in a sentence is text, not an expression of the site's templates. */
export function plainBraces(markdown: Renderer): void {
  for (const kind of ['text', 'code_inline'] as const) {
    const write = markdown.renderer.rules[kind]!;
    markdown.renderer.rules[kind] = (...args) => write(...args).replace(/\{\{/g, '&#123;&#123;');
  }
}

/**
 * A plug-in of markdown-it: a fence ```live of JSON (its shape: theme/LiveExample.vue) becomes the component
 * running in the simulator, with its properties to be turned. Elsewhere it is shown as it is written.
 */
export function liveExamples(markdown: Renderer): void {
  const fence = markdown.renderer.rules.fence!;
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info, content } = tokens[index]!;
    if (info.trim() !== 'live') return fence(tokens, index, ...rest);
    const example = escapeHtml(JSON.stringify(JSON.parse(content)));
    return `<LiveExample example="${example}" />\n`;
  };
}
