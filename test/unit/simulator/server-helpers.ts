import { request, type IncomingHttpHeaders } from 'node:http';
import type { TestContext } from 'node:test';
import type { ServerEvent } from '../../../simulator/protocol';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../../simulator/server';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A GET whose path and headers are sent as they are given: fetch would tidy them up. */
export function get(
  url: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** A simulator that is closed with the test; without watching unless asked for. */
export async function start(t: TestContext, options: SimulatorOptions): Promise<Simulator> {
  const simulator = await startSimulator({ watch: false, ...options });
  t.after(() => simulator.close());
  return simulator;
}

/** The server's events, in order, each to be waited for. */
export interface Events {
  next(): Promise<ServerEvent>;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
}

export function listen(url: string): Promise<Events> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/__events`, (response) => {
      const events: ServerEvent[] = [];
      const waiting: ((event: ServerEvent) => void)[] = [];
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        // A comment says that the stream is open.
        for (const part of parts.filter((each) => !each.startsWith(':'))) {
          const event = JSON.parse(part.replace(/^data: /, '')) as ServerEvent;
          const taker = waiting.shift();
          if (taker) taker(event);
          else events.push(event);
        }
      });
      const ended = new Promise<void>((end) => {
        response.on('close', () => end());
        response.on('error', () => end());
      });
      resolve({
        ended,
        next() {
          const event = events.shift();
          return event ? Promise.resolve(event) : new Promise((take) => waiting.push(take));
        },
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
