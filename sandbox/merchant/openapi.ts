/**
 * Answers against the OpenAPI file of the `Merchant` port. Knows as much of JSON Schema as that file uses.
 */
import { readFileSync } from 'node:fs';

export interface Schema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export interface OpenApiFile {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export const openApiFile = JSON.parse(
  readFileSync(new URL('./openapi.json', import.meta.url), 'utf8'),
) as OpenApiFile;

const kind = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : Number.isInteger(value)
        ? 'integer'
        : typeof value;

const isOfType = (type: string, value: unknown): boolean =>
  kind(value) === type || (type === 'number' && kind(value) === 'integer');

const outOfBounds = (schema: Schema, value: unknown, path: string): string[] => {
  const problem = (text: string): string[] => [`${path} ${text}`];
  if (schema.enum && !schema.enum.includes(value))
    return problem(`is ${JSON.stringify(value)}, not one of ${schema.enum.join(', ')}`);
  if (typeof value === 'number' && schema.minimum !== undefined && value < schema.minimum)
    return problem(`is below ${schema.minimum}`);
  if (typeof value === 'number' && schema.maximum !== undefined && value > schema.maximum)
    return problem(`is above ${schema.maximum}`);
  if (typeof value === 'string' && value.length < (schema.minLength ?? 0)) return problem('is too short');
  if (typeof value === 'string' && value.length > (schema.maxLength ?? Infinity))
    return problem('is too long');
  return [];
};

/** Where a value leaves its schema. `strict`: a property that the file does not name counts as well. */
export const problemsOf = (schema: Schema, value: unknown, strict = false, path = '$'): string[] => {
  if (schema.nullable && value === null) return [];
  if (schema.$ref)
    return problemsOf(openApiFile.components.schemas[schema.$ref.split('/').at(-1)!], value, strict, path);
  if (schema.type !== undefined && !isOfType(schema.type, value))
    return [`${path} is ${kind(value)}, not ${schema.type}`];
  const bounds = outOfBounds(schema, value, path);
  if (bounds.length > 0) return bounds;
  const { items, properties, required = [] } = schema;
  if (items)
    return (value as unknown[]).flatMap((item, index) =>
      problemsOf(items, item, strict, `${path}[${index}]`),
    );
  if (!properties) return [];
  const object = value as Record<string, unknown>;
  return [
    ...required.filter((name) => !(name in object)).map((name) => `${path}.${name} is missing`),
    ...Object.entries(object).flatMap(([name, inner]) => {
      if (properties[name]) return problemsOf(properties[name], inner, strict, `${path}.${name}`);
      return strict ? [`${path}.${name} is not in the file`] : [];
    }),
  ];
};

/**
 * Of the answer with that status: exactly, or by its hundred. @throws Error when the file has no such answer
 */
export const schemaOf = (method: string, path: string, status = 200): Schema => {
  const responses = openApiFile.paths[path]?.[method]?.responses ?? {};
  const answer = responses[status] ?? responses[`${Math.floor(status / 100)}XX`];
  const schema = answer?.content?.['application/json']?.schema;
  if (!schema) throw new Error(`the OpenAPI file has no answer ${status} of ${method.toUpperCase()} ${path}`);
  return schema;
};
