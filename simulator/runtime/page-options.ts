/** What app.json says for every page, what a page says for itself, and colours that a theme names. */
import { conditionsIn } from '../conditions';
import type { CompiledProgram, PageJson } from '../protocol';

type Theme = 'light' | 'dark';

/** Options of `window` that a page may set, too. */
const OF_PAGES = [
  'navigationBarBackgroundColor',
  'navigationBarTextStyle',
  'navigationBarTitleText',
  'navigationStyle',
  'backgroundColor',
  'backgroundColorContent',
  'backgroundColorTop',
  'backgroundTextStyle',
  'enablePullDownRefresh',
  'onReachBottomDistance',
  'disableScroll',
  'pageOrientation',
];

/** The browser's theme when the program starts: bars, sheets and `tt` keep it until the next reload. */
const BROWSER: Theme = globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

/** What was chosen for the phone (`?theme=dark`); undefined where nobody chose. */
const chosenTheme = (search: string): Theme | undefined =>
  (conditionsIn(search).theme ?? '') === ''
    ? undefined
    : conditionsIn(search).theme === 'dark'
      ? 'dark'
      : 'light';

/**
 * The theme that the program runs in: the chosen one, or the browser's when it starts. A program without
 * `darkmode` always has the light one.
 */
export function themeOf({ app }: Pick<CompiledProgram, 'app'>, search: string): Theme {
  return app.darkmode === true ? (chosenTheme(search) ?? BROWSER) : 'light';
}

/** The theme that sheets are drawn in; undefined leaves a program without `darkmode` to the browser. */
export const drawnTheme = (program: Pick<CompiledProgram, 'app'>, search: string): Theme | undefined =>
  program.app.darkmode === true || chosenTheme(search) ? themeOf(program, search) : undefined;

/** A copy in which every text `@name` is what the theme says; a name that it lacks stays. */
export function withTheme<T>(value: T, names: Readonly<Record<string, unknown>>): T {
  if (typeof value === 'string' && value.startsWith('@')) {
    const name = value.slice(1);
    return (Object.hasOwn(names, name) ? names[name] : value) as T;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => withTheme(item, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTheme(item, names)])) as T;
}

/** The program with its theme's colours in window, tab bar and pages. */
export function themed(program: CompiledProgram, theme: Theme): CompiledProgram {
  const names = program.themes?.[theme];
  if (!names) return program;
  const { window, tabBar } = program.app;
  return {
    ...program,
    app: {
      ...program.app,
      ...(window ? { window: withTheme(window, names) } : {}),
      ...(tabBar ? { tabBar: withTheme(tabBar, names) } : {}),
    },
    json: withTheme(program.json, names),
  };
}

/** A page's own options over those of the app. */
export function pageOptions({ app, json }: Pick<CompiledProgram, 'app' | 'json'>, path: string): PageJson {
  const shared = Object.entries(app.window ?? {}).filter(([name]) => OF_PAGES.includes(name));
  return { ...Object.fromEntries(shared), ...(json[path] ?? { usingComponents: {} }) } as PageJson;
}
