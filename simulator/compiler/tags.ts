import { own } from '../record';
import { NATIVE_TAGS, tags } from '../tags';
import { currentEngine } from './template-engine';
import { camel } from '../letter-case';

const HYPHENATED = new Set([...NATIVE_TAGS, ...Object.keys(tags)].filter((name) => name.includes('-')));

/**
 * The element name of a tag in the frame: built-in and plain tags get a prefix, so that none becomes the HTML
 * element of its name.
 */
export function elementName(tag: string): string {
  return tag.includes('-') && !HYPHENATED.has(tag) ? tag : `tt-${tag}`;
}

/**
 * Whether an attribute of a built-in tag says nothing while it has no value: where the property is no switch,
 * `true` would become the text "true" or the number 1.
 */
export function needsValue(tag: string, attribute: string): boolean {
  const name = camel(attribute);
  const type = own(own(tags, tag)?.properties ?? {}, name)?.type;
  return type === String || type === Number;
}

/** JavaScript text of an object: built-in tag -> template generator. */
export function compileTagTemplates(): string {
  const group = new (currentEngine().TmplGroup)();
  try {
    for (const [name, { template }] of Object.entries(tags)) {
      for (const { level, message } of group.addTmpl(name, template) as Iterable<{
        level: string;
        message: string;
      }>) {
        if (level !== 'Note') throw new Error(`template of built-in tag "${name}": ${message}`);
      }
    }
    return group.getTmplGenObjectGroups();
  } finally {
    group.free();
  }
}
