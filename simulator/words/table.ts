import type { Language } from './language';

/**
 * One text in every language; a missing one is a type error. `%{name}` stands for a value. A text must read
 * well for any number: write "problems: 3", not "3 problems".
 */
export type Text = Readonly<Record<Language, string>>;

/** The texts of one room, by key. Declared `as const satisfies Words`, the names of its values are types. */
export type Words = Readonly<Record<string, Text>>;

export type Value = string | number;
export type Values = Readonly<Record<string, Value>>;

/** Names of the values that a text has places for. */
export type NamesIn<S extends string> = S extends `${string}%{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The values that a text needs: none at all, or all of them. */
type ValuesOf<T extends Text> = [NamesIn<T[Language]>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<T[Language]>, Value>>];

const PLACE = /%\{(\w+)\}/g;

/** Puts values into a text. A place without a value stays as it is: it shows what is missing. */
export const fill = (text: string, values: Values = {}): string =>
  text.replace(PLACE, (place, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : place));

/** Names of the values that a text has places for. */
export const placesIn = (text: string): string[] => [...text.matchAll(PLACE)].map(([, name = '']) => name);

/** Says the texts of one table in one language. */
export type Say<T extends Words> = <K extends keyof T & string>(key: K, ...values: ValuesOf<T[K]>) => string;

export const sayIn =
  <T extends Words>(table: T, language: Language): Say<T> =>
  (key, ...[values]) =>
    // The key is one of the table: the type says so, which `noUncheckedIndexedAccess` cannot see here.
    fill((table[key] as Text)[language], values);
