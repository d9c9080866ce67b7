/** The OpenAPI 3.1 file, and the JSON Schemas that requests are checked with, made of the operations. */
import { FAMILIES } from './families';
import type { Family, Operation } from './operation';
import { EXTENSIONS, objectOf, schemaOf, schemaOfFields, type JsonSchema } from '../schema/json-schema';

/** Written down as a number, an int64 may also come as its digits: the platform's own SDK sends it so. */
const DIGITS = '^\\d{1,16}$';

/** What a request of this operation is checked with. */
export const schemaOfBody = ({ body }: Operation): JsonSchema => schemaOf(body);

/** What a family's answer is: a success, and whatever is not one. */
function envelopeOf(family: Family, operation: Operation): JsonSchema {
  const code = { type: 'integer', description: '0, or a code of the operation' };
  const words = { type: 'string' };
  const data = operation.list ? schemaOf(operation.list) : schemaOfFields(operation.answer);
  if (family.name === 'token' || family.name === 'trade') {
    const { properties } = data as { properties?: object };
    return {
      type: 'object',
      required: ['data'],
      properties: {
        data: operation.list
          ? data
          : {
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
      ...(isFlat(operation) ? (data as { properties: object }).properties : { data }),
    },
  };
}

/** 担保支付 answers beside err_no, but for some operations. */
export const isFlat = ({ family, wrapped }: Pick<Operation, 'family' | 'wrapped'>): boolean =>
  family === 'ecpay' && wrapped !== true;

const SECURITY: Record<Family['authorization'], JsonSchema | undefined> = {
  none: undefined,
  sign: undefined,
  byteAuthorization: { byteAuthorization: [] },
  accessToken: { accessToken: [] },
};

/** What the file's own keywords say. */
export const extensionsText = Object.entries(EXTENSIONS)
  .map(([name, says]) => `\`${name}\`: ${says}.`)
  .join(' ');

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
              content: { 'application/json': { schema: envelopeOf(family, operation) } },
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
      description: `Made of src/contract/open-api. Money is an integer of 分. An integer may come as its digits (${DIGITS}). ${extensionsText}`,
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
