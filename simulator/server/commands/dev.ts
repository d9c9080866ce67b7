import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createSandbox,
  type Merging,
  MERGINGS,
  Pairing,
  readGoods,
  type SandboxGoods,
  sandboxPlugin,
} from 'microapp-trade-sandbox';
import { KIT } from '../../compiler/kit';
import type { Diagnostic } from '../../protocol';
import { portFrom, readArguments, UsageError } from '../arguments';
import { doorPort, hostFrom, openDoor, type Door } from '../door';
import { startSimulator, type Simulator } from '../index';
import { findKit } from '../kit-sources';
import { openBrowser } from '../open-browser';
import { checkProgram, toLine } from '../program-check';
import { closeOnSignal, complain, say } from '../terminal';
import { grammarOf, type Command } from './command';

export interface DevArguments {
  dir: string;
  port: number;
  open: boolean;
  watch: boolean;
  /** File of the sandbox's ledger, or `:memory:`. */
  db: string;
  /** Address of the developer's own server, which gets the callbacks instead of the reference merchant. */
  forwardTo?: string;
  allowRemote: boolean;
  /** How far the app is merged into life service (融合). */
  merging?: Merging;
  severalSkus: boolean;
  /** Skus that are tickets outside the POI library. */
  tickets: string[];
  /** File of goods that the sandbox sells beside its own. */
  goods?: string;
  /** Where devices may reach the sandbox; nowhere unless asked for. */
  devices?: { host: string; port: number };
}

const DEFAULT_PORT = 5200;
const DEFAULT_DB = '.trade-sim/ledger.db';

const grammar = grammarOf({
  name: 'dev',
  summary: 'Runs a mini-program in the browser, with the trade platform behind it.',
  operands: ['dir'],
  options: {
    port: { type: 'string', value: '<n>', help: `port of the server, 0 for any (${DEFAULT_PORT})` },
    'no-open': { type: 'boolean', help: 'open no browser' },
    db: {
      type: 'string',
      value: '<file>',
      help: `file of the sandbox's ledger, or :memory: (${DEFAULT_DB})`,
    },
    'forward-to': {
      type: 'string',
      value: '<url>',
      help: 'send callbacks to your own server instead of the reference merchant',
    },
    'allow-remote': { type: 'boolean', help: 'let --forward-to name another machine' },
    host: {
      type: 'string',
      value: '<address>',
      help: 'address of this machine at which devices with the printed token reach the sandbox, on the next port (none)',
    },
    merging: {
      type: 'string',
      value: `<${MERGINGS.join('|')}>`,
      help: 'how far the app is merged into life service, 融合 (none)',
    },
    'several-skus': { type: 'boolean', help: 'accept orders of several skus' },
    ticket: {
      type: 'string',
      multiple: true,
      value: '<skuId>',
      help: 'sku that is a ticket outside the POI library',
    },
    goods: {
      type: 'string',
      value: '<file>',
      help: 'JSON list of goods of your own that the sandbox sells (docs/sandbox.md)',
    },
    'no-watch': { type: 'boolean', help: 'do not build again when a source changes' },
  },
});

function mergingFrom(text: string | undefined): Merging | undefined {
  const merging = MERGINGS.find((each) => each === text);
  if (text !== undefined && merging === undefined)
    throw new UsageError(`--merging ${text}: one of ${MERGINGS.join(', ')}.`);
  return merging;
}

/** @throws UsageError naming the file and the field */
function goodsFrom(file: string | undefined): SandboxGoods[] {
  if (file === undefined) return [];
  try {
    return readGoods(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UsageError(`--goods ${file}: ${(error as Error).message}`);
  }
}

/** Prints each error once, until it is gone. */
function errorPrinter(): (diagnostics: readonly Diagnostic[]) => void {
  let shown = new Set<string>();
  return (diagnostics) => {
    const lines = diagnostics.filter(({ level }) => level === 'error').map(toLine);
    for (const line of lines) if (!shown.has(line)) complain(line);
    shown = new Set(lines);
  };
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
      db: values.db ?? DEFAULT_DB,
      forwardTo: values['forward-to'],
      allowRemote: values['allow-remote'] === true,
      merging: mergingFrom(values.merging),
      severalSkus: values['several-skus'] === true,
      tickets: values.ticket ?? [],
      goods: values.goods,
      ...(values.host === undefined
        ? {}
        : { devices: { host: hostFrom(values.host), port: doorPort(port) } }),
    };
  },

  async run({
    dir,
    port,
    open,
    watch,
    db,
    forwardTo,
    allowRemote,
    merging,
    severalSkus,
    tickets,
    goods,
    devices,
  }) {
    checkProgram(dir);
    const sandbox = createSandbox({
      store: db,
      forward: forwardTo,
      allowRemote,
      merging,
      severalSkus,
      tickets,
      goods: goodsFrom(goods),
    });
    const kit = findKit();
    const pairing = devices && new Pairing();
    let door: Door | undefined;
    let simulator: Simulator | undefined;
    try {
      if (pairing) door = await openDoor(sandbox, pairing, { ...devices, home: () => simulator?.url });
      simulator = await startSimulator({
        root: dir,
        port,
        watch,
        aliases: kit === undefined ? {} : { [KIT]: kit },
        pictures:
          kit === undefined
            ? []
            : [{ prefix: '/assets/goods/', dir: path.join(kit, 'demo-app/assets/goods') }],
        sandbox: sandboxPlugin(sandbox, pairing),
        clockShift: () => sandbox.deviceShift,
        onBuild: errorPrinter(),
      });
    } catch (error) {
      await door?.close();
      await sandbox.close();
      throw error;
    }
    closeOnSignal(async () => {
      await door?.close();
      await simulator.close();
      await sandbox.close();
    });
    say(`${simulator.url}/`);
    if (door && pairing) say(`For one device: { baseUrl: '${door.url}', token: '${pairing.newToken()}' }`);
    if (open) openBrowser(`${simulator.url}/`);
    return undefined;
  },
};
