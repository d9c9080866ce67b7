import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { findProgramRoot } from '../compiler';
import { Diagnostics } from '../compiler/diagnostics';
import { parseJson } from '../compiler/jsonc';
import type { Diagnostic } from '../protocol';
import { UsageError } from './arguments';

/** One line: `file:line:column: message. What to do.` */
export function toLine({ file, line, column, message, fix }: Diagnostic): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const text = `${place}: ${message.split('\n').join(' ')}`;
  return fix === undefined ? text : `${text}${/[.!?]$/.test(text) ? '' : '.'} ${fix}`;
}

/**
 * Throws if there is nothing here that could be shown; what is wrong in single files is left to the compiler.
 */
export function checkProgram(dir: string): void {
  const root = path.resolve(dir);
  if (!existsSync(root) || !statSync(root).isDirectory())
    throw new UsageError(`${dir}: no such folder. Name the folder of a mini-program.`);
  const diagnostics = new Diagnostics();
  const program = findProgramRoot(root, diagnostics);
  const [broken] = diagnostics.list;
  if (broken) throw new UsageError(toLine({ ...broken, file: path.join(dir, broken.file) }));
  const file = path.join(program.root, 'app.json');
  const name = path.join(dir, path.relative(root, file));
  if (!existsSync(file)) {
    throw new UsageError(
      `${name}: no such file. A mini-program has an app.json; set "miniprogramRoot" in project.config.json if it lies in a sub-folder.`,
    );
  }
  const { value, error, positionOf } = parseJson(readFileSync(file, 'utf8'));
  if (error)
    throw new UsageError(
      toLine({
        level: 'error',
        file: name,
        ...error.at,
        message: `not valid JSON: ${error.message}`,
        fix: 'Nothing of this file is used until it is mended.',
      }),
    );
  const pages = (value as { pages?: unknown } | null)?.pages;
  if (!Array.isArray(pages) || pages.length === 0) {
    throw new UsageError(
      toLine({
        level: 'error',
        file: name,
        ...positionOf('pages'),
        message: '"pages" must list at least one page',
        fix: 'Add "pages": ["pages/index/index"].',
      }),
    );
  }
}
