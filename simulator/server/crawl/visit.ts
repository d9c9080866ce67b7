import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import type { Diagnostic, RuntimeProblem } from '../../protocol';
import { located, problem } from '../../rules/diagnose';
import { look, settle, type Seen } from './look';
import { missingName, type PageReport } from './report';

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

/** What a browser prints of its own about requests that fail. */
const OF_BROWSER = /^(?:Failed to load resource|Access to |Refused to )/;

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
  picture?: Buffer;
  /** It was not there in time. */
  isLate?: boolean;
}

/** What a page shows, with its picture. */
type Sight = Seen & { picture?: Buffer };

const addressOf = (page: string, { query, silent, noticing }: Way): string =>
  new URLSearchParams({
    page: `/${page}${query === '' ? '' : `?${query}`}`,
    ...(silent === true && { servers: 'silent' }),
    ...(noticing === true && { options: 'noticed' }),
  }).toString();

/** A query with `1` for each option that is not in it. */
const withOptions = (query: string, missed: readonly string[]): string =>
  [...(query === '' ? [] : [query]), ...missed.map((option) => `${encodeURIComponent(option)}=1`)].join('&');

/** Of the app, or of pages and components that the page has nothing of. */
const isElsewhere = ({ units, file }: RuntimeProblem, own: ReadonlySet<string>): boolean =>
  units === undefined ? /^app\.[jt]s$/.test(file) : !units.some((unit) => own.has(unit));

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

  async visit(name: string): Promise<PageReport> {
    const query = this.options.queries.get(name) ?? '';
    const first = await this.firstLook(name, query);
    return this.keep(this.isDoubtful(first.report) ? await this.lookAgain(first, query) : first);
  }

  /** A machine that is busy makes a page late: it gets a second chance. */
  private async firstLook(name: string, query: string): Promise<Look> {
    const first = await this.look(name, { query });
    return first.isLate === true ? this.look(name, { query }) : first;
  }

  /**
   * A page that is not right is looked at with servers that stay silent instead of refusing, and with the
   * options that it asks for. What is then no longer wrong was no fault of the page.
   */
  private async lookAgain(first: Look, query: string): Promise<Look> {
    const { page } = first.report;
    const silent = first.report.servers.length > 0;
    const noticing = await this.look(page, { query, silent, noticing: true });
    const { missedOptions } = noticing.report;
    const report = { ...first.report, missedOptions };
    const openedWith = withOptions(query, missedOptions);
    const isAsked = missedOptions.length > 0;
    const answered = isAsked ? await this.look(page, { query: openedWith, silent }) : undefined;
    const given = answered?.report.opened === true ? answered : undefined;
    const last = given ?? noticing;
    // Two visits that are alike cannot be compared.
    if (!last.report.opened || !(silent || given)) return { ...first, report };
    const compared = this.compare(report, last.report);
    const isRight = last.report.errors.length === 0 && last.report.content;
    if (!given || !isRight || (silent && compared.content)) return { ...first, report: compared };
    const { servers, elsewhere } = compared;
    // Without a server it was the options alone that it wanted.
    const consequences = silent ? compared.consequences : [];
    return {
      ...given,
      report: { ...given.report, servers, elsewhere, consequences, missedOptions, openedWith },
    };
  }

  /** The report, with the picture in its file. */
  private keep({ report, picture }: Look): PageReport {
    if (!picture || this.options.pictures === undefined) return report;
    // Letters of every script stay: pages may be told apart by nothing else.
    const name = report.page.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-');
    const file = path.join(this.options.pictures, `${name}.png`);
    writeFileSync(file, picture);
    return { ...report, picture: file };
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
    if (seen === undefined) return { report, isLate: true };
    return { report, ...(!(seen instanceof Error) && seen.picture && { picture: seen.picture }) };
  }

  private async open(context: BrowserContext, way: Way, report: PageReport, began: number): Promise<Sight> {
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
    page.on('console', (message) => {
      const [line = ''] = message.text().split('\n');
      if (message.type() === 'error' && !OF_BROWSER.test(line)) report.printed = line.slice(0, 200);
    });
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

  private sort({ problems, servers, content, route, missed }: Seen, report: PageReport): void {
    report.content = content;
    report.missedOptions = missed;
    if (route !== undefined && route !== report.page) report.wentTo = route;
    report.servers = [...new Set([...report.servers, ...servers])];
    const known = new Set(this.options.known.map(keyOf));
    const units = this.options.unitsOf(report.page);
    for (const problem of problems) {
      if (known.has(keyOf(problem))) continue;
      const missing = missingName(problem);
      if (missing !== undefined) {
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
