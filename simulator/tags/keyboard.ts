import type { TagInstance } from './types';

/** Fires the tap that a finger would: bubbling, through component borders, with the capture phase. */
export function fireTap(tag: Pick<TagInstance, '$$' | 'triggerEvent'>): void {
  const box = tag.$$.getBoundingClientRect();
  const point = {
    identifier: 0,
    clientX: box.left + box.width / 2,
    clientY: box.top + box.height / 2,
    pageX: box.left + box.width / 2,
    pageY: box.top + box.height / 2,
  };
  tag.triggerEvent(
    'tap',
    { x: point.clientX, y: point.clientY },
    {
      bubbles: true,
      composed: true,
      capturePhase: true,
      extraFields: { touches: [], changedTouches: [point] },
    },
  );
}

/** Makes the host reachable by Tab, and Enter and Space tap it. `enabled` is asked at each key. */
export function tapByKeyboard(tag: Pick<TagInstance, '$$' | 'triggerEvent'>, enabled: () => boolean): void {
  const host = tag.$$;
  if (!host.hasAttribute('tabindex')) host.tabIndex = 0;
  host.addEventListener('keydown', (event) => {
    if (event.target !== host || event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    if (enabled()) fireTap(tag);
  });
}

/** Says to assistive technology and to the Tab order whether the host can be used. */
export function showDisabled(tag: { $$: HTMLElement }, disabled: boolean): void {
  tag.$$.setAttribute('aria-disabled', String(disabled));
  tag.$$.tabIndex = disabled ? -1 : 0;
}

interface Tappable extends Pick<TagInstance, '$$' | 'addListener'> {
  data: { disabled: boolean };
}

/** Swallows taps of a disabled control before any handler of the program sees them. */
export function blockWhenDisabled(tag: Tappable): void {
  tag.addListener('tap', (event) => tag.data.disabled && event.stopPropagation(), { capture: true });
}
