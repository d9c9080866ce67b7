import { defineTag, flag, text } from './define';
import { inner, privateState, tagOf, tagsIn } from './dom';
import type { TagInstance } from './types';

const watchers = privateState<{ stop?: () => void; width: number; height: number }>(() => ({
  width: 0,
  height: 0,
}));

/** What a drawing surface of a mini-program has beside a browser's own methods. */
interface CanvasMethods {
  createImage(): HTMLImageElement;
  createImageData(width: number, height: number): ImageData;
  createPath2D(path?: string | Path2D): Path2D;
  requestAnimationFrame(run: FrameRequestCallback): number;
  cancelAnimationFrame(id: number): void;
}

/** Gives a surface those methods. `address`: what a program's path means as an address. */
export function withCanvasMethods<C extends HTMLCanvasElement>(canvas: C): C & CanvasMethods {
  // A program prints its canvas, and sets it as data: the engine's field on it leads through the whole page.
  Object.defineProperty(canvas, 'toJSON', { value: () => ({}), configurable: true });
  if ('__wxElement' in canvas) Object.defineProperty(canvas, '__wxElement', { enumerable: false });
  return Object.assign(canvas, {
    createImage: () => new Image(),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    createPath2D: (path?: string | Path2D) => new Path2D(path),
    requestAnimationFrame: (run: FrameRequestCallback) => window.requestAnimationFrame(run),
    cancelAnimationFrame: (id: number) => window.cancelAnimationFrame(id),
  });
}

/** A picture, loaded so that it can be drawn. */
export function loadImage(src: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error(`the picture "${src}" cannot be loaded`));
    image.src = src;
  });
}

/**
 * The surface starts with the size of the tag, in CSS pixels; a program that sets its own size keeps it.
 */
function fit(tag: TagInstance, surface: HTMLCanvasElement): void {
  const known = watchers(tag);
  const untouched =
    known.width === 0
      ? surface.width === 300 && surface.height === 150
      : surface.width === known.width && surface.height === known.height;
  const width = Math.round(tag.$$.clientWidth);
  const height = Math.round(tag.$$.clientHeight);
  if (!untouched || width === 0 || height === 0 || (known.width === width && known.height === height)) return;
  if (surface.width !== width) surface.width = width;
  if (surface.height !== height) surface.height = height;
  known.width = width;
  known.height = height;
}

/** The surface of the canvas with that canvas-id or id among elements and what is in them, laid out. */
export function findSurface(roots: readonly Element[], id: string): HTMLCanvasElement | undefined {
  for (const element of tagsIn(roots, 'canvas')) {
    const tag = tagOf(element);
    const surface = tag && inner<HTMLCanvasElement>(tag, 'surface');
    if (!tag || !surface || (tag.data.canvasId !== id && tag.id !== id)) continue;
    fit(tag, surface);
    return surface;
  }
  return undefined;
}

interface Touched {
  clientX: number;
  clientY: number;
}

/** Touches of a canvas say where they are on it. Of any other element they stay as they are. */
export function onCanvas<T extends Touched>(element: Element | undefined, points: T[]): T[] {
  const surface = element?.closest('tt-canvas');
  if (!surface) return points;
  const { left, top } = surface.getBoundingClientRect();
  return points.map((point) => ({ ...point, x: point.clientX - left, y: point.clientY - top }));
}

export const canvas = defineTag({
  role: 'img',
  template: '<h-canvas class="surface"/>',
  properties: { canvasId: text(), type: text(), disableScroll: flag() },
  methods: {
    /** What a selector query gives for `node`. */
    getNode(): HTMLCanvasElement | null {
      return inner<HTMLCanvasElement>(this, 'surface');
    },
  },
  attached() {
    const surface = inner<HTMLCanvasElement>(this, 'surface');
    if (!surface) return;
    withCanvasMethods(surface);
    const watch = new ResizeObserver(() => fit(this, surface));
    watch.observe(this.$$);
    watchers(this).stop = () => watch.disconnect();
    this.$$.addEventListener('touchmove', (event) => this.data.disableScroll && event.preventDefault(), {
      passive: false,
    });
  },
  detached() {
    watchers(this).stop?.();
  },
  css: `
tt-canvas { display: block; position: relative; width: 300px; height: 150px; }
@S@surface { display: block; width: 100%; height: 100%; }`,
});
