import { button } from './button';
import { form } from './form';
import type { TagDefinition } from './types';

export type { TagDefinition, TagInstance } from './types';

/** Tags that need no behaviour: the runtime creates the native node `tt-<name>`. Plain HTML names are there by habit in real programs and render as inert boxes. */
export const NATIVE_TAGS: readonly string[] = ['page', 'view', 'text', 'cover-view', 'div', 'span', 'p', 'br'];

/** Built-in tags with behaviour, by their name in TTML. */
export const tags: Record<string, TagDefinition> = {
  button,
  form,
};

/** Styles of the frame and of native tags; the runtime writes them before any other style. */
export const BASE_CSS = `
html { --rpx: calc(100vw / 750); --tt-primary: #e0234d; height: 100%; -webkit-text-size-adjust: 100%; }
body { height: 100%; margin: 0; color: #161823; font-family: -apple-system, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", Helvetica, sans-serif; font-size: 16px; }
* { -webkit-tap-highlight-color: transparent; }
tt-page, tt-view, tt-cover-view, tt-div, tt-p { display: block; }
tt-page { min-height: 100%; }
tt-text { display: inline; white-space: pre-line; }
tt-text[selectable], tt-text[user-select] { user-select: text; }
tt-text[space=nbsp], tt-text[space=ensp], tt-text[space=emsp] { white-space: pre-wrap; }
tt-br { display: block; height: 0; }
[hidden]:not([hidden=false]) { display: none !important; }
:focus-visible { outline: 2px solid #1966d2; outline-offset: 2px; }`;
