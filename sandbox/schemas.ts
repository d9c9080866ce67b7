/**
 * JSON Schemas of the contract's shapes as Fastify's routes check them: one ajv, with the contract's own
 * keywords, and one way to say what is wrong.
 */
import Ajv from 'ajv';
import type { ErrorObject } from 'ajv';
import type { FastifyInstance } from 'fastify';
import { utf8Length } from '../src/contract/bytes';
import { mismatch } from '../src/contract/check';
import { FORMATS } from '../src/contract/schema/formats';
import { passThrough, type Fields } from '../src/contract/schema/fields';
import { schemaOf, schemaOfFields, type JsonSchema } from '../src/contract/schema/json-schema';
import { BadRequest } from './failures';

/** A body of these fields and no others. */
export const bodyOf = (fields: Fields): JsonSchema => ({
  ...schemaOfFields(fields),
  additionalProperties: false,
});

/** A body that is checked behind the route: any object. */
export const anyBody: JsonSchema = schemaOf(passThrough(''));

const newAjv = (coerceTypes: boolean): Ajv => {
  const ajv = new Ajv({ strict: false, verbose: true, coerceTypes });
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
  return ajv;
};

const bodies = newAjv(false);
/** What stands in a URL is text. */
const queries = newAjv(true);

export interface SchemaProblem {
  /** `''`: the body itself. */
  path: string;
  wanted: string;
  got: string;
  /** Whether the field is not there, or empty; or longer than it may be. */
  is: 'missing' | 'long' | 'other';
}

const pathOf = ({ instancePath, keyword, params }: ErrorObject): string => {
  const inside = instancePath
    .slice(1)
    .replace(/\/(\d+)/g, '[$1]')
    .replace(/\//g, '.');
  const missing = keyword === 'required' ? (params as { missingProperty: string }).missingProperty : '';
  return [inside, missing].filter((part) => part !== '').join('.');
};

const wantedOf = ({ keyword, schema, params, parentSchema, message = '' }: ErrorObject): string => {
  if (keyword === 'required') return 'given';
  if (keyword === 'x-max-bytes') return `at most ${String(schema)} bytes`;
  if (keyword === 'x-format') return FORMATS[schema as keyof typeof FORMATS].wanted;
  if (keyword === 'enum') {
    const { allowedValues } = params as { allowedValues: unknown[] };
    return `one of ${allowedValues.filter((value) => value !== '').join(', ')}`;
  }
  if (keyword === 'additionalProperties') {
    const { properties = {} } = parentSchema as { properties?: object };
    return `made of ${Object.keys(properties).join(', ')}`;
  }
  return message.replace(/^must (be|NOT have|have) /, (_all, verb: string) =>
    verb === 'be' ? '' : `with ${verb === 'NOT have' ? 'not ' : ''}`,
  );
};

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

const gotOf = ({ keyword, params, data }: ErrorObject): string => {
  if (keyword === 'required') return 'nothing';
  if (keyword === 'additionalProperties')
    return (params as { additionalProperty: string }).additionalProperty;
  return shown(data);
};

const LONG = ['maxLength', 'x-max-bytes'];
const MISSING = ['required', 'minLength'];

export const problemOf = (error: ErrorObject): SchemaProblem => ({
  path: pathOf(error),
  wanted: wantedOf(error),
  got: gotOf(error),
  is: MISSING.includes(error.keyword) ? 'missing' : LONG.includes(error.keyword) ? 'long' : 'other',
});

/** @param whole what is named where the whole is wrong */
export const problemText = ({ path, wanted, got }: SchemaProblem, whole: string): string =>
  mismatch(path || whole, wanted, got);

const WHOLES: Readonly<Record<string, string>> = {
  body: 'the body',
  querystring: 'the query',
  params: 'the path',
};

/** The routes of `app` are checked by their schemas; what does not fit is HTTP 400 and says why. */
export const useSchemas = (app: FastifyInstance): void => {
  app.setValidatorCompiler<JsonSchema>(({ schema, httpPart }) =>
    (httpPart === 'body' ? bodies : queries).compile(schema),
  );
  app.setSchemaErrorFormatter(
    ([error], part) =>
      new BadRequest(
        problemText(problemOf(error as ErrorObject), WHOLES[part] ?? part),
        // What a path cannot name is not there.
        part === 'params' ? 404 : undefined,
      ),
  );
};
