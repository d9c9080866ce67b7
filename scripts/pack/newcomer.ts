/**
 * A new user: an empty folder, the tarballs, the commands of README, a purchase. The time of the machine is
 * printed; what is downloaded is counted apart.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { npm } from '../lib/run';
import { MANAGERS, managed } from './managers';
import { buyAt, start } from './shop';
import type { Step } from './steps';

/** Apart from downloads, ms. */
const MINUTES = 3;

/** @param release the folder with the tarballs */
export function newcomerSteps(release: string, folder: string, browser: Browser): Step[] {
  const shop = join(folder, 'my-shop');
  const other = join(folder, 'my-other-shop');
  const here = { name: 'this Node', program: process.execPath };
  let spent = 0;
  const command = async (args: readonly string[], cwd: string): Promise<void> => {
    const from = Date.now();
    const { code, stdout, stderr } = await npm(args, { cwd });
    if (args[0] !== 'install') spent += Date.now() - from;
    assert.equal(code, 0, `npm ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
  };
  const sells = async (made: string): Promise<void> => {
    const words = ['run', 'start', '--', '--port', '0', '--no-open'];
    const running = await start(await managed(MANAGERS[0]!, here, words), made);
    try {
      await buyAt(running.url, browser);
    } finally {
      await running.stop();
    }
  };
  const quiet = ['--no-audit', '--no-fund'];
  return [
    [
      'a new user installs the tarballs in an empty folder',
      async () => {
        await writeFile(join(folder, 'package.json'), '{ "private": true }');
        const tarballs = readdirSync(release)
          .filter((file) => file.endsWith('.tgz'))
          .map((file) => join(release, file));
        await command(['install', '--save-dev', ...quiet, ...tarballs], folder);
      },
    ],
    [
      'a new user makes a shop, and installs what it names',
      async () => {
        // As README says it: the command knows where it came from.
        await command(['exec', '--', 'trade-sim', 'create', 'my-shop'], folder);
        await command(['install', ...quiet], shop);
        // It has TypeScript now: its types are checked, too.
        await command(['exec', '--', 'trade-sim', 'check', '.'], shop);
      },
    ],
    [
      `a new user starts the shop and buys, in less than ${MINUTES} minutes without the downloads`,
      async () => {
        const from = Date.now();
        await sells(shop);
        spent += Date.now() - from;
        console.log(`       ${(spent / 1000).toFixed(1)} s of a new user's time, downloads apart`);
        assert.ok(spent < MINUTES * 60_000);
      },
    ],
    [
      '`npm create microapp-trade` makes a shop, too, and it sells',
      async () => {
        // npm takes the package that is installed here before it asks the registry.
        await command(['create', 'microapp-trade', 'my-other-shop', '--', '--language', 'js'], folder);
        await command(['install', ...quiet], other);
        await sells(other);
      },
    ],
  ];
}
