/** A developer's own server, as shops have one: sessions by cookie, redirects, uploads, sockets. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { gzipSync } from 'node:zlib';

export const SECRET = 'Bearer-9f3b27c1d4e8a6';
export const SESSION = 'session-5d1c0b7e93f2';

/** One white dot. */
export const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface OwnServer {
  url: string;
  port: number;
  seen: Seen[];
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const json = (
  response: ServerResponse,
  value: unknown,
  headers: Record<string, string | string[]> = {},
): void => {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(value));
};

const GOODS = [
  { id: '7301245789012345678', title: '双人火锅', price: 19900 },
  { id: '7301245789012345679', title: '奶茶', price: 1500 },
];

/** Answers one text frame of a client with the same words behind `echo `. */
function echo(socket: Duplex): void {
  socket.on('data', (frame: Buffer) => {
    const opcode = (frame[0] ?? 0) & 0x0f;
    if (opcode === 8) return void socket.end(Buffer.from([0x88, 0]));
    const length = (frame[1] ?? 0) & 0x7f;
    const mask = frame.subarray(2, 6);
    const said = Buffer.from(
      frame.subarray(6, 6 + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)),
    );
    const text = Buffer.concat([Buffer.from('echo '), said]);
    socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]));
  });
}

export async function startOwnServer(): Promise<OwnServer> {
  const seen: Seen[] = [];
  let orders = 0;
  const server: Server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body });
      const { pathname, searchParams } = new URL(url, 'http://own');
      const isKnown = headers.cookie?.includes(`sid=${SESSION}`) === true;
      switch (pathname) {
        case '/login':
          return json(
            response,
            { code: 0, token: SECRET, nickname: '小明' },
            {
              'set-cookie': [
                `sid=${SESSION}; Path=/; HttpOnly; Secure; Domain=example.com`,
                'theme=light; Path=/',
              ],
            },
          );
        case '/goods': {
          const packed = gzipSync(
            JSON.stringify({ list: GOODS.slice(0, Number(searchParams.get('size') ?? 2)) }),
          );
          response.writeHead(200, {
            'content-type': 'application/json',
            'content-encoding': 'gzip',
            'X-Total': '2',
          });
          return void response.end(packed);
        }
        case '/me':
          return json(
            response,
            isKnown ? { name: '小明', theme: headers.cookie?.includes('theme=light') } : { name: '' },
          );
        case '/old-goods':
          return void response.writeHead(302, { location: '/goods?size=1' }).end();
        case '/to-own-port':
          return void response.writeHead(307, { location: `http://${headers.host}/echo` }).end();
        case '/to-other-host':
          return void response.writeHead(302, { location: 'https://static.example.com/goods' }).end();
        case '/to-nowhere':
          return void response.writeHead(302, { location: 'https://evil.example/steal' }).end();
        case '/to-neighbour':
          return void response.writeHead(302, { location: 'http://127.0.0.1:1/private' }).end();
        case '/circle':
          return void response.writeHead(302, { location: '/circle' }).end();
        case '/echo':
          return json(response, {
            method,
            url,
            type: headers['content-type'] ?? '',
            body: body.toString('base64'),
          });
        case '/order':
          orders += 1;
          return json(response, { no: `A${orders}`, sent: JSON.parse(body.toString() || '{}') as unknown });
        case '/dot.png':
          response.writeHead(200, { 'content-type': 'image/png' });
          return void response.end(DOT);
        case '/upload':
          return json(response, {
            size: body.length,
            isForm: headers['content-type']?.startsWith('multipart/form-data'),
          });
        case '/teapot':
          response.writeHead(418, { 'content-type': 'text/plain' });
          return void response.end('short and stout');
        case '/never':
          return undefined;
        case '/garbage':
          return void request.socket.end('\u0000\u0001 this is no HTTP at all\r\n\r\n');
        case '/breaks':
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
          response.write('{"half":');
          return void setTimeout(() => request.socket.destroy(), 20);
        case '/huge': {
          const piece = Buffer.alloc(1024 * 1024, 'x');
          response.writeHead(200, { 'content-type': 'text/plain' });
          let left = 200;
          const more = (): void => {
            while (left > 0 && !response.destroyed) {
              left -= 1;
              if (!response.write(piece)) return void response.once('drain', more);
            }
            response.end();
          };
          return more();
        }
        default:
          return void response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
      }
    })();
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    seen.push({ method: 'SOCKET', url: request.url ?? '', headers: request.headers, body: Buffer.alloc(0) });
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.on('error', () => undefined);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSet-Cookie: live=1; Path=/\r\n\r\n`,
    );
    echo(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
