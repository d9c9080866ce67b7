import { problem, type Problem } from './diagnose';
import type { ValuesFor } from './findings';
import { ATTRIBUTES, EVENTS, HTML_TAGS, LANGUAGE_TAGS, PLATFORM_TAGS, TAG_EVENTS } from './names';
import { nearestName } from './nearest';
import { own } from '../record';

/** Findings about a name that is almost another. */
type SlipCode =
  | 'key-unknown'
  | 'window-key-unknown'
  | 'tab-key-unknown'
  | 'component-option'
  | 'component-lifetime'
  | 'component-page-lifetime'
  | 'attribute-unknown'
  | 'event-unknown'
  | 'directive-unknown'
  | 'api-unknown';

/** A name that is not known and almost is. */
export function slipOf<C extends SlipCode>(
  code: C,
  values: Omit<ValuesFor<C>, 'near'> & { name: string },
  known: Iterable<string>,
): Problem | undefined {
  const all = new Set(known);
  if (all.has(values.name)) return undefined;
  const near = nearestName(values.name, all);
  return near === undefined ? undefined : { code, values: { ...values, near } };
}

/** A tag that nothing stands for. `declared`: the page's own components. */
export function tagSlip(tag: string, declared: ReadonlySet<string>, file: string): Problem | undefined {
  if (declared.has(tag) || LANGUAGE_TAGS.has(tag) || PLATFORM_TAGS.has(tag)) return undefined;
  const html = own(HTML_TAGS, tag);
  if (html !== undefined) return problem('tag-html', { tag, instead: html });
  return problem('tag-unknown', { tag, file, near: nearestName(tag, [...declared, ...PLATFORM_TAGS]) });
}

const EVENT = /^(?:capture-bind|capture-catch|mut-bind|bind|catch):?([a-z][\w-]*)$/;
/** Attributes that mean the same on every tag. */
export const OPEN =
  /^(?:data-|aria-|mark:|generic:|model:|change:|bind|catch|capture-|mut-|class:|style:|slot:|wx:|tt:|xmlns)/;

/** The event that an attribute listens to. */
export const eventOf = (attribute: string): string | undefined => EVENT.exec(attribute)?.[1];

/**
 * An attribute or event of a tag that is almost a known one.
 * @param own the tag's attributes
 * @param events its events, beside those that every tag has
 */
export function attributeSlip(
  tag: string,
  attribute: string,
  own: Iterable<string>,
  events: Iterable<string> = TAG_EVENTS[tag] ?? [],
): Problem | undefined {
  const event = eventOf(attribute);
  if (event !== undefined) return slipOf('event-unknown', { tag, name: event }, [...EVENTS, ...events]);
  if (OPEN.test(attribute)) return undefined;
  return slipOf('attribute-unknown', { tag, name: attribute }, [...ATTRIBUTES, ...own]);
}
