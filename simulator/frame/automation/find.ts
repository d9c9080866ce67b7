/** Finds elements of the engine by CSS selectors, in the tree of one page or component alone. */
import * as glassEasel from 'glass-easel';

export type Node = glassEasel.Element;

/** The elements below, blocks of `tt:if` and `tt:for` left out, in the order of the template. */
function* below(parent: glassEasel.Node): Generator<Node> {
  const children = (parent as Partial<glassEasel.Element>).childNodes ?? [];
  for (const child of children) {
    if (!(child instanceof glassEasel.Element)) continue;
    if (!child.isVirtual()) yield child;
    yield* below(child);
  }
}

/** The tree of a page or component. */
export const treeOf = (component: glassEasel.GeneralComponent): glassEasel.Node =>
  component.getShadowRoot() ?? component;

/** A page or component of the program or the kit; built-in tags are no components to it. */
export const isCustom = (node: glassEasel.Node): node is glassEasel.GeneralComponent =>
  node instanceof glassEasel.Component && !node.is.startsWith('tt:');

/** The tag as it stands in the template. */
export function tagOf(node: Node): string {
  if (node instanceof glassEasel.NativeNode) return node.is;
  if (node instanceof glassEasel.Component) return node.tagName || node.is;
  return 'block';
}

/** An attribute as it was given: class, id, style, data-…, or a property of the tag. */
export function attribute(node: Node, name: string): unknown {
  if (name === 'id') return node.id;
  if (name === 'class') return node.class;
  if (name === 'style') return node.style;
  const camel = name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
  if (name.startsWith('data-')) {
    const key = name
      .slice('data-'.length)
      .replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
    return (node.dataset as Record<string, unknown> | undefined)?.[key];
  }
  const data = node instanceof glassEasel.Component ? (node.data as Record<string, unknown>) : {};
  if (Object.hasOwn(data, camel)) return data[camel];
  return (node as unknown as { _$nodeAttributes?: Record<string, unknown> })._$nodeAttributes?.[name];
}

/** A value as an attribute shows it. */
export const wordOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? (JSON.stringify(value) ?? '')
    : String(value as string | number);

/** `view.price[data-id="1"]`: every part has to fit. */
type Test = (node: Node) => boolean;
/** One step of a selector; `direct`: a child of the step before, not just below it. */
interface Step {
  fits: Test;
  direct: boolean;
}

const hasClass = (node: Node, name: string): boolean => node.class.split(/\s+/).includes(name);

const PART =
  /^(?:([\w-]+|\*)|#([\w-]+)|\.([\w-]+)|\[\s*([\w-]+)\s*(?:([~^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\]\s]*))\s*)?\])/;

const COMPARE: Record<string, (value: string, wanted: string) => boolean> = {
  '=': (value, wanted) => value === wanted,
  '~=': (value, wanted) => value.split(/\s+/).includes(wanted),
  '^=': (value, wanted) => value.startsWith(wanted),
  '$=': (value, wanted) => value.endsWith(wanted),
  '*=': (value, wanted) => value.includes(wanted),
};

function testFrom([, tag, id, name, key, sign, double, single, bare]: RegExpExecArray): Test {
  if (tag !== undefined) return (node) => tag === '*' || tagOf(node) === tag;
  if (id !== undefined) return (node) => node.id === id;
  if (name !== undefined) return (node) => hasClass(node, name);
  const wanted = double ?? single ?? bare;
  return (node) => {
    const value = attribute(node, key!);
    if (sign === undefined) return value !== undefined && value !== false;
    return value !== undefined && COMPARE[sign]!(wordOf(value), wanted ?? '');
  };
}

/** @throws what is not understood, in words */
function parse(selector: string): Step[] {
  const steps: Step[] = [];
  let rest = selector.trim();
  let direct = false;
  while (rest !== '') {
    const tests: Test[] = [];
    for (let part = PART.exec(rest); part; part = PART.exec(rest)) {
      tests.push(testFrom(part));
      rest = rest.slice(part[0].length);
    }
    if (tests.length === 0)
      throw new Error(
        `the selector ${JSON.stringify(selector)} is not understood at ${JSON.stringify(rest)}: use tags, #id, .class, [attribute], ">" and ","`,
      );
    steps.push({ fits: (node) => tests.every((test) => test(node)), direct });
    const next = /^\s*(>)?\s*/.exec(rest)!;
    direct = next[1] !== undefined;
    rest = rest.slice(next[0].length);
  }
  if (steps.length === 0 || direct)
    throw new Error(`the selector ${JSON.stringify(selector)} is not complete`);
  return steps;
}

/** The element around, blocks left out; undefined at the end of the tree. */
function around(node: Node): Node | undefined {
  let parent = node.parentNode;
  while (parent instanceof glassEasel.Element && parent.isVirtual()) parent = parent.parentNode;
  return parent instanceof glassEasel.Element ? parent : undefined;
}

function fits(node: Node, steps: readonly Step[], last = steps.length - 1): boolean {
  if (!steps[last]!.fits(node)) return false;
  if (last === 0) return true;
  for (let parent = around(node); parent; parent = around(parent)) {
    if (fits(parent, steps, last - 1)) return true;
    if (steps[last]!.direct) return false;
  }
  return false;
}

/** All elements of a tree that a selector chooses. @throws when it is not understood */
export function find(tree: glassEasel.Node, selector: string): Node[] {
  const choices = selector.split(',').map(parse);
  return [...below(tree)].filter((node) => choices.some((steps) => fits(node, steps)));
}
