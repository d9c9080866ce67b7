/** The log as server-sent events. A client that comes back gets what it missed, as far as it is kept. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SandboxEvent } from '../events';
import type { Sandbox } from '../sandbox';
import type { StreamEvent } from './event-hub';
import { EventHub } from './event-hub';

export const eventRoutes = (app: FastifyInstance, { events }: Sandbox): void => {
  const hub = new EventHub();
  // Numbers start again with the process: an id of another run must not hide new events.
  const run = randomBytes(4).toString('hex');
  const streamed = (event: SandboxEvent): StreamEvent => ({
    id: `${run}-${event.id}`,
    event: event.kind,
    data: event,
  });
  app.addHook('preClose', (done) => {
    hub.close();
    done();
  });
  app.get('/sandbox/events', (request, reply) => {
    reply.hijack();
    const [ofRun, id] = String(request.headers['last-event-id'] ?? '').split('-');
    const { only } = request.query as Record<string, unknown>;
    const seen = only === 'new' ? events.last : ofRun === run ? Number(id) || 0 : 0;
    hub.open(reply.raw, events.since(seen).map(streamed), (send) =>
      events.listen((event) => send(streamed(event))),
    );
  });
};
