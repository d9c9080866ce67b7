/** What a template's script (SJS) uses that a device has not, or does to its arguments. */
import type { AnyNode, Program } from 'acorn';
import type { Code } from '../rules/findings';
import { namesOf, variablesIn } from './names-in';
import { walk } from './walk';
import { own } from '../record';

/** `start`: where it stands in the text. */
export interface SjsSlip {
  code: Extract<Code, 'sjs-name' | 'sjs-instead' | 'sjs-syntax-newer' | 'sjs-argument'>;
  start: number;
  values: Record<string, string>;
}

/** Names of the language that the documents of SJS do not list. */
const ABSENT = new Set(
  (
    'Promise Set Map WeakMap WeakSet WeakRef Symbol Proxy Reflect BigInt Intl Function ArrayBuffer DataView ' +
    'Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array ' +
    'Uint8ClampedArray setTimeout setInterval clearTimeout clearInterval process Buffer'
  ).split(' '),
);

/** What is to be made by a function of SJS in place of `new`. */
const MAKERS: Readonly<Record<string, string>> = { Date: 'getDate()', RegExp: 'getRegExp()' };

/** Methods of a list that change it. */
const CHANGES = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
]);

type AnyFunction = AnyNode & {
  type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression';
};

const isFunction = (node: AnyNode | null | undefined): node is AnyFunction =>
  node?.type === 'FunctionDeclaration' ||
  node?.type === 'FunctionExpression' ||
  node?.type === 'ArrowFunctionExpression';

/** Whether it is `exports`, `exports.x`, `module.exports` or `module.exports.x`. */
function isExports(node: AnyNode): boolean {
  if (node.type === 'Identifier') return node.name === 'exports';
  if (node.type !== 'MemberExpression') return false;
  const { object, property } = node;
  const isModule = object.type === 'Identifier' && object.name === 'module';
  return isModule ? property.type === 'Identifier' && property.name === 'exports' : isExports(object);
}

/** The functions that templates can call: what the others are given is the script's own. */
function exportedFunctions(program: Program): AnyFunction[] {
  const byName = new Map<string, AnyFunction>();
  walk(program, (node) => {
    if (node.type === 'FunctionDeclaration' && node.id) byName.set(node.id.name, node);
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && isFunction(node.init))
      byName.set(node.id.name, node.init);
  });
  const found = new Set<AnyFunction>();
  const add = (node: AnyNode | null | undefined): void => {
    if (isFunction(node)) found.add(node);
    else if (node?.type === 'Identifier') add(byName.get(node.name));
    else if (node?.type === 'ObjectExpression')
      for (const property of node.properties) if (property.type === 'Property') add(property.value);
  };
  walk(program, (node) => {
    if (node.type === 'AssignmentExpression' && isExports(node.left)) add(node.right);
    else if (node.type === 'ExportDefaultDeclaration') add(node.declaration);
    else if (node.type === 'ExportNamedDeclaration') {
      add(node.declaration);
      if (node.declaration?.type === 'VariableDeclaration')
        for (const { init } of node.declaration.declarations) add(init);
      for (const { local } of node.specifiers) add(local);
    }
  });
  return [...found];
}

/** The variable that a path of members starts with: `a` of `a.b[0].c`. */
function rootOf(node: AnyNode): string | undefined {
  if (node.type === 'MemberExpression') return rootOf(node.object);
  return node.type === 'Identifier' ? node.name : undefined;
}

/** What a statement changes, if it is something's member: `a.b = 1`, `a.b++`, `delete a.b`, `a.push(1)`. */
function changed(node: AnyNode): AnyNode | undefined {
  if (node.type === 'AssignmentExpression')
    return node.left.type === 'MemberExpression' ? node.left : undefined;
  if (node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete'))
    return node.argument.type === 'MemberExpression' ? node.argument : undefined;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = node.callee;
  const isChange = property.type === 'Identifier' && CHANGES.has(property.name);
  return isChange && (object.type === 'Identifier' || object.type === 'MemberExpression')
    ? object
    : undefined;
}

/** Where a function that templates call changes what it was given. */
function changedArguments(program: Program): SjsSlip[] {
  const slips: SjsSlip[] = [];
  for (const one of exportedFunctions(program)) {
    const given = new Set(one.params.flatMap((param) => [...namesOf(param)]));
    // One that gets a value of the script's own on the way is no longer the caller's.
    walk(one.body, (node) => {
      if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier')
        given.delete(node.left.name);
      if (node.type === 'VariableDeclarator') for (const name of namesOf(node.id)) given.delete(name);
    });
    walk(one.body, (node) => {
      const target = changed(node);
      const name = target && rootOf(target);
      if (name !== undefined && given.has(name))
        slips.push({ code: 'sjs-argument', start: node.start, values: { name } });
    });
  }
  return slips;
}

/** Variables that are read, each once. */
function freeNames(program: Program): Map<string, number> {
  const declared = new Set<string>();
  const used = new Map<string, number>();
  const waiting: AnyNode[] = [program];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'VariableDeclarator') for (const name of namesOf(next.id)) declared.add(name);
    else if ('params' in next) {
      for (const param of next.params) for (const name of namesOf(param)) declared.add(name);
      if (next.type !== 'ArrowFunctionExpression' && next.id) declared.add(next.id.name);
    } else if (next.type === 'ImportDeclaration')
      for (const { local } of next.specifiers) declared.add(local.name);
    else if (next.type === 'Identifier' && !used.has(next.name)) used.set(next.name, next.start);
    // To ask for a name is to be ready for its absence.
    if (next.type === 'UnaryExpression' && next.operator === 'typeof' && next.argument.type === 'Identifier')
      declared.add(next.argument.name);
    waiting.push(...variablesIn(next).reverse());
  }
  for (const name of declared) used.delete(name);
  return used;
}

export function readSjs(program: Program): SjsSlip[] {
  const slips = changedArguments(program);
  for (const [name, start] of freeNames(program))
    if (ABSENT.has(name)) slips.push({ code: 'sjs-name', start, values: { name } });
  const newer = (node: AnyNode, what: string): void =>
    void slips.push({ code: 'sjs-syntax-newer', start: node.start, values: { what } });
  walk(program, (node) => {
    if (node.type === 'NewExpression' && node.callee.type === 'Identifier') {
      const { name } = node.callee;
      const instead = own(MAKERS, name);
      if (instead !== undefined)
        slips.push({ code: 'sjs-instead', start: node.start, values: { what: `new ${name}`, instead } });
    } else if (node.type === 'Literal' && 'regex' in node && node.regex)
      slips.push({
        code: 'sjs-instead',
        start: node.start,
        values: { what: `/${node.regex.pattern}/`, instead: 'getRegExp()' },
      });
    else if (isFunction(node) && node.async) newer(node, 'async');
    else if (isFunction(node) && node.generator) newer(node, 'function*');
    else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') newer(node, 'class');
  });
  return slips.sort((a, b) => a.start - b.start);
}
