/** The language of what the simulator itself says in the frame: the browser's, or the one chosen. */

export type Language = 'zh' | 'en';

let chosen: Language | undefined;

const ofBrowser = (): Language =>
  (globalThis.navigator?.language ?? 'zh').toLowerCase().startsWith('zh') ? 'zh' : 'en';

export const language = (): Language => chosen ?? ofBrowser();

export function setLanguage(next: Language | undefined): void {
  chosen = next;
}

/** The texts of the language that is on. */
export const inLanguage = <T>(table: Readonly<Record<Language, T>>): T => table[language()];
