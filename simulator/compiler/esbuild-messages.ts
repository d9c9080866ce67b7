import type { Location } from 'esbuild';
import type { Position } from './text';

/** esbuild counts lines from 1, and columns in UTF-8 bytes from 0. */
export function positionOf(location: Location | null): Position | undefined {
  if (!location) return undefined;
  const before = Buffer.from(location.lineText, 'utf8').subarray(0, location.column).toString('utf8');
  return { line: location.line, column: before.length + 1 };
}
