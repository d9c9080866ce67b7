/** The languages that everything a person reads is written in. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** As its own readers call it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' };

/** As documents name them, in `lang` and `hreflang`. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** The language of a tag such as `zh-CN`, `zh_CN.UTF-8` or `en`; undefined for any other. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const [, name = ''] = /^([a-z]+)(?:[-_.@]|$)/i.exec(tag ?? '') ?? [];
  return LANGUAGES.find((language) => language === name.toLowerCase());
}

/** The first of some tags that is one of ours; English for a reader of neither. */
export const firstLanguage = (tags: readonly (string | null | undefined)[]): Language =>
  tags.map(languageOf).find((language) => language !== undefined) ?? 'en';

/** Only the first that is set counts: `LC_ALL=C` asks for English, whatever LANG says. */
export const terminalLanguage = (env: Readonly<Record<string, string | undefined>>): Language =>
  firstLanguage([env.LC_ALL || env.LC_MESSAGES || env.LANG]);

/** What a browser's Accept-Language asks for: of those it names, the one that it likes best. */
export function acceptedLanguage(header: string | undefined): Language {
  const wishes = (header ?? '').split(',').map((wish) => {
    const [tag = '', ...rest] = wish.split(';').map((part) => part.trim());
    const quality = rest.map((part) => /^q=([\d.]+)$/i.exec(part)?.[1]).find((found) => found !== undefined);
    return { tag, quality: quality === undefined ? 1 : Number(quality) };
  });
  return firstLanguage(
    wishes
      .filter(({ quality }) => quality > 0)
      .sort((a, b) => b.quality - a.quality)
      .map(({ tag }) => tag),
  );
}
