/** Server-sent events: how a stream begins, what becomes of one that nobody reads, and how all end. */
import type { ServerResponse } from 'node:http';

/** Bytes that wait for a reader, at the most. A browser that was cut off connects again by itself. */
const MOST_WAITING = 1024 * 1024;

export interface StreamEvent {
  /** What a reader that comes back names as the last it has. */
  id?: string;
  /** @default "message" */
  event?: string;
  data: unknown;
}

const textOf = ({ id, event, data }: StreamEvent): string =>
  [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    `data: ${JSON.stringify(data)}`,
    '\n',
  ].join('\n');

/** Ends a stream whose reader has fallen too far behind. */
const write = (stream: ServerResponse, text: string): void => {
  if (stream.writableLength > MOST_WAITING) stream.destroy();
  else stream.write(text);
};

/** The open event streams of a server. */
export class EventHub {
  private readonly streams = new Set<ServerResponse>();

  get size(): number {
    return this.streams.size;
  }

  /**
   * @param first what this reader gets at once
   * @param follow how this stream gets events of its own; answers how to stop. Without it: `send` alone
   */
  open(
    stream: ServerResponse,
    first: readonly StreamEvent[] = [],
    follow?: (send: (event: StreamEvent) => void) => () => void,
  ): void {
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    // A comment at once: a client knows that it is connected before anything happens.
    stream.write(': open\n\n');
    const send = (event: StreamEvent): void => write(stream, textOf(event));
    first.forEach(send);
    const stop = follow?.(send);
    this.streams.add(stream);
    stream.on('close', () => {
      stop?.();
      this.streams.delete(stream);
    });
  }

  /** To every reader. */
  send(event: StreamEvent): void {
    const text = textOf(event);
    this.streams.forEach((stream) => write(stream, text));
  }

  /** An open stream would keep the server from closing. */
  close(): void {
    this.streams.forEach((stream) => stream.end());
    this.streams.clear();
  }
}
