/** Fingers: what a tap, a press and a swipe are to the page. */

/** The middle of an element, after it was scrolled into sight. */
function middle(element: HTMLElement): { clientX: number; clientY: number } {
  element.scrollIntoView({ block: 'center', inline: 'center' });
  const { left, top, width, height } = element.getBoundingClientRect();
  return { clientX: left + width / 2, clientY: top + height / 2 };
}

/** What a finger on the middle of an element meets: its innermost part, or itself where it is covered. */
function under(element: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Element {
  const root = element.getRootNode() as Document | ShadowRoot;
  const met = root.elementFromPoint(clientX, clientY);
  return met !== null && element.contains(met) ? met : element;
}

/** @throws when there is nothing to be touched */
export function tap(element: HTMLElement): void {
  const at = middle(element);
  if (element.getClientRects().length === 0)
    throw new Error('the element is not to be seen: nothing was tapped');
  tapAt(under(element, at), at);
}

/** A tap at a point of an element. */
export function tapAt(target: Element, at: { clientX: number; clientY: number }): void {
  const options = { bubbles: true, composed: true, cancelable: true, button: 0, ...at };
  for (const type of ['mousedown', 'mouseup', 'click']) target.dispatchEvent(new MouseEvent(type, options));
}

interface Given {
  touches?: Partial<TouchInit>[];
  changedTouches?: Partial<TouchInit>[];
}

/** A touch event with what is given; a finger in the middle of the element otherwise. */
export function touch(
  element: HTMLElement,
  type: 'touchstart' | 'touchmove' | 'touchend',
  { touches, changedTouches }: Given,
): void {
  const at = middle(element);
  const target = under(element, at);
  const fingers = (given: Partial<TouchInit>[] | undefined, otherwise: Partial<TouchInit>[]): Touch[] =>
    (given ?? otherwise).map((one, identifier) => new Touch({ identifier, ...at, ...one, target }));
  const down = fingers(touches, type === 'touchend' ? [] : [{}]);
  target.dispatchEvent(
    new TouchEvent(type, {
      bubbles: true,
      composed: true,
      cancelable: true,
      touches: down,
      targetTouches: down,
      changedTouches: fingers(changedTouches ?? touches, [{}]),
    }),
  );
}
