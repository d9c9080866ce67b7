import { defineTag, number, text } from './define';
import { inner } from './dom';
import { own } from '../record';

/** Path data on a 24 by 24 grid, and the colour used when the program gives none. */
const ICONS: Record<string, [path: string, color: string, filled?: boolean]> = {
  success: [
    'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.2 14.2L6.6 12 8 10.6l2.8 2.8L16 8.2l1.4 1.4Z',
    '#e0234d',
    true,
  ],
  success_no_circle: ['m5 12.5 4.5 4.5L19 7.5', '#e0234d'],
  info: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm1 15h-2v-6h2Zm0-8h-2V7h2Z', '#1966d2', true],
  warn: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm1 15h-2v-2h2Zm0-4h-2V7h2Z', '#c5281c', true],
  waiting: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm4 12h-5V7h2v5h3Z', '#1966d2', true],
  cancel: [
    'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm4.2 12.8-1.4 1.4L12 13.4l-2.8 2.8-1.4-1.4 2.8-2.8-2.8-2.8 1.4-1.4 2.8 2.8 2.8-2.8 1.4 1.4-2.8 2.8Z',
    '#c5281c',
    true,
  ],
  download: ['M12 4v11m-5-5 5 5 5-5M5 20h14', '#1a7f37'],
  search: ['M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20 20', '#6b6d75'],
  clear: [
    'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm4.2 12.8-1.4 1.4L12 13.4l-2.8 2.8-1.4-1.4 2.8-2.8-2.8-2.8 1.4-1.4 2.8 2.8 2.8-2.8 1.4 1.4-2.8 2.8Z',
    '#85868c',
    true,
  ],
};

const SVG = 'http://www.w3.org/2000/svg';

/** Nothing without a type that there is: such a tag shows what the program's sheet puts before it. */
function draw(box: HTMLElement, type: string, size: number, color: string): void {
  const shown = own(ICONS, type);
  if (!shown) {
    box.replaceChildren();
    return;
  }
  const [path, ownColor, filled = false] = shown;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('width', String(size));
  svg.setAttribute('height', String(size));
  const shape = document.createElementNS(SVG, 'path');
  const paint = color === '' ? ownColor : color;
  shape.setAttribute('d', path);
  shape.setAttribute('fill', filled ? paint : 'none');
  if (!filled) {
    shape.setAttribute('stroke', paint);
    shape.setAttribute('stroke-width', '2');
  }
  svg.append(shape);
  box.replaceChildren(svg);
}

export const icon = defineTag({
  role: 'img',
  template: '<h-span class="box"/>',
  properties: { type: text(), size: number(24), color: text() },
  observers: {
    'type, size, color'() {
      const box = inner(this, 'box');
      if (box) draw(box, this.data.type, this.data.size, this.data.color);
    },
  },
  attached() {
    const { type, size, color } = this.data;
    // A picture without a name says nothing to whoever cannot see it.
    if (type === '') this.$$.setAttribute('aria-hidden', 'true');
    else if (!this.$$.hasAttribute('aria-label')) this.$$.setAttribute('aria-label', type);
    const box = inner(this, 'box');
    if (box) draw(box, type, size, color);
  },
  css: 'tt-icon { display: inline-block; vertical-align: middle; } @S@box { display: block; line-height: 0; }',
});
