import { ad } from './ad';
import { button } from './button';
import { canvas } from './canvas';
import { checkbox } from './checkbox';
import { checkboxGroup } from './checkbox-group';
import { form } from './form';
import { icon } from './icon';
import { coverImage, image } from './image';
import { input } from './input';
import { label } from './label';
import { map } from './map';
import { movableArea } from './movable-area';
import { movableView } from './movable-view';
import { navigator } from './navigator';
import { openData } from './open-data';
import { pageMeta } from './page-meta';
import { picker } from './picker';
import { pickerView } from './picker-view';
import { pickerViewColumn } from './picker-view-column';
import { progress } from './progress';
import { radio } from './radio';
import { radioGroup } from './radio-group';
import { richText } from './rich-text';
import { scrollView } from './scroll-view';
import { slider } from './slider';
import { swiper } from './swiper';
import { swiperItem } from './swiper-item';
import { switchTag } from './switch';
import { textarea } from './textarea';
import { video } from './video';
import { webView } from './web-view';
import type { TagDefinition } from './types';

export type { TagDefinition, TagInstance } from './types';

/**
 * Tags that need no behaviour: the runtime creates the native node `tt-<name>`. Plain HTML names are there by
 * habit in real programs and render as inert boxes.
 */
export const NATIVE_TAGS: readonly string[] = [
  'page',
  'view',
  'text',
  'cover-view',
  'div',
  'span',
  'p',
  'br',
];

/** Built-in tags with behaviour, by their name in TTML. */
export const tags: Record<string, TagDefinition> = {
  ad,
  button,
  canvas,
  checkbox,
  'checkbox-group': checkboxGroup,
  'cover-image': coverImage,
  form,
  icon,
  image,
  input,
  label,
  map,
  'movable-area': movableArea,
  'movable-view': movableView,
  navigator,
  'open-data': openData,
  'page-meta': pageMeta,
  picker,
  'picker-view': pickerView,
  'picker-view-column': pickerViewColumn,
  progress,
  radio,
  'radio-group': radioGroup,
  'rich-text': richText,
  'scroll-view': scrollView,
  slider,
  swiper,
  'swiper-item': swiperItem,
  switch: switchTag,
  textarea,
  video,
  'web-view': webView,
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
