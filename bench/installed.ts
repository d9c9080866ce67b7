/**
 * `trade-sim dev` as a shop has it: from the published package, in a browser that is open already. How long
 * after the command the demo's first picture stands.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { makeRelease } from '../scripts/release/make';
import { median } from './stage';

const ROOT = path.resolve(import.meta.dirname, '..');
const ROUNDS = 5;

/** Lays the published packages into a folder, beside what they depend on. */
function install(release: string, shop: string): void {
  const modules = path.join(shop, 'node_modules');
  mkdirSync(modules, { recursive: true });
  const own = readdirSync(release).filter((name) => !name.endsWith('.tgz'));
  for (const name of readdirSync(path.join(ROOT, 'node_modules')))
    if (!own.includes(name)) symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
  for (const name of own) cpSync(path.join(release, name), path.join(modules, name), { recursive: true });
}

/** The first address that the command prints. */
const printedAddress = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(said)?.[0];
      if (address) resolve(address);
    });
    child.on('close', () => reject(new Error(`trade-sim dev ended: ${said}`)));
  });

/** ms from the command to the price of the first goods. */
async function once(browser: Browser, shop: string): Promise<number> {
  const page = await browser.newPage();
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [
      'node_modules/microapp-trade-simulator/simulator/server/cli.js',
      ...['dev', 'demo-app', '--port', '0', '--no-open', '--quiet', '--db', ':memory:'],
    ],
    { cwd: shop, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const ended = new Promise((resolve) => child.on('close', resolve));
  try {
    await page.goto(await printedAddress(child));
    await page.frameLocator('iframe').getByText('¥').first().waitFor();
    return performance.now() - began;
  } finally {
    child.kill();
    await page.close();
    await ended;
  }
}

/** The median of some starts, ms. `npm run build` has to have made the kit. */
export async function firstPicture(browser: Browser): Promise<number> {
  const shop = mkdtempSync(path.join(tmpdir(), 'trade-sim-bench-'));
  try {
    await makeRelease(path.join(shop, 'release'));
    install(path.join(shop, 'release'), shop);
    cpSync(path.join(ROOT, 'demo-app'), path.join(shop, 'demo-app'), { recursive: true });
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await once(browser, shop));
    return median(times);
  } finally {
    rmSync(shop, { recursive: true, force: true });
  }
}
