import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { TransformOptions } from 'node:stream';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { EventHub } from 'microapp-trade-sandbox';
import { newServer } from '../../../simulator/server/listener';

test('S8: a server waits for no request for ever', async (t) => {
  const server = newServer();
  t.after(() => server.close());
  await server.ready();
  assert.ok(server.server.requestTimeout > 0 && server.server.requestTimeout <= 60_000);
  assert.ok(server.server.headersTimeout > 0 && server.server.headersTimeout <= server.server.requestTimeout);
});

test('S8: a reader that has fallen too far behind is cut off, and one that reads goes on', async () => {
  const hub = new EventHub();
  const streamOf = (options?: TransformOptions): PassThrough => {
    const stream = Object.assign(new PassThrough(options), { writeHead: () => undefined });
    hub.open(stream as unknown as ServerResponse);
    return stream;
  };
  const slow = streamOf({ highWaterMark: 1 });
  const read = streamOf();
  read.resume();
  for (let index = 0; index < 200; index += 1) {
    hub.send({ data: 'x'.repeat(20 * 1024) });
    await new Promise(setImmediate);
  }
  assert.equal(slow.destroyed, true);
  assert.equal(read.destroyed, false);
  assert.equal(hub.size, 1);
  hub.close();
  assert.deepEqual([read.writableEnded, hub.size], [true, 0]);
});
