/**
 * The language of what the simulator itself says in the frame: the one chosen in the shell, which the
 * frame's address tells, else the browser's.
 */
import { languageOf, type Language } from '../words/language';

let chosen: Language | undefined;

const ofAddress = (): Language | undefined =>
  languageOf(new URLSearchParams(globalThis.location?.search ?? '').get('lang'));

const ofBrowser = (): Language => languageOf(globalThis.navigator?.language ?? 'zh') ?? 'en';

export const language = (): Language => (chosen ??= ofAddress() ?? ofBrowser());

/** It goes into the address, too: the next load begins with it. */
export function setLanguage(next: Language): void {
  if (next === language()) return;
  chosen = next;
  const address = new URL(location.href);
  address.searchParams.set('lang', next);
  history.replaceState(history.state, '', address);
}

/** The texts of the language that is on. */
export const inLanguage = <T>(table: Readonly<Record<Language, T>>): T => table[language()];
