/**
 * An MCP server over the automation of a running simulator: the tools of the official IDE's simulator MCP by
 * their names and parameters, and the sandbox's verbs.
 */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebSocket } from 'ws';
import type { Language } from '../words/language';
import { fill } from '../words/table';
import { toolsIn } from './tools';
import { words } from './words';

export type Ask = (method: string, params?: object) => Promise<unknown>;

/** A server with all tools; what the simulator refuses becomes an answer that says so. */
export function mcpServer(version: string, ask: Ask, language: Language = 'en'): McpServer {
  const server = new McpServer({ name: 'trade-sim', version });
  for (const { name, about, method, shape } of toolsIn(language)) {
    server.registerTool(
      name,
      { description: about, inputSchema: shape },
      async (args: Record<string, unknown>) => {
        try {
          const result = await ask(method, args);
          return { content: [{ type: 'text' as const, text: JSON.stringify(result ?? {}, undefined, 1) }] };
        } catch (error) {
          const text = error instanceof Error ? error.message : String(error);
          return { content: [{ type: 'text' as const, text }], isError: true };
        }
      },
    );
  }
  return server;
}

/** A connection to the automation of a simulator. @throws one line with what to do when nobody listens */
export function connect(url: string, language: Language = 'en'): Promise<{ ask: Ask; close(): void }> {
  const socket = new WebSocket(url);
  const waiting = new Map<string, { resolve(result: unknown): void; reject(error: Error): void }>();
  let last = 0;
  const gone = (): void => {
    for (const { reject } of waiting.values()) reject(new Error(words.stopped[language]));
    waiting.clear();
  };
  socket.on('message', (data: Buffer) => {
    const { id, result, error } = JSON.parse(data.toString()) as {
      id?: string;
      result?: unknown;
      error?: { message: string };
    };
    const asked = waiting.get(String(id));
    waiting.delete(String(id));
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  });
  socket.on('close', gone);
  const ask: Ask = (method, params = {}) =>
    new Promise((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error(words.stopped[language]));
      const id = String((last += 1));
      waiting.set(id, { resolve, reject });
      return socket.send(JSON.stringify({ id, method, params }));
    });
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ ask, close: () => socket.close() }));
    socket.on('error', () => reject(new Error(fill(words.nobody[language], { url }))));
  });
}
