import path from 'node:path';
import { Pairing, sandboxPlugin } from 'microapp-trade-sandbox';
import { STANDARD, withConditions, type Conditions } from '../../conditions';
import { portFrom, readArguments, UsageError } from '../arguments';
import { gatewayPort, hostFrom, openDeviceGateway, type DeviceGateway } from '../device-gateway';
import { startSimulator, type Simulator } from '../index';
import { servedKit } from '../kit-sources';
import { CONFIG_FILE, readConfig, type Config } from '../network/config';
import { mapFrom, twice, type HostMap } from '../network/maps';
import { MOCK_FOLDER } from '../../mocks/rule';
import { RECORDED_FILE } from '../network/mock-files';
import { openBrowser } from '../open-browser';
import { ProblemPrinter } from '../problem-printer';
import { checkProgram, toLine } from '../program-check';
import { DEFAULT_PORT } from '../sandbox-client';
import { sayIn } from '../../words/table';
import { closeOnSignal, complain, inAskedLanguage, language, plain, say } from '../terminal';
import { words } from '../words';
import { grammarOf, portOption, type Command } from './command';
import { checkStartPage, CONDITION_OPTIONS, conditionArguments } from '../condition-options';
import { tellOwnCompiler } from './own-compiler';
import {
  openSandbox,
  SANDBOX_OPTIONS,
  sandboxArguments,
  tail,
  type SandboxArguments,
} from './sandbox-options';
import { options as verbs } from './verb-words';

export interface DevArguments extends SandboxArguments {
  dir: string;
  port: number;
  open: boolean;
  watch: boolean;
  /** Asks the program's own TypeScript for type errors. */
  types: boolean;
  /** Scripts see what a browser has. */
  webGlobals?: true;
  /** Port for tests. */
  auto?: number;
  /** Folder of a built documentation site. */
  docs?: string;
  /** Prints nothing of what happens in the sandbox, and none of the program's problems. */
  quiet: boolean;
  conditions: Partial<Conditions>;
  /** Servers that stand in for the addresses that the program asks. */
  maps: HostMap[];
  /** Writes what they answer as mock rules. */
  record: boolean;
  /** Where devices may reach the sandbox; nowhere unless asked for. */
  devices?: { host: string; port: number };
}

const grammar = grammarOf({
  name: 'dev',
  summary: {
    en: 'Runs a mini-program in the browser, with the trade platform behind it.',
    zh: '在浏览器中运行小程序，背后是交易平台。',
  },
  operands: ['dir'],
  options: {
    port: portOption(DEFAULT_PORT),
    'no-open': { type: 'boolean', help: { en: 'open no browser', zh: '不打开浏览器' } },
    host: {
      type: 'string',
      value: '<address>',
      help: {
        en: 'address of this machine at which devices with the printed token reach the sandbox, on the next port (none)',
        zh: '本机地址：持有所示令牌的设备可由此访问沙箱，使用下一个端口（默认不开放）',
      },
    },
    map: {
      type: 'string',
      multiple: true,
      value: '<address>=<server>',
      help: {
        en: 'send what the program asks at an address to a server of yours, as https://api.example.com=http://127.0.0.1:8080',
        zh: '把小程序对某地址的请求转给你的服务端，例如 https://api.example.com=http://127.0.0.1:8080',
      },
    },
    record: {
      type: 'boolean',
      help: {
        en: `write what mapped servers answer as mock rules (${MOCK_FOLDER}/${RECORDED_FILE})`,
        zh: `把被映射服务端的应答录成 Mock 规则（${MOCK_FOLDER}/${RECORDED_FILE}）`,
      },
    },
    ...CONDITION_OPTIONS,
    ...SANDBOX_OPTIONS,
    'allow-remote': {
      type: 'boolean',
      help: {
        en: 'let the program, --map and --forward-to reach other machines',
        zh: '允许小程序、--map 与 --forward-to 访问其他机器',
      },
    },
    quiet: { type: 'boolean', help: verbs['dev-quiet'] },
    auto: {
      type: 'string',
      value: '<port>',
      help: {
        en: 'port at which tests with miniprogram-automator drive the open window, 0 for any (none)',
        zh: 'miniprogram-automator 测试驱动所开窗口的端口，0 为任意（默认不开）',
      },
    },
    docs: {
      type: 'string',
      value: '<dir>',
      help: {
        en: 'a built documentation site, shown at /docs/ (none)',
        zh: '已构建的文档站，显示在 /docs/（默认无）',
      },
    },
    'web-globals': {
      type: 'boolean',
      help: {
        en: 'let scripts see what a browser has and a device has not (window, document, eval, …)',
        zh: '让脚本能用浏览器有而真机没有的对象（window、document、eval 等）',
      },
    },
    'no-watch': {
      type: 'boolean',
      help: { en: 'do not build again when a source changes', zh: '源文件变化时不重新编译' },
    },
    'no-types': { type: 'boolean', help: verbs['no-types'] },
  },
  examples: [
    'dev my-shop',
    'dev my-shop --map https://api.example.com=http://127.0.0.1:8080',
    'dev my-shop --forward-to http://127.0.0.1:8080/callback',
  ],
});

