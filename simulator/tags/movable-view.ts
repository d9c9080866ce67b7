import { defineTag, flag, number, text, type Tag } from './define';
import { privateState } from './dom';
import { onDrag } from './drag';
import type { TagProperty } from './types';

const properties = {
  direction: text('none'),
  x: number(),
  y: number(),
  disabled: flag(),
  outOfBounds: flag(),
  inertia: flag(),
  damping: number(20),
  friction: number(2),
  animation: flag(true),
  scale: flag(),
  scaleMin: number(0.5),
  scaleMax: number(10),
  scaleValue: number(1),
} satisfies Record<string, TagProperty>;

type MovableTag = Tag<typeof properties>;

const place = privateState(() => ({ x: 0, y: 0, stop: undefined as (() => void) | undefined }));

/** Keeps a wish inside the area around the tag, in pixels. */
function inside(tag: MovableTag, x: number, y: number): { x: number; y: number } {
  const area = tag.$$.parentElement;
  if (!area || tag.data.outOfBounds) return { x, y };
  const clamp = (value: number, room: number): number =>
    Math.max(Math.min(0, room), Math.min(Math.max(0, room), value));
  return {
    x: clamp(x, area.clientWidth - tag.$$.offsetWidth),
    y: clamp(y, area.clientHeight - tag.$$.offsetHeight),
  };
}

function moveTo(tag: MovableTag, x: number, y: number, source: string): void {
  const at = inside(tag, x, y);
  const known = place(tag);
  tag.$$.style.transform = `translate(${at.x}px, ${at.y}px)`;
  if (known.x === at.x && known.y === at.y) return;
  known.x = at.x;
  known.y = at.y;
  tag.triggerEvent('change', { ...at, source });
}

export const movableView = defineTag({
  template: '<slot/>',
  properties,
  observers: {
    'x, y'() {
      moveTo(this, this.data.x, this.data.y, '');
    },
  },
  attached() {
    let from = { x: 0, y: 0 };
    const move = (dx: number, dy: number): void => {
      const { direction } = this.data;
      const x = direction === 'all' || direction === 'horizontal' ? dx : 0;
      const y = direction === 'all' || direction === 'vertical' ? dy : 0;
      moveTo(this, from.x + x, from.y + y, 'touch');
    };
    moveTo(this, this.data.x, this.data.y, '');
    place(this).stop = onDrag(this.$$, {
      axis: () => ({ horizontal: 'x' as const, vertical: 'y' as const })[this.data.direction] ?? 'both',
      start: () => {
        from = { x: place(this).x, y: place(this).y };
        return !this.data.disabled && this.data.direction !== 'none';
      },
      move,
      end: move,
    });
  },
  detached() {
    place(this).stop?.();
  },
  css: 'tt-movable-view { display: inline-block; position: absolute; top: 0; left: 0; width: 10px; height: 10px; touch-action: none; user-select: none; }',
});
