import type { AnyNode, Program } from 'acorn';
import { decodedMappings, encodedMap, TraceMap, type DecodedSourceMap } from '@jridgewell/trace-mapping';
import { LOGIC_NAMES, WEB_NAMES } from '../web-names';
import { childrenOf } from './walk';

type Statements = readonly AnyNode[];

/** Whether a script or the body of a function begins with `"use strict"`. */
function isStrict(body: Statements): boolean {
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || statement.directive === undefined) return false;
    if (statement.directive === 'use strict') return true;
  }
  return false;
}

const isFunction = (node: AnyNode): boolean =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression';

/** What a page's window has and the mini-program's global object has not, or has otherwise. */
const APART = new Set([...WEB_NAMES, ...LOGIC_NAMES, 'globalThis']);

/**
 * `this.data` is the same on either: most of a program's `this` is left alone, and an error that names it
 * says what the program says.
 */
const isAlike = (parent: AnyNode, own: AnyNode): boolean =>
  parent.type === 'MemberExpression' &&
  parent.object === own &&
  !parent.computed &&
  parent.property.type === 'Identifier' &&
  !APART.has(parent.property.name);

/** Every `this` that is the window where its function is called with nothing before the dot. */
function sloppyThis(program: Program): AnyNode[] {
  const found: AnyNode[] = [];
  if (isStrict(program.body)) return found;
  const waiting: { node: AnyNode; isInside: boolean }[] = [{ node: program, isInside: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node } = next;
    let { isInside } = next;
    // Classes are strict by themselves.
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') continue;
    if (node.type === 'ThisExpression' && isInside) found.push(node);
    if ('body' in node && node.body !== null && 'type' in node.body && node.body.type === 'BlockStatement') {
      if (isStrict(node.body.body)) continue;
      isInside ||= isFunction(node);
    }
    for (const child of childrenOf(node))
      if (child.type !== 'ThisExpression' || !isAlike(node, child)) waiting.push({ node: child, isInside });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** @param added how much longer the text is from each of the places on, which are in order */
function shifted(map: string, places: readonly AnyNode[], added: number): string {
  const trace = new TraceMap(map);
  const columns = new Map<number, number[]>();
  for (const { loc } of places) {
    const line = (loc?.start.line ?? 1) - 1;
    columns.set(line, [...(columns.get(line) ?? []), loc?.start.column ?? 0]);
  }
  const mappings = decodedMappings(trace).map((segments, line) => {
    const onLine = columns.get(line);
    if (!onLine) return [...segments];
    let passed = 0;
    return segments.map((segment) => {
      while (passed < onLine.length && onLine[passed]! < segment[0]) passed += 1;
      const [column, ...rest] = segment;
      return [column + passed * added, ...rest];
    });
  });
  const { names, sources, sourcesContent, file } = trace;
  const decoded = { version: 3, names, sources, sourcesContent, file, mappings } as DecodedSourceMap;
  return JSON.stringify(encodedMap(new TraceMap(decoded)));
}

/**
 * A device has no window: a function that is called with nothing before the dot finds the mini-program's
 * `global` in `this`, or nothing where it is strict. Here it would find the window. `guard` names the
 * function that gives the right one, if there is to be one.
 */
export function guardThis(
  program: Program | undefined,
  { code, map }: { code: string; map: string },
  guard: string | undefined,
): { code: string; map: string } {
  const places = program && guard !== undefined ? sloppyThis(program) : [];
  if (places.length === 0) return { code, map };
  // In brackets of its own: `new this.Kind()` calls the kind, and not the guard.
  const [before, after] = [`(${guard}(`, '))'];
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of places) {
    parts.push(code.slice(from, start), before, code.slice(start, end), after);
    from = end;
  }
  return { code: parts.join('') + code.slice(from), map: shifted(map, places, before.length + after.length) };
}
