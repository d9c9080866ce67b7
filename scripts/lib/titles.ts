import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths';

const FOLDER = join(ROOT, '.tmp/titles');

/** Forgets the titles of the last run. */
export function forgetTitles(): void {
  rmSync(FOLDER, { recursive: true, force: true });
}

/** Keeps the titles of a suite's passed tests for `trace --ran`. */
export function keepTitles(suite: string, titles: readonly string[]): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${suite}.json`), JSON.stringify(titles));
}

/** The titles of all tests that passed in the last run. */
export function passedTitles(): string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER).flatMap(
    (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as string[],
  );
}
