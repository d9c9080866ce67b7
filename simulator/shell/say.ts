/** The shell's texts in the language that its document says. */
import { languageOf } from '../words/language';
import { sayIn, type Say, type Words } from '../words/table';

export const sayHere = <T extends Words>(table: T): Say<T> =>
  sayIn(table, languageOf(document.documentElement.lang) ?? 'zh');
