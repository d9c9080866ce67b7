/**
 * The demo, or a mini-program of a test's own, in Chromium: simulator, sandbox and kit as `npm start` puts
 * them together.
 */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { KIT } from '../../../simulator/compiler/kit';
import type { RuntimeProblem } from '../../../simulator/protocol';
import { startSimulator, type Simulator } from '../../../simulator/server';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PHONE: BrowserContextOptions = {
  viewport: { width: 375, height: 667 },
  hasTouch: true,
  isMobile: true,
  locale: 'zh-CN',
};

export const HOTPOT = '7301245789012345678';
export const MILKTEA = '7301245789012345679';
export const SPA = '7301245789012345680';
export const OWN_CAKE = 'own-cake-001';

/** Routes of the demo. */
export const ORDER = 'pages/order/index';
export const APPLY = 'pages/refund-apply/index';
export const DETAIL = 'pages/refund-detail/index';

/** An event that a page of the demo got from a button, oldest first. */
export type Received = [name: string, detail: Record<string, unknown>];

export interface ShopOptions {
  /** Files of a mini-program, in place of the demo. */
  files?: Record<string, string>;
  /** Files of the demo that are other than in the repository: a copy of it runs. */
  changed?: Record<string, string>;
  /** File of the sandbox's ledger. @default in memory */
  store?: string;
  loggedIn?: boolean;
}

/** The query of the frame that opens an order's page first. */
export const orderPage = (outOrderNo: string): Record<string, string> => ({
  page: `/${ORDER}?no=${outOrderNo}`,
});

/** The query of the frame that opens a goods' page first. */
export const goodsPage = (goodsId: string): Record<string, string> => ({
  page: `/pages/goods/index?id=${encodeURIComponent(goodsId)}`,
});

/** The same, with 申请退款 on the coupon card in place of the bar. */
export const cardPage = (outOrderNo: string): Record<string, string> => ({
  page: `/${ORDER}?no=${outOrderNo}&entry=card`,
});

export class Shop {
  private readonly pages: Page[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly options: ShopOptions,
    private readonly root: string,
    public sandbox: Sandbox,
    private simulator: Simulator,
  ) {}

  static async open(options: ShopOptions = {}): Promise<Shop> {
    const demo = path.join(ROOT, 'demo-app');
    const own = options.files ?? options.changed;
    const root = own ? await mkdtemp(path.join(tmpdir(), 'trade-shop-')) : demo;
    if (options.changed) await cp(demo, root, { recursive: true });
    for (const [name, text] of Object.entries(own ?? {})) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    const { sandbox, simulator } = await Shop.serve(options, root, 0);
    return new Shop(await launch(), options, root, sandbox, simulator);
  }

  private static async serve(
    options: ShopOptions,
    root: string,
    port: number,
  ): Promise<{ sandbox: Sandbox; simulator: Simulator }> {
    const sandbox = createSandbox({ store: options.store ?? ':memory:' });
    sandbox.setLoggedIn(options.loggedIn ?? true);
    const simulator = await startSimulator({
      root,
      port,
      watch: false,
      aliases: { [KIT]: ROOT },
      sandbox: sandboxPlugin(sandbox),
      clockShift: () => sandbox.deviceShift,
    });
    return { sandbox, simulator };
  }

  get url(): string {
    return this.simulator.url;
  }

