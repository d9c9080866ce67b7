import type { CompiledProgram, TabBarState } from '../protocol';
import type { Page } from './page';
import type { Router } from './router';
import type { ShellLink } from './shell-link';
import { isTurned } from './surroundings';

interface BarColors {
  background?: string;
  front?: string;
}

interface Badge {
  badge?: string;
  dot?: boolean;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What the shell shows around the page: the navigation bar and the tab bar. */
export class Bars {
  private readonly changes = new WeakMap<Page, BarColors & { title?: string }>();
  private readonly badges = new Map<number, Badge>();
  private readonly items = new Map<number, Partial<TabBarState['items'][number]>>();
  private style: Partial<Pick<TabBarState, 'color' | 'selectedColor' | 'backgroundColor' | 'borderStyle'>> =
    {};
  private tabBarHidden = false;

  constructor(
    private readonly program: CompiledProgram,
    private readonly router: () => Router,
    private readonly shell: ShellLink,
  ) {}

  setTitle(page: Page, title: string): void {
    this.change(page, { title });
  }

  setColors(page: Page, colors: BarColors): void {
    this.change(page, colors);
  }

  /** Title of a page as the bar shows it. */
  title(page: Page): string {
    return (
      this.changes.get(page)?.title ??
      // An empty one of the page is its own, too.
      (typeof page.json.navigationBarTitleText === 'string' ? page.json.navigationBarTitleText : '')
    );
  }

  setBadge(index: number, badge: Badge): void {
    this.badges.set(index, badge);
    this.tell();
  }

  setTabBarItem(index: number, item: Partial<TabBarState['items'][number]>): void {
    this.items.set(index, { ...this.items.get(index), ...item });
    this.tell();
  }

  setTabBarStyle(style: Bars['style']): void {
    this.style = { ...this.style, ...style };
    this.tell();
  }

  setTabBarHidden(hidden: boolean): void {
    this.tabBarHidden = hidden;
    this.tell();
  }

  setLoading(on: boolean): void {
    this.shell.post({ sim: 'navLoading', on });
  }

  /** The tab bar of the current page; null when it has none. */
  tabBar(): TabBarState | null {
    const router = this.router();
    const bar = this.program.app.tabBar;
    const selected = router.current ? router.tabIndex(router.current.path) : -1;
    if (!bar || selected < 0 || this.tabBarHidden || router.hasOwnTabBar) return null;
    return {
      color: this.style.color ?? bar.color,
      selectedColor: this.style.selectedColor ?? bar.selectedColor,
      backgroundColor: this.style.backgroundColor ?? bar.backgroundColor,
      borderStyle: this.style.borderStyle ?? bar.borderStyle,
      items: bar.list.map(({ text: label, iconPath, selectedIconPath }, index) => ({
        text: label,
        iconPath,
        selectedIconPath,
        ...this.items.get(index),
        ...this.badges.get(index),
      })),
      selected,
    };
  }

  /** The page draws its own navigation bar, and has the whole screen. */
  isCustom(page: Page): boolean {
    return this.navigationStyle(page) === 'custom';
  }

  private navigationStyle(page: Page): string {
    return page.json.navigationStyle ?? text(this.program.app.window?.navigationStyle) ?? 'default';
  }

  /** Tells the shell how things stand. */
  tell(): void {
    const router = this.router();
    const page = router.current;
    if (!page) return;
    const app = this.program.app.window ?? {};
    const own = this.changes.get(page) ?? {};
    const front = own.front ?? text(page.json.navigationBarTextStyle) ?? text(app.navigationBarTextStyle);
    this.shell.post({
      sim: 'nav',
      title: this.title(page),
      depth: router.pages.length,
      path: page.path,
      query: page.query,
      ...(isTurned(page.json.pageOrientation) ? { landscape: true } : {}),
      navigationStyle: this.navigationStyle(page),
      background:
        own.background ??
        text(page.json.navigationBarBackgroundColor) ??
        text(app.navigationBarBackgroundColor),
      front,
    });
    this.shell.post({ sim: 'tabBar', bar: this.tabBar() });
  }

  private change(page: Page, change: BarColors & { title?: string }): void {
    this.changes.set(page, { ...this.changes.get(page), ...change });
    this.tell();
  }
}
