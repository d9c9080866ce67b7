import type { ServerResponse } from 'node:http';
import type { ServerEvent } from '../protocol';

/** The open event streams of shells and frames. */
export class EventHub {
  private readonly streams = new Set<ServerResponse>();

  get size(): number {
    return this.streams.size;
  }

  open(stream: ServerResponse, first: ServerEvent): void {
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    stream.on('close', () => this.streams.delete(stream));
    this.streams.add(stream);
    stream.write(EventHub.format(first));
  }

  send(event: ServerEvent): void {
    for (const stream of this.streams) stream.write(EventHub.format(event));
  }

  /** An open stream would keep the server from closing. */
  close(): void {
    for (const stream of this.streams) stream.end();
    this.streams.clear();
  }

  private static format(event: ServerEvent): string {
    return `data: ${JSON.stringify(event)}\n\n`;
  }
}
