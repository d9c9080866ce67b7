import { createSandbox, merchantPlugin } from 'microapp-trade-sandbox';
import { portFrom, readArguments, UsageError } from '../arguments';
import { PortTakenError } from '../index';
import { sayIn } from '../../words/table';
import { closeOnSignal, language, say } from '../terminal';
import { words } from '../words';
import { grammarOf, portOption, type Command } from './command';
import { newServer } from '../listener';

export interface MerchantArguments {
  port: number;
  db: string;
  /** Address of the simulator whose callbacks are believed. */
  platform?: string;
}

const DEFAULT_PORT = 8080;
const DEFAULT_DB = '.trade-sim/merchant.db';

const grammar = grammarOf({
  name: 'merchant',
  summary: {
    en: "Runs the reference merchant as a server of its own: the kit's Merchant port, and a receiver of callbacks.",
    zh: '单独运行参考商家服务：组件的商家接口，以及回调的接收方。',
  },
  operands: [],
  options: {
    port: portOption(DEFAULT_PORT),
    db: {
      type: 'string',
      value: '<file>',
      help: {
        en: `file of its books, or :memory: (${DEFAULT_DB})`,
        zh: `账本文件，或 :memory:（默认 ${DEFAULT_DB}）`,
      },
    },
    platform: {
      type: 'string',
      value: '<url>',
      help: {
        en: 'the simulator whose callbacks it believes, such as http://127.0.0.1:5200',
        zh: '信任其回调的模拟器，例如 http://127.0.0.1:5200',
      },
    },
  },
  examples: ['merchant --platform http://127.0.0.1:5200'],
});

const ANSWER_MS = 10_000;

/** The public key that the platform at this address signs with. */
async function keyOf(platform: string): Promise<string> {
  const url = URL.canParse(platform) ? new URL('/sandbox/state', platform) : undefined;
  try {
    const { platformKey } = (await (
      await fetch(url ?? platform, { signal: AbortSignal.timeout(ANSWER_MS) })
    ).json()) as { platformKey?: unknown };
    if (typeof platformKey === 'string') return platformKey;
  } catch {
    // Told below, as one line.
  }
  throw new UsageError(words['no-platform'], { platform });
}

export const merchant: Command<MerchantArguments> = {
  ...grammar,

  read(argv) {
    const { values } = readArguments(grammar, argv);
    return {
      port: portFrom(values.port, DEFAULT_PORT),
      db: values.db ?? DEFAULT_DB,
      platform: values.platform,
    };
  },

  async run({ port, db, platform }) {
    const platformKey = platform === undefined ? undefined : await keyOf(platform);
    const sandbox = createSandbox({ store: db, platformKey });
    const server = newServer();
    await server.register(merchantPlugin(sandbox));
    try {
      const url = await server.listen({ port, host: '127.0.0.1' });
      closeOnSignal(async () => {
        await server.close();
        await sandbox.close();
      });
      say(sayIn(words, language())('merchant-at', { url }));
      return undefined;
    } catch (error) {
      await sandbox.close();
      throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTakenError(port) : error;
    }
  },
};
