/** Dragging with a finger or a mouse along one axis (or both), in client pixels. */

interface Drag {
  axis(): 'x' | 'y' | 'both';
  /** Asked when a finger or button goes down; false leaves the gesture alone. */
  start?(): boolean;
  move(dx: number, dy: number): void;
  /** `vx`, `vy`: pixels per ms at the end. */
  end(dx: number, dy: number, vx: number, vy: number): void;
  /** Whether a drag in this direction is ours; asked once, when the finger has moved a few pixels. */
  claims?(dx: number, dy: number): boolean;
}

interface Point {
  x: number;
  y: number;
  time: number;
}

const SLOP_PX = 6;

/** Moves that an inner element has taken: outer ones leave them alone. */
const taken = new WeakSet<Event>();

/** Returns a function that stops listening. */
export function onDrag(element: HTMLElement, drag: Drag): () => void {
  let from: Point | null = null;
  let last: Point | null = null;
  let before: Point | null = null;
  let claimed = false;

  const mine = (dx: number, dy: number): boolean => {
    const axis = drag.axis();
    const along =
      axis === 'both' || (axis === 'x' ? Math.abs(dx) > Math.abs(dy) : Math.abs(dy) > Math.abs(dx));
    return along && (drag.claims?.(dx, dy) ?? true);
  };
  const down = (x: number, y: number, time: number): void => {
    if (drag.start?.() === false) return;
    from = last = before = { x, y, time };
    claimed = false;
  };
  const move = (event: Event, x: number, y: number): void => {
    if (!from) return;
    if (taken.has(event)) {
      from = null;
      return;
    }
    const dx = x - from.x;
    const dy = y - from.y;
    if (!claimed) {
      if (Math.hypot(dx, dy) < SLOP_PX) return;
      if (!mine(dx, dy)) {
        from = null;
        return;
      }
      claimed = true;
    }
    taken.add(event);
    if (event.cancelable) event.preventDefault();
    before = last;
    last = { x, y, time: event.timeStamp };
    drag.move(dx, dy);
  };
  const up = (): void => {
    if (from && last && before && claimed) {
      const elapsed = Math.max(1, last.time - before.time);
      drag.end(
        last.x - from.x,
        last.y - from.y,
        (last.x - before.x) / elapsed,
        (last.y - before.y) / elapsed,
      );
    }
    from = null;
  };

  const controller = new AbortController();
  const { signal } = controller;
  const touch = (event: TouchEvent): Touch | undefined => event.changedTouches[0];
  element.addEventListener(
    'touchstart',
    (event) =>
      event.touches.length === 1 && down(touch(event)!.clientX, touch(event)!.clientY, event.timeStamp),
    { signal, passive: true },
  );
  element.addEventListener(
    'touchmove',
    (event) => move(event, touch(event)!.clientX, touch(event)!.clientY),
    { signal, passive: false },
  );
  element.addEventListener('touchend', up, { signal });
  element.addEventListener('touchcancel', up, { signal });
  element.addEventListener(
    'mousedown',
    (event) => event.button === 0 && down(event.clientX, event.clientY, event.timeStamp),
    { signal },
  );
  window.addEventListener('mousemove', (event) => move(event, event.clientX, event.clientY), { signal });
  window.addEventListener('mouseup', up, { signal });
  return () => controller.abort();
}
