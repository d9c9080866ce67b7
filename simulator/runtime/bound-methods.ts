import * as glassEasel from 'glass-easel';
import { engineComponentOf, type Instance } from './engine-internals';

/**
 * Methods know whose they are: `setInterval(this.draw, 17)` and `canvas.requestAnimationFrame(this.render)`
 * work in the platform's own demo.
 */

type Method = (...args: unknown[]) => unknown;

const isInstance = (self: unknown): boolean =>
  typeof self === 'object' && self !== null && typeof (self as { setData?: unknown }).setData === 'function';

/**
 * The same function, but that `this` is `owner` wherever it is given no page or component. What else the
 * function is stays: its members, and that `new` makes one of it.
 */
const boundTo = (owner: Instance, method: Method): Method =>
  new Proxy(method, {
    apply: (target, self: unknown, args: unknown[]) =>
      Reflect.apply(target, isInstance(self) ? self : owner, args),
  });

/** Called when an instance is made, before anything of the program runs in it. */
export function bindMethods(instance: Instance): void {
  const { Component } = glassEasel;
  const definition = engineComponentOf(instance).getComponentDefinition();
  for (const name of Object.keys(Component.getMethodsFromDef(definition))) {
    const method = instance[name];
    if (typeof method !== 'function' || Object.hasOwn(instance, name)) continue;
    const value = boundTo(instance, method as Method);
    Object.defineProperty(instance, name, { value, configurable: true, enumerable: true, writable: true });
  }
}
