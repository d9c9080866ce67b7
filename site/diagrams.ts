/** Draws the state diagrams of docs/machines when the site is built, so that no reader's browser has to. */
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import type { Renderer } from './markdown';

const graphviz = await Graphviz.load();

/** Labels of all arrows from one state to another, one a line. */
function arrows(diagram: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, from = '', to = '', label = ''] of diagram.matchAll(/^ *(\S+) --> (\S+?)(?:: (.*))?$/gm)) {
    const labels = found.get(`${from} ${to}`) ?? [];
    // What an arrow does stands in the table below; here it would hide the way.
    if (label) labels.push(label.replace(/ \/ .*$/, ''));
    found.set(`${from} ${to}`, labels);
  }
  return found;
}

/** A Mermaid state diagram as the source of Graphviz. */
export function dotOf(diagram: string): string {
  const name = (state: string): string => (state === '[*]' ? 'begin' : JSON.stringify(state));
  const lines = [...arrows(diagram)].map(([ends, labels]) => {
    const [from = '', to = ''] = ends.split(' ');
    const text = labels.map((label) => `${label.replace(/[\\"]/g, '')}\\l`).join('');
    return `  ${name(from)} -> ${name(to)} [label="${text}"];`;
  });
  return [
    'digraph {',
    '  graph [rankdir=TB, bgcolor="transparent", nodesep=0.3, ranksep=0.5];',
    '  node [shape=box, style=rounded, fontname="sans-serif", fontsize=13, height=0.3];',
    '  edge [fontname="sans-serif", fontsize=10, arrowsize=0.7];',
    '  begin [shape=point, label=""];',
    ...lines,
    '}',
  ].join('\n');
}

/** A picture that takes the colours of the text around it. */
function draw(diagram: string): string {
  const svg = graphviz.dot(dotOf(diagram), 'svg');
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/(stroke|fill)="black"/g, '$1="currentColor"')
    .replace(/<text /g, '<text fill="currentColor" ');
}

/** A plug-in of markdown-it: a fence of a state diagram becomes its picture, its text folded below. */
export function stateDiagrams(markdown: Renderer): void {
  const fence = markdown.renderer.rules.fence!;
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info, content } = tokens[index]!;
    if (info.trim() !== 'mermaid' || !content.startsWith('stateDiagram'))
      return fence(tokens, index, ...rest);
    return `<div class="state-diagram" tabindex="0" v-pre>${draw(content)}</div>\n<details><summary>Mermaid</summary>\n\n${fence(tokens, index, ...rest)}</details>\n`;
  };
}
