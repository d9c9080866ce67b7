/** How one script uses `tt`: what it calls, what it asks for first, and what it puts there itself. */
import type { AnyNode, AssignmentProperty, CallExpression, MemberExpression } from 'acorn';
import { calleeName, keyOf, literalOf } from './read-definition';

const textOf = (node: AnyNode | undefined): string | undefined => {
  const value = node && literalOf(node)?.value;
  return typeof value === 'string' ? value : undefined;
};

/** The name of a member that stands there: `a.name`, `a['name']`. */
function memberName({ property, computed }: MemberExpression): string | undefined {
  if (computed) return textOf(property);
  return property.type === 'Identifier' ? property.name : undefined;
}

interface Taken {
  name: string;
  local: string;
  node: AnyNode;
}

export class ApiUses {
  /** What is asked for before it is used, here or in general: it may be missing. */
  readonly asked = new Set<string>();
  /** What the script adds to `tt` under a name that stands there. */
  readonly added = new Set<string>();
  /** It adds names that are worked out. */
  isOpen = false;
  private readonly calls: { name: string; node: AnyNode }[] = [];
  private readonly objects = new Set(['tt']);
  private readonly declarations = new Map<string, number>();
  /** `const { login } = tt`. */
  private readonly taken: Taken[] = [];
  private readonly uses = new Map<string, number>();
  private readonly callees = new Map<string, number>();
  /** Callees and targets of assignments, which ask for nothing. */
  private readonly plain = new Set<AnyNode>();
  private readonly texts = new Set<string>();
  private isRead = false;

  /** In the first round: every name that is declared. */
  declare(name: string): void {
    this.declarations.set(name, (this.declarations.get(name) ?? 0) + 1);
  }

  /** Between the rounds: what else `tt` is called. A name that is declared twice may be somebody else's. */
  name(values: ReadonlyMap<string, AnyNode>): void {
    for (const [name, value] of values)
      if (value.type === 'Identifier' && value.name === 'tt' && this.isSingle(name)) this.objects.add(name);
    if (this.declarations.has('tt')) this.objects.clear();
  }

  isTt(node: AnyNode | undefined): boolean {
    return node?.type === 'Identifier' && this.objects.has(node.name);
  }

  /** In the second round: parents come before their children. */
  visit(node: AnyNode): void {
    switch (node.type) {
      case 'Identifier':
        return count(this.uses, node.name);
      case 'Literal':
        if (typeof node.value === 'string') this.texts.add(node.value);
        return;
      case 'BinaryExpression':
        if (node.operator === 'in' && this.isTt(node.right)) this.ask(textOf(node.left as AnyNode));
        return;
      case 'AssignmentExpression':
        if (node.left.type === 'MemberExpression' && this.isTt(node.left.object)) this.add(node.left);
        return;
      case 'VariableDeclarator':
        if (node.id.type === 'ObjectPattern' && this.isTt(node.init ?? undefined))
          for (const property of node.id.properties) if (property.type === 'Property') this.take(property);
        return;
      case 'MemberExpression':
        return this.visitMember(node);
      case 'CallExpression':
        return this.visitCall(node);
      default:
    }
  }

  /** What is called, and asked for by nothing. */
  called(): { name: string; node: AnyNode }[] {
    for (const { name, local, node } of this.taken) {
      // It stands once in the pattern.
      const uses = (this.uses.get(local) ?? 0) - 1;
      if (uses > 0 && uses === this.callees.get(local)) this.calls.push({ name, node });
      else this.asked.add(name);
    }
    const isAsked = (name: string): boolean => this.asked.has(name) || (this.isRead && this.texts.has(name));
    return this.calls.filter(({ name }) => !isAsked(name));
  }

  private isSingle(name: string): boolean {
    return this.declarations.get(name) === 1;
  }

  private ask(name: string | undefined): void {
    if (name !== undefined) this.asked.add(name.split('.')[0] ?? '');
  }

  private add(left: MemberExpression): void {
    this.plain.add(left);
    const name = memberName(left);
    if (name === undefined) this.isOpen = true;
    else this.added.add(name);
  }

  private take(property: AssignmentProperty): void {
    const name = keyOf(property);
    if (name === undefined) this.isRead = true;
    else if (property.value.type === 'Identifier' && this.isSingle(property.value.name))
      this.taken.push({ name, local: property.value.name, node: property });
    else this.asked.add(name);
  }

  private visitMember(node: MemberExpression): void {
    if (!this.isTt(node.object) || this.plain.has(node)) return;
    const name = memberName(node);
    if (name === undefined) this.isRead = true;
    else this.asked.add(name);
  }

  private visitCall(node: CallExpression): void {
    const { callee, optional, arguments: given } = node;
    if (callee.type === 'Identifier') count(this.callees, callee.name);
    const isOwn = callee.type === 'MemberExpression' && this.isTt(callee.object);
    const name = isOwn ? memberName(callee) : undefined;
    if (isOwn && name !== undefined && !optional) {
      this.plain.add(callee);
      this.calls.push({ name, node: callee });
    }
    if (calleeName(node) === 'canIUse' || name === 'hasOwnProperty') this.ask(textOf(given[0]));
    if (given.some((one) => this.isTt(one))) this.hand(given);
  }

  /** `tt` is given away, with texts that name a member and objects that bring some. */
  private hand(given: readonly AnyNode[]): void {
    this.isOpen = true;
    for (const one of given) {
      const text = textOf(one);
      if (text !== undefined) {
        this.ask(text);
        this.added.add(text);
      } else if (one.type === 'ObjectExpression')
        for (const property of one.properties) {
          const key = property.type === 'Property' ? keyOf(property) : undefined;
          if (key !== undefined) this.added.add(key);
        }
    }
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
