import { readArguments, UsageError } from '../arguments';
import { closeOnSignal, language } from '../terminal';
import { words } from '../words';
import { grammarOf, type Command } from './command';

export interface McpArguments {
  url: string;
}

const DEFAULT_URL = 'ws://127.0.0.1:9420';

const grammar = grammarOf({
  name: 'mcp',
  summary: {
    en: 'Lets a program that speaks MCP see and use the phone, over standard input and output.',
    zh: '让使用 MCP 的程序通过标准输入输出查看和操作手机。',
  },
  operands: [],
  options: {
    url: {
      type: 'string',
      value: '<url>',
      help: {
        en: `automation of a running simulator (${DEFAULT_URL})`,
        zh: `运行中模拟器的自动化地址（默认 ${DEFAULT_URL}）`,
      },
    },
  },
  examples: ['mcp', 'mcp --url ws://127.0.0.1:9421'],
});

export const mcp: Command<McpArguments> = {
  ...grammar,

  read(argv) {
    const { values } = readArguments(grammar, argv);
    const url = values.url ?? DEFAULT_URL;
    if (!/^ws:\/\/(?:127\.0\.0\.1|localhost):\d+\/?$/.test(url))
      throw new UsageError(words['option-own-url'], { url, example: DEFAULT_URL });
    return { url };
  },

  async run({ url }) {
    // The protocol's library is needed here alone.
    const [{ connect, mcpServer }, { StdioServerTransport }, { ownVersion }] = await Promise.all([
      import('../../auto/mcp'),
      import('@modelcontextprotocol/sdk/server/stdio.js'),
      import('../kit-sources'),
    ]);
    const simulator = await connect(url, language());
    const server = mcpServer(ownVersion(), simulator.ask, language());
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
