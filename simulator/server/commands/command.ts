import type { Grammar, Option, Options } from '../arguments';

/** One command of `trade-sim`. `A`: its arguments, read and checked. */
export interface Command<A> extends Grammar {
  /** @throws UsageError one line with the fix */
  read(argv: readonly string[]): A;
  /**
   * Answers the exit code, or nothing when the command goes on until it is stopped. An error becomes one line
   * and exit code 1.
   */
  run(args: A): Promise<number | undefined>;
}

/** A command whose arguments nobody has read yet: what the table of commands holds. */
export interface AnyCommand extends Grammar {
  start(argv: readonly string[]): Promise<number | undefined>;
}

/** Hides the type of a command's arguments, so that different commands fit into one table. */
export const toRow = <A>(command: Command<A>): AnyCommand => ({
  ...command,
  start: (argv) => command.run(command.read(argv)),
});

/** Keeps the literal types of an options table, from which the types of the values come. */
export const grammarOf = <T extends Options>(grammar: Grammar<T>): Grammar<T> => grammar;

/** The port that a command listens at. @param standard where none is named */
export const portOption = (standard: number) =>
  ({
    type: 'string',
    value: '<n>',
    help: {
      en: `port of the server, 0 for any (${standard})`,
      zh: `服务端口，0 为任意（默认 ${standard}）`,
    },
  }) as const satisfies Option;
