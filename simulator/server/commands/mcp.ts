import { readArguments, UsageError } from '../arguments';
import { closeOnSignal } from '../terminal';
import { grammarOf, type Command } from './command';

export interface McpArguments {
  url: string;
}

const DEFAULT_URL = 'ws://127.0.0.1:9420';

const grammar = grammarOf({
  name: 'mcp',
  summary: 'Lets a program that speaks MCP see and use the phone, over standard input and output.',
  operands: [],
  options: {
    url: { type: 'string', value: '<url>', help: `automation of a running simulator (${DEFAULT_URL})` },
  },
  examples: ['mcp', 'mcp --url ws://127.0.0.1:9421'],
});

export const mcp: Command<McpArguments> = {
  ...grammar,

  read(argv) {
    const { values } = readArguments(grammar, argv);
    const url = values.url ?? DEFAULT_URL;
    if (!/^ws:\/\/(?:127\.0\.0\.1|localhost):\d+\/?$/.test(url))
      throw new UsageError(`--url ${url}: an address of this machine, such as ${DEFAULT_URL}.`);
    return { url };
  },

  async run({ url }) {
    // The protocol's library is needed here alone.
    const [{ connect, mcpServer }, { StdioServerTransport }, { ownVersion }] = await Promise.all([
      import('../../auto/mcp'),
      import('@modelcontextprotocol/sdk/server/stdio.js'),
      import('../kit-sources'),
    ]);
    const simulator = await connect(url);
    const server = mcpServer(ownVersion(), simulator.ask);
    const close = async (): Promise<void> => {
      await server.close();
      simulator.close();
    };
    closeOnSignal(close);
    await server.connect(new StdioServerTransport());
    process.stdin.on('end', () => void close());
    return undefined;
  },
};
