/**
 * What the commands that speak to a running sandbox share: where it is, text or JSON, and exit codes: 0 done,
 * 1 refused or wrongly asked, 2 nobody there.
 */
import {
  NobodyThereError,
  readArguments,
  UsageError,
  type Grammar,
  type Option,
  type Options,
  type Values,
} from '../arguments';
import { RefusedError, SandboxClient, urlFrom } from '../sandbox-client';
import { sayIn, type Say } from '../../words/table';
import { complain, language, plain, say } from '../terminal';
import type { AnyCommand } from './command';
import { answers, options as words } from './verb-words';

const common = {
  url: { type: 'string', value: '<url>', help: words.url },
  json: { type: 'boolean', help: words.json },
} as const satisfies Record<string, Option>;

/** Says an answer in the language of this run. */
export const tell = (): Say<typeof answers> => sayIn(answers, language());

/** The result of a verb: the whole of it for programs, lines for people. */
interface Done {
  data: unknown;
  lines: readonly string[];
  /** @default 0 */
  code?: number;
}

interface Asked<T extends Options> {
  operands: string[];
  values: Values<T>;
  grammar: Grammar;
  sandbox: SandboxClient;
}

const problemOf = (error: unknown): { message: string; errNo?: number } => ({
  message:
    error instanceof UsageError
      ? error.in(language())
      : error instanceof Error
        ? error.message
        : String(error),
  ...(error instanceof RefusedError && error.errNo !== undefined ? { errNo: error.errNo } : {}),
});

/** A command of the table. `work` checks what it was given before it asks for anything. */
export function verb<T extends Options>(
  own: Grammar<T>,
  work: (asked: Asked<T>) => Promise<Done | undefined>,
): AnyCommand {
  const grammar = { ...own, options: { ...own.options, ...common } };
  return {
    ...grammar,
    async start(argv) {
      const asJson = argv.includes('--json');
      try {
        const { operands, values } = readArguments<Options>(grammar, argv);
        const sandbox = new SandboxClient(urlFrom(values.url as string | undefined));
        const done = await work({ operands, values: values as Values<T>, grammar, sandbox });
        if (!done) return undefined;
        if (asJson) say(JSON.stringify(done.data, null, 2));
        else done.lines.forEach((line) => say(plain(line)));
        return done.code ?? 0;
      } catch (error) {
        const problem = problemOf(error);
        complain(asJson ? JSON.stringify({ error: problem }) : plain(problem.message));
        return error instanceof NobodyThereError ? NobodyThereError.exitCode : 1;
      }
    },
  };
}
