/** The file of `--goods`: whatever is wrong with it is one line with the place and what to do. */
import { readGoods, type SandboxGoods } from 'microapp-trade-sandbox';
import { parseJson, repeatedKey, type JsonResult } from '../../compiler/jsonc';
import { readPlainFile, ReadError } from '../../compiler/read-file';
import type { Position } from '../../compiler/text';
import { reasonIn } from '../../rules/reasons';
import { LANGUAGES, type Language } from '../../words/language';
import { refusalIn } from '../../words/refusal-words';
import { sayIn, type Text } from '../../words/table';
import { UsageError } from '../arguments';
import { goodsFile as words } from './verb-words';

type Said = (language: Language) => string;

/** What is wrong, and what to do about it. */
const refused = (file: string, wrong: Said, fix: keyof typeof words, at?: Position): UsageError => {
  const place = at ? `${file}:${at.line}:${at.column}` : file;
  const line = (language: Language): string =>
    sayIn(words, language)('line', {
      place,
      wrong: wrong(language),
      fix: words[fix][language],
    });
  const texts = LANGUAGES.map((language) => [language, line(language)]);
  return new UsageError(Object.fromEntries(texts) as Text);
};

const said =
  (key: keyof typeof words): Said =>
  (language) =>
    words[key][language];

const READ_FIXES: Readonly<Record<string, [keyof typeof words, keyof typeof words]>> = {
  ENOENT: ['no-file', 'name-file'],
  ENOTDIR: ['no-file', 'name-file'],
  EISDIR: ['not-file', 'name-file'],
  ENOTFILE: ['not-file', 'name-file'],
  ENXIO: ['not-file', 'name-file'],
  EACCES: ['no-access', 'give-access'],
  EPERM: ['no-access', 'give-access'],
  ELOOP: ['link-loop', 'name-file'],
  EFBIG: ['too-large', 'fewer'],
};

const bytesOf = (file: string): Buffer => {
  try {
    return readPlainFile(file);
  } catch (error) {
    const code = error instanceof ReadError ? error.code : ((error as NodeJS.ErrnoException).code ?? '');
    const [wrong, fix] = READ_FIXES[code] ?? [undefined, 'name-file' as const];
    throw refused(file, wrong ? said(wrong) : () => code || String(error), fix);
  }
};

const textOf = (file: string): string => {
  const bytes = bytesOf(file);
  try {
    // A byte order mark is left out by the decoder.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(file, said('not-utf8'), 'save-utf8');
  }
};

const jsonOf = (file: string): JsonResult => {
  const text = textOf(file);
  const json = parseJson(text);
  const { error, lenient } = json;
  if (error) throw refused(file, (language) => reasonIn(language, error.message), 'correct-json', error.at);
  if (lenient)
    throw refused(file, said(lenient.what === 'comment' ? 'comment' : 'comma'), 'remove', lenient.at);
  const twice = repeatedKey(text);
  if (twice) throw refused(file, said('twice'), 'remove-one', twice);
  return json;
};

/** The place of the nearest thing that is there: a field that is missing has none. */
const placeOf = (json: JsonResult, problem: string): Position => {
  const [, named = ''] = /^goods((?:\[\d+\]|\.\w+)+)/.exec(problem) ?? [];
  const path = (named.match(/\w+/g) ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  for (; path.length > 0; path.pop()) {
    const at = json.positionOf(...path);
    if (at.line > 1 || at.column > 1) return at;
  }
  return json.positionOf();
};

const fixOf = (problem: string): keyof typeof words => {
  if (/but got undefined/.test(problem)) return 'add-field';
  return / is no field of /.test(problem) ? 'rename-field' : 'correct-value';
};

/** @throws UsageError naming the file, the line and what to do */
export const goodsOf = (file: string): SandboxGoods[] => {
  const json = jsonOf(file);
  try {
    return readGoods(json.value);
  } catch (error) {
    const { message } = error as Error;
    throw refused(file, (language) => refusalIn(language, message), fixOf(message), placeOf(json, message));
  }
};
