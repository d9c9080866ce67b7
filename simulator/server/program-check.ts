import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { findProgramRoot } from '../compiler/program-root';
import { Diagnostics } from '../compiler/diagnostics';
import { parseJson } from '../compiler/jsonc';
import { readPlainFile, unreadable } from '../compiler/read-file';
import type { Diagnostic } from '../protocol';
import { located, originText, problem, translated } from '../rules/diagnose';
import type { Language } from '../words/language';
import { sayIn } from '../words/table';
import { UsageError } from './arguments';
import { words } from './words';

/** `file:line:column`, as far as it is known. */
export const placeOf = ({ file, line, column }: Diagnostic): string =>
  line === undefined ? file : `${file}:${line}:${column ?? 1}`;

/** What is wrong and what to do, as one text. */
export function sentencesOf(diagnostic: Diagnostic, language: Language): string {
  const { message, fix, origin } = translated(diagnostic, language);
  const from = origin ? sayIn(words, language)('origin', { place: originText(origin) }) : '';
  const text = from + message.split('\n').join(' ');
  if (fix === undefined) return text;
  const end = /[.!?。！？]$/.test(text) ? '' : language === 'zh' ? '。' : '.';
  return `${text}${end}${language === 'zh' ? '' : ' '}${fix}`;
}

/** One line: `file:line:column: message. What to do.` */
export const toLine = (diagnostic: Diagnostic, language: Language = 'en'): string =>
  `${placeOf(diagnostic)}: ${sentencesOf(diagnostic, language)}`;

/** A program that cannot be shown at all. */
const unusable = (diagnostic: Diagnostic): UsageError =>
  new UsageError({ en: toLine(diagnostic, 'en'), zh: toLine(diagnostic, 'zh') });

/** @throws UsageError */
function readText(file: string, name: string): string {
  try {
    return readPlainFile(file).toString('utf8');
  } catch (error) {
    throw unusable(located(unreadable(file, error), name));
  }
}

/**
 * Throws if there is nothing here that could be shown; what is wrong in single files is left to the compiler.
 */
export function checkProgram(dir: string): void {
  const root = path.resolve(dir);
  if (!existsSync(root) || !statSync(root).isDirectory())
    throw new UsageError(words['folder-missing'], { dir });
  const diagnostics = new Diagnostics();
  const program = findProgramRoot(root, diagnostics);
  const broken = diagnostics.list.find(({ level }) => level === 'error');
  if (broken) throw unusable({ ...broken, file: path.join(dir, broken.file) });
  const file = path.join(program.root, 'app.json');
  const name = path.join(dir, path.relative(root, file));
  if (!existsSync(file)) throw new UsageError(words['app-json-missing'], { file: name });
  const text = readText(file, name);
  const { value, error, positionOf } = parseJson(text);
  if (error) throw unusable(located(problem('json-syntax', { reason: error.message }), name, error.at));
  const pages = (value as { pages?: unknown } | null)?.pages;
  if (!Array.isArray(pages) || pages.length === 0)
    throw unusable(located(problem('pages-empty'), name, positionOf('pages')));
}
