/**
 * Each fault that was found in the kit by reading (V), by attack (K), in public reports, and by holding it
 * against the official pages (D) is shown by a test that names it: none of those tests may go unnoticed.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

const FAULTS = [
  ...numbered('V', 7),
  ...numbered('K', 8),
  ...numbered('D', 13),
  ...['04c', '04f', '05c', '12', '14', '16', '20', '23', '25', '29', '33', '37', '40', '44'].map(
    (row) => `report ${row}`,
  ),
];

/** Reports that could be read in two ways: what was decided about each. */
const DECIDED: Record<string, string> = {
  '04c': 'D-Q5',
  '05c': 'D-E260',
  '14': 'D-E143',
  '29': 'D-E124',
  '33': 'D-E258',
  '37': 'D-E123',
  '40': 'D-E108',
  '44': 'D-E144',
};

/** The names of all tests: what stands between `test(` and the function. */
const titles = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !name.includes('faults-shown'))
  .flatMap((name) => {
    const text = readFileSync(`test/${name}`, 'utf8');
    const names = [...text.matchAll(/\b(?:test|it|accepts|rejects)\(\s*(['"`])(.*?)\1,/gs)].map(
      (found) => found[2]!,
    );
    // Rows of a table whose name becomes a part of the test's.
    return [...names, ...[...text.matchAll(/\bname: '(report .*?)'/g)].map((found) => found[1]!)];
  });

for (const fault of FAULTS)
  test(`${fault} is shown by a test of that name`, () => {
    const named = titles.filter((title) => new RegExp(`(^|[\\s\\]])${fault}(?=[:\\s])`).test(title));
    assert.ok(named.length, `no test has ${fault} in its name`);
  });

const decisions = readFileSync('docs/decisions.md', 'utf8');
for (const [row, id] of Object.entries(DECIDED))
  test(`what report ${row} left open is decided: ${id}`, () =>
    assert.match(decisions, new RegExp(`^(### |\\| )${id}\\b`, 'm')));
