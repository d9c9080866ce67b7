import type { ServerResponse } from 'node:http';
import { beginEvents, sendEvent } from 'microapp-trade-sandbox';
import type { ServerEvent } from '../protocol';

/** The open event streams of shells and frames. */
export class EventHub {
  private readonly streams = new Set<ServerResponse>();

  get size(): number {
    return this.streams.size;
  }

  open(stream: ServerResponse, first: ServerEvent): void {
    beginEvents(stream);
    stream.on('close', () => this.streams.delete(stream));
    this.streams.add(stream);
    stream.write(EventHub.format(first));
  }

  send(event: ServerEvent): void {
    for (const stream of this.streams) sendEvent(stream, EventHub.format(event));
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
