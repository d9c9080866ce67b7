/** Sockets of the program: the browser's handshake is carried to the mapped server, and then every byte. */
import { request as overHttp, STATUS_CODES, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as overHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Conversation } from './conversation';
import { listenToBoth } from './conversation';
import { headersOf, type Carrier } from './exchange';
import { isLoopback } from '../../../src/contract/loopback';
import { webAddress } from './maps';
import { destinationOf, RefusedError } from './reach';
import { isRecord } from '../../record';

export const SOCKET_PATH = '/__net/socket';

const HANDSHAKE = /^sec-websocket-/;
/** Of the server's answer only the handshake is the browser's: a cookie would be set for the simulator. */
const ANSWERED = /^(?:sec-websocket-(?:accept|protocol|extensions)|upgrade|connection)$/i;

/** What a browser cannot say with a socket travels in the query: address and header. */
interface SocketAsk {
  url: URL;
  header: Record<string, string>;
}

/** @throws RefusedError */
export function socketAsk(path: string): SocketAsk {
  const asked: unknown = JSON.parse(new URL(path, 'http://127.0.0.1').searchParams.get('ask') ?? 'null');
  if (!isRecord(asked) || typeof asked.url !== 'string' || !isRecord(asked.header))
    throw new RefusedError('no address is asked for');
  const header = Object.fromEntries(
    Object.entries(asked.header).map(([name, value]) => [name, String(value)]),
  );
  return { url: new URL(asked.url), header };
}

function refuse(socket: Duplex, status: number, text: string): void {
  const body = Buffer.from(text);
  socket.end(
    Buffer.concat([
      Buffer.from(
        `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: text/plain; charset=utf-8\r\n` +
          `content-length: ${body.length}\r\nconnection: close\r\n\r\n`,
      ),
      body,
    ]),
  );
}

function forwardedHeaders(
  request: IncomingMessage,
  ask: SocketAsk,
  carrier: Carrier,
  isHeard: boolean,
): OutgoingHttpHeaders {
  const own = headersOf(ask.header);
  // Packed messages could not be written down.
  const isPassed = (name: string): boolean =>
    HANDSHAKE.test(name) && !(isHeard && name === 'sec-websocket-extensions');
  const shake = Object.fromEntries(Object.entries(request.headers).filter(([name]) => isPassed(name)));
  const cookie = carrier.cookies.headerFor(webAddress(ask.url), own.cookie);
  return {
    ...own,
    ...shake,
    ...(cookie !== undefined && { cookie }),
    connection: 'Upgrade',
    upgrade: 'websocket',
  };
}

/** Joins two connections until one of them ends. */
function join(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    from.pipe(to);
  }
}

/** The answer to a handshake, as its lines. */
function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage ?? ''}`];
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (ANSWERED.test(rawHeaders[at] ?? '')) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Writes down what a recording is to keep of a socket. */
export interface SocketRecorder {
  socket(ask: { url: string; header: Record<string, string> }): Conversation | undefined;
  keepSecret(setCookies: readonly string[]): void;
}

/** Carries a handshake that has been let in (`guard.ts`) to the server that its address is mapped to. */
export function carrySocket(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  carrier: Carrier,
  recorder?: SocketRecorder,
): void {
  socket.on('error', () => socket.destroy());
  try {
    const ask = socketAsk(request.url ?? '');
    const { target, lookup } = destinationOf(ask.url, carrier);
    const send = target.protocol === 'https:' ? overHttps : overHttp;
    const sent = send(target, {
      headers: forwardedHeaders(request, ask, carrier, recorder !== undefined),
      agent: false,
      rejectUnauthorized: !isLoopback(target.hostname),
      ...(lookup && { lookup }),
    });
    socket.on('close', () => sent.destroy());
    sent.on('upgrade', (answer: IncomingMessage, server: Duplex, first: Buffer) => {
      const fresh = answer.headers['set-cookie'] ?? [];
      carrier.cookies.keep(webAddress(ask.url), fresh);
      recorder?.keepSecret(fresh);
      const conversation = recorder?.socket({ url: ask.url.href, header: ask.header });
      if (conversation) listenToBoth(conversation, { socket, head }, { socket: server, head: first });
      socket.write(headOf(answer));
      if (first.length > 0) socket.write(first);
      if (head.length > 0) server.write(head);
      join(socket, server);
    });
    sent.on('response', (answer) => {
      answer.resume();
      refuse(socket, 502, `${target.origin} answers with ${answer.statusCode}, and opens no socket`);
    });
    sent.on('error', (error) => refuse(socket, 502, error.message));
    sent.end();
  } catch (error) {
    refuse(socket, 403, (error as Error).message);
  }
}
