import { sandboxPlugin } from 'microapp-trade-sandbox';
import { portFrom, readArguments, UsageError } from '../arguments';
import { findBrowser, launch } from '../crawl/browser';
import { startSimulator } from '../index';
import { servedKit } from '../kit-sources';
import { checkProgram } from '../program-check';
import { closeOnSignal, say } from '../terminal';
import { words } from '../words';
import { grammarOf, type Command } from './command';
import { openSandbox, SANDBOX_OPTIONS, sandboxArguments, type SandboxArguments } from './sandbox-options';

export interface AutoArguments extends SandboxArguments {
  dir: string;
  /** Port of the simulator. */
  port: number;
  /** Port that tests connect to. */
  auto: number;
}

/** The one that miniprogram-automator connects to by default. */
const AUTO_PORT = 9420;
/** A phone of 375 px, drawn twice as fine. */
const PHONE = { viewport: { width: 375, height: 667 }, deviceScaleFactor: 2, locale: 'zh-CN' };

const grammar = grammarOf({
  name: 'auto',
  summary: {
    en: 'Runs a mini-program without a window, for tests with miniprogram-automator; they can take pictures.',
    zh: '无窗口运行小程序，供 miniprogram-automator 测试使用；可以截图。',
  },
  operands: ['dir'],
  options: {
    auto: {
      type: 'string',
      value: '<port>',
      help: {
        en: `port for the tests, 0 for any (${AUTO_PORT})`,
        zh: `测试端口，0 为任意（默认 ${AUTO_PORT}）`,
      },
    },
    port: {
      type: 'string',
      value: '<n>',
      help: { en: 'port of the simulator, 0 for any (0)', zh: '模拟器端口，0 为任意（默认 0）' },
    },
    ...SANDBOX_OPTIONS,
  },
  examples: ['auto my-shop', 'auto my-shop --auto 0 --db :memory:'],
});

export const auto: Command<AutoArguments> = {
  ...grammar,

  read(argv) {
    const { operands, values } = readArguments(grammar, argv);
    return {
      dir: operands[0]!,
      port: portFrom(values.port, 0),
      auto: portFrom(values.auto, AUTO_PORT, '--auto'),
      ...sandboxArguments(values),
    };
  },

  async run({ dir, port, auto: autoPort, ...platform }) {
    checkProgram(dir);
    if (findBrowser() === undefined) throw new UsageError(words['no-browser'], { command: 'auto' });
    const sandbox = openSandbox(platform);
    const browser = await launch();
    const page = await browser.newPage(PHONE);
    const simulator = await startSimulator({
      root: dir,
      port,
      watch: false,
      ...servedKit(),
      sandbox: sandboxPlugin(sandbox),
      clockShift: () => sandbox.deviceShift,
      automation: {
        port: autoPort,
        picture: async () => (await page.screenshot()).toString('base64'),
        // The answer goes out first.
        stop: () => void setTimeout(() => void close().then(() => process.exit(0)), 100),
      },
    }).catch(async (error: unknown) => {
      await browser.close();
      await sandbox.close();
      throw error;
    });
    const close = async (): Promise<void> => {
      await browser.close();
      await simulator.close();
      await sandbox.close();
    };
    closeOnSignal(close);
    await page.goto(simulator.frame);
    say(simulator.automation!);
    return undefined;
  },
};
