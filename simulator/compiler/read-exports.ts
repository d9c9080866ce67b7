/** What a module gives to whoever requires it, as far as that stands in its text. */
import type { AnyNode, CallExpression, ObjectExpression, Program } from 'acorn';
import { keyOf } from './read-definition';
import { childrenOf } from './walk';

export interface Exports {
  names: ReadonlySet<string>;
  /** Modules that all names of are given on. */
  from: readonly string[];
  /** There may be more. */
  isOpen: boolean;
  /** It is written with import and export: a default is a name like any other. */
  isEs: boolean;
}

const isName = (node: AnyNode | null | undefined, name: string): boolean =>
  node?.type === 'Identifier' && node.name === name;

/** `exports` or `module.exports`. */
const isExports = (node: AnyNode): boolean =>
  isName(node, 'exports') ||
  (node.type === 'MemberExpression' && isName(node.object, 'module') && isName(node.property, 'exports'));

/** The text that `require` is called with. */
export function requiredBy(node: AnyNode | null | undefined): string | undefined {
  if (node?.type !== 'CallExpression') return undefined;
  const [first] = node.arguments;
  if (isName(node.callee, 'require'))
    return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : undefined;
  // esbuild's `__toESM(require('x'))`.
  return isName(node.callee, '__toESM') ? requiredBy(first) : undefined;
}

class Reader {
  readonly names = new Set<string>();
  readonly from: string[] = [];
  isOpen = false;
  isEs = false;
  private readonly objects = new Map<string, ObjectExpression>();
  /** Nodes that are dealt with. */
  private readonly known = new Set<AnyNode>();

  read(program: Program): void {
    const nodes: AnyNode[] = [];
    const waiting: AnyNode[] = [program];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      nodes.push(next);
      if (next.type === 'VariableDeclarator' && next.id.type === 'Identifier')
        if (next.init?.type === 'ObjectExpression') this.objects.set(next.id.name, next.init);
      waiting.push(...childrenOf(next).reverse());
    }
    for (const node of nodes) this.visit(node);
  }

  private visit(node: AnyNode): void {
    if (this.known.has(node)) return;
    if (node.type === 'AssignmentExpression') this.assign(node.left, node.right);
    else if (node.type === 'CallExpression') this.call(node);
    else if (node.type === 'ExportDefaultDeclaration') this.default(node.declaration);
    else if (node.type === 'ExportAllDeclaration') this.isOpen = true;
    else if (node.type === 'ExportNamedDeclaration') this.named(node);
    else if (node.type === 'MemberExpression' && isExports(node.object) && !node.computed)
      this.skip(node.object);
    // Given away whole: to a helper that adds to it.
    else if (isExports(node) && !this.known.has(node)) this.isOpen = true;
  }

  /** A node and what is below it needs no second look. */
  private skip(node: AnyNode): void {
    this.known.add(node);
    for (const child of childrenOf(node)) this.skip(child);
  }

  private assign(left: AnyNode, right: AnyNode): void {
    if (left.type !== 'MemberExpression' && !isName(left, 'exports')) return;
    if (isExports(left)) {
      this.skip(left);
      this.whole(right);
    } else if (left.type === 'MemberExpression' && isExports(left.object)) {
      this.skip(left.object);
      const name = keyOf({ key: left.property as never, computed: left.computed });
      if (name === undefined) this.isOpen = true;
      else this.names.add(name);
    }
  }

  private whole(right: AnyNode): void {
    if (right.type === 'AssignmentExpression') return this.whole(right.right);
    if (isExports(right)) return this.skip(right);
    if (right.type === 'CallExpression' && isName(right.callee, '__toCommonJS')) {
      this.isEs = true;
      return;
    }
    const object = right.type === 'Identifier' ? this.objects.get(right.name) : right;
    // A variable may get more members later.
    if (object?.type !== 'ObjectExpression' || right.type === 'Identifier') this.isOpen = true;
    if (object?.type === 'ObjectExpression') this.object(object);
  }

  private object({ properties }: ObjectExpression): void {
    for (const property of properties) {
      const name = property.type === 'Property' ? keyOf(property) : undefined;
      if (name === undefined) this.isOpen = true;
      else this.names.add(name);
    }
  }

  private call({ callee, arguments: given }: CallExpression): void {
    const [target, second] = given;
    if (isName(callee, '__export') && second?.type === 'ObjectExpression') this.object(second);
    else if (isName(callee, '__reExport')) {
      const spec = requiredBy(second);
      if (spec === undefined) this.isOpen = true;
      else this.from.push(spec);
      for (const one of given) this.skip(one);
    } else if (this.isDefined(callee, given)) this.skip(given[0]!);
    else if (isName(callee, '__toCommonJS') && target) this.skip(target);
  }

  /** `Object.defineProperty(exports, 'x', …)`, as compilers write it. */
  private isDefined(callee: AnyNode, [target, name]: readonly AnyNode[]): boolean {
    if (callee.type !== 'MemberExpression' || !isName(callee.property, 'defineProperty')) return false;
    if (!target || !isExports(target) || name?.type !== 'Literal') return false;
    this.names.add(String(name.value));
    return true;
  }

  private default(declaration: AnyNode): void {
    this.isOpen ||= declaration.type !== 'ObjectExpression';
    if (declaration.type === 'ObjectExpression') this.object(declaration);
  }

  private named({ declaration, specifiers }: AnyNode & { type: 'ExportNamedDeclaration' }): void {
    if (declaration?.type === 'VariableDeclaration')
      for (const { id } of declaration.declarations)
        if (id.type === 'Identifier') this.names.add(id.name);
        else this.isOpen = true;
    else if (declaration?.id) this.names.add(declaration.id.name);
    for (const { exported } of specifiers)
      this.names.add(exported.type === 'Identifier' ? exported.name : String(exported.value));
  }
}

export function readExports(program: Program): Exports {
  const reader = new Reader();
  reader.read(program);
  const { names, from, isOpen, isEs } = reader;
  return { names, from, isOpen, isEs };
}
