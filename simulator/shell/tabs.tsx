import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props<T extends string> {
  /** Begins the ids of tabs and panel. */
  id: string;
  label: string;
  names: readonly T[];
  titles: Record<T, preact.ComponentChildren>;
  chosen: T;
  class?: string;
  onChoose(name: T): void;
}

const STEP: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
const END: Record<string, (count: number) => number> = { Home: () => 0, End: (count) => count - 1 };

/** Which ends of a row are out of sight. */
function useEdges(row: preact.RefObject<HTMLDivElement>): { before: boolean; after: boolean } {
  const [edges, setEdges] = useState({ before: false, after: false });
  useLayoutEffect(() => {
    const list = row.current;
    if (!list) return undefined;
    const measure = (): void => {
      const before = list.scrollLeft > 1;
      const after = list.scrollLeft + list.clientWidth < list.scrollWidth - 1;
      setEdges((old) => (old.before === before && old.after === after ? old : { before, after }));
    };
    const watch = new ResizeObserver(measure);
    watch.observe(list);
    // Words and counts change the width of what is in it.
    for (const tab of list.children) watch.observe(tab);
    list.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      watch.disconnect();
      list.removeEventListener('scroll', measure);
    };
  }, []);
  return edges;
}

/** What a button at an end of the row covers, px. */
const EDGE_PX = 36;

/** Scrolls the row alone: `scrollIntoView` would move the page, too. */
function reveal(list: HTMLElement, tab: HTMLElement): void {
  const left = tab.offsetLeft - list.offsetLeft - EDGE_PX;
  const right = left + tab.offsetWidth + 2 * EDGE_PX;
  if (left < list.scrollLeft) list.scrollLeft = left;
  else if (right > list.scrollLeft + list.clientWidth) list.scrollLeft = right - list.clientWidth;
}

export const tabId = (id: string, name: string): string => `${id}-tab-${name}`;

/**
 * A row of tabs, which scrolls where it is too long; the arrow keys, Home and End walk it. The body has the
 * id `<id>-body` and is named by the chosen tab.
 */
export function Tabs<T extends string>({
  id,
  label,
  names,
  titles,
  chosen,
  class: look = 'tabs',
  onChoose,
}: Props<T>) {
  const row = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const step = STEP[event.key];
    const next =
      step === undefined
        ? END[event.key]?.(names.length)
        : (names.indexOf(chosen) + step + names.length) % names.length;
    if (next === undefined) return;
    event.preventDefault();
    onChoose(names[next]!);
    row.current?.querySelectorAll('button')[next]?.focus();
  };
  const edges = useEdges(row);
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (row.current && tab) reveal(row.current, tab);
  }, [chosen, edges.after || edges.before]);
  // For a mouse: keys walk the tabs themselves.
  const edge = (side: 'before' | 'after') =>
    edges[side] && (
      <button
        type="button"
        class={`tab-edge ${side}`}
        tabIndex={-1}
        aria-hidden="true"
        onClick={() => {
          const list = row.current;
          list?.scrollBy({ left: (side === 'before' ? -0.7 : 0.7) * list.clientWidth });
        }}
      >
        {side === 'before' ? '‹' : '›'}
      </button>
    );
  return (
    <div class="tab-row">
      {edge('before')}
      <div class={look} role="tablist" aria-label={label} ref={row} onKeyDown={walk}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={tabId(id, name)}
            aria-selected={name === chosen}
            aria-controls={`${id}-body`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {titles[name]}
          </button>
        ))}
      </div>
      {edge('after')}
    </div>
  );
}