/** @throws UsageError */
function mapsFrom(texts: readonly string[], allowRemote: boolean): HostMap[] {
  const maps = texts.map((text) => mapFrom(text, allowRemote));
  const again = twice(maps);
  if (again) throw new UsageError(words['map-twice'], { from: again.from });
  return maps;
}

/** The program's own settings, read before anything is started. @throws UsageError at the first mistake */
function settingsOf(dir: string, allowRemote: boolean): Config {
  const { problems, ...settings } = readConfig(path.resolve(dir), allowRemote);
  const [wrong] = problems;
  if (wrong) {
    const found = { ...wrong, file: path.join(dir, wrong.file) };
    throw new UsageError({ en: toLine(found, 'en'), zh: toLine(found, 'zh') });
  }
  return settings;
}

/** Where requests go is said before the first of them is made: a file of the program decides it, too. */
function sayRoutes(dir: string, { maps, allowRemote, record }: DevArguments, own: readonly HostMap[]): void {
  const tell = sayIn(words, language());
  for (const { from, to } of maps) say(`${plain(from)} -> ${plain(to)}`);
  for (const { from, to } of own)
    if (!maps.some((map) => map.from === from)) say(`${plain(from)} -> ${plain(to)} (${CONFIG_FILE})`);
  if (allowRemote) say(tell('remote-allowed'));
  if (record) say(tell('recording', { file: path.join(dir, MOCK_FOLDER, RECORDED_FILE) }));
}

export const dev: Command<DevArguments> = {
  ...grammar,

  read(argv) {
    const { operands, values } = readArguments(grammar, argv);
    const port = portFrom(values.port, DEFAULT_PORT);
    return {
      dir: operands[0]!,
      port,
      open: values['no-open'] !== true,
      watch: values['no-watch'] !== true,
      types: values['no-types'] !== true,
      quiet: values.quiet === true,
      record: values.record === true,
      conditions: conditionArguments(values),
      maps: mapsFrom(values.map ?? [], values['allow-remote'] === true),
      ...(values['web-globals'] === true && { webGlobals: true }),
      ...(values.docs !== undefined && { docs: values.docs }),
      ...(values.auto !== undefined && { auto: portFrom(values.auto, 0, '--auto') }),
      ...sandboxArguments(values),
      ...(values.host === undefined
        ? {}
        : { devices: { host: hostFrom(values.host), port: gatewayPort(port) } }),
    };
  },

  async run(asked) {
    const {
      dir,
      port,
      open,
      watch,
      types,
      webGlobals,
      quiet,
      docs,
      auto,
      devices,
      maps,
      record,
      ...platform
    } = asked;
    const { allowRemote } = platform;
    checkProgram(dir);
    const own = settingsOf(dir, allowRemote);
    const conditions = { ...own.conditions, ...asked.conditions };
    const sandbox = openSandbox(platform);
    if (conditions.login !== undefined) sandbox.setLoggedIn(conditions.login === 'in');
    const pairing = devices && new Pairing();
    let gateway: DeviceGateway | undefined;
    let simulator: Simulator | undefined;
    const printer = new ProblemPrinter(language(), complain);
    try {
      if (pairing)
        gateway = await openDeviceGateway(sandbox, pairing, {
          ...devices,
          home: () => (simulator ? [simulator.url, new URL(simulator.frame).origin] : []),
        });
      simulator = await startSimulator({
        root: dir,
        port,
        watch,
        types,
        webGlobals,
        docs,
        conditions,
        network: { maps, allowRemote, record },
        ...(auto !== undefined && { automation: { port: auto } }),
        ...servedKit(),
        sandbox: sandboxPlugin(sandbox, pairing),
        clockShift: () => sandbox.deviceShift,
        ...(!quiet && { onBuild: printer.build, onTypes: printer.found, onProblems: printer.run }),
      });
      checkStartPage(conditions, (await simulator.program()).pages);
    } catch (error) {
      await gateway?.close();
      await simulator?.close();
      await sandbox.close();
      throw error;
    }
    closeOnSignal(async () => {
      printer.close();
      await gateway?.close();
      await simulator.close();
      await sandbox.close();
    });
    if (!quiet) tail(sandbox);
    // A moment after the first build it runs.
    if (types) tellOwnCompiler(dir);
    sayRoutes(dir, asked, own.maps);
    const address = inAskedLanguage(`${simulator.url}/${withConditions('', { ...STANDARD, ...conditions })}`);
    say(address);
    if (docs !== undefined) say(`${simulator.url}/docs/`);
    if (simulator.automation !== undefined) say(simulator.automation);
    if (gateway && pairing)
      say(sayIn(words, language())('for-device', { url: gateway.url, token: pairing.newToken() }));
    if (open) openBrowser(address);
    return undefined;
  },
};
