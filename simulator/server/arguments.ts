import { parseArgs } from 'node:util';

/** A mistake of the caller: one line that says what to do. */
export class UsageError extends Error {}

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
export function portFrom(text: string | undefined, otherwise: number): number {
  const port = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port ${text}: a port is a number from 0 (any) to 65535.`);
  return port;
}
