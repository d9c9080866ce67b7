import { problem } from '../rules/diagnose';
import type { AssociatedBackend, CodeSpace, Root } from 'glass-easel-miniprogram-adapter';
import type { PageJson } from '../protocol';
import type { FrameBackend } from './backend';
import { methodOf, type Instance } from './engine-internals';
import type { Log } from './log';
import { noticing } from './missed-options';
import { whileMaking } from './page-making';
import type { Problems } from './problems';
import { showOuter, type PageSheet } from './sheets';
import { changedFields, fittingFields, textsOf, type SavedPage } from './restore';
import { formatQuery, type PageUrl } from './urls';

/** What opening a page takes. */
export interface PageWorld {
  space: CodeSpace;
  associated: AssociatedBackend;
  backend: FrameBackend;
  mount: HTMLElement;
  /** Styles that every page has, before its own. */
  baseSheets: readonly CSSStyleSheet[];
  problems: Problems;
  log: Log;
  /** Runs the `ready` lifetimes of components attached since the last call. */
  flushReady(): void;
  /** If given, it collects the names of options that pages asked for and were opened without. */
  missedOptions?: Set<string>;
  /** Something inside of a page was scrolled. */
  scrolledInside(): void;
}

/** Resolves with the next frame, or soon after where no frames are drawn (a hidden browser tab). */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * ms between two `onPageScroll` and the height in px that counts as the end of a page unless its JSON says
 * otherwise.
 */
const REACH_BOTTOM_PX = 50;

/** One open page: its element, its engine root and its lifecycle. */
export class Page {
  readonly element: HTMLElement;
  readonly query: Record<string, string>;
  readonly instance: Instance;
  /** Resolves when `onReady` has run. */
  readonly ready: Promise<void>;
  private readonly root: Root;
  private barRoot: Root | undefined;
  /** A tree of its own: sheets, keyframes and ids of a page reach no other page, and end with it. */
  private readonly tree: ShadowRoot;
  private readonly sheets: readonly PageSheet[];
  /** The data that the page was made with, each field as JSON. */
  private readonly initial: ReadonlyMap<string, string>;
  private markReady!: () => void;
  private shown = false;
  private scrollTop = 0;

  constructor(
    private readonly world: PageWorld,
    readonly path: string,
    query: Record<string, string>,
    readonly json: PageJson,
  ) {
    const { missedOptions } = world;
    this.query = missedOptions ? noticing(query, missedOptions) : query;
    this.ready = new Promise((resolve) => (this.markReady = resolve));
    this.element = document.createElement('div');
    this.element.className = 'sim-page';
    this.element.dataset.path = path;
    if (json.disableScroll === true) this.element.style.overflow = 'hidden';
    const background = json.backgroundColorContent ?? json.backgroundColor;
    if (typeof background === 'string') this.element.style.backgroundColor = background;
    const search = formatQuery(query);
    const url = search === '' ? path : `${path}?${search}`;
    const fields = { route: path, __route__: path, options: this.query };
    const { made, sheets } = whileMaking(fields, () =>
      world.backend.sheets.collect(() => world.associated.createRoot('page', world.space, url)),
    );
    this.root = made;
    this.sheets = sheets;
    this.tree = this.element.attachShadow({ mode: 'open' });
    this.tree.adoptedStyleSheets = [...world.baseSheets, ...sheets.map(({ rules }) => rules)];
    this.instance = this.root.get() as unknown as Instance;
    this.initial = textsOf(this.instance.data);
    Object.assign(this.instance, fields);
  }

  get url(): string {
    const search = formatQuery(this.query);
    return search === '' ? `/${this.path}` : `/${this.path}?${search}`;
  }

  /** What has changed in the data since the page was made. A package's page keeps more than its data. */
  get changed(): SavedPage['fields'] {
    return this.path.startsWith('npm:') ? {} : changedFields(this.initial, this.instance.data);
  }

  /** Gives the page the data that it had before a reload, as far as it still fits. */
  takeBack(fields: SavedPage['fields']): void {
    const fitting = fittingFields(fields, this.initial);
    if (Object.keys(fitting).length > 0) this.instance.setData(fitting);
  }

