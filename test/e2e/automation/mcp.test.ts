import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { Browser } from 'playwright-core';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { eventually } from '../eventually';
import { launch } from '../../../scripts/lib/browser';
import { ROOT } from '../../../scripts/lib/paths';
import { KIT } from '../../../simulator/compiler/kit';
import { startSimulator, type Simulator } from '../../../simulator/server';

interface Line {
  backendId: string;
  role: string;
  name: string;
  value?: string;
}

let browser: Browser;
let sandbox: Sandbox;
let simulator: Simulator;
let client: Client;

before(async () => {
  sandbox = createSandbox({ store: ':memory:' });
  sandbox.setLoggedIn(true);
  simulator = await startSimulator({
    root: `${ROOT}/demo-app`,
    watch: false,
    aliases: { [KIT]: ROOT },
    sandbox: sandboxPlugin(sandbox),
    automation: { port: 0 },
  });
  browser = await launch();
  const page = encodeURIComponent('/pages/goods/index?id=7301245789012345678');
  await (
    await browser.newPage({ viewport: { width: 375, height: 667 } })
  ).goto(`${simulator.frame}?page=${page}`);
  client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ['--import', 'tsx', `${ROOT}/simulator/server/cli.ts`, 'mcp', '--url', simulator.automation!],
      cwd: ROOT,
    }),
  );
});
after(async () => {
  await client.close();
  await browser.close();
  await simulator.close();
  await sandbox.close();
});

async function call(
  name: string,
  args: Record<string, unknown> = {},
): Promise<{ text: string; isError: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [first] = content as { text: string }[];
  return { text: first!.text, isError: isError === true };
}

/** The element of that name, once it is on the screen. */
const seen = (name: string, role?: string): Promise<Line> =>
  eventually(async () => {
    const { elements } = JSON.parse((await call('miniapp-snapshot')).text) as { elements: Line[] };
    const found = elements.find(
      (line) => line.name.includes(name) && (role === undefined || line.role === role),
    );
    assert.ok(found, `no "${name}" among ${elements.map((line) => line.name).join(', ')}`);
    return found;
  });
async function tap(name: string, role?: string): Promise<void> {
  const { backendId } = await seen(name, role);
  const { isError, text } = await call('miniapp-tap', { backendId });
  assert.equal(isError, false, text);
}

test("a client of the protocol's own library lists the tools, taps and buys", async () => {
  const { tools } = await client.listTools();
  const names = tools.map(({ name }) => name);
  for (const name of [
    'miniapp-snapshot',
    'miniapp-tap',
    'miniapp-input',
    'miniapp-scroll',
    'trade-redeem',
    'trade-scenario',
  ])
    assert.ok(names.includes(name), name);

  await tap('立即抢购');
  await tap('手机号', 'input');
  const typed = await call('miniapp-input', { type: 'char', text: '13800138000' });
  assert.equal(typed.isError, false, typed.text);
  await tap('立即支付');
  await seen('支付成功');
  assert.equal((await call('trade-pay', { outcome: 'paid' })).isError, false);
  await seen('bind:pay');
  const { orders } = JSON.parse((await call('trade-orders', { limit: 1 })).text) as {
    orders: { state: string; totalAmount: number }[];
  };
  assert.deepEqual([orders[0]!.state, orders[0]!.totalAmount], ['paid', 19800]);
});

test('what is not there is said in words, and the tool goes on', async () => {
  assert.match((await call('miniapp-tap', { backendId: '999' })).text, /take a new snapshot/);
  assert.match((await call('miniapp-tap', { x: -5, y: -5 })).text, /nothing is at -5, -5/);
  assert.equal((await call('trade-order', { order: 'none' })).isError, true);
  assert.equal((await call('trade-pay', { outcome: 'paid' })).isError, true);
  assert.equal((await call('miniapp-scroll', { y: -100 })).isError, false);
  const wrong = await client.callTool({ name: 'trade-refund', arguments: { audit: 'agree' } });
  assert.equal(wrong.isError, true);
});
