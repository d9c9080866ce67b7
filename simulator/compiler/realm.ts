import {
  GLOBAL,
  LOGIC_NAMES,
  LOGIC_THIS,
  READ,
  RETURN_THIS,
  SJS_THIS,
  TYPE_TEST,
  WEB_NAMES,
} from '../web-names';

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

/** What guards `this` in a realm, if anything does. */
export const THIS_GUARD: Record<Realm, string | undefined> = {
  logic: LOGIC_THIS,
  sjs: SJS_THIS,
  web: undefined,
};

export const definesOf = (realm: Realm): Record<string, string> => DEFINES[realm];

/** `typeof window`, but not `typeof window.x`, which reads the window. */
const TYPEOF = new RegExp(`\\btypeof ${READ}(\\w+)(?![\\w$.[(]|\\?\\.)`, 'g');

/** Lets a script ask whether a name is there. The text keeps its length. */
export const allowTypeTests = (code: string): string => code.replace(TYPEOF, `typeof ${TYPE_TEST}$1`);

/** How old libraries get at the global object where they know no name of it; esbuild has put the quotes. */
const FROM_TEXT = /(?<![.\w$])Function\("return this;?"\)/g;

/**
 * `Function("return this")` without making code from text: the frame answers, and tells. The text keeps its
 * length.
 */
export const allowReturnThis = (code: string): string =>
  code.replace(FROM_TEXT, (call) => `${RETURN_THIS}(${' '.repeat(call.length - RETURN_THIS.length - 2)})`);
