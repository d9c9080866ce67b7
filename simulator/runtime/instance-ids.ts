import type * as glassEasel from 'glass-easel';
import { isRecord } from '../record';
import { engineComponentOf, type Instance } from './engine-internals';

/**
 * Numbers that frameworks read off instances: which page one belongs to (`__webviewId__`, `getPageId()`), and
 * which node of it an instance is (`__nodeId__`, 0 for the page itself).
 */

type Component = glassEasel.GeneralComponent;

const pages = new WeakMap<Component, number>();
let lastPage = 0;
let lastNode = 0;

const instances = new Map<string, WeakRef<Instance>>();
const gone = new FinalizationRegistry<string>((key) => instances.delete(key));

const keyOf = (page: unknown, node: unknown): string => `${String(page)}_${String(node)}`;

/**
 * The instance that a value is. A framework hands over an object of its own (`query.in(this)`), which has
 * the instance's numbers.
 */
export function instanceFrom(value: unknown): Instance | undefined {
  if (!isRecord(value)) return undefined;
  if ((engineComponentOf(value) as unknown) !== value) return value as unknown as Instance;
  return instances.get(keyOf(value.__webviewId__, value.__nodeId__))?.deref();
}

/** The page that a component is of, or the component itself where it is of none. */
export function pageOf(component: Component): Component {
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
  const key = keyOf(numbers.__webviewId__, numbers.__nodeId__);
  instances.set(key, new WeakRef(instance));
  gone.register(instance, key);
  for (const [name, value] of Object.entries(numbers)) {
    if (name in instance) continue;
    Object.defineProperty(instance, name, { value, writable: true, configurable: true });
  }
}
