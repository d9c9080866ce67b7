import type { TagInstance } from './types';

/** The engine's component behind a DOM element, if it is one. */
export function tagOf<T = TagInstance>(element: Element | null | undefined): T | undefined {
  const component = (element as { __wxElement?: { triggerEvent?: unknown } } | null | undefined)?.__wxElement;
  return component && typeof component.triggerEvent === 'function' ? (component as unknown as T) : undefined;
}

/** The nearest built-in tag of that name around this one. */
export const closestTag = <T = TagInstance>(tag: { $$: HTMLElement }, name: string): T | undefined =>
  tagOf<T>(tag.$$.parentElement?.closest(`tt-${name}`));

/**
 * Built-in tags of that name inside this one, in document order, those of a nested `tag` of the same kind
 * left out.
 */
export function tagsWithin<T = TagInstance>(tag: { $$: HTMLElement }, name: string): T[] {
  const own = tag.$$.localName;
  return [...tag.$$.querySelectorAll(`tt-${name}`)]
    .filter((element) => element.parentElement?.closest(own) === tag.$$)
    .map((element) => tagOf<T>(element))
    .filter((found): found is T => found !== undefined);
}

/** The element of the tag's own template with that class, never one of the slot's. */
export function inner<T extends HTMLElement = HTMLElement>(
  tag: { getShadowRoot: TagInstance['getShadowRoot'] },
  className: string,
): T | null {
  return (tag.getShadowRoot()?.querySelector(`.${className}`)?.$$ as T | undefined) ?? null;
}

/** The element that has the focus, within the page that has it. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot) element = element.shadowRoot.activeElement;
  return element;
}

/** State of a tag that is not data: timers, observers, elements made by hand. */
export function privateState<S>(create: () => S): (tag: object) => S {
  const states = new WeakMap<object, S>();
  return (tag) => {
    const known = states.get(tag);
    if (known !== undefined) return known;
    const made = create();
    states.set(tag, made);
    return made;
  };
}

/** Makes an element with classes, without markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  content?: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  if (content !== undefined) element.textContent = content;
  return element;
}

/** Writes a custom property or takes it away. */
export function setVariable(element: HTMLElement, name: string, value: string): void {
  if (value === '') element.style.removeProperty(name);
  else element.style.setProperty(name, value);
}
