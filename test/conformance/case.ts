/**
 * One documented behaviour, as data: a tiny program and what is true of it. The runner
 * (scripts/conformance.ts) puts many of them into one program, a page each; one with `app`, `appJs`, `query`
 * or `project` is a program of its own.
 */

export type Area = 'tags' | 'ttml' | 'ttss' | 'sjs' | 'app.json' | 'component' | 'tt';

/**
 * What a person does before the expectation is looked at. `type` types into the field of a tag; `drag` moves
 * a finger from the middle of an element by a number of pixels; `hold` leaves one on it; `run` evaluates an
 * expression in the frame.
 */
export type Step =
  | ['tap', selector: string]
  | ['type', selector: string, text: string]
  | ['press', key: string]
  | ['drag', selector: string, dx: number, dy: number]
  | ['hold', selector: string]
  | ['run', expression: string]
  | ['frames', count: number];

export interface Case {
  area: Area;
  /** Says the behaviour in one sentence; names are unique. */
  name: string;
  ttml?: string;
  /** null: no such file. */
  js?: string | null;
  ttss?: string;
  json?: Record<string, unknown>;
  /** Further files; `/pages/…` and `/components/…` in them are the case's own folders. */
  files?: Record<string, string>;
  /** Further pages, by path. */
  pages?: string[];
  app?: Record<string, unknown>;
  appJs?: string;
  appTtss?: string;
  project?: Record<string, unknown>;
  /** Search of the frame's address. */
  query?: string;
  /** Opened inside of the shell: `run` runs in the frame, and what is expected is asked of the shell. */
  shell?: true;
  steps?: Step[];
  /**
   * An expression in the frame, asked until it is true. Helpers: `q`, `all`, `css`, `text`, `box`, `log`
   * (what the program pushed to `log`), `problems()`, `calls(api)`, `page()` (the page on top).
   */
  expect: string;
}

type Fields = Omit<Case, 'area' | 'name' | 'expect'>;

/** Writes cases of one area. */
export const casesOf =
  (area: Area) =>
  (name: string, fields: Fields, expect: string): Case => ({ area, name, ...fields, expect });

/** Files of a component, and the page's json that uses components of these names. */
export const component = (
  name: string,
  ttml: string,
  js = 'Component({})',
  { ttss = '', json = {} }: { ttss?: string; json?: Record<string, unknown> } = {},
): Record<string, string> => ({
  [`components/${name}/${name}.json`]: JSON.stringify({ component: true, ...json }),
  [`components/${name}/${name}.ttml`]: ttml,
  [`components/${name}/${name}.js`]: js,
  [`components/${name}/${name}.ttss`]: ttss,
});

export const using = (...names: string[]): { usingComponents: Record<string, string> } => ({
  usingComponents: Object.fromEntries(names.map((name) => [name, `/components/${name}/${name}`])),
});
