/** What servers call, and no mini-program: nothing of it is behind the devices' way in. */
import type { FastifyInstance } from 'fastify';
import type { Sandbox } from '../sandbox';
import { anyBody } from '../schemas';

/**
 * Receives callbacks. The signature covers the body as it was sent, so nothing parses it before it is
 * verified.
 */
export const callbackRoute = (app: FastifyInstance, sandbox: Sandbox): void => {
  void app.register((own, _options, done) => {
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body));
    own.post('/merchant/callback', async (request, reply) => {
      const headers = Object.entries(request.headers).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
      const { status, body } = await sandbox.shop.receive(
        Object.fromEntries(headers),
        typeof request.body === 'string' ? request.body : '',
      );
      sandbox.events.add('merchant', `callback received: HTTP ${status}`, {
        data: { request: request.body, body },
      });
      return reply.code(status).type('application/json; charset=utf-8').send(body);
    });
    done();
  });
};

/** The decision of a developer's server about a refund. */
export const auditRoute = (app: FastifyInstance, sandbox: Sandbox): void => {
  app.post<{ Body: Record<string, unknown> }>(
    '/platform/merchant_audit_callback',
    { schema: { body: anyBody } },
    ({ body }) => sandbox.auditCallback(body),
  );
};
