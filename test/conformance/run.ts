/** Runs cases in Chromium: each is a page of one program, asked until what it expects is true. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { launch, PATIENCE } from '../../scripts/lib/browser';
import { startSimulator, type Simulator } from '../../simulator/server/index';
import type { Case, Step } from './case';
import { folderOf, isAlone, movedText, writeAlone, writeTogether } from './program';

export interface Outcome {
  case: Case;
  passed: boolean;
  /** What the expectation threw, or what stood in the way. */
  why?: string;
}

/** How long an expectation may take to become true, ms: a bound, not a wait. */
const BOUND = 4000;

type Frame = Pick<Page, 'evaluate'>;

async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(url);
  await page.waitForSelector('html[data-ready]');
  return page;
}

/** The shell with the phone in it; and the document inside of the phone. */
async function openShell(context: BrowserContext, url: string): Promise<{ page: Page; inner: Frame }> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(url);
  const html = await page.frameLocator('iframe').locator('html[data-ready]').elementHandle();
  const inner = await html?.ownerFrame();
  if (!inner) throw new Error('the shell holds no frame');
  return { page, inner };
}

async function middle(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const at = await page.evaluate(
    `(() => { const box = q(${JSON.stringify(selector)})?.getBoundingClientRect(); return box && { x: box.left + box.width / 2, y: box.top + box.height / 2 }; })()`,
  );
  if (!at) throw new Error(`nothing is ${selector}`);
  return at as { x: number; y: number };
}

/** A finger's way in small steps, as a browser would report it. */
async function drag(
  page: Page,
  session: CDPSession,
  selector: string,
  dx: number,
  dy: number,
): Promise<void> {
  const { x, y } = await middle(page, selector);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await send('touchStart', [{ x, y }]);
  for (let step = 1; step <= 8; step += 1)
    await send('touchMove', [{ x: x + (dx * step) / 8, y: y + (dy * step) / 8 }]);
  await send('touchEnd', []);
}

class Runner {
  private session: CDPSession | undefined;
  private held = false;

  constructor(
    private readonly page: Page,
    /** Where `run` runs. */
    private readonly inner: Frame = page,
  ) {}

