/**
 * What the orders panel costs a browser on a large ledger: to open the list, to find an order and to go
 * to the last one. CPU time of the page's main thread, and the time on the clock from the event in the page
 * to the rows in its document, the sandbox's answer included; what drives the browser counts in neither.
 * Then rows in the document and its height. `--orders <n>`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { launch } from '../scripts/lib/browser';
import { createSandbox, sandboxPlugin } from '../sandbox/index';
import { startConsole } from '../simulator/server/console-server';
import { growLedger } from './grown-ledger';

const { values } = parseArgs({ options: { orders: { type: 'string' } } });
const orders = Number(values.orders ?? 100_000);

/** ms of the main thread, all tasks. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

type Step = 'open' | 'find' | 'last';

/** Does a step in the page, and gives the ms until the document shows what came of it. */
const act = (page: Page, step: Step, value: string): Promise<number> =>
  page.evaluate(
    async ([name, text]) => {
      const rowsNow = (): Element[] => [...document.querySelectorAll('.order-row')];
      const acts: Record<string, { act(): void; isDone(): boolean }> = {
        open: {
          act: () => document.querySelector<HTMLElement>('#panel-tab-orders')!.click(),
          isDone: () => rowsNow().some((row) => row.textContent!.includes('¥')),
        },
        find: {
          act: () => {
            const box = document.querySelector<HTMLInputElement>('.order-filters input')!;
            box.value = text;
            box.dispatchEvent(new Event('input', { bubbles: true }));
          },
          isDone: () => rowsNow().length === 1 && rowsNow()[0]!.textContent!.includes(text),
        },
        last: {
          act: () =>
            document
              .querySelector('.order-rows')!
              .dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true })),
          isDone: () =>
            document.querySelector(`.order-row[aria-posinset="${text}"]`)?.textContent!.includes('¥') ===
            true,
        },
      };
      const { act, isDone } = acts[name]!;
      const began = performance.now();
      return new Promise<number>((resolve) => {
        const look = (): void => {
          if (!isDone()) return;
          watch.disconnect();
          resolve(performance.now() - began);
        };
        const watch = new MutationObserver(look);
        watch.observe(document.body, { childList: true, subtree: true, characterData: true });
        act();
        look();
      });
    },
    [step, value] as const,
  );

async function measure(session: CDPSession, page: Page, [step, name, value = '']: [Step, string, string?]) {
  const cpu = await busy(session);
  const wall = await act(page, step, value);
  const spent = (await busy(session)) - cpu;
  console.log(
    `${name.padEnd(28)} ${spent.toFixed(0).padStart(5)} ms CPU ${wall.toFixed(0).padStart(6)} ms wall`,
  );
}

const rows = (page: Page) => page.locator('.order-row');

const folder = mkdtempSync(path.join(tmpdir(), 'bench-shell-'));
const file = path.join(folder, 'ledger.db');
await growLedger(file, { paid: Math.ceil(orders / 2), unpaid: Math.floor(orders / 2) });
const sandbox = createSandbox({ store: file });
const server = await startConsole({ port: 0, sandbox: sandboxPlugin(sandbox) });
const browser = await launch();
try {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  // The compiler of this script calls it in functions that are sent to the page.
  await page.addInitScript('globalThis.__name = (target) => target;');
  await page.goto(`${server.url}/`);
  await rows(page).first().waitFor();
  const session = await page.context().newCDPSession(page);
  // What the machine does beside it counts for nothing.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const total = await page.locator('.order-total').innerText();
  console.log(`${total}; rows in the document: ${await rows(page).count()}`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.getByRole('tab', { name: 'Sandbox' }).click();
  await rows(page).first().waitFor({ state: 'detached' });
  await measure(session, page, ['open', 'open the orders']);
  const wanted = (await rows(page).nth(5).locator('code').innerText()).trim();
  await measure(session, page, ['find', 'find one by its number', wanted]);
  await page.getByRole('searchbox').first().fill('');
  await page.waitForFunction(() => document.querySelectorAll('.order-row').length > 5);
  await measure(session, page, ['last', 'go to the last', String(orders)]);
  console.log(`rows in the document: ${await rows(page).count()}`);
  console.log(
    `height of the document: ${height} px, then ${await page.evaluate(() => document.documentElement.scrollHeight)} px`,
  );
} finally {
  await browser.close();
  await server.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}
