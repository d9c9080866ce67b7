import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
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

export interface Beside {
  port: number;
  close(): void;
}

/** What is done with a handshake of a socket, which no route sees. */
type OnUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** A second port of the same server: an origin of its own for browsers, and for their sockets. */
export function listenBeside(
  server: FastifyInstance,
  { port, host }: { port: number; host: string },
  onUpgrade: OnUpgrade,
): Promise<Beside> {
  const beside = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: HEADERS_TIMEOUT,
      connectionsCheckingInterval: CHECK_INTERVAL,
    },
    (request, response) => void server.server.emit('request', request, response),
  );
  const sockets = new Set<Duplex>();
  beside.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    onUpgrade(request, socket, head);
  });
  return new Promise((resolve, reject) => {
    beside.once('error', reject);
    beside.listen(port, host, () =>
      resolve({
        port: (beside.address() as AddressInfo).port,
        close: () => {
          beside.close();
          beside.closeAllConnections();
          // They are no connections of the server any more.
          for (const socket of sockets) socket.destroy();
        },
      }),
    );
  });
}
