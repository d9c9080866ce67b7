/**
 * The packages in a project outside the repository, installed by one package manager: they are
 * imported, and a new shop sells, on the oldest and on the newest Node.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { run, type Ran } from '../lib/run';
import { makeProject, managed, type Command, type Manager } from './managers';
import { buyAt, start } from './shop';
import type { Step } from './steps';
import type { Node } from './tools';

/** What a test of a user's does, as ESM and as CommonJS. The kit wants the globals of a mini-program. */
const ESM = `globalThis.tt = {};
const { setup, withReply } = await import('microapp-trade-kit');
await import('microapp-trade-kit/auto');
await import('microapp-trade-kit/auto.js');
const { sandboxPorts } = await import('microapp-trade-kit/sandbox');
const { createSandbox } = await import('microapp-trade-sandbox');
const { startSimulator } = await import('microapp-trade-simulator');
console.log([setup, withReply, sandboxPorts, createSandbox, startSimulator].map((one) => typeof one).join());
const sandbox = createSandbox({ store: ':memory:' });
const { order } = await sandbox.byHand.buy({ outcome: 'paid' });
console.log(order.state);
await sandbox.close();
`;
const COMMONJS = `globalThis.tt = {};
const { setup, withReply } = require('microapp-trade-kit');
require('microapp-trade-kit/auto');
const { sandboxPorts } = require('microapp-trade-kit/sandbox.js');
const { createSandbox } = require('microapp-trade-sandbox');
console.log([setup, withReply, sandboxPorts, createSandbox].map((one) => typeof one).join());
const sandbox = createSandbox({ store: ':memory:' });
sandbox.byHand.buy({ outcome: 'paid' }).then(({ order }) => {
  console.log(order.state);
  return sandbox.close();
});
`;
/** Script -> what it prints. */
const PRINTED = {
  'use.mjs': `${Array(5).fill('function').join()}\npaid\n`,
  'use.cjs': `${Array(4).fill('function').join()}\npaid\n`,
};

async function say({ program, args, env }: Command, cwd: string): Promise<string> {
  const { code, stdout, stderr }: Ran = await run(program, args, { cwd, env });
  assert.equal(code, 0, `${args.slice(1).join(' ')} ended with ${code}\n${stdout}${stderr}`);
  return stdout;
}

/** @param packages name -> `file:` address of its tarball */
export function installSteps(
  manager: Manager,
  nodes: readonly Node[],
  scratch: string,
  packages: Record<string, string>,
  browser: Browser,
): Step[] {
  const folder = join(scratch, 'app');
  const first = nodes[nodes.length - 1]!;
  const command = async (node: Node, ...words: string[]): Promise<string> =>
    say(await managed(manager, node, words), folder);
  return [
    [
      `${manager.name} installs the packages`,
      async () => {
        await makeProject(manager, folder, packages, {}, { 'use.mjs': ESM, 'use.cjs': COMMONJS });
        await command(first, ...manager.install);
      },
    ],
    ...nodes.map((node): Step => [
      `${manager.name}, ${node.name}: imported, required, and a new shop sells`,
      async () => {
        for (const [script, printed] of Object.entries(PRINTED)) {
          const found =
            manager.node.length > 0
              ? await command(node, ...manager.node, script)
              : await say({ program: node.program, args: [script], env: process.env }, folder);
          assert.equal(found, printed, script);
        }
        const shop = `shop-${nodes.indexOf(node)}`;
        await command(node, ...manager.exec, 'trade-sim', 'create', shop, '--lang', 'en');
        const dev = [
          ...manager.exec,
          'trade-sim',
          'dev',
          shop,
          '--port',
          '0',
          '--no-open',
          '--db',
          ':memory:',
        ];
        const running = await start(await managed(manager, node, dev), folder);
        try {
          await buyAt(running.url, browser);
        } finally {
          await running.stop();
        }
      },
    ]),
  ];
}
