/** Commands in tables and sentences: their places filled in, each run beside one sandbox. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCommands } from '../../simulator/server/commands';
import type { AnyCommand } from '../../simulator/server/commands/command';
import type { Running } from '../pack/shop';
import { ROOT } from '../lib/paths';
import { documents } from './blocks';
import type { Line, Place } from './commands';
import { writeFiles } from './program';

/** What a reader puts in place of these words; `{…}` is filled in when the command is run. */
const PLACES: readonly [RegExp, string][] = [
  [/<dir>|<目录>|path\/to\/your\/miniprogram|examples\/native-[jt]s/g, 'my-shop'],
  [/<name>|<名称>/g, 'other-shop'],
  [/<file>|<文件>/g, 'goods.json'],
  [/<order>|<订单号>/g, '{order}'],
  [/<order or code>|<订单号或券码>/g, '{order}'],
  [/<callbackId>|<回调编号>/g, '{callback}'],
  [/\bgoodsId\b|商品号/g, 'own-cake-001'],
  [/\btext\b|文字/g, '{order}'],
  [/ --host$/g, ' --host 127.0.0.1'],
  [/ --url$/g, ' --url {url}'],
  [/ --auto 9420/g, ' --auto 0'],
  [/http:\/\/127\.0\.0\.1:5200/g, '{url}'],
  [/ dev \.$/g, ' dev my-shop'],
];

/** A command with what stands in brackets, which may be left out: without any of it, and with each alone. */
export function variantsOf(command: string): string[] {
  const optional = command.match(/ \[[^\]]*\]/g) ?? [];
  const only = (kept?: string): string =>
    command.replace(/ \[([^\]]*)\]/g, (all, inner: string) =>
      all === kept ? ` ${inner.replace(/^(?:dir|目录)$/, '<dir>')}` : '',
    );
  return [...new Set([only(), ...optional.map((one) => only(one))])];
}

/** What was so when a decision was made is no instruction. */
const HISTORY = ['docs/decisions.md', 'docs/changelog.md', 'docs/zh/changelog.md'];

const IS_COMMAND = /^(?:npx )?(?:trade-sim|npm run)(?: |$)/;

/** Those of the documents outside of fences, each once; examples have tests of their own scripts. */
export function writtenLines(): Line[] {
  const found = new Map<string, Line>();
  for (const file of documents().filter((one) => !HISTORY.includes(one))) {
    const rows = readFileSync(join(ROOT, file), 'utf8')
      .replace(/^(```+)[^]*?^\1/gm, (fence) => fence.replace(/[^\n]/g, ''))
      .split('\n');
    rows.forEach((row, index) => {
      for (const [, code = ''] of row.matchAll(/`([^`]+)`/g))
        for (const part of code.split(' && ')) {
          if (!IS_COMMAND.test(part)) continue;
          if (file.startsWith('examples/') && part.startsWith('npm run')) continue;
          for (const variant of variantsOf(part)) {
            const command = PLACES.reduce((text, [is, value]) => text.replace(is, value), variant)
              .replace(/^npx /, '')
              .trim();
            if (!found.has(command)) found.set(command, { place: `${file}:${index + 1}`, command });
          }
        }
    });
  }
  return [...found.values()];
}

const STAGE = 'a stage of `npm test` runs it';
const WRITES = 'it writes into the repository';
const MEASURES = 'it measures for minutes';

/** What is not run, and why; the tests print it. `…` at the end: all that begin so. */
export const NOT_RUN: Readonly<Record<string, string>> = {
  'npm run bench…': MEASURES,
  'npm run build': STAGE,
  'npm run build:watch': 'it goes on until it is stopped',
  'npm run conformance…': STAGE,
  'npm run coverage:machines': STAGE,
  'npm run demo:build': WRITES,
  'npm run docs': WRITES,
  'npm run docs:check': STAGE,
  'npm run docs:site': STAGE,
  'npm run format': WRITES,
  'npm run gallery…': WRITES,
  'npm run kills…': 'it kills sandboxes for minutes',
  'npm run lint…': STAGE,
  'npm run mutants…': 'it runs the machines’ tests some 500 times',
  'npm run release:pack': 'these tests run what it made',
  'npm run release:version': WRITES,
  'npm run size…': STAGE,
  'npm run test:…': STAGE,
  'npm run trace -- --update': WRITES,
  'npm run typecheck…': STAGE,
  'trade-sim auto…': 'test/e2e/automation starts it with a browser of its own',
  'trade-sim mcp': 'test/e2e/automation/mcp.test.ts speaks with it',
};

