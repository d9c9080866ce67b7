/** What `App`, `Page` and `Component` are given, as far as it stands in the script. */
import type { AnyNode, CallExpression, ObjectExpression, Property } from 'acorn';
import type { DefinitionFact, DefinitionPart, MemberFact, NameUse, PropertyType } from '../rules/facts';
import type { Place } from '../rules/diagnose';
import { childrenOf } from './walk';

/** What was written, behind a script that was transformed. */
export interface Source {
  place(node: AnyNode): Place;
  /** The text of a line, which counts from 1. */
  line(line: number): string;
  /** Names that it imports, with their places: the transformed script has others in their place. */
  imports: ReadonlyMap<string, Place>;
  /** Every word of it. */
  words: ReadonlySet<string>;
}

/** A variable's first value, by its name, anywhere in the module. */
export type Lookup = (name: string) => AnyNode | undefined;

const PARTS: readonly DefinitionPart[] = ['methods', 'lifetimes', 'pageLifetimes', 'observers', 'data'];
const TYPES: readonly string[] = ['String', 'Number', 'Boolean', 'Array', 'Object'];

/** Members that bring functions from elsewhere. */
const OPENING = new Set(['behaviors', 'mixins', 'extends', 'computed', 'setup']);

/** The name of a property, where it is no computed one. */
export function keyOf({ key, computed }: Pick<Property, 'key' | 'computed'>): string | undefined {
  if (key.type === 'Identifier' && !computed) return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

interface ReadObject {
  properties: Property[];
  isOpen: boolean;
}

/** The properties of an object that stands there, or is put together from some that do. */
function readObject(node: AnyNode | null | undefined, find: Lookup, depth = 0): ReadObject {
  if (!node || depth > 8) return { properties: [], isOpen: true };
  if (node.type === 'Identifier') return readObject(find(node.name), find, depth + 1);
  if (node.type === 'ObjectExpression') return joined(node, find, depth);
  const isAssign =
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.property.type === 'Identifier' &&
    node.callee.property.name === 'assign';
  if (!isAssign) return { properties: [], isOpen: true };
  const parts = node.arguments.map((part) => readObject(part, find, depth + 1));
  return { properties: parts.flatMap((part) => part.properties), isOpen: parts.some((part) => part.isOpen) };
}

function joined({ properties }: ObjectExpression, find: Lookup, depth: number): ReadObject {
  const read: ReadObject = { properties: [], isOpen: false };
  for (const property of properties) {
    if (property.type === 'SpreadElement') {
      const inner = readObject(property.argument, find, depth + 1);
      read.properties.push(...inner.properties);
      read.isOpen ||= inner.isOpen;
    } else if (keyOf(property) === undefined) read.isOpen = true;
    else read.properties.push(property);
  }
  return read;
}

const isFunction = (node: AnyNode): boolean =>
  node.type === 'FunctionExpression' ||
  node.type === 'FunctionDeclaration' ||
  node.type === 'ArrowFunctionExpression';

/** Whether a function gives nothing back, and does not answer or throw in another way. */
function isSilent(node: AnyNode): boolean {
  if (node.type !== 'FunctionExpression' && node.type !== 'ArrowFunctionExpression') return false;
  if (node.body.type !== 'BlockStatement') return false;
  const waiting: AnyNode[] = [node.body];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'ReturnStatement' && next.argument) return false;
    if (next.type === 'ThrowStatement') return false;
    if (next.type === 'CallExpression' && calleeName(next) === 'reply') return false;
    if (!isFunction(next)) waiting.push(...childrenOf(next));
  }
  return true;
}

/** The last name of what is called: `setup` of `(0, kit.setup)()`. */
export function calleeName({ callee }: CallExpression): string | undefined {
  let node: AnyNode | undefined = callee;
  if (node.type === 'SequenceExpression') node = node.expressions.at(-1);
  if (node?.type === 'MemberExpression' && !node.computed) node = node.property;
  return node?.type === 'Identifier' ? node.name : undefined;
}

/** A number or text that stands there. */
export function literalOf(node: AnyNode, source?: Source): MemberFact['literal'] {
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    const text = node.quasis[0]?.value.cooked ?? '';
    return { value: text, text };
  }
  if (node.type !== 'Literal') return undefined;
  const { value, raw = '' } = node;
  const isPlain = typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
  if (!isPlain) return undefined;
  const large = typeof value === 'number' && source ? largeNumber(node, source) : undefined;
  return { value, text: typeof value === 'string' ? value : (large?.text ?? raw) };
}

/**
 * A number with more digits than a number keeps, as it was written: the transformed script has what became of
 * it.
 */
export function largeNumber(
  node: AnyNode & { type: 'Literal' },
  source: Source,
): { text: string; at: Place } | undefined {
  const { value } = node;
  if (typeof value !== 'number' || !(value > Number.MAX_SAFE_INTEGER)) return undefined;
  const { line } = source.place(node);
  for (const { 0: written, index } of source.line(line).matchAll(/\d[\d_]{15,}/g)) {
    const text = written.replaceAll('_', '');
    if (Number(text) === value && String(value) !== text) return { text, at: { line, column: index + 1 } };
  }
  return undefined;
}

