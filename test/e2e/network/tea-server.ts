/** The server of the shops in test/fixtures/served: sessions, pages, a cart, orders, files, a socket. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { DOT } from './own-server';

export const TOKEN = 'tea-token-8f31c0d2';
export const SESSION = 'tea-session-77c1e9a4';

const GOODS = ['西湖龙井', '正山小种', '白毫银针', '凤凰单丛', '普洱熟茶'].map((title, index) => ({
  id: `tea-${index + 1}`,
  title,
  price: (index + 1) * 3800,
  story: `${title}，今年春天的茶`,
}));

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

interface Answer {
  status?: number;
  header?: Record<string, string>;
  data: unknown;
}

/** One shopper's cart and orders. */
class Shop {
  private lines: { id: string; title: string; count: number }[] = [];
  private readonly orders: { no: string; state: string }[] = [];

  private get cart(): { lines: Shop['lines']; total: number } {
    const priceOf = (id: string): number => GOODS.find((one) => one.id === id)?.price ?? 0;
    return {
      lines: this.lines,
      total: this.lines.reduce((sum, { id, count }) => sum + priceOf(id) * count, 0),
    };
  }

  answer(method: string, url: URL, body: Buffer): Answer {
    const { pathname, searchParams } = url;
    const said = (): { id: string; count: number } =>
      JSON.parse(body.toString()) as { id: string; count: number };
    switch (`${method} ${pathname}`) {
      case 'GET /goods': {
        const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('size'))];
        return {
          data: { list: GOODS.slice((page - 1) * size, page * size), hasMore: page * size < GOODS.length },
        };
      }
      case 'POST /coupons':
        return { status: 403, data: { message: '活动已结束' } };
      case 'GET /banner':
        return { status: 302, header: { location: 'https://static.tea.example/banner.json' }, data: null };
      case 'GET /banner.json':
        return { data: { title: '春茶上市' } };
      case 'GET /cart':
        return { data: this.cart };
      case 'POST /cart': {
        const { id, count } = said();
        this.lines.push({ id, count, title: GOODS.find((one) => one.id === id)?.title ?? '' });
        return { data: this.cart };
      }
      case 'POST /orders': {
        const order = { no: `A${1001 + this.orders.length}`, state: '待付款' };
        this.orders.push(order);
        this.lines = [];
        return { data: order };
      }
      case 'GET /orders':
        return { data: { orders: this.orders } };
      case 'POST /avatar':
        return { data: JSON.stringify({ size: body.includes(DOT) ? DOT.length : 0 }) };
      default: {
        const goods = GOODS.find(({ id }) => pathname === `/goods/${id}`);
        return goods ? { data: goods } : { status: 404, data: { message: '没有找到' } };
      }
    }
  }
}

export interface TeaServer {
  url: string;
  close(): Promise<void>;
}

function send(response: ServerResponse, { status = 200, header = {}, data }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...header });
  response.end(data === null ? '' : typeof data === 'string' ? data : JSON.stringify(data));
}

export async function startTeaServer(): Promise<TeaServer> {
  const shop = new Shop();
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const url = new URL(request.url ?? '/', 'http://own');
      if (url.pathname === '/login') {
        const { code } = JSON.parse(body.toString()) as { code: string };
        return send(response, {
          header: { 'set-cookie': `sid=${SESSION}; Path=/; HttpOnly; Secure; Domain=tea.example` },
          data: { data: { token: TOKEN, nickname: code === '' ? '' : '阿茶' } },
        });
      }
      if (url.pathname === '/pictures/face.png') {
        response.writeHead(200, { 'content-type': 'image/png' });
        return void response.end(DOT);
      }
      // All else is for who has logged in; files and uploads go without the program's own header.
      const isKnown = request.headers.cookie?.includes(`sid=${SESSION}`) === true;
      const hasToken = request.headers['x-shop-token'] === TOKEN || url.pathname === '/avatar';
      if (!isKnown || !hasToken) return send(response, { status: 401, data: { message: '请先登录' } });
      return send(response, shop.answer(request.method ?? '', url, body));
    })();
  });
  const sockets = new WebSocketServer({ server, path: '/live' });
  sockets.on('connection', (socket, { headers }) => {
    socket.send(JSON.stringify({ hello: headers.cookie?.includes(SESSION) === true }));
    socket.on('message', (text: Buffer) => {
      const { watch } = JSON.parse(text.toString()) as { watch: string };
      socket.send(JSON.stringify({ goods: watch, stock: 7 }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        sockets.close();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
