import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { forwardTo } from '../../../sandbox/callbacks/forward';

async function listening(t: TestContext, answer: RequestListener): Promise<string> {
  const http = createServer(answer);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

for (const status of [301, 302, 303, 307, 308]) {
  test(`a callback is not sent on to where a ${status} of the developer's server points`, async (t) => {
    const elsewhere: string[] = [];
    const other = await listening(t, (request, response) => {
      elsewhere.push(`${request.method} ${request.url}`);
      response.end('{"err_no":0}');
    });
    const own = await listening(t, (_, response) => response.writeHead(status, { location: other }).end());
    await assert.rejects(async () => forwardTo(own, false)({}, '{}'), /redirect/);
    assert.deepEqual(elsewhere, []);
  });
}
