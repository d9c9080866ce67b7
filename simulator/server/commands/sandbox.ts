import { sandboxPlugin } from 'microapp-trade-sandbox';
import { portFrom, readArguments } from '../arguments';
import { startConsole } from '../console-server';
import { DEFAULT_PORT } from '../sandbox-client';
import { closeOnSignal, inAskedLanguage, say } from '../terminal';
import { grammarOf, portOption, type Command } from './command';
import { options as words, summaries } from './verb-words';
import {
  openSandbox,
  SANDBOX_OPTIONS,
  sandboxArguments,
  tail,
  type SandboxArguments,
} from './sandbox-options';

export interface HeadlessArguments extends SandboxArguments {
  port: number;
  quiet: boolean;
}

const grammar = grammarOf({
  name: 'sandbox',
  summary: summaries.sandbox,
  operands: [],
  options: {
    port: portOption(DEFAULT_PORT),
    ...SANDBOX_OPTIONS,
    quiet: { type: 'boolean', help: words.quiet },
  },
  examples: [
    'sandbox --forward-to http://127.0.0.1:8080/callback',
    'sandbox --db :memory: --port 0 --goods goods.json',
  ],
});

export const sandbox: Command<HeadlessArguments> = {
  ...grammar,

  read(argv) {
    const { values } = readArguments(grammar, argv);
    return {
      port: portFrom(values.port, DEFAULT_PORT),
      quiet: values.quiet === true,
      ...sandboxArguments(values),
    };
  },

  async run({ port, quiet, ...platform }) {
    const running = openSandbox(platform);
    try {
      const server = await startConsole({ port, sandbox: sandboxPlugin(running) });
      closeOnSignal(async () => {
        await server.close();
        await running.close();
      });
      say(inAskedLanguage(`${server.url}/`));
      if (!quiet) tail(running);
      return undefined;
    } catch (error) {
      await running.close();
      throw error;
    }
  },
};
