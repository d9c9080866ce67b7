/** The log as server-sent events. A client that comes back gets what it missed, as far as it is kept. */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EventLog, SandboxEvent } from '../events';
import { beginEvents, sendEvent } from './sse';

export class EventStreams {
  private readonly open = new Set<ServerResponse>();
  /** Numbers start again with the process: an id of another run must not hide new events. */
  private readonly run = randomBytes(4).toString('hex');

  constructor(private readonly log: EventLog) {}

  add(request: FastifyRequest, reply: FastifyReply): void {
    reply.hijack();
    const stream = reply.raw;
    beginEvents(stream);
    // A comment at once: a client knows that it is connected before anything happens.
    stream.write(': open\n\n');
    const [run, id] = String(request.headers['last-event-id'] ?? '').split('-');
    const { only } = request.query as Record<string, unknown>;
    const seen = only === 'new' ? this.log.last : run === this.run ? Number(id) || 0 : 0;
    this.log.since(seen).forEach((event) => this.write(stream, event));
    const stop = this.log.listen((event) => this.write(stream, event));
    this.open.add(stream);
    stream.on('close', () => {
      stop();
      this.open.delete(stream);
    });
  }

  end(): void {
    this.open.forEach((stream) => stream.end());
  }

  private write(stream: ServerResponse, event: SandboxEvent): void {
    sendEvent(
      stream,
      `id: ${this.run}-${event.id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`,
    );
  }
}
