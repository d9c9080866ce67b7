import { attributeSlip, tagSlip } from '../rules/slips';
import { tags } from '../tags';
import type { Diagnostics } from './diagnostics';
import type { Position } from './text';

/** One tag as it stands in a template. */
export interface TagUse {
  name: string;
  at: Position;
  attributes: { name: string; at: Position }[];
}

const hyphenated = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The attributes of a built-in tag that the simulator knows; undefined for a tag without any. */
function attributesOf(tag: string): Set<string> | undefined {
  const definition = Object.hasOwn(tags, tag) ? tags[tag] : undefined;
  return (
    definition &&
    new Set(Object.keys(definition.properties ?? {}).flatMap((name) => [name, hyphenated(name)]))
  );
}

/**
 * Tells of tags that nothing stands for, and of slips in attributes and events of built-in tags.
 * @param declared names of components that the template may use
 */
export function checkTags(
  uses: readonly TagUse[],
  file: string,
  json: string,
  declared: ReadonlySet<string>,
  diagnostics: Diagnostics,
): void {
  const told = new Set<string>();
  for (const { name, at, attributes } of uses) {
    const slip = told.has(name) ? undefined : tagSlip(name, declared, json);
    if (slip) {
      told.add(name);
      diagnostics.warn(file, slip.message, at, slip.fix);
    }
    if (declared.has(name)) continue;
    const own = attributesOf(name);
    if (!own && name !== 'view' && name !== 'text') continue;
    for (const attribute of attributes) {
      const wrong = attributeSlip(name, attribute.name, own ?? new Set(TEXT_ATTRIBUTES));
      if (wrong) diagnostics.warn(file, wrong.message, attribute.at, wrong.fix);
    }
  }
}

const TEXT_ATTRIBUTES = ['selectable', 'user-select', 'space', 'decode', 'catch-move'];
