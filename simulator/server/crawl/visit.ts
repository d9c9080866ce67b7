import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import type { Diagnostic, RuntimeProblem } from '../../protocol';
import { located, problem } from '../../rules/diagnose';
import { missingName, refusedServer, type PageReport } from './report';

interface VisitOptions {
  /** Address of the document that a mini-program runs in. */
  frame: string;
  /** How long a page may take, ms. */
  timeout: number;
  /** Folder for a picture of each page. */
  pictures?: string;
  /** What the compiler said: problems that belong to files and not to a visit. */
  known: readonly Diagnostic[];
  /** What pages are opened with, by the page. */
  queries: ReadonlyMap<string, string>;
  /** Ids of a page and of all components that it uses. */
  unitsOf: (page: string) => ReadonlySet<string>;
}

/** How long a page must stay as it is to be taken for finished, and how long that may take at most, ms. */
const QUIET = 300;
const QUIET_AT_MOST = 3000;
/** A browser that hangs is given so long to close, ms. */
const CLOSING = 3000;

/** What a page is not in want of a server for: it works without. */
const DECORATION = new Set(['image', 'font', 'media']);

/** What is read of the frame's `__tradeSim`. */
interface TradeSim {
  problems: RuntimeProblem[];
  calls: { outcome?: string; result?: { errMsg?: unknown } }[];
  missedOptions: string[];
  pages(): { route?: string }[];
}

interface Seen {
  problems: RuntimeProblem[];
  /** Messages of calls of `tt` that failed. */
  failures: string[];
  content: boolean;
  /** The page on top. */
  route?: string;
  missed: string[];
  picture?: Buffer;
}

/** How a page is opened. */
interface Way {
  query: string;
  /** Servers do not refuse: they stay silent. */
  silent?: boolean;
  /** Options that it asks for are noticed. */
  noticing?: boolean;
}

interface Look {
  report: PageReport;
  picture: Buffer | undefined;
}

const addressOf = (page: string, { query, silent, noticing }: Way): string =>
  new URLSearchParams({
    page: `/${page}${query === '' ? '' : `?${query}`}`,
    ...(silent === true && { servers: 'silent' }),
    ...(noticing === true && { options: 'noticed' }),
  }).toString();

/** Of the app, or of a page or component that the page has nothing of. */
const isElsewhere = ({ unit, file }: RuntimeProblem, units: ReadonlySet<string>): boolean =>
  unit === undefined ? /^app\.[jt]s$/.test(file) : !units.has(unit);

/** Runs in the frame: waits until nothing changes any more. */
const settle = ({ quiet, atMost }: { quiet: number; atMost: number }): Promise<void> =>
  new Promise((resolve) => {
    const end = performance.now() + atMost;
    let last = performance.now();
    const look = new MutationObserver(() => {
      last = performance.now();
    });
    look.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const check = (): void => {
      const now = performance.now();
      if (now - last >= quiet || now >= end) {
        look.disconnect();
        resolve();
      } else setTimeout(check, 50);
    };
    check();
  });

/** Runs in the frame: its problems, and whether the page on top shows anything. */
const look = (): Seen => {
  const PICTURES = 'img, canvas, video, iframe, svg, input, textarea';
  const shows = (root: ParentNode): boolean =>
    [...root.querySelectorAll('*')].some((element) => {
      if (element.shadowRoot && shows(element.shadowRoot)) return true;
      const box = element.getBoundingClientRect();
      if (box.width < 1 || box.height < 1 || getComputedStyle(element).visibility === 'hidden') return false;
      if (element.matches(PICTURES)) return true;
      if (/url\(/.test(getComputedStyle(element).backgroundImage)) return true;
      return [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
    });
  const pages = [...document.querySelectorAll<HTMLElement>('.sim-page')].filter((page) => !page.hidden);
  const [top] = pages.slice(-1);
  const sim = (globalThis as unknown as { __tradeSim?: TradeSim }).__tradeSim;
  return {
    problems: JSON.parse(JSON.stringify(sim?.problems ?? [])) as RuntimeProblem[],
    failures: (sim?.calls ?? [])
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ result }) => String(result?.errMsg)),
    content: top !== undefined && shows(top.shadowRoot ?? top),
    route: sim?.pages().at(-1)?.route,
    missed: sim?.missedOptions ?? [],
  };
};

const later = <T>(ms: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(resolve, ms, value).unref());

export const keyOf = ({ file, line, column, message }: Diagnostic): string =>
  JSON.stringify([file, line, column, message]);

/**
 * Goes through pages one after the other, each in a context of its own: one that hangs costs its time only.
 */
export class Visitor {
  private browser: Browser | undefined;
  /** Errors of the app that do not come where a server stays silent. */
  private readonly ofServers = new Set<string>();

  constructor(
    private readonly launch: () => Promise<Browser>,
    private readonly options: VisitOptions,
  ) {}

  /**
   * A page that is not right is looked at again: with servers that stay silent instead of refusing, and with
   * the options that it asks for. What is then no longer wrong was no fault of the page.
   */
  async visit(name: string): Promise<PageReport> {
    const query = this.options.queries.get(name) ?? '';
    const first = await this.look(name, { query });
    const keep = ({ report, picture }: Look): PageReport => {
      if (picture && this.options.pictures !== undefined) {
        const file = path.join(this.options.pictures, `${name.replace(/[^\w.-]+/g, '-')}.png`);
        writeFileSync(file, picture);
        report.picture = file;
      }
      return report;
    };
    if (!this.isDoubtful(first.report)) return keep(first);
    const silent = first.report.servers.length > 0;
    const second = await this.look(name, { query, silent, noticing: true });
    const { missedOptions } = second.report;
    const wanted = missedOptions.map((option) => `${encodeURIComponent(option)}=1`);
    const openedWith = [...(query === '' ? [] : [query]), ...wanted].join('&');
    const third = wanted.length > 0 ? await this.look(name, { query: openedWith, silent }) : undefined;
    const last = third?.report.opened === true ? third : second;
    if (!last.report.opened) return keep({ ...first, report: { ...first.report, missedOptions } });
    const isRight = last.report.errors.length === 0 && last.report.content;
    const before = { ...first.report, missedOptions };
    const report = silent || last === third ? this.compare(before, last.report) : before;
    if (last !== third || !isRight || (silent && report.content)) return keep({ ...first, report });
    const { servers, elsewhere } = report;
    // Without a server it was the options alone that it wanted.
    const consequences = silent ? report.consequences : [];
    return keep({
      ...third,
      report: { ...third.report, servers, elsewhere, consequences, missedOptions, openedWith },
    });
  }

