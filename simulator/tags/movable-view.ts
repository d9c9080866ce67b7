import { defineTag, flag, number, text, type Tag } from './define';
import { nextFrame, privateState } from './dom';
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

interface At {
  x: number;
  y: number;
  scale: number;
}

const place = privateState(() => ({ x: 0, y: 0, scale: 1, stop: [] as (() => void)[] }));

/** Keeps a wish inside the area around the tag, in pixels. */
function inside(tag: MovableTag, { x, y, scale }: At): At {
  const area = tag.$$.parentElement;
  if (!area || tag.data.outOfBounds) return { x, y, scale };
  const clamp = (value: number, room: number): number =>
    Math.max(Math.min(0, room), Math.min(Math.max(0, room), value));
  return {
    x: clamp(x, area.clientWidth - tag.$$.offsetWidth * scale),
    y: clamp(y, area.clientHeight - tag.$$.offsetHeight * scale),
    scale,
  };
}

function moveTo(tag: MovableTag, wish: Partial<At>, source: string): void {
  const known = place(tag);
  const at = inside(tag, { x: known.x, y: known.y, scale: known.scale, ...wish });
  tag.$$.style.transform = `translate(${at.x}px, ${at.y}px)${at.scale === 1 ? '' : ` scale(${at.scale})`}`;
  const moved = known.x !== at.x || known.y !== at.y;
  const scaled = known.scale !== at.scale;
  Object.assign(known, at);
  const tell = (): void => {
    if (moved) tag.triggerEvent('change', { x: at.x, y: at.y, source });
    if (scaled) tag.triggerEvent('scale', { ...at });
  };
  if (source === 'touch') tell();
  // Where the program moved it, a device draws first: whoever is told is ready by then.
  else nextFrame(tag, () => nextFrame(tag, tell));
}

const bounded = ({ scale, scaleMin, scaleMax }: MovableTag['data'], wish: number): number =>
  scale ? Math.min(scaleMax, Math.max(scaleMin, wish)) : 1;

const distance = ({ touches }: TouchEvent): number =>
  Math.hypot(touches[0]!.clientX - touches[1]!.clientX, touches[0]!.clientY - touches[1]!.clientY);

/** Two fingers scale the view. Returns a function that stops listening. */
function onPinch(tag: MovableTag): () => void {
  let begin: { distance: number; scale: number } | undefined;
  const control = new AbortController();
  const { signal } = control;
  const start = (event: TouchEvent): void => {
    begin = event.touches.length === 2 ? { distance: distance(event), scale: place(tag).scale } : undefined;
  };
  const move = (event: TouchEvent): void => {
    if (!begin || event.touches.length !== 2 || tag.data.disabled) return;
    event.preventDefault();
    moveTo(tag, { scale: bounded(tag.data, begin.scale * (distance(event) / begin.distance)) }, 'touch');
  };
  tag.$$.addEventListener('touchstart', start, { signal, passive: true });
  tag.$$.addEventListener('touchmove', move, { signal, passive: false });
  return () => control.abort();
}

export const movableView = defineTag({
  template: '<slot/>',
  properties,
  observers: {
    'x, y'() {
      moveTo(this, { x: this.data.x, y: this.data.y }, '');
    },
    'scale, scaleValue, scaleMin, scaleMax'() {
      moveTo(this, { scale: bounded(this.data, this.data.scaleValue) }, '');
    },
  },
  attached() {
    let from = { x: 0, y: 0 };
    let told = false;
    const move = (dx: number, dy: number): void => {
      const { direction } = this.data;
      if (!told) {
        told = true;
        this.triggerEvent(Math.abs(dx) > Math.abs(dy) ? 'htouchmove' : 'vtouchmove', { x: dx, y: dy });
      }
      const x = direction === 'all' || direction === 'horizontal' ? dx : 0;
      const y = direction === 'all' || direction === 'vertical' ? dy : 0;
      moveTo(this, { x: from.x + x, y: from.y + y }, 'touch');
    };
    moveTo(this, { x: this.data.x, y: this.data.y, scale: bounded(this.data, this.data.scaleValue) }, '');
    const stopDrag = onDrag(this.$$, {
      axis: () => ({ horizontal: 'x' as const, vertical: 'y' as const })[this.data.direction] ?? 'both',
      start: () => {
        told = false;
        from = { x: place(this).x, y: place(this).y };
        return !this.data.disabled && this.data.direction !== 'none';
      },
      move,
      end: move,
    });
    place(this).stop.push(stopDrag, onPinch(this));
  },
  detached() {
    for (const stop of place(this).stop) stop();
  },
  css: 'tt-movable-view { display: inline-block; position: absolute; top: 0; left: 0; width: 10px; height: 10px; transform-origin: 0 0; touch-action: none; user-select: none; }',
});
