import fastify, { type FastifyInstance } from 'fastify';

/** How long a request may take to arrive, ms. Half-sent ones would be kept for ever. */
const REQUEST_TIMEOUT = 30_000;
const HEADERS_TIMEOUT = 10_000;
/** How often Node looks for requests that take too long, ms. */
const CHECK_INTERVAL = 5_000;

/** The server behind every listener: none waits for ever, and none keeps the process from ending. */
export const newServer = (): FastifyInstance =>
  fastify({
    forceCloseConnections: true,
    requestTimeout: REQUEST_TIMEOUT,
    http: { headersTimeout: HEADERS_TIMEOUT, connectionsCheckingInterval: CHECK_INTERVAL },
  });
