/** What a person changes in the rule files from the shell: the rest of a file stays as it is written. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { parseJson } from '../../compiler/jsonc';
import { checkRule, MOCK_FOLDER, rulesIn } from '../../mocks/rule';
import { isRecord } from '../../record';
import { problem, wordsIn, type Problem } from '../../rules/diagnose';
import type { Language } from '../../words/language';
import { mockFile, writeMockFile } from './mock-files';

/** Where rules go that a person makes in the shell. */
const OWN_RULES = 'rules.json';

/** A change that cannot be made; `before` is the place of what is wrong, if it has one. */
export class EditError extends Error {
  constructor(
    private readonly problem: Problem,
    private readonly before = '',
  ) {
    super(problem.code);
  }

  /** For the person. */
  in(language: Language): string {
    const { message, fix } = wordsIn(language, this.problem);
    return `${this.before}${message}${language === 'zh' ? '。' : '. '}${fix}`;
  }
}

const outside = (name: string): EditError => new EditError(problem('link-outside'), `${name}: `);

const FORMAT = { formattingOptions: { insertSpaces: true, tabSize: 2, insertFinalNewline: true } };

/** A name in the folder itself, of a kind that is written. */
const isRuleFile = (file: string): boolean => /^[\w][\w.-]*\.json$/.test(file);

function write(dir: string, file: string, text: string): void {
  if (!writeMockFile(dir, file, text)) throw outside(MOCK_FOLDER);
}

interface RuleText {
  text: string;
  /** Where the list is in it. */
  base: (string | number)[];
  rules: unknown[];
}

function read(dir: string, file: string): RuleText {
  if (!isRuleFile(file)) throw new EditError(problem('mock-rule-file', { file }));
  if (!existsSync(path.join(dir, MOCK_FOLDER, file)))
    return { text: '{\n  "rules": []\n}\n', base: ['rules'], rules: [] };
  const real = mockFile(dir, file);
  if (real === undefined) throw outside(`${MOCK_FOLDER}/${file}`);
  const text = readFileSync(real, 'utf8');
  const { value, error } = parseJson(text);
  const rules = rulesIn(value);
  if (error || rules === undefined)
    throw new EditError(
      error ? problem('json-syntax', { reason: error.message }) : problem('mock-list'),
      `${MOCK_FOLDER}/${file}:${error?.at.line ?? 1}: `,
    );
  return { text, base: isRecord(value) ? ['rules'] : [], rules };
}

/** A rule as a person has typed it. @throws EditError naming the line */
export function parseRule(text: string): unknown {
  const { value, error, positionOf } = parseJson(text);
  if (error) {
    const { line, column } = error.at;
    throw new EditError(problem('json-syntax', { reason: error.message }), `${line}:${column}: `);
  }
  const [wrong] = checkRule(value);
  if (wrong) {
    const { line, column } = positionOf(...wrong.path);
    throw new EditError(wrong.problem, `${line}:${column}: `);
  }
  return value;
}

const at = (rules: readonly unknown[], index: number): number => {
  if (!Number.isInteger(index) || index < 0 || index >= rules.length)
    throw new EditError(problem('mock-rule-gone'));
  return index;
};

/** Puts a rule before the others of the shell's own file, so that it is the first to match. */
export function addRule(dir: string, rule: unknown): void {
  const { text, base } = read(dir, OWN_RULES);
  write(
    dir,
    OWN_RULES,
    applyEdits(text, modify(text, [...base, 0], rule, { ...FORMAT, isArrayInsertion: true })),
  );
}

/** `rule` undefined: takes it out. */
export function changeRule(dir: string, file: string, index: number, rule: unknown): void {
  const { text, base, rules } = read(dir, file);
  write(dir, file, applyEdits(text, modify(text, [...base, at(rules, index)], rule, FORMAT)));
}

export function switchRule(dir: string, file: string, index: number, on: boolean): void {
  const { text, base, rules } = read(dir, file);
  const place = [...base, at(rules, index), 'enabled'];
  write(dir, file, applyEdits(text, modify(text, place, on ? undefined : false, FORMAT)));
}
