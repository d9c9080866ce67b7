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

/** The elements of built-in tags of that name among elements and what is in them. */
export const tagsIn = (roots: readonly Element[], name: string): Element[] =>
  roots.flatMap((root) => [
    ...(root.localName === `tt-${name}` ? [root] : []),
    ...root.querySelectorAll(`tt-${name}`),
  ]);

/** The built-in tag of that name and id among elements and what is in them. */
export function tagById<T = TagInstance>(roots: readonly Element[], name: string, id: string): T | undefined {
  const found = tagsIn(roots, name).find((element) => tagOf(element)?.id === id || element.id === id);
  return tagOf<T>(found);
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

/** Class names as the sheets of the page or component know them in whose template a tag stands. */
export function ownersClasses(tag: Pick<TagInstance, 'ownerShadowRoot'>, names: string): string {
  const owner = tag.ownerShadowRoot?.getHostNode();
  const options = owner?.getComponentDefinition?.().getComponentOptions();
  const scopes = owner?.getRootBehavior?.().ownerSpace.styleScopeManager;
  const prefixes = [options?.styleScope, options?.extraStyleScope].flatMap((scope) => {
    const name = typeof scope === 'number' ? scopes?.queryName(scope) : undefined;
    return name === undefined ? [] : [name === '' ? '' : `${name}--`];
  });
  const all = prefixes.length === 0 ? [''] : [...new Set(prefixes)];
  return names
    .split(/\s+/)
    .filter((name) => name !== '')
    .flatMap((name) => all.map((prefix) => prefix + name))
    .join(' ');
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

/** Runs one frame later, unless the page has taken the tag out by then: it has no element any more. */
export function nextFrame(tag: { $$: HTMLElement }, run: () => void): void {
  requestAnimationFrame(() => {
    if (tag.$$ as HTMLElement | null) run();
  });
}
