import { parseExpressionAt, type AnyNode, type Expression, type Pattern } from 'acorn';
import type { Position } from './text';
import { childrenOf } from './walk';

/** One `{{ }}` of a template, whole. */
export interface BindingRange {
  start: number;
  end: number;
}

/** A part of a binding that the engine's compiler cannot read, or would run without a net. */
export interface ExpressionCall {
  /** The part's place in the template. */
  start: number;
  end: number;
  /** Names of the data, loop variables and script modules that it needs. */
  names: string[];
  /** JavaScript of a function with these names as parameters. */
  code: string;
  /** As written, for messages. */
  text: string;
}

/** Names that JavaScript has and a template has not. */
export const NOT_IN_TEMPLATES: ReadonlySet<string> = new Set(
  'Math JSON Date Number String Boolean Array Object RegExp parseInt parseFloat isNaN console encodeURIComponent decodeURIComponent getApp tt wx'.split(
    ' ',
  ),
);

/** The engine reads these itself, and they cannot throw. */
const HARMLESS = new Set([
  'Identifier',
  'Literal',
  'MemberExpression',
  'LogicalExpression',
  'ConditionalExpression',
  'ObjectExpression',
  'ArrayExpression',
  'Property',
  'SpreadElement',
]);
const EQUALITY = new Set(['===', '!==', '==', '!=']);
const HARMLESS_UNARY = new Set(['!', 'typeof', 'void']);
/** What no template expression may do. */
const REFUSED = new Set(
  (
    'AssignmentExpression UpdateExpression AwaitExpression YieldExpression ImportExpression ClassExpression ' +
    'FunctionExpression ThisExpression Super MetaProperty TaggedTemplateExpression BlockStatement PrivateIdentifier'
  ).split(' '),
);

class Refused extends Error {}

/** `'a-b': 1`: the engine reads plain names only. */
const isNamedByText = (node: AnyNode): boolean =>
  node.type === 'Property' && !node.computed && node.key.type !== 'Identifier';

function isHarmless(node: AnyNode): boolean {
  if (node.type === 'Literal') return !('regex' in node && node.regex !== undefined) && !('bigint' in node);
  if (isNamedByText(node)) return false;
  if (node.type === 'BinaryExpression') {
    if (!EQUALITY.has(node.operator)) return false;
  } else if (node.type === 'UnaryExpression') {
    if (node.argument.type === 'Literal') return true;
    if (!HARMLESS_UNARY.has(node.operator)) return false;
  } else if (!HARMLESS.has(node.type)) return false;
  return childrenOf(node).every(isHarmless);
}

/** Writes an expression again so that members of nothing are nothing, and calls keep their `this`. */
class Writer {
  readonly names = new Set<string>();
  private readonly locals: Set<string>[] = [];

  constructor(private readonly source: string) {}

  write(node: AnyNode): string {
    if (REFUSED.has(node.type)) throw new Refused();
    switch (node.type) {
      case 'Identifier':
        if (node.name !== 'undefined' && !this.locals.some((names) => names.has(node.name)))
          this.names.add(node.name);
        return node.name;
      case 'MemberExpression':
        return `$m(${this.write(node.object)},${this.key(node)})`;
      case 'CallExpression':
        return this.call(node.callee, node.arguments);
      case 'ChainExpression':
        return this.write(node.expression);
      case 'NewExpression':
        return `new (${this.write(node.callee)})(${this.list(node.arguments)})`;
      case 'ArrowFunctionExpression':
        return this.arrow(node.params, node.body);
      case 'Property':
        return this.property(node);
      case 'UnaryExpression':
        if (node.operator === 'delete') throw new Refused();
        return this.splice(node);
      default:
        return this.splice(node);
    }
  }

  private key({ computed, property }: { computed: boolean; property: AnyNode }): string {
    if (computed) return this.write(property);
    if (property.type !== 'Identifier') throw new Refused();
    return JSON.stringify(property.name);
  }

  private list(nodes: readonly AnyNode[]): string {
    return nodes.map((node) => this.write(node)).join(',');
  }

  private call(callee: AnyNode, args: readonly AnyNode[]): string {
    const text = JSON.stringify(this.source.slice(callee.start, callee.end));
    return callee.type === 'MemberExpression'
      ? `$c(${this.write(callee.object)},${this.key(callee)},[${this.list(args)}],${text})`
      : `$f(${this.write(callee)},[${this.list(args)}],${text})`;
  }

  private arrow(params: readonly Pattern[], body: AnyNode): string {
    const names = new Set<string>();
    for (const param of params) {
      if (param.type !== 'Identifier') throw new Refused();
      names.add(param.name);
    }
    this.locals.push(names);
    const written = this.write(body);
    this.locals.pop();
    return `((${[...names].join(',')})=>(${written}))`;
  }

