import { HALF, utf8Length } from '../bytes';
import { kindOf, toJson } from '../check';
import { charsOf } from '../typed';
import type { Field, IntegerField, ListField, ObjectField, TextField } from './fields';

type Data = Record<string, unknown>;

/** What is wrong with one field. */
export interface Problem {
  path: string;
  wanted: string;
  got: string | number;
  /** @default 10000 */
  errNo?: number;
  /** A part of the text that tells the line of a code with several. */
  line?: string;
  /** Where a field was asked, and not a rule across several: what was there, and what it may be. */
  value?: unknown;
  field?: Field;
  /** The object that should hold it. */
  holder?: Data;
}

/** Something accepted that the contract does not allow. */
export interface Warning {
  path: string;
  text: string;
}

/**
 * Where a condition is asked: the whole value, the object that holds the field, and the object that holds
 * that one. Unchecked.
 */
export interface Place {
  root: Data;
  parent: Data;
  owner: Data;
}

/** The least that a context is: it receives what was tolerated. */
interface Tolerant {
  warnings?: Warning[];
}

/** What stays the same on the way down. */
export interface Walk<C extends Tolerant> {
  root: Data;
  context: C;
  conditions: Readonly<Record<string, (place: Place, context: C) => boolean>>;
  found: Problem[];
}

/** Numbers that are seconds since 1970, and no ms: of 1973 to 5138. The most that a Date can be, ms. */
const SECONDS = [1e8, 1e11];
const MOST_MS = 8.64e15;
/** Nobody reads more, and a list may say that it is as long as there can be. */
const MOST_PROBLEMS = 1000;

function bounds(min: number | undefined, max: number | undefined): string {
  return max === undefined
    ? `at least ${min || 0}`
    : min === undefined
      ? `at most ${max}`
      : min === max
        ? String(min)
        : `${min} to ${max}`;
}

function outside(size: number, min: number | undefined, max: number | undefined): boolean {
  return (min !== undefined && size < min) || (max !== undefined && size > max);
}

type Wrong = [wanted: string, got: string | number] | undefined;

const choice = (known: readonly (string | number)[], got: string | number, value: string | number): Wrong =>
  known.indexOf(value) < 0 ? [known.join(' or '), got] : undefined;

function textProblem(field: TextField, value: string): Wrong {
  const { format, oneOf } = field;
  // No database keeps it, and some cut the text there.
  if (value.indexOf('\0') >= 0) return ['text without NUL', JSON.stringify(value)];
  // What is left of an emoji that was cut in two: no UTF-8 has it.
  if (!field.halves && HALF.test(value)) return ['text of whole characters', JSON.stringify(value)];
  const bytes = utf8Length(value);
  if (outside(bytes, field.minBytes, field.maxBytes))
    return [`${bounds(field.minBytes, field.maxBytes)} bytes`, bytes];
  const { minChars, maxChars } = field;
  const chars = minChars === undefined && maxChars === undefined ? 0 : charsOf(value);
  if (outside(chars, minChars, maxChars)) return [`${bounds(minChars, maxChars)} characters`, chars];
  if (oneOf) return choice(oneOf, JSON.stringify(value), value);
  return format && !format.test(value) ? [format.wanted, JSON.stringify(value)] : undefined;
}

function integerProblem({ oneOf, min, max, unit }: IntegerField, value: number): Wrong {
  // Above 2^53 numbers have gaps: no amount of money may fall into one.
  if (!Number.isSafeInteger(value)) return ['integer', value];
  if (oneOf) return choice(oneOf, value, value);
  if (unit === 'ms' && ((value >= SECONDS[0] && value < SECONDS[1]) || value > MOST_MS))
    return ['ms since 1970', value];
  return outside(value, min, max) ? [`integer, ${bounds(min, max)}`, value] : undefined;
}

/** A part of a value, which may throw where it is read. */
function walkPart<C extends Tolerant>(
  field: Field,
  read: () => unknown,
  path: string,
  walk: Walk<C>,
  holder: Data,
  optional?: boolean,
): void {
  try {
    const value = read();
    if (value !== undefined || !optional) walkField(field, value, path, walk, holder);
  } catch (_) {
    walk.found.push({ path, wanted: field.kind, got: 'what throws where it is read' });
  }
}

