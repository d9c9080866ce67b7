import type { RuntimeProblem } from '../../protocol';
import type { Language } from '../../words/language';
import { sayIn } from '../../words/table';
import { toLine } from '../program-check';
import { words } from './words';

/** What a visit of one page found. */
export interface PageReport {
  page: string;
  /** Whether anything is to be seen. */
  content: boolean;
  /** The page came up within its time. */
  opened: boolean;
  errors: RuntimeProblem[];
  /** Errors that do not come where a server stays silent, or that change with the page's options. */
  consequences: RuntimeProblem[];
  /** Errors of the app, or of the script of a page or component that this page does not use. */
  elsewhere: RuntimeProblem[];
  warnings: RuntimeProblem[];
  /** Names of `tt` that it called and the simulator does not implement. */
  missing: string[];
  /** Servers that it asked and that are not on this machine. */
  servers: string[];
  /** Options that it asked for and was opened without. */
  missedOptions: string[];
  /** The query that shows it right, where it is not right without one. */
  openedWith?: string;
  /** The page that was on top at the end, where that is another one. */
  wentTo?: string;
  /** The first line of what the program last printed as an error: frameworks keep errors to themselves. */
  printed?: string;
  /** How long the page took to come up, ms. */
  time: number;
  /** File of its picture. */
  picture?: string;
}

export interface CrawlReport {
  /** What is wrong with files of the program, whatever page is open. */
  program: RuntimeProblem[];
  /** Errors of the app that come only because a server refuses. */
  consequences: RuntimeProblem[];
  pages: PageReport[];
}

const MISSING = /^tt\.([\w.]+) is not simulated$/;

/** The name of `tt` that a problem says is not simulated. */
export const missingName = ({ message }: RuntimeProblem): string | undefined => MISSING.exec(message)?.[1];

type Verdict = 'ok' | 'error' | 'empty' | 'server' | 'options';

/** One word for a page. Empty is no error: some pages show nothing without an answer or an option. */
function verdictOf({ opened, content, errors, consequences, servers }: PageReport): Verdict {
  if (!opened || errors.length > 0) return 'error';
  if (servers.length > 0) return 'server';
  if (consequences.length > 0) return 'options';
  return content ? 'ok' : 'empty';
}

/** One line: `ok      pages/a/a  content, 412 ms`. */
export function pageLine(report: PageReport, language: Language = 'en'): string {
  const say = sayIn(words, language);
  const { page, content, opened, errors, consequences, missing, servers, time } = report;
  const { missedOptions, openedWith, wentTo, printed } = report;
  const [first] = errors;
  const [consequence] = consequences;
  const notes = [
    say(opened ? (content ? 'content' : 'nothing') : 'late'),
    ...(first ? [toLine(first, language)] : []),
    ...(!content && printed !== undefined ? [say('printed', { text: printed })] : []),
    ...(errors.length > 1 ? [say('more', { count: errors.length - 1 })] : []),
    ...(consequence ? [say('consequence', { error: toLine(consequence, language) })] : []),
    ...(wentTo === undefined ? [] : [say('went-to', { page: wentTo })]),
    ...(openedWith === undefined ? [] : [say('opened-with', { query: openedWith })]),
    ...(openedWith === undefined && missedOptions.length > 0
      ? [say('missed-options', { names: missedOptions.join(', ') })]
      : []),
    ...(missing.length > 0 ? [say('missing', { names: missing.join(', ') })] : []),
    ...(servers.length > 0 ? [say('asks', { servers: servers.join(', ') })] : []),
    `${time} ms`,
  ];
  return `${say(`verdict-${verdictOf(report)}`)} ${page}  ${notes.join(language === 'zh' ? '；' : '; ')}`;
}

/** An error of the app that comes for want of an answer. */
export const consequenceLine = (problem: RuntimeProblem, language: Language = 'en'): string => {
  const say = sayIn(words, language);
  return `${say('verdict-server')}  ${say('consequence', { error: toLine(problem, language) })}`;
};

/** The last line: how many of the pages are what. */
export function summary({ program, pages }: CrawlReport, language: Language = 'en'): string {
  const say = sayIn(words, language);
  const of = (verdict: Verdict): number => pages.filter((page) => verdictOf(page) === verdict).length;
  const figures = {
    pages: pages.length,
    ok: of('ok'),
    errors: of('error'),
    empty: of('empty'),
    options: of('options'),
    server: of('server'),
  };
  const count = program.filter(({ level }) => level === 'error').length;
  return say('sum', figures) + (count > 0 ? say('sum-program', { count }) : '');
}

export const hasErrors = ({ program, pages }: CrawlReport): boolean =>
  program.some(({ level }) => level === 'error') || pages.some((page) => verdictOf(page) === 'error');
