/** What options of app.json and of a page's JSON may hold. */
import { isRecord, own } from '../record';

/** A value that the platform does not take, and what it takes, as one writes it. */
interface WrongValue {
  key: string;
  value: string;
  wanted: string;
}

const FLAGS = ['enablePullDownRefresh', 'disableScroll', 'disableSwipeBack'];
const NUMBERS = ['onReachBottomDistance'];
const TEXTS = ['navigationBarTitleText'];
const WORDS: Readonly<Record<string, readonly string[]>> = {
  navigationBarTextStyle: ['black', 'white'],
  backgroundTextStyle: ['dark', 'light'],
  navigationStyle: ['default', 'custom'],
  pageOrientation: ['auto', 'portrait', 'landscape'],
};
const COLOURS = ['navigationBarBackgroundColor', 'backgroundColor', 'backgroundColorContent'];

const isColour = (value: unknown): boolean =>
  typeof value === 'string' && /^#(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.test(value);

function wantedOf(key: string, value: unknown): string | undefined {
  if (FLAGS.includes(key)) return typeof value === 'boolean' ? undefined : 'true / false';
  if (NUMBERS.includes(key)) return typeof value === 'number' ? undefined : '50';
  if (TEXTS.includes(key)) return typeof value === 'string' ? undefined : '"…"';
  if (COLOURS.includes(key)) return isColour(value) ? undefined : '"#ffffff"';
  const words = own(WORDS, key);
  return words === undefined || words.includes(String(value))
    ? undefined
    : words.map((word) => `"${word}"`).join(' / ');
}

/** Wrong values of `window`, or of a page's own JSON. */
export function wrongValues(options: Readonly<Record<string, unknown>>): WrongValue[] {
  return Object.entries(options).flatMap(([key, value]) => {
    // A name of the theme, such as @title.
    if (typeof value === 'string' && value.startsWith('@')) return [];
    const wanted = wantedOf(key, value);
    return wanted === undefined ? [] : [{ key, value: JSON.stringify(value), wanted }];
  });
}

/** Options that are objects or lists, with the beginning of one. */
const SHAPES: Readonly<Record<string, string>> = {
  window: '{ … }',
  tabBar: '{ "list": [ … ] }',
  networkTimeout: '{ "request": 60000 }',
  permission: '{ "scope.userLocation": { "desc": "…" } }',
  preloadRule: '{ "pages/index/index": { "packages": [ … ] } }',
  resolveAlias: '{ "@/*": "/*" }',
  subPackages: '[{ "root": "…", "pages": [ … ] }]',
  subpackages: '[{ "root": "…", "pages": [ … ] }]',
  navigateToMiniProgramAppIdList: '[ "tt…" ]',
};
const OPTION_TEXTS = ['entryPagePath', 'themeLocation'];

function shapeOf(key: string, value: unknown): string | undefined {
  if (OPTION_TEXTS.includes(key)) return typeof value === 'string' ? undefined : '"…"';
  const shape = own(SHAPES, key);
  if (shape === undefined) return undefined;
  return (shape.startsWith('[') ? Array.isArray(value) : isRecord(value)) ? undefined : shape;
}

/** Options of app.json that hold something of another kind. `tabBar.list` is one of them. */
export function wrongOptions(app: Readonly<Record<string, unknown>>): (WrongValue & { at: string[] })[] {
  const wrong = Object.entries(app).flatMap(([key, value]) => {
    const wanted = shapeOf(key, value);
    return wanted === undefined ? [] : [{ key, at: [key], value: JSON.stringify(value), wanted }];
  });
  if (!isRecord(app.tabBar) || Array.isArray(app.tabBar.list)) return wrong;
  const value = JSON.stringify(app.tabBar.list) ?? 'undefined';
  return [...wrong, { key: 'tabBar.list', at: ['tabBar', 'list'], value, wanted: '[ … ]' }];
}

/** The options of app.json without those that hold something of another kind. */
export function withoutWrong(app: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const wrong = new Set(wrongOptions(app).map(({ at: [key] }) => key));
  const kept = Object.fromEntries(Object.entries(app).filter(([key]) => !wrong.has(key)));
  if (!isRecord(kept.tabBar)) return kept;
  const list = (kept.tabBar.list as unknown[]).filter(
    (item) => isRecord(item) && typeof item.pagePath === 'string',
  );
  return { ...kept, tabBar: { ...kept.tabBar, list } };
}
