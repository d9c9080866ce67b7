import { defineTag, text } from './define';
import { focused, inner, nextFrame, tagOf } from './dom';
import type { TagInstance } from './types';

const CONTROLS = 'tt-checkbox, tt-radio, tt-switch, tt-input, tt-textarea, tt-button, tt-picker, tt-slider';
const TYPED = new Set(['tt-input', 'tt-textarea']);

let numbered = 0;

/** The control a label is for: the one named by `for`, else the first inside. */
function controlOf(tag: { $$: HTMLElement; data: { for: string } }): HTMLElement | null {
  const page = tag.$$.closest('tt-page') ?? (tag.$$.getRootNode() as ParentNode);
  return tag.data.for === ''
    ? tag.$$.querySelector(CONTROLS)
    : page.querySelector(`#${CSS.escape(tag.data.for)}`);
}

/** Lets assistive technology read the label's text as the name of a control that has none. */
function nameControl(tag: { $$: HTMLElement; data: { for: string } }): void {
  const control = controlOf(tag);
  const instance = tagOf(control);
  if (!control || !instance) return;
  const target = TYPED.has(control.localName) ? inner(instance, 'field') : control;
  const named = target?.hasAttribute('aria-label') || target?.hasAttribute('aria-labelledby');
  if (!target || named || (target === control && control.textContent?.trim())) return;
  if (tag.$$.id === '') tag.$$.id = `tt-label-${(numbered += 1)}`;
  target.setAttribute('aria-labelledby', tag.$$.id);
}

export const label = defineTag({
  template: '<slot/>',
  properties: { for: text() },
  attached() {
    // Controls that come after the label in the template exist one frame later.
    nextFrame(this, () => nameControl(this));
    this.addListener('tap', (event) => {
      const control = controlOf(this);
      const instance = tagOf<TagInstance & { data: { disabled?: boolean } }>(control);
      const cause = event.getOriginalEvent?.() as Event | undefined;
      const from = cause?.target;
      const touched = focused() === control && from === undefined;
      if (
        !control ||
        !instance ||
        touched ||
        (from instanceof Node && control.contains(from)) ||
        instance.data.disabled
      )
        return;
      if (TYPED.has(control.localName)) {
        // After a touch the browser sends a mousedown, which would take the focus away again.
        if (cause?.type === 'touchend' && cause.cancelable) cause.preventDefault();
        inner(instance, 'field')?.focus();
      } else instance.triggerEvent('tap', event.detail, { bubbles: false });
    });
  },
  css: 'tt-label { display: inline; cursor: pointer; }',
});
