/**
 * Writes each component to .sim/<name>/ in the dialect that miniprogram-simulate reads: its template through
 * the simulator's own compiler, its style as it is, and a script that loads the source, so that coverage
 * counts for the source. Run before the component tests.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import fg from 'fast-glob';
import { Diagnostics } from '../simulator/compiler/diagnostics';
import { convertTtml } from '../simulator/compiler/ttml';
import { ROOT } from './lib/paths';

const from = join(ROOT, 'components');
const to = join(ROOT, '.sim');
const diagnostics = new Diagnostics();

rmSync(to, { recursive: true, force: true });
mkdirSync(to);
// The repository's scripts are ES modules; jest requires these.
writeFileSync(join(to, 'package.json'), '{ "type": "commonjs" }\n');
for (const file of await fg('**/*.{ttml,ttss,json,sjs}', { cwd: from })) {
  const target = join(
    to,
    file
      .replace(/\.ttml$/, '.wxml')
      .replace(/\.ttss$/, '.wxss')
      .replace(/\.sjs$/, '.wxs'),
  );
  mkdirSync(dirname(target), { recursive: true });
  if (file.endsWith('.ttml')) {
    const source = readFileSync(join(from, file), 'utf8');
    writeFileSync(target, convertTtml(source, file, `/${posix.dirname(file)}/`, diagnostics).rewriter.code);
  } else if (file.endsWith('.ttss'))
    writeFileSync(
      target,
      readFileSync(join(from, file), 'utf8').replace(/(@import "[^"]+)\.ttss"/g, '$1.wxss"'),
    );
  else copyFileSync(join(from, file), target);
}
for (const file of await fg('**/index.json', { cwd: from })) {
  const source = join(from, dirname(file), 'index.ts');
  if (existsSync(source))
    writeFileSync(
      join(to, dirname(file), 'index.js'),
      `require(${JSON.stringify(source.replace(/\.ts$/, ''))});\n`,
    );
}
for (const { level, file, line, column, message } of diagnostics.list)
  console.error(`${file}:${line ?? 1}:${column ?? 1} ${level}: ${message}`);
process.exit(diagnostics.list.some(({ level }) => level === 'error') ? 1 : 0);