function walkList<C extends Tolerant>(
  field: ListField,
  value: unknown[],
  path: string,
  walk: Walk<C>,
  holder: Data,
): Wrong {
  const { of, min, max, unique } = field;
  if (outside(value.length, min, max)) return [`array of ${bounds(min, max)} items`, value.length];
  // By index, and not with forEach: a hole is an entry that is missing.
  for (let index = 0; index < value.length && walk.found.length < MOST_PROBLEMS; index++)
    walkPart(of, () => value[index], `${path}[${index}]`, walk, holder);
  if (unique === undefined || walk.found.length) return undefined;
  const seen = new Set<unknown>();
  value.forEach((entry, index) => {
    const name = unique ? (entry as Data)[unique] : entry;
    if (seen.has(name))
      walk.found.push({
        path: `${path}[${index}]${unique && `.${unique}`}`,
        wanted: 'named once',
        got: String(name),
      });
    seen.add(name);
  });
  return undefined;
}

function walkObject<C extends Tolerant>(
  field: ObjectField,
  value: Data,
  path: string,
  walk: Walk<C>,
  holder: Data,
): Wrong {
  const { fields = {}, maxJsonBytes, atMost = {} } = field;
  if (maxJsonBytes !== undefined) {
    const json = toJson(value);
    if (!json) {
      walk.found.push({ path, wanted: 'an object that has a JSON text', got: 'none', errNo: 10002 });
      return undefined;
    }
    const bytes = utf8Length(json);
    if (bytes > maxJsonBytes) return [`JSON of at most ${maxJsonBytes} bytes`, bytes];
  }
  const below = path ? `${path}.` : '';
  const before = walk.found.length;
  const place = { root: walk.root, parent: value, owner: holder };
  Object.keys(fields).forEach((name) => {
    const { required } = fields[name];
    const needed =
      typeof required === 'string' ? walk.conditions[required](place, walk.context) : required === true;
    walkPart(fields[name], () => value[name], below + name, walk, value, !needed);
  });
  if (walk.found.length > before) return undefined;
  Object.keys(atMost).forEach((name) => {
    const most = value[atMost[name]];
    const got = value[name];
    if (typeof got === 'number' && typeof most === 'number' && got > most)
      walk.found.push({ path: below + name, wanted: `at most ${atMost[name]} (${most})`, got });
  });
  return undefined;
}

/**
 * Finds everything that is wrong with a value, depth first in the order of the shape. `holder` is the object
 * that holds the value, at any depth of lists.
 */
export function walkField<C extends Tolerant>(
  field: Field,
  value: unknown,
  path: string,
  walk: Walk<C>,
  holder: Data,
): void {
  const { tolerates } = field;
  if (tolerates && tolerates.test(value)) {
    if (walk.context.warnings) walk.context.warnings.push({ path, text: `${path} ${tolerates.warning}` });
    return;
  }
  if (field.nullable && value === null) return;
  const kind = kindOf(value);
  const wanted = field.kind === 'integer' ? 'number' : field.kind;
  let wrong: Wrong;
  if (field.kind === 'any') wrong = value === undefined ? ['given', kind] : undefined;
  else if (kind !== wanted) wrong = [field.kind, kind];
  else if (field.kind === 'string') wrong = textProblem(field, value as string);
  else if (field.kind === 'integer') wrong = integerProblem(field, value as number);
  else if (field.kind === 'array') wrong = walkList(field, value as unknown[], path, walk, holder);
  else if (field.kind === 'object') wrong = walkObject(field, value as Data, path, walk, holder);
  if (wrong) walk.found.push({ path, wanted: wrong[0], got: wrong[1], value, field, holder });
}

/** Everything that is wrong with a value that no condition and no rule across fields is about. */
export function problemsOf(field: Field, value: unknown): Problem[] {
  const walk: Walk<Tolerant> = { root: Object(value) as Data, context: {}, conditions: {}, found: [] };
  walkField(field, value, '', walk, {});
  return walk.found;
}

/** A shape with what its fields depend on, and the rules across them. */
export interface Checked<C extends Tolerant> {
  options: ObjectField;
  conditions?: Readonly<Record<string, (place: Place, context: C) => boolean>>;
  rules?: Readonly<Record<string, (value: never, context: C) => Problem | undefined>>;
}

/** The first thing that is wrong with options: a field, or else a rule across fields, which is named. */
export function firstProblem<C extends Tolerant>(
  { options: field, conditions = {}, rules = {} }: Checked<C>,
  options: Record<string, unknown>,
  context: C,
): { problem: Problem; rule?: string } | undefined {
  const walk: Walk<C> = { root: options, context, conditions, found: [] };
  walkField(field, options, '', walk, {});
  if (walk.found.length) return { problem: walk.found[0] };
  for (const [name, rule] of Object.entries(rules)) {
    const broken = rule(options as never, context);
    if (broken) return { problem: broken, rule: name };
  }
  return undefined;
}
