import { kindOf, mismatch } from '../check';
import type { IntegerField } from './fields';
import type { Problem } from './walk';

/** What a value is, in a few words: what came, for whoever has to find it. */
export function describe(value: unknown): string {
  const kind = kindOf(value);
  if (kind === 'string') {
    const text = value as string;
    return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
  }
  if (kind === 'array') return `an array of ${(value as unknown[]).length}`;
  return kind === 'number' || kind === 'boolean' ? String(value) : kind;
}

const bare = (name: string): string => name.replace(/[_-]/g, '').toLowerCase();

/** A field that is missing: it may be there under another spelling, or one level further down. */
function missing(path: string, holder: Record<string, unknown>): string | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const other = Object.keys(holder).filter((key) => key !== name && bare(key) === bare(name))[0];
  if (other) return `it is called ${name}, not ${other}`;
  const wrapper = Object.keys(holder).filter((key) => name in Object(holder[key]))[0];
  return wrapper && name === path
    ? `answer with what is in ${wrapper}, without the object around it`
    : undefined;
}

function ofText({ unit }: IntegerField, value: string): string | undefined {
  if (value.trim() !== '' && !isNaN(+value)) {
    return unit === 'fen' && /\./.test(value) ? 'yuan as text: send 分, as a number' : 'a number in quotes';
  }
  return unit === 'ms' && /^\d{4}\D\d/.test(value) ? 'a date as text: send ms since 1970' : undefined;
}

function ofNumber({ unit }: IntegerField, value: number): string | undefined {
  if (value !== value) return 'NaN: reckoned with something that is no number';
  if (unit === 'ms')
    return value > 1e14
      ? 'too many digits for ms: micro- or nanoseconds'
      : value >= 1e8
        ? 'seconds: send ms'
        : undefined;
  if (unit !== 'fen') return undefined;
  return value % 1 ? 'yuan: send 分' : value < 0 ? 'what is taken off is positive, too' : undefined;
}

function guessed({ path, value, field, holder }: Problem): string | undefined {
  if (!field) return undefined;
  if (value === undefined) return holder && missing(path, holder);
  if (value === null) return field.required ? undefined : 'leave out what is not there';
  const { kind } = field;
  if (kind === 'integer') {
    if (typeof value === 'string') return ofText(field, value);
    if (typeof value === 'number') return ofNumber(field, value);
    return value instanceof Date ? 'a Date: send its getTime()' : undefined;
  }
  if (kind === 'string')
    return typeof value === 'number' ? 'send it as text: long numbers lose digits' : undefined;
  if (kind === 'boolean') return 'send true or false';
  if (typeof value === 'string') {
    const first = value.trim()[0];
    if (first === '<') return 'a page instead of JSON: a wrong address, or a login before it';
    return first === '{' || first === '[' ? 'JSON as text: send the value itself' : undefined;
  }
  return kind === 'array' ? 'a list, also of one' : undefined;
}

/** What the mistake behind a problem probably is, where it can be recognised. */
export function mistakeOf(problem: Problem): string | undefined {
  try {
    return guessed(problem);
  } catch (_) {
    // What is around it throws where it is read.
    return undefined;
  }
}

/** What a field should have been, with its unit. */
export const expectedOf = ({ wanted, field }: Problem): string =>
  field && field.kind === 'integer' && field.unit === 'fen' ? `${wanted} (分)` : wanted;

/** What came, of a field; what a rule across several found is a number, or names them. */
export const gotOf = ({ field, value, got }: Problem): string => (field ? describe(value) : String(got));

/** A problem as the sentence that a person reads: where, what was expected, what came, the likely mistake. */
export function sentenceOf(problem: Problem): string {
  const mistake = mistakeOf(problem);
  const text = mismatch(problem.path || 'the answer', expectedOf(problem), gotOf(problem));
  return mistake ? `${text} (${mistake})` : text;
}
