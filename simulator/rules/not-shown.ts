/**
 * What a program may write and the simulator takes without doing anything: said once for each name, at its
 * first place, while the program runs here. `check` is silent about it, as nothing is wrong. What only a
 * box stands for (an advertisement, a camera) says so itself.
 */
import type { ProgramFacts } from './facts';
import type { Tell } from './tell';
import { hyphenated } from '../letter-case';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Attributes and events, by tag; docs/simulator.md gives the reasons. */
export const TAG_NAMES: Readonly<Record<string, ReadonlySet<string>>> = {
  button: words('group-id data-aweme-id data-is-half-page'),
  form: words('conversion-target clue-component-id'),
  input: words('default-value clue-type hold-keyboard'),
  list: words('upper-threshold lower-threshold'),
  map: words(
    `skew show-compass show-scale enable-overlooking enable-rotate enable-satellite enable-traffic enable-poi
     enable-building enable3-d anchorpointtap`,
  ),
  'movable-area': words('scale-area'),
  'movable-view': words('inertia damping friction'),
  'picker-view': words('default-value immediate-change indicator-class mask-class'),
  slider: words('default-value'),
  switch: words('default-checked'),
  textarea: words('default-value show-confirm-bar hold-keyboard disable-default-padding'),
  video: words(
    `show-mute-btn play-btn-position enable-play-gesture vslide-gesture vslide-gesture-in-fullscreen
     enable-progress-gesture show-screen-lock-button show-playback-rate-btn show-fullscreen-btn show-play-btn
     enable-play-in-background signature definition pre-roll-unit-id post-roll-unit-id adstart adended adclose
     aderror adload controltap enterbackground closebackground leavebackground`,
  ),
  view: words('catch-move'),
  'web-view': words('progressbar-color'),
};

/** Options of app.json, and of `window` and a page's own JSON. */
export const APP_OPTIONS = words('skeleton');
export const WINDOW_OPTIONS = words(
  'backgroundColorBottom disableSwipeBack transparentTitle extendBodyHeight restartStrategy initialRenderingCache',
);

/** `bind:adstart`, `bindadstart` and `adstart` are one name. */
const plain = (name: string): string =>
  hyphenated(name.replace(/^(?:capture-)?(?:bind|catch):?(?=[a-z])/, ''));

export function checkShown({ templates }: ProgramFacts, tell: Tell): void {
  const told = new Set<string>();
  for (const { file, tags, users } of templates)
    for (const { name: tag, attributes } of tags) {
      const names = Object.hasOwn(TAG_NAMES, tag) ? TAG_NAMES[tag] : undefined;
      // A component of the program may be called so.
      if (!names || users.some((user) => user.tags.has(tag))) continue;
      for (const { name: written, at } of attributes) {
        const name = names.has(written) ? written : plain(written);
        if (!names.has(name) || told.has(`${tag} ${name}`)) continue;
        told.add(`${tag} ${name}`);
        tell.tell('not-shown', file, at, { name: written, of: `<${tag}>` });
      }
    }
}
