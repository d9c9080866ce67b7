/** A tree of the engine as XML: what `wxml()` shows, and what XPath asks. */
import * as glassEasel from 'glass-easel';
import { attribute, tagOf, wordOf, type Node } from './find';
import { hyphenated } from '../../letter-case';

/** Names of attributes that are shown, beside those of the tag itself. */
const SHOWN = ['id', 'class', 'style'];
const NAME = /^[A-Za-z_][\w.-]*$/;

function namesOf(node: Node): string[] {
  const own = (node as unknown as { _$nodeAttributes?: Record<string, unknown> })._$nodeAttributes ?? {};
  const data = Object.keys((node.dataset as Record<string, unknown> | undefined) ?? {}).map(
    (key) => `data-${hyphenated(key)}`,
  );
  return [...SHOWN, ...data, ...Object.keys(own)].filter((name) => NAME.test(name));
}

/** The engine's node behind a node of the XML. */
type Origins = Map<Element, Node>;

function append(parent: Element, node: glassEasel.Node, origins: Origins): void {
  if (node instanceof glassEasel.TextNode) {
    parent.append(node.textContent);
    return;
  }
  if (!(node instanceof glassEasel.Element)) return;
  if (node.isVirtual()) {
    for (const child of node.childNodes) append(parent, child, origins);
    return;
  }
  const tag = tagOf(node);
  const made = parent.ownerDocument.createElement(NAME.test(tag) ? tag : 'unknown');
  origins.set(made, node);
  for (const name of namesOf(node)) {
    const value = attribute(node, name);
    if (value !== undefined && value !== '' && value !== false) made.setAttribute(name, wordOf(value));
  }
  parent.append(made);
  for (const child of node.childNodes) append(made, child, origins);
}

/** A document whose root, `page`, holds the tree. */
function xmlOf(tree: glassEasel.Node, origins: Origins = new Map()): Document {
  const made = document.implementation.createDocument(null, 'page');
  for (const child of (tree as Partial<glassEasel.Element>).childNodes ?? [])
    append(made.documentElement, child, origins);
  return made;
}

/** What is written in a node, and with `outer` the node too. */
export function textOf(node: Node, outer: boolean): string {
  const made = document.implementation.createDocument(null, 'page');
  append(made.documentElement, node, new Map());
  const root = outer ? made.documentElement : made.documentElement.firstElementChild;
  const serializer = new XMLSerializer();
  return [...(root?.childNodes ?? [])].map((child) => serializer.serializeToString(child)).join('');
}

/** What an XPath chooses. @throws when it is not understood */
export function findByXpath(tree: glassEasel.Node, xpath: string): Node[] {
  const origins: Origins = new Map();
  const made = xmlOf(tree, origins);
  const found = made.evaluate(xpath, made, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
  return Array.from({ length: found.snapshotLength }, (_one, index) =>
    origins.get(found.snapshotItem(index) as Element),
  ).filter((node) => node !== undefined);
}
