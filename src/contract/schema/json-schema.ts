/**
 * A shape as JSON Schema (2020-12, as OpenAPI 3.1 has it). What that vocabulary cannot say has a keyword of
 * its own, which `EXTENSIONS` explains; a reader that does not know it lets more through, never less.
 */
import { FORMATS, type Format } from './formats';
import type { Field, Fields, ObjectField } from './fields';

export type JsonSchema = Record<string, unknown>;

/** The keywords beyond JSON Schema, and what each says. */
export const EXTENSIONS = {
  'x-max-bytes': 'length in UTF-8 bytes',
  'x-format': 'a form of texts, by its name',
  'x-unique': 'the field in which no two entries agree; empty for the entries themselves',
  'x-at-most': 'number -> the one beside it that it does not exceed',
  'x-required-when': 'field -> the condition under which it is there',
} as const;

/** Where a shape takes its words from, and which shapes stand elsewhere under a name. */
export interface Words {
  /** The sentence of a field by its path; by default the shape's own. */
  doc?(path: string): string | undefined;
  /** A sentence in the reader's language; by default as it is. */
  say?(sentence: string): string;
  /** The place of a shape that has a name. */
  ref?(field: Field): string | undefined;
}

export const objectOf = (entries: readonly (readonly [string, unknown])[]): JsonSchema =>
  entries.reduce<JsonSchema>((made, [name, value]) => ({ ...made, [name]: value }), {});

const without = (value: Record<string, unknown>): JsonSchema =>
  objectOf(Object.entries(value).filter(([, each]) => each !== undefined));

/** Forms of texts have names in a file, and are code here. */
const nameOf = (format: Format): string | undefined =>
  Object.entries(FORMATS).filter(([, each]) => each === format)[0]?.[0];

/** Seconds since 1970 in a place of ms: of 1973 to 5138. */
const NO_SECONDS = { type: 'integer', minimum: 1e8, exclusiveMaximum: 1e11 };
const LATEST_MS = 8.64e15;

const UNITS = { fen: '分', ms: 'ms since 1970' };

function described(field: Field, doc: string, say: Words['say']): string | undefined {
  const unit = field.kind === 'integer' && field.unit ? UNITS[field.unit] : '';
  const parts = [doc, unit].filter((part) => part !== '');
  return (say ? parts.map((part) => say(part)).join('；') : parts.join('; ')) || undefined;
}

/** JSON Schema counts code points: of a length in bytes it can only say that there is one. */
function bare(field: Field, words: Words, path: string): JsonSchema {
  switch (field.kind) {
    case 'string':
      return without({
        type: 'string',
        minLength: field.minChars ?? (field.minBytes === undefined ? undefined : Math.min(field.minBytes, 1)),
        maxLength: field.maxChars,
        enum: field.oneOf,
        'x-max-bytes': field.maxBytes,
        'x-format': field.format && nameOf(field.format),
      });
    case 'integer': {
      const highest = field.unit === 'ms' ? LATEST_MS : Number.MAX_SAFE_INTEGER;
      return without({
        type: 'integer',
        minimum: field.min,
        maximum: field.max ?? (field.oneOf ? undefined : highest),
        enum: field.oneOf,
        not: field.unit === 'ms' ? NO_SECONDS : undefined,
      });
    }
    case 'boolean':
      return { type: 'boolean' };
    case 'array':
      return without({
        type: 'array',
        items: schemaOf(field.of, words, `${path}[]`),
        minItems: field.min,
        maxItems: field.max,
        'x-unique': field.unique,
      });
    case 'object':
      return objectSchema(field, words, path);
    default:
      return {};
  }
}

function objectSchema(
  { fields, atMost }: Pick<ObjectField, 'fields' | 'atMost'>,
  words: Words,
  path: string,
): JsonSchema {
  if (!fields) return { type: 'object' };
  const entries = Object.entries(fields);
  const needed = entries.filter(([, field]) => field.required === true).map(([name]) => name);
  const when = entries.filter(([, field]) => typeof field.required === 'string');
  return without({
    type: 'object',
    required: needed.length > 0 ? needed : undefined,
    properties: objectOf(
      entries.map(
        ([name, field]) => [name, schemaOf(field, words, path ? `${path}.${name}` : name)] as const,
      ),
    ),
    'x-at-most': atMost,
    'x-required-when':
      when.length > 0 ? objectOf(when.map(([name, field]) => [name, field.required] as const)) : undefined,
  });
}

/** @param path of the field below the shape that has a name; empty for that one itself */
export function schemaOf(field: Field, words: Words = {}, path = ''): JsonSchema {
  const ref = words.ref?.(field);
  const one = ref ? { $ref: ref } : bare(field, words, path);
  const description = described(field, words.doc?.(path) ?? field.doc, words.say);
  const schema = description && !ref ? { ...one, description } : one;
  return field.nullable ? { anyOf: [schema, { type: 'null' }] } : schema;
}

export const schemaOfFields = (fields: Fields, words: Words = {}): JsonSchema =>
  objectSchema({ fields }, words, '');
