/** Reads what a program has in place of a file: it may be anything. */
import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { problem, type Problem } from '../rules/diagnose';

/** A source file larger than this is not read: no program has one, and a compiler would take minutes. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What stands in the way, as a code: that of the system, or one of these. */
type Refusal = 'ENOTFILE' | 'EFBIG' | 'EMOVED';

export class ReadError extends Error {
  constructor(
    readonly code: Refusal,
    readonly size = 0,
  ) {
    super(code);
  }
}

/** `readFileSync` knows no handle of a file in an archive, which is where Yarn PnP keeps packages. */
function contentsOf(handle: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let read = 0;
  for (let more = -1; more !== 0 && read < size; read += more)
    more = readSync(handle, bytes, read, size - read, null);
  return bytes.subarray(0, read);
}

/**
 * The bytes of a file. A folder, a pipe or a device is none, and is not waited for.
 * @param isStill whether the path still leads to what was opened, and may be read
 * @throws ReadError, and the system's errors
 */
export function readPlainFile(file: string, isStill: (opened: Stats) => boolean = () => true): Buffer {
  // Without it, whoever opens a pipe waits for its other end. Windows has no such pipes.
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const opened = fstatSync(handle);
    if (!opened.isFile()) throw new ReadError('ENOTFILE');
    if (opened.size > MAX_BYTES) throw new ReadError('EFBIG', opened.size);
    if (!isStill(opened)) throw new ReadError('EMOVED');
    return contentsOf(handle, opened.size);
  } finally {
    closeSync(handle);
  }
}

/** What is said of a file that cannot be read. */
export function unreadable(file: string, error: unknown): Problem {
  if (error instanceof ReadError && error.code === 'EFBIG')
    return problem('file-large', {
      size: Math.round(error.size / 1024 / 1024),
      most: MAX_BYTES / 1024 / 1024,
    });
  if (error instanceof ReadError && error.code === 'ENOTFILE')
    return problem(statSync(file).isDirectory() ? 'file-folder' : 'file-special');
  return problem('file-unreadable', { reason: (error as NodeJS.ErrnoException).code ?? String(error) });
}

/** The text of a file that a build can do without; undefined where there is none that can be read. */
export function textOf(file: string): string | undefined {
  try {
    return readPlainFile(file)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
