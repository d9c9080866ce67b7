import type { RuntimeProblem } from '../../protocol';
import { toLine } from '../program-check';

/** What a visit of one page found. */
export interface PageReport {
  page: string;
  /** Whether anything is to be seen. */
  content: boolean;
  /** The page came up within its time. */
  opened: boolean;
  errors: RuntimeProblem[];
  /** What befell the app, or the script of a page or component that this page has nothing of. */
  elsewhere: RuntimeProblem[];
  warnings: RuntimeProblem[];
  /** Names of `tt` that it called and the simulator has no substance for. */
  missing: string[];
  /** Servers that it asked and that are not on this machine. */
  servers: string[];
  /** How long the page took to come up, ms. */
  time: number;
  /** File of its picture. */
  picture?: string;
}

export interface CrawlReport {
  /** What is wrong with files of the program, whatever page is open. */
  program: RuntimeProblem[];
  pages: PageReport[];
}

/** What the host says of a request to another machine. */
const REFUSED = /offline: the simulator reaches [^"]* addresses only, not "([^"]+)"/;
const MISSING = /^tt\.([\w.]+) is not simulated$/;

/** The server that a message is about, if it is one of a request that was refused. */
export const refusedServer = (message: string): string | undefined => REFUSED.exec(message)?.[1];

/** The name of `tt` that a problem says is not simulated. */
export const missingName = ({ message }: RuntimeProblem): string | undefined => MISSING.exec(message)?.[1];

export type Verdict = 'ok' | 'error' | 'empty' | 'server';

/** One word for a page. Empty is no error: some pages show nothing without an answer or an option. */
export function verdictOf({ opened, content, errors, servers }: PageReport): Verdict {
  if (!opened || errors.length > 0) return 'error';
  if (servers.length > 0) return 'server';
  return content ? 'ok' : 'empty';
}

const WORDS: Record<Verdict, string> = {
  ok: 'ok     ',
  error: 'ERROR  ',
  empty: 'empty  ',
  server: 'server ',
};

/** One line: `ok      pages/a/a  content, 412 ms`. */
export function pageLine(report: PageReport): string {
  const { page, content, opened, errors, missing, servers, time } = report;
  const [first] = errors;
  const notes = [
    opened ? (content ? 'content' : 'nothing to be seen') : 'did not come up in time',
    ...(first ? [toLine(first)] : []),
    ...(errors.length > 1 ? [`${errors.length - 1} more`] : []),
    ...(missing.length > 0 ? [`not simulated: ${missing.join(', ')}`] : []),
    ...(servers.length > 0 ? [`asks ${servers.join(', ')}`] : []),
    `${time} ms`,
  ];
  return `${WORDS[verdictOf(report)]} ${page}  ${notes.join('; ')}`;
}

const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

/** The last line: how many of the pages are what. */
export function summary({ program, pages }: CrawlReport): string {
  const of = (verdict: Verdict): number => pages.filter((page) => verdictOf(page) === verdict).length;
  const parts = [
    `${count(pages.length, 'page', 'pages')}: ${of('ok')} ok, ${of('error')} with errors`,
    `${of('empty')} empty, ${of('server')} in want of a server`,
  ];
  const errors = program.filter(({ level }) => level === 'error').length;
  if (errors > 0) parts.push(`${count(errors, 'error', 'errors')} in files of the program`);
  return parts.join(', ');
}

export const hasErrors = ({ program, pages }: CrawlReport): boolean =>
  program.some(({ level }) => level === 'error') || pages.some((page) => verdictOf(page) === 'error');
