/** Prints what is wrong with a program, each thing once, in the terminal of `trade-sim dev`. */
import type { Diagnostic, ReportedProblems } from '../protocol';
import { isSame } from '../rules/diagnose';
import type { Language } from '../words/language';
import { sayIn } from '../words/table';
import { lineOf } from './check/report';
import { plain } from './terminal';
import { words } from './words';

/** Lines in one second; what comes on top is counted. */
export const MOST_LINES = 50;
const SECOND = 1000;
/** Problems that are remembered: a program may make up new ones for ever. */
const MOST_KNOWN = 2000;

const errorsFirst = (list: readonly Diagnostic[]): Diagnostic[] => [
  ...list.filter(({ level }) => level === 'error'),
  ...list.filter(({ level }) => level !== 'error'),
];

export class ProblemPrinter {
  /** The last build's, as printed. */
  private built = new Set<string>();
  private findings: readonly Diagnostic[] = [];
  /** Problems of the running program since the last build, and between that and the one before. */
  private ran = new Set<string>();
  private ranBefore = new Set<string>();
  private printed = 0;
  private left = 0;
  private second: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly language: Language,
    private readonly print: (line: string) => void,
  ) {}

  /** A finding is printed again only after a build without it. */
  readonly build = (diagnostics: readonly Diagnostic[]): void => {
    this.found(diagnostics);
    this.ranBefore = this.ran;
    this.ran = new Set();
  };

  /** The findings of the last build, with those that took longer to be found. */
  readonly found = (diagnostics: readonly Diagnostic[]): void => {
    const before = this.built;
    this.findings = diagnostics;
    this.built = new Set();
    for (const finding of errorsFirst(diagnostics)) {
      const line = this.lineOf(finding);
      if (!before.has(line) && !this.built.has(line)) this.line(line);
      this.built.add(line);
    }
  };

  /** A problem of the running program is printed again only when one build went by without it. */
  readonly run = ({ problems, left }: ReportedProblems): void => {
    for (const problem of problems) {
      const line = this.lineOf(problem);
      const isKnown = this.ran.has(line) || this.ranBefore.has(line) || this.isBuilt(problem);
      const isTooMuch = !isKnown && this.ran.size >= MOST_KNOWN;
      if (isTooMuch) this.leaveOut(1);
      else this.ran.add(line);
      if (!isKnown && !isTooMuch) this.line(line);
    }
    if (left > 0) this.leaveOut(left);
  };

  close(): void {
    clearTimeout(this.second);
  }

  private isBuilt(problem: Diagnostic): boolean {
    return this.findings.some((finding) => isSame(finding, problem));
  }

  private lineOf(problem: Diagnostic): string {
    return plain(lineOf(problem, this.language));
  }

  private line(line: string): void {
    if (this.printed >= MOST_LINES) return this.leaveOut(1);
    this.print(line);
    this.printed += 1;
    return this.begin();
  }

  private leaveOut(count: number): void {
    this.left += count;
    this.begin();
  }

  private begin(): void {
    this.second ??= setTimeout(() => this.end(), SECOND).unref();
  }

  private end(): void {
    this.second = undefined;
    if (this.left > 0) this.print(sayIn(words, this.language)('problems-left', { count: this.left }));
    this.printed = 0;
    this.left = 0;
  }
}
