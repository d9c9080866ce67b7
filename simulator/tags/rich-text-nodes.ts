import { asText } from './as-text';
import { assetUrl } from './assets';
import { ownersClasses } from './dom';
import type { TagInstance } from './types';

/**
 * What a program may put into rich-text: as the documentation of the tag lists it, links and scripts left
 * out.
 */

const ELEMENTS = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend ' +
    'li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
);

const ATTRIBUTES: Record<string, readonly string[]> = {
  '*': ['class', 'style', 'dir'],
  img: ['src', 'alt', 'width', 'height'],
  ol: ['start', 'type'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  table: ['width'],
  td: ['colspan', 'rowspan', 'width', 'height'],
  th: ['colspan', 'rowspan', 'width', 'height'],
  font: ['color'],
};

/** Elements whose text is no text for the reader. */
const SILENT = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'title',
  'head',
  'textarea',
  'iframe',
  'object',
]);

const IMAGE_ADDRESS = /^(?:https?:|data:image\/(?:png|jpe?g|gif|webp|svg\+xml)[;,]|(?![a-z][a-z0-9+.-]*:))/i;
const STYLE_REACHES_OUT = /url\s*\(|image-set\s*\(|expression\s*\(|[\\@]/i;
const MAX_DEPTH = 64;

interface RichNode {
  type?: unknown;
  name?: unknown;
  text?: unknown;
  attrs?: unknown;
  children?: unknown;
}

type Owner = Pick<TagInstance, 'ownerShadowRoot'>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function writeStyle(element: HTMLElement, value: string): void {
  const rpx = value.replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/g, 'calc($1 * var(--rpx))');
  for (const declaration of rpx.split(';')) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const setting = declaration.slice(colon + 1).trim();
    const leaves = property === 'position' && !/^(static|relative)$/i.test(setting);
    if (colon > 0 && !leaves && !STYLE_REACHES_OUT.test(setting))
      element.style.setProperty(property, setting.replace(/\s*!important$/i, ''));
  }
}

function writeAttributes(
  element: HTMLElement,
  name: string,
  attrs: Record<string, unknown>,
  owner: Owner,
): void {
  const allowed = [...ATTRIBUTES['*']!, ...(ATTRIBUTES[name] ?? [])];
  for (const [key, raw] of Object.entries(attrs)) {
    const attribute = key.toLowerCase();
    const value = String(raw);
    if (!allowed.includes(attribute)) continue;
    if (attribute === 'style') writeStyle(element, value);
    else if (attribute === 'class') element.setAttribute('class', ownersClasses(owner, value));
    else if (attribute === 'src') {
      if (IMAGE_ADDRESS.test(value.trim())) element.setAttribute('src', assetUrl(owner, value.trim()));
    } else element.setAttribute(attribute, value);
  }
}

function fromNode(node: unknown, owner: Owner, depth: number): Node | null {
  if (typeof node === 'string') return document.createTextNode(node);
  if (!isObject(node) || depth > MAX_DEPTH) return null;
  const { type, name, text, attrs, children } = node as RichNode;
  if (type === 'text' || (name === undefined && text !== undefined))
    return document.createTextNode(asText(text));
  const tag = String(name).toLowerCase();
  if (!ELEMENTS.has(tag)) return null;
  const element = document.createElement(tag);
  if (isObject(attrs)) writeAttributes(element, tag, attrs, owner);
  element.append(...fromList(children, owner, depth + 1));
  return element;
}

const fromList = (nodes: unknown, owner: Owner, depth: number): Node[] =>
  (Array.isArray(nodes) ? nodes : [])
    .map((node) => fromNode(node, owner, depth))
    .filter((node): node is Node => node !== null);

function fromMarkup(parent: Node, owner: Owner, depth: number): Node[] {
  const made: Node[] = [];
  for (const child of parent.childNodes) {
    if (child instanceof Text || child.nodeType === 3)
      made.push(document.createTextNode(child.textContent ?? ''));
    if (child.nodeType !== 1 || depth > MAX_DEPTH) continue;
    const source = child as Element;
    const name = source.localName;
    const content = SILENT.has(name) ? [] : fromMarkup(source, owner, depth + 1);
    if (!ELEMENTS.has(name)) {
      made.push(...content);
      continue;
    }
    const element = document.createElement(name);
    writeAttributes(
      element,
      name,
      Object.fromEntries([...source.attributes].map(({ name: key, value }) => [key, value])),
      owner,
    );
    element.append(...content);
    made.push(element);
  }
  return made;
}

/**
 * Builds the content from nodes or from HTML text. The text is parsed in a document of its own, where nothing
 * runs and nothing is loaded.
 */
export function buildRichText(nodes: unknown, owner: Owner): Node[] {
  if (typeof nodes !== 'string') return fromList(nodes, owner, 0);
  return fromMarkup(new DOMParser().parseFromString(nodes, 'text/html').body, owner, 0);
}
