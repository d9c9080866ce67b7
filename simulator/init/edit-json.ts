/** Changes of JSON that leave comments, order and layout as somebody wrote them. */
import { applyEdits, modify, parse, type ParseError } from 'jsonc-parser';
import { Refused } from './refused';
import { words } from './words';

type Path = (string | number)[];

const optionsOf = (text: string) => {
  const [, indent = '  '] = /\n([ \t]+)\S/.exec(text) ?? [];
  return {
    formattingOptions: {
      insertSpaces: !indent.startsWith('\t'),
      tabSize: indent.startsWith('\t') ? 1 : indent.length,
      eol: text.includes('\r\n') ? '\r\n' : '\n',
    },
  };
};

/** @throws Refused when it is no JSON, comments apart */
export function readJson(file: string, text: string): Record<string, unknown> {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused(words['no-json'], { file });
  return value as Record<string, unknown>;
}

/** Sets a value where there is none. */
export function setIfMissing(file: string, text: string, path: Path, value: unknown): string {
  let there: unknown = readJson(file, text);
  for (const key of path) there = (there as Record<string, unknown> | undefined)?.[key];
  return there === undefined ? applyEdits(text, modify(text, path, value, optionsOf(text))) : text;
}

/** Puts a value at the end of a list. */
export function append(file: string, text: string, path: Path, value: unknown): string {
  let list: unknown = readJson(file, text);
  for (const key of path) list = (list as Record<string, unknown> | undefined)?.[key];
  if (!Array.isArray(list)) throw new Refused(words['no-list'], { file, list: path.join('.') });
  return applyEdits(
    text,
    modify(text, [...path, list.length], value, { ...optionsOf(text), isArrayInsertion: true }),
  );
}