  async act(step: Step): Promise<void> {
    const { page } = this;
    switch (step[0]) {
      case 'tap': {
        const { x, y } = await this.whenThere(step[1]);
        await page.touchscreen.tap(x, y);
        return;
      }
      case 'type': {
        await this.whenThere(step[1]);
        await page.evaluate(
          `(() => { const e = q(${JSON.stringify(step[1])}); (e.matches('input, textarea') ? e : e.querySelector('input, textarea')).focus(); })()`,
        );
        await page.keyboard.type(step[2]);
        return;
      }
      case 'press':
        return page.keyboard.press(step[1]);
      case 'drag':
        await this.whenThere(step[1]);
        this.session ??= await page.context().newCDPSession(page);
        return drag(page, this.session, step[1], step[2], step[3]);
      case 'hold': {
        const point = await this.whenThere(step[1]);
        this.session ??= await page.context().newCDPSession(page);
        await this.session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
        this.held = true;
        return;
      }
      case 'run':
        await this.inner.evaluate(`(async () => { await (${step[1]}); })()`);
        return;
      case 'frames':
        for (let left = step[1]; left > 0; left -= 1)
          await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  }

  /** Takes the finger off that `hold` left. */
  async letGo(): Promise<void> {
    if (this.held)
      await this.session?.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    this.held = false;
  }

  private async whenThere(selector: string): Promise<{ x: number; y: number }> {
    const reason = await until(this.page, `!!q(${JSON.stringify(selector)})`);
    if (reason !== undefined) throw new Error(`nothing is ${selector}`);
    return middle(this.page, selector);
  }
}

/** Asks until the expression is true; undefined when it was, else what was wrong at the end. */
async function until(frame: Frame, expression: string): Promise<string | undefined> {
  const told = await frame.evaluate(
    `(async () => {
      const end = performance.now() + ${BOUND};
      let last = 'false';
      for (;;) {
        try { const value = await (${expression}); if (value === true) return null; last = JSON.stringify(value) ?? String(value); }
        catch (error) { last = String(error); }
        if (performance.now() > end) return last;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    })()`,
  );
  return told === null ? undefined : String(told as string);
}

async function judge(
  page: Page,
  one: Case,
  text: (source: string) => string,
  inner: Frame = page,
): Promise<Outcome> {
  const runner = new Runner(page, inner);
  let why: string | undefined;
  try {
    for (const step of one.steps ?? []) await runner.act(step[0] === 'run' ? ['run', text(step[1])] : step);
    why = await until(page, text(one.expect));
  } catch (error) {
    why = error instanceof Error ? error.message.split('\n')[0] : String(error);
  }
  await runner.letGo();
  if (why === undefined) return { case: one, passed: true };
  const problems = await inner
    .evaluate('JSON.stringify({ log, problems: problems().map(({ message }) => message) })')
    .catch(() => '');
  return { case: one, passed: false, why: `${why} ${String(problems).slice(0, 600)}` };
}

export interface Conformance {
  run(cases: readonly Case[], told: (outcome: Outcome) => void): Promise<Outcome[]>;
}

async function withSimulator<T>(
  write: (root: string) => Promise<void>,
  work: (simulator: Simulator) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'trade-sim-case-'));
  let simulator: Simulator | undefined;
  try {
    await write(root);
    simulator = await startSimulator({ root, watch: false });
    return await work(simulator);
  } finally {
    await simulator?.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function together(
  context: BrowserContext,
  cases: readonly Case[],
  told: (one: Outcome) => void,
): Promise<void> {
  await withSimulator(
    (root) => writeTogether(root, cases),
    async ({ url }) => {
      const page = await open(context, `${url}/frame.html`);
      for (const [index, one] of cases.entries()) {
        const folder = folderOf(index);
        const text = (source: string): string => movedText(folder, source).replaceAll('$folder', folder);
        await page.evaluate(
          `(async () => { for (const dialog of document.querySelectorAll('dialog')) dialog.remove(); log.length = 0; __tools.from = __tradeSim.problems.length; __tradeSim.calls.length = 0; __tools.folder = ${JSON.stringify(folder)};
            await tt.reLaunch({ url: ${JSON.stringify(`/${folder}/pages/a/a`)} }).catch((error) => log.push(error.errMsg)); })()`,
        );
        told(await judge(page, one, text));
      }
      await page.close();
    },
  );
}

async function alone(context: BrowserContext, one: Case, told: (one: Outcome) => void): Promise<void> {
  await withSimulator(
    (root) => writeAlone(root, one),
    async ({ url }) => {
      const own = (source: string): string => source.replaceAll('$folder/', '');
      if (one.shell) {
        const { page, inner } = await openShell(context, `${url}/${one.query ?? ''}`);
        told(await judge(page, one, own, inner));
        await page.close();
        return;
      }
      const page = await open(context, `${url}/frame.html${one.query ?? ''}`);
      told(await judge(page, one, own));
      await page.close();
    },
  );
}

/** A phone of 375 by 667 with touch, whose pages have the helpers. */
async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 667 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    // A file chooser stays closed; nothing of the machine is opened.
    permissions: [],
  });
  await context.addInitScript(await readFile(join(import.meta.dirname, 'helpers.js'), 'utf8'));
  return context;
}

export async function runCases(
  cases: readonly Case[],
  told: (outcome: Outcome) => void = () => undefined,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const tell = (one: Outcome): void => {
    outcomes.push(one);
    told(one);
  };
  const browser = await launch();
  try {
    const context = await newContext(browser);
    await together(
      context,
      cases.filter((one) => !isAlone(one)),
      tell,
    );
    for (const one of cases.filter(isAlone)) {
      const own = await newContext(browser);
      await alone(own, one, tell).catch((error: unknown) =>
        tell({ case: one, passed: false, why: String(error) }),
      );
      await own.close();
    }
  } finally {
    await browser.close();
  }
  return outcomes;
}
