/** What one script gives to its templates beside the data of its definition. */
import type { AnyNode, CallExpression, ObjectExpression } from 'acorn';
import type { Place } from '../rules/diagnose';
import type { DataFacts } from '../rules/facts';
import { calleeName, keyOf, literalOf, type Lookup } from './read-definition';

/** The data's own name in a path: `list` of `list[0].name`. */
const rootOf = (path: string): string => /^[^.[]*/.exec(path)?.[0] ?? '';

/** Calls that take a page or component only to know where to look. */
const LOOKS = new Set(['in', 'call', 'apply', 'bind', 'setData']);
const isLook = (name: string | undefined): boolean =>
  name !== undefined && (LOOKS.has(name) || /^create[A-Z]/.test(name));

export class DataNames {
  private readonly names = new Set<string>();
  private isOpen = false;
  private isHandedOut = false;
  /** Names that stand for `this`. */
  private readonly selves = new Set<string>();

  private readonly numbers: DataFacts['numbers'][number][] = [];

  constructor(
    private readonly find: Lookup,
    private readonly place: (node: AnyNode) => Place,
  ) {}

  get facts(): DataFacts {
    const { names, numbers, isOpen, isHandedOut } = this;
    return { names, numbers, isOpen, isHandedOut };
  }

  /** In the first round: what else `this` is called. */
  declare(node: AnyNode): void {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier')
      if (node.init?.type === 'ThisExpression') this.selves.add(node.id.name);
  }

  visit(node: AnyNode): void {
    if (node.type === 'CallExpression') this.visitCall(node);
    else if (node.type === 'NewExpression') this.hand(node.arguments);
    else if (node.type === 'AssignmentExpression') this.assign(node.left, node.right);
    else if (node.type === 'ReturnStatement' && node.argument) this.hand([node.argument]);
    else if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') this.handMembers(node);
  }

  private isSelf(node: AnyNode | null): boolean {
    return node?.type === 'ThisExpression' || (node?.type === 'Identifier' && this.selves.has(node.name));
  }

  private hand(given: readonly (AnyNode | null)[]): void {
    if (given.some((one) => this.isSelf(one))) this.isHandedOut = true;
  }

  private handMembers(node: AnyNode & { type: 'ObjectExpression' | 'ArrayExpression' }): void {
    if (node.type === 'ArrayExpression') this.hand(node.elements);
    else this.hand(node.properties.map((one) => (one.type === 'Property' ? one.value : one.argument)));
  }

  private visitCall(node: CallExpression): void {
    const name = calleeName(node);
    const isCallback = name === 'call' || name === 'apply';
    if (isCallback) this.handCalled(node);
    else if (!isLook(name)) this.hand(node.arguments);
    if (name !== 'setData') return;
    const [first] = node.arguments;
    // `setData.call(this, { … })`, and a function of the program's own by that name.
    if (first) this.set(first);
  }

  /** `fn.call(this)`: `this.go.call(this)` is a method of its own. */
  private handCalled({ callee, arguments: given }: CallExpression): void {
    if (callee.type !== 'MemberExpression') return;
    const target = callee.object;
    if (target.type === 'MemberExpression' && this.isSelf(target.object)) return;
    this.hand(given);
  }

  private set(value: AnyNode): void {
    const object = value.type === 'Identifier' ? this.find(value.name) : value;
    if (object?.type !== 'ObjectExpression') this.isOpen = true;
    else this.object(object);
    // A variable may get more members before it is set.
    if (value.type === 'Identifier') this.isOpen = true;
  }

  private object({ properties }: ObjectExpression): void {
    for (const property of properties) {
      const path = property.type === 'Property' ? this.pathOf(property) : undefined;
      if (path === undefined) this.isOpen = true;
      else this.names.add(rootOf(path));
      if (path !== undefined && property.type === 'Property') this.number(path, property.value);
    }
  }

  /** `Number(query.id)`, `parseInt(id, 10)`, `+id`, `1001` */
  private number(name: string, value: AnyNode): void {
    const literal = literalOf(value);
    const isSum = value.type === 'UnaryExpression' && value.operator === '+';
    const isMade =
      value.type === 'CallExpression' &&
      ['Number', 'parseInt', 'parseFloat'].includes(calleeName(value) ?? '');
    if (typeof literal?.value === 'number' && Number.isSafeInteger(literal.value))
      this.numbers.push({ name, text: literal.text, at: this.place(value) });
    else if (isSum || isMade) this.numbers.push({ name, at: this.place(value) });
  }

  /** The path as far as it stands there: "list[" of `list[${index}]`. */
  private pathOf(
    property: ObjectExpression['properties'][number] & { type: 'Property' },
  ): string | undefined {
    const name = keyOf(property);
    if (name !== undefined) return name;
    const { key } = property;
    const start =
      key.type === 'TemplateLiteral'
        ? (key.quasis[0]?.value.cooked ?? '')
        : key.type === 'BinaryExpression' && key.left.type !== 'PrivateIdentifier'
          ? String(literalOf(leftmost(key.left))?.value ?? '')
          : '';
    return /^[\w$]+[.[]/.test(start) ? start : undefined;
  }

  private assign(left: AnyNode, right: AnyNode): void {
    if (this.isSelf(right)) this.isHandedOut = true;
    if (left.type !== 'MemberExpression' || left.object.type !== 'MemberExpression') return;
    const { object, property } = left.object;
    if (!this.isSelf(object) || property.type !== 'Identifier' || property.name !== 'data') return;
    const name = keyOf({ key: left.property as never, computed: left.computed });
    if (name === undefined) this.isOpen = true;
    else this.names.add(name);
  }
}

function leftmost(node: AnyNode): AnyNode {
  return node.type === 'BinaryExpression' && node.left.type !== 'PrivateIdentifier'
    ? leftmost(node.left)
    : node;
}
