/** The details of one element: its data, its attributes, how it is drawn. */
import * as glassEasel from 'glass-easel';
import type { ElementDetail, ElementRow } from '../inspect';
import { domOf, instanceOf } from '../runtime/engine-internals';
import { toInspectorText } from '../runtime/log';
import { tags } from '../tags';
import { isCustom, wordOf, type Node as Shown } from './automation/find';
import { cutWord, parentOf, type TreeNode } from './element-tree';

const LONGEST_VALUE = 500;
/** Other names of what stands there already, and what only the browser itself has. */
const OTHER_NAMES = /^-webkit-|(?:^|-)(?:inline|block)(?:-|$)|^(?:perspective|transform)-origin$/;

let beginnings: Map<string, string> | undefined;

/** The values that CSS begins with, as this browser writes them. */
function beginningOf(name: string): string | undefined {
  if (!beginnings) {
    const bare = document.createElement('i');
    bare.style.cssText = 'all: initial; color-scheme: light';
    document.documentElement.append(bare);
    const style = getComputedStyle(bare);
    beginnings = new Map([...style].map((property) => [property, style.getPropertyValue(property)]));
    bare.remove();
  }
  return beginnings.get(name);
}

function stylesOf(element: Element): [string, string][] {
  const style = getComputedStyle(element);
  return [...style]
    .filter((name) => !OTHER_NAMES.test(name))
    .map((name): [string, string] => [name, style.getPropertyValue(name)])
    .filter(([name, value]) => value !== beginningOf(name))
    .map(([name, value]) => [name, cutWord(value, LONGEST_VALUE)]);
}

/** Properties that a tag or component has got, or of a plain tag its attributes. */
function givenOf(node: Shown): [string, unknown][] {
  if (!(node instanceof glassEasel.Component))
    return Object.entries(
      (node as unknown as { _$nodeAttributes?: Record<string, unknown> })._$nodeAttributes ?? {},
    );
  const data = node.data as Record<string, unknown>;
  if (isCustom(node)) return glassEasel.Component.listProperties(node).map((name) => [name, data[name]]);
  const known = tags[node.is.slice('tt:'.length)]?.properties ?? {};
  return Object.entries(known)
    .filter(([name, { value }]) => wordOf(data[name]) !== wordOf(value))
    .map(([name]) => [name, data[name]]);
}

/** The box around it in the window of the page; of what has none itself, around all that is in it. */
export function boxOf(node: TreeNode): DOMRect | undefined {
  const element = domOf(node instanceof glassEasel.TextNode ? parentOf(node) : node);
  if (!element?.isConnected) return undefined;
  if (element.getClientRects().length > 0) return element.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(element.shadowRoot ?? element);
  const box = range.getBoundingClientRect();
  return box.width > 0 || box.height > 0 ? box : undefined;
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

export function detailOf(node: TreeNode, { id, name, kind }: ElementRow): ElementDetail {
  const box = boxOf(node);
  const facts = {
    id,
    name,
    kind,
    ...(box && {
      box: {
        left: Math.round(box.left),
        top: Math.round(box.top),
        width: Math.round(box.width),
        height: Math.round(box.height),
      },
    }),
  };
  if (node instanceof glassEasel.TextNode)
    return {
      ...facts,
      is: node.ownerShadowRoot?.getHostNode().is ?? '',
      attributes: [['text', node.textContent]],
      styles: [],
    };
  const element = domOf(node);
  const dataset = (node.dataset as Record<string, unknown> | undefined) ?? {};
  const own: [string, unknown][] = [
    ['id', node.id],
    ['class', node.class],
    ['style', element?.getAttribute('style') ?? ''],
  ];
  return {
    ...facts,
    is: isCustom(node) ? node.is : (node.ownerShadowRoot?.getHostNode().is ?? ''),
    ...(isCustom(node) && { data: toInspectorText(instanceOf(node).data) }),
    ...(!isEmpty(dataset) && { dataset: toInspectorText(dataset) }),
    attributes: [...own.filter(([, value]) => value !== ''), ...givenOf(node)].map(([key, value]) => [
      key,
      cutWord(wordOf(value), LONGEST_VALUE),
    ]),
    styles: element ? stylesOf(element) : [],
  };
}
