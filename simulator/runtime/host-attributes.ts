import type * as glassEasel from 'glass-easel';
import { hyphenated } from '../letter-case';

/** Where the engine puts what a template hands to a component. */
interface DataGroup {
  _$comp?: glassEasel.GeneralComponent;
  replaceProperty(name: string, value: unknown): boolean;
}

/** What a template may write on any tag, by the names of properties. */
const OF_EVERY_TAG = /^(?:hidden|animation|role|tabindex|aria[A-Z]\w*)$/;
const prepared = new WeakSet<object>();

/**
 * Puts what every tag may have on the host of a component that has no property of that name. Once is enough
 * for all components.
 */
export function showOnHosts(component: glassEasel.GeneralComponent): void {
  const group = (component as unknown as { _$dataGroup?: DataGroup })._$dataGroup;
  const prototype = group && (Object.getPrototypeOf(group) as DataGroup);
  if (!prototype || prepared.has(prototype)) return;
  prepared.add(prototype);
  const replace = prototype.replaceProperty;
  prototype.replaceProperty = function (name, value) {
    if (replace.call(this, name, value)) return true;
    if (!this._$comp || !OF_EVERY_TAG.test(name)) return false;
    const attribute = hyphenated(name);
    this._$comp.updateAttribute(attribute, name === 'hidden' ? value === '' || Boolean(value) : value);
    return true;
  };
}
