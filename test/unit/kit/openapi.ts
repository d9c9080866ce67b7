/** The OpenAPI file of the merchant's port under a strict Ajv, with the file's own keywords. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020';
import type { AnySchemaObject, ValidateFunction } from 'ajv/dist/2020';
import { utf8Length } from '../../../src/contract/bytes';
import { FORMATS } from '../../../src/contract/schema/formats';

interface Operation {
  operationId: string;
  parameters?: { name: string; required: boolean; schema: object }[];
  requestBody?: { content: { 'application/json': { schema: object } } };
  responses: Record<string, { content: { 'application/json': { schema: object } } }>;
}

export interface OpenApiFile {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, AnySchemaObject> };
}

export const openApiFile = JSON.parse(
  readFileSync(new URL('../../../sandbox/merchant/openapi.json', import.meta.url), 'utf8'),
) as OpenApiFile;

const textOf = (value: unknown, name: string): unknown =>
  name ? (Object(value) as Record<string, unknown>)[name] : value;

/** `closed`: a property that the file does not name is wrong, too. */
function compiler(closed: boolean): Ajv {
  const ajv = new Ajv({ strict: true, allErrors: true });
  ajv.addKeyword({
    keyword: 'x-max-bytes',
    type: 'string',
    validate: (most: number, value: string) => utf8Length(value) <= most,
  });
  ajv.addKeyword({
    keyword: 'x-format',
    type: 'string',
    validate: (name: keyof typeof FORMATS, value: string) => FORMATS[name].test(value),
  });
  ajv.addKeyword({
    keyword: 'x-unique',
    type: 'array',
    validate: (name: string, value: unknown[]) =>
      new Set(value.map((entry) => textOf(entry, name))).size === value.length,
  });
  ajv.addKeyword({
    keyword: 'x-at-most',
    type: 'object',
    validate: (pairs: Record<string, string>, value: Record<string, number | undefined>) =>
      Object.entries(pairs).every(([name, most]) => !(value[name]! > value[most]!)),
  });
  ajv.addKeyword({ keyword: 'x-required-when', type: 'object' });
  ajv.addSchema(JSON.parse(text(closed)) as AnySchemaObject, 'file');
  return ajv;
}

const text = (closed: boolean): string =>
  JSON.stringify({ $defs: openApiFile.components.schemas }, (key, value: unknown) =>
    closed && key !== 'properties' && Object(value) === value && 'properties' in (value as object)
      ? { ...(value as object), unevaluatedProperties: false }
      : key === '$ref'
        ? inside(value)
        : value,
  );

const inside = (ref: unknown): string => String(ref).replace('#/components/schemas/', 'file#/$defs/');

const compilers = { open: compiler(false), closed: compiler(true) };

const validators = new Map<string, ValidateFunction>();

/** What is wrong with a value by a schema of the file, or by one that refers to it. */
export function fileProblems(schema: object, value: unknown, kind: 'open' | 'closed' = 'open'): string[] {
  const refs = JSON.stringify(schema, (key, inner: unknown) => (key === '$ref' ? inside(inner) : inner));
  const known = `${kind} ${refs}`;
  const validate = validators.get(known) ?? compilers[kind].compile(JSON.parse(refs) as AnySchemaObject);
  validators.set(known, validate);
  if (validate(value)) return [];
  return validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Of the answer with that status: exactly, or by its hundred. */
export function answerSchema(method: string, path: string, status = 200): object {
  const { responses } = openApiFile.paths[path][method];
  const answer = responses[status] ?? responses[`${Math.floor(status / 100)}XX`];
  return answer.content['application/json'].schema;
}
