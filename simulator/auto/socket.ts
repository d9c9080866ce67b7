/** The WebSocket that a test connects to: the protocol of miniprogram-automator, on 127.0.0.1 alone. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLocalHost } from 'microapp-trade-sandbox';
import { WebSocketServer, type WebSocket } from 'ws';
import type { AutoEvent } from './bridge';
import type { Params } from './methods';

/** Answers one call. @throws what is wrong, in words */
type Call = (method: string, params: Params) => Promise<unknown>;

export interface AutoSocket {
  port: number;
  tell(event: AutoEvent): void;
  close(): Promise<void>;
}

const LONGEST_MESSAGE = 16 * 1024 * 1024;

interface Asked {
  id: string | number;
  method: string;
  params: Params;
}

function readMessage(text: string): Asked | string {
  try {
    const { id, method, params } = JSON.parse(text) as Record<string, unknown>;
    if ((typeof id !== 'string' && typeof id !== 'number') || typeof method !== 'string')
      return 'a message is {"id": …, "method": "App.getPageStack", "params": {}}';
    return { id, method, params: typeof params === 'object' && params !== null ? (params as Params) : {} };
  } catch {
    return 'a message is one JSON object';
  }
}

async function answer(socket: WebSocket, call: Call, text: string): Promise<void> {
  const send = (reply: unknown): void => socket.send(JSON.stringify(reply));
  const asked = readMessage(text);
  if (typeof asked === 'string') return send({ error: { message: asked } });
  try {
    send({ id: asked.id, result: (await call(asked.method, asked.params)) ?? {} });
  } catch (error) {
    send({ id: asked.id, error: { message: error instanceof Error ? error.message : String(error) } });
  }
}

/**
 * Listens on 127.0.0.1. A page of a browser names its origin: none is let in, whatever it is.
 * @throws EADDRINUSE when the port is taken
 */
export function openSocket(port: number, call: Call): Promise<AutoSocket> {
  const server = createServer((_request, response) => {
    response.writeHead(426, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('connect with a WebSocket: ws://127.0.0.1, without an Origin\n');
  });
  const sockets = new WebSocketServer({
    server,
    maxPayload: LONGEST_MESSAGE,
    verifyClient: ({ req }: { req: { headers: Record<string, string | string[] | undefined> } }) =>
      req.headers.origin === undefined &&
      isLocalHost(String(req.headers.host), (server.address() as AddressInfo).port),
  });
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => void answer(socket, call, data.toString()));
    socket.on('error', () => socket.terminate());
  });
  return new Promise((resolve, reject) => {
    sockets.on('error', reject);
    server.listen(port, '127.0.0.1', () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        tell: (event) => {
          const text = JSON.stringify(event);
          for (const socket of sockets.clients) socket.send(text);
        },
        close: () =>
          new Promise((done) => {
            for (const socket of sockets.clients) socket.terminate();
            sockets.close();
            server.close(() => done());
            server.closeAllConnections();
          }),
      }),
    );
  });
}