/** Deeper than the data of a template is written out. */
const DEEPEST = 4;

function memberOf(property: Property, source: Source, depth = 0): MemberFact {
  const { value } = property;
  const literal = literalOf(value, source);
  const inner =
    value.type === 'ObjectExpression' && depth < DEEPEST
      ? value.properties
          .filter((one) => one.type === 'Property')
          .map((one) => [keyOf(one) ?? '', memberOf(one, source, depth + 1)] as const)
      : [];
  return {
    at: source.place(property),
    ...(literal && { literal }),
    ...(isSilent(property.value) && { isSilent: true }),
    ...(isArrowWithThis(property.value, source) && { isArrowWithThis: true }),
    ...(isNoFunction(property.value) && { isNoFunction: true }),
    ...(inner.length > 0 && { inner: new Map(inner) }),
  };
}

const isNoFunction = ({ type }: AnyNode): boolean =>
  type === 'Literal' ||
  type === 'ObjectExpression' ||
  type === 'ArrayExpression' ||
  type === 'TemplateLiteral';

/** `this` of a module, in whose place the transformed script has `exports` or `void 0`. */
function isThis(node: AnyNode, source: Source): boolean {
  const isInstead =
    (node.type === 'Identifier' && node.name === 'exports') ||
    (node.type === 'UnaryExpression' && node.operator === 'void');
  if (!isInstead) return node.type === 'ThisExpression';
  const { line, column } = source.place(node);
  return /^this\b/.test(source.line(line).slice(column - 1));
}

function isArrowWithThis(node: AnyNode, source: Source): boolean {
  if (node.type !== 'ArrowFunctionExpression') return false;
  const waiting: AnyNode[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (isThis(next, source)) return true;
    // Other functions have a `this` of their own.
    if (next.type !== 'FunctionExpression' && next.type !== 'FunctionDeclaration')
      waiting.push(...childrenOf(next));
  }
  return false;
}

const membersOf = (properties: readonly Property[], source: Source): Map<string, MemberFact> =>
  new Map(properties.map((property) => [keyOf(property) ?? '', memberOf(property, source)]));

/** The type of a component's property: `String`, `{ type: String }`, or `'String'`. */
function typeOf(node: AnyNode): PropertyType {
  const named =
    node.type === 'ObjectExpression'
      ? node.properties.find((one): one is Property => one.type === 'Property' && keyOf(one) === 'type')
          ?.value
      : node;
  const more =
    node.type === 'ObjectExpression' &&
    node.properties.some((one) => one.type === 'Property' && keyOf(one) === 'optionalTypes');
  const name = named?.type === 'Identifier' ? named.name : undefined;
  return !more && name !== undefined && TYPES.includes(name) ? (name as PropertyType) : 'any';
}

/** `String` that was written as text: 'String'. */
function textTypeOf({ value }: Property, source: Source): NameUse[] {
  const type =
    value.type === 'ObjectExpression'
      ? value.properties.find((one): one is Property => one.type === 'Property' && keyOf(one) === 'type')
          ?.value
      : value;
  return type?.type === 'Literal' && typeof type.value === 'string'
    ? [{ name: type.value, at: source.place(type) }]
    : [];
}

/** Reads `Page({ … })` and the like. */
export function readDefinition(
  kind: DefinitionFact['kind'],
  call: CallExpression,
  find: Lookup,
  source: Source,
): DefinitionFact {
  const { properties, isOpen } = readObject(call.arguments[0], find);
  const valueOf = (name: string): AnyNode | undefined =>
    properties.findLast((property) => keyOf(property) === name)?.value;
  const parts = Object.fromEntries(
    PARTS.map((part) => [part, readObject(valueOf(part) ?? emptyObject, find)]),
  ) as Record<DefinitionPart, ReadObject>;
  const declared = readObject(valueOf('properties') ?? emptyObject, find);
  const listed = valueOf('externalClasses') ?? emptyList;
  const classes = (listed.type === 'ArrayExpression' ? listed.elements : [null]).map((element) =>
    element?.type === 'Literal' && typeof element.value === 'string' ? element.value : undefined,
  );
  const isOpened = properties.some((property) => OPENING.has(keyOf(property) ?? '') && !isEmpty(property));
  return {
    kind,
    members: membersOf(properties, source),
    parts: Object.fromEntries(
      PARTS.map((part) => [part, membersOf(parts[part].properties, source)]),
    ) as unknown as DefinitionFact['parts'],
    properties: new Map(
      declared.properties.map((property) => [keyOf(property) ?? '', typeOf(property.value)]),
    ),
    textTypes: declared.properties.flatMap((property) => textTypeOf(property, source)),
    externalClasses: classes.filter((name) => name !== undefined),
    isDataOpen: isOpen || isOpened || parts.data.isOpen || declared.isOpen,
    isOpen: isOpen || isOpened || parts.methods.isOpen || declared.isOpen || classes.includes(undefined),
  };
}

const emptyList: AnyNode = { type: 'ArrayExpression', elements: [], start: 0, end: 0 };
const emptyObject: ObjectExpression = { type: 'ObjectExpression', properties: [], start: 0, end: 0 };

const isEmpty = ({ value }: Property): boolean =>
  value.type === 'ArrayExpression' && value.elements.length === 0;
