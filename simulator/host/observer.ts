/** createIntersectionObserver, as documented: margins by side, thresholds, observeAll, fields of the node. */
import { problem } from '../rules/diagnose';
import { domOf, queryEngine, type Instance } from '../runtime/engine-internals';
import type { HostContext } from './context';
import { numberOr } from './options';
import { isRecord } from '../record';

interface Margins {
  left?: number;
  right?: number;
  top?: number;
  bottom?: number;
}

interface Node {
  id?: string;
  dataset?: object;
}

/** The browser knows margins as one text, with the unit at each side. */
export function marginText(margins: unknown): string {
  const given: Margins = isRecord(margins) ? margins : {};
  return (['top', 'right', 'bottom', 'left'] as const)
    .map((side) => `${numberOr(given[side], 0)}px`)
    .join(' ');
}

/** Whether a threshold lies between two ratios; 0 is passed when something begins or ends to be seen. */
export function passes(thresholds: readonly number[], before: number, after: number): boolean {
  if (before === after) return false;
  const [low, high] = before < after ? [before, after] : [after, before];
  return thresholds.some(
    (threshold) => (low < threshold && threshold <= high) || (threshold === 0 && low === 0),
  );
}

const rectOf = ({ left, top, right, bottom, width, height }: DOMRectReadOnly): object => ({
  left,
  top,
  right,
  bottom,
  width,
  height,
});

export class Intersections {
  private root: string | undefined;
  private margins = marginText(undefined);
  private observer: IntersectionObserver | undefined;
  private readonly thresholds: number[];
  private readonly initialRatio: number;
  private readonly all: boolean;

  constructor(
    private readonly host: Pick<HostContext, 'problems' | 'router'>,
    private readonly owner: Instance | undefined,
    options: unknown,
  ) {
    const { thresholds, initialRatio, observeAll } = isRecord(options) ? options : {};
    this.thresholds = Array.isArray(thresholds) ? thresholds.map(Number) : [0];
    this.initialRatio = numberOr(initialRatio, 0);
    this.all = observeAll === true;
  }

  relativeTo(selector: unknown, margins?: unknown): this {
    this.root = String(selector as string);
    this.margins = marginText(margins);
    return this;
  }

  relativeToViewport(margins?: unknown): this {
    this.root = undefined;
    this.margins = marginText(margins);
    return this;
  }

  observe(selector: unknown, listener: unknown): void {
    this.disconnect();
    const { owner } = this;
    if (!owner || typeof listener !== 'function') return;
    const found = queryEngine(owner, String(selector as string)).slice(0, this.all ? undefined : 1);
    const nodes = new Map<Element, Node>();
    for (const element of found) {
      const dom = domOf(element);
      if (dom) nodes.set(dom, element as unknown as Node);
    }
    const root =
      this.root === undefined ? this.host.router.current?.element : domOf(queryEngine(owner, this.root)[0]);
    if (nodes.size === 0 || !root) {
      const missing = nodes.size === 0 ? String(selector as string) : (this.root ?? '');
      this.host.problems.note(problem('intersection-absent', { selector: missing }), owner.is);
      return;
    }
    const ratios = new Map<Element, number>();
    this.observer = new IntersectionObserver(
      (entries) => {
        // A page that is left or covered does not scroll: nothing comes into view or leaves it.
        if (root.getClientRects().length === 0) return;
        for (const entry of entries) {
          const before = ratios.get(entry.target) ?? this.initialRatio;
          ratios.set(entry.target, entry.intersectionRatio);
          if (passes(this.thresholds, before, entry.intersectionRatio))
            this.tell(listener as (result: object) => void, entry, nodes.get(entry.target));
        }
      },
      { root, rootMargin: this.margins, threshold: [...new Set([0, ...this.thresholds])].sort() },
    );
    for (const dom of nodes.keys()) this.observer.observe(dom);
  }

  disconnect(): void {
    this.observer?.disconnect();
    this.observer = undefined;
  }

  private tell(listener: (result: object) => void, entry: IntersectionObserverEntry, node?: Node): void {
    try {
      listener({
        id: node?.id ?? '',
        dataset: { ...node?.dataset },
        time: Date.now(),
        intersectionRatio: entry.intersectionRatio,
        intersectionRect: rectOf(entry.intersectionRect),
        boundingClientRect: rectOf(entry.boundingClientRect),
        relativeRect: entry.rootBounds ? rectOf(entry.rootBounds) : null,
      });
    } catch (error) {
      this.host.problems.report(error, {
        file: this.owner?.is ?? '',
        finding: (said) => problem('run-intersection', { error: said }),
      });
    }
  }
}
