import type { Diagnostic, Level, NamedPlace } from '../protocol';
import type { Language } from '../words/language';
import { fill, type Values } from '../words/table';
import { errorIn } from './errors-said';
import { FINDINGS, isCode, wordsOf, type Code, type ValuesArgument } from './findings';
import { wayOutOf } from './foreign-names';
import { reasonIn } from './reasons';

/** A place in a file; both count from 1. */
export interface Place {
  line: number;
  column: number;
}

/** Something wrong, whatever the place. */
export interface Problem {
  code: Code;
  values: Values;
}

/** A finding's two texts. */
interface Words {
  message: string;
  fix: string;
}

/** Values as a table takes them: one that is undefined is not there. */
const given = (values: object | undefined): Values =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== undefined)) as Values;

export const problem = <C extends Code>(code: C, ...[values]: ValuesArgument<C>): Problem => ({
  code,
  values: given(values),
});

/** A finding about another one names it as `what`; its fix is then `todo`. */
function innerOf(language: Language, { what, ...values }: Values): Values {
  if (typeof what !== 'string' || !isCode(what)) return {};
  const { message, fix } = wordsIn(language, { code: what, values });
  return { what: message, todo: fix };
}

/** A problem's texts in one language. */
export function wordsIn(language: Language, { code, values }: Problem): Words {
  const { message, fix, near } = wordsOf(code);
  const said: Values = {
    ...values,
    ...innerOf(language, values),
    ...('reason' in values && { reason: reasonIn(language, String(values.reason)) }),
    ...('error' in values && { error: errorIn(language, String(values.error)) }),
  };
  const wayOut = 'error' in values ? wayOutOf(language, String(values.error)) : undefined;
  return {
    message: fill(message[language], said),
    fix: wayOut ?? fill((near && 'near' in values ? near : fix)[language], said),
  };
}

/** A problem at its place. Its texts are English; `translated` gives others. */
export function located(
  { code, values }: Problem,
  file: string,
  at?: Place,
  level: Level = FINDINGS[code].level,
): Diagnostic {
  return {
    level,
    code,
    file,
    ...(at && { line: at.line, column: at.column }),
    ...wordsIn('en', { code, values }),
    values,
  };
}

/** As a place is written. */
export const originText = ({ name, line, column }: NamedPlace): string => `${name}:${line}:${column}`;

/** The same finding with its texts in a language; one without a code stays as it is. */
export function translated<D extends Diagnostic>(diagnostic: D, language: Language): D {
  const { code, values = {} } = diagnostic;
  return code !== undefined && isCode(code)
    ? { ...diagnostic, ...wordsIn(language, { code, values }) }
    : diagnostic;
}

/** What a finding is about, wherever it was met: a handler is missing from a script, not from a template. */
function subjectOf({ code, values = {}, file }: Diagnostic): string {
  const about = code === 'handler-unfound' ? 'handler-missing' : code;
  const script = about === 'handler-missing' ? String(values.script) : file;
  return JSON.stringify([about, script.replace(/\.\w+$/, ''), values.name]);
}

/** Code from text as the build sees it, and as the policy of the document refuses it: that knows no name. */
const isCodeOfText = ({ code }: Diagnostic): boolean => code === 'code-text' || code === 'code-from-text';

/**
 * Whether two findings are one: the build tells a name once a file, and the running program meets it again,
 * with or without a place.
 */
export function isSame(one: Diagnostic, other: Diagnostic): boolean {
  const isNamed = [one, other].every(({ code, values }) => code !== undefined && values?.name !== undefined);
  if (isNamed) return subjectOf(one) === subjectOf(other);
  if (isCodeOfText(one) && isCodeOfText(other)) return one.file === other.file && one.line === other.line;
  return (
    one.message === other.message &&
    one.file === other.file &&
    one.line === other.line &&
    one.column === other.column
  );
}
