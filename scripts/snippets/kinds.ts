/** What is done with a block: by its mark, else by its language and what it is about. */
import { placeOf, type Block } from './blocks';

export type Kind =
  /** A file of a shop that is compiled and bought in. */
  | 'shop'
  /** Stands in a file that another test runs; taken by a test of its own; cannot be run. */
  | 'as'
  | 'by'
  | 'not'
  /** A page of a mini-program: compiled by the simulator. */
  | 'ttml'
  | 'vue'
  | 'json'
  /** Compiled by TypeScript: for a mini-program, for React, for Node as a module and as a script. */
  | 'mini'
  | 'react'
  | 'node'
  | 'commonjs'
  | 'commands'
  /** Drawn, or made a running example, by the site, whose build fails where it cannot. */
  | 'site';

/** What only Node has. */
const OF_NODE = /from '(?:node:|microapp-trade-(?:sandbox|server|simulator))/;
const IS_COMMONJS = /\brequire\('/;

const isVue = (markup: string): boolean => /\s[:@][a-z-]+=/.test(markup);

function scriptKind(text: string): Kind {
  if (IS_COMMONJS.test(text)) return 'commonjs';
  return OF_NODE.test(text) ? 'node' : 'mini';
}

const BY_LANGUAGE: Record<string, (text: string) => Kind> = {
  html: (text) => (isVue(text) ? 'vue' : 'ttml'),
  vue: () => 'vue',
  json: () => 'json',
  js: scriptKind,
  ts: scriptKind,
  jsx: () => 'react',
  tsx: () => 'react',
  sh: () => 'commands',
  mermaid: () => 'site',
  live: () => 'site',
};

/** @throws Error for a language that nothing here runs: then the block needs a mark */
export function kindOf(block: Block): Kind {
  if (block.mark) return block.mark.says;
  const kind = BY_LANGUAGE[block.language]?.(block.text);
  if (kind === undefined)
    throw new Error(
      `${placeOf(block)}: nothing here runs ${block.language || 'a block without a language'}: say so by a mark before it`,
    );
  return kind;
}
