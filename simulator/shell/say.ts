/**
 * What the shell is read in, and its words in it. A table is read when it is drawn, never before: the switch
 * changes every text at once.
 */
import { LANGUAGE_TAGS, type Language } from '../words/language';
import { sayIn, type Say, type Words } from '../words/table';

let current: Language = 'zh';

export const languageHere = (): Language => current;

/** From here on the shell is drawn in this language, and its document says so. */
export function readIn(language: Language): void {
  current = language;
  if (typeof document !== 'undefined') document.documentElement.lang = LANGUAGE_TAGS[language];
}

/** Says the texts of a table of keys; to be called while drawing. */
export const sayHere = <T extends Words>(table: T): Say<T> => sayIn(table, current);

/** A room's words as one object whose fields are those of the language at the time they are read. */
export function wordsHere<T extends object>(tables: Readonly<Record<Language, T>>): T {
  const view = {} as T;
  for (const key of Object.keys(tables.zh) as (keyof T)[]) {
    const { zh, en } = { zh: tables.zh[key], en: tables.en[key] };
    if (typeof zh === 'object' && zh !== null && typeof en === 'object' && en !== null)
      view[key] = wordsHere({ zh, en }) as T[keyof T];
    else Object.defineProperty(view, key, { enumerable: true, get: () => tables[current][key] });
  }
  return view;
}
