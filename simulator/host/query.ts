import type { Instance } from '../runtime/engine-internals';
import { instanceFrom } from '../runtime/instance-ids';
import { domOf, engineElementOf, queryEngine } from '../runtime/engine-internals';
import { copyOf } from '../rules/data';
import { problem } from '../rules/diagnose';
import type { Family, HostContext } from './context';
import { isRecord } from '../record';

interface Fields {
  id?: boolean;
  dataset?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  node?: boolean;
  context?: boolean;
}

type Found = Record<string, unknown> | null;
type Callback = (found: Found | Found[]) => void;

interface Asked {
  run(): Found | Found[];
  callback: Callback | undefined;
}

/** What a query tells is written down by the view. */
const AS_JSON = { json: true, instances: 'flatten' } as const;

const RECT: Fields = { id: true, dataset: true, rect: true, size: true };
const SCROLL: Fields = { id: true, dataset: true, scrollOffset: true };

/** The element that scrolls: of a scroll-view it is the inner one. */
function scrollerOf(element: HTMLElement): HTMLElement {
  const own = element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth;
  const inner = element.firstElementChild;
  return !own || getComputedStyle(element).overflow === 'visible'
    ? inner instanceof HTMLElement
      ? inner
      : element
    : element;
}

function read(
  element: HTMLElement,
  scroller: HTMLElement,
  fields: Fields,
  engine: { id?: string; dataset?: object; data?: Record<string, unknown> },
): Found {
  const found: Record<string, unknown> = {};
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  if (fields.id) found.id = engine.id ?? '';
  if (fields.dataset) found.dataset = copyOf(engine.dataset ?? {}, AS_JSON);
  if (fields.rect) Object.assign(found, { left, top, right, bottom });
  if (fields.size) Object.assign(found, { width, height });
  if (fields.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = scroller;
    Object.assign(found, { scrollLeft, scrollTop, scrollWidth, scrollHeight });
  }
  for (const name of fields.properties ?? []) found[name] = copyOf(engine.data?.[name], AS_JSON);
  const style = fields.computedStyle && getComputedStyle(element);
  for (const name of fields.computedStyle ?? []) found[name] = style?.[name as keyof CSSStyleDeclaration];
  if (fields.node) found.node = element.querySelector('canvas') ?? element;
  if (fields.context) found.context = engine;
  return found;
}

type Within = Instance & { is: string; getShadowRoot?: unknown };

/** The component of the program in which there is what a query of the page, or of one around it, asks for. */
function componentWith(root: HTMLElement | undefined, selector: string): string | undefined {
  for (const node of root?.querySelectorAll('*') ?? []) {
    const component = engineElementOf(node) as Within | undefined;
    // Built-in tags are components of the simulator's own.
    if (!component?.getShadowRoot || component.is.startsWith('tt:')) continue;
    if (queryEngine(component, selector).length > 0) return component.is;
  }
  return undefined;
}

/** One `select…` of a query. */
class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly find: (fields: Fields) => Found | Found[],
  ) {}

  fields(fields: Fields, callback?: Callback): SelectorQuery {
    return this.query.ask({ run: () => this.find(isRecord(fields) ? fields : {}), callback });
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields(RECT, callback);
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields(SCROLL, callback);
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback);
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback);
  }
}

/** `tt.createSelectorQuery`: reads the page's elements, all at once, after the call of `exec`. */
export class SelectorQuery {
  private readonly asked: Asked[] = [];

  constructor(
    private owner: Instance | undefined,
    private readonly page: () => HTMLElement | undefined,
    private readonly problems: Pick<HostContext['problems'], 'note' | 'report'>,
  ) {}

  in(component: unknown): this {
    const owner = instanceFrom(component);
    if (owner) this.owner = owner;
    else this.problems.note(problem('query-owner'));
    return this;
  }

  select(selector: string): NodesRef {
    const { owner } = this;
    const call = new Error();
    return new NodesRef(this, (fields) => {
      const [found] = this.readAll(owner, selector, fields);
      if (!found) this.tellWhere(owner, selector, call);
      return found ?? null;
    });
  }

  selectAll(selector: string): NodesRef {
    const { owner } = this;
    return new NodesRef(this, (fields) => this.readAll(owner, selector, fields));
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, (fields) => {
      const page = this.page();
      return page ? read(page, page, fields, {}) : null;
    });
  }

  ask(asked: Asked): this {
    this.asked.push(asked);
    return this;
  }

  exec(callback?: (results: (Found | Found[])[]) => void): this {
    requestAnimationFrame(() => {
      const results = this.asked.map(({ run, callback: own }) => {
        const found = run();
        own?.(found);
        return found;
      });
      callback?.(results);
    });
    return this;
  }

  /** Nothing is what a device finds, too; it does not say why. */
  private tellWhere(owner: Instance | undefined, selector: string, call: Error): void {
    const component = componentWith(owner && domOf(owner), selector);
    if (component === undefined) return;
    this.problems.report(call, { finding: problem('query-inside', { selector, component }) });
  }

  private readAll(owner: Instance | undefined, selector: string, fields: Fields): Found[] {
    if (!owner) return [];
    return queryEngine(owner, selector).flatMap((element) => {
      const dom = domOf(element);
      return dom
        ? [read(dom, scrollerOf(dom), fields, element as unknown as Parameters<typeof read>[3])]
        : [];
    });
  }
}

export function query(host: HostContext): Family {
  const current = (): Instance | undefined => host.router.current?.instance;
  const observer =
    (name: 'createIntersectionObserver' | 'createMediaQueryObserver') =>
    (component?: unknown, options?: unknown) => {
      const owner = isRecord(component) && typeof component[name] === 'function' ? component : current();
      return (owner?.[name] as ((options: unknown) => unknown) | undefined)?.call(
        owner,
        owner === component ? options : component,
      );
    };
  return {
    plain: {
      createSelectorQuery: () =>
        new SelectorQuery(current(), () => host.router.current?.element, host.problems),
      createIntersectionObserver: observer('createIntersectionObserver'),
      createMediaQueryObserver: observer('createMediaQueryObserver'),
    },
  };
}
