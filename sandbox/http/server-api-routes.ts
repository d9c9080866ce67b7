/**
 * The platform's interfaces for a developer's server (contract open-api): a route for each operation of the
 * OpenAPI file, checked by its schema. A server points its base address here. What else lies below their
 * prefixes is answered in the family's form.
 */
import type { ErrorObject } from 'ajv';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { kindOf } from '../../src/contract/check';
import { FAMILIES, OPERATIONS, schemaOfBody } from '../../src/contract/open-api';
import type { Operation } from '../../src/contract/open-api';
import { parseJson } from '../../src/contract/schema/formats';
import { isTooDeep } from '../depth';
import type { Sandbox } from '../sandbox';
import { problemOf, useSchemas } from '../schemas';
import { asSchemaHasIt } from '../server-api/given';
import { requestedScenario } from './platform-routes';

const prefixes = [...new Set(Object.values(FAMILIES).flatMap((family) => family.prefixes))];

/** A path may end in a slash or not. */
const pathsOf = ({ path }: Operation): string[] => {
  const bare = path.replace(/\/+$/, '');
  return [bare, `${bare}/`];
};

export const serverApiRoutes = (app: FastifyInstance, sandbox: Sandbox): void => {
  void app.register((own, _options, done) => {
    const sent = new WeakMap<FastifyRequest, string>();
    // Signatures cover the body as it was sent.
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', { parseAs: 'string' }, (request, body, parsed) => {
      sent.set(request, String(body));
      const read = body === '' ? {} : parseJson(String(body));
      parsed(null, isTooDeep(read) ? undefined : read);
    });
    useSchemas(own);

    const answer = async (
      request: FastifyRequest,
      reply: FastifyReply,
      parsed: unknown,
      operation?: Operation,
    ): Promise<FastifyReply> => {
      const [wrong] = (request.validationError?.validation ?? []) as unknown as ErrorObject[];
      const { status, body, logId } = await sandbox.serverCall({
        operation,
        method: request.method,
        uri: request.url.split('?')[0],
        headers: request.headers,
        raw: sent.get(request) ?? '',
        parsed,
        given: request.body,
        problem: wrong && problemOf(wrong),
        scenario: requestedScenario(sandbox, request),
      });
      return reply.code(status).header('x-tt-logid', logId).send(body);
    };

    for (const operation of OPERATIONS) {
      const schema = schemaOfBody(operation);
      const asParsed = new WeakMap<FastifyRequest, unknown>();
      const options = {
        schema: { body: schema },
        attachValidation: true,
        preValidation: (request: FastifyRequest, _reply: FastifyReply, next: () => void): void => {
          const parsed = sent.has(request) ? request.body : {};
          asParsed.set(request, parsed);
          request.body = kindOf(parsed) === 'object' ? asSchemaHasIt(schema, parsed as object) : parsed;
          next();
        },
      };
      for (const path of pathsOf(operation))
        own.post(path, options, (request, reply) => answer(request, reply, asParsed.get(request), operation));
    }
    prefixes.forEach((prefix) =>
      own.all(`${prefix}*`, (request, reply) => answer(request, reply, request.body)),
    );
    done();
  });
};
