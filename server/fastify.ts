/** The shop's routes on Fastify: `await app.register(shopPlugin(createHandler(shop)))`. */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Handler } from './handler';
import { LONGEST_BODY } from './handler';

/**
 * The address as the web has it. A Host header may be any text, or missing: what is no host is left out, so
 * that the path stays the path that was routed.
 */
const addressOf = ({ host = '', url }: FastifyRequest): string => {
  const address = new URL('http://localhost');
  if (/^[\w.-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i.test(host)) address.host = host;
  return `${address.origin}${url}`;
};

/** The request as the web has it; the body as it was received. */
const webRequest = (request: FastifyRequest): Request => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    for (const each of [value ?? []].flat()) headers.append(name, each);
  const { method } = request;
  const body = method === 'GET' || method === 'HEAD' ? undefined : (request.body as Buffer | undefined);
  return new Request(addressOf(request), {
    method,
    headers,
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
};

/** @param base of the handler, as `createHandler` was given it. @default /merchant */
export const shopPlugin =
  (handler: Handler, base = '/merchant'): FastifyPluginAsync =>
  (app) => {
    // A signature covers the bytes: nothing here may parse them first.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LONGEST_BODY }, (_request, body, parsed) =>
      parsed(null, body),
    );
    app.all(`${base}/*`, async (request, reply) => {
      const response = await handler(webRequest(request));
      response.headers.forEach((value, name) => void reply.header(name, value));
      return reply.code(response.status).send(await response.text());
    });
    return Promise.resolve();
  };
