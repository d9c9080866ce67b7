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
import { slotDefault, slotRest } from './slot-default';
import { standIns } from './stand-ins';
import { swiper } from './swiper';
import { swiperItem } from './swiper-item';
import { switchTag } from './switch';
import { textarea } from './textarea';
import { video } from './video';
import { webView } from './web-view';
import type { TagDefinition } from './types';

/** Names of HTML that real programs use by habit: boxes and lines, as in a browser. Douyin has none. */
const HTML_BLOCKS: readonly string[] =
  'article aside blockquote dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tr ul'.split(
    ' ',
  );
const HTML_LINES: readonly string[] = 'a b br code em i img small span strong sub sup td th u'.split(' ');

/** Tags that need no behaviour: the runtime creates the native node `tt-<name>`. */
export const NATIVE_TAGS: readonly string[] = [
  'page',
  'view',
  'text',
  'cover-view',
  ...HTML_BLOCKS,
  ...HTML_LINES,
];

/** Built-in tags with behaviour, by their name in TTML. */
export const tags: Record<string, TagDefinition> = {
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
  'slot-default': slotDefault,
  'slot-rest': slotRest,
  swiper,
  'swiper-item': swiperItem,
  switch: switchTag,
  textarea,
  video,
  'web-view': webView,
  ...standIns,
};

/** Styles of the frame and of native tags; the runtime writes them before any other style. */
export const BASE_CSS = `
html { --rpx: calc(100vw / 750); --tt-primary: #e0234d; height: 100%; -webkit-text-size-adjust: 100%; }
body { height: 100%; margin: 0; color: #161823; font-family: -apple-system, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", Helvetica, sans-serif; font-size: 16px; }
* { -webkit-tap-highlight-color: transparent; }
tt-page, tt-view, tt-cover-view { display: block; }
:where(${HTML_BLOCKS.map((name) => `tt-${name}:not([wx-host])`).join(', ')}) { display: block; }
${HTML_LINES.map((name) => `tt-${name}`).join(', ')} { display: inline; }
tt-page { min-height: 100%; }
/* pre-line keeps the line breaks of the data; whether a line may wrap is left to the parent, as on a device. */
tt-text { display: inline; white-space: pre-line; text-wrap-mode: inherit; user-select: none; }
/* A button sets nowrap for its own label only. */
:where(tt-button) tt-text { text-wrap-mode: wrap; }
tt-text[selectable]:not([selectable=false]), tt-text[user-select]:not([user-select=false]) { user-select: text; }
tt-text[space=nbsp], tt-text[space=ensp], tt-text[space=emsp] { white-space: pre-wrap; text-wrap-mode: inherit; }
tt-text[space=ensp] { word-spacing: .25em; }
tt-text[space=emsp] { word-spacing: .75em; }
tt-h1, tt-h2, tt-h3, tt-h4, tt-h5, tt-h6, tt-b, tt-strong, tt-th { font-weight: bold; }
tt-br { display: block; height: 0; }
[hidden]:not([hidden=false]) { display: none !important; }
:focus-visible { outline: 2px solid #1966d2; outline-offset: 2px; }`;
