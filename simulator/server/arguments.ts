import { parseArgs } from 'node:util';
import type { Language } from '../words/language';
import { fill, type Text, type Values as TextValues } from '../words/table';

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
  help: string;
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
  summary: string;
  /** Names of what stands without a `--`, all of them needed. */
  operands: readonly string[];
  /** What may follow them, any number of times. */
  more?: string;
  options: T;
  /** Lines as a person would type them, without `trade-sim`. */
  examples?: readonly string[];
}

const flag = (name: string, { value }: Option): string =>
  `--${name}${value === undefined ? '' : ` ${value}`}`;

/** One line: `trade-sim dev <dir> [--port <n>] …`. */
export function usageOf({ name, operands, more, options }: Grammar): string {
  const words = Object.entries(options).map(
    ([key, option]) => `[${flag(key, option)}]${option.multiple ? '…' : ''}`,
  );
  return [
    'trade-sim',
    name,
    ...operands.map((operand) => `<${operand}>`),
    ...(more === undefined ? [] : [`[${more}…]`]),
    ...words,
  ].join(' ');
}

/** The usage, what the command does, and each option on a line of its own. */
export function helpOf(grammar: Grammar): string {
  const rows = Object.entries(grammar.options).map(
    ([name, option]) => [flag(name, option), option.help] as const,
  );
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return [
    `Usage: ${usageOf(grammar)}`,
    grammar.summary,
    ...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`),
    ...(grammar.examples ?? []).map((example) => `Example: trade-sim ${example}`),
  ].join('\n');
}

/**
 * @param argv what stands behind the command's name. Throws a `UsageError` with the usage for what the table
 *   does not have.
 */
export function readArguments<T extends Options>(
  grammar: Grammar<T>,
  argv: readonly string[],
): { operands: string[]; values: Values<T> } {
  const usage = `Usage: ${usageOf(grammar)}`;
  const config = Object.fromEntries(
    Object.entries(grammar.options).map(
      ([name, { type, multiple = false }]) => [name, { type, multiple }] as const,
    ),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: config });
    const missing = grammar.operands.length - positionals.length;
    if (missing > 0 || (missing < 0 && grammar.more === undefined)) throw new UsageError(usage);
    return { operands: positionals, values: values as Values<T> };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${(error as Error).message.split('\n')[0]?.replace(/\.? To specify.*$/, '')}. ${usage}`,
    );
  }
}

/** The value of `--port`. */
export function portFrom(text: string | undefined, otherwise: number, option = '--port'): number {
  const port = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`${option} ${text}: a port is a number from 0 (any) to 65535.`);
  return port;
}

/** A span of time as a person writes it: `250ms`, `90s`, `5m`, `2h`, `3d`, or bare ms. @throws UsageError */
export function spanFrom(option: string, text: string): number {
  const [, number, unit = 'ms'] = /^(-?\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text) ?? [];
  const ms =
    Number(number) * { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[unit as 'ms' | 's' | 'm' | 'h' | 'd'];
  if (!Number.isSafeInteger(ms))
    throw new UsageError(`${option} ${text}: a span of time, such as 30s, 5m, 2h or 3d.`);
  return ms;
}

/** The value of an option that is a whole number. @throws UsageError */
export function wholeFrom(option: string, text: string, least: number): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (!(number >= least)) throw new UsageError(`${option} ${text}: a whole number from ${least} on.`);
  return number;
}

/** The value of an option with a list of words. @throws UsageError */
export function oneFrom<T extends string>(option: string, text: string, words: readonly T[]): T {
  const word = words.find((each) => each === text);
  if (word === undefined) throw new UsageError(`${option} ${text}: one of ${words.join(', ')}.`);
  return word;
}

/** What stands without a `--`, where at most one may. @throws UsageError */
export function onlyOne(grammar: Grammar, operands: readonly string[]): string | undefined {
  if (operands.length > 1) throw new UsageError(`Usage: ${usageOf(grammar)}`);
  return operands[0];
}
