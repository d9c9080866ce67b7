import { defineTag } from './define';
import { privateState } from './dom';

const watching = privateState(() => ({ stop: undefined as (() => void) | undefined }));

const isContent = (node: Node): boolean =>
  node instanceof Element ? node.localName !== REST : (node.textContent ?? '').trim() !== '';

const REST = 'tt-slot-rest';

/** Shows a slot's own content while nobody gives it any. */
function arrange(host: HTMLElement): void {
  const children = [...host.childNodes];
  const isGiven = children.some(isContent);
  for (const child of children)
    if (child instanceof Element && child.localName === REST) child.toggleAttribute('given', isGiven);
}

/** Stands around a `<slot>` that has content of its own: the compiler writes it. */
export const slotDefault = defineTag({
  template: '<slot/>',
  properties: {},
  attached() {
    const host = this.$$;
    const watch = new MutationObserver(() => arrange(host));
    watch.observe(host, { childList: true, characterData: true, subtree: true });
    watching(this).stop = () => watch.disconnect();
    arrange(host);
  },
  detached() {
    watching(this).stop?.();
  },
  css: 'tt-slot-default { display: contents; }',
});

/** The content of its own. */
export const slotRest = defineTag({
  template: '<slot/>',
  properties: {},
  css: 'tt-slot-rest { display: contents; } tt-slot-rest[given] { display: none; }',
});
