import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { sendEvent } from 'microapp-trade-sandbox';
import { newServer } from '../../../simulator/server/listener';

test('a server waits for no request for ever', async (t) => {
  const server = newServer();
  t.after(() => server.close());
  await server.ready();
  assert.ok(server.server.requestTimeout > 0 && server.server.requestTimeout <= 60_000);
  assert.ok(server.server.headersTimeout > 0 && server.server.headersTimeout <= server.server.requestTimeout);
});

test('a reader that has fallen too far behind is cut off, and one that reads goes on', async () => {
  const slow = new PassThrough({ highWaterMark: 1 });
  const read = new PassThrough();
  read.resume();
  for (let index = 0; index < 200; index += 1) {
    for (const stream of [slow, read])
      if (!stream.destroyed) sendEvent(stream as unknown as ServerResponse, 'x'.repeat(20 * 1024));
    await new Promise(setImmediate);
  }
  assert.equal(slow.destroyed, true);
  assert.equal(read.destroyed, false);
});