  private property(node: AnyNode & { type: 'Property' }): string {
    if (node.method || node.kind !== 'init') throw new Refused();
    const value = this.write(node.value);
    if (node.computed) return `[${this.write(node.key)}]:${value}`;
    return `${this.source.slice(node.key.start, node.key.end)}:${value}`;
  }

  /** The node's own text, with its children written again. */
  private splice(node: AnyNode): string {
    let text = '';
    let at = node.start;
    for (const child of childrenOf(node)) {
      text += this.source.slice(at, child.start) + this.write(child);
      at = child.end;
    }
    return text + this.source.slice(at, node.end);
  }
}

const OPTIONS = { ecmaVersion: 'latest', sourceType: 'script' } as const;

/** The whole text as one expression; undefined when it is none. */
function parseWhole(text: string): Expression | undefined {
  try {
    const node = parseExpressionAt(text, 0, OPTIONS);
    // Brackets around all of it are not part of the node.
    const [before, behind] = [text.slice(0, node.start), text.slice(node.end)];
    const isAll = /^[\s)]*$/.test(behind) && before.split('(').length === behind.split(')').length;
    return isAll ? node : undefined;
  } catch {
    return undefined;
  }
}

/** Parts of an expression that need help, the largest that can stand alone. An object's values do. */
function partsOf(node: AnyNode): AnyNode[] {
  if (isHarmless(node)) return [];
  if (node.type !== 'ObjectExpression') return [node];
  return node.properties.flatMap((property) => {
    if (property.type === 'SpreadElement') return partsOf(property.argument);
    return property.computed || isNamedByText(property) ? [node] : partsOf(property.value);
  });
}

/** A binding as a tree, with what its places are moved by; undefined when it is no JavaScript. */
export function parseBinding(
  source: string,
  { start, end }: BindingRange,
): { node: Expression; parsed: string; shift: number } | undefined {
  if (source.slice(end - 2, end) !== '}}') return undefined;
  const text = source.slice(start + 2, end - 2);
  const whole = parseWhole(text);
  // `{{ a, b: c }}` stands for an object.
  const isObject = whole === undefined || whole.type === 'SequenceExpression';
  const node = isObject ? parseWhole(`{${text}}`) : whole;
  return node && { node, parsed: isObject ? `{${text}}` : text, shift: start + 2 - (isObject ? 1 : 0) };
}

/**
 * The parts of a binding that have to become calls of functions of our own. None for what the engine reads
 * itself, and for what is no JavaScript: the engine says what is wrong with that.
 */
export function readBinding(source: string, range: BindingRange): ExpressionCall[] {
  const binding = parseBinding(source, range);
  if (!binding) return [];
  const { node, parsed, shift } = binding;
  // Fields without their braces are the engine's to take apart.
  const isWhole = shift > range.start + 1;
  try {
    return partsOf(node).flatMap((part) => {
      if (part === node && !isWhole) return [];
      const writer = new Writer(parsed);
      const code = writer.write(part);
      return {
        start: shift + part.start,
        end: shift + part.end,
        names: [...writer.names],
        code,
        text: parsed.slice(part.start, part.end),
      };
    });
  } catch (error) {
    // Nested too deeply for this stack: the template's depth is bound, and what is left is the engine's.
    if (error instanceof Refused || error instanceof RangeError) return [];
    throw error;
  }
}

/** Names in an expression that are JavaScript's own, which a template does not see. */
export const foreignNames = ({ names }: ExpressionCall): string[] =>
  names.filter((name) => NOT_IN_TEMPLATES.has(name));

/** The module under which a template finds the functions of its expressions. */
export const EXPRESSIONS = '$sim';

/** An expression's function and its place. */
export interface PlacedExpression extends ExpressionCall {
  at: Position;
}

/** JavaScript that defines the functions of one template: `$expr` is the bundle's. */
export function expressionModule(name: string, calls: readonly PlacedExpression[]): string {
  const places = calls.map(({ at, text }) => [at.line, at.column, text]);
  const functions = calls.map(({ names, code }) => `function(${names.join(',')}){return ${code}}`);
  return `$expr(${JSON.stringify(name)},${JSON.stringify(places)},[${functions.join(',\n')}])`;
}

/** How deep an expression may be nested before the engine's compiler dies of it. */
const MAX_NESTING = 100;

/** Whether an expression has more brackets or signs around something than anybody writes. */
export function isTooDeep(source: string, { start, end }: BindingRange): boolean {
  let depth = 0;
  let signs = 0;
  for (let i = start + 2; i < end - 2; i++) {
    const char = source[i] ?? '';
    if ('([{?'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    signs = '!~+-'.includes(char) ? signs + 1 : char.trim() === '' ? signs : 0;
    if (depth > MAX_NESTING || signs > MAX_NESTING) return true;
  }
  return false;
}
