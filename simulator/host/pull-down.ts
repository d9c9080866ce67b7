/** Pull-down refresh: by a finger, or by `startPullDownRefresh`. The indicator stays until it is stopped. */
import { ApiError } from './callback';
import type { HostContext } from './context';
import { textOr } from './options';
import { words } from './words';

/** px that the page is pulled until letting go refreshes, and how much of a finger's way it follows. */
const ENOUGH_PX = 60;
const FOLLOW = 0.5;

type Page = NonNullable<HostContext['router']['current']>;

export class PullDown {
  private indicator: HTMLElement | undefined;
  private shownOn: Page | undefined;
  private readonly colours = new WeakMap<Page, string>();

  constructor(private readonly host: HostContext) {}

  start(): void {
    const page = this.host.router.current;
    if (!page) throw new ApiError('no page is open');
    this.stop();
    this.show(page, words().refreshing);
    if (this.isOn(page)) page.call('onPullDownRefresh');
  }

  /** `dark` or `light`: what the page's JSON or `setBackgroundTextStyle` says of the indicator. */
  colour(page: Page, style: unknown): void {
    if (style !== 'dark' && style !== 'light') throw new ApiError('textStyle must be "dark" or "light"');
    this.colours.set(page, style);
    if (this.shownOn === page) this.paint(page);
  }

  stop(): void {
    this.indicator?.remove();
    this.indicator = undefined;
    this.shownOn = undefined;
  }

  /** Follows fingers that pull a page which stands at its top. */
  listen(area: HTMLElement): void {
    let from: number | undefined;
    let pulled = 0;
    const page = (): Page | undefined => this.host.router.current;
    area.addEventListener(
      'touchstart',
      (event) => {
        const current = page();
        const able =
          current &&
          this.isOn(current) &&
          !this.indicator &&
          event.touches.length === 1 &&
          atTop(event, current.element);
        from = able ? event.touches[0]?.clientY : undefined;
        pulled = 0;
      },
      { capture: true, passive: true },
    );
    area.addEventListener(
      'touchmove',
      (event) => {
        const current = page();
        const y = event.touches[0]?.clientY;
        if (from === undefined || y === undefined || !current) return;
        pulled = (y - from) * FOLLOW;
        if (pulled <= 0 || event.defaultPrevented) {
          this.stop();
          return;
        }
        const text = words();
        this.show(current, pulled >= ENOUGH_PX ? text.release : text.pullMore);
      },
      { passive: true },
    );
    const end = (): void => {
      if (from === undefined) return;
      from = undefined;
      if (pulled >= ENOUGH_PX && this.indicator) this.start();
      else if (pulled > 0) this.stop();
    };
    area.addEventListener('touchend', end, { capture: true, passive: true });
    area.addEventListener('touchcancel', end, { capture: true, passive: true });
  }

  private isOn(page: Page): boolean {
    return page.json.enablePullDownRefresh === true;
  }

  private show(page: Page, text: string): void {
    if (!this.indicator || this.shownOn !== page) {
      this.stop();
      this.indicator = document.createElement('div');
      this.indicator.className = 'sim-pull';
      this.indicator.setAttribute('role', 'status');
      page.element.prepend(this.indicator);
      this.shownOn = page;
    }
    this.indicator.textContent = text;
    this.paint(page);
  }

  private paint(page: Page): void {
    const isLight = (this.colours.get(page) ?? page.json.backgroundTextStyle) === 'light';
    this.indicator?.classList.toggle('sim-light', isLight);
    if (this.indicator) this.indicator.style.backgroundColor = textOr(page.json.backgroundColorTop, '');
  }
}

/** Whether nothing between the finger and the page is scrolled down. */
function atTop(event: TouchEvent, page: HTMLElement): boolean {
  const path = event.composedPath();
  return path.includes(page) && path.every((node) => !(node instanceof Element) || node.scrollTop <= 0);
}
