import { placeOf, sentencesOf } from '../program-check';
import type { Diagnostic } from '../../protocol';
import { translated } from '../../rules/diagnose';
import type { Language } from '../../words/language';
import { sayIn } from '../../words/table';
import { plain } from '../terminal';
import { words } from '../words';

/** By file and place; what has no place comes first. */
export const inOrder = (findings: readonly Diagnostic[]): Diagnostic[] =>
  [...findings].sort(
    (one, other) =>
      one.file.localeCompare(other.file, 'en') ||
      (one.line ?? 0) - (other.line ?? 0) ||
      (one.column ?? 0) - (other.column ?? 0),
  );

export const countOf = (findings: readonly Diagnostic[], level: Diagnostic['level']): number =>
  findings.filter((finding) => finding.level === level).length;

/** One line a finding, `file:line:column: level code: cause. Fix.`, and a line with the sums. */
export function linesFor(dir: string, findings: readonly Diagnostic[], language: Language): string[] {
  const say = sayIn(words, language);
  if (findings.length === 0) return [say('check-clean', { dir })];
  return [
    ...findings.map((finding) => plain(lineOf(finding, language))),
    say('check-sum', { errors: countOf(findings, 'error'), warnings: countOf(findings, 'warning') }),
  ];
}

/** As editors and CI logs read it, with the level and the code, if it has one, in front of the cause. */
export function lineOf(finding: Diagnostic, language: Language): string {
  const level = sayIn(words, language)(`level-${finding.level}`);
  const code = finding.code === undefined ? '' : ` ${finding.code}`;
  const place = placeOf(finding);
  return `${place === '' ? '' : `${place}: `}${level}${code}: ${sentencesOf(finding, language)}`;
}

/** The findings as a program reads them. */
export const documentFor = (dir: string, findings: readonly Diagnostic[], language: Language): object => ({
  program: dir,
  language,
  errors: countOf(findings, 'error'),
  warnings: countOf(findings, 'warning'),
  findings: findings.map((finding) => {
    const { level, code, file, line, column, message, fix } = translated(finding, language);
    const docs = `docs/${language === 'zh' ? 'zh/' : ''}check.md#${code}`;
    return { level, code, file, line, column, message, fix, docs };
  }),
});
