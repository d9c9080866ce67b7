import type * as glassEasel from 'glass-easel';
import { engineComponentOf, type Instance } from './engine-internals';

/**
 * Numbers that frameworks read off instances: which page one belongs to (`__webviewId__`, `getPageId()`), and
 * which node of it an instance is (`__nodeId__`, 0 for the page itself).
 */

type Component = glassEasel.GeneralComponent;

const pages = new WeakMap<Component, number>();
let lastPage = 0;
let lastNode = 0;

function pageOf(component: Component): Component {
  let page = component;
  for (let tree = page.ownerShadowRoot; tree; tree = page.ownerShadowRoot) page = tree.getHostNode();
  return page;
}

/** The number of the page that an instance belongs to; each page that is opened has its own. */
export function pageIdOf(instance: unknown): number {
  const page = pageOf(engineComponentOf(instance));
  const known = pages.get(page);
  if (known !== undefined) return known;
  pages.set(page, (lastPage += 1));
  return lastPage;
}

/** Called first thing when an instance is made. What a program has put there itself stays. */
export function numberInstance(instance: Instance): void {
  const component = engineComponentOf(instance);
  const numbers = {
    __webviewId__: pageIdOf(instance),
    __nodeId__: component.ownerShadowRoot ? (lastNode += 1) : 0,
  };
  for (const [name, value] of Object.entries(numbers)) {
    if (name in instance) continue;
    Object.defineProperty(instance, name, { value, writable: true, configurable: true });
  }
}
