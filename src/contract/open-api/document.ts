/** The OpenAPI 3.1 file, and the JSON Schemas that requests are checked with, made of the operations. */
import { FAMILIES } from './families';
import type { Family, Operation } from './operation';
import { EXTENSIONS, objectOf, schemaOf, schemaOfFields } from '../schema/json-schema';
import type { JsonSchema, Words } from '../schema/json-schema';

/** Written down as a number, an int64 may also come as its digits: the platform's own SDK sends it so. */
const DIGITS = '^\\d{1,16}$';

/** What a request of this operation is checked with. */
export const schemaOfBody = ({ body }: Operation, words?: Words): JsonSchema => schemaOf(body, words);

type Say = (sentence: string) => string;

/** What a family's answer is: a success, and whatever is not one. */
function envelopeOf(family: Family, operation: Operation, words: Words, say: Say): JsonSchema {
  const code = { type: 'integer', description: say('0, or a code of the operation') };
  const inWords = { type: 'string' };
  const data = operation.list ? schemaOf(operation.list, words) : schemaOfFields(operation.answer, words);
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
              properties: { error_code: code, description: inWords, ...properties },
            },
        ...(family.name === 'token'
          ? { message: inWords }
          : {
              extra: {
                type: 'object',
                required: ['error_code', 'description', 'sub_error_code', 'sub_description', 'logid', 'now'],
                properties: {
                  error_code: code,
                  description: inWords,
                  sub_error_code: code,
                  sub_description: inWords,
                  logid: inWords,
                  now: { type: 'integer', description: say('ms') },
                },
              },
            }),
      },
    };
  }
  const tips = family.name === 'tradeBasic' ? 'err_msg' : 'err_tips';
  return {
    type: 'object',
    required: ['err_no', tips, ...(hasLogId(family) ? ['log_id'] : [])],
    properties: {
      err_no: code,
      [tips]: inWords,
      ...(hasLogId(family) ? { log_id: inWords } : {}),
      ...(isFlat(operation) ? (data as { properties: object }).properties : { data }),
    },
  };
}

/** Whether the body of an answer names its log entry beside err_no. */
export const hasLogId = ({ name }: Pick<Family, 'name'>): boolean =>
  name === 'tradeBasic' || name === 'login';

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
const extensionsText = (say: Say): string[] =>
  Object.entries(EXTENSIONS).map(([name, says]) => `* \`${name}\`: ${say(says)}`);

const codesText = ({ codes }: Operation, say: Say): string =>
  codes
    .map(({ code, message, meaning, evidence }) => `* ${code} ${message}: ${say(meaning)} (${evidence})`)
    .join('\n');

/**
 * The whole of it, for clients of any language.
 * @param say a sentence in the language of who reads it; the sources are English
 */
export function openApiDocument(operations: readonly Operation[], version: string, say?: Say): JsonSchema {
  const words = say ? { say } : {};
  const said = say ?? ((sentence: string) => sentence);
  const paths = operations.map((operation) => {
    const family = FAMILIES[operation.family];
    const security = SECURITY[family.authorization];
    return [
      operation.path,
      {
        post: {
          operationId: operation.id,
          summary: said(operation.summary),
          description: `${operation.ref}. ${said('Codes:')}\n${codesText(operation, said)}`,
          tags: [family.title],
          servers: [{ url: family.host }, { url: 'http://127.0.0.1:5200', description: said('the sandbox') }],
          ...(security ? { security: [security] } : {}),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOfBody(operation, words) } },
          },
          responses: {
            200: {
              description: said('a success, or one of the codes'),
              content: { 'application/json': { schema: envelopeOf(family, operation, words, said) } },
            },
          },
        },
      },
    ] as const;
  });
  return {
    openapi: '3.1.0',
    info: {
      title: said('Douyin trade server interfaces, as the sandbox has them'),
      version,
      description: [
        said('Made of src/contract/open-api. Money is an integer of 分.'),
        `${said('An integer may come as its digits:')} ${DIGITS}`,
        ...extensionsText(said),
      ].join('\n'),
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
          description: said('of /oauth/client_token/'),
        },
      },
    },
  };
}