  private isDoubtful({ opened, content, errors, elsewhere, servers }: PageReport): boolean {
    const isNew = (one: RuntimeProblem): boolean => one.level === 'error' && !this.ofServers.has(keyOf(one));
    return opened && (errors.length > 0 || !content || (servers.length > 0 && elsewhere.some(isNew)));
  }

  /** Parts what is wrong however the page is opened from what is not. */
  private compare(first: PageReport, last: PageReport): PageReport {
    const still = new Set([...last.errors, ...last.elsewhere].map(keyOf));
    const stays = (one: RuntimeProblem): boolean => still.has(keyOf(one));
    for (const one of first.elsewhere) if (!stays(one)) this.ofServers.add(keyOf(one));
    return {
      ...first,
      errors: first.errors.filter(stays),
      consequences: first.errors.filter((one) => !stays(one)),
    };
  }

  /** Whether an error of the app comes only because a server refuses. */
  isOfServers(one: Diagnostic): boolean {
    return this.ofServers.has(keyOf(one));
  }

  private async look(name: string, way: Way): Promise<Look> {
    const began = performance.now();
    const report: PageReport = {
      page: name,
      content: false,
      opened: false,
      errors: [],
      consequences: [],
      elsewhere: [],
      warnings: [],
      missing: [],
      servers: [],
      missedOptions: [],
      time: 0,
    };
    this.browser ??= await this.launch();
    const context = await this.browser.newContext({
      viewport: { width: 375, height: 667 },
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
    });
    const seen = await Promise.race([
      this.open(context, way, report, began).catch((error: unknown) => error as Error),
      later(this.options.timeout, undefined),
    ]);
    if (seen === undefined || seen instanceof Error) {
      report.time = Math.round(performance.now() - began);
      const error = seen?.message.split('\n')[0] ?? '';
      report.errors.push(
        located(
          seen === undefined
            ? problem('page-late', { seconds: this.options.timeout / 1000 })
            : problem('page-unvisited', { error }),
          name,
        ),
      );
    } else this.sort(seen, report);
    await this.leave(context);
    return { report, picture: seen instanceof Error ? undefined : seen?.picture };
  }

  private async open(context: BrowserContext, way: Way, report: PageReport, began: number): Promise<Seen> {
    const { frame, pictures } = this.options;
    const { hostname } = new URL(frame);
    // Nothing leaves this machine.
    await context.route(
      (url) => url.protocol.startsWith('http') && url.hostname !== hostname,
      (route) => {
        const host = new URL(route.request().url()).host;
        if (!DECORATION.has(route.request().resourceType()) && !report.servers.includes(host))
          report.servers.push(host);
        return route.abort();
      },
    );
    const page = await context.newPage();
    page.setDefaultTimeout(this.options.timeout);
    // Functions that are sent to the page call this helper of some compilers.
    await page.addInitScript('globalThis.__name = (target) => target;');
    await page.goto(`${frame}?${addressOf(report.page, way)}`);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    report.time = Math.round(performance.now() - began);
    await page.evaluate(settle, { quiet: QUIET, atMost: QUIET_AT_MOST });
    const seen = await page.evaluate(look);
    report.opened = (await page.getAttribute('html', 'data-ready')) === '1';
    if (pictures === undefined) return seen;
    // The report has the problems; a picture is of the page.
    await page.evaluate(() => document.querySelector('.sim-problems')?.remove());
    return { ...seen, picture: await page.screenshot() };
  }

  private sort({ problems, failures, content, route, missed }: Seen, report: PageReport): void {
    report.content = content;
    report.missedOptions = missed;
    if (route !== undefined && route !== report.page) report.wentTo = route;
    const addServer = (server: string): void => {
      if (!report.servers.includes(server)) report.servers.push(server);
    };
    for (const message of failures) {
      const server = refusedServer(message);
      if (server !== undefined) addServer(server);
    }
    const known = new Set(this.options.known.map(keyOf));
    const units = this.options.unitsOf(report.page);
    for (const problem of problems) {
      if (known.has(keyOf(problem))) continue;
      const server = refusedServer(problem.message);
      const missing = missingName(problem);
      if (server !== undefined) addServer(server);
      else if (missing !== undefined) {
        report.missing.push(missing);
        report.warnings.push(problem);
      } else if (isElsewhere(problem, units)) report.elsewhere.push(problem);
      else (problem.level === 'error' ? report.errors : report.warnings).push(problem);
    }
  }

  /** Closes a page; a browser that does not close is left for a new one. */
  private async leave(context: BrowserContext): Promise<void> {
    const closed = await Promise.race([
      context.close().then(
        () => true,
        () => false,
      ),
      later(CLOSING, false),
    ]);
    if (!closed) await this.close();
  }

  async close(): Promise<void> {
    const { browser } = this;
    this.browser = undefined;
    await Promise.race([browser?.close().catch(() => undefined), later(CLOSING, undefined)]);
  }
}
