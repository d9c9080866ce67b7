import { defineTag } from './define';
import type { TagDefinition, TagProperty } from './types';

/** A tag that needs a device: a labelled box in its place, so that the page around it can be worked on. */
export function placeholderTag(
  name: string,
  label: string,
  size: string,
  properties: Record<string, TagProperty> = {},
): TagDefinition {
  return defineTag({
    role: 'img',
    template: `<h-div class="label">${label}</h-div><slot/>`,
    properties,
    attached() {
      if (!this.$$.hasAttribute('aria-label')) this.$$.setAttribute('aria-label', label);
    },
    css: `
tt-${name} { display: block; position: relative; box-sizing: border-box; ${size} border: 1px dashed #85868c; background: #eceef1; overflow: hidden; }
@S@label { display: flex; position: absolute; inset: 0; align-items: center; justify-content: center; color: #50525a; font-size: 13px; text-align: center; }`,
  });
}
