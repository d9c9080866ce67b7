/** Changes of scripts by hand's rules: lines are added, none of somebody's is touched. */
import { parse, type AnyNode, type ObjectExpression, type Program } from 'acorn';
import { KIT } from '../compiler/kit';
import { Refused } from './refused';
import { words } from './words';

/** An import, whole, wherever a line begins with one. */
const IMPORT = /^import\b(?:[^'";]*?\bfrom\s*)?\s*['"][^'"]+['"];?[ \t]*$/gm;
const REQUIRE = /^(?:(?:const|let|var)\b[^=;]*=\s*)?require\(['"][^'"]+['"]\)[^\n;]*;?[ \t]*$/gm;

/** What stands before the first statement: a hashbang, comments, directives. */
const HEAD = /^(?:#![^\n]*\n|\s*\/\/[^\n]*\n|\s*\/\*[^]*?\*\/[ \t]*\n|\s*(['"])use strict\1;?[ \t]*\n)*/;

interface Setup {
  /** `auto` or `taro`. */
  adapter: string;
  /** Name in `setup({ pages })` -> its url. */
  pages: Record<string, string>;
}

const lastOf = (text: string, pattern: RegExp): number =>
  [...text.matchAll(pattern)].reduce((end, match) => Math.max(end, match.index + match[0].length), 0);

/**
 * Imports the adapter first, and calls `setup` behind all imports. A script that names the kit already is
 * left as it is.
 */
export function addSetup(text: string, { adapter, pages }: Setup): string {
  if (new RegExp(`['"]${KIT}(?:/\\w+)?['"]`).test(text)) return text;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const isModule = IMPORT.test(text) || /^export\b/m.test(text) || !/\brequire\(/.test(text);
  IMPORT.lastIndex = 0;
  const semicolon = /;[ \t]*\r?$/m.test(text) || text.trim() === '' ? ';' : '';
  const first = isModule ? `import '${KIT}/${adapter}'` : `require('${KIT}/${adapter}')`;
  const second = isModule ? `import { setup } from '${KIT}'` : `const { setup } = require('${KIT}')`;
  const list = Object.entries(pages).map(([name, url]) => `    ${name}: '${url}',`);
  const call = [
    'setup({',
    "  // '/merchant' is the simulator's. Before a release: your own server, https://…",
    "  merchant: { baseUrl: '/merchant' },",
    '  pages: {',
    ...list,
    '  },',
    `})${semicolon}`,
  ].join(eol);
  const head = HEAD.exec(text)?.[0].length ?? 0;
  const end = Math.max(head, lastOf(text, isModule ? IMPORT : REQUIRE));
  const between = text.slice(head, end).replace(/\s+$/, '');
  const imports = [`${first}${semicolon}`, ...(between ? [between] : []), `${second}${semicolon}`];
  const rest = text.slice(end).replace(/^\s*\n/, '');
  return [text.slice(0, head), imports.join(eol), eol, eol, call, eol, ...(rest ? [eol, rest] : [])].join('');
}

/** Every object literal of a script, outermost first. */
function objectsIn(file: string, text: string): ObjectExpression[] {
  let program: Program;
  try {
    program = parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  } catch {
    throw new Refused(words['no-script'], { file });
  }
  const found: ObjectExpression[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    if (node.type === 'ObjectExpression') found.push(node as ObjectExpression);
    Object.values(node).forEach(visit);
  };
  visit(program);
  return found;
}

function valueOf(object: ObjectExpression, name: string): AnyNode | undefined {
  for (const property of object.properties)
    if (
      property.type === 'Property' &&
      ((property.key.type === 'Identifier' && property.key.name === name) ||
        (property.key.type === 'Literal' && property.key.value === name))
    )
      return property.value;
  return undefined;
}

/** Puts a part into a list or object that reaches from start to end. `last`: where its last part ends. */
function insert(text: string, start: number, end: number, last: number | undefined, part: string): string {
  if (last === undefined) return `${text.slice(0, start + 1)} ${part} ${text.slice(end - 1)}`;
  const tail = text.slice(last, end - 1);
  const [, indent] = /\n([ \t]*)[^\n]*$/.exec(text.slice(0, last)) ?? [];
  const isBroken = text.slice(start, end).includes('\n');
  const comma = /^\s*,/.test(tail) ? '' : ',';
  const at = comma ? last : last + tail.indexOf(',') + 1;
  return `${text.slice(0, at)}${comma}${isBroken ? `\n${indent ?? ''}` : ' '}${part}${isBroken ? ',' : ''}${text.slice(at)}`;
}

/** Adds texts to the list `name` of the first object that has one. @throws Refused */
export function appendToList(file: string, text: string, name: string, values: readonly string[]): string {
  let now = text;
  for (const value of values) {
    const list = objectsIn(file, now)
      .map((object) => valueOf(object, name))
      .find((one) => one?.type === 'ArrayExpression');
    if (list?.type !== 'ArrayExpression') throw new Refused(words['no-list'], { file, list: name });
    if (list.elements.some((one) => one?.type === 'Literal' && one.value === value)) continue;
    now = insert(now, list.start, list.end, list.elements.at(-1)?.end, `'${value}'`);
  }
  return now;
}

/** The texts of the list `name`. */
export function listIn(file: string, text: string, name: string): string[] {
  const list = objectsIn(file, text)
    .map((object) => valueOf(object, name))
    .find((one) => one?.type === 'ArrayExpression');
  if (list?.type !== 'ArrayExpression') throw new Refused(words['no-list'], { file, list: name });
  return list.elements.flatMap((one) =>
    one?.type === 'Literal' && typeof one.value === 'string' ? [one.value] : [],
  );
}

/** Adds a property, as source, to the first object that `isIt` tells. Undefined when there is none. */
export function addProperty(
  file: string,
  text: string,
  isIt: (has: (name: string) => boolean) => boolean,
  name: string,
  source: string,
): string | undefined {
  const object = objectsIn(file, text).find((one) => isIt((key) => valueOf(one, key) !== undefined));
  if (object === undefined) return undefined;
  if (valueOf(object, name) !== undefined) return text;
  return insert(text, object.start, object.end, object.properties.at(-1)?.end, `${name}: ${source}`);
}
