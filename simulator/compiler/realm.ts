import { GLOBAL, LOGIC_NAMES, READ, TYPE_TEST, WEB_NAMES } from '../web-names';

/** What a script may see: `logic` of a page, a template's `sjs`, or all that a browser has. */
export type Realm = 'logic' | 'sjs' | 'web';

const renamed = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, READ + name]));

/** esbuild replaces free names only: what a script declares keeps its name. */
const DEFINES: Record<Realm, Record<string, string>> = {
  logic: { ...renamed(WEB_NAMES), globalThis: GLOBAL },
  sjs: renamed([...WEB_NAMES, ...LOGIC_NAMES, 'globalThis']),
  web: {},
};

export const definesOf = (realm: Realm): Record<string, string> => DEFINES[realm];

/** `typeof window`, but not `typeof window.x`, which reads the window. */
const TYPEOF = new RegExp(`\\btypeof ${READ}(\\w+)(?![\\w$.[(]|\\?\\.)`, 'g');

/** Lets a script ask whether a name is there. The text keeps its length. */
export const allowTypeTests = (code: string): string => code.replace(TYPEOF, `typeof ${TYPE_TEST}$1`);
