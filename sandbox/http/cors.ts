/**
 * Leave for a page to ask another server than its own, and to read the answer (CORS): the simulated
 * `tt.request` is a browser's. For listeners that let in by nothing which a browser adds by itself.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Gives leave to the page of an origin that was looked at before. Answers the browser's own question, and
 * says that it did. @param headers that a request may carry
 */
export const answerCors = (
  request: FastifyRequest,
  reply: FastifyReply,
  origin: string,
  headers: string,
): boolean => {
  void reply.headers({ 'access-control-allow-origin': origin, vary: 'Origin' });
  if (request.method !== 'OPTIONS') return false;
  void reply
    .code(204)
    .headers({
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': headers,
      'access-control-max-age': '600',
    })
    .send();
  return true;
};
