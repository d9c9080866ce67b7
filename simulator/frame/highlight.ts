/** Marks an element on the phone, and lets a person choose one there. */

export const HIGHLIGHT_CSS = `
.sim-highlight { position: fixed; z-index: 100001; box-sizing: border-box; border: 2px solid #1457b8; background: rgba(20, 87, 184, 0.18); pointer-events: none; }
.sim-highlight span { position: absolute; left: -2px; top: 100%; padding: 0 6px; background: #1457b8; color: #fff; font: 12px/18px system-ui, sans-serif; white-space: nowrap; }
.sim-highlight.low span { top: auto; bottom: 100%; }
.sim-picking, .sim-picking * { cursor: crosshair !important; }`;

/** Height of the label and some air, px. */
const LABEL_PX = 24;

export class Highlight {
  private mark: HTMLElement | undefined;

  show(box: DOMRect | undefined, label: string): void {
    if (!box) return this.hide();
    if (!this.mark) {
      this.mark = document.createElement('div');
      this.mark.setAttribute('aria-hidden', 'true');
      this.mark.append(document.createElement('span'));
      document.body.append(this.mark);
    }
    const { left, top, width, height } = box;
    const isLow = box.bottom + LABEL_PX > innerHeight && top > LABEL_PX;
    this.mark.className = isLow ? 'sim-highlight low' : 'sim-highlight';
    Object.assign(this.mark.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    this.mark.firstElementChild!.textContent = `${label} ${Math.round(width)} × ${Math.round(height)}`;
  }

  hide(): void {
    this.mark?.remove();
    this.mark = undefined;
  }
}

const POINTING = [
  ...['pointerdown', 'pointerup', 'pointermove', 'mousedown', 'mouseup', 'mousemove', 'click', 'dblclick'],
  ...['touchstart', 'touchmove', 'touchend', 'contextmenu'],
];

/** While it is on, no finger and no mouse reaches the program. */
export class Picker {
  on = false;

  constructor(
    private readonly met: (node: Node | null) => void,
    private readonly picked: (node: Node | null) => void,
    private readonly gaveUp: () => void,
  ) {}

  set(on: boolean): void {
    if (this.on === on) return;
    this.on = on;
    document.documentElement.classList.toggle('sim-picking', on);
    for (const name of POINTING) {
      if (on) addEventListener(name, this.hear, { capture: true, passive: false });
      else removeEventListener(name, this.hear, { capture: true });
    }
    if (on) addEventListener('keydown', this.press, { capture: true });
    else removeEventListener('keydown', this.press, { capture: true });
  }

  private readonly hear = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const [target] = event.composedPath();
    const node = target instanceof Node ? target : null;
    if (event.type === 'click') this.picked(node);
    else this.met(node);
  };

  private readonly press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.gaveUp();
  };
}
