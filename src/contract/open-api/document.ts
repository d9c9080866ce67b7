/** The OpenAPI 3.1 file, and the JSON Schemas that requests are checked with, made of the operations. */
import { FAMILIES } from './families';
import { FORMATS } from '../schema/formats';
import type { Format } from '../schema/formats';
import type { Family, Operation } from './operation';
import type { Field, Fields } from '../schema/fields';

export type JsonSchema = Record<string, unknown>;

/** Written down as a number, an int64 may also come as its digits: the platform's own SDK sends it so. */
const DIGITS = '^\\d{1,16}$';

const objectOf = (entries: readonly (readonly [string, unknown])[]): JsonSchema =>
  entries.reduce<JsonSchema>((made, [name, value]) => ({ ...made, [name]: value }), {});

const without = (value: Record<string, unknown>): JsonSchema =>
  objectOf(Object.entries(value).filter(([, each]) => each !== undefined));

/** Forms of texts have names in the file, and are code here. */
const nameOf = (format: Format): string | undefined =>
  Object.entries(FORMATS).filter(([, each]) => each === format)[0]?.[0];

function schemaOf(field: Field): JsonSchema {
  const description = field.doc;
  if (field.kind === 'string')
    return without({
      type: 'string',
      description,
      minLength: field.minBytes === undefined ? field.minChars : Math.min(field.minBytes, 1),
      maxLength: field.maxChars,
      'x-max-bytes': field.maxBytes,
      'x-format': field.format && nameOf(field.format),
    });
  if (field.kind === 'integer')
    return without({
      type: 'integer',
      description,
      minimum: field.min,
      maximum: field.max,
      enum: field.oneOf,
    });
  if (field.kind === 'boolean') return { type: 'boolean', description };
  if (field.kind === 'array')
    return without({
      type: 'array',
      description,
      items: schemaOf(field.of),
      minItems: field.min,
      maxItems: field.max,
    });
  if (field.kind === 'object' && field.fields) return { description, ...schemaOfFields(field.fields) };
  return { description };
}

function schemaOfFields(fields: Fields): JsonSchema {
  const needed = Object.entries(fields).filter(([, field]) => field.required === true);
  return {
    type: 'object',
    ...(needed.length > 0 ? { required: needed.map(([name]) => name) } : {}),
    properties: objectOf(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)] as const)),
  };
}

/** What a request of this operation is checked with. */
export const schemaOfBody = ({ body }: Operation): JsonSchema => schemaOf(body);

/** What a family's answer is: a success, and whatever is not one. */
function envelopeOf(family: Family, answer: Fields): JsonSchema {
  const code = { type: 'integer', description: '0, or a code of the operation' };
  const words = { type: 'string' };
  const data = schemaOfFields(answer);
  if (family.name === 'token' || family.name === 'trade') {
    const { properties } = data as { properties: object };
    return {
      type: 'object',
      required: ['data'],
      properties: {
        data: {
          type: 'object',
          required: ['error_code', 'description'],
          properties: { error_code: code, description: words, ...properties },
        },
        ...(family.name === 'token'
          ? { message: words }
          : {
              extra: {
                type: 'object',
                required: ['error_code', 'description', 'sub_error_code', 'sub_description', 'logid', 'now'],
                properties: {
                  error_code: code,
                  description: words,
                  sub_error_code: code,
                  sub_description: words,
                  logid: words,
                  now: { type: 'integer', description: 'ms' },
                },
              },
            }),
      },
    };
  }
  const tips = family.name === 'tradeBasic' ? 'err_msg' : 'err_tips';
  return {
    type: 'object',
    required: ['err_no', tips, ...(family.name === 'tradeBasic' ? ['log_id'] : [])],
    properties: {
      err_no: code,
      [tips]: words,
      ...(family.name === 'tradeBasic' ? { log_id: words } : {}),
      ...(isFlat(family, answer) ? (data as { properties: object }).properties : { data }),
    },
  };
}

/** 担保支付 answers beside err_no, but for the order and its token. */
export const isFlat = (family: Pick<Family, 'name'>, answer: Fields): boolean =>
  family.name === 'ecpay' && answer.order_token === undefined;

const SECURITY: Record<Family['authorization'], JsonSchema | undefined> = {
  none: undefined,
  sign: undefined,
  byteAuthorization: { byteAuthorization: [] },
  accessToken: { accessToken: [] },
};

const codesText = ({ codes }: Operation): string =>
  codes
    .map(({ code, message, meaning, evidence }) => `* ${code} ${message}: ${meaning} (${evidence})`)
    .join('\n');

/** The whole of it, for clients of any language. */
export function openApiDocument(operations: readonly Operation[], version: string): JsonSchema {
  const paths = operations.map((operation) => {
    const family = FAMILIES[operation.family];
    const security = SECURITY[family.authorization];
    return [
      operation.path,
      {
        post: {
          operationId: operation.id,
          summary: operation.summary,
          description: `${operation.ref}. Codes:\n${codesText(operation)}`,
          tags: [family.title],
          servers: [{ url: family.host }, { url: 'http://127.0.0.1:5200', description: 'the sandbox' }],
          ...(security ? { security: [security] } : {}),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOfBody(operation) } },
          },
          responses: {
            200: {
              description: 'a success, or one of the codes',
              content: { 'application/json': { schema: envelopeOf(family, operation.answer) } },
            },
          },
        },
      },
    ] as const;
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Douyin trade server interfaces, as the sandbox has them',
      version,
      description: `Made of src/contract/open-api. Money is an integer of 分. An integer may come as its digits (${DIGITS}). \`x-max-bytes\`: length in UTF-8 bytes.`,
    },
    paths: objectOf(paths),
    components: {
      securitySchemes: {
        byteAuthorization: {
          type: 'apiKey',
          in: 'header',
          name: 'Byte-Authorization',
          description: 'SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…',
        },
        accessToken: {
          type: 'apiKey',
          in: 'header',
          name: 'access-token',
          description: 'of /oauth/client_token/',
        },
      },
    },
  };
}
