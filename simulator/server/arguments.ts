import { parseArgs } from 'node:util';
import type { Language } from '../words/language';
import { fill, type Text, type Values as TextValues } from '../words/table';
import { words } from './words';

/** A mistake of the caller: one line that says what to do, in every language. */
export class UsageError extends Error {
  constructor(
    private readonly text: Text | string,
    private readonly values: TextValues = {},
  ) {
    super(typeof text === 'string' ? text : fill(text.en, values));
  }

  in(language: Language): string {
    return typeof this.text === 'string' ? this.text : fill(this.text[language], this.values);
  }
}

/** No sandbox answers at that address: the one failure that a script may want to wait out. */
export class NobodyThereError extends Error {
  static readonly exitCode = 2;
}

/** One option of a command, as the table of that command has it. */
export interface Option {
  type: 'string' | 'boolean';
  /** May be given more than once; its value is then a list. */
  multiple?: true;
  /** How its value is called in the usage. */
  value?: string;
  help: Text | string;
}

export type Options = Record<string, Option>;

type ValueOf<O extends Option> = O['type'] extends 'boolean'
  ? boolean
  : O extends { multiple: true }
    ? string[]
    : string;

export type Values<T extends Options> = { [K in keyof T]?: ValueOf<T[K]> };

/** What a command takes: from this come its usage, its help and what is read. */
export interface Grammar<T extends Options = Options> {
  name: string;
  summary: Text | string;
  /** Names of what stands without a `--`, all of them needed. */
  operands: readonly string[];
  /** What may follow them, any number of times. */
  more?: string;
  options: T;
  /** Lines as a person would type them, without `trade-sim`. */
  examples?: readonly string[];
}

/** In a language; a text that has only one stays as it is. */
const inOne = (text: Text | string, language: Language): string =>
  typeof text === 'string' ? text : text[language];

const flag = (name: string, { value }: Option): string =>
  `--${name}${value === undefined ? '' : ` ${value}`}`;

/** One line: `trade-sim dev <dir> [--port <n>] …`. */
export function usageOf({ name, operands, more, options }: Grammar): string {
  const flags = Object.entries(options).map(
    ([key, option]) => `[${flag(key, option)}]${option.multiple ? '…' : ''}`,
  );
  return [
    'trade-sim',
    name,
    ...operands.map((operand) => `<${operand}>`),
    ...(more === undefined ? [] : [`[${more}…]`]),
    ...flags,
  ].join(' ');
}

export const summaryOf = ({ summary }: Pick<Grammar, 'summary'>, language: Language): string =>
  inOne(summary, language);

/** The usage, what the command does, and each option on a line of its own. */
export function helpOf(grammar: Grammar, language: Language): string {
  const rows = Object.entries(grammar.options).map(
    ([name, option]) => [flag(name, option), inOne(option.help, language)] as const,
  );
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return [
    fill(words.usage[language], { usage: usageOf(grammar) }),
    summaryOf(grammar, language),
    ...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`),
    ...(grammar.examples ?? []).map((example) => fill(words.example[language], { example })),
  ].join('\n');
}

/** What `parseArgs` refuses, by its code; its own messages are English. */
const REFUSED: Readonly<Record<string, Text>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: words['option-unknown'],
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: words['option-value'],
};

/** The option that a message of `parseArgs` is about: `'--port'`, or `'--port <value>'`. */
const optionIn = (message: string): string => /'(?:-\w, )?(-[^' ]*)/.exec(message)?.[1] ?? '';

/** A wrong use of a command, with what would be right. */
export const wrongUse = (grammar: Grammar): UsageError =>
  new UsageError(words.usage, { usage: usageOf(grammar) });

/**
 * @param argv what stands behind the command's name. Throws a `UsageError` with the usage for what the table
 *   does not have.
 */
export function readArguments<T extends Options>(
  grammar: Grammar<T>,
  argv: readonly string[],
): { operands: string[]; values: Values<T> } {
  const config = Object.fromEntries(
    Object.entries(grammar.options).map(
      ([name, { type, multiple = false }]) => [name, { type, multiple }] as const,
    ),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: config });
    const missing = grammar.operands.length - positionals.length;
    if (missing > 0 || (missing < 0 && grammar.more === undefined)) throw wrongUse(grammar);
    return { operands: positionals, values: values as Values<T> };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    const what = REFUSED[code];
    if (!what) throw error;
    throw new UsageError(what, {
      option: optionIn(message),
      known: Object.keys(grammar.options)
        .map((name) => `--${name}`)
        .join(', '),
      usage: usageOf(grammar),
    });
  }
}

/** The value of `--port`. */
export function portFrom(text: string | undefined, otherwise: number, option = '--port'): number {
  if (text === undefined) return otherwise;
  const port = digitsOf(text);
  if (!(port <= 65535)) throw new UsageError(words['option-port'], { option, text });
  return port;
}

const UNITS = { ms: 1, s: 1e3, m: 6e4, min: 6e4, h: 36e5, d: 864e5 };

/**
 * A span of time as a person writes it: `250ms`, `90s`, `5m`, `2h`, `3d`, several of these from the largest
 * to the smallest (`2h1m`, `1d 2h`), or bare ms. A sign stands for the whole. @throws UsageError
 */
export function spanFrom(option: string, text: string): number {
  const [, sign, written = ''] = /^\s*([+-]?)(.*?)\s*$/s.exec(text.toLowerCase()) ?? [];
  const wrong = (): never => {
    throw new UsageError(words['option-span'], { option, text });
  };
  if (!/^(?:\d+(?:\.\d+)?|(?:\d+(?:\.\d+)?\s*(?:ms|s|min|m|h|d)\s*)+)$/.test(written)) return wrong();
  let ms = 0;
  let before = Infinity;
  for (const [, number, unit = 'ms'] of written.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)?/g)) {
    const each = UNITS[unit as keyof typeof UNITS];
    // Twice the same unit is a slip of the hand: nobody knows which one was meant.
    if (each >= before) return wrong();
    before = each;
    ms += Number(number) * each;
  }
  const whole = Math.round(ms);
  if (Math.abs(whole - ms) > 1e-6 || !Number.isSafeInteger(whole)) return wrong();
  return sign === '-' ? -whole : whole;
}

const digitsOf = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : NaN);

/** The value of an option that is a whole number. @throws UsageError */
export function wholeFrom(option: string, text: string, least: number, most = Infinity): number {
  const number = digitsOf(text);
  if (number >= least && number <= most) return number;
  throw most === Infinity
    ? new UsageError(words['option-whole'], { option, text, least })
    : new UsageError(words['option-range'], { option, text, least, most });
}

/** The value of an option with a list of words. @throws UsageError */
export function oneFrom<T extends string>(option: string, text: string, known: readonly T[]): T {
  const word = known.find((each) => each === text);
  if (word === undefined)
    throw new UsageError(words['option-one'], { option, text, known: known.join(', ') });
  return word;
}

/** What stands without a `--`, where at most one may. @throws UsageError */
export function onlyOne(grammar: Grammar, operands: readonly string[]): string | undefined {
  if (operands.length > 1) throw wrongUse(grammar);
  return operands[0];
}
