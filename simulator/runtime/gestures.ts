import type { FrameBackend } from './backend';
import { engineElementOf, triggerFromDom } from './engine-internals';
import { toPoint, type Dispatch, type Pointer } from './events';

/** ms until a press is a long press, and px that a finger may move meanwhile. */
const LONG_PRESS_MS = 350;
const STILL_PX = 10;

interface Hovered {
  classList: { toggle(name: string, on: boolean): void };
}

/** The classes of `hover-class`, set through the engine so that the style scope's prefix is right. */
class HoverClasses {
  private readonly on: { element: Hovered; name: string }[] = [];

  start(from: Node | null): void {
    for (let node = from; node instanceof Element; node = node.parentNode) {
      const element = engineElementOf(node) as (Hovered & { data?: Record<string, unknown> }) | undefined;
      if (!element) continue;
      const names = node.getAttribute('hover-class') ?? element.data?.hoverClass;
      if (typeof names !== 'string' || names === '' || names === 'none' || element.data?.disabled === true)
        continue;
      for (const name of names.split(/\s+/)) {
        element.classList.toggle(name, true);
        this.on.push({ element, name });
      }
      if (node.hasAttribute('hover-stop-propagation')) break;
    }
  }

  end(): void {
    for (const { element, name } of this.on.splice(0)) element.classList.toggle(name, false);
  }
}

const TYPING = 'input, textarea, select, button, a[href], [contenteditable]';

/**
 * longpress, hover-class, touch events from a mouse, and taps from the keyboard. `release`: what was pressed
 * is no press any more.
 */
export function installGestures(
  backend: FrameBackend,
  dispatch: Dispatch,
  body: HTMLElement,
): { release(): void } {
  const hover = new HoverClasses();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from: Pointer | undefined;
  let touched = false;
  let mouseDown = false;

  const press = (event: Event, pointer: Pointer): void => {
    hover.start(event.target as Node | null);
    from = toPoint(pointer);
    dispatch.dropped.delete('tap');
    clearTimeout(timer);
    timer = setTimeout(() => {
      const detail = { x: pointer.clientX, y: pointer.clientY };
      triggerFromDom(backend, event, 'longpress', detail);
      const heard = dispatch.wasHandled('longpress');
      triggerFromDom(backend, event, 'longtap', detail);
      if (heard || dispatch.wasHandled('longtap')) dispatch.dropped.add('tap');
    }, LONG_PRESS_MS);
  };
  const move = (pointer: Pointer): void => {
    if (
      from &&
      Math.max(Math.abs(pointer.clientX - from.clientX), Math.abs(pointer.clientY - from.clientY)) > STILL_PX
    )
      clearTimeout(timer);
  };
  const release = (): void => {
    clearTimeout(timer);
    hover.end();
  };
  const listen = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ): void => body.addEventListener(type, listener, { capture: true, passive: true });

  listen('touchstart', (event) => {
    touched = true;
    const pointer = event.touches[0];
    if (pointer) press(event, pointer);
  });
  listen('touchmove', (event) => {
    const pointer = event.touches[0];
    if (pointer) move(pointer);
  });
  listen('touchend', release);
  listen('touchcancel', release);
  listen('scroll', release);

  // With a mouse the browser sends no touch events: the program gets them from here. After a real touch the
  // mouse events are copies.
  listen('mousedown', (event) => {
    if (touched || event.button !== 0) return;
    mouseDown = true;
    press(event, event);
    triggerFromDom(backend, event, 'touchstart', {});
  });
  listen('mousemove', (event) => {
    if (touched || !mouseDown) return;
    move(event);
    triggerFromDom(backend, event, 'touchmove', {});
  });
  listen('mouseup', (event) => {
    if (touched || !mouseDown) return;
    mouseDown = false;
    release();
    triggerFromDom(backend, event, 'touchend', {});
  });

  body.addEventListener('keydown', (event) => {
    const target = event.target;
    // A built-in tag that taps by itself has prevented the default.
    if (
      event.defaultPrevented ||
      (event.key !== 'Enter' && event.key !== ' ') ||
      event.repeat ||
      !(target instanceof HTMLElement)
    )
      return;
    if (!target.hasAttribute('tabindex') || target.matches(TYPING) || !engineElementOf(target)) return;
    event.preventDefault();
    const { left, top, width, height } = target.getBoundingClientRect();
    triggerFromDom(backend, event, 'tap', { x: left + width / 2, y: top + height / 2 });
  });
  return { release };
}
