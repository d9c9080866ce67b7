/** Takes a built example through the steps, once a delivery. */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { createSandbox, sandboxPlugin } from '../../../sandbox';
import type { RuntimeProblem } from '../../../simulator/protocol';
import { startSimulator } from '../../../simulator/server';
import { servedKit } from '../../../simulator/server/kit-sources';
import { PATIENCE } from '../browser';
import type { Manner } from './examples';
import { STEPS, type Visit } from './steps';

export const DELIVERIES = ['sync', 'async', 'json'] as const;
type DeliveryName = (typeof DELIVERIES)[number];

/** How a step ended: `ok`, or why not. */
export interface Cell {
  step: string;
  delivery: DeliveryName;
  failure?: string;
}

const PHONE: BrowserContextOptions = {
  viewport: { width: 375, height: 667 },
  hasTouch: true,
  isMobile: true,
  locale: 'zh-CN',
};

const firstLines = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 3).join(' ').trim();

/** The last row of each column: nothing was logged or reported as an error on the way. */
export const NO_ERRORS = { name: 'no error on the way', zh: '全程没有报错' };

async function visitOnce(
  browser: Browser,
  root: string,
  delivery: DeliveryName,
  aliases: Readonly<Record<string, string>>,
  manner: Manner,
): Promise<Cell[]> {
  const sandbox = createSandbox({ store: ':memory:' });
  sandbox.setLoggedIn(true);
  const found: string[] = [];
  const simulator = await startSimulator({
    root,
    watch: false,
    aliases,
    pictures: servedKit().pictures,
    sandbox: sandboxPlugin(sandbox),
    onBuild: (diagnostics) =>
      found.push(
        ...diagnostics
          .filter(({ level }) => level === 'error')
          .map(({ file, message }) => `${file}: ${message}`),
      ),
  });
  const context = await browser.newContext(PHONE);
  // The compiler of this script calls this helper in functions that are sent to the page.
  await context.addInitScript('globalThis.__name = (target) => target;');
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const errors: string[] = [];
  page.on('console', (message) => {
    // A picture on somebody's server (uni-app's sheet has one) is no fault of the program.
    const { hostname } = new URL(message.location().url || simulator.url);
    if (message.type() === 'error' && hostname === '127.0.0.1') errors.push(message.text().slice(0, 200));
  });
  page.on('pageerror', (error) => errors.push(error.message));
  const visit: Visit = { page, sandbox, errors, manner };
  const cells: Cell[] = [];
  try {
    await page.goto(`${simulator.url}/frame.html?delivery=${delivery}`);
    await page.waitForSelector('html[data-ready]');
    let stopped: string | undefined;
    for (const step of STEPS) {
      const cell: Cell = { step: step.name, delivery };
      cells.push(cell);
      if (stopped !== undefined) {
        cell.failure = `not reached: ${stopped} failed`;
        continue;
      }
      try {
        await step.run(visit);
      } catch (error) {
        stopped = step.name;
        const shown = await page.locator('.sim-page:not([hidden])').innerText().catch(String);
        cell.failure = `${firstLines(error)}; the page shows: ${shown.replace(/\s+/g, ' ').slice(0, 160)}`;
      }
    }
    const problems = await page.evaluate(
      () => (globalThis as unknown as { __tradeSim: { problems: RuntimeProblem[] } }).__tradeSim.problems,
    );
    const told = problems
      .filter(({ level }) => level === 'error')
      .map(({ file, line, message }) => `${file}:${line ?? '?'} ${message}`);
    const all = [...found, ...told, ...errors];
    cells.push({
      step: NO_ERRORS.name,
      delivery,
      ...(all.length > 0 ? { failure: all.slice(0, 3).join('; ') } : {}),
    });
  } finally {
    await context.close();
    await simulator.close();
    await sandbox.close();
  }
  return cells;
}

interface VisitOptions {
  /** @default all */
  deliveries?: readonly DeliveryName[];
  /** Folders of packages that are not in the program. */
  aliases?: Readonly<Record<string, string>>;
  manner?: Manner;
}

/** @param root the built example, as `trade-sim dev` takes it */
export async function visitExample(
  browser: Browser,
  root: string,
  { deliveries = DELIVERIES, aliases = {}, manner = {} }: VisitOptions = {},
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const delivery of deliveries)
    cells.push(...(await visitOnce(browser, root, delivery, aliases, manner)));
  return cells;
}
