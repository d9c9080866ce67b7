import { problem } from '../rules/diagnose';
import type { CompiledProgram, TabBarItem } from '../protocol';
import { OPEN_PAGES } from '../rules/limits';
import { Page, type PageWorld } from './page';
import { pageOptions } from './page-options';
import type { SavedPage } from './restore';
import { joinPath, resolvePageUrl, type PageUrl } from './urls';

/** Where the component of a program's own tab bar has to be. */
const CUSTOM_TAB_BAR = 'custom-tab-bar/index';

/** Why a navigation failed; the text goes behind `<api>:fail `. */
export class NavigationError extends Error {}

interface RouterEvents {
  /** The visible page or its stack changed. */
  changed(current: Page): void;
  /** A page that the mini-program does not have was asked for at launch. */
  notFound(target: PageUrl): void;
}

/**
 * The page stack. Navigations run one after the other, each in a later turn than its call, as on a device.
 */
export class Router {
  private readonly stack: Page[] = [];
  /** Tab pages stay alive behind the others. */
  private readonly tabs = new Map<string, Page>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly program: CompiledProgram,
    private readonly world: PageWorld,
    private readonly events: RouterEvents,
  ) {}

  get pages(): readonly Page[] {
    return this.stack;
  }

  get current(): Page | undefined {
    return this.stack.at(-1);
  }

  /** The open pages, the first one lowest; with their data, if that is to be kept. */
  saved(withData: boolean): SavedPage[] {
    return this.stack.map((page) => ({ url: page.url, fields: withData ? page.changed : {} }));
  }

  resolve(url: string): PageUrl {
    return resolvePageUrl(url, this.current?.path ?? '', this.program.external);
  }

  tabIndex(path: string): number {
    return this.tabItems.findIndex((item) => joinPath('', item.pagePath) === path);
  }

  /** The program draws the tab bar itself, as a component at each page of it. */
  get hasOwnTabBar(): boolean {
    return this.program.app.tabBar?.custom === true && this.program.order.includes(CUSTOM_TAB_BAR);
  }

  get tabItems(): TabBarItem[] {
    return this.program.app.tabBar?.list ?? [];
  }

  /** Opens the first page. An unknown one is reported, and the program's own first page opens instead. */
  launch(url: string): Promise<void> {
    return this.enqueue(async () => {
      const target = this.resolve(url);
      if (this.exists(target.path)) return this.open(target);
      this.events.notFound(target);
      const first = this.firstPage();
      if (first === undefined) throw new NavigationError('the mini-program has no page');
      return this.open({ path: first, query: {} });
    });
  }

  navigateTo(url: unknown): Promise<void> {
    return this.enqueue(async () => {
      const target = this.target(url);
      if (this.tabIndex(target.path) >= 0) throw new NavigationError('can not navigateTo a tabbar page');
      if (this.stack.length >= OPEN_PAGES)
        throw new NavigationError(`webview count limit exceed: at most ${OPEN_PAGES} pages can be open`);
      this.current?.hide();
      await this.open(target);
    });
  }

  redirectTo(url: unknown): Promise<void> {
    return this.enqueue(async () => {
      const target = this.target(url);
      if (this.tabIndex(target.path) >= 0) throw new NavigationError('can not redirectTo a tabbar page');
      this.close();
      await this.open(target);
    });
  }

  reLaunch(url: unknown): Promise<void> {
    return this.enqueue(async () => {
      const target = this.target(url);
      this.closeAll();
      await this.open(target);
    });
  }

  switchTab(url: unknown): Promise<void> {
    return this.enqueue(async () => {
      const { path } = this.target(url);
      if (this.tabIndex(path) < 0) throw new NavigationError('can not switch to no-tabBar page');
      while (this.stack.length > 0 && this.current && !this.isKept(this.current)) this.close();
      const open = this.tabs.get(path);
      if (open !== undefined && open === this.current) return this.reveal(open);
      this.stack.pop()?.hide();
      if (!open) return this.open({ path, query: {} });
      this.stack.push(open);
      return this.reveal(open);
    });
  }

  navigateBack(delta: unknown): Promise<void> {
    return this.enqueue(() => {
      const wanted = typeof delta === 'number' && delta >= 1 ? Math.floor(delta) : 1;
      if (this.stack.length < 2) throw new NavigationError('cannot navigate back at first page');
      const count = Math.min(wanted, this.stack.length - 1);
      for (let closed = 0; closed < count; closed += 1) this.close();
      this.reveal(this.current as Page);
      return Promise.resolve();
    });
  }

  /** Opens these pages again, after a reload. Pages that are gone are left out; false when none is left. */
  restore(saved: readonly SavedPage[]): Promise<boolean> {
    return this.enqueue(async () => {
      for (const { url, fields } of saved) {
        const target = this.resolve(url);
        if (!this.exists(target.path)) continue;
        this.current?.hide();
        await this.open(target, (page) => page.takeBack(fields));
      }
      return this.stack.length > 0;
    });
  }

  firstPage(): string | undefined {
    const entry = this.program.app.entryPagePath;
    return entry !== undefined && this.exists(joinPath('', entry))
      ? joinPath('', entry)
      : this.program.pages[0];
  }

  private exists(path: string): boolean {
    return this.program.pages.includes(path);
  }

  private target(url: unknown): PageUrl {
    if (typeof url !== 'string' || url === '')
      throw new NavigationError('parameter error: parameter.url should be String');
    const target = this.resolve(url);
    if (!this.exists(target.path))
      throw new NavigationError(
        `page "${target.path}" is not found${/^user:/i.test(target.path) ? ': write usr:// in place of user://' : ''}`,
      );
    return target;
  }

  /** Opens a page above the current one; settles when it is ready. */
  private async open({ path, query }: PageUrl, prepare?: (page: Page) => void): Promise<void> {
    let page: Page;
    try {
      page = new Page(this.world, path, query, pageOptions(this.program, path));
    } catch (error) {
      this.world.problems.report(error, {
        file: path,
        finding: (said) => problem('page-unmade', { path, error: said }),
      });
      this.current?.show();
      throw new NavigationError(
        `page "${path}" cannot be made: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    this.stack.push(page);
    if (this.tabIndex(path) >= 0) this.tabs.set(path, page);
    if (this.hasOwnTabBar && this.tabIndex(path) >= 0) page.addTabBar(CUSTOM_TAB_BAR);
    page.load();
    page.show();
    prepare?.(page);
    this.events.changed(page);
    await page.becomeReady();
  }

  private reveal(page: Page): void {
    page.show();
    this.events.changed(page);
  }

  private isKept(page: Page): boolean {
    return this.tabs.get(page.path) === page;
  }

  /** Unloads the top page. */
  private close(): void {
    const page = this.stack.pop();
    if (!page) return;
    if (this.isKept(page)) this.tabs.delete(page.path);
    page.unload();
  }

  private closeAll(): void {
    while (this.stack.length > 0) this.close();
    for (const page of this.tabs.values()) page.unload();
    this.tabs.clear();
  }

  private enqueue<T>(navigation: () => Promise<T>): Promise<T> {
    const result = this.queue.then(navigation);
    this.queue = result.catch(() => undefined);
    return result;
  }
}
