/**
 * The platform's interfaces for a developer's server (contract open-api), each at its own path: a server
 * points its base address here. What else lies below their prefixes is answered in the family's form.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FAMILIES } from '../../src/contract/open-api';
import type { Sandbox } from '../sandbox';
import { requestedScenario } from './platform-routes';

const prefixes = [...new Set(Object.values(FAMILIES).flatMap((family) => family.prefixes))];

export const serverApiRoutes = (app: FastifyInstance, sandbox: Sandbox): void => {
  void app.register((own, _options, done) => {
    // Signatures cover the body as it was sent.
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body));
    const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const { status, body, logId } = await sandbox.serverCall({
        method: request.method,
        uri: request.url.split('?')[0],
        headers: request.headers,
        raw: typeof request.body === 'string' ? request.body : '',
        scenario: requestedScenario(sandbox, request),
      });
      return reply.code(status).header('x-tt-logid', logId).send(body);
    };
    prefixes.forEach((prefix) => own.all(`${prefix}*`, answer));
    done();
  });
};
