/** The tree of the page that is shown, line by line, as far as a person has unfolded it. */
import * as glassEasel from 'glass-easel';
import type { ElementRow } from '../inspect';
import { engineComponentOf, engineElementOf } from '../runtime/engine-internals';
import type { Page } from '../runtime/page';
import { isCustom, tagOf, treeOf, wordOf, type Node as Shown } from './automation/find';
import { hyphenated } from '../letter-case';

/** What a line stands for: an element of the engine, or a text. */
export type TreeNode = Shown | glassEasel.TextNode;

const MOST_ROWS = 5000;
/** Lines that a page shows before anybody has unfolded anything. */
const FIRST_ROWS = 40;
const LONGEST_WORD = 120;

export const cutWord = (word: string, longest = LONGEST_WORD): string =>
  word.length > longest ? `${word.slice(0, longest)}…` : word;

/** Blocks of `tt:if` and `tt:for` are no elements: what is in them stands in their place. */
function* flat(parent: glassEasel.Node): Generator<TreeNode> {
  for (const child of (parent as Partial<glassEasel.Element>).childNodes ?? []) {
    if (child instanceof glassEasel.TextNode) {
      if (child.textContent.trim() !== '') yield child;
    } else if (child instanceof glassEasel.Element) {
      if (child.isVirtual()) yield* flat(child);
      else yield child;
    }
  }
}

/** The insides of a component, then what its user has put into it. */
function childrenOf(node: TreeNode): TreeNode[] {
  if (node instanceof glassEasel.TextNode) return [];
  const inside = isCustom(node) ? treeOf(node) : undefined;
  return [...(inside && inside !== node ? flat(inside) : []), ...flat(node)];
}

const dashed = (name: string): string => `data-${hyphenated(name)}`;

function shownAttributes(node: Shown): [string, string][] {
  const data = Object.entries((node.dataset as Record<string, unknown> | undefined) ?? {});
  const all: [string, unknown][] = [
    ['id', node.id],
    ['class', node.class],
    ...data.map(([name, value]): [string, unknown] => [dashed(name), value]),
  ];
  return all
    .filter(([, value]) => value !== '' && value !== undefined && value !== null)
    .map(([name, value]) => [name, cutWord(wordOf(value))]);
}

/** The element that is nearest to a node of the document, and is no inner part of a built-in tag. */
export function elementAt(met: Node | null): Shown | undefined {
  let node = met;
  while (node && !engineElementOf(node)) node = node.parentNode ?? (node as ShadowRoot).host ?? null;
  let element = node ? engineElementOf(node) : undefined;
  for (let host = element?.ownerShadowRoot?.getHostNode(); host; host = host.ownerShadowRoot?.getHostNode())
    if (!isCustom(host)) element = host;
  return element;
}

/** The element that a line is inside of, through the borders of components. */
export function parentOf(node: TreeNode): Shown | undefined {
  let parent: glassEasel.Node | null | undefined = node.parentNode;
  while (parent instanceof glassEasel.Element && parent.isVirtual()) {
    if (parent instanceof glassEasel.ShadowRoot) return parent.getHostNode();
    parent = parent.parentNode;
  }
  return parent instanceof glassEasel.Element ? parent : undefined;
}

export class ElementRows {
  private readonly numbers = new WeakMap<TreeNode, number>();
  private readonly opened = new WeakSet<TreeNode>();
  private readonly begun = new WeakSet<TreeNode>();
  private last = 0;
  /** What the lines told last stand for. */
  private known = new Map<number, TreeNode>();

  node(id: number | undefined): TreeNode | undefined {
    return id === undefined ? undefined : this.known.get(id);
  }

  numberOf(node: TreeNode): number {
    const known = this.numbers.get(node);
    if (known !== undefined) return known;
    this.last += 1;
    this.numbers.set(node, this.last);
    return this.last;
  }

  unfold(id: number, on: boolean): void {
    const node = this.known.get(id);
    if (!node) return;
    if (on) this.opened.add(node);
    else this.opened.delete(node);
  }

  /** Opens all that a node is inside of. */
  reveal(node: TreeNode): void {
    for (let around = parentOf(node); around; around = parentOf(around)) this.opened.add(around);
    this.known.set(this.numberOf(node), node);
  }

  rows(page: Page): { rows: ElementRow[]; more: number } {
    const roots = [page.instance, page.tabBar].flatMap((instance) =>
      instance ? [engineComponentOf(instance) as unknown as Shown] : [],
    );
    const [root] = roots;
    if (root && !this.begun.has(root)) this.begin(root);
    this.known = new Map();
    const rows: ElementRow[] = [];
    let more = 0;
    const walk = (node: TreeNode, depth: number): void => {
      const children = childrenOf(node);
      const open = children.length > 0 && this.opened.has(node);
      if (rows.length < MOST_ROWS) rows.push(this.row(node, depth, children.length, open, node === root));
      else more += 1;
      if (open) for (const child of children) walk(child, depth + 1);
    };
    for (const one of roots) walk(one, 0);
    return { rows, more };
  }

  /** Level by level, as long as the lines are few; a long list is left closed. */
  private begin(root: Shown): void {
    this.begun.add(root);
    let count = 1;
    const waiting: TreeNode[] = [root];
    for (let node = waiting.shift(); node; node = waiting.shift()) {
      const children = childrenOf(node);
      if (node !== root && count + children.length > FIRST_ROWS) continue;
      count += children.length;
      this.opened.add(node);
      waiting.push(...children);
    }
  }

  private row(node: TreeNode, depth: number, children: number, open: boolean, isPage: boolean): ElementRow {
    const id = this.numberOf(node);
    this.known.set(id, node);
    const facts = { id, depth, children, open };
    if (node instanceof glassEasel.TextNode)
      return { ...facts, kind: 'text', name: cutWord(node.textContent.trim()), attributes: [] };
    const kind = isPage ? 'page' : isCustom(node) ? 'component' : 'tag';
    return {
      ...facts,
      kind,
      name: isPage ? 'page' : tagOf(node),
      attributes: shownAttributes(node),
    };
  }
}
