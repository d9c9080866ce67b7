/** The shop's door for requests that nobody of good will sends, and a platform that cannot be asked. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import Fastify from 'fastify';
import { shopPlugin } from '../../../server/fastify';
import { createHandler, httpPlatform } from '../../../server/index';
import { LONGEST_BODY } from '../../../server/handler';
import { application, orderMsg, shopFor } from './kit';

test('of a body that names no length no more is read than may be kept', async (t) => {
  const { shop } = await shopFor(t);
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      pulled += 1;
      if (pulled > 1000) stream.close();
      else stream.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const request = new Request('http://shop/merchant/sign', { method: 'POST', body, ...{ duplex: 'half' } });
  const response = await createHandler(shop)(request);
  assert.equal(response.status, 400);
  assert.match(((await response.json()) as { errMsg: string }).errMsg, /too long/);
  assert.ok(pulled <= LONGEST_BODY / (64 * 1024) + 3, `${pulled} pieces were read`);
});

const served = async (t: TestContext): Promise<number> => {
  const { shop } = await shopFor(t);
  const app = Fastify();
  await app.register(shopPlugin(createHandler(shop)));
  t.after(() => app.close());
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
};

for (const host of ['not a host', 'shop/merchant/refund?', 'shop#', '[::', 'user@shop:99999'])
  test(`a Host header ${JSON.stringify(host)} changes nothing about what is asked`, async (t) => {
    const port = await served(t);
    const sent = httpRequest({ port, host: '127.0.0.1', path: '/merchant/subject', headers: { host } }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    assert.equal(response.statusCode, 200);
    assert.deepEqual(JSON.parse(await text(response)), { name: '示例' });
  });

const platformAt = async (t: TestContext, status: number, body: string): Promise<string> => {
  const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(0);
  t.after(() => server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

for (const [name, status, body] of [
  ['a page of a proxy', 502, '<html>Bad Gateway</html>'],
  ['JSON that is no answer', 200, '[1]'],
  ['nothing', 200, ''],
] as const)
  test(`${name} in place of the platform's answer: the error names the address`, async (t) => {
    const baseUrl = await platformAt(t, status, body);
    const platform = httpPlatform({ baseUrl, appId: 'tt1', privateKey: application.privateKey });
    await assert.rejects(
      platform.queryOrder({ outOrderNo: 'T1' }),
      new RegExp(`^Error: ${baseUrl}/api/apps/trade/v2/query_order: HTTP ${status}`),
    );
  });

test('the list of orders is told from the books where the platform cannot be asked', async (t) => {
  const platform = httpPlatform({
    baseUrl: await platformAt(t, 502, 'away'),
    appId: 'tt1',
    privateKey: application.privateKey,
  });
  const { shop, send, told } = await shopFor(t, { platform });
  await send('pre_create_order', orderMsg('1'));
  const [order] = await shop.listOrders();
  assert.equal(order?.orderId, '1');
  assert.equal(order.state, 'unpaid');
  assert.match(told.join(), /the platform could not be asked: .*HTTP 502/);
});