  /**
   * A phone of its own (storage included) with the mini-program open. `query` goes to the frame, e.g.
   * `page=/pages/goods/index?id=1`.
   */
  async visit(query: Record<string, string> = {}, more: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ ...PHONE, ...more });
    // The test runner's compiler calls this helper in functions that are sent to the page.
    await context.addInitScript('globalThis.__name = (target) => target;');
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    this.pages.push(page);
    await this.start(page, query);
    return page;
  }

  /** Starts the mini-program anew on a phone that has it: what was on its way is lost, storage stays. */
  async start(page: Page, query: Record<string, string> = {}): Promise<void> {
    await page.goto(`${this.url}/frame.html?${new URLSearchParams(query).toString()}`);
    await page.waitForSelector('html[data-ready]');
  }

  /** A computer's browser with the shell open: the mini-program is in its phone frame. */
  async visitShell(more: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'zh-CN',
      ...more,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${this.url}/`);
    return page;
  }

  /** Straight to a goods' page, where its button is ready to be tapped unless `waits` is false. */
  async visitGoods(goodsId: string, waits = true): Promise<Page> {
    const page = await this.visit(goodsPage(goodsId));
    if (waits) await readyButton(page).waitFor();
    return page;
  }

  /** Straight to the page of an order. */
  visitOrder(outOrderNo: string, more: BrowserContextOptions = {}): Promise<Page> {
    return this.visit(orderPage(outOrderNo), more);
  }

  /** The same, where the user asks for refunds on the coupon card. */
  visitCard(outOrderNo: string): Promise<Page> {
    return this.visit(cardPage(outOrderNo));
  }

  /** Stops server and sandbox and starts them again on the same port and file. */
  async restart(): Promise<void> {
    const { port } = new URL(this.url);
    await this.simulator.close();
    await this.sandbox.close();
    const { sandbox, simulator } = await Shop.serve(this.options, this.root, Number(port));
    this.sandbox = sandbox;
    this.simulator = simulator;
  }

  /** @throws when a page of this test has met a problem that it should not */
  async close(): Promise<void> {
    const problems: (RuntimeProblem | string)[] = [];
    for (const page of this.pages) {
      if (page.isClosed()) continue;
      // A page that never became ready has no list of problems: that is one, and everything is closed all the
      // same.
      await problemsOf(page).then(
        (found) => problems.push(...found),
        (reason: unknown) => problems.push(`${page.url()} cannot say: ${String(reason)}`),
      );
    }
    const closed = await Promise.allSettled([this.browser.close(), this.simulator.close()]);
    closed.push(...(await Promise.allSettled([this.sandbox.close()])));
    if (this.options.files ?? this.options.changed) await rm(this.root, { recursive: true, force: true });
    for (const one of closed)
      if (one.status === 'rejected') problems.push(`not closed: ${String(one.reason)}`);
    if (problems.length)
      throw new Error(`problems in the mini-program: ${JSON.stringify(problems, null, 1)}`);
  }
}

interface SimWindow {
  __tradeSim: { problems: RuntimeProblem[]; pages(): { route: string; data: Record<string, unknown> }[] };
  tt: { getStorageSync(key: string): unknown };
}

export const problemsOf = (page: Page): Promise<RuntimeProblem[]> =>
  page.evaluate(() => (globalThis as unknown as SimWindow).__tradeSim.problems);

/** Routes of the open pages, the lowest first. */
export const routesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as SimWindow).__tradeSim.pages().map(({ route }) => route));

/** The page on top. */
export const top = (page: Page): Locator => page.locator('.sim-page:not([hidden])');

/** A button of the page on top, by its whole name. */
export const button = (page: Page, name: string): Locator =>
  top(page).getByRole('button', { name, exact: true });

/** Waits until the page with that route is on top. */
export async function onTop(page: Page, route: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => (globalThis as unknown as SimWindow).__tradeSim.pages().at(-1)?.route === wanted,
    route,
  );
}

/** `data` of the open page with that route. */
export const dataOf = (page: Page, route: string): Promise<Record<string, unknown>> =>
  page.evaluate((wanted) => {
    const found = (globalThis as unknown as SimWindow).__tradeSim.pages().find((one) => one.route === wanted);
    return JSON.parse(JSON.stringify(found?.data ?? {})) as Record<string, unknown>;
  }, route);

/** What the demo's pages have logged of `bind:pay` and `bind:error`. */
export const receivedBy = (page: Page): Promise<Received[]> =>
  page.evaluate(() => {
    const events = ((globalThis as unknown as SimWindow).tt.getStorageSync('demo:events') || []) as {
      name: string;
      detail: string;
    }[];
    return events
      .reverse()
      .map(({ name, detail }): Received => [name, JSON.parse(detail) as Record<string, unknown>]);
  });

/** Waits until the demo's pages have logged `count` events. */
export async function received(page: Page, count: number): Promise<Received[]> {
  await page.waitForFunction(
    (wanted) =>
      (((globalThis as unknown as SimWindow).tt.getStorageSync('demo:events') || []) as unknown[]).length >=
      wanted,
    count,
  );
  return receivedBy(page);
}

/** The trade button of the page on top, able to be tapped. */
export const readyButton = (page: Page): Locator =>
  page.locator('.sim-page:not([hidden]) [role=button]:not([aria-busy])', { hasText: '立即抢购' });
export const submitButton = (page: Page): Locator =>
  page.locator('.sim-page:not([hidden])').getByRole('button', { name: /^(立即|继续)支付$/ });
export const cashier = (page: Page): Locator => page.getByRole('dialog', { name: '收银台' });
export const toast = (page: Page): Locator => page.locator('.sim-toast');

/** Many taps of one finger before the browser draws again. */
export const tapInOneFrame = (target: Locator, times: number): Promise<void> =>
  target.evaluate((element, count) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const touch = new Touch({
      identifier: 1,
      target: element,
      clientX: left + width / 2,
      clientY: top + height / 2,
    });
    const fire = (type: string, touches: Touch[]): boolean =>
      element.dispatchEvent(
        new TouchEvent(type, {
          bubbles: true,
          composed: true,
          cancelable: true,
          touches,
          changedTouches: [touch],
        }),
      );
    for (let tap = 0; tap < count; tap += 1) {
      fire('touchstart', [touch]);
      fire('touchend', []);
    }
  }, times);

/** Taps the trade button and waits for 提单页. */
export async function openOrderPage(page: Page): Promise<void> {
  await readyButton(page).tap();
  await submitButton(page).waitFor();
}

/** Presses 立即支付 (or 继续支付) and an outcome of the cashier. */
export async function payWith(page: Page, outcome: string): Promise<void> {
  await submitButton(page).tap();
  await cashier(page).waitFor();
  const choice = cashier(page).locator(`[data-outcome="${outcome}"]`);
  if (!(await choice.isVisible())) await cashier(page).getByText('更多').tap();
  await choice.tap();
}
