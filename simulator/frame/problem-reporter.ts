/** Tells the server what went wrong in the program, for the terminal that it was started in. */
import type { Diagnostic, ReportedProblems } from '../protocol';
import type { Problems } from '../runtime/problems';

/** Problems that come together are sent together. */
const GATHER_MS = 50;
/** A program that fails in a loop sends no more than these at once; the rest are counted. */
const MOST = 50;
const LONGEST_TEXT = 2_000;

const short = (text: string): string => text.slice(0, LONGEST_TEXT);

/** What a line of the terminal needs of a problem. */
function inShort({ level, code, values, file, line, column, origin, message, fix }: Diagnostic): Diagnostic {
  return {
    level,
    file: short(file),
    message: short(message),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(origin !== undefined && { origin: { ...origin, name: short(origin.name) } }),
    ...(fix !== undefined && { fix: short(fix) }),
    ...(code !== undefined && {
      code,
      values: Object.fromEntries(
        Object.entries(values ?? {}).map(([name, value]) => [
          name,
          typeof value === 'string' ? short(value) : value,
        ]),
      ),
    }),
  };
}

type Send = (reported: ReportedProblems) => Promise<unknown>;

const post: Send = (reported) =>
  fetch('/__problems', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(reported),
  });

/** Follows what goes wrong from now on. What the build has found, the server knows. */
export function reportProblems(problems: Problems, send: Send = post): void {
  let waiting: Diagnostic[] = [];
  let left = 0;
  let isGathering = false;
  const flush = (): void => {
    isGathering = false;
    const reported = { problems: waiting, left };
    waiting = [];
    left = 0;
    // A server that is away prints nothing anyway.
    send(reported).catch(() => undefined);
  };
  problems.onReport((problem) => {
    if (waiting.length < MOST) waiting.push(inShort(problem));
    else left += 1;
    if (!isGathering) setTimeout(flush, GATHER_MS);
    isGathering = true;
  });
}
