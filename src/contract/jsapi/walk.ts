import { utf8Length } from '../bytes';
import { kindOf, toJson } from '../check';
import { FORMATS, TOLERANCES } from './formats';
import type {
  ApiContract,
  Condition,
  Context,
  Field,
  IntegerField,
  ListField,
  ObjectField,
  Place,
  Problem,
  TextField,
} from './schema';

/** What stays the same on the way down. */
export interface Walk {
  root: Record<string, unknown>;
  context: Context;
  conditions: Readonly<Record<string, Condition>>;
}

function bounds(min: number | undefined, max: number | undefined): string {
  return max === undefined
    ? `at least ${min ?? 0}`
    : min === undefined
      ? `at most ${max}`
      : min === max
        ? String(min)
        : `${min} to ${max}`;
}

function outside(size: number, min: number | undefined, max: number | undefined): boolean {
  return (min !== undefined && size < min) || (max !== undefined && size > max);
}

function textProblem(field: TextField, value: string, path: string): Problem | undefined {
  const bytes = utf8Length(value);
  if (outside(bytes, field.minBytes, field.maxBytes))
    return { path, wanted: `${bounds(field.minBytes, field.maxBytes)} bytes`, got: bytes };
  const chars = [...value].length;
  if (outside(chars, field.minChars, field.maxChars)) {
    return { path, wanted: `${bounds(field.minChars, field.maxChars)} characters`, got: chars };
  }
  const format = field.format && FORMATS[field.format];
  return format && !format.test(value)
    ? { path, wanted: format.wanted, got: JSON.stringify(value) }
    : undefined;
}

function integerProblem(field: IntegerField, value: number, path: string): Problem | undefined {
  // Above 2^53 numbers have gaps: no amount of money may fall into one.
  if (!Number.isSafeInteger(value)) return { path, wanted: 'integer', got: value };
  if (field.oneOf && !field.oneOf.includes(value))
    return { path, wanted: field.oneOf.join(' or '), got: value };
  if (outside(value, field.min, field.max))
    return { path, wanted: `integer, ${bounds(field.min, field.max)}`, got: value };
  return undefined;
}

type Holder = Record<string, unknown>;

function listProblem(
  field: ListField,
  value: unknown[],
  path: string,
  walk: Walk,
  holder: Holder,
): Problem | undefined {
  if (outside(value.length, field.min, field.max)) {
    return { path, wanted: `array of ${bounds(field.min, field.max)} items`, got: value.length };
  }
  for (const [index, item] of value.entries()) {
    const problem = problemOf(field.of, item, `${path}[${index}]`, walk, holder);
    if (problem) return problem;
  }
  return undefined;
}

function objectProblem(
  field: ObjectField,
  value: Holder,
  path: string,
  walk: Walk,
  holder: Holder,
): Problem | undefined {
  if (field.maxJsonBytes !== undefined) {
    const json = toJson(value);
    if (!json) return { path, wanted: 'an object that has a JSON text', got: 'none', errNo: 10002 };
    const bytes = utf8Length(json);
    if (bytes > field.maxJsonBytes)
      return { path, wanted: `JSON of at most ${field.maxJsonBytes} bytes`, got: bytes };
  }
  for (const [name, inner] of Object.entries(field.fields ?? {})) {
    const innerPath = path ? `${path}.${name}` : name;
    if (
      value[name] === undefined &&
      !isRequired(inner, { root: walk.root, parent: value, owner: holder }, walk)
    )
      continue;
    const problem = problemOf(inner, value[name], innerPath, walk, value);
    if (problem) return problem;
  }
  return undefined;
}

function isRequired(field: Field, place: Place, walk: Walk): boolean {
  if (typeof field.required !== 'string') return field.required === true;
  return walk.conditions[field.required](place, walk.context);
}

/**
 * The first problem of a value, depth first in the order of the schema. `holder` is the object that holds the
 * value, at any depth of lists.
 */
export function problemOf(
  field: Field,
  value: unknown,
  path: string,
  walk: Walk,
  holder: Holder,
): Problem | undefined {
  const tolerance = field.tolerates && TOLERANCES[field.tolerates];
  if (tolerance?.test(value)) {
    walk.context.warnings?.push({ path, text: `${path} ${tolerance.warning}` });
    return undefined;
  }
  const kind = kindOf(value);
  if (field.kind === 'any') return value === undefined ? { path, wanted: 'given', got: kind } : undefined;
  if (kind !== (field.kind === 'integer' ? 'number' : field.kind))
    return { path, wanted: field.kind, got: kind };
  switch (field.kind) {
    case 'string':
      return textProblem(field, value as string, path);
    case 'integer':
      return integerProblem(field, value as number, path);
    case 'array':
      return listProblem(field, value as unknown[], path, walk, holder);
    case 'object':
      return objectProblem(field, value as Holder, path, walk, holder);
    case 'boolean':
      return undefined;
  }
}

/** The first thing that is wrong with options: a field, or else a rule across fields, which is named. */
export function firstProblem(
  { options: field, conditions = {}, rules = {} }: Pick<ApiContract, 'options' | 'conditions' | 'rules'>,
  options: Record<string, unknown>,
  context: Context,
): { problem: Problem; rule?: string } | undefined {
  const problem = problemOf(field, options, '', { root: options, context, conditions }, {});
  if (problem) return { problem };
  for (const [name, rule] of Object.entries(rules)) {
    const broken = rule(options as never, context);
    if (broken) return { problem: broken, rule: name };
  }
  return undefined;
}
