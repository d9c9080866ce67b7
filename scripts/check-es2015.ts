/**
 * Parses every script of dist as ES2015, the oldest level that the kit promises. Exit 1 on the first
 * construct that is newer.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import fg from 'fast-glob';
import { ROOT } from './lib/paths';

const dist = process.argv[2] ?? join(ROOT, 'dist');
const files = await fg('**/*.{js,cjs,sjs}', { cwd: dist });
const problems: string[] = [];
for (const file of files) {
  try {
    parse(readFileSync(join(dist, file), 'utf8'), { ecmaVersion: 2015, sourceType: 'script' });
  } catch (error) {
    problems.push(`${file}: ${(error as Error).message}`);
  }
}
if (!files.length) problems.push('nothing built: run `npm run build` first');
console.log(
  problems.length
    ? problems.map((problem) => `es2015: ${problem}`).join('\n')
    : `es2015: ${files.length} scripts parse`,
);
process.exit(problems.length ? 1 : 0);
