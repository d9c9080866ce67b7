/**
 * What is chosen, as text: `name`, `name;path=value`, several of them with commas between. One form serves
 * the header, the url, the goods id and the orders, which remember it. `,` `;` and `%` in a value, and all
 * that is not ASCII in a header, stand percent-encoded.
 */
import { BadRequest } from '../failures';
import { jsonOrText } from '../../src/contract/schema/formats';

export interface Choice {
  name: string;
  /** Path into the scenario's answer (`delayMs`, `body.err_tips`) -> its value instead. */
  set: Record<string, unknown>;
}

/** A text longer than this is no choice. */
const longest = 2000;
const mostChosen = 16;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BadRequest(`${JSON.stringify(text)} is not percent-encoded text`);
  }
};

const readOne = (text: string): Choice => {
  const [name, ...parts] = text.split(';');
  const set = parts.map((part) => {
    const at = part.indexOf('=');
    if (at < 1) throw new BadRequest(`${JSON.stringify(part)} should be path=value`);
    return [decoded(part.slice(0, at)).trim(), jsonOrText(decoded(part.slice(at + 1)))] as const;
  });
  return { name: name.trim(), set: Object.fromEntries(set) };
};

/** @throws BadRequest when the text is not of that form */
export const readChoices = (text: string): Choice[] => {
  const parts = text.split(',');
  if (text.length > longest || parts.length > mostChosen)
    throw new BadRequest(`at most ${mostChosen} scenarios in at most ${longest} characters can be chosen`);
  return parts.map(readOne);
};

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/%(5B|5D|7B|7D|22|3A|20)/g, (part) => decodeURIComponent(part));

const valueText = (value: unknown): string =>
  typeof value === 'string' && jsonOrText(value) === value ? value : (JSON.stringify(value) ?? 'null');

export const choiceText = (choices: readonly Choice[]): string =>
  choices
    .map(({ name, set }) =>
      [
        name,
        ...Object.entries(set).map(([path, value]) => `${encoded(path)}=${encoded(valueText(value))}`),
      ].join(';'),
    )
    .join(',');
