import { defineTag } from './define';
import { inner, make } from './dom';
import type { TagDefinition, TagProperty } from './types';
import { tagWords } from './words';

interface Placeholder {
  /** What the box says it stands for. */
  label: () => string;
  /** CSS of its size. */
  size: string;
  properties?: Record<string, TagProperty>;
  /** Events that a person may fire, with what a device would tell. */
  events?: Record<string, Record<string, unknown>>;
  /** The event that a device fires by itself as soon as the tag is there. */
  first?: string;
}

/**
 * A tag that needs a device or belongs to somebody else: a labelled box in its place, so that the page around
 * it can be worked on, and a button for each event that the page may wait for.
 */
export function placeholderTag(
  name: string,
  { label, size, properties = {}, events = {}, first }: Placeholder,
): TagDefinition {
  return defineTag({
    role: 'group',
    template: '<h-div class="label"/><h-div class="events"/><slot/>',
    properties,
    attached() {
      // A program's own component may have the name: its host has no such look.
      this.$$.dataset.standIn = '';
      if (!this.$$.hasAttribute('aria-label')) this.$$.setAttribute('aria-label', label());
      const words = inner(this, 'label');
      if (words) words.textContent = label();
      const row = inner(this, 'events');
      for (const [event, detail] of Object.entries(events)) {
        const button = make('button', 'fire', event);
        button.type = 'button';
        button.dataset.fires = event;
        button.title = tagWords().fires;
        button.addEventListener('click', (click) => {
          click.stopPropagation();
          this.triggerEvent(event, { ...detail });
        });
        row?.append(button);
      }
      if (first !== undefined) setTimeout(() => this.triggerEvent(first, { ...events[first] }), 0);
    },
    css: `
tt-${name}[data-stand-in] { display: block; position: relative; box-sizing: border-box; ${size} padding: 6px; border: 1px dashed #85868c; background: #eceef1; color: #50525a; font-size: 13px; text-align: center; overflow: hidden; }
@S@label { overflow-wrap: anywhere; }
@S@events { display: flex; flex-wrap: wrap; gap: 4px; justify-content: center; margin-top: 4px; }
@S@events > button { padding: 2px 6px; border: 1px solid #85868c; border-radius: 4px; background: #fff; color: #161823; font-size: 11px; }`,
  });
}