const covers = (entry: string, command: string): boolean =>
  entry.endsWith('…') ? command.startsWith(entry.slice(0, -1)) : entry === command;

export const entryOf = (command: string): string | undefined =>
  Object.keys(NOT_RUN).find((entry) => covers(entry, command));

interface Order {
  orderId: string;
  callbacks: { callbackId: number }[];
}

const GOODS = [{ goodsId: 'own-cake-002', goodsType: 2, goodsName: '蛋糕', currentPrice: 8800 }];

/** Runs them; `close` stops the sandbox. */
export class Written {
  private sandbox: Promise<Running> | undefined;
  private commands: Promise<ReadonlyMap<string, AnyCommand>> | undefined;

  constructor(private readonly place: Place) {}

  async close(): Promise<void> {
    await (await this.sandbox)?.stop();
  }

  private async url(): Promise<string> {
    this.sandbox ??= this.place.serve('trade-sim sandbox --port 0 --db :memory:');
    return (await this.sandbox).url.replace(/\/$/, '');
  }

  private async order(outcome: string): Promise<Order> {
    const made = await this.place.shell(
      `trade-sim buy own-cake-001 --outcome ${outcome} --json --url ${await this.url()}`,
    );
    return (JSON.parse(made) as { order: Order }).order;
  }

  private async filled(command: string): Promise<string> {
    let text = command.includes('{url}') ? command.replaceAll('{url}', await this.url()) : command;
    if (/\{order\}|\{callback\}/.test(text)) {
      const order = await this.order(command.startsWith('trade-sim pay') ? 'open' : 'paid');
      text = text
        .replaceAll('{order}', order.orderId)
        .replaceAll('{callback}', String(order.callbacks[0]?.callbackId));
    }
    return text;
  }

  /** A command that is only named, or named with an option: its help must tell of it. */
  private async help(name: string): Promise<void> {
    const said = await this.place.shell(`trade-sim ${name} --help`);
    assert.match(said, new RegExp(`trade-sim ${name}\\b`), said);
  }

  private async beside(command: string): Promise<void> {
    const url = await this.url();
    if (command.startsWith('trade-sim listen')) {
      await this.order('paid');
      await fetch(`${url}/oauth/client_token/`, { method: 'POST', body: '{}' });
      const said = await this.place.shell(`${command} --all --count 1 --url ${url}`);
      assert.notEqual(said.trim(), '');
      return;
    }
    if (command.startsWith('trade-sim import'))
      await this.place.shell(`trade-sim export state.json --url ${url}`);
    const own = / --url | --list\b/.test(command) ? '' : ` --url ${url}`;
    await this.place.shell(`${await this.filled(command)}${own}`);
  }

  async run({ place, command }: Line): Promise<void> {
    if (command.startsWith('npm run')) return void (await this.place.shell(command, ROOT));
    this.place.usePackages();
    this.commands ??= loadCommands().then((all) => new Map(all.map((one) => [one.name, one])));
    const [, name = ''] = /^trade-sim ([a-z-]+)/.exec(command) ?? [];
    if (name === '') return void (await this.place.shell('trade-sim --help'));
    const known = (await this.commands).get(name);
    assert.ok(known, `no command ${name}`);
    const bare = command === `trade-sim ${name}`;
    if (bare && known.operands.length > 0) return this.help(name);
    writeFiles(this.place.folder, {
      'goods.json': JSON.stringify(GOODS),
      'public.pem': generateKeyPairSync('rsa', { modulusLength: 2048 })
        .publicKey.export({ type: 'spki', format: 'pem' })
        .toString(),
    });
    if ('url' in known.options) return this.beside(command);
    const named = known.operands[0] === 'dir' && /^trade-sim [a-z-]+ --/.test(command);
    await this.place.run({
      place,
      command: await this.filled(named ? command.replace(` ${name}`, ` ${name} my-shop`) : command),
    });
  }
}
