/** Server-sent events, in one place: how a stream begins, and what becomes of one that nobody reads. */
import type { ServerResponse } from 'node:http';

/** Bytes that wait for a reader, at the most. A browser that was cut off connects again by itself. */
const MOST_WAITING = 1024 * 1024;

export const beginEvents = (stream: ServerResponse): void => {
  stream.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
};

/** Sends one event, or ends a stream whose reader has fallen too far behind. */
export const sendEvent = (stream: ServerResponse, text: string): void => {
  if (stream.writableLength > MOST_WAITING) stream.destroy();
  else stream.write(text);
};
