/**
 * Which rows of a long list are drawn, and which pages they come from. Positions count from 0; `end` is not
 * included.
 */

export interface Range {
  start: number;
  end: number;
}

/** The rows in sight and a few above and below, so that a turn of the wheel shows no gap. */
export function visibleRows(
  scrollTop: number,
  height: number,
  rowHeight: number,
  total: number,
  spare = 6,
): Range {
  const first = Math.floor(scrollTop / rowHeight) - spare;
  const last = Math.ceil((scrollTop + height) / rowHeight) + spare;
  const end = Math.min(total, Math.max(0, last));
  return { start: Math.min(Math.max(0, first), end), end };
}

/** Numbers of the pages that hold these rows. */
export function pagesOf({ start, end }: Range, pageSize: number): number[] {
  if (end <= start) return [];
  const first = Math.floor(start / pageSize);
  const last = Math.floor((end - 1) / pageSize);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Where a list must stand so that the row is in sight, moved no farther than needed. */
export function scrollFor(index: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop;
}

/** Where a key takes the reader of a list; undefined for a key that does not move. */
export function moveBy(key: string, index: number, total: number, page: number): number | undefined {
  if (total === 0) return undefined;
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -total,
    End: total,
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.min(total - 1, Math.max(0, index + step));
}
