import { createSandbox, merchantPlugin } from 'microapp-trade-sandbox';
import { portFrom, readArguments, UsageError } from '../arguments';
import { PortTakenError } from '../index';
import { closeOnSignal, say } from '../terminal';
import { grammarOf, type Command } from './command';
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
  summary:
    "Runs the reference merchant as a server of its own: the kit's Merchant port, and a receiver of callbacks.",
  operands: [],
  options: {
    port: { type: 'string', value: '<n>', help: `port of the server, 0 for any (${DEFAULT_PORT})` },
    db: { type: 'string', value: '<file>', help: `file of its books, or :memory: (${DEFAULT_DB})` },
    platform: {
      type: 'string',
      value: '<url>',
      help: 'the simulator whose callbacks it believes, such as http://127.0.0.1:5200',
    },
  },
  examples: ['merchant --platform http://127.0.0.1:5200'],
});

/** The public key that the platform at this address signs with. */
async function keyOf(platform: string): Promise<string> {
  const url = URL.canParse(platform) ? new URL('/sandbox/state', platform) : undefined;
  try {
    const { platformKey } = (await (await fetch(url ?? platform)).json()) as { platformKey?: unknown };
    if (typeof platformKey === 'string') return platformKey;
  } catch {
    // Told below, as one line.
  }
  throw new UsageError(
    `--platform ${platform}: no simulator answers there. Start one with trade-sim dev, or correct the address.`,
  );
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
      say(`${url}/merchant (callbacks: ${url}/merchant/callback)`);
      return undefined;
    } catch (error) {
      await sandbox.close();
      throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTakenError(port) : error;
    }
  },
};
