import { parseArgs } from 'node:util';

export interface DevArguments {
  dir: string;
  port: number;
  open: boolean;
  watch: boolean;
  /** File of the sandbox's ledger, or `:memory:`. */
  db: string;
}

export const USAGE = 'Usage: trade-sim dev <dir> [--port 5200] [--no-open] [--db <file>] [--no-watch]';

const DEFAULT_PORT = 5200;
const DEFAULT_DB = '.trade-sim/ledger.db';

/** A mistake of the caller: one line that says what to do. */
export class UsageError extends Error {}

/** `argv`: what stands behind the command's name. */
export function parseArguments(argv: readonly string[]): DevArguments {
  const { values, positionals } = parse(argv);
  const [command, dir, ...rest] = positionals;
  if (command !== 'dev' || dir === undefined || rest.length > 0) throw new UsageError(USAGE);
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port ${values.port}: a port is a number from 0 (any) to 65535.`);
  return { dir, port, open: values['no-open'] !== true, watch: values['no-watch'] !== true, db: values.db ?? DEFAULT_DB };
}

function parse(argv: readonly string[]): {
  values: { port?: string; db?: string; 'no-open'?: boolean; 'no-watch'?: boolean };
  positionals: string[];
} {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { port: { type: 'string' }, db: { type: 'string' }, 'no-open': { type: 'boolean' }, 'no-watch': { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0]?.replace(/\.? To specify.*$/, '')}. ${USAGE}`);
  }
}
