/** What `App`, `Page` and `Component` are given, as far as it stands in the script. */
import type { AnyNode, CallExpression, ObjectExpression, Property } from 'acorn';
import type { DefinitionFact, DefinitionPart, MemberFact, PropertyType } from '../rules/facts';
import type { Place } from '../rules/diagnose';
import { childrenOf } from './walk';

/** What was written, behind a script that was transformed. */
export interface Source {
  place(node: AnyNode): Place;
  /** The text of a line, which counts from 1. */
  line(line: number): string;
  /** Names that it imports: the transformed script has others in their place. */
  imported: readonly string[];
}

/** A variable's first value, by its name, anywhere in the module. */
type Lookup = (name: string) => AnyNode | undefined;

const PARTS: readonly DefinitionPart[] = ['methods', 'lifetimes', 'pageLifetimes', 'data'];
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

function memberOf(property: Property, source: Source): MemberFact {
  const literal = literalOf(property.value, source);
  return {
    at: source.place(property),
    ...(literal && { literal }),
    ...(isSilent(property.value) && { isSilent: true }),
  };
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
    externalClasses: classes.filter((name) => name !== undefined),
    isOpen: isOpen || isOpened || parts.methods.isOpen || declared.isOpen || classes.includes(undefined),
  };
}

const emptyList: AnyNode = { type: 'ArrayExpression', elements: [], start: 0, end: 0 };
const emptyObject: ObjectExpression = { type: 'ObjectExpression', properties: [], start: 0, end: 0 };

const isEmpty = ({ value }: Property): boolean =>
  value.type === 'ArrayExpression' && value.elements.length === 0;
