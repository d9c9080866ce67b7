import { asText } from './as-text';
import { inner } from './dom';
import type { TagInstance, TagProperty } from './types';

const ARIA = [
  'label',
  'labelledby',
  'describedby',
  'hidden',
  'disabled',
  'checked',
  'selected',
  'expanded',
  'pressed',
  'current',
  'live',
  'busy',
  'modal',
  'haspopup',
  'controls',
  'level',
  'invalid',
  'required',
  'valuenow',
  'valuemin',
  'valuemax',
  'valuetext',
] as const;

const propertyName = (name: string): string => `aria${name[0]!.toUpperCase()}${name.slice(1)}`;

export interface CommonData {
  hidden: boolean;
  role: string;
  ariaRole: string;
  ariaLabel: unknown;
}

/** Properties of every tag. */
export const commonProperties: Record<string, TagProperty> = {
  hidden: { type: Boolean, value: false },
  animation: { type: null, value: null },
  role: { type: String, value: '' },
  tabindex: { type: null, value: null },
  ariaRole: { type: String, value: '' },
  ...Object.fromEntries(ARIA.map((name) => [propertyName(name), { type: null, value: null }])),
};

/** Attributes written by the program, so that taking one back removes only what it gave. */
const written = new WeakMap<Element, Set<string>>();

function write(element: Element, name: string, value: unknown): void {
  const names = written.get(element) ?? new Set<string>();
  written.set(element, names);
  const text = asText(value);
  if (text !== '') {
    names.add(name);
    element.setAttribute(name, text);
  } else if (names.delete(name)) element.removeAttribute(name);
}

/**
 * Writes `hidden`, `role`, `tabindex` and `aria-*` of the tag to its host, or to the inner element that is
 * the control.
 */
export function applyAria(tag: TagInstance, options: { part?: string; role?: string }): void {
  tag.$$.toggleAttribute('hidden', tag.data.hidden === true);
  const target = options.part === undefined ? tag.$$ : inner(tag, options.part);
  if (!target) return;
  write(target, 'role', tag.data.role || tag.data.ariaRole || options.role);
  write(target, 'tabindex', tag.data.tabindex);
  for (const name of ARIA) write(target, `aria-${name}`, tag.data[propertyName(name)]);
}
