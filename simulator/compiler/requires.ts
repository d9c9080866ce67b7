import { parse, type AnyNode, type CallExpression, type Expression, type Program } from 'acorn';
import { childrenOf, walk } from './walk';

/** One path that a module asks for. */
export interface RequiredPath {
  spec: string;
  /** In the transformed code: the line counts from 1, the column from 0. */
  line: number;
  column: number;
  /** Inside a `try`: the program can do without it. */
  isTried: boolean;
  /** Asked for later, by `require.async` or with a callback. */
  isLazy: boolean;
}

export interface Requires {
  list: RequiredPath[];
  /** Whether a path is put together at run time. */
  isComputed: boolean;
}

const isRequire = (node: AnyNode): boolean => node.type === 'Identifier' && node.name === 'require';

/** Whether a function, or one of its statements, has its own thing by the name of `require`. */
function declaresRequire(node: AnyNode): boolean {
  if ('params' in node && node.params.some((param) => namesRequire(param))) return true;
  const { body } = node as { body?: unknown };
  const statements = Array.isArray(body)
    ? (body as AnyNode[])
    : ((body as { body?: unknown } | undefined)?.body ?? []);
  return (
    Array.isArray(statements) &&
    (statements as AnyNode[]).some(
      (statement) =>
        (statement.type === 'VariableDeclaration' &&
          statement.declarations.some(({ id }) => namesRequire(id))) ||
        (statement.type === 'FunctionDeclaration' && statement.id !== null && isRequire(statement.id)),
    )
  );
}

function namesRequire(pattern: AnyNode): boolean {
  let found = false;
  walk(pattern, (node) => {
    found ||= isRequire(node);
  });
  return found;
}

/** Texts that an expression may be, if all of them stand there. */
function textsOf(node: Expression | AnyNode): string[] | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : undefined;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return [node.quasis[0]?.value.cooked ?? ''];
  if (node.type !== 'ConditionalExpression') return undefined;
  const [first, second] = [textsOf(node.consequent), textsOf(node.alternate)];
  return first && second && [...first, ...second];
}

/** How a call asks for a module; undefined if it does not. */
function kindOf({ callee, arguments: args }: CallExpression): { isLazy: boolean } | undefined {
  if (isRequire(callee)) return { isLazy: args.length > 1 };
  const isAsync =
    callee.type === 'MemberExpression' &&
    isRequire(callee.object) &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'async';
  return isAsync ? { isLazy: true } : undefined;
}

/** A CommonJS module as a tree; undefined when it is no such thing. */
export function parseModule(code: string): Program | undefined {
  try {
    return parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      allowHashBang: true,
      locations: true,
    });
  } catch {
    return undefined;
  }
}

/** Where a text may declare a `require` of its own: most have none, and need not be searched for one. */
const OWN_REQUIRE = /\brequire\b(?!\s*[.(])|\bfunction\s+require\b/;

/** What a CommonJS module requires. A `require` of some function's own, as bundlers make them, is none. */
export function readRequires(program: Program, code: string): Requires {
  const found: Requires = { list: [], isComputed: false };
  if (!code.includes('require')) return found;
  const mayDeclare = OWN_REQUIRE.test(code);
  const waiting: { node: AnyNode; isTried: boolean }[] = [{ node: program, isTried: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, isTried } = next;
    if (mayDeclare && declaresRequire(node)) continue;
    if (node.type === 'CallExpression') {
      const kind = kindOf(node);
      const [path] = node.arguments;
      const texts = kind && path && textsOf(path);
      if (kind && path && !texts) found.isComputed = true;
      for (const spec of texts ?? [])
        found.list.push({
          spec,
          line: path?.loc?.start.line ?? 1,
          column: path?.loc?.start.column ?? 0,
          isTried,
          isLazy: kind?.isLazy === true,
        });
    }
    for (const child of childrenOf(node).reverse())
      waiting.push({
        node: child,
        isTried: isTried || (node.type === 'TryStatement' && child === node.block),
      });
  }
  return found;
}
