import { utf8Length } from './bytes';

/** `typeof`, but telling `null` and `array` from `object`. */
export function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** The one form of every text about a wrong value. */
export function mismatch(field: string, wanted: string, got: string | number): string {
  return `${field} should be ${wanted}, but got ${got}`;
}

/** The JSON text of a value; empty where it has none (cyclic, BigInt). */
export function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) || '';
  } catch (_) {
    return '';
  }
}

/** A kind as `kindOf` names it; with `?` the value may also be absent. */
type Kind =
  | 'number'
  | 'string'
  | 'boolean'
  | 'object'
  | 'array'
  | 'number?'
  | 'string?'
  | 'boolean?'
  | 'object?'
  | 'array?';

/**
 * What is wrong with a value, or `undefined`. With `min` its size has bounds too: that of an integer is
 * itself, of a string its UTF-8 bytes, of an array its length, of an object the bytes of its JSON. A number
 * with bounds must be an integer.
 */
export function check(
  field: string,
  value: unknown,
  kind: Kind,
  min?: number,
  max = Infinity,
): string | undefined {
  const wanted = kind.replace('?', '');
  const got = kindOf(value);
  if (got !== wanted)
    return got === 'undefined' && wanted !== kind ? undefined : mismatch(field, wanted, got);
  if (min === undefined) return undefined;
  const size =
    wanted === 'number'
      ? (value as number)
      : wanted === 'array'
        ? (value as unknown[]).length
        : utf8Length(wanted === 'object' ? toJson(value) : (value as string));
  return Number.isSafeInteger(size) && size >= min && size <= max
    ? undefined
    : mismatch(
        field,
        `${wanted === 'number' ? 'integer' : wanted === 'array' ? 'length' : 'bytes'} from ${min} to ${max}`,
        size,
      );
}
