import { findNodeAtLocation, parseTree, type Node, type ParseError, type ParseOptions } from 'jsonc-parser';
import { LineIndex, type Position } from './text';

/**
 * What a JSON file holds. Comments and trailing commas are read over and told of; a real error leaves `value`
 * undefined.
 */
export interface JsonResult {
  value: unknown;
  error?: { message: string; at: Position };
  /** Comments or trailing commas: the first one's place. */
  lenient?: { what: 'comment' | 'trailing comma'; at: Position };
  /** The place of a key or item, the file's start if there is no such path. */
  positionOf(...path: (string | number)[]): Position;
}

const LENIENT: ParseOptions = { allowTrailingComma: true };
const STRICT: ParseOptions = { allowTrailingComma: false, disallowComments: true };

/** Deeper than any file is, and less deep than what a recursive reader dies of. */
const MAX_DEPTH = 200;

/** The library's `ParseErrorCode`, in words. */
const MESSAGES: Record<number, string> = {
  1: 'expected JSON',
  2: 'a number that JSON does not allow',
  3: 'expected a key in double quotes',
  4: 'expected a value',
  5: 'expected ":"',
  6: 'expected ","',
  7: 'expected "," or "}"',
  8: 'expected "," or "]"',
  9: 'expected the end of the file',
  11: 'a comment that is not closed',
  12: 'a string that is not closed',
  13: 'a number that has no end',
  14: 'a \\u escape that JSON does not allow',
  15: 'an escape that JSON does not allow',
  16: 'a character that JSON does not allow',
};
/** Codes whose message goes on with what stands there. */
const EXPECTATIONS = new Set([1, 3, 4, 5, 6, 7, 8, 9]);
const INVALID_COMMENT = 10;

function messageOf({ error, offset }: ParseError, text: string): string {
  // A word where a key has to be is a key without its quotes.
  const isKey = error === 1 && /^['"]?[\w$-]+['"]?\s*:/.test(text.slice(offset, offset + 200));
  const message = (isKey ? MESSAGES[3] : MESSAGES[error]) ?? 'not JSON';
  if (!EXPECTATIONS.has(error)) return message;
  const found = text[offset];
  return `${message}, found ${found === undefined ? 'the end of the file' : JSON.stringify(found)}`;
}

/** A tree's value as plain objects, `__proto__` an ordinary key. */
function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value as unknown;
  const result: Record<string, unknown> = {};
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key || !value) continue;
    Object.defineProperty(result, String(key.value), {
      value: valueOf(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

/** Where a text is nested too deeply; undefined if it is not. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"' || char === '\n') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      if (++depth > MAX_DEPTH) return i;
    } else if (char === '}' || char === ']') depth--;
  }
  return undefined;
}

/** The first thing that JSON itself does not have. */
function leniency(text: string, index: LineIndex): JsonResult['lenient'] {
  const errors: ParseError[] = [];
  parseTree(text, errors, STRICT);
  const [first] = errors;
  if (!first) return undefined;
  if (first.error === INVALID_COMMENT) return { what: 'comment', at: index.position(first.offset) };
  return { what: 'trailing comma', at: index.position(text.lastIndexOf(',', first.offset)) };
}

export function parseJson(source: string): JsonResult {
  const text = source.replace(/^\uFEFF/, '');
  const index = new LineIndex(text);
  const failed = (message: string, offset: number): JsonResult => ({
    value: undefined,
    positionOf: () => ({ line: 1, column: 1 }),
    error: { message, at: index.position(offset) },
  });
  const deep = tooDeep(text);
  if (deep !== undefined) return failed(`nested in more than ${MAX_DEPTH} levels`, deep);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, LENIENT);
  const [first] = errors;
  if (first) return failed(messageOf(first, text), first.offset);
  if (!tree) return failed('expected a value, found the end of the file', 0);
  const positionOf = (...path: (string | number)[]): Position => {
    const node = findNodeAtLocation(tree, path);
    // A key stands for its property, an item for itself.
    const place = node?.parent?.type === 'property' ? node.parent : node;
    return index.position(place?.offset ?? 0);
  };
  const lenient = leniency(text, index);
  const value = valueOf(tree);
  return lenient ? { value, positionOf, lenient } : { value, positionOf };
}

/** The place of a key that its object has already; of the text that `parseJson` takes. */
export function repeatedKey(source: string): Position | undefined {
  const text = source.replace(/^\uFEFF/, '');
  const find = (node: Node | undefined): Node | undefined => {
    const children = node?.children ?? [];
    const keys =
      node?.type === 'object' ? children.map((property) => property.children?.[0]?.value as string) : [];
    const again = keys.findIndex((key, index) => keys.indexOf(key) < index);
    if (again >= 0) return children[again];
    for (const child of children) {
      const found = find(child);
      if (found) return found;
    }
    return undefined;
  };
  const twice = find(parseTree(text, [], LENIENT));
  return twice && new LineIndex(text).position(twice.offset);
}