  get location(): PageUrl {
    return { path: this.path, query: this.query };
  }

  /** The component of the program's own tab bar on this page: its instance is what getTabBar() gives. */
  addTabBar(path: string): void {
    const { made, sheets } = this.world.backend.sheets.collect(() =>
      this.world.associated.createRoot('custom-tab-bar', this.world.space, path),
    );
    this.barRoot = made;
    this.tree.adoptedStyleSheets = [...this.tree.adoptedStyleSheets, ...sheets.map(({ rules }) => rules)];
  }

  get tabBar(): Instance | undefined {
    return this.barRoot?.get() as unknown as Instance | undefined;
  }

  /** Attaches the page and runs `onLoad`; `onReady` follows after the first frame. */
  load(): void {
    const placeholder = document.createElement('span');
    // What the host puts into the page's element, such as the refresh indicator, shows above the page.
    this.tree.append(document.createElement('slot'), placeholder);
    // `scroll` does not leave a tree.
    this.tree.addEventListener('scroll', this.world.scrolledInside, { capture: true, passive: true });
    this.world.mount.append(this.element);
    // The document's share must be on before the first lifetimes run.
    showOuter(this.sheets, true);
    this.root.attach(this.tree as never, placeholder as never);
    if (this.barRoot) {
      const place = document.createElement('span');
      this.tree.append(place);
      this.barRoot.attach(this.tree as never, place as never);
    }
    this.element.addEventListener('scroll', this.onScroll, { passive: true });
    this.call('onLoad', this.query);
  }

  show(): void {
    if (this.shown) return;
    this.shown = true;
    this.element.hidden = false;
    showOuter(this.sheets, true);
    this.root.getComponent().triggerPageLifetime('show', []);
    this.call('onShow');
    this.element.scrollTop = this.scrollTop;
  }

  /** After the first `show`: the `ready` lifetimes of the components, then `onReady`. */
  async becomeReady(): Promise<void> {
    await nextFrame();
    this.world.flushReady();
    this.call('onReady');
    this.markReady();
  }

  hide(): void {
    if (!this.shown) return;
    this.shown = false;
    this.scrollTop = this.element.scrollTop;
    this.element.hidden = true;
    showOuter(this.sheets, false);
    this.root.getComponent().triggerPageLifetime('hide', []);
    this.call('onHide');
  }

  unload(): void {
    if (this.shown) showOuter(this.sheets, false);
    this.shown = false;
    this.call('onUnload');
    this.element.removeEventListener('scroll', this.onScroll);
    this.barRoot?.release();
    this.root.release();
    this.element.remove();
  }

  resize(size: { windowWidth: number; windowHeight: number }): void {
    this.root.getComponent().triggerPageLifetime('resize', [{ size }]);
    this.call('onResize', { size });
  }

  /** Calls a page function if there is one. What it throws is a problem of the page. */
  call(name: string, ...args: unknown[]): unknown {
    const method = methodOf(this.instance, name);
    if (!method) return undefined;
    this.world.log.write('lifecycle', 'debug', `${name} ${this.path}`, args[0]);
    try {
      return method.apply(this.instance, args);
    } catch (error) {
      this.world.problems.report(error, {
        file: this.path,
        finding: (said) => problem('run-threw', { method: name, where: this.path, error: said }),
      });
      return undefined;
    }
  }

  has(name: string): boolean {
    return methodOf(this.instance, name) !== undefined;
  }

  private atBottom = false;
  /** Where its end was when `onReachBottom` was last called. */
  private toldHeight = 0;

  private readonly onScroll = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    this.call('onPageScroll', { scrollTop });
    const distance =
      typeof this.json.onReachBottomDistance === 'number' ? this.json.onReachBottomDistance : REACH_BOTTOM_PX;
    const atBottom = scrollHeight - clientHeight - scrollTop <= distance;
    // A page that has grown since then has a new end to reach.
    if (atBottom && (!this.atBottom || scrollHeight > this.toldHeight)) {
      this.toldHeight = scrollHeight;
      this.call('onReachBottom');
    }
    this.atBottom = atBottom;
  };
}
