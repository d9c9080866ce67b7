/**
 * An MCP server over the automation of a running simulator: the tools of the official IDE's simulator MCP by
 * their names and parameters, and the sandbox's verbs.
 */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebSocket } from 'ws';
import { z, type ZodRawShape } from 'zod';

export type Ask = (method: string, params?: object) => Promise<unknown>;

interface Tool {
  name: string;
  about: string;
  method: string;
  shape: ZodRawShape;
}

const order = z.string().describe("the order's number: Douyin's or the developer's");
const outcome = z
  .enum(['paid', 'timedOut', 'failed', 'closed', 'cancelled', 'unknown', 'unknownUnpaid'])
  .describe('how the payment ends');

/** Names and parameters: the official page "simulator mcp" of the developer tools. */
const MINIAPP: readonly Tool[] = [
  {
    name: 'miniapp-snapshot',
    about:
      'What the simulated phone shows, as a list of elements with a backendId each. Take it anew after each action.',
    method: 'Screen.snapshot',
    shape: {},
  },
  {
    name: 'miniapp-tap',
    about: 'Taps an element of the last snapshot, or a point of the phone.',
    method: 'Screen.tap',
    shape: {
      backendId: z.string().optional().describe('from miniapp-snapshot'),
      type: z.enum(['tap', 'longtap']).default('tap'),
      x: z.number().optional().describe('px from the left'),
      y: z.number().optional().describe('px from the top'),
    },
  },
  {
    name: 'miniapp-input',
    about: 'Types into the field that has the focus: tap it first.',
    method: 'Screen.input',
    shape: {
      type: z.enum(['char', 'key', 'command']),
      text: z.string().optional().describe('for type char'),
      code: z.string().optional().describe('for type key, such as KeyA or Enter'),
      command: z.enum(['selectAll', 'delete']).optional().describe('for type command'),
    },
  },
  {
    name: 'miniapp-scroll',
    about: 'Scrolls the page: positive y to its beginning, positive x to the left.',
    method: 'Screen.scroll',
    shape: { x: z.number().optional(), y: z.number().optional() },
  },
];

const SANDBOX: readonly Tool[] = [
  {
    name: 'trade-pay',
    about: 'Ends the payment in the cashier that is open on the phone.',
    method: 'Trade.pay',
    shape: { outcome },
  },
  {
    name: 'trade-orders',
    about: 'The newest orders of the sandbox, or those that a text is found in.',
    method: 'Trade.orders',
    shape: {
      query: z.string().optional(),
      state: z.enum(['unpaid', 'paid', 'closed', 'refund']).optional(),
      limit: z.number().int().min(1).max(500).default(10),
    },
  },
  {
    name: 'trade-order',
    about: 'One order with its callbacks and history.',
    method: 'Trade.order',
    shape: { order },
  },
  {
    name: 'trade-buy',
    about: 'Makes a purchase without the phone: order, cashier, callbacks.',
    method: 'Trade.buy',
    shape: {
      goodsId: z.string().optional(),
      quantity: z.number().int().min(1).optional(),
      outcome: outcome.optional(),
      discountAmount: z.number().int().min(0).optional().describe('分'),
    },
  },
  {
    name: 'trade-refund',
    about: 'Applies for a refund in the place of the user.',
    method: 'Trade.refund',
    shape: {
      order,
      quantity: z.number().int().min(1).optional(),
      reason: z.string().optional(),
      audit: z.enum(['agree', 'refuse']).optional().describe("the merchant's decision, at once"),
    },
  },
  {
    name: 'trade-redeem',
    about: 'Redeems codes of an order, as a shop would.',
    method: 'Trade.redeem',
    shape: { order, count: z.number().int().min(1).optional() },
  },
  {
    name: 'trade-scenario',
    about: 'Chooses failures by name (trade-scenarios lists them); null: all goes well.',
    method: 'Trade.scenario',
    shape: { name: z.string().nullable() },
  },
  {
    name: 'trade-scenarios',
    about: 'All scenarios, with what happens in each.',
    method: 'Trade.scenarios',
    shape: {},
  },
  {
    name: 'trade-clock',
    about: "Moves the sandbox's clock forward; what falls due on the way happens.",
    method: 'Trade.clock',
    shape: { advanceMs: z.number().int().min(0).describe('ms') },
  },
  { name: 'trade-reset', about: 'Empties the books.', method: 'Trade.reset', shape: {} },
];

export const TOOLS: readonly Tool[] = [...MINIAPP, ...SANDBOX];

/** A server with all tools; what the simulator refuses becomes an answer that says so. */
export function mcpServer(version: string, ask: Ask): McpServer {
  const server = new McpServer({ name: 'trade-sim', version });
  for (const { name, about, method, shape } of TOOLS) {
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
export function connect(url: string): Promise<{ ask: Ask; close(): void }> {
  const socket = new WebSocket(url);
  const waiting = new Map<string, { resolve(result: unknown): void; reject(error: Error): void }>();
  let last = 0;
  const gone = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the simulator was stopped'));
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
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error('the simulator was stopped'));
      const id = String((last += 1));
      waiting.set(id, { resolve, reject });
      return socket.send(JSON.stringify({ id, method, params }));
    });
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ ask, close: () => socket.close() }));
    socket.on('error', () =>
      reject(
        new Error(
          `nobody answers at ${url}: start \`trade-sim dev <dir> --auto 9420\` or \`trade-sim auto <dir>\` first`,
        ),
      ),
    );
  });
}
