import type { FastifyInstance } from 'fastify';
import { isLocalHost, isLocalOrigin } from 'microapp-trade-sandbox';

/**
 * Refuses what does not come from a page of this server: another Host (a name that merely resolves to this
 * machine), another Origin, and what a foreign page embeds. The server runs on the developer's machine and
 * would otherwise answer any site they visit.
 */
export function refuseForeign(server: FastifyInstance, port: () => number): void {
  server.addHook('onRequest', async (request, reply) => {
    const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
    const refusal = !isLocalHost(host, port())
      ? `host ${JSON.stringify(host)}`
      : origin !== undefined && !isLocalOrigin(origin, port())
        ? `origin ${JSON.stringify(origin)}`
        : site === 'cross-site' && mode !== 'navigate'
          ? 'a page of another site'
          : undefined;
    if (refusal === undefined) return undefined;
    return reply
      .code(403)
      .type('text/plain; charset=utf-8')
      .send(`refused: ${refusal} is not this simulator`);
  });
}
