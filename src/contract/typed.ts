/** What a person types or pastes, as what it means. Full-width digits are digits. */
import { HALF } from './bytes';

/** Text without halves of characters: what is left of an emoji that was cut in two. */
export const wholeText = (text: string): string =>
  Array.from(text)
    .filter((char) => !HALF.test(char))
    .join('');

/**
 * What a field's event says that it holds now; some hosts say a number. Nothing where it does not say: then
 * what was typed before stays, as the field shows it.
 */
export function inputOf(detail: unknown): string | undefined {
  const { value } = Object(detail) as { value?: unknown };
  return typeof value === 'string' || (typeof value === 'number' && value >= 0) ? String(value) : undefined;
}

type Texts = Record<string, unknown>;

const mapTexts = <T extends object>(
  texts: T,
  keep: (text: string, whole: string) => string | undefined,
): Partial<T> => {
  const made: Texts = {};
  Object.keys(texts).forEach((name) => {
    const text = (texts as Texts)[name];
    const kept = typeof text === 'string' ? keep(text, wholeText(text)) : undefined;
    if (kept !== undefined) made[name] = kept;
  });
  return made as Partial<T>;
};

/** The texts among these values, without halves of characters. */
export const wholeTexts = <T extends object>(texts: T): Partial<T> => mapTexts(texts, (_, whole) => whole);

/** The texts among these values that have such a half, as they are. */
export const cutTexts = <T extends object>(texts: T): Partial<T> =>
  mapTexts(texts, (text, whole) => (whole === text ? undefined : text));

/** Characters as the contract counts them: code points. */
export const charsOf = (text: string): number => Array.from(text).length;

export const plainDigits = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/** A number of units: whole, as `12` or `2.0`. Anything else is no number, and never another one. */
export function countOf(text: string): number | undefined {
  const found = /^\s*(\d{1,15})(?:[.．]0*)?\s*$/.exec(plainDigits(text));
  return found ? Number(found[1]) : undefined;
}

/**
 * A mobile number of the mainland as it is dialled, 11 digits: +86, blanks, dashes, brackets and the
 * invisible marks that a copied number carries are dropped. Empty where it is none.
 */
export function phoneOf(text: string): string {
  const digits = plainDigits(text)
    .replace(/[\s\-‐-―－()（）\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/^(?:[+＋]|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : '';
}
