import { defineTag, flag, text } from './define';
import { inner, privateState } from './dom';

const watchers = privateState<{ stop?: () => void }>(() => ({}));

/**
 * The drawing surface starts with the size of the tag, in CSS pixels; a program that sets its own size keeps
 * it.
 */
function fit(canvas: HTMLCanvasElement, width: number, height: number): void {
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
}

export const canvas = defineTag({
  role: 'img',
  template: '<h-canvas class="surface"/>',
  properties: { canvasId: text(), type: text('2d'), disableScroll: flag() },
  methods: {
    /** What a selector query gives for `node`. */
    getNode(): HTMLCanvasElement | null {
      return inner<HTMLCanvasElement>(this, 'surface');
    },
  },
  attached() {
    const surface = inner<HTMLCanvasElement>(this, 'surface');
    if (!surface) return;
    const drawn = { width: 0, height: 0 };
    const watch = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const untouched =
        drawn.width === 0 || (surface.width === drawn.width && surface.height === drawn.height);
      const { width, height } = entry.contentRect;
      if (
        !untouched ||
        width === 0 ||
        height === 0 ||
        (drawn.width !== 0 && drawn.width === Math.round(width) && drawn.height === Math.round(height))
      )
        return;
      // A canvas drawn to before its first layout has the standard size; resizing it then would wipe it.
      if (drawn.width === 0 && (surface.width !== 300 || surface.height !== 150)) return;
      fit(surface, width, height);
      drawn.width = surface.width;
      drawn.height = surface.height;
    });
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
